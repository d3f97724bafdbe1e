/* What the parts of the evidence are written with. */
#ifndef RENDER_EVIDENCE_BAGGED_H
#define RENDER_EVIDENCE_BAGGED_H

#include "base/csv_out.h"
#include "model/query.h"
#include "render/evidence/evidence.h"

/* Adds what CONTENT holds as the file PATH and frees it. */
void bagged_add(struct bag_files *out, struct str path, struct buf *content,
    struct arena *keep);

/* A row of the names in HEADS ("name,value"). */
void bagged_heads(struct csv_out *csv, const char *heads);
/* A cell; one that is not known is empty. */
void bagged_cell(struct csv_out *csv, struct str text);
/* Every column of the row that QUERY stands at. */
void bagged_row(struct csv_out *csv, const struct query *query);

/* Binds :from, :at and :restricted where QUERY has them. */
void bagged_bind(struct query *query, const struct evidence *from);

/* TEXT as the name of a file: lower case, and a dash for what is no letter,
 * digit or dot. */
struct str bagged_name(struct str text, struct arena *keep);

/* data/trace/records/ID.csv and data/trace/cells/ID.csv of a measure. */
struct str bagged_records_path(struct str id, struct arena *keep);
struct str bagged_cells_path(struct str id, struct arena *keep);

/* What samples are drawn by: the number of the report. */
struct str bagged_seed(const struct evidence *from);

/* Whether the report tells MEASURE. */
bool bagged_uses(const struct evidence *from, struct str measure);

/* A cell of a record as the bag may tell it: a commit by its pseudonym, or not
 * at all where there is no key, and of a time the day, so that nobody looks up
 * who that was; but in the restricted edition. */
struct str bagged_shown(const struct evidence *from, struct str column,
    struct str text, struct arena *keep);

#endif
