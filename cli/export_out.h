/* The tables of a model as CSV, and the scripts that load them. */
#ifndef CLI_EXPORT_OUT_H
#define CLI_EXPORT_OUT_H

#include "base/buf.h"
#include "model/tables.h"

/* Takes out what tells of single people: the tables and columns of
 * data/people-columns.csv, with the keys and references that name them. */
bool export_leave_out_people(struct tables *tables,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* Writes the rows of TABLE into PATH with MODE, by its primary key, and adds
 * them to *ROWS. Of teams with fewer than SMALLEST people (0: none are) nothing
 * is told. */
struct export_file {
	struct str path;
	unsigned mode;
	int64_t smallest;
};
bool export_table(int64_t *rows, const struct export_file *file,
    const struct table *table, const struct model *model, struct arena *scratch,
    struct error *err) MUST_USE;

/* The script that makes the tables and loads their files. */
void export_postgresql(
    struct buf *out, const struct tables *tables, struct str program);
void export_duckdb(
    struct buf *out, const struct tables *tables, struct str program);

#endif
