/* Runs come from the query of the matrix, so that the matrix and what is
 * recommended can never speak of different runs. A run of which it was not
 * tested what works or is secure adds its samples and nothing else. */
#include "analysis/bench.h"

#include "base/vec.h"

enum { RUNS_MAX = 100000 };

static int64_t number_of(const struct query *query, int column)
{
	return query_is_null(query, column) ? 0 : query_int(query, column);
}

static struct str text_of(
    const struct query *query, int column, struct arena *keep)
{
	return query_is_null(query, column)
		   ? STR_NONE
		   : arena_str(keep, query_text(query, column));
}

static struct bench_run read_run(
    const struct query *query, const int *at, struct arena *keep)
{
	struct bench_run run = {
		.kind = text_of(query, at[0], keep),
		.place = query_int(query, at[1]),
		.always = query_int(query, at[2]) != 0,
		.model = text_of(query, at[3], keep),
		.tool = text_of(query, at[4], keep),
		.samples = number_of(query, at[5]),
		.published = text_of(query, at[8], keep),
	};
	if (!query_is_null(query, at[7])) {
		run.working = number_of(query, at[6]);
		run.secure = number_of(query, at[7]);
	}
	return run;
}

bool bench_runs_read(struct bench_runs *runs, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err)
{
	static const char *const names[] = { "pattern", "place", "always",
		"model", "tool", "samples", "working", "secure", "published" };
	enum { COLUMNS = sizeof names / sizeof *names };
	const struct measure *measure =
	    engine_measure(engine, STR("bench.matrix"));
	struct query *query = NULL;
	int at[COLUMNS];
	*runs = (struct bench_runs){ 0 };
	if (!measure)
		return error_set(
		    err, ERROR_INPUT, "there is no measure bench.matrix");
	if (!compute_query(&query, engine, measure, asked->period.from,
		asked->period.to, asked->newest, err))
		return false;
	for (size_t i = 0; i < COLUMNS; i++)
		at[i] = compute_column(query, names[i]);
	while (runs->count < RUNS_MAX && query_next(query))
		VEC_PUSH(runs, keep, read_run(query, at, keep));
	return query_close(query, err);
}

static bool is_of(
    const struct bench_run *run, const struct bench_subject *subject)
{
	if (!run->model.ptr)
		return false;
	if (subject->model.ptr && !str_equal(run->model, subject->model))
		return false;
	return !subject->tool.ptr ||
	       (run->tool.ptr && str_equal(run->tool, subject->tool));
}

struct bench_sum bench_sum(const struct bench_runs *runs,
    const struct bench_subject *subject, struct str kind)
{
	struct bench_sum sum = { 0 };
	for (size_t i = 0; i < runs->count; i++) {
		const struct bench_run *run = &runs->items[i];
		if (!is_of(run, subject) ||
		    (kind.ptr && !str_equal(run->kind, kind)))
			continue;
		sum.samples += run->samples;
		sum.working += run->working;
		sum.secure += run->secure;
	}
	return sum;
}

size_t bench_kinds(
    struct bench_run **kinds, const struct bench_runs *runs, struct arena *keep)
{
	size_t count = 0;
	*kinds = arena_array(keep, runs->count + 1, sizeof **kinds);
	for (size_t i = 0; i < runs->count; i++)
		if (!count ||
		    !str_equal((*kinds)[count - 1].kind, runs->items[i].kind))
			(*kinds)[count++] = runs->items[i];
	return count;
}
