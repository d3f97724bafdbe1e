/* One cell of a table and its value. For row.c alone. */
#ifndef IMPORTERS_TABLE_CELL_H
#define IMPORTERS_TABLE_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "importers/table/table.h"

struct row_reader {
	const struct table *table;
	const struct csv_record *record;
	struct row_problem *problem;
	struct arena *scratch;
	size_t part;
	bool asks; /* a cell wants its column settled first */
};

struct cell {
	struct str text;
	enum cell_kind kind;
	int64_t line;
	int64_t column;
	const struct table_field *field;
	const struct column_reading *reading;
	enum unit unit;
};

/* Sets the problem of READER; yields false. The text says what was expected,
 * what was found and how to mend it. */
bool row_refuse(struct row_reader *reader, int64_t line, int64_t column,
    const char *code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* The value of CELL for field number FIELD; an empty cell is not known. False,
 * with the problem set, when it cannot be read. */
bool cell_read(struct row_reader *reader, size_t field, struct cell *cell,
    struct table_value *value);

/* Likewise for a cell that holds several values; they are added to those that
 * VALUE has. */
bool cell_read_items(struct row_reader *reader, size_t field,
    const struct cell *cell, struct table_value *value);

#endif
