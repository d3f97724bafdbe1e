/* Each row of line_run is cut where what is said of its lines changes. */
#include "link/tested_line.h"

#include "base/date.h"
#include "model/query.h"

/* Lays those of a file that speak of LINE to before LINE + COUNT into BEST,
 * one a line. */
static void lay(const struct tested_spans *spans,
    const struct tested_span **best, int64_t commit_id, int64_t file_id,
    int64_t line, int64_t count)
{
	size_t at = tested_spans_find(spans, commit_id, file_id, line);
	for (; at < spans->count; at++) {
		const struct tested_span *span = &spans->items[at];
		if (span->commit_id != commit_id || span->file_id != file_id ||
		    span->first >= line + count)
			return;
		int64_t from = span->first > line ? span->first - line : 0;
		int64_t to =
		    span->end - line < count ? span->end - line : count;
		for (int64_t i = from; i < to; i++)
			if (!best[i] || tested_span_beats(span, best[i]))
				best[i] = span;
	}
}

static void put_lines(struct query *put, int64_t repository_id,
    const struct query *row, const struct tested_span *const *best)
{
	int64_t start = query_int(row, 1);
	int64_t count = query_int(row, 2);
	query_bind_int(put, 1, repository_id);
	query_bind_int(put, 2, query_int(row, 0));
	query_bind_int(put, 7, query_int(row, 3) ? query_int(row, 3) : UNKNOWN);
	query_bind_text(put, 8, query_text(row, 6));
	query_bind_int(put, 9, query_int(row, 7));
	query_bind_int(put, 10, query_int(row, 8));
	query_bind_int(put, 11, query_int(row, 9));
	for (int64_t at = 0, end; at < count; at = end) {
		end = at + 1;
		while (end < count && best[end] == best[at])
			end++;
		if (!best[at])
			continue;
		query_bind_int(put, 3, start + at);
		query_bind_int(put, 4, end - at);
		query_bind_int(put, 5,
		    best[at]->state == TESTED_NOTHING
			? UNKNOWN
			: best[at]->state == TESTED_RUN);
		query_bind_int(put, 6, best[at]->coverage_file_id);
		query_do(put);
	}
}

static bool store_lines(struct model *model, int64_t repository_id,
    const struct tested_spans *spans, struct query *put, struct error *err)
{
	struct query *row = NULL;
	struct arena *scratch = arena_new();
	bool done = query_open(&row, model,
	    "SELECT file_id, start, count, coalesce(commit_id, 0), "
	    "coalesce(birth_file_id, 0), coalesce(birth_line, 0), origin, "
	    "tool_id, model_id, counts FROM line_run WHERE repository_id = ?1 "
	    "ORDER BY file_id, start",
	    err);
	if (done)
		query_bind_int(row, 1, repository_id);
	while (done && query_next(row)) {
		int64_t count = query_int(row, 2);
		const struct tested_span **best;
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
		best = arena_array(scratch, (size_t)count, sizeof *best);
		lay(spans, best, 0, query_int(row, 0), query_int(row, 1),
		    count);
		if (query_int(row, 3))
			lay(spans, best, query_int(row, 3), query_int(row, 4),
			    query_int(row, 5), count);
		put_lines(put, repository_id, row, best);
		arena_reset(scratch);
	}
	arena_free(scratch);
	return row ? query_close(row, err) && done : done;
}

bool tested_lines_store(struct model *model, int64_t repository_id,
    const struct tested_spans *spans, struct error *err)
{
	struct query *put = NULL;
	struct error ignored;
	bool done = query_open(&put, model,
			"INSERT INTO tested_line VALUES (?1, ?2, ?3, ?4, ?5, "
			"?6, ?7, ?8, ?9, ?10, ?11)",
			err) &&
		    store_lines(model, repository_id, spans, put, err);
	return (!put || query_close(put, done ? err : &ignored)) && done;
}
