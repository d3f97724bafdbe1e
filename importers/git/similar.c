/* Likeness as git's rename detection measures it (gitdiffcore(7), "-M"): a
 * file is cut behind each newline and at the latest after 64 bytes; a CR
 * before LF is passed over in text. Chunks are told apart by the hash that git
 * uses, since its few values make unlike chunks equal now and then. A last
 * chunk that ends without newline and is not full counts for nothing, as in
 * git up to 2.43. */
#include "importers/git/similar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "importers/git/lines.h"

enum { CHUNK_MAX = 64, HASHES = 107927 };

struct similar {
	uint32_t bytes[HASHES]; /* of the chunks held; all 0 while cutting */
	const struct chunks *held;
};

struct similar *similar_new(void)
{
	struct similar *similar = calloc(1, sizeof *similar);
	if (similar)
		return similar;
	memory_lost();
}

void similar_free(struct similar *similar)
{
	free(similar);
}

void similar_put_down(struct similar *similar)
{
	for (size_t i = 0; similar->held && i < similar->held->count; i++)
		similar->bytes[similar->held->items[i].hash] = 0;
	similar->held = NULL;
}

static void add_chunk(struct similar *similar, struct chunks *chunks,
    uint32_t hash, uint32_t bytes)
{
	if (!similar->bytes[hash])
		chunks->items[chunks->count++].hash = hash;
	similar->bytes[hash] += bytes;
}

/* Upper bound of chunks: each ends in a newline or has 64 bytes. */
static size_t count_room(struct str content)
{
	return lines_count(content) + content.len / CHUNK_MAX;
}

static void cut(
    struct similar *similar, struct chunks *chunks, struct str content)
{
	bool is_text = !lines_is_binary(content);
	const uint64_t carry = UINT64_C(1) << 32;
	uint64_t both = 0; /* the two sums of git, of 32 bits each */
	uint32_t length = 0;
	for (size_t i = 0; i < content.len; i++) {
		unsigned char byte = (unsigned char)content.ptr[i];
		if (byte == '\r' && is_text && i + 1 < content.len &&
		    content.ptr[i + 1] == '\n')
			continue;
		both = (both << 7 | both >> 57) + byte;
		if ((uint32_t)both < byte)
			both -= carry;
		if (++length < CHUNK_MAX && byte != '\n')
			continue;
		uint32_t low = (uint32_t)both;
		uint32_t high = (uint32_t)(both >> 32);
		add_chunk(
		    similar, chunks, (low + high * 0x61) % HASHES, length);
		length = 0;
		both = 0;
	}
}

void similar_cut(struct similar *similar, struct chunks *chunks,
    struct str content, struct arena *keep)
{
	size_t room = count_room(content);
	struct chunk *all = calloc(room ? room : 1, sizeof *all);
	if (!all)
		memory_lost();
	similar_put_down(similar);
	*chunks = (struct chunks){ all, 0, content.len };
	cut(similar, chunks, content);
	chunks->items = arena_array(keep, chunks->count, sizeof *all);
	for (size_t i = 0; i < chunks->count; i++) {
		uint32_t hash = all[i].hash;
		chunks->items[i] = (struct chunk){ hash, similar->bytes[hash] };
		similar->bytes[hash] = 0;
	}
	free(all);
}

bool similar_sizes(size_t a, size_t b)
{
	size_t larger = a > b ? a : b;
	size_t apart = a > b ? a - b : b - a;
	return larger * (SIMILAR_SCORE_MAX - SIMILAR_SCORE_MIN) >=
	       apart * SIMILAR_SCORE_MAX;
}

void similar_hold(struct similar *similar, const struct chunks *target)
{
	similar_put_down(similar);
	for (size_t i = 0; i < target->count; i++)
		similar->bytes[target->items[i].hash] = target->items[i].bytes;
	similar->held = target;
}

int similar_score(const struct similar *similar, const struct chunks *source)
{
	size_t a = source->size_bytes;
	size_t b = similar->held->size_bytes;
	size_t larger = a > b ? a : b;
	size_t shared = 0;
	if (!similar_sizes(a, b) || !b)
		return 0;
	for (size_t i = 0; i < source->count; i++) {
		uint32_t there = similar->bytes[source->items[i].hash];
		uint32_t here = source->items[i].bytes;
		shared += here < there ? here : there;
	}
	return (int)(shared * SIMILAR_SCORE_MAX / larger);
}
