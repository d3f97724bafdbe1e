/* SHA-256 by the processor where it can, else by libsodium, whose one-time
 * set-up stands in cli/main.c. */
#include "base/hash.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/sha256.h"

enum { READ_BLOCK = 64 * 1024 };

struct hash {
	bool is_own;
	union {
		struct sha256 own;
		crypto_hash_sha256_state sodium;
	} state;
};

static void begin(struct hash *hash)
{
	hash->is_own = sha256_is_here();
	if (hash->is_own)
		sha256_begin(&hash->state.own);
	else
		crypto_hash_sha256_init(&hash->state.sodium);
}

struct hash *hash_new(struct arena *keep)
{
	struct hash *hash = ARENA_NEW(keep, struct hash);
	begin(hash);
	return hash;
}

void hash_add(struct hash *hash, struct str bytes)
{
	if (!bytes.len)
		return;
	if (hash->is_own)
		sha256_add(&hash->state.own, bytes);
	else
		crypto_hash_sha256_update(&hash->state.sodium,
		    (const unsigned char *)bytes.ptr, bytes.len);
}

void hash_add_field(struct hash *hash, struct str text)
{
	/* 's' or 'n', the length, ':' */
	char head[24];
	size_t at = sizeof head;
	size_t len = text.len;
	head[--at] = ':';
	do
		head[--at] = (char)('0' + len % 10);
	while (len /= 10);
	head[--at] = text.ptr ? 's' : 'n';
	hash_add(hash, (struct str){ head + at, sizeof head - at });
	hash_add(hash, text);
}

void hash_end(struct hash *hash, char hex[HASH_HEX_SIZE])
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	if (hash->is_own)
		sha256_end(&hash->state.own, digest);
	else
		crypto_hash_sha256_final(&hash->state.sodium, digest);
	sodium_bin2hex(hex, HASH_HEX_SIZE, digest, sizeof digest);
}

void hash_bytes(struct str bytes, char hex[HASH_HEX_SIZE])
{
	struct hash hash;
	begin(&hash);
	hash_add(&hash, bytes);
	hash_end(&hash, hex);
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
	const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
	uint64_t hash = text.len ^ UINT64_C(0xCBF29CE484222325);
	uint64_t words[2];
	for (; text.len > sizeof words; text = str_skip(text, sizeof words)) {
		memcpy(words, text.ptr, sizeof words);
		hash = hash_fold(words[0] ^ odd, words[1] ^ hash);
	}
	words[0] = words[1] = 0;
	if (text.len)
		memcpy(words, text.ptr, text.len);
	hash = hash_fold(words[0] ^ odd, words[1] ^ hash);
	return hash_fold(hash ^ odd, ~odd);
}

static uint64_t word_at(const char *at)
{
	uint64_t word;
	memcpy(&word, at, sizeof word);
	return word;
}

static uint64_t half_word_at(const char *at)
{
	uint32_t half;
	memcpy(&half, at, sizeof half);
	return half;
}

/* All bytes of a TEXT of at most two words, the last two words of a longer one;
 * they may overlap. */
static void last_words(struct str text, uint64_t words[2])
{
	const char *end = text.ptr + text.len;
	const size_t word = sizeof words[0];
	words[0] = words[1] = 0;
	if (text.len > 2 * word) {
		words[0] = word_at(end - 2 * word);
		words[1] = word_at(end - word);
	} else if (text.len >= word) {
		words[0] = word_at(text.ptr);
		words[1] = word_at(end - word);
	} else if (text.len >= word / 2) {
		words[0] = half_word_at(text.ptr);
		words[1] = half_word_at(end - word / 2);
	} else if (text.len) {
		words[0] = (uint64_t)(unsigned char)text.ptr[0] << 16 |
			   (uint64_t)(unsigned char)text.ptr[text.len / 2]
			       << 8 |
			   (unsigned char)end[-1];
	}
}

uint64_t hash_keyed(struct str text, uint64_t key)
{
	const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
	const char *at = text.ptr;
	uint64_t hash = key ^ text.len;
	uint64_t words[2];
	for (size_t left = text.len; left > sizeof words;
	     left -= sizeof words) {
		hash = hash_fold(
		    word_at(at) ^ key ^ odd, word_at(at + sizeof hash) ^ hash);
		at += sizeof words;
	}
	last_words(text, words);
	hash = hash_fold(words[0] ^ key ^ odd, words[1] ^ hash);
	hash = hash_fold(hash ^ odd, key ^ ~odd);
	return hash ? hash : 1;
}

uint64_t hash_key(void)
{
	uint64_t key;
	randombytes_buf(&key, sizeof key);
	return key;
}
