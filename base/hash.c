/* SHA-256 by libsodium; its one-time set-up stands in cli/main.c. */
#include "base/hash.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>

enum { READ_BLOCK = 64 * 1024 };

struct hash {
	crypto_hash_sha256_state state;
};

static const unsigned char *bytes_of(struct str text)
{
	return (const unsigned char *)(text.ptr ? text.ptr : "");
}

struct hash *hash_new(struct arena *keep)
{
	struct hash *hash = ARENA_NEW(keep, struct hash);
	crypto_hash_sha256_init(&hash->state);
	return hash;
}

void hash_add(struct hash *hash, struct str bytes)
{
	crypto_hash_sha256_update(&hash->state, bytes_of(bytes), bytes.len);
}

void hash_add_field(struct hash *hash, struct str text)
{
	char head[32];
	int n = snprintf(
	    head, sizeof head, "%c%zu:", text.ptr ? 's' : 'n', text.len);
	hash_add(hash, (struct str){ head, (size_t)n });
	hash_add(hash, text);
}

void hash_end(struct hash *hash, char hex[HASH_HEX_SIZE])
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_final(&hash->state, digest);
	sodium_bin2hex(hex, HASH_HEX_SIZE, digest, sizeof digest);
}

void hash_bytes(struct str bytes, char hex[HASH_HEX_SIZE])
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	crypto_hash_sha256(digest, bytes_of(bytes), bytes.len);
	sodium_bin2hex(hex, HASH_HEX_SIZE, digest, sizeof digest);
}

bool hash_file(struct str path, char hex[HASH_HEX_SIZE], int64_t *size_bytes,
    struct error *err)
{
	struct arena *scratch = arena_new();
	struct hash *hash = hash_new(scratch);
	char *block = arena_alloc(scratch, READ_BLOCK);
	bool done = false;
	FILE *file = fopen(arena_z(scratch, path), "rb");
	if (!file) {
		error_errno(err, "cannot open " STR_FMT, STR_ARG(path));
		err->kind = ERROR_INPUT;
		goto out;
	}
	int64_t total = 0;
	size_t n;
	while ((n = fread(block, 1, READ_BLOCK, file)) > 0) {
		hash_add(hash, (struct str){ block, n });
		total += (int64_t)n;
	}
	if (ferror(file)) {
		error_errno(err, "cannot read " STR_FMT, STR_ARG(path));
		err->kind = ERROR_INPUT;
		goto out;
	}
	hash_end(hash, hex);
	*size_bytes = total;
	done = true;
out:
	if (file)
		fclose(file);
	arena_free(scratch);
	return done;
}

uint64_t hash_quick(struct str text)
{
	uint64_t hash = 0xcbf29ce484222325u;
	for (size_t i = 0; i < text.len; i++) {
		hash ^= (unsigned char)text.ptr[i];
		hash *= 0x100000001b3u;
	}
	return hash ^ hash >> 29;
}

uint64_t hash_key(void)
{
	uint64_t key;
	randombytes_buf(&key, sizeof key);
	return key;
}
