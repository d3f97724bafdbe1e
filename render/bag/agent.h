/* Asks an ssh-agent, over the socket that SSH_AUTH_SOCK names, for signatures
 * by its Ed25519 keys (OpenSSH, PROTOCOL.agent). It is a local socket: nothing
 * goes out of the machine. */
#ifndef RENDER_BAG_AGENT_H
#define RENDER_BAG_AGENT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "render/bag/sshsig.h"

/* The caller closes the descriptor AGENT, over which all questions go: a
 * process that is confined opens no other. */
bool agent_open(int *agent, struct error *err) MUST_USE;
/* The public blobs of the Ed25519 keys that the agent holds. */
bool agent_keys(int agent, struct str_list *blobs, struct arena *keep,
    struct error *err) MUST_USE;
/* The agent's signature over MESSAGE by the key of BLOB. */
bool agent_sign(int agent, unsigned char signature[SSH_SIGNATURE_SIZE],
    struct str blob, struct str message, struct arena *keep,
    struct error *err) MUST_USE;

#endif
