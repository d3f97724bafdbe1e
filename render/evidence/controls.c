/* data/controls/control-matrix.csv: a row each control, as measure
 * control.results has it, with the seed by which its sample is drawn. */
#include "render/evidence/bagged.h"

bool evidence_controls(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err)
{
	static const char *const columns[] = { "framework", "name", "version",
		"control", "title", "test", "result", "population",
		"exceptions", "unknown", "bound", "strength", "since", "sample",
		"left", "open", "limits", "evidence" };
	struct buf content = { 0 };
	struct csv_out csv = { .out = &content };
	struct answer answer;
	struct question question = { .id = STR("control.results") };
	if (!engine_ask(&answer, from->engine, &question, keep, err))
		return false;
	bagged_heads(&csv,
	    "list,name,version,control,requirement,test,result,population,"
	    "exceptions,unknown,upper_bound,strength,in_force_since,sample,"
	    "left_in_rest,not_there,limits,evidence,seed");
	for (size_t row = 0; row < answer.row_count; row++) {
		struct str sample = answer_cell(&answer, row, "sample");
		for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
			bagged_cell(
			    &csv, answer_cell(&answer, row, columns[i]));
		bagged_cell(&csv, sample.len ? bagged_seed(from) : STR_NONE);
		csv_end_row(&csv);
	}
	bagged_add(
	    out, STR("data/controls/control-matrix.csv"), &content, keep);
	return true;
}
