/* The key of a finding is a digest of what names it: repository, file, rule,
 * name and number. No value is anywhere to be put into it. CWE-798, use of
 * hard-coded credentials (cwe.mitre.org). */
#include "link/secret.h"

#include "base/date.h"
#include "base/hash.h"
#include "link/span.h"
#include "model/query.h"

enum { KEY_DIGITS = 32 };

static const char changes_sql[] =
    "SELECT s.commit_id, s.file_id, "
    "s.rule || char(10) || s.name || char(10) || s.ordinal, s.change, s.id "
    "FROM secret_change s "
    "JOIN commit_repository r ON r.commit_id = s.commit_id "
    "WHERE r.repository_id = ?1 ORDER BY s.id";

static const char head_sql[] =
    "SELECT file_id, rule || char(10) || name || char(10) || ordinal, id "
    "FROM secret_head WHERE repository_id = ?1 ORDER BY id";

static const char secrets_sql[] =
    "SELECT r.key, f.path, l.rule, l.name, l.ordinal, r.id, l.rank, "
    "l.first_time, l.gone_time, l.line, l.first_commit_id, l.label, "
    "l.gone_commit_id, l.returns, l.return_time, l.unread_time, l.file_id, "
    "l.thing "
    "FROM temp.secret_life l JOIN repository r ON r.id = l.repository_id "
    "JOIN file f ON f.id = l.file_id "
    "ORDER BY r.key, f.path, l.rule, l.name, l.ordinal";

static const char insert_sql[] =
    "INSERT INTO finding (key, repository_id, tool, rule, category, severity, "
    "severity_rank, cwe, path, line, state, first_time, last_time, "
    "fixed_time, fixed_how, first_result_id, last_result_id, reopened, "
    "reopened_time, unseen, unseen_time) VALUES (?1, ?2, 'assay', "
    "?3, 'secret', CASE ?4 WHEN 1 THEN 'critical' WHEN 2 THEN 'high' ELSE "
    "'medium' END, ?4, 798, ?5, ?6, CASE WHEN ?8 IS NULL THEN 'open' ELSE "
    "'fixed' END, ?7, ?7, ?8, CASE WHEN ?8 IS NOT NULL THEN 'changed' END, "
    "0, 0, ?9, ?10, CASE WHEN ?8 IS NULL AND ?11 IS NOT NULL THEN 'unread' "
    "END, CASE WHEN ?8 IS NULL THEN ?11 END) RETURNING id";

static const char more_sql[] =
    "INSERT INTO secret (finding_id, label, name, from_commit_id, "
    "to_commit_id) VALUES (?1, ?2, ?3, ?4, ?5)";

static const char found_sql[] =
    "INSERT INTO temp.secret_found VALUES (?1, ?2, ?3, ?4)";

static const char closed_sql[] =
    "INSERT INTO finding_closed (finding_id, from_time, to_time, state, how) "
    "SELECT finding_id, to_time, back_time, 'fixed', 'changed' FROM ("
    "SELECT x.finding_id, p.to_time, p.is_last, "
    "lead(p.from_time) OVER (PARTITION BY x.finding_id ORDER BY p.id) "
    "AS back_time FROM temp.secret_found x "
    "JOIN temp.span p ON p.repository_id = x.repository_id "
    "AND p.file_id = x.file_id AND p.thing = x.thing) "
    "WHERE is_last AND to_time IS NOT NULL "
    "AND (back_time IS NULL OR back_time > to_time)";

static const char origin_sql[] =
    "INSERT INTO finding_origin (finding_id, commit_id, origin, basis, "
    "tool_id, model_id, confidence_pct, way, language, kind, reason) "
    "SELECT ?1, o.commit_id, coalesce(o.origin, 'unknown'), o.basis, "
    "o.tool_id, o.model_id, o.confidence_pct, "
    "CASE WHEN o.commit_id IS NOT NULL THEN 'history' END, "
    "x.language, x.kind, "
    "CASE WHEN o.commit_id IS NULL THEN 'older than what can be read' END "
    "FROM (SELECT 1) LEFT JOIN commit_origin o ON o.commit_id = ?2 "
    "LEFT JOIN file f ON f.path = ?3 LEFT JOIN commit_file x "
    "ON x.commit_id = o.commit_id AND x.file_id = f.id";

