/* Grids: cells side by side, in one piece a row. Cells without a width share
 * what is left; those that do not fit go to the next row. The cover strip, the
 * sentences and the confidence strip are grids; earlier decisions, which are
 * paragraphs, are set like one. */
#include "render/pdf/block.h"

#include <math.h>

#include "render/pdf/paragraph.h"

#define GAP_PT 12.0
#define COVER_GAP_PT 18.0
#define CELLS_MAX 6	 /* in a row */
#define BRAND_WIDTH 31.0 /* the mark above the title */
#define BRAND_HEIGHT 4.0
#define BRAND_GAP 7.0
#define LOGO_GAP 12.0 /* between it and the title */

/* clang-format off */
static const struct grid_shape {
	struct spacing spacing;
	double gap;
	double above; /* padding in the grid */
	double below;
	double widths[CELLS_MAX]; /* where the tree gives none; 0: the rest */
	bool ruled_below;
} shapes[DOC_BLOCKS] = {
	[BLOCK_COVER] = { { 0, 0, 11 }, COVER_GAP_PT, 3, 6,
	    { 112, 44, 60, 100 }, true },
	[BLOCK_SENTENCES] = { { 11, 5, 11 }, GAP_PT, 0, 0,
	    { 160, 160, 160 }, false },
	[BLOCK_CONFIDENCE] = { { 0, 0, 5 }, GAP_PT, 0, 0,
	    { 117, 117, 117, 117 }, false },
	[BLOCK_PLAIN] = { { 0, 0, 6 }, GAP_PT, 0, 0, { 0 }, false },
};
/* clang-format on */

struct row {
	const struct doc *cells[CELLS_MAX];
	double widths[CELLS_MAX];
	size_t count;
};

static bool has_title(const struct doc *cell)
{
	return cell->first && cell->first->kind == DOC_HEADING &&
	       cell->first->level == 1;
}

/* At the right edge; gives the width that the title has to leave. */
static double add_logo(struct layout *layout, struct piece *piece)
{
	const struct theme *theme = layout->render->theme;
	if (!theme || !theme->logo.png.len)
		return 0;
	piece_add(layout, piece,
	    (struct item){ .kind = ITEM_LOGO,
		.artifact = ARTIFACT_LAYOUT,
		.x = SHEET_WIDTH - theme->logo.width_pt,
		.width = theme->logo.width_pt,
		.height = theme->logo.height_pt,
		.logo = &theme->logo });
	return theme->logo.width_pt + LOGO_GAP;
}

static void add_title(
    struct layout *layout, const struct doc *cell, struct tag *parent)
{
	struct piece *piece = flow_start(layout, (struct spacing){ 0, 0, 0 });
	struct box mark = { 0, 0, BRAND_WIDTH, BRAND_HEIGHT };
	struct box area = { 0, BRAND_HEIGHT + BRAND_GAP, SHEET_WIDTH, 0 };
	struct cell_style style = { .wrapped = true };
	piece_fill(layout, piece, mark, COLOUR_BLUE);
	area.width -= add_logo(layout, piece);
	piece->height =
	    area.y + cell_add(layout, piece, cell, parent, &area, &style);
	piece->keep_next = true;
}

/* Widths of the cells without one: what is left, in equal parts. */
static void share_rest(struct row *row, double gap)
{
	double left = SHEET_WIDTH - gap * (double)(row->count - 1);
	size_t open = 0;
	for (size_t i = 0; i < row->count; i++) {
		left -= row->widths[i];
		open += !(row->widths[i] > 0);
	}
	for (size_t i = 0; i < row->count; i++)
		if (!(row->widths[i] > 0))
			row->widths[i] = fmax(left / (double)open, BRAND_WIDTH);
}

/* Takes the cells of the next row from *AT on. */
static struct row take_row(
    const struct doc **at, const struct grid_shape *shape)
{
	struct row row = { 0 };
	double used = 0;
	for (; *at && row.count < CELLS_MAX; *at = (*at)->next) {
		double width = (*at)->width_pt > 0 ? (*at)->width_pt
						   : shape->widths[row.count];
		if (row.count && used + width > SHEET_WIDTH + 0.5)
			break;
		used += width + shape->gap;
		row.cells[row.count] = *at;
		row.widths[row.count++] = width;
	}
	share_rest(&row, shape->gap);
	return row;
}

static void add_row(struct layout *layout, struct piece *piece,
    const struct row *row, struct tag *parent, double gap)
{
	double height = 0;
	double x = 0;
	struct cell_style style = { .wrapped = true };
	for (size_t i = 0; i < row->count; i++) {
		struct box area = { x, piece->height, row->widths[i], 0 };
		struct tag *tag = tag_add(layout->keep, parent, "Div");
		block_anchor(layout, piece, row->cells[i], area.y);
		style.align = row->cells[i]->align;
		height = fmax(height,
		    cell_add(layout, piece, row->cells[i], tag, &area, &style));
		x += row->widths[i] + gap;
	}
	piece->height += height;
}

void grid_lay_out(
    struct layout *layout, const struct doc *grid, struct tag *parent)
{
	const struct grid_shape *shape = &shapes[grid->block];
	const struct doc *at = grid->first;
	struct piece *piece = NULL;
	if (has_title(at)) {
		add_title(layout, at, parent);
		at = at->next;
	}
	while (at) {
		struct row row = take_row(&at, shape);
		bool first = !piece;
		piece = first ? flow_start(layout, shape->spacing)
			      : flow_add(layout);
		piece->height = first ? shape->above : GAP_PT / 2;
		if (first)
			block_anchor(layout, piece, grid, 0);
		add_row(layout, piece, &row, parent, shape->gap);
		piece->keep_next = at != NULL;
	}
	if (!piece)
		return;
	piece->height += shape->below;
	if (shape->ruled_below) {
		piece_rule(layout, piece, 0, piece->height, SHEET_WIDTH);
		piece->height += RULE_PT;
	}
}

#define EARLIER_PAD 4.0
#define EARLIER_STEP 43.0 /* a column and its gutter: they start at columns */

static bool is_earlier(const struct doc *node)
{
	return node && node->kind == DOC_PARAGRAPH && node->role == TEXT_SMALL;
}

const struct doc *earlier_lay_out(
    struct layout *layout, const struct doc *first, struct tag *parent)
{
	struct paragraph_style style = { .width = SHEET_WIDTH };
	struct piece *piece =
	    flow_start(layout, (struct spacing){ .after = 11 });
	const struct doc *at = first;
	double height = 0; /* of the lines that stand abreast */
	double x = 0;
	piece->height = EARLIER_PAD;
	for (; is_earlier(at); at = at->next) {
		struct paragraph line = paragraph_set(layout, at, &style);
		if (x > 0 && x + line.block->width > SHEET_WIDTH) {
			piece->height += height;
			x = height = 0;
		}
		paragraph_add(layout, piece, &line,
		    tag_add(layout->keep, parent, "P"), x, piece->height);
		height = fmax(height, line.block->height);
		x += ceil((line.block->width + GAP_PT) / EARLIER_STEP) *
		     EARLIER_STEP;
	}
	piece->height += height + EARLIER_PAD;
	piece_rule(layout, piece, 0, piece->height, SHEET_WIDTH);
	piece->height += RULE_PT;
	return at;
}
