/* Versions of a file are met one after the other, so that nearly all of an
 * index can be copied from the one before: the texts are compared as bytes,
 * and only lines that break a run of equal ones are looked for and hashed. */
#include "importers/git/line_index.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "importers/git/lines.h"

enum {
	AHEAD_MIN = 32, /* lines looked through for where a run goes on */
	AHEAD_MAX = 2048,
	SEEK_STEP = 16,
	STARTS_STEP = 16,
};

void line_index_free(struct line_index *index)
{
	free(index->hashes); /* the starts stand behind them */
	*index = (struct line_index){ 0 };
}

struct str line_index_line(const struct line_index *index, uint32_t line)
{
	uint32_t start = index->starts[line];
	return (struct str){ index->text.ptr + start,
		index->starts[line + 1] - start };
}

uint32_t line_index_find(const struct line_index *index, size_t at)
{
	uint32_t low = 0;
	uint32_t high = index->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (index->starts[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct str bytes_of(const uint64_t *hashes, uint32_t count)
{
	return (struct str){ (const char *)hashes, count * sizeof *hashes };
}

uint32_t line_index_head(const uint64_t *a, const uint64_t *b, uint32_t count)
{
	return (uint32_t)(lines_common_head(
			      bytes_of(a, count), bytes_of(b, count)) /
			  sizeof *a);
}

uint32_t line_index_tail(
    const uint64_t *a_end, const uint64_t *b_end, uint32_t count)
{
	return (uint32_t)(lines_common_tail(bytes_of(a_end - count, count),
			      bytes_of(b_end - count, count)) /
			  sizeof *a_end);
}

/* Compared by halves, which every machine has an instruction for. */
typedef uint32_t halves __attribute__((vector_size(2 * sizeof(uint64_t))));

static halves equal_halves(const uint64_t *two_hashes, halves wanted)
{
	halves two;
	memcpy(&two, two_hashes, sizeof two);
	return (halves)(two == wanted);
}

/* False: what is WANTED is not among the SEEK_STEP hashes from AT on. */
static bool may_be_among(const uint64_t *at, halves wanted)
{
	uint64_t found[2];
	halves equal = equal_halves(at, wanted);
	equal |= equal_halves(at + 2, wanted);
	equal |= equal_halves(at + 4, wanted);
	equal |= equal_halves(at + 6, wanted);
	equal |= equal_halves(at + 8, wanted);
	equal |= equal_halves(at + 10, wanted);
	equal |= equal_halves(at + 12, wanted);
	equal |= equal_halves(at + 14, wanted);
	memcpy(found, &equal, sizeof found);
	return found[0] | found[1];
}

uint32_t line_index_seek(const uint64_t *hashes, uint32_t from, uint32_t count,
    uint64_t hash, uint32_t missed)
{
	uint32_t ahead = AHEAD_MIN + 2 * missed;
	if (missed > AHEAD_MAX / 2)
		ahead = AHEAD_MAX;
	const uint64_t *at = hashes + from;
	const uint64_t *end =
	    hashes + (count - from > ahead ? from + ahead : count);
	const uint64_t twice[2] = { hash, hash };
	halves wanted;
	memcpy(&wanted, twice, sizeof wanted);
	while (end - at >= SEEK_STEP && !may_be_among(at, wanted))
		at += SEEK_STEP;
	while (at < end && *at != hash)
		at++;
	return at < end ? (uint32_t)(at - hashes) : count;
}

/* -------------------------------------------------------------- building -- */

/* What is left of a text, and the lines found so far. */
struct builder {
	struct line_index *index;
	uint64_t key;
	uint32_t at;	 /* start of the next line */
	uint32_t next;	 /* line of the other version that is expected */
	uint32_t missed; /* lines since the last one that was found */
};

/* Hashes one line. */
static uint64_t add_line(struct builder *builder)
{
	struct line_index *index = builder->index;
	struct str rest = str_skip(index->text, builder->at);
	const char *newline = memchr(rest.ptr, '\n', rest.len);
	if (newline)
		rest.len = (size_t)(newline + 1 - rest.ptr);
	uint64_t hash = hash_keyed(rest, builder->key);
	index->starts[index->count] = builder->at;
	index->hashes[index->count++] = hash;
	builder->at += (uint32_t)rest.len;
	return hash;
}

/* Copies COUNT starts, each AWAY bytes further on; or back, by wrapping. */
static void move_starts(
    uint32_t *to, const uint32_t *from, uint32_t count, uint32_t away)
{
	uint32_t i = 0;
	for (; count - i >= STARTS_STEP; i += STARTS_STEP)
		for (uint32_t j = 0; j < STARTS_STEP; j++)
			to[i + j] = from[i + j] + away;
	for (; i < count; i++)
		to[i] = from[i] + away;
}

/* Copies the lines from the expected one on that stand here, too. */
static void copy_run(struct builder *builder, const struct line_index *like)
{
	struct line_index *index = builder->index;
	uint32_t from = like->starts[builder->next];
	struct str rest = str_skip(index->text, builder->at);
	size_t common = lines_common_head(rest, str_skip(like->text, from));
	uint32_t end = line_index_find(like, from + common + 1);
	if (end && like->starts[end] > from + common)
		end--;
	/* a last line without newline may go on here */
	if (end == like->count && common < rest.len && end > builder->next &&
	    like->text.ptr[like->text.len - 1] != '\n')
		end--;
	uint32_t lines = end - builder->next;
	move_starts(index->starts + index->count, like->starts + builder->next,
	    lines, builder->at - from);
	memcpy(index->hashes + index->count, like->hashes + builder->next,
	    lines * sizeof *like->hashes);
	index->count += lines;
	builder->at += like->starts[end] - from;
	builder->next = end;
}

static void build_like(struct builder *builder, const struct line_index *like)
{
	while (builder->at < builder->index->text.len) {
		if (builder->next < like->count)
			copy_run(builder, like);
		if (builder->at == builder->index->text.len)
			return;
		uint64_t hash = add_line(builder);
		uint32_t found = line_index_seek(like->hashes, builder->next,
		    like->count, hash, builder->missed++);
		if (found == like->count)
			continue;
		builder->next = found + 1;
		builder->missed = 0;
	}
}

void line_index_make(struct line_index *index, struct str text, uint32_t lines,
    uint64_t key, const struct line_index *like)
{
	size_t room = (size_t)lines + 1;
	struct builder builder = { .index = index, .key = key };
	*index = (struct line_index){ .text = text };
	index->hashes =
	    malloc(room * (sizeof *index->hashes + sizeof *index->starts));
	if (!index->hashes)
		memory_lost();
	index->starts = (uint32_t *)(index->hashes + room);
	if (like && like->starts)
		build_like(&builder, like);
	while (builder.at < text.len)
		add_line(&builder);
	index->starts[index->count] = builder.at;
}
