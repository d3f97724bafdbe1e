/* SQLite works a view out each time it is named. A few join or look up so much
 * for each row that the measures of a large organisation would do little else,
 * so the first that names one has it filled: a table with what the view would
 * give and the index that its readers ask by, and a temporary view of it that
 * SQLite finds before the view. One that names such a one has to see it as well
 * and is made again as a temporary view. What is filled is on disk, in a file
 * without a name; what SQLite needs for a question, in memory. */
#include "model/filled.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/map.h"
#include "base/vec.h"
#include "model/query.h"
#include "model/store.h"

/* clang-format off */
static const struct {
	const char *name;
	const char *index; /* columns, of several by ';'; NULL: read whole */
} costly[] = {
	{ "ai_behaviour", "commit_id" },
	{ "ai_infrastructure", NULL },
	{ "ai_work", NULL },
	{ "change_fact", NULL },
	{ "code_cohort", NULL },
	{ "code_line", NULL },
	{ "code_problem", "finding_id" },
	{ "commit_fact", "at; commit_id" },
	{ "finding_aside", "finding_id" },
	{ "finding_first", NULL },
	{ "finding_new", "finding_id" },
	{ "finding_open", NULL },
	{ "finding_then", "finding_id" },
	{ "line_run", NULL },
	{ "living_file", NULL },
	{ "problem_brought", NULL },
	{ "request_cover", NULL },
	{ "review_fact", "at; commit_id" },
	{ "scan_fact", "repository_id, at" },
	{ "scanned_language", "repository_id, language" },
	{ "scanner_found", NULL },
	{ "scanner_looks", NULL },
	{ "sensitive_file", "file_id" },
	{ "series_start", "repository_id, scanner, analysis" },
	{ "telling_file", NULL },
	{ "tested_fact", NULL },
	{ "ticket_fact", "commit_id" },
	{ "tool_first", NULL },
	{ "tool_use", "commit_id" },
};
/* clang-format on */
enum { COSTLY = sizeof costly / sizeof *costly };

#define FILE "filled" /* as SQL names it */

struct view {
	struct str name;
	struct str sql; /* CREATE VIEW name AS ... */
	bool done;	/* what it names is ready */
	bool temporary; /* and something else stands before it */
};

struct filled {
	struct view *items;
	size_t count;
	size_t room;
	struct map by_name; /* index */
	struct arena *keep;
	int64_t generation;
	bool has_file;
};

static bool load(
    struct filled *filled, const struct model *model, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT name, sql FROM main.sqlite_schema WHERE type = 'view'",
		err))
		return false;
	while (query_next(query)) {
		struct view view = { arena_str(
					 filled->keep, query_text(query, 0)),
			arena_str(filled->keep, query_text(query, 1)), false,
			false };
		map_put(&filled->by_name, view.name, NULL)->number =
		    (int64_t)filled->count;
		VEC_PUSH(filled, filled->keep, view);
	}
	return query_close(query, err);
}

static bool run(const struct model *model, struct str sql, struct error *err)
{
	struct query *query = NULL;
	struct arena *scratch = arena_new();
	bool done = query_open(&query, model, arena_z(scratch, sql), err);
	if (done) {
		(void)query_next(query);
		done = query_close(query, err);
	}
	arena_free(scratch);
	return done;
}

static bool is_costly(struct str name, const char **index)
{
	for (size_t i = 0; i < COSTLY; i++)
		if (str_equal_z(name, costly[i].name)) {
			*index = costly[i].index;
			return true;
		}
	return false;
}

static bool is_word(char c)
{
	return ascii_is_alnum(c) || c == '_';
}

/* Takes the next identifier, or number, off SQL. */
static bool next_word(struct str *sql, struct str *word)
{
	size_t from = 0;
	size_t to;
	while (from < sql->len && !is_word(sql->ptr[from]))
		from++;
	to = from;
	while (to < sql->len && is_word(sql->ptr[to]))
		to++;
	*word = str_slice(*sql, from, to);
	*sql = str_skip(*sql, to);
	return word->len > 0;
}

/* " AS SELECT ..." */
static struct str body(const struct view *view)
{
	return str_skip(view->sql, str_find(view->sql, STR(" AS")));
}

/* INDEX as costly has it. */
static bool add_indexes(const struct view *view, struct str index,
    const struct model *model, struct arena *scratch, struct error *err)
{
	struct str columns;
	for (int i = 0; str_split(&index, ';', &columns); i++)
		if (!run(model,
			arena_printf(scratch,
			    "CREATE INDEX " FILE "." STR_FMT
			    "_of_%d ON " STR_FMT " (" STR_FMT ")",
			    STR_ARG(view->name), i, STR_ARG(view->name),
			    STR_ARG(columns)),
			err))
			return false;
	return true;
}

