/* The seal of a bag: an SSH signature (Ed25519) over its tag manifest, as
 * ssh-keygen -Y sign writes and -Y verify reads it (OpenSSH, PROTOCOL.sshsig).
 * The key is a file or in an ssh-agent; it is never made, asked for or kept. */
#ifndef RENDER_BAG_SEAL_H
#define RENDER_BAG_SEAL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "render/bag/bag.h"

/* What the signature is for, so that one made for a mail or a commit is none of
 * a bag. */
#define SEAL_NAMESPACE "assay-evidence"

struct seal_key; /* opaque */

/* Opens the key WHERE: the path of an OpenSSH private key, of a public key
 * (.pub) whose private part is in the ssh-agent, or "agent" for the only
 * Ed25519 key there. A protected private key is used through the agent too.
 * Errors say what the file is instead, and what to do. */
bool seal_key_open(struct seal_key **key, struct str where, struct arena *keep,
    struct error *err) MUST_USE;
/* Wipes the key from memory; NULL is fine. */
void seal_key_close(struct seal_key *key);
/* SHA256:..., as ssh-keygen -l shows it. */
struct str seal_key_fingerprint(const struct seal_key *key, struct arena *keep);

/* Adds the signature to a closed bag. */
bool bag_sign(struct bag_files *files, struct seal_key *key, struct arena *keep,
    struct error *err) MUST_USE;

#endif
