/* The tables that are a query each: inputs, population, method, log. */
#include "render/evidence/bagged.h"
#include "render/evidence/sheet.h"

/* The comment explains the columns of the query, in their order. */
static bool check_columns(
    const struct sheet *sheet, const struct query *query, struct error *err)
{
	size_t count = (size_t)query_columns(query);
	for (size_t i = 0; i < count || i < sheet->column_count; i++)
		if (i >= count || i >= sheet->column_count ||
		    !str_equal_z(sheet->columns[i].name,
			query_column_name(query, (int)i)))
			return error_set(err, ERROR_SYSTEM,
			    "column %zu of the query is not the one that its "
			    "comment explains",
			    i + 1);
	return true;
}

static bool add_sheet(struct bag_files *out, const struct sheet *sheet,
    const struct evidence *from, struct arena *keep, struct error *err)
{
	struct buf content = { 0 };
	struct csv_out csv = { .out = &content };
	struct query *query = NULL;
	if (!query_open(&query, engine_model(from->engine),
		arena_z(keep, sheet->sql), err))
		return error_while(
		    err, "making " STR_FMT, STR_ARG(sheet->path));
	if (!check_columns(sheet, query, err)) {
		struct error ignored;
		(void)!query_close(query, &ignored);
		return error_while(
		    err, "making " STR_FMT, STR_ARG(sheet->path));
	}
	bagged_bind(query, from);
	for (size_t i = 0; i < sheet->column_count; i++)
		csv_text(&csv, sheet->columns[i].name);
	csv_end_row(&csv);
	while (query_next(query)) {
		bagged_row(&csv, query);
		bag_more(out, sheet->path, &content);
	}
	bagged_add(out, sheet->path, &content, keep);
	return query_close(query, err);
}

bool evidence_sheets(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err)
{
	struct sheet sheet;
	size_t at = 0;
	bool found;
	while (sheet_next(&sheet, &found, &at, keep, err) && found)
		if (!add_sheet(out, &sheet, from, keep, err))
			return false;
	return !found;
}
