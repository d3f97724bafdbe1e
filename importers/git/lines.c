/* Scanning texts in words and blocks: the texts of a history are much longer
 * than what changes in them, so that most of the work is done here. */
#include "importers/git/lines.h"

#include <string.h>

enum {
	BINARY_PROBE = 8000, /* bytes looked at for a NUL */
	BLOCK = 256,	     /* bytes compared or counted at a time */
};

bool lines_is_binary(struct str content)
{
	size_t probe = content.len < BINARY_PROBE ? content.len : BINARY_PROBE;
	return probe && memchr(content.ptr, '\0', probe);
}

/* Has the compiler count in vectors: the sum fits the byte. */
static size_t newlines_in_block(const char *at)
{
	unsigned char sums[16] = { 0 };
	size_t count = 0;
	for (size_t i = 0; i < BLOCK; i += sizeof sums)
		for (size_t j = 0; j < sizeof sums; j++)
			sums[j] =
			    (unsigned char)(sums[j] + (at[i + j] == '\n'));
	for (size_t j = 0; j < sizeof sums; j++)
		count += sums[j];
	return count;
}

size_t lines_count(struct str content)
{
	size_t count = 0;
	size_t at = 0;
	for (; content.len - at >= BLOCK; at += BLOCK)
		count += newlines_in_block(content.ptr + at);
	for (; at < content.len; at++)
		count += content.ptr[at] == '\n';
	return count + (content.len && content.ptr[content.len - 1] != '\n');
}

static uint64_t word_at(const char *at)
{
	uint64_t word;
	memcpy(&word, at, sizeof word);
	return word;
}

size_t lines_common_head(struct str a, struct str b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	size_t at = 0;
	while (shorter - at >= BLOCK && !memcmp(a.ptr + at, b.ptr + at, BLOCK))
		at += BLOCK;
	while (shorter - at >= sizeof(uint64_t) &&
	       word_at(a.ptr + at) == word_at(b.ptr + at))
		at += sizeof(uint64_t);
	while (at < shorter && a.ptr[at] == b.ptr[at])
		at++;
	return at;
}

size_t lines_common_tail(struct str a, struct str b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	const char *a_at = a.ptr + a.len;
	const char *b_at = b.ptr + b.len;
	size_t left = shorter;
	if (!shorter)
		return 0;
	for (; left >= BLOCK && !memcmp(a_at - BLOCK, b_at - BLOCK, BLOCK);
	     left -= BLOCK) {
		a_at -= BLOCK;
		b_at -= BLOCK;
	}
	while (
	    left >= sizeof(uint64_t) && word_at(a_at - sizeof(uint64_t)) ==
					    word_at(b_at - sizeof(uint64_t))) {
		a_at -= sizeof(uint64_t);
		b_at -= sizeof(uint64_t);
		left -= sizeof(uint64_t);
	}
	while (left && a_at[-1] == b_at[-1]) {
		a_at--;
		b_at--;
		left--;
	}
	return shorter - left;
}

/* ---------------------------------------------------------------- hashes -- */

__extension__ typedef unsigned __int128 wide;

/* Both halves of a product, one upon the other: without one factor nothing is
 * known of the result (W. Yi, wyhash, public domain). */
static uint64_t fold(uint64_t a, uint64_t b)
{
	wide product = (wide)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t lines_hash(struct str line, uint64_t key)
{
	const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
	uint64_t hash = key ^ line.len;
	const char *at = line.ptr;
	size_t left = line.len;
	for (; left > 2 * sizeof hash; left -= 2 * sizeof hash) {
		hash = fold(
		    word_at(at) ^ key ^ odd, word_at(at + sizeof hash) ^ hash);
		at += 2 * sizeof hash;
	}
	char rest[2 * sizeof hash] = { 0 };
	if (left)
		memcpy(rest, at, left);
	hash =
	    fold(word_at(rest) ^ key ^ odd, word_at(rest + sizeof hash) ^ hash);
	return fold(hash ^ odd, key ^ ~odd);
}
