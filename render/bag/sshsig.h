/* SSH signatures and keys as bytes (OpenSSH, PROTOCOL.sshsig and RFC 4251):
 * framing alone, Ed25519 alone; nothing here reads files or keeps secrets. */
#ifndef RENDER_BAG_SSHSIG_H
#define RENDER_BAG_SSHSIG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

enum { SSH_KEY_SIZE = 32, SSH_SIGNATURE_SIZE = 64 };
#define SSH_ED25519 "ssh-ed25519"

/* A number and a text of RFC 4251: four bytes, and as many as they say. */
void ssh_add_uint32(struct buf *out, uint32_t value);
void ssh_add_text(struct buf *out, struct str text);
/* Take them off *REST; false when it is too short. */
bool ssh_take_uint32(struct str *rest, uint32_t *value);
bool ssh_take_text(struct str *rest, struct str *text);

/* ssh-ed25519 and the 32 bytes of a public key, as one text. */
struct str ssh_public_blob(
    const unsigned char key[SSH_KEY_SIZE], struct arena *keep);
/* The key of such a blob; false when it is of another kind or has more in it.
 */
bool ssh_public_key(unsigned char key[SSH_KEY_SIZE], struct str blob);
/* SHA256:..., of a blob. */
struct str ssh_fingerprint(struct str blob, struct arena *keep);

/* What is signed for MESSAGE under SEAL_NAMESPACE. */
struct str sshsig_signed(struct str message, struct arena *keep);
/* The file of a signature, with its BEGIN and END lines. */
struct str sshsig_write(const unsigned char key[SSH_KEY_SIZE],
    const unsigned char signature[SSH_SIGNATURE_SIZE], struct arena *keep);
/* Reads such a file, which must be, byte for byte, as sshsig_write writes it.
 * WRONG becomes what is not, in words. */
bool sshsig_read(unsigned char key[SSH_KEY_SIZE],
    unsigned char signature[SSH_SIGNATURE_SIZE], struct str file,
    const char **wrong, struct arena *keep);
/* Whether SIGNATURE is KEY's over MESSAGE. */
bool sshsig_holds(const unsigned char key[SSH_KEY_SIZE],
    const unsigned char signature[SSH_SIGNATURE_SIZE], struct str message,
    struct arena *keep);

#endif
