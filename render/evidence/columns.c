/* data/tables/columns.csv: every column of every table of the report, in their
 * order, so that who reads the tables need not guess. */
#include "base/csv_out.h"
#include "base/rules.h"
#include "render/evidence/evidence.h"

static bool add_table(struct csv_out *csv, const struct report_file *file,
    struct arena *keep, struct error *err)
{
	struct rules rules;
	if (!rules_parse(&rules, file->name, file->content, keep, err))
		return false;
	for (size_t i = 0; i < rules.column_count; i++) {
		csv_text(csv, file->id);
		csv_text(csv, file->name);
		csv_int(csv, (int64_t)i + 1);
		csv_text(csv, rules.columns[i]);
		csv_text(csv, file->title);
		csv_end_row(csv);
	}
	return true;
}

bool evidence_columns(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err)
{
	struct buf text = { 0 };
	struct csv_out csv = { .out = &text };
	bool done = true;
	buf_add_z(&text, "table,file,position,column,title\r\n");
	for (size_t i = 0; i < from->report->file_count && done; i++)
		done = add_table(&csv, &from->report->files[i], keep, err);
	bag_add(out, STR("data/tables/columns.csv"),
	    arena_str(keep, buf_str(&text)), keep);
	buf_free(&text);
	return done;
}
