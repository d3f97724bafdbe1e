/* Of commits whose lines are told apart rows come and go in the order of the
 * tables' keys, so that writing appends; what is said of a row is looked up in
 * memory. Parts that no claim covers are their commit's. All other commits
 * tell of their lines themselves: the view line_run joins them, link/cohort.c
 * counts them. */
#include "link/line_origin.h"

#include "base/date.h"
#include "base/vec.h"
#include "link/line_claim.h"
#include "model/query.h"

struct cutter {
	struct model *model;
	struct line_claims claims;
	const struct line_file *file; /* the last that was asked for */
	struct line_birth asked;
	struct arena *keep;
	struct query *rows;
	struct query *insert;
	/* told of lines SKIP to SKIP + COUNT of the birth */
	void (*put)(void *user, int64_t skip, int64_t count, uint32_t claim);
	int64_t bound;	/* the claim whose columns are bound; -1: none */
	int64_t change; /* of line_change */
	int64_t key[4]; /* of what is added up */
	struct sums {
		struct sum {
			uint32_t claim;
			int64_t lines;
		} * items;
		size_t count;
		size_t room;
	} sums;
};

/* --------------------------------------------------------------- cutting -- */

/* Neighbours come from one file of one commit more often than not. */
static void cut(struct cutter *cutter, const struct line_birth *birth)
{
	if (birth->commit_id != cutter->asked.commit_id ||
	    birth->file_id != cutter->asked.file_id)
		cutter->file = line_claims_file(
		    &cutter->claims, birth->commit_id, birth->file_id);
	cutter->asked = *birth;
	line_claims_cut(
	    &cutter->claims, birth, cutter->file, cutter->put, cutter);
}

/* ---------------------------------------------------------- living lines -- */

/* What a commit's own word says and a record only adds to. */
static int64_t known(int64_t value, int64_t otherwise)
{
	return value == UNKNOWN ? otherwise : value;
}

/* Bindings stay; one claim has many rows. */
static void bind_claim(struct cutter *cutter, uint32_t number)
{
	const struct line_claim *claim = &cutter->claims.items[number];
	if (cutter->bound == number)
		return;
	cutter->bound = number;
	query_bind_text(cutter->insert, 8, claim->origin);
	query_bind_text(cutter->insert, 9, claim->basis);
	query_bind_int(cutter->insert, 10, claim->tool_id);
	query_bind_int(cutter->insert, 11, claim->model_id);
	query_bind_int(cutter->insert, 13, claim->attribution_id);
}

static void put_run(void *user, int64_t skip, int64_t count, uint32_t number)
{
	struct cutter *cutter = user;
	const struct query *row = cutter->rows;
	const struct line_claim *claim = &cutter->claims.items[number];
	const struct line_claim *commit =
	    &cutter->claims.items[line_claims_commit(
		&cutter->claims, cutter->asked.commit_id)];
	struct query *insert = cutter->insert;
	const struct line_birth *birth = &cutter->asked;
	bind_claim(cutter, number);
	query_bind_int(insert, 1, query_int(row, 0));
	query_bind_int(insert, 2, query_int(row, 1));
	query_bind_int(insert, 3, query_int(row, 2) + skip);
	query_bind_int(insert, 4, count);
	query_bind_int(insert, 5, birth->commit_id);
	query_bind_int(insert, 6, birth->file_id);
	query_bind_int(insert, 7, birth->line + skip);
	query_bind_int(
	    insert, 12, known(claim->confidence_pct, commit->confidence_pct));
	query_bind_int(
	    insert, 14, known(claim->override_id, commit->override_id));
	query_do(cutter->insert);
}

static bool is_by_line(const struct cutter *cutter, int64_t commit_id)
{
	return line_claims_by_line(&cutter->claims, commit_id);
}

static void cut_run(struct cutter *cutter)
{
	const struct query *row = cutter->rows;
	if (!is_by_line(cutter, query_int(row, 4)))
		return;
	const struct line_birth birth = { query_int(row, 4), query_int(row, 5),
		query_int(row, 6), query_int(row, 3) };
	cut(cutter, &birth);
}

/* -------------------------------------------------------------- the past -- */

