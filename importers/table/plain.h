/* Most cells are plain: digits, a day as ISO 8601 has it, a text. They are read
 * here at once; whatever is not plain takes the way of cell.h, with the same
 * result. */
#ifndef IMPORTERS_TABLE_PLAIN_H
#define IMPORTERS_TABLE_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "importers/table/table.h"

enum plain_kind {
	PLAIN_NOT, /* its cells are never taken for plain */
	PLAIN_TEXT,
	PLAIN_ADDRESS,
	PLAIN_NUMBER,
	PLAIN_INTEGER,
	PLAIN_DAY,
};

/* How the fields of TABLE are filled: which have a column or a constant at all,
 * and which may be plain. */
void plain_prepare(struct table *table, struct arena *keep);

/* The VALUE of FIELD from CELL; false when CELL is not plain. */
bool plain_read(const struct table *table, size_t field,
    const struct csv_cell *cell, struct table_value *value,
    struct arena *scratch);

#endif
