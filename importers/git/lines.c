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
