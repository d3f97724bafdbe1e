/* Both texts are indexed by line (line_index.c), and what they have in common
 * at both ends is left out. What remains of one side is often nothing; then
 * there is one hunk. Else the lines that git leaves out are found (partners.c),
 * and the rest is searched for the shortest script (myers.c). Groups of changes
 * then slide to where they stand best (slide.c).
 *
 * git blame cuts the common tail off before it compares, git log does not.
 * The lines that changed are the same unless other lines are left out; then
 * the search is made twice. */
#include "importers/git/diff.h"

#include <string.h>

#include "base/vec.h"
#include "importers/git/lines.h"
#include "importers/git/myers.h"
#include "importers/git/partners.h"
#include "importers/git/slide.h"

enum {
	TAIL_BLOCK = 1024,
	FILTER_BITS = 2048,
	WORD_BITS = 64,
	FEW = 64, /* lines that are searched one by one */
};

struct job {
	struct arena *scratch;
	struct side sides[SIDES];
	struct groups groups[SIDES];
	VEC(struct hunk) hunks;
};

/* ------------------------------------------------------------------ ends -- */

static uint32_t smaller(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Lines that git blame cuts off, of TAIL equal ones: blocks of common bytes,
 * but for the line that they start in. */
static uint32_t cut_lines(
    const struct line_index *old, const struct line_index *new, uint32_t tail)
{
	size_t old_len = old->starts[old->count - tail];
	size_t new_len = new->starts[new->count - tail];
	size_t bytes = old->text.len - old_len;
	bytes += lines_common_tail(
	    str_slice(old->text, 0, old_len), str_slice(new->text, 0, new_len));
	size_t cut = bytes / TAIL_BLOCK * TAIL_BLOCK;
	if (!cut)
		return 0;
	/* even a line that starts with the cut is put back */
	uint32_t line = line_index_find(old, old->text.len - cut + 1);
	return old->count - line;
}

static void find_parts(struct job *job)
{
	struct side *old = &job->sides[OLD];
	struct side *new = &job->sides[NEW];
	uint32_t shorter = smaller(old->index->count, new->index->count);
	uint32_t tail = line_index_tail(old->index->hashes + old->index->count,
	    new->index->hashes + new->index->count, shorter);
	uint32_t cut = cut_lines(old->index, new->index, tail);
	uint32_t head = line_index_head(
	    old->index->hashes, new->index->hashes, shorter - cut);
	tail = smaller(tail, shorter - head);
	for (int s = 0; s < SIDES; s++) {
		struct side *side = &job->sides[s];
		side->lines = side->index->count - cut;
		side->first = head;
		side->count = side->index->count - head - tail;
	}
}

/* --------------------------------------------------------------- results -- */

/* Adds runs of changed lines; CHANGED is that of each line of the part. */
static void list_groups(
    struct job *job, int s, const unsigned char *changed, struct groups *groups)
{
	const struct side *side = &job->sides[s];
	const unsigned char *end = changed + side->count;
	const unsigned char *at = changed;
	while (at < end && (at = memchr(at, 1, (size_t)(end - at)))) {
		const unsigned char *stop = memchr(at, 0, (size_t)(end - at));
		if (!stop)
			stop = end;
		struct group group = { side->first + (uint32_t)(at - changed),
			side->first + (uint32_t)(stop - changed) };
		VEC_PUSH(groups, job->scratch, group);
		at = stop;
	}
}

static int64_t count_lines_of(const struct groups *groups)
{
	int64_t count = 0;
	for (size_t i = 0; i < groups->count; i++)
		count += groups->items[i].end - groups->items[i].start;
	return count;
}

static void take_group(const struct groups *groups, size_t *next,
    uint32_t unchanged, uint32_t *changed, uint32_t *start, uint32_t *count)
{
	*start = unchanged + *changed;
	*count = 0;
	if (*next == groups->count || groups->items[*next].start != *start)
		return;
	*count = groups->items[*next].end - *start;
	*changed += *count;
	++*next;
}

/* Unchanged lines before the next group. */
static uint32_t place_of(
    const struct groups *groups, size_t next, uint32_t changed)
{
	return next < groups->count ? groups->items[next].start - changed
				    : UINT32_MAX;
}

/* Groups with equally many unchanged lines before them are one hunk. */
static void pair_groups(struct job *job)
{
	size_t next[SIDES] = { 0 };
	uint32_t changed[SIDES] = { 0 };
	for (;;) {
		struct hunk hunk;
		uint32_t old =
		    place_of(&job->groups[OLD], next[OLD], changed[OLD]);
		uint32_t new =
		    place_of(&job->groups[NEW], next[NEW], changed[NEW]);
		uint32_t place = old < new ? old : new;
		if (place == UINT32_MAX)
			return;
		take_group(&job->groups[OLD], &next[OLD], place, &changed[OLD],
		    &hunk.old_start, &hunk.old_count);
		take_group(&job->groups[NEW], &next[NEW], place, &changed[NEW],
		    &hunk.new_start, &hunk.new_count);
		VEC_PUSH(&job->hunks, job->scratch, hunk);
	}
}

static void slide_all(struct job *job)
{
	for (int s = 0; s < SIDES; s++)
		slide_groups(&job->groups[s], &job->groups[!s],
		    job->sides[s].index, job->sides[s].lines);
	pair_groups(job);
}

/* ------------------------------------------------------------- searching -- */

/* The lines of the part of SIDE that are not LEFT_OUT. */
static struct sequence take_part(const struct side *side,
    const struct line_list *left_out, struct arena *scratch)
{
	uint32_t count = side->count - (uint32_t)left_out->count;
	const uint64_t *from = side->index->hashes + side->first;
	uint64_t *items = arena_alloc_raw(scratch, count * sizeof *items);
	struct sequence sequence = { items, count,
		arena_alloc(scratch, count) };
	uint32_t start = 0;
	for (size_t i = 0; i <= left_out->count; i++) {
		uint32_t end =
		    i < left_out->count ? left_out->items[i] : side->count;
		memcpy(items, from + start, (end - start) * sizeof *items);
		items += end - start;
		start = end + 1;
	}
	return sequence;
}

/* What changed of all lines of the part. */
static const unsigned char *put_back(const struct side *side,
    const struct line_list *left_out, const struct sequence *sequence,
    struct arena *scratch)
{
	unsigned char *changed = arena_alloc_raw(scratch, side->count);
	const unsigned char *from = sequence->changed;
	uint32_t start = 0;
	for (size_t i = 0; i < left_out->count; i++) {
		uint32_t end = left_out->items[i];
		memcpy(changed + start, from, end - start);
		changed[end] = 1;
		from += end - start;
		start = end + 1;
	}
	memcpy(changed + start, from, side->count - start);
	return changed;
}

static void search(struct job *job, const struct line_list left_out[SIDES],
    struct groups groups[SIDES])
{
	struct sequence sequences[SIDES];
	for (int s = 0; s < SIDES; s++)
		sequences[s] =
		    take_part(&job->sides[s], &left_out[s], job->scratch);
	myers_compare(sequences, job->scratch);
	for (int s = 0; s < SIDES; s++)
		list_groups(job, s,
		    put_back(&job->sides[s], &left_out[s], &sequences[s],
			job->scratch),
		    &groups[s]);
}

static bool same_lists(
    const struct line_list a[SIDES], const struct line_list b[SIDES])
{
	for (int s = 0; s < SIDES; s++)
		if (a[s].count != b[s].count ||
		    (a[s].count && memcmp(a[s].items, b[s].items,
				       a[s].count * sizeof *a[s].items) != 0))
			return false;
	return true;
}

static void search_parts(struct job *job, struct diff *diff)
{
	struct left_out left_out;
	struct groups whole[SIDES] = { 0 };
	const struct groups *counted = job->groups;
	partners_find(&left_out, job->sides, job->scratch);
	search(job, left_out.cut, job->groups);
	if (!same_lists(left_out.cut, left_out.whole)) {
		search(job, left_out.whole, whole);
		counted = whole;
	}
	diff->deleted = count_lines_of(&counted[OLD]);
	diff->added = count_lines_of(&counted[NEW]);
}

static bool has_line(const struct side *side, uint64_t hash)
{
	const uint64_t *part = side->index->hashes + side->first;
	for (uint32_t i = 0; i < side->count; i++)
		if (part[i] == hash)
			return true;
	return false;
}

/* Whether the parts are known to have no line in common, as when a line was
 * edited. Then all of both changed, whatever is left out. */
static bool are_apart(const struct job *job)
{
	const struct side *old = &job->sides[OLD];
	const struct side *new = &job->sides[NEW];
	uint64_t filter[FILTER_BITS / WORD_BITS] = { 0 };
	if (old->count > FILTER_BITS)
		return false;
	for (uint32_t i = 0; i < old->count; i++) {
		uint64_t bit = old->index->hashes[old->first + i] % FILTER_BITS;
		filter[bit / WORD_BITS] |= UINT64_C(1) << bit % WORD_BITS;
	}
	for (uint32_t i = 0; i < new->count; i++) {
		uint64_t hash = new->index->hashes[new->first + i];
		uint64_t bit = hash % FILTER_BITS;
		if (filter[bit / WORD_BITS] >> bit % WORD_BITS & 1 &&
		    (old->count > FEW || has_line(old, hash)))
			return false;
	}
	return true;
}

/* The parts have no line in common, or one of them none at all. */
static void change_all(struct job *job, struct diff *diff)
{
	for (int s = 0; s < SIDES; s++) {
		const struct side *side = &job->sides[s];
		struct group group = { side->first, side->first + side->count };
		if (side->count)
			VEC_PUSH(&job->groups[s], job->scratch, group);
	}
	diff->deleted = job->sides[OLD].count;
	diff->added = job->sides[NEW].count;
}

/* ----------------------------------------------------------------- whole -- */

static void compare_lines(struct job *job, struct diff *diff)
{
	find_parts(job);
	if (!are_apart(job))
		search_parts(job, diff);
	else
		change_all(job, diff);
	slide_all(job);
	diff->script.hunks = job->hunks.items;
	diff->script.count = (uint32_t)job->hunks.count;
}

/* The whole of one text, and nothing of the other. */
static void take_whole(struct diff *diff, struct arena *scratch)
{
	struct hunk hunk = { .old_count = diff->script.old_lines,
		.new_count = diff->script.new_lines };
	struct hunk *hunks = ARENA_NEW(scratch, struct hunk);
	*hunks = hunk;
	diff->script.hunks = hunks;
	diff->script.count = hunk.old_count || hunk.new_count;
	diff->deleted = hunk.old_count;
	diff->added = hunk.new_count;
}

static const struct line_index *index_of(const struct diff_text *text,
    struct line_index *own, uint64_t key, const struct line_index *like)
{
	struct line_index *index = text->index ? text->index : own;
	if (!index->starts)
		line_index_make(index, text->content, text->lines, key, like);
	return index;
}

struct diff diff_texts(const struct diff_text *old, const struct diff_text *new,
    uint64_t key, struct arena *scratch)
{
	struct line_index own[SIDES] = { 0 };
	struct job job = { .scratch = scratch };
	struct diff diff = { .script = { NULL, 0, old->lines, new->lines } };
	if (!old->lines || !new->lines) {
		take_whole(&diff, scratch);
		return diff;
	}
	job.sides[NEW].index = index_of(new, &own[NEW], key, old->index);
	job.sides[OLD].index =
	    index_of(old, &own[OLD], key, job.sides[NEW].index);
	compare_lines(&job, &diff);
	for (int s = 0; s < SIDES; s++)
		line_index_free(&own[s]);
	return diff;
}
