/* Adds up what each cohort gained and lost. Gains come sorted by cohort and
 * time, so that one running sum is enough; a cohort has a row for every month's
 * end of its repository at which it still has lines. */
#include "link/cohort.h"

#include "base/arena.h"
#include "base/vec.h"
#include "model/query.h"

struct ends {
	int64_t *items;
	size_t count;
	size_t room;
};

struct adder {
	struct query *gains;
	struct query *insert;
	struct query *months; /* of one repository */
	struct ends ends;
	int64_t repository;
	size_t next; /* the first end without a row of the cohort */
	int64_t lines;
	struct arena *scratch;
};

static bool read_ends(struct adder *adder, int64_t repository)
{
	adder->repository = repository;
	adder->ends = (struct ends){ 0 };
	arena_reset(adder->scratch);
	query_bind_int(adder->months, 1, repository);
	while (query_next(adder->months))
		VEC_PUSH(
		    &adder->ends, adder->scratch, query_int(adder->months, 0));
	query_rewind(adder->months);
	return adder->ends.count > 0;
}

/* The rows of the cohort for the ends before END; its columns are bound. */
static void put_rows(struct adder *adder, int64_t end)
{
	const struct ends *ends = &adder->ends;
	for (; adder->next < ends->count && ends->items[adder->next] < end;
	     adder->next++) {
		if (adder->lines <= 0)
			continue;
		query_bind_int(adder->insert, 8, ends->items[adder->next]);
		query_bind_int(adder->insert, 9, adder->lines);
		while (query_next(adder->insert))
			;
		query_rewind(adder->insert);
	}
}

/* Columns 0 to 6 are the cohort, 7 the end, 8 its gain, 9 whether it is the
 * first of a cohort. */
static void add_gain(struct adder *adder)
{
	const struct query *gain = adder->gains;
	if (query_int(gain, 9)) {
		put_rows(adder, INT64_MAX);
		adder->lines = 0;
		adder->next = 0;
		if (query_int(gain, 0) != adder->repository &&
		    !read_ends(adder, query_int(gain, 0)))
			return;
		for (int i = 0; i < 4; i++)
			query_bind_int(
			    adder->insert, i + 1, query_int(gain, i));
		for (int i = 4; i < 7; i++)
			query_bind_text(
			    adder->insert, i + 1, query_text(gain, i));
	}
	put_rows(adder, query_int(gain, 7));
	adder->lines += query_int(gain, 8);
}

static bool close_query(struct query *query, bool done, struct error *err)
{
	struct error ignored;
	return !query || query_close(query, done ? err : &ignored);
}

bool link_cohorts(struct model *model, struct error *err)
{
	struct adder adder = { .scratch = arena_new() };
	bool done =
	    model_script(model, STR("link/cohort.sql"), NULL, err) &&
	    query_open(&adder.gains, model,
		"SELECT repository_id, birth_month, tool_id, model_id, "
		"origin, language, kind, at_time, lines, 1 = row_number() "
		"OVER (PARTITION BY repository_id, birth_month, tool_id, "
		"model_id, origin, language, kind ORDER BY at_time) "
		"FROM gain ORDER BY 1, 2, 3, 4, 5, 6, 7, 8",
		err) &&
	    query_open(&adder.months, model,
		"SELECT DISTINCT at_time FROM line_change "
		"WHERE repository_id = ?1 ORDER BY 1",
		err) &&
	    query_open(&adder.insert, model,
		"INSERT INTO cohort (repository_id, birth_month, tool_id, "
		"model_id, origin, language, kind, at_time, lines) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
		err);
	while (done && query_next(adder.gains))
		add_gain(&adder);
	if (done)
		put_rows(&adder, INT64_MAX);
	done &= close_query(adder.gains, done, err);
	done &= close_query(adder.months, done, err);
	done &= close_query(adder.insert, done, err);
	arena_free(adder.scratch);
	return done && query_run(model, "DROP TABLE temp.gain", err) &&
	       query_run(model, "DROP TABLE temp.line_past", err);
}
