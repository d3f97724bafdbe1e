/* Rows for the terminal or for a script: --format table, csv or json. Texts
 * from data are made printable; JSON is an array of objects. */
#ifndef CLI_TABLE_OUT_H
#define CLI_TABLE_OUT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

/* In the order of the choices of --format. */
enum table_format { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON };

struct table_column {
	struct str name; /* head, and key in JSON */
	bool number;	 /* right-aligned; bare in JSON */
};

struct table_out {
	const struct table_column *columns;
	size_t column_count;
	struct str *cells; /* rows x columns; ptr NULL is not known */
	size_t row_count;
};

/* Writes the whole table. An unknown cell is "" in CSV, null in JSON and
 * "not known" in a table. */
void table_write(struct buf *out, const struct table_out *table,
    enum table_format format, struct arena *scratch);

#endif
