/* The key of a finding is a digest of what names it: repository, file, rule,
 * name and number. No value is anywhere to be put into it. CWE-798, use of
 * hard-coded credentials (cwe.mitre.org). */
#include "link/secret.h"

#include "base/date.h"
#include "base/hash.h"
#include "model/query.h"

enum { KEY_DIGITS = 32 };

/* first: the commit that brought it; is_open: HEAD has it. */
static const char secrets_sql[] =
    "SELECT r.key, f.path, e.rule, e.name, e.ordinal, r.id, "
    "max(e.rank), min(e.time), max(e.gone), max(e.is_open), "
    "coalesce(max(e.head_line), max(e.line)), min(e.first_commit), "
    "max(e.label), CASE WHEN NOT max(e.is_open) THEN max(e.last_commit) END "
    "FROM temp.secret_event e JOIN repository r ON r.id = e.repository_id "
    "JOIN file f ON f.id = e.file_id "
    "GROUP BY r.id, f.id, e.rule, e.name, e.ordinal "
    "ORDER BY r.key, f.path, e.rule, e.name, e.ordinal";

static const char insert_sql[] =
    "INSERT INTO finding (key, repository_id, tool, rule, category, severity, "
    "severity_rank, cwe, path, line, state, first_time, last_time, "
    "fixed_time, fixed_how, first_result_id, last_result_id) VALUES (?1, ?2, "
    "'assay', "
    "?3, 'secret', CASE ?4 WHEN 1 THEN 'critical' WHEN 2 THEN 'high' ELSE "
    "'medium' END, ?4, 798, ?5, ?6, CASE WHEN ?7 THEN 'open' ELSE 'fixed' "
    "END, ?8, ?8, ?9, CASE WHEN ?9 IS NOT NULL THEN 'changed' END, 0, 0) "
    "RETURNING id";

static const char more_sql[] =
    "INSERT INTO secret (finding_id, label, name, from_commit_id, "
    "to_commit_id) VALUES (?1, ?2, ?3, ?4, ?5)";

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

static void store_finding(struct work *work)
{
	const struct query *secrets = work->secrets;
	char key[HASH_HEX_SIZE];
	int64_t id = 0;
	bool is_open = query_int(secrets, 9) == 1;
	make_key(key, secrets);
	query_rewind(work->insert);
	query_bind_text(work->insert, 1, (struct str){ key, KEY_DIGITS });
	query_bind_int(work->insert, 2, query_int(secrets, 5));
	query_bind_text(work->insert, 3, query_text(secrets, 2));
	query_bind_int(work->insert, 4, query_int(secrets, 6));
	query_bind_text(work->insert, 5, query_text(secrets, 1));
	query_bind_int(work->insert, 6, query_int(secrets, 10));
	query_bind_int(work->insert, 7, is_open);
	query_bind_int(work->insert, 8, query_int(secrets, 7));
	query_bind_int(
	    work->insert, 9, is_open ? UNKNOWN : query_int(secrets, 8));
	while (query_next(work->insert))
		id = query_int(work->insert, 0);
	query_rewind(work->origin);
	query_bind_int(work->origin, 1, id);
	query_bind_int(work->origin, 2, query_int(secrets, 11));
	query_bind_text(work->origin, 3, query_text(secrets, 1));
	while (query_next(work->origin))
		;
	query_rewind(work->more);
	query_bind_int(work->more, 1, id);
	query_bind_text(work->more, 2, query_text(secrets, 12));
	query_bind_text(work->more, 3, query_text(secrets, 3));
	query_bind_int(work->more, 4, query_int(secrets, 11));
	query_bind_int(work->more, 5, query_int(secrets, 13));
	while (query_next(work->more))
		;
}

static bool close_one(struct query *query, struct error *err, bool done)
{
	struct error ignored;
	return (!query || query_close(query, done ? err : &ignored)) && done;
}

static bool store_findings(struct model *model, struct error *err)
{
	struct work work = { 0 };
	bool done = query_open(&work.secrets, model, secrets_sql, err) &&
		    query_open(&work.insert, model, insert_sql, err) &&
		    query_open(&work.origin, model, origin_sql, err) &&
		    query_open(&work.more, model, more_sql, err);
	while (done && query_next(work.secrets))
		store_finding(&work);
	done = close_one(work.secrets, err, done);
	done = close_one(work.insert, err, done);
	done = close_one(work.more, err, done);
	return close_one(work.origin, err, done);
}

bool link_secrets(struct model *model, struct error *err)
{
	return model_script(model, STR("link/secret.sql"), NULL, err) &&
	       store_findings(model, err) &&
	       query_run(model,
		   "INSERT INTO finding_closed SELECT id, fixed_time, NULL, "
		   "'fixed', 'changed' FROM secret CROSS JOIN finding "
		   "ON id = finding_id WHERE fixed_time IS NOT NULL",
		   err);
}
