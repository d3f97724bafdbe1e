/* Claims are many (each range of each note), so they are read once, sorted,
 * and painted: those of one file of one commit one over the other, the weakest
 * first, into stretches that do not overlap. */
#include "link/line_claim.h"

#include <stdlib.h>

#include "base/bisect.h"
#include "base/date.h"
#include "base/vec.h"
#include "model/query.h"

enum { RANK_RECORD = 3 }; /* weaker than all of the view correcting */

/* A range as it is read. */
struct range {
	int64_t commit_id;
	int64_t file_id;
	uint32_t first;
	uint32_t end;
	uint32_t claim;
	uint32_t rank;
};

struct ranges {
	struct range *items;
	size_t count;
	size_t room;
};

struct stretches {
	struct line_stretch *items;
	size_t count;
	size_t room;
};

struct reader {
	struct line_claims *claims;
	struct model *model;
	struct arena *keep;
	struct ranges ranges;
	struct stretches all;
	struct arena *scratch; /* of one file */
};

/* --------------------------------------------------------------- reading -- */

/* Columns of QUERY from AT on: origin, basis, tool, model, confidence,
 * attribution, override. */
static uint32_t add_claim(
    struct reader *reader, const struct query *query, int at)
{
	struct line_claims *claims = reader->claims;
	struct line_claim claim = {
		.origin = arena_str(reader->keep, query_text(query, at)),
		.tool_id = query_int(query, at + 2),
		.model_id = query_int(query, at + 3),
		.confidence_pct = query_int(query, at + 4),
		.attribution_id = query_int(query, at + 5),
		.override_id = query_int(query, at + 6),
	};
	if (!query_is_null(query, at + 1))
		claim.basis =
		    arena_str(reader->keep, query_text(query, at + 1));
	VEC_PUSH(claims, reader->keep, claim);
	return (uint32_t)(claims->count - 1);
}

/* Where nobody speaks of single lines they are their commit's, but for those
 * that a record of the whole commit leaves out, or a correction that is all
 * that is known of it: nobody knows who wrote them. */
static bool read_commits(struct reader *reader, struct error *err)
{
	struct line_claims *claims = reader->claims;
	struct query *query = NULL;
	if (!query_number(&claims->last_commit, reader->model,
		"SELECT coalesce(max(commit_id), 0) FROM commit_origin", err))
		return false;
	claims->commits = arena_array(reader->keep,
	    (size_t)claims->last_commit + 1, sizeof *claims->commits);
	claims->by_line = arena_array(reader->keep,
	    (size_t)claims->last_commit + 1, sizeof *claims->by_line);
	if (!query_open(&query, reader->model,
		"SELECT o.commit_id, o.by_line, o.override_id IS NULL "
		"AND o.origin IN ('ai', 'mixed') AND (d.whole IS 1 "
		"OR o.basis IS 'corrected_lines'), o.origin, o.basis, "
		"o.tool_id, o.model_id, o.confidence_pct, NULL, o.override_id "
		"FROM commit_origin o LEFT JOIN decider d "
		"ON d.commit_id = o.commit_id",
		err))
		return false;
	while (query_next(query)) {
		int64_t commit = query_int(query, 0);
		claims->by_line[commit] = query_int(query, 1) != 0;
		if (!query_int(query, 2))
			claims->commits[commit] = add_claim(reader, query, 3);
	}
	return query_close(query, err);
}

static uint32_t within(int64_t line)
{
	return line < 1 ? 1 : line > UINT32_MAX ? UINT32_MAX : (uint32_t)line;
}

static void add_range(struct reader *reader, int64_t commit_id, int64_t file_id,
    int64_t line, int64_t lines, struct range range)
{
	range.commit_id = commit_id;
	range.file_id = file_id;
	range.first = within(line);
	range.end = within(line + lines);
	VEC_PUSH_OWN(&reader->ranges, range);
}

