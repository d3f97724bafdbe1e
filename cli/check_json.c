/* What assay check learned of a file, for scripts. A preview stores the first
 * records alone and counts the rest (model/preview_tally.h): both add up. */
#include <string.h>

#include "base/json_out.h"
#include "cli/checked.h"
#include "importers/sast/scan.h"
#include "model/query.h"

/* {"name": count, ...} of a query with two columns. */
static bool json_counts(struct json_out *json, const char *key,
    const struct model *model, const char *sql, struct error *err)
{
	struct query *query = NULL;
	struct arena *scratch = arena_new();
	if (!query_open(&query, model, sql, err)) {
		arena_free(scratch);
		return false;
	}
	json_open_object(json, key);
	while (query_next(query))
		json_int(json, arena_z(scratch, query_text(query, 0)),
		    query_int(query, 1));
	json_close_object(json);
	arena_free(scratch);
	return query_close(query, err);
}

/* A tool whose report is not read stands in why: "... (XML)". */
static void json_unread_tool(struct json_out *json, struct str why)
{
	struct str name = str_skip(why, strlen(SCAN_UNREAD_WHY));
	size_t bracket = str_rfind_byte(name, '(');
	json_open_object(json, NULL);
	json_text(json, "name", str_trim(str_slice(name, 0, bracket)));
	json_text(json, "version", STR_NONE);
	json_close_object(json);
}

static bool json_tools(
    struct json_out *json, const struct checked *checked, struct error *err)
{
	const struct model *model = checked->model;
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT DISTINCT tool, tool_version FROM scan ORDER BY 1, 2",
		err))
		return false;
	json_open_array(json, "tools");
	while (query_next(query)) {
		json_open_object(json, NULL);
		json_text(json, "name", query_text(query, 0));
		json_text(json, "version", query_text(query, 1));
		json_close_object(json);
	}
	if (str_starts(checked->why, STR(SCAN_UNREAD_WHY)))
		json_unread_tool(json, checked->why);
	json_close_array(json);
	return query_close(query, err);
}

static bool json_missing(
    struct json_out *json, const struct model *model, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(
		&query, model, "SELECT text FROM diagnostic ORDER BY id", err))
		return false;
	json_open_array(json, "missing");
	while (query_next(query))
		json_text(json, NULL, query_text(query, 0));
	json_close_array(json);
	return query_close(query, err);
}

static bool json_rejects(
    struct json_out *json, const struct model *model, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT line, \"column\", code, text FROM reject ORDER BY id",
		err))
		return false;
	json_open_array(json, "rejects");
	while (query_next(query)) {
		json_open_object(json, NULL);
		json_int(json, "line", query_int(query, 0));
		json_int(json, "column", query_int(query, 1));
		json_text(json, "code", query_text(query, 2));
		json_text(json, "message", query_text(query, 3));
		json_close_object(json);
	}
	json_close_array(json);
	return query_close(query, err);
}

static void json_account(struct json_out *json, const struct account *a)
{
	json_open_object(json, "account");
	json_int(json, "read", a->read);
	json_int(json, "imported", a->imported);
	json_int(json, "duplicate", a->duplicate);
	json_int(json, "rejected", a->rejected);
	json_int(json, "empty", a->empty);
	json_close_object(json);
}

#define SEVERITIES                                                             \
	"SELECT s.name, (SELECT count(*) FROM result r "                       \
	"WHERE r.severity = s.name AND r.kind = 'fail') "                      \
	"+ (SELECT total(t.n) FROM temp.tally t "                              \
	"WHERE t.what = 'severity' AND t.name = s.name) FROM "                 \
	"(SELECT 1 AS rank, 'critical' AS name UNION ALL "                     \
	"SELECT 2, 'high' UNION ALL SELECT 3, 'medium' UNION ALL "             \
	"SELECT 4, 'low' UNION ALL SELECT 5, 'info') s ORDER BY s.rank"
#define CWES                                                                   \
	"SELECT cwe, sum(n) FROM (SELECT c.cwe, 1 AS n FROM result_cwe c "     \
	"JOIN result r ON r.id = c.result_id WHERE r.kind = 'fail' "           \
	"UNION ALL SELECT CAST(name AS INTEGER), n FROM temp.tally "           \
	"WHERE what = 'cwe') GROUP BY cwe ORDER BY cwe"
#define TOTALS                                                                 \
	"SELECT name, sum(value_e6) FROM metric GROUP BY name ORDER BY name"

static bool json_totals(
    struct json_out *json, const struct model *model, struct error *err)
{
	struct query *query = NULL;
	struct arena *scratch = arena_new();
	if (!query_open(&query, model, TOTALS, err)) {
		arena_free(scratch);
		return false;
	}
	json_open_object(json, "totals");
	while (query_next(query))
		json_double(json, arena_z(scratch, query_text(query, 0)),
		    (double)query_int(query, 1) / 1e6);
	json_close_object(json);
	arena_free(scratch);
	return query_close(query, err);
}

bool checked_json(
    struct buf *out, const struct checked *checked, struct error *err)
{
	struct json_out json = { .out = out };
	const struct model *model = checked->model;
	int64_t rules;
	int64_t found;
	int64_t suppressed;
	int64_t absent;
	json_open_object(&json, NULL);
	json_text(&json, "path", checked->input.shown);
	json_text(&json, "format", checked->format);
	json_text(&json, "why", checked->why);
	if (!query_number(&rules, model,
		"SELECT coalesce(sum(rules), 0) FROM scan", err) ||
	    !query_number(&found, model,
		"SELECT count(*) FROM (SELECT rule FROM result "
		"UNION SELECT name FROM temp.tally WHERE what = 'rule')",
		err) ||
	    !query_number(&suppressed, model,
		"SELECT (SELECT coalesce(sum(suppressed), 0) FROM result) + "
		"(SELECT total(n) FROM temp.tally WHERE what = 'suppressed')",
		err) ||
	    !query_number(&absent, model,
		"SELECT (SELECT count(*) FROM result "
		"WHERE baseline = 'absent') + "
		"(SELECT total(n) FROM temp.tally WHERE what = 'absent')",
		err) ||
	    !json_tools(&json, checked, err))
		return false;
	json_account(&json, &checked->account);
	if (!json_counts(&json, "severity", model, SEVERITIES, err) ||
	    !json_counts(&json, "cwe", model, CWES, err))
		return false;
	json_int(&json, "rules", rules);
	json_int(&json, "rules_found", found);
	json_int(&json, "suppressed", suppressed);
	json_int(&json, "absent", absent);
	if (!json_totals(&json, model, err) ||
	    !json_missing(&json, model, err) ||
	    !json_rejects(&json, model, err))
		return false;
	json_close_object(&json);
	return true;
}
