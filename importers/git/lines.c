/* Lines as 64-bit hashes: two files are compared without their text. */
#include "importers/git/lines.h"

#include <string.h>

enum { BINARY_PROBE = 8000 }; /* bytes looked at for a NUL */

bool lines_is_binary(struct str content)
{
	size_t probe = content.len < BINARY_PROBE ? content.len : BINARY_PROBE;
	return probe && memchr(content.ptr, '\0', probe);
}

/* How many bytes of WORD are newlines: a byte of X is zero where one stands,
 * and its high bit is then set in ZEROS (H. Warren, Hacker's Delight, 6-1). */
static size_t newlines_in(uint64_t word)
{
	const uint64_t low = UINT64_C(0x7F7F7F7F7F7F7F7F);
	uint64_t x = word ^ UINT64_C(0x0A0A0A0A0A0A0A0A);
	uint64_t zeros = ~(((x & low) + low) | x | low);
	return (size_t)((zeros >> 7) * UINT64_C(0x0101010101010101) >> 56);
}

size_t lines_count(struct str content)
{
	size_t count = 0;
	size_t at = 0;
	uint64_t word;
	for (; content.len - at >= sizeof word; at += sizeof word) {
		memcpy(&word, content.ptr + at, sizeof word);
		count += newlines_in(word);
	}
	for (; at < content.len; at++)
		count += content.ptr[at] == '\n';
	return count + (content.len && content.ptr[content.len - 1] != '\n');
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ hash >> 29;
}

static uint64_t hash_line(const char *at, size_t len)
{
	uint64_t hash = mix(UINT64_C(0x2545F4914F6CDD1D), len);
	uint64_t word;
	for (; len >= sizeof word; at += sizeof word, len -= sizeof word) {
		memcpy(&word, at, sizeof word);
		hash = mix(hash, word);
	}
	word = 0;
	if (len)
		memcpy(&word, at, len);
	hash = mix(hash, word);
	return mix(hash, hash >> 32);
}

void lines_hash(struct str content, uint64_t *hashes)
{
	const char *at = content.ptr;
	const char *end = at ? at + content.len : NULL;
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *next = newline ? newline + 1 : end;
		*hashes++ = hash_line(at, (size_t)(next - at));
		at = next;
	}
}
