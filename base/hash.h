/* SHA-256 of bytes and files. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

#define HASH_HEX_SIZE 65 /* 64 digits and a NUL */

struct hash; /* opaque */

/* SHA-256. A hash lives as long as KEEP; BYTES may come in any parts. */
struct hash *hash_new(struct arena *keep);
void hash_add(struct hash *hash, struct str bytes);
/* Adds TEXT and its length, so that parts cannot run together. */
void hash_add_field(struct hash *hash, struct str text);
/* Lower-case hexadecimal digits; the hash cannot be used afterwards. */
void hash_end(struct hash *hash, char hex[HASH_HEX_SIZE]);

void hash_bytes(struct str bytes, char hex[HASH_HEX_SIZE]);
/* Digest and size of the file PATH, read in blocks. */
bool hash_file(struct str path, char hex[HASH_HEX_SIZE], int64_t *size_bytes,
    struct error *err) MUST_USE;

/* A number that nobody can foresee, to key hashes of hostile texts. Nothing
 * that is written may depend on it. */
uint64_t hash_key(void);

/* Eight bytes at a time, for tables in memory only. */
uint64_t hash_quick(struct str text);

/* Likewise, and never 0; who does not know KEY cannot choose texts of one hash.
 * Equal hashes do not mean equal texts, but may be taken for them. */
uint64_t hash_keyed(struct str text, uint64_t key);

__extension__ typedef unsigned __int128 hash_wide;

/* Both halves of a product, one upon the other (W. Yi, wyhash, public domain).
 */
static inline uint64_t hash_fold(uint64_t a, uint64_t b)
{
	hash_wide product = (hash_wide)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* HASH with one more NUMBER in it, likewise. */
static inline uint64_t hash_mix(uint64_t hash, uint64_t number)
{
	return hash_fold(hash ^ UINT64_C(0x9E3779B97F4A7C15),
	    number ^ UINT64_C(0xD6E8FEB86659FD93));
}

#endif
