/* assay check: what is this file, and what would be read from it. The file is
 * imported into a model in memory, so that what is shown is what an import
 * does: its account, facts, totals and rejects. */
#include <stdio.h>

#include "base/json_out.h"
#include "base/sandbox.h"
#include "base/say.h"
#include "base/utf8.h"
#include "cli/audit.h"
#include "cli/table_out.h"
#include "importers/importer.h"
#include "importers/sast/scan.h"
#include "importers/table/preview.h"
#include "importers/table/reject_file.h"
#include "model/query.h"
#include "model/records.h"

enum { PREVIEW_ROWS = 3, REJECTS_SHOWN = 20, LONGEST_CELL = 48 };

static const struct option options[] = {
	{ "explain", 0, NULL, "show which column of a table went where",
	    false },
	{ "save-profile", 0, "NAME",
	    "write the mapping of a table as NAME.profile", false },
	{ "profile", 0, "NAME", "read the table with this profile", false },
	{ "date-order", 0, "DMY|MDY|YMD", "where a table leaves it open",
	    false },
	{ "sheet", 0, "NAME", "of a workbook, the sheet that is meant", false },
	{ "rejects", 0, "FILE",
	    "write the rejected rows of a table, to be mended", false },
	{ "repository", 0, "KEY", "the repository it belongs to", false },
	{ "limit", 0, "COUNT", "how many rejects to print; default: 20",
	    false },
	{ "format", 0, "text|json", "how to print; default: text", false },
	{ NULL, 0, NULL, NULL, false },
};

/* What was learned of one file. */
struct checked {
	struct input input;
	struct str format;
	struct str why;
	struct account account;
	struct model *model;
	bool is_refused;
};

static bool import_input_of(
    struct checked *checked, struct context *context, struct error *err)
{
	const struct importer *importer;
	const char *why = "";
	bool unchanged;
	if (!importer_find(
		&importer, &why, &checked->input, context->keep, err))
		return false;
	checked->format = str_from(importer->name);
	checked->why = str_from(why);
	return importer_run(checked->model, &checked->input, &checked->account,
	    &unchanged, err);
}

/* What cannot be read at all is one rejected record, as in an import. */
static bool refuse(struct checked *checked, const struct error *why)
{
	struct error ignored;
	checked->is_refused = true;
	checked->account = (struct account){ .read = 1, .rejected = 1 };
	return import_refuse(checked->model, &checked->input, why, &ignored);
}

/* On false it may be told as refused. */
static bool read_input(struct checked *checked, struct context *context,
    struct str path, struct error *err)
{
	*checked = (struct checked){ .format = STR("none"), .why = STR("") };
	if (!input_open(&checked->input, path, path, &context->folders,
		context->keep, err))
		return false;
	checked->input.preview = true;
	checked->input.profile = option_value(context, "profile");
	checked->input.date_order = option_value(context, "date-order");
	checked->input.sheet = option_value(context, "sheet");
	checked->input.repository = option_value(context, "repository");
	if (!model_open(&checked->model, STR(""), err))
		return false;
	if (import_input_of(checked, context, err))
		return true;
	if (err->kind == ERROR_INPUT)
		(void)!refuse(checked, err);
	return false;
}

/* ------------------------------------------------------------- as JSON -- */

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