/* Both come in the order of the records' ids. */
static bool read_records(struct reader *reader, struct error *err)
{
	struct query *records = NULL;
	struct query *ranges = NULL;
	struct error ignored;
	bool done = query_open(&records, reader->model,
			"SELECT attribution_id, commit_id, origin, basis, "
			"tool_id, model_id, confidence_pct, attribution_id, "
			"NULL FROM deciding ORDER BY attribution_id",
			err) &&
		    query_open(&ranges, reader->model,
			"SELECT attribution_id, file_id, line, lines "
			"FROM attribution_range "
			"ORDER BY attribution_id, file_id, line",
			err);
	bool more = done && query_next(ranges);
	while (more && query_next(records)) {
		int64_t id = query_int(records, 0);
		struct range range = { .rank = RANK_RECORD };
		while (more && query_int(ranges, 0) < id)
			more = query_next(ranges);
		if (more && query_int(ranges, 0) == id)
			range.claim = add_claim(reader, records, 2);
		for (; more && query_int(ranges, 0) == id;
		     more = query_next(ranges))
			add_range(reader, query_int(records, 1),
			    query_int(ranges, 1), query_int(ranges, 2),
			    query_int(ranges, 3), range);
	}
	if (records && !query_close(records, done ? err : &ignored))
		done = false;
	if (ranges && !query_close(ranges, done ? err : &ignored))
		done = false;
	return done;
}

static bool read_corrections(struct reader *reader, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, reader->model,
		"SELECT commit_id, file_id, line, lines, rank, origin, basis, "
		"tool_id, model_id, 100, NULL, override_id FROM correcting",
		err))
		return false;
	while (query_next(query)) {
		struct range range = {
			.claim = add_claim(reader, query, 5),
			.rank = (uint32_t)query_int(query, 4),
		};
		add_range(reader, query_int(query, 0), query_int(query, 1),
		    query_int(query, 2), query_int(query, 3), range);
	}
	return query_close(query, err);
}

/* -------------------------------------------------------------- painting -- */

static void push(struct arena *arena, struct stretches *list, uint32_t first,
    uint32_t end, uint32_t claim)
{
	if (first < end)
		VEC_PUSH(
		    list, arena, ((struct line_stretch){ first, end, claim }));
}

/* NEW over what is painted. Ranges of one rank come in order, so that most
 * are simply the last. */
static void paint(
    struct arena *arena, struct stretches *painted, const struct range *new)
{
	struct stretches list = { 0 };
	bool is_put = false;
	if (!painted->count ||
	    painted->items[painted->count - 1].end <= new->first) {
		push(arena, painted, new->first, new->end, new->claim);
		return;
	}
	for (size_t i = 0; i < painted->count; i++) {
		const struct line_stretch *s = &painted->items[i];
		push(arena, &list, s->first,
		    s->end < new->first ? s->end : new->first, s->claim);
		if (!is_put && s->end > new->first) {
			push(arena, &list, new->first, new->end, new->claim);
			is_put = true;
		}
		push(arena, &list, s->first > new->end ? s->first : new->end,
		    s->end, s->claim);
	}
	*painted = list;
}

static int by_place(const void *a, const void *b)
{
	const struct range *x = a;
	const struct range *y = b;
	if (x->commit_id != y->commit_id)
		return x->commit_id < y->commit_id ? -1 : 1;
	if (x->file_id != y->file_id)
		return x->file_id < y->file_id ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank > y->rank ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->claim > y->claim) - (x->claim < y->claim);
}

static size_t end_of_file(const struct ranges *ranges, size_t start)
{
	const struct range *first = &ranges->items[start];
	size_t end = start + 1;
	while (end < ranges->count &&
	       ranges->items[end].commit_id == first->commit_id &&
	       ranges->items[end].file_id == first->file_id)
		end++;
	return end;
}

