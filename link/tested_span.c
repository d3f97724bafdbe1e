/* Spans of one file are settled line by line: each line keeps the best that
 * speaks of it. */
#include "link/tested_span.h"

#include <stdlib.h>

#include "base/vec.h"

enum { NOBODY = -1 };

static int compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_place(const void *a, const void *b)
{
	const struct tested_span *x = a;
	const struct tested_span *y = b;
	int order = compare(x->commit_id, y->commit_id);
	if (order == 0)
		order = compare(x->file_id, y->file_id);
	if (order == 0)
		order = compare(x->first, y->first);
	if (order == 0)
		order = compare(x->end, y->end);
	if (order == 0)
		order = compare(x->ordinal, y->ordinal);
	if (order == 0)
		order = compare(x->coverage_file_id, y->coverage_file_id);
	return order ? order : (int)x->state - (int)y->state;
}

bool tested_span_beats(const struct tested_span *a, const struct tested_span *b)
{
	if (a->day != b->day)
		return a->day > b->day;
	if (a->state != b->state)
		return a->state > b->state;
	return a->ordinal > b->ordinal;
}

static bool is_same_file(
    const struct tested_span *a, const struct tested_span *b)
{
	return a->commit_id == b->commit_id && a->file_id == b->file_id;
}

/* Lines of one file, those that nobody speaks of left out. */
static void put_lines(struct tested_spans *settled,
    const struct tested_span *spans, const int64_t *best, int64_t first,
    int64_t count, struct arena *keep)
{
	for (int64_t at = 0, end; at < count; at = end) {
		end = at + 1;
		while (end < count && best[end] == best[at])
			end++;
		if (best[at] == NOBODY)
			continue;
		struct tested_span span = spans[best[at]];
		span.first = first + at;
		span.end = first + end;
		VEC_PUSH(settled, keep, span);
	}
}

/* COUNT spans of one file. */
static void settle_file(struct tested_spans *settled,
    const struct tested_span *spans, size_t count, struct arena *keep)
{
	int64_t first = spans[0].first;
	int64_t end = first;
	for (size_t i = 0; i < count; i++)
		if (spans[i].end > end)
			end = spans[i].end;
	struct arena *scratch = arena_new();
	int64_t *best =
	    arena_array(scratch, (size_t)(end - first), sizeof *best);
	for (int64_t i = 0; i < end - first; i++)
		best[i] = NOBODY;
	for (size_t i = 0; i < count; i++)
		for (int64_t at = spans[i].first - first;
		     at < spans[i].end - first; at++)
			if (best[at] == NOBODY ||
			    tested_span_beats(&spans[i], &spans[best[at]]))
				best[at] = (int64_t)i;
	put_lines(settled, spans, best, first, end - first, keep);
	arena_free(scratch);
}

void tested_spans_settle(struct tested_spans *spans, struct arena *keep)
{
	struct tested_spans settled = { 0 };
	if (spans->count)
		qsort(
		    spans->items, spans->count, sizeof *spans->items, by_place);
	for (size_t from = 0, to; from < spans->count; from = to) {
		to = from + 1;
		while (to < spans->count &&
		       is_same_file(&spans->items[from], &spans->items[to]))
			to++;
		settle_file(&settled, &spans->items[from], to - from, keep);
	}
	*spans = settled;
}

size_t tested_spans_find(const struct tested_spans *spans, int64_t commit_id,
    int64_t file_id, int64_t line)
{
	const struct tested_span asked = { .commit_id = commit_id,
		.file_id = file_id };
	size_t low = 0;
	size_t high = spans->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct tested_span *span = &spans->items[middle];
		int order = compare(span->commit_id, asked.commit_id);
		if (order == 0)
			order = compare(span->file_id, asked.file_id);
		if (order == 0)
			order = span->end <= line ? -1 : 1;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < spans->count && is_same_file(&spans->items[low], &asked))
		return low;
	return spans->count;
}
