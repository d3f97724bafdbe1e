/* What only a whole column can say: the order of its dates, its decimal mark,
 * whether percentages are shares. For table.c and row.c alone. */
#ifndef IMPORTERS_TABLE_COLUMN_READING_H
#define IMPORTERS_TABLE_COLUMN_READING_H

#include "importers/table/table.h"

/* How a column is read before its cells were looked at. */
struct column_reading column_reading_of(const struct table *table);

/* Whether a column has cells that are never plain, and numbers or dates: then
 * its first cell asks already. So it is with JSON and workbooks. */
bool column_readings_wanted(const struct table *table);

/* Reads all of TABLE once and settles its readings. Fails when it cannot be
 * read, and when dates are ambiguous. */
bool column_readings_settle(struct table *table, struct error *err) MUST_USE;

/* Whether cells of TYPE say something of their column. */
bool column_reading_concerns(enum field_type type);

#endif
