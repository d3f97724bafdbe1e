/* Cuts the runs of living lines by what is said of single lines.
 *
 * Claims and runs come sorted by the commit and file of birth, so one pass
 * over both is enough. The claims of one file of one commit are painted one
 * over the other, the weakest first, into stretches that do not overlap; each
 * run is then cut where a stretch begins or ends. Parts that no claim covers
 * keep what line_origin.sql gave the run. */
#include "link/line_origin.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/vec.h"
#include "model/query.h"

/* Lines from FIRST up to but without END, all of one claim. */
struct stretch {
	int64_t first;
	int64_t end;
	int64_t claim; /* rowid; 0: none */
};

struct stretches {
	struct stretch *items;
	size_t count;
	size_t room;
};

/* A table of runs: line_run itself, or one of the past with its columns. */
struct run_table {
	const char *name;
	const char *more; /* columns behind those of line_run */
};

struct cutter {
	struct model *model;
	struct query *claims; /* of all files, in order */
	struct query *insert; /* a part of a run */
	struct stretches painted;
	struct arena *keep;
	struct arena *scratch; /* of one file of one commit */
	bool has_claim;	       /* claims stands on a row */
};

/* -------------------------------------------------------------- painting -- */

static void push(struct cutter *cutter, struct stretches *list, int64_t first,
    int64_t end, int64_t claim)
{
	if (first < end)
		VEC_PUSH(list, cutter->scratch,
		    ((struct stretch){ first, end, claim }));
}

/* NEW over what is painted. Claims of one rank come in order, so that most
 * are simply the last. */
static void paint(struct cutter *cutter, const struct stretch *new)
{
	struct stretches *old = &cutter->painted;
	struct stretches list = { 0 };
	bool is_put = false;
	if (!old->count || old->items[old->count - 1].end <= new->first) {
		push(cutter, old, new->first, new->end, new->claim);
		return;
	}
	for (size_t i = 0; i < old->count; i++) {
		const struct stretch *s = &old->items[i];
		push(cutter, &list, s->first,
		    s->end < new->first ? s->end : new->first, s->claim);
		if (!is_put && s->end > new->first) {
			push(cutter, &list, new->first, new->end, new->claim);
			is_put = true;
		}
		push(cutter, &list, s->first > new->end ? s->first : new->end,
		    s->end, s->claim);
	}
	*old = list;
}

/* Paints the claims of FILE of COMMIT; those of files before it are passed
 * over. */
static void paint_file(struct cutter *cutter, int64_t commit, int64_t file)
{
	const struct query *row = cutter->claims;
	arena_reset(cutter->scratch);
	cutter->painted = (struct stretches){ 0 };
	while (cutter->has_claim) {
		int64_t at = query_int(row, 1);
		if (at > commit || (at == commit && query_int(row, 2) > file))
			break;
		if (at == commit && query_int(row, 2) == file) {
			int64_t line = query_int(row, 3);
			struct stretch new = { line, line + query_int(row, 4),
				query_int(row, 0) };
			paint(cutter, &new);
		}
		cutter->has_claim = query_next(cutter->claims);
	}
}

/* --------------------------------------------------------------- cutting -- */

struct run {
	int64_t repository;
	int64_t file;
	int64_t start;
	int64_t count;
	int64_t commit;
	int64_t birth_file;
	int64_t birth_line;
};

static void put_part(struct cutter *cutter, const struct run *run,
    int64_t first, int64_t end, int64_t claim)
{
	struct query *insert = cutter->insert;
	if (first >= end)
		return;
	query_bind_int(insert, 1, run->repository);
	query_bind_int(insert, 2, run->file);
	query_bind_int(insert, 3, run->start);
	query_bind_int(insert, 4, first - run->birth_line);
	query_bind_int(insert, 5, end - first);
	query_bind_int(insert, 6, claim ? claim : UNKNOWN);
	while (query_next(insert))
		;
	query_rewind(insert);
}

