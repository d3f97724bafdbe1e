/* SQLite works a view out each time it is named. A few join or look up so much
 * for each row that the measures of a large organisation would do little else.
 * What they give follows from what was joined, so the first who asks much makes
 * tables of it, with the index that their readers ask by; no answer is another
 * for it. The table filled_view keeps how the views were written. */
#include "model/filled.h"

#include "base/vec.h"
#include "model/query.h"

/* None names a later one. */
/* clang-format off */
static const struct {
	const char *name;
	const char *index; /* columns, of several by ';'; none: read whole */
} costly[] = {
	{ "commit_fact", "at; commit_id" },
	{ "review_fact", "at; commit_id" },
	{ "tool_use", "commit_id" },
	{ "ai_behaviour", "commit_id" },
	{ "ai_infrastructure", "" },
	{ "code_age", "months, age" },
	{ "code_line", "" },
	{ "finding_rule", "scanner, rule; rule_id" },
	{ "finding_then", "finding_id" },
	{ "finding_class", "severity_rank, cwe, gap, kind" },
	{ "scan_fact", "repository_id, at" },
	{ "scanned_language", "repository_id, language" },
	{ "ai_work", "" },
	{ "change_fact", "" },
	{ "code_cohort", "" },
	{ "finding_open", "" },
	{ "code_problem", "finding_id" },
	{ "finding_aside", "finding_id" },
	{ "finding_first", "" },
	{ "series_start", "repository_id, scanner, analysis" },
	{ "finding_new", "finding_id" },
	{ "line_run", "" },
	{ "living_file", "" },
	{ "pipeline_file", "file_id" },
	{ "problem_brought", "" },
	{ "request_cover", "" },
	{ "scanner_found", "" },
	{ "scanner_looks", "" },
	{ "sensitive_file", "file_id" },
	{ "telling_file", "" },
	{ "tested_fact", "" },
	{ "ticket_fact", "commit_id" },
	{ "tool_first", "" },
};
/* clang-format on */

static bool run(struct model *model, struct str sql, struct error *err)
{
	struct arena *scratch = arena_new();
	bool done = query_run(model, arena_z(scratch, sql), err);
	arena_free(scratch);
	return done;
}

/* " AS SELECT ..." of the view NAME. */
static bool read_body(struct str *body, struct model *model, const char *name,
    struct arena *scratch, struct error *err)
{
	struct query *query = NULL;
	*body = STR_NONE;
	if (!query_open(&query, model,
		"SELECT sql FROM filled_view WHERE name = ?1", err))
		return false;
	query_bind_text(query, 1, str_from(name));
	if (query_next(query)) {
		struct str sql = arena_str(scratch, query_text(query, 0));
		*body = str_skip(sql, str_find(sql, STR(" AS")));
	}
	return query_close(query, err);
}

static bool add_indexes(struct model *model, const char *name, struct str index,
    struct arena *scratch, struct error *err)
{
	struct str columns;
	for (int i = 0; index.len && str_split(&index, ';', &columns); i++)
		if (!run(model,
			arena_printf(scratch,
			    "CREATE INDEX filled_%s_%d ON filled_%s "
			    "(" STR_FMT ")",
			    name, i, name, STR_ARG(columns)),
			err))
			return false;
	return true;
}

static bool fill(struct model *model, const char *name, const char *index,
    struct arena *scratch, struct error *err)
{
	struct str body;
	return run(model,
		   arena_printf(scratch,
		       "INSERT INTO filled_view SELECT name, sql "
		       "FROM sqlite_schema WHERE type = 'view' AND name = '%s'",
		       name),
		   err) &&
	       read_body(&body, model, name, scratch, err) &&
	       run(model,
		   arena_printf(scratch, "CREATE TABLE filled_%s" STR_FMT, name,
		       STR_ARG(body)),
		   err) &&
	       add_indexes(model, name, str_from(index), scratch, err) &&
	       run(model, arena_printf(scratch, "DROP VIEW %s", name), err) &&
	       run(model,
		   arena_printf(scratch,
		       "CREATE VIEW %s AS SELECT * FROM filled_%s", name, name),
		   err);
}

static bool fill_all(struct model *model, struct error *err)
{
	struct arena *scratch = arena_new();
	bool done = true;
	for (size_t i = 0; done && i < sizeof costly / sizeof *costly; i++)
		done = fill(model, costly[i].name, costly[i].index, scratch,
			   err) ||
		       error_while(err, "filling the view %s", costly[i].name);
	arena_free(scratch);
	return done;
}

bool filled_make(struct model *model, struct error *err)
{
	return model_wide_begin(model, err) &&
	       model_wide_end(model, fill_all(model, err), err);
}

bool filled_are(bool *filled, const struct model *model, struct error *err)
{
	int64_t count;
	if (!query_number(
		&count, model, "SELECT count(*) FROM filled_view", err))
		return false;
	*filled = count > 0;
	return true;
}

struct view {
	struct str name;
	struct str sql;
};

struct view_list {
	struct view *items;
	size_t count;
	size_t room;
};

static bool list(struct view_list *views, const struct model *model,
    struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT name, sql FROM filled_view ORDER BY rowid", err))
		return false;
	while (query_next(query)) {
		struct view view = { arena_str(keep, query_text(query, 0)),
			arena_str(keep, query_text(query, 1)) };
		VEC_PUSH(views, keep, view);
	}
	return query_close(query, err);
}

static bool put_back(struct model *model, const struct view *view,
    struct arena *scratch, struct error *err)
{
	return run(model,
		   arena_printf(
		       scratch, "DROP VIEW " STR_FMT, STR_ARG(view->name)),
		   err) &&
	       run(model,
		   arena_printf(scratch, "DROP TABLE filled_" STR_FMT,
		       STR_ARG(view->name)),
		   err) &&
	       run(model, view->sql, err);
}

bool filled_drop(struct model *model, struct error *err)
{
	struct arena *scratch = arena_new();
	struct view_list views = { 0 };
	bool done = list(&views, model, scratch, err);
	for (size_t i = 0; done && i < views.count; i++)
		done = put_back(model, &views.items[i], scratch, err);
	done = done && query_run(model, "DELETE FROM filled_view", err);
	arena_free(scratch);
	return done;
}
