/* What only a whole column can say: for table.c alone. */
#ifndef IMPORTERS_TABLE_SURVEY_H
#define IMPORTERS_TABLE_SURVEY_H

#include "importers/table/table.h"

/* Reads all of TABLE once and settles how each column is read: the order of its
 * dates, its decimal mark, whether percentages are shares. Fails when dates
 * are ambiguous. */
bool survey_columns(
    struct table *table, struct arena *keep, struct error *err) MUST_USE;

#endif
