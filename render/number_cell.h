/* Which cell of a table a printed number is rounded from. */
#ifndef RENDER_NUMBER_CELL_H
#define RENDER_NUMBER_CELL_H

#include "render/numbers.h"

/* The numbers of a table's file in full; NAN where it has none. */
struct table_values {
	const struct table *table;
	double *items; /* row by row */
};

/* Of tables that were searched, each read once. */
struct known_values {
	struct table_values *items;
	size_t count;
	size_t room;
	struct arena *keep;
};

/* Where a number stands, as far as the search asks. */
struct number_search {
	struct known_values *known;
	const struct tables *tables;
	const struct doc *table;   /* around, or NULL */
	const struct doc *row;	   /* likewise */
	const struct doc *cell;	   /* likewise */
	const struct table *about; /* of the figure around, or NULL */
	bool percent;		   /* "%" stands behind it */
	struct str text;	   /* that it stands in */
	struct str
	    measure; /* that it tells, as the text says; none: not said */
};

/* Sets table, row, column and value of NUMBER, as far as they are found, with
 * what the row has beside them and how the value is printed. */
void number_find_cell(
    struct printed_number *number, const struct number_search *search);

#endif