struct work {
	struct query *secrets;
	struct query *insert;
	struct query *origin;
	struct query *more;
	struct query *found;
};

static void make_key(char hex[HASH_HEX_SIZE], const struct query *secrets)
{
	struct arena *scratch = arena_new();
	struct hash *hash = hash_new(scratch);
	hash_add_field(hash, STR("assay secret"));
	for (int i = 0; i < 5; i++)
		hash_add_field(hash, query_text(secrets, i));
	hash_end(hash, hex);
	arena_free(scratch);
}

/* Binds column COLUMN of SECRETS, a number or nothing. */
static void pass_int(
    struct query *to, int index, const struct query *secrets, int column)
{
	query_bind_int(to, index,
	    query_is_null(secrets, column) ? UNKNOWN
					   : query_int(secrets, column));
}

static int64_t insert_finding(struct work *work)
{
	const struct query *secrets = work->secrets;
	char key[HASH_HEX_SIZE];
	int64_t id = 0;
	make_key(key, secrets);
	query_rewind(work->insert);
	query_bind_text(work->insert, 1, (struct str){ key, KEY_DIGITS });
	query_bind_int(work->insert, 2, query_int(secrets, 5));
	query_bind_text(work->insert, 3, query_text(secrets, 2));
	query_bind_int(work->insert, 4, query_int(secrets, 6));
	query_bind_text(work->insert, 5, query_text(secrets, 1));
	query_bind_int(work->insert, 6, query_int(secrets, 9));
	pass_int(work->insert, 7, secrets, 7);
	pass_int(work->insert, 8, secrets, 8);
	query_bind_int(work->insert, 9, query_int(secrets, 13));
	pass_int(work->insert, 10, secrets, 14);
	pass_int(work->insert, 11, secrets, 15);
	while (query_next(work->insert))
		id = query_int(work->insert, 0);
	return id;
}

static void store_finding(struct work *work)
{
	const struct query *secrets = work->secrets;
	int64_t id = insert_finding(work);
	query_bind_int(work->origin, 1, id);
	pass_int(work->origin, 2, secrets, 10);
	query_bind_text(work->origin, 3, query_text(secrets, 1));
	query_do(work->origin);
	query_bind_int(work->more, 1, id);
	query_bind_text(work->more, 2, query_text(secrets, 11));
	query_bind_text(work->more, 3, query_text(secrets, 3));
	pass_int(work->more, 4, secrets, 10);
	pass_int(work->more, 5, secrets, 12);
	query_do(work->more);
	query_bind_int(work->found, 1, id);
	query_bind_int(work->found, 2, query_int(secrets, 5));
	query_bind_int(work->found, 3, query_int(secrets, 16));
	query_bind_text(work->found, 4, query_text(secrets, 17));
	query_do(work->found);
}

static bool store_findings(struct model *model, struct error *err)
{
	struct work work = { 0 };
	bool done = query_open(&work.secrets, model, secrets_sql, err) &&
		    query_open(&work.insert, model, insert_sql, err) &&
		    query_open(&work.origin, model, origin_sql, err) &&
		    query_open(&work.more, model, more_sql, err) &&
		    query_open(&work.found, model, found_sql, err);
	while (done && query_next(work.secrets))
		store_finding(&work);
	struct query *const queries[] = { work.secrets, work.insert, work.more,
		work.found, work.origin };
	return queries_close(queries, 5, done, err);
}

bool link_secrets(struct model *model, struct error *err)
{
	static const struct span_facts facts = {
		.what = "secret", .changes = changes_sql, .head = head_sql
	};
	return link_spans(model, &facts, err) &&
	       model_script(model, STR("link/secret.sql"), NULL, err) &&
	       store_findings(model, err) &&
	       query_run(model, closed_sql, err) &&
	       query_run(model, "DROP TABLE temp.secret_life", err) &&
	       query_run(model, "DROP TABLE temp.secret_found", err) &&
	       query_run(model, "DROP TABLE temp.span", err);
}
