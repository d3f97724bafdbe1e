/* assay check: what is this file, and what would be read from it. The file is
 * imported into a model in memory, so that what is shown is what an import
 * does: its account, facts, totals and rejects. */
#include <stdio.h>

#include "base/json_out.h"
#include "base/sandbox.h"
#include "base/say.h"
#include "base/utf8.h"
#include "cli/audit.h"
#include "cli/checked.h"
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
	OPTION_DATA,
	{ NULL, 0, NULL, NULL, false },
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
		buf_printf(out, "and %lld more reject%s; --limit prints more\n",
		    (long long)(a->rejected - limit),
		    a->rejected - limit == 1 ? "" : "s");
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
		say(stderr, "wrote %lld rejected row%s to " STR_FMT,
		    (long long)count, count == 1 ? "" : "s", STR_ARG(path));
	buf_free(&out);
	return done;
}

/* The error itself is told as always, beside the JSON. */
static void write_refused(struct buf *out, const struct checked *checked)
{
	struct error ignored;
	if (checked_json(out, checked, &ignored))
		buf_print(out);
}

static bool check_one(struct context *context, struct str path, bool json,
    int64_t limit, struct error *err)
{
	struct checked checked;
	struct buf out = { 0 };
	bool done = read_input(&checked, context, path, err);
	if (done)
		done = json ? checked_json(&out, &checked, err)
			    : write_text(
				  &out, &checked, limit, context->keep, err);
	else if (json && checked.is_refused)
		write_refused(&out, &checked);
	if (done) {
		if (json)
			buf_print(&out);
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
		"1 tells that records were rejected; --explain does not read "
		"them.",
	.options = options,
	.run = run,
};
