/* assay import: only fill the model; what is there already is not read. */
#include <stdio.h>

#include "cli/audit.h"
#include "cli/table_out.h"
#include "model/query.h"

static const struct option options[] = {
	OPTION_CONFIG,
	OPTION_DB,
	OPTION_OUTPUT,
	OPTION_NO_CACHE,
	OPTION_JOBS,
	{ "profile", 0, "NAME", "read tables with this profile", false },
	{ "date-order", 0, "DMY|MDY|YMD", "where a table leaves it open",
	    false },
	{ "sheet", 0, "NAME", "of workbooks, the sheet that is meant", false },
	OPTION_FORMAT,
	{ NULL, 0, NULL, NULL, false },
};

static bool print_accounts(
    struct audit *audit, enum table_format format, struct error *err)
{
	const struct table_column columns[] = {
		{ STR("source"), false },
		{ STR("importer"), false },
		{ STR("read"), true },
		{ STR("imported"), true },
		{ STR("duplicate"), true },
		{ STR("rejected"), true },
		{ STR("empty"), true },
	};
	enum { COLUMN_COUNT = sizeof columns / sizeof columns[0] };
	struct arena *keep = audit->context->keep;
	VEC(struct str) cells = { 0 };
	struct query *query = NULL;
	if (!query_open(&query, audit->model,
		"SELECT path, importer, read, imported, duplicate, rejected, "
		"empty FROM source ORDER BY path, importer",
		err))
		return false;
	while (query_next(query))
		for (int i = 0; i < COLUMN_COUNT; i++)
			VEC_PUSH(&cells, keep,
			    arena_str(keep, query_text(query, i)));
	if (!query_close(query, err))
		return false;
	struct table_out table = { columns, COLUMN_COUNT, cells.items,
		cells.count / COLUMN_COUNT };
	struct buf out = { 0 };
	table_write(&out, &table, format, keep);
	fwrite(out.data, 1, out.len, stdout);
	buf_free(&out);
	return true;
}

static bool run(struct context *context, struct error *err)
{
	struct audit audit;
	enum table_format format;
	if (!table_format_parse(
		&format, option_value(context, "format"), err) ||
	    !audit_open(&audit, context, err))
		return false;
	bool done =
	    audit_import(&audit, err) && print_accounts(&audit, format, err);
	audit_close(&audit);
	return done;
}

const struct command command_import = {
	.name = "import",
	.arguments = "[PATH...]",
	.summary = "read sources into the model",
	.help = "Reads repositories and files into the model (assay.db) and "
		"prints the account of\nevery source: read = imported + "
		"duplicate + rejected + empty. A source that has not\nchanged "
		"is not read again; one that has is replaced, but scans "
		"of its earlier content\nare kept. Without PATH the "
		"configuration says what to read.",
	.options = options,
	.run = run,
};