static void paint_all(struct reader *reader)
{
	struct line_claims *claims = reader->claims;
	const struct ranges *ranges = &reader->ranges;
	size_t count = 0;
	for (size_t i = 0; i < ranges->count; i = end_of_file(ranges, i))
		count++;
	claims->files = arena_array(reader->keep, count, sizeof *claims->files);
	for (size_t i = 0, end; i < ranges->count; i = end) {
		struct stretches painted = { 0 };
		end = end_of_file(ranges, i);
		for (size_t k = i; k < end; k++)
			paint(reader->scratch, &painted, &ranges->items[k]);
		claims->files[claims->file_count++] = (struct line_file){
			.commit_id = ranges->items[i].commit_id,
			.file_id = ranges->items[i].file_id,
			.first = reader->all.count,
			.count = painted.count,
		};
		for (size_t k = 0; k < painted.count; k++)
			VEC_PUSH(&reader->all, reader->keep, painted.items[k]);
		arena_reset(reader->scratch);
	}
	claims->stretches = reader->all.items;
}

bool line_claims_read(struct line_claims *claims, struct model *model,
    struct arena *keep, struct error *err)
{
	struct reader reader = {
		.claims = claims,
		.model = model,
		.keep = keep,
		.scratch = arena_new(),
	};
	const struct line_claim nobody = {
		.origin = STR("unknown"),
		.tool_id = UNKNOWN,
		.model_id = UNKNOWN,
		.confidence_pct = UNKNOWN,
		.attribution_id = UNKNOWN,
		.override_id = UNKNOWN,
	};
	*claims = (struct line_claims){ 0 };
	VEC_PUSH(claims, keep, nobody);
	bool done = read_commits(&reader, err) && read_records(&reader, err) &&
		    read_corrections(&reader, err);
	if (done && reader.ranges.count)
		qsort(reader.ranges.items, reader.ranges.count,
		    sizeof *reader.ranges.items, by_place);
	if (done)
		paint_all(&reader);
	free(reader.ranges.items);
	arena_free(reader.scratch);
	return done;
}

/* ---------------------------------------------------------------- asking -- */

uint32_t line_claims_commit(const struct line_claims *claims, int64_t commit)
{
	return commit > 0 && commit <= claims->last_commit
		   ? claims->commits[commit]
		   : 0;
}

bool line_claims_by_line(const struct line_claims *claims, int64_t commit)
{
	return commit > 0 && commit <= claims->last_commit &&
	       claims->by_line[commit];
}

const struct line_file *line_claims_file(
    const struct line_claims *claims, int64_t commit, int64_t file)
{
	size_t low;
	BISECT(low, claims->file_count,
	    claims->files[low].commit_id < commit ||
		(claims->files[low].commit_id == commit &&
		    claims->files[low].file_id < file));
	const struct line_file *found = &claims->files[low];
	return low < claims->file_count && found->commit_id == commit &&
		       found->file_id == file
		   ? found
		   : NULL;
}

/* The first stretch of FILE that ends behind LINE; the end of them: none. */
static size_t first_stretch(const struct line_claims *claims,
    const struct line_file *file, int64_t line)
{
	size_t low = file->first;
	size_t high = file->first + file->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (claims->stretches[middle].end > line)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

void line_claims_cut(const struct line_claims *claims,
    const struct line_birth *birth, const struct line_file *file,
    void (*put)(void *user, int64_t skip, int64_t count, uint32_t claim),
    void *user)
{
	uint32_t rest = line_claims_commit(claims, birth->commit_id);
	bool is_named = file && birth->line != UNKNOWN;
	size_t i = is_named ? first_stretch(claims, file, birth->line) : 0;
	int64_t at = 0;
	for (; is_named && i < file->first + file->count; i++) {
		const struct line_stretch *s = &claims->stretches[i];
		int64_t first = s->first - birth->line;
		int64_t end = s->end - birth->line;
		if (first >= birth->count)
			break;
		first = first > at ? first : at;
		end = end < birth->count ? end : birth->count;
		if (at < first)
			put(user, at, first - at, rest);
		if (first < end)
			put(user, first, end - first, s->claim);
		at = end;
	}
	if (at < birth->count)
		put(user, at, birth->count - at, rest);
}
