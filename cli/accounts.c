#include "cli/accounts.h"

#include <stdio.h>

#include "cli/table_out.h"
#include "model/query.h"

bool accounts_print(struct audit *audit, struct error *err)
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
	enum table_format format =
	    (enum table_format)option_choice(audit->context, "format");
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
	buf_print(&out);
	buf_free(&out);
	return true;
}
