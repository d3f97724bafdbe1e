/* A line of a finding is what a line of the audited revision would be: what a
 * record or correction says of it, else what its commit is (line_claim.h). Only
 * that the finding's revision may be older. */
#include "link/finding_line.h"

#include "base/date.h"
#include "link/line_claim.h"
#include "model/query.h"

struct work {
	struct line_claims claims;
	struct query *rows;
	struct query *insert;
	int64_t commit_id; /* of the row at hand; UNKNOWN */
};

static const char rows_sql[] =
    "SELECT z.finding_id, z.line, z.lines, c.id, p.id, z.birth_line "
    "FROM temp.stood z LEFT JOIN \"commit\" c ON c.oid = z.oid "
    "LEFT JOIN file p ON p.path = z.birth_path "
    "ORDER BY z.finding_id, z.line";

static const char insert_sql[] =
    "INSERT INTO finding_line (finding_id, line, lines, commit_id, origin, "
    "basis, tool_id, model_id, confidence_pct, birth_file_id, birth_line) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

static void put(void *user, int64_t skip, int64_t count, uint32_t number)
{
	const struct work *work = user;
	const struct line_claims *claims = &work->claims;
	const struct line_claim *claim = &claims->items[number];
	const struct line_claim *commit =
	    &claims->items[line_claims_commit(claims, work->commit_id)];
	struct query *insert = work->insert;
	query_bind_int(insert, 1, query_int(work->rows, 0));
	query_bind_int(insert, 2, query_int(work->rows, 1) + skip);
	query_bind_int(insert, 3, count);
	query_bind_int(insert, 4, work->commit_id);
	query_bind_text(insert, 5, claim->origin);
	query_bind_text(insert, 6, claim->basis);
	query_bind_int(insert, 7, claim->tool_id);
	query_bind_int(insert, 8, claim->model_id);
	query_bind_int(insert, 9,
	    claim->confidence_pct == UNKNOWN ? commit->confidence_pct
					     : claim->confidence_pct);
	query_bind_int(insert, 10, query_int(work->rows, 4));
	query_bind_int(insert, 11,
	    query_is_null(work->rows, 5) ? UNKNOWN
					 : query_int(work->rows, 5) + skip);
	query_do(insert);
}

static void take(struct work *work)
{
	const struct query *row = work->rows;
	const struct line_birth birth = { query_int(row, 3), query_int(row, 4),
		query_int(row, 5), query_int(row, 2) };
	work->commit_id = birth.commit_id;
	line_claims_cut(&work->claims, &birth,
	    line_claims_file(&work->claims, birth.commit_id, birth.file_id),
	    put, work);
}

static bool take_all(struct work *work, struct model *model, struct error *err)
{
	struct error ignored;
	bool done = query_open(&work->rows, model, rows_sql, err) &&
		    query_open(&work->insert, model, insert_sql, err);
	while (done && query_next(work->rows))
		take(work);
	if (work->rows && !query_close(work->rows, done ? err : &ignored))
		done = false;
	if (work->insert && !query_close(work->insert, done ? err : &ignored))
		done = false;
	return done;
}

bool link_finding_lines(struct model *model, struct error *err)
{
	struct arena *keep = arena_new();
	struct work work = { 0 };
	int64_t count;
	bool done =
	    query_number(&count, model, "SELECT count(*) FROM temp.stood", err);
	if (done && count > 0)
		done = line_claims_read(&work.claims, model, keep, err) &&
		       take_all(&work, model, err);
	arena_free(keep);
	return done;
}
