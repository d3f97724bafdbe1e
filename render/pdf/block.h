/* Blocks of the document tree as pieces: the walk over the tree, headings,
 * paragraphs, lists, notes and figures. Tables and grids have their own file.
 */
#ifndef RENDER_PDF_BLOCK_H
#define RENDER_PDF_BLOCK_H

#include "render/pdf/sheet.h"

/* Fills the layout's flow from the tree; gives the root tag. */
struct tag *block_lay_out_document(struct layout *layout);

void table_lay_out(
    struct layout *layout, const struct doc *table, struct tag *parent);
/* Whether NODE is a table that can stand beside another. */
bool table_is_narrow(struct layout *layout, const struct doc *node);
/* A table of BLOCK_ENTRIES, with a caption and a row of heads. */
void entries_lay_out(
    struct layout *layout, const struct doc *table, struct tag *parent);
/* Lines of earlier decisions, from FIRST on, between the table's last rule
 * and one of their own: abreast as far as they fit. The node behind them. */
const struct doc *earlier_lay_out(
    struct layout *layout, const struct doc *first, struct tag *parent);
void grid_lay_out(
    struct layout *layout, const struct doc *grid, struct tag *parent);

/* Paragraphs, headings and figures of CELL one below the other in AREA, which
 * is as high as they need; its height. */
struct cell_style {
	enum doc_align align;
	int weight; /* 0: the role's */
	bool balanced;
	bool wrapped; /* the first paragraph is a P of its own */
};
double cell_add(struct layout *layout, struct piece *piece,
    const struct doc *cell, struct tag *tag, const struct box *area,
    const struct cell_style *style);

/* Notes NODE's id for links; a heading becomes a bookmark too, but for those
 * of the three sentences. */
void block_anchor(struct layout *layout, struct piece *piece,
    const struct doc *node, double y);

#endif
