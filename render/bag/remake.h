/* Makes cells of a bag's tables anew: from the counts of their own row, from
 * all rows of their table, or from what the figure of a measure is made from
 * (data/trace/cells/), by the functions that made them. For check_numbers. */
#ifndef RENDER_BAG_REMAKE_H
#define RENDER_BAG_REMAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "base/rules.h"
#include "render/bag/read.h"

/* What is made anew: a cell, and what is known of the figure in it. */
struct remaking {
	const struct rules *table;
	size_t row;
	struct str column;
	double value;	    /* what stands there */
	struct str measure; /* none: of no single one */
	struct str formula;
	struct str group; /* "team=Web"; "": the whole */
	struct str cells; /* path of the cells of the measure; "": none */
	double made;	  /* set: what it comes to where that is another */
};

enum remade {
	REMADE_NOT, /* nothing in the bag gives it */
	REMADE_HOLDS,
	REMADE_DIFFERS
};

/* Figures of the measures of a bag, each made once. */
struct remaker {
	const struct found_bag *bag;
	struct map figures; /* path -> list of figures */
	struct arena *keep;
};

enum remade remake_from_row(struct remaking *of);
/* Limits of chance, which the rows of the table give together. */
enum remade remake_from_table(struct remaking *of);
enum remade remake_from_cells(struct remaking *of, struct remaker *remaker);

/* Whether they are the same but for the last digits of a sum. */
bool remake_is_near(double a, double b);
/* The cell of ROW in the column NAME; none when there is none. */
struct str remake_cell(const struct rules *table, size_t row, const char *name);
bool remake_has_column(const struct rules *table, const char *name);

#endif
