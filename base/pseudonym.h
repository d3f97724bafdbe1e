/* Stable names for what must not be named: HMAC-SHA-256 under a key that the
 * organisation keeps (RFC 2104), shortened. Without the key nobody can tell
 * whose name stands behind one, nor try out likely ones. */
#ifndef BASE_PSEUDONYM_H
#define BASE_PSEUDONYM_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

enum { PSEUDONYM_KEY_SIZE = 32, PSEUDONYM_DIGITS = 12 };

struct pseudonym_key {
	bool known; /* false: there are no pseudonyms */
	unsigned char bytes[PSEUDONYM_KEY_SIZE];
};

/* Reads the file PATH: 64 hexadecimal digits and a newline. Anything else, and
 * a file that others may read, is an input error. */
bool pseudonym_key_read(
    struct pseudonym_key *key, struct str path, struct error *err) MUST_USE;
/* Writes a new random key to PATH with mode 0600. */
bool pseudonym_key_make(struct str path, struct error *err) MUST_USE;

/* KIND, a hyphen and 12 hexadecimal digits ("person-3f9a1c2b7d10"); none
 * without a key or without TEXT. The same text under another kind gives other
 * digits. */
struct str pseudonym(struct arena *keep, const struct pseudonym_key *key,
    const char *kind, struct str text);

#endif
