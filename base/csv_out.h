/* Writes CSV after RFC 4180: quotes where needed, lines end in CR LF. A cell
 * that a spreadsheet would run as a formula gets an apostrophe in front; what a
 * terminal would obey, and what turns the direction of writing, is U+FFFD. */
#ifndef BASE_CSV_OUT_H
#define BASE_CSV_OUT_H

#include <stdint.h>

#include "base/buf.h"

/* Starts as { .out = &buf }. */
struct csv_out {
	struct buf *out;
	bool has_cell;
};

/* A cell: quoted where it has to be, and so that no spreadsheet takes it for a
 * formula. */
void csv_text(struct csv_out *csv, struct str value);
/* For a program that is no spreadsheet: the text as it is, in quotes, so that
 * an empty one is not none. What is no UTF-8, and NUL, are U+FFFD. */
void csv_data(struct csv_out *csv, struct str value);
void csv_int(struct csv_out *csv, int64_t value);
void csv_real(struct csv_out *csv, double value); /* the shortest digits */
void csv_empty(struct csv_out *csv);
void csv_end_row(struct csv_out *csv);

#endif
