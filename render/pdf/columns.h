/* Where the columns of a table stand. */
#ifndef RENDER_PDF_COLUMNS_H
#define RENDER_PDF_COLUMNS_H

#include "render/pdf/sheet.h"

#define COLUMNS_MAX 48 /* of what a page can show */

struct column_place {
	double x;
	double width; /* with padding */
	double left;  /* padding */
	double right;
};

struct columns {
	struct column_place items[COLUMNS_MAX];
	size_t count;
};

/* Widths as the head row says, or as the block has them; the rest is shared
 * by what the cells hold. The sum is the width of the text. */
struct columns columns_of(struct layout *layout, const struct doc *table);

/* Whether half the width is enough for TABLE. */
bool columns_narrow(struct layout *layout, const struct doc *table);

/* The area of a cell that starts at column FIRST and spans SPAN. */
struct column_place columns_span(
    const struct columns *columns, size_t first, size_t span);

static inline size_t cell_span(const struct doc *cell)
{
	return cell->span > 1 ? (size_t)cell->span : 1;
}

#endif