/* The first stretch that ends behind LINE. */
static size_t find_stretch(const struct stretches *list, int64_t line)
{
	size_t low = 0;
	size_t high = list->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (list->items[middle].end > line)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static void cut_run(struct cutter *cutter, const struct run *run)
{
	const struct stretches *list = &cutter->painted;
	int64_t at = run->birth_line;
	int64_t end = run->birth_line + run->count;
	size_t i = find_stretch(list, at);
	if (i == list->count || list->items[i].first >= end)
		return;
	for (; i < list->count && list->items[i].first < end; i++) {
		const struct stretch *s = &list->items[i];
		int64_t first = s->first > at ? s->first : at;
		int64_t last = s->end < end ? s->end : end;
		put_part(cutter, run, at, first, 0);
		put_part(cutter, run, first, last, s->claim);
		at = last;
	}
	put_part(cutter, run, at, end, 0);
}

static void cut_runs(struct cutter *cutter, struct query *runs)
{
	struct run last = { 0 };
	while (query_next(runs)) {
		struct run run = { query_int(runs, 0), query_int(runs, 1),
			query_int(runs, 2), query_int(runs, 3),
			query_int(runs, 4), query_int(runs, 5),
			query_int(runs, 6) };
		if (run.commit != last.commit ||
		    run.birth_file != last.birth_file)
			paint_file(cutter, run.commit, run.birth_file);
		if (cutter->painted.count)
			cut_run(cutter, &run);
		last = run;
	}
}

/* ----------------------------------------------------------------- steps -- */

static bool fill_parts(
    struct cutter *cutter, const struct run_table *table, struct error *err)
{
	struct error ignored;
	struct query *runs = NULL;
	struct str sql = arena_printf(cutter->keep,
	    "SELECT repository_id, file_id, start, count, commit_id, "
	    "birth_file_id, birth_line FROM %s "
	    "WHERE birth_line IS NOT NULL AND commit_id IN "
	    "(SELECT commit_id FROM claim) "
	    "ORDER BY commit_id, birth_file_id, birth_line",
	    table->name);
	cutter->claims = NULL;
	cutter->insert = NULL;
	bool done =
	    query_open(&cutter->claims, cutter->model,
		"SELECT rowid, commit_id, file_id, line, lines FROM claim "
		"ORDER BY commit_id, file_id, rank DESC, line",
		err) &&
	    query_open(&cutter->insert, cutter->model,
		"INSERT INTO part VALUES (?1, ?2, ?3, ?4, ?5, ?6)", err) &&
	    query_open(&runs, cutter->model, arena_z(cutter->keep, sql), err);
	if (done) {
		cutter->has_claim = query_next(cutter->claims);
		cut_runs(cutter, runs);
	}
	if (runs && !query_close(runs, done ? err : &ignored))
		done = false;
	if (cutter->claims &&
	    !query_close(cutter->claims, done ? err : &ignored))
		done = false;
	if (cutter->insert &&
	    !query_close(cutter->insert, done ? err : &ignored))
		done = false;
	return done;
}

/* Each %T of the statement becomes the table's name. */
static bool run_on(const struct cutter *cutter, const struct run_table *table,
    const char *statement, struct error *err)
{
	struct buf sql = { 0 };
	for (const char *at = statement; *at; at++)
		if (at[0] == '%' && at[1] == 'T') {
			buf_add_z(&sql, table->name);
			at++;
		} else if (at[0] == '%' && at[1] == 'M') {
			buf_add_z(&sql, table->more);
			at++;
		} else {
			buf_add_char(&sql, *at);
		}
	bool done =
	    query_run(cutter->model, arena_z(cutter->keep, buf_str(&sql)), err);
	buf_free(&sql);
	return done;
}

/* Where nobody speaks of single lines they are their commit's, but for those
 * that a record of the whole commit leaves out: nobody knows who wrote them. */
static bool take_commits(const struct cutter *cutter,
    const struct run_table *table, struct error *err)
{
	static const char *const steps[] = {
		"UPDATE %T SET origin = o.origin, basis = o.basis, "
		"tool_id = o.tool_id, model_id = o.model_id, "
		"confidence_pct = o.confidence_pct, "
		"override_id = (SELECT min(v.id) FROM override v "
		"JOIN override_commit x ON x.override_id = v.id "
		"WHERE v.path = '' AND x.commit_id = o.commit_id) "
		"FROM commit_origin o WHERE o.commit_id = %T.commit_id",
		"UPDATE %T SET origin = 'unknown', basis = NULL, "
		"tool_id = NULL, model_id = NULL, confidence_pct = NULL "
		"WHERE origin IN ('ai', 'mixed') AND override_id IS NULL "
		"AND EXISTS (SELECT 1 FROM decider d "
		"WHERE d.commit_id = %T.commit_id AND d.whole = 1)",
	};
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		if (!run_on(cutter, table, steps[i], err))
			return false;
	return true;
}

/* Each run that has parts is taken apart into them. */
static bool put_parts(const struct cutter *cutter,
    const struct run_table *table, struct error *err)
{
	static const char *const steps[] = {
		"CREATE TEMP TABLE cut AS SELECT r.* FROM %T r "
		"WHERE EXISTS (SELECT 1 FROM part p "
		"WHERE p.repository_id = r.repository_id "
		"AND p.file_id = r.file_id AND p.start = r.start)",
		"DELETE FROM %T WHERE (repository_id, file_id, start) "
		"IN (SELECT repository_id, file_id, start FROM part)",
		"INSERT INTO %T SELECT r.repository_id, r.file_id, "
		"r.start + p.skip, p.count, r.commit_id, r.birth_file_id, "
		"r.birth_line + p.skip, coalesce(c.origin, r.origin), "
		"CASE WHEN c.rowid THEN c.basis ELSE r.basis END, "
		"CASE WHEN c.rowid THEN c.tool_id ELSE r.tool_id END, "
		"CASE WHEN c.rowid THEN c.model_id ELSE r.model_id END, "
		"coalesce(c.confidence_pct, r.confidence_pct), "
		"c.attribution_id, coalesce(c.override_id, r.override_id)%M "
		"FROM part p JOIN cut r ON r.repository_id = p.repository_id "
		"AND r.file_id = p.file_id AND r.start = p.start "
		"LEFT JOIN claim c ON c.rowid = p.claim",
		"DROP TABLE temp.cut",
		"DELETE FROM part",
	};
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		if (!run_on(cutter, table, steps[i], err))
			return false;
	return true;
}

bool link_line_origins(struct model *model, struct error *err)
{
	static const struct run_table tables[] = {
		{ "line_run", "" },
		{ "line_past", ", r.at_time, r.change" },
	};
	struct cutter cutter = {
		.model = model, .keep = arena_new(), .scratch = arena_new()
	};
	bool done =
	    model_script(model, STR("link/line_origin.sql"), NULL, err) &&
	    query_run(model, "DROP TABLE IF EXISTS temp.part", err) &&
	    query_run(model,
		"CREATE TEMP TABLE part (repository_id INTEGER, "
		"file_id INTEGER, start INTEGER, skip INTEGER, "
		"count INTEGER, claim INTEGER, "
		"PRIMARY KEY (repository_id, file_id, start, skip)) "
		"WITHOUT ROWID",
		err);
	for (size_t i = 0; i < 2 && done; i++)
		done = take_commits(&cutter, &tables[i], err) &&
		       fill_parts(&cutter, &tables[i], err) &&
		       put_parts(&cutter, &tables[i], err);
	done = done && query_run(model, "DROP TABLE temp.part", err);
	arena_free(cutter.keep);
	arena_free(cutter.scratch);
	return done || error_while(err, "telling whose each line is");
}
