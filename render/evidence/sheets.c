/* The tables that are a query each: inputs, population, method, log. */
#include "render/evidence/bagged.h"
#include "render/evidence/sheet.h"

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
	bagged_bind(query, from);
	for (size_t i = 0; i < sheet->column_count; i++)
		csv_text(&csv, sheet->columns[i].name);
	csv_end_row(&csv);
	while (query_next(query))
		bagged_row(&csv, query);
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