static bool write_json(
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

/* ------------------------------------------------------------- as text -- */

static struct str short_cell(struct arena *keep, struct str text)
{
	if (text.len <= LONGEST_CELL)
		return arena_str(keep, text);
	return arena_printf(keep, STR_FMT "...",
	    STR_ARG(utf8_clean(keep, str_slice(text, 0, LONGEST_CELL))));
}

/* A value as a reader has it: times as dates, millionths as decimals. */
static struct str preview_value(struct arena *keep, const struct query *query,
    int column, struct str name, enum fact_type type)
{
	int64_t number = query_int(query, column);
	if (type == FACT_TYPE_text)
		return short_cell(keep, query_text(query, column));
	if (number == UNKNOWN)
		return STR_NONE;
	if (str_ends(name, STR("_time")) || str_equal_z(name, "time"))
		return date_iso_time(keep, number);
	if (str_ends(name, STR("_e6")))
		return arena_printf(keep, "%.15g", (double)number / 1e6);
	return arena_printf(keep, "%lld", (long long)number);
}

/* The columns that hold anything in ROWS, without references to other rows and
 * digests of content, which a preview does not make. */
static void drop_empty_columns(struct table_out *table, const struct fact *fact,
    struct table_column *columns, struct arena *keep)
{
	struct str *cells = arena_array(
	    keep, table->row_count, fact->column_count * sizeof *cells);
	size_t kept = 0;
	size_t *from = arena_array(keep, fact->column_count, sizeof *from);
	for (size_t i = 0; i < fact->column_count; i++) {
		bool filled = false;
		for (size_t r = 0; r < table->row_count; r++)
			filled |=
			    table->cells[r * fact->column_count + i].len > 0;
		struct str name = str_from(fact->columns[i].name);
		if (!filled || fact->columns[i].type == FACT_TYPE_ref ||
		    str_equal_z(name, "digest"))
			continue;
		if (str_ends(name, STR("_e6")))
			name = str_slice(name, 0, name.len - 3);
		from[kept] = i;
		columns[kept++] = (struct table_column){ name,
			fact->columns[i].type != FACT_TYPE_text };
	}
	for (size_t r = 0; r < table->row_count; r++)
		for (size_t i = 0; i < kept; i++)
			cells[r * kept + i] =
			    table->cells[r * fact->column_count + from[i]];
	table->columns = columns;
	table->column_count = kept;
	table->cells = cells;
}

/* Names and addresses of people are counted, not shown: a directory is, as
 * its reader asked for that file. */
static bool is_private(enum fact_kind kind)
{
	return kind == FACT_KIND_alias || kind == FACT_KIND_mailmap ||
	       kind == FACT_KIND_device;
}

/* The first rows of a table that was filled. */
static bool preview_facts(struct buf *out, const struct checked *checked,
    enum fact_kind kind, struct arena *keep, struct error *err)
{
	const struct fact *fact = &facts[kind];
	VEC(struct str) cells = { 0 };
	struct query *query = NULL;
	int64_t count;
	const char *sql =
	    arena_z(keep, arena_printf(keep,
			      "SELECT (SELECT count(*) FROM \"%s\") + "
			      "(SELECT total(n) FROM temp.tally "
			      "WHERE what = '%s')",
			      fact->table, fact->table));
	if (!query_number(&count, checked->model, sql, err))
		return false;
	if (count == 0)
		return true;
	buf_printf(out, "\n%s: %lld\n", fact->table, (long long)count);
	if (is_private(kind))
		return true;
	struct str list = STR("");
	for (size_t i = 0; i < fact->column_count; i++)
		list = arena_printf(keep, STR_FMT "%s\"%s\"", STR_ARG(list),
		    i ? ", " : "", fact->columns[i].name);
	sql = arena_z(
	    keep, arena_printf(keep, "SELECT " STR_FMT " FROM \"%s\" LIMIT %d",
		      STR_ARG(list), fact->table, PREVIEW_ROWS));
	if (!query_open(&query, checked->model, sql, err))
		return false;
	while (query_next(query))
		for (size_t i = 0; i < fact->column_count; i++)
			VEC_PUSH(&cells, keep,
			    preview_value(keep, query, (int)i,
				str_from(fact->columns[i].name),
				fact->columns[i].type));
	struct table_out table = { .cells = cells.items,
		.row_count = cells.count / fact->column_count };
	drop_empty_columns(&table, fact,
	    arena_array(keep, fact->column_count, sizeof *table.columns), keep);
	table_write(out, &table, FORMAT_TABLE, keep);
	return query_close(query, err);
}

static bool list_texts(struct buf *out, const struct checked *checked,
    const char *sql, int64_t limit, const char *word, struct error *err)
{
	struct query *query = NULL;
	int64_t shown = 0;
	if (!query_open(&query, checked->model, sql, err))
		return false;
	while (query_next(query) && shown < limit) {
		buf_printf(out, STR_FMT, STR_ARG(checked->input.shown));
		if (query_int(query, 0))
			buf_printf(
			    out, ":%lld", (long long)query_int(query, 0));
		if (query_int(query, 0) && query_int(query, 1))
			buf_printf(
			    out, ":%lld", (long long)query_int(query, 1));
		struct str kind = query_text(query, 3);
		buf_printf(out, ": " STR_FMT ": " STR_FMT "\n",
		    STR_ARG(kind.ptr ? kind : str_from(word)),
		    STR_ARG(query_text(query, 2)));
		shown++;
	}
	return query_close(query, err);
}

static bool write_text(struct buf *out, const struct checked *checked,
    int64_t limit, struct arena *keep, struct error *err)
{
	const struct account *a = &checked->account;
	buf_printf(out, STR_FMT ": " STR_FMT " (" STR_FMT ")\n",
	    STR_ARG(checked->input.shown), STR_ARG(checked->format),
	    STR_ARG(checked->why));
	for (size_t i = 0; i < FACT_KINDS; i++)
		if (!preview_facts(out, checked, (enum fact_kind)i, keep, err))
			return false;
	buf_printf(out,
	    "\naccount: %lld read = %lld imported + %lld duplicate + %lld "
	    "rejected + %lld empty\n",
	    (long long)a->read, (long long)a->imported, (long long)a->duplicate,
	    (long long)a->rejected, (long long)a->empty);
	if (!list_texts(out, checked,
		"SELECT line, 0, text, severity FROM diagnostic ORDER BY id",
		limit, "note", err) ||
	    !list_texts(out, checked,
		"SELECT line, \"column\", text, NULL FROM reject ORDER BY id",
		limit, "rejected", err))
		return false;
	if (a->rejected > limit)
		buf_printf(out, "and %lld more rejects; --limit prints more\n",
		    (long long)(a->rejected - limit));
	return true;
}

/* ----------------------------------------------------- mapping of tables -- */

/* Beside the other profiles of --data, else here. */
static struct str profile_path(const struct context *context, struct str name)
{
	struct str file =
	    arena_printf(context->keep, STR_FMT ".profile", STR_ARG(name));
	if (!context->folders.data.len)
		return file;
	return path_join(context->keep, context->folders.data,
	    path_join(context->keep, STR("profiles"), file));
}

static bool save_profile(struct context *context, const struct preview *preview,
    struct str name, struct error *err)
{
	struct str file = profile_path(context, name);
	if (file_exists(file))
		return error_set(err, ERROR_USAGE, STR_FMT " is there already",
		    STR_ARG(file));
	struct buf out = { 0 };
	preview_profile(&out, preview, name);
	bool done = file_write(file, buf_str(&out), 0644, err);
	buf_free(&out);
	if (done)
		printf("wrote " STR_FMT "; it is used with --data, or below "
		       "data/profiles\n",
		    STR_ARG(file));
	return done;
}

/* Reports of scanners hold what they found: none of it is shown as cells. */
static bool is_table(
    const struct input *input, struct context *context, struct error *err)
{
	const struct importer *importer;
	const char *why = "";
	struct error ignored;
	if (!importer_find(&importer, &why, input, context->keep, &ignored) ||
	    str_equal_z(str_from(importer->name), "table"))
		return true;
	error_at(err, (struct place){ .file = input->shown },
	    "expected a table, found another kind of file: %s", why);
	return error_fix(err, "leave out --explain and --save-profile");
}

static bool explain_one(
    struct context *context, struct str path, struct error *err)
{
	struct input input;
	struct preview preview;
	struct str name = option_value(context, "save-profile");
	if (!input_open(
		&input, path, path, &context->folders, context->keep, err))
		return false;
	input.profile = option_value(context, "profile");
	input.date_order = option_value(context, "date-order");
	input.sheet = option_value(context, "sheet");
	if (!input.profile.len && !is_table(&input, context, err))
		return false;
	bool done = preview_table(&preview, &input, context->keep, err);
	struct buf out = { 0 };
	if (preview.column_count)
		preview_write(&out, &preview);
	say_lines(stdout, buf_str(&out));
	buf_free(&out);
	if (name.len && preview.column_count)
		return save_profile(context, &preview, name, err);
	return done;
}

/* Nothing is written when nothing was rejected. */
static bool write_rejects(
    const struct checked *checked, struct str path, struct error *err)
{
	struct buf out = { 0 };
	int64_t count;
	if (path.len == 0 || !str_equal_z(checked->format, "table"))
		return true;
	bool done = reject_file_write(
	    &out, &count, checked->model, &checked->input, err);
	if (done && count)
		done = file_write(path, buf_str(&out), 0600, err);
	if (done && count)
		say(stderr, "wrote %lld rejected rows to " STR_FMT,
		    (long long)count, STR_ARG(path));
	buf_free(&out);
	return done;
}

/* The error itself is told as always, beside the JSON. */
static void write_refused(struct buf *out, const struct checked *checked)
{
	struct error ignored;
	if (write_json(out, checked, &ignored))
		fwrite(out->data, 1, out->len, stdout);
}

static bool check_one(struct context *context, struct str path, bool json,
    int64_t limit, struct error *err)
{
	struct checked checked;
	struct buf out = { 0 };
	bool done = read_input(&checked, context, path, err);
	if (done)
		done = json ? write_json(&out, &checked, err)
			    : write_text(
				  &out, &checked, limit, context->keep, err);
	else if (json && checked.is_refused)
		write_refused(&out, &checked);
	if (done) {
		if (json)
			fwrite(out.data, 1, out.len, stdout);
		else
			say_lines(stdout, buf_str(&out));
		if (checked.account.rejected)
			context->status = 1;
		done = write_rejects(
		    &checked, option_value(context, "rejects"), err);
	}
	buf_free(&out);
	model_close(checked.model);
	return done;
}

/* Nothing is written but where an option says. */
static void confine(const struct context *context)
{
	struct str_list writable = { 0 };
	struct str rejects = option_value(context, "rejects");
	struct str profile = option_value(context, "save-profile");
	if (rejects.len)
		VEC_PUSH(&writable, context->keep, path_folder(rejects));
	if (profile.len)
		VEC_PUSH(&writable, context->keep,
		    path_folder(profile_path(context, profile)));
	sandbox_enter(&writable);
}

static bool run(struct context *context, struct error *err)
{
	struct str given = option_value(context, "limit");
	bool json = str_equal_z(option_value(context, "format"), "json");
	bool mapping = option_given(context, "explain") ||
		       option_given(context, "save-profile");
	int64_t limit = REJECTS_SHOWN;
	if (given.ptr && (!str_to_int(given, &limit) || limit < 0))
		return error_set(err, ERROR_USAGE,
		    "expected --limit with a count, found \"" STR_FMT "\"",
		    STR_ARG(given));
	if (context->argument_count == 0) {
		error_set(err, ERROR_USAGE, "expected a file to check");
		return error_fix(err, "assay check FILE...");
	}
	confine(context);
	for (size_t i = 0; i < context->argument_count; i++) {
		struct str path = context->arguments[i];
		if (mapping ? !explain_one(context, path, err)
			    : !check_one(context, path, json, limit, err))
			return false;
	}
	return true;
}

const struct command command_check = {
	.name = "check",
	.arguments = "FILE...",
	.summary = "say what a file is and what would be read",
	.help = "Names the format of each file and why, previews the records "
		"that an import would\nadd, and prints the account with the "
		"rejects (file:line:column). Nothing is stored.\nExit status "
		"1 tells that records were rejected.",
	.options = options,
	.run = run,
};