static bool put_before(const struct view *view, const char *index,
    bool is_table, const struct model *model, struct error *err)
{
	struct arena *scratch = arena_new();
	struct str shown = str_skip(view->sql, sizeof "CREATE VIEW" - 1);
	bool done = true;
	if (is_table) {
		done = run(model,
		    arena_printf(scratch,
			"CREATE TABLE " FILE "." STR_FMT STR_FMT,
			STR_ARG(view->name), STR_ARG(body(view))),
		    err);
		shown = arena_printf(scratch,
		    " " STR_FMT " AS SELECT * FROM " FILE "." STR_FMT,
		    STR_ARG(view->name), STR_ARG(view->name));
	}
	if (done && index)
		done = add_indexes(view, str_from(index), model, scratch, err);
	done = done && run(model,
			   arena_printf(scratch, "CREATE TEMP VIEW" STR_FMT,
			       STR_ARG(shown)),
			   err);
	arena_free(scratch);
	return done;
}

static bool make_ready(bool *temporary, struct filled *filled,
    const struct model *model, struct str sql, struct error *err);

static bool view_ready(struct view *view, struct filled *filled,
    const struct model *model, struct error *err)
{
	const char *index = NULL;
	bool is_table = is_costly(view->name, &index);
	if (view->done)
		return true;
	view->done = true;
	if (!make_ready(&view->temporary, filled, model, view->sql, err))
		return false;
	if (is_table || view->temporary) {
		view->temporary = true;
		return put_before(view, index, is_table, model, err) ||
		       error_while(err, "filling the view " STR_FMT,
			   STR_ARG(view->name));
	}
	return true;
}

/* TEMPORARY becomes true where something temporary is among what SQL names. */
static bool make_ready(bool *temporary, struct filled *filled,
    const struct model *model, struct str sql, struct error *err)
{
	struct str word;
	while (next_word(&sql, &word)) {
		const union map_value *found = map_get(&filled->by_name, word);
		struct view *view;
		if (!found)
			continue;
		view = &filled->items[found->number];
		if (!view_ready(view, filled, model, err))
			return false;
		*temporary |= view->temporary;
	}
	return true;
}

static bool drop(
    struct filled *filled, const struct model *model, struct error *err)
{
	struct arena *scratch = arena_new();
	const char *index;
	bool done = true;
	for (size_t i = 0; done && i < filled->count; i++) {
		struct view *view = &filled->items[i];
		if (view->temporary)
			done = run(model,
			    arena_printf(scratch, "DROP VIEW temp." STR_FMT,
				STR_ARG(view->name)),
			    err);
		if (done && view->temporary && is_costly(view->name, &index))
			done = run(model,
			    arena_printf(scratch,
				"DROP TABLE " FILE "." STR_FMT,
				STR_ARG(view->name)),
			    err);
		view->done = view->temporary = false;
	}
	arena_free(scratch);
	return done;
}

struct filled *filled_new(void)
{
	struct arena *keep = arena_new();
	struct filled *filled = ARENA_NEW(keep, struct filled);
	*filled = (struct filled){ .keep = keep, .by_name = { .arena = keep } };
	return filled;
}

void filled_free(struct filled *filled)
{
	if (filled)
		arena_free(filled->keep);
}

/* An empty file below $TMPDIR, else /tmp; none where that cannot be: then it is
 * all in memory. */
static struct str make_file(struct arena *scratch)
{
	const char *parent = getenv("TMPDIR");
	char *path = arena_z(scratch, arena_printf(scratch, "%s/assay-XXXXXX",
					  parent && *parent ? parent : "/tmp"));
	int fd = mkstemp(path);
	if (fd < 0)
		return STR("");
	close(fd);
	return str_from(path);
}

static bool attach(
    const struct model *model, struct str path, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model, "ATTACH ?1 AS " FILE, err))
		return false;
	query_bind_text(query, 1, path);
	(void)query_next(query);
	return query_close(query, err);
}

/* What SQLite makes for one question stays in memory. The setting drops all
 * temporary tables, so it stays as it is where there are any (a trace). */
static bool work_in_memory(const struct model *model, struct error *err)
{
	int64_t tables;
	return query_number(&tables, model,
		   "SELECT count(*) FROM sqlite_temp_schema", err) &&
	       (tables > 0 ||
		   run(model, STR("PRAGMA temp_store = MEMORY"), err));
}

bool model_ready(const struct model *model, struct error *err)
{
	static const char *const settings[] = { "cache_size = -65536",
		FILE ".locking_mode = EXCLUSIVE", FILE ".journal_mode = OFF",
		FILE ".synchronous = OFF", FILE ".cache_size = -131072" };
	struct arena *scratch;
	struct str path;
	bool done;
	if (model->filled->has_file)
		return true;
	scratch = arena_new();
	path = make_file(scratch);
	done = attach(model, path, err) && work_in_memory(model, err);
	for (size_t i = 0; done && i < sizeof settings / sizeof *settings; i++)
		done = run(model,
		    arena_printf(scratch, "PRAGMA %s", settings[i]), err);
	if (path.len)
		unlink(path.ptr);
	model->filled->has_file = done;
	arena_free(scratch);
	return done;
}

bool model_fill(const struct model *model, struct str sql, struct error *err)
{
	struct filled *filled = model->filled;
	bool temporary = false;
	if (!model_ready(model, err) ||
	    (filled->count == 0 && !load(filled, model, err)))
		return false;
	if (filled->generation != model->generation &&
	    !drop(filled, model, err))
		return false;
	filled->generation = model->generation;
	return make_ready(&temporary, filled, model, sql, err);
}