static void add_up(void *user, int64_t skip, int64_t count, uint32_t number)
{
	struct cutter *cutter = user;
	struct sums *sums = &cutter->sums;
	int64_t lines = count * cutter->change;
	(void)skip;
	for (size_t i = 0; i < sums->count; i++)
		if (sums->items[i].claim == number) {
			sums->items[i].lines += lines;
			return;
		}
	VEC_PUSH(sums, cutter->keep, ((struct sum){ number, lines }));
}

/* What was added up for one file of one commit; the key is bound. */
static void put_sums(struct cutter *cutter)
{
	struct sums *sums = &cutter->sums;
	for (size_t i = 0; i < sums->count; i++) {
		const struct line_claim *claim =
		    &cutter->claims.items[sums->items[i].claim];
		if (!sums->items[i].lines)
			continue;
		query_bind_text(cutter->insert, 5, claim->origin);
		query_bind_int(cutter->insert, 6, claim->tool_id);
		query_bind_int(cutter->insert, 7, claim->model_id);
		query_bind_int(cutter->insert, 8, sums->items[i].lines);
		query_do(cutter->insert);
	}
	sums->count = 0;
}

static void cut_change(struct cutter *cutter)
{
	const struct query *row = cutter->rows;
	const struct line_birth birth = { query_int(row, 2), query_int(row, 3),
		query_int(row, 4), query_int(row, 5) };
	bool is_same = cutter->sums.count > 0;
	if (!is_by_line(cutter, birth.commit_id))
		return;
	for (int i = 0; i < 4; i++)
		is_same &= cutter->key[i] == query_int(row, i);
	if (!is_same)
		put_sums(cutter);
	for (int i = 0; i < 4 && !is_same; i++) {
		cutter->key[i] = query_int(row, i);
		query_bind_int(cutter->insert, i + 1, cutter->key[i]);
	}
	cutter->change = query_int(row, 6);
	cut(cutter, &birth);
}

/* ----------------------------------------------------------------- steps -- */

static bool cut_all(struct cutter *cutter, const char *rows, const char *insert,
    void (*take)(struct cutter *cutter), struct error *err)
{
	struct error ignored;
	bool done = query_open(&cutter->rows, cutter->model, rows, err) &&
		    query_open(&cutter->insert, cutter->model, insert, err);
	while (done && query_next(cutter->rows))
		take(cutter);
	if (done)
		put_sums(cutter);
	if (cutter->rows && !query_close(cutter->rows, done ? err : &ignored))
		done = false;
	if (cutter->insert &&
	    !query_close(cutter->insert, done ? err : &ignored))
		done = false;
	cutter->rows = NULL;
	cutter->insert = NULL;
	return done;
}

static bool cut_lines(struct cutter *cutter, struct error *err)
{
	cutter->put = put_run;
	if (!cut_all(cutter,
		"SELECT repository_id, file_id, start, count, commit_id, "
		"birth_file_id, birth_line FROM revision_line "
		"ORDER BY repository_id, file_id, start",
		"INSERT INTO line_part (repository_id, file_id, start, "
		"count, commit_id, birth_file_id, birth_line, origin, "
		"basis, tool_id, model_id, confidence_pct, "
		"attribution_id, override_id) VALUES (?1, ?2, ?3, ?4, ?5, "
		"?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
		cut_run, err))
		return false;
	cutter->put = add_up;
	return cut_all(cutter,
	    "SELECT repository_id, at_time, commit_id, file_id, line, count, "
	    "change FROM line_change WHERE line > 0 "
	    "ORDER BY repository_id, at_time, commit_id, file_id, line",
	    "INSERT INTO line_past VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	    cut_change, err);
}

bool link_line_origins(struct model *model, struct error *err)
{
	struct cutter cutter = {
		.model = model, .keep = arena_new(), .bound = -1
	};
	int64_t by_line = 0;
	bool done =
	    model_script(model, STR("link/line_origin.sql"), NULL, err) &&
	    query_number(&by_line, model,
		"SELECT EXISTS (SELECT 1 FROM commit_origin WHERE by_line)",
		err);
	if (done && by_line)
		done =
		    line_claims_read(&cutter.claims, model, cutter.keep, err) &&
		    cut_lines(&cutter, err);
	arena_free(cutter.keep);
	return done || error_while(err, "telling whose each line is");
}
