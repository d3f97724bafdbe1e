/* Tables: the caption, the head rows as one piece that is repeated on each
 * page, and a piece a row. Rules are fills of 0.5; the tags are those of
 * ISO 32000-1, 14.8.4.3.4, with a Scope for each head cell (ISO 14289-1, 7.5).
 * Rows that the tree joins by "keep" stay together; the options of a decision,
 * joined so, have a rule above, and only all of them together have to be as
 * high as the text of their first column. */
#include "render/pdf/block.h"

#include <math.h>

#include "render/pdf/columns.h"
#include "render/pdf/paragraph.h"

#define CAPTION_GAP 3.0
#define HEAD_GAP 2.0
#define HEAD_SLACK 4.0	/* below the caption of the measures */
#define SHORT_ROWS 5	/* a table with no more is not broken */
#define ABREAST_ROWS 16 /* of a table beside another, which is not broken */
#define TOGETHER 3	/* rows left on either side of a break */
#define TOTAL_RULE 0.6
#define ENDS_PT 90.0 /* width of a strip, under whose ends words stand */

/* clang-format off */
static const struct table_shape {
	struct spacing spacing;
	double above; /* padding of a row */
	double below;
	double slack; /* by which that may grow */
	bool ruled; /* above each row, not each group */
} shapes[DOC_BLOCKS] = {
	[BLOCK_PLAIN]       = { { 11, 5, 14 }, 2.5, 2.5, 0.0, false },
	[BLOCK_MEASURES]    = { { 11, 5, 11 }, 4.5, 3.0, 2.5, true },
	[BLOCK_DECISIONS]   = { { 11, 5,  0 }, 2.0, 2.0, 1.25, false },
	[BLOCK_MESSAGES]    = { {  0, 0, 14 }, 4.5, 4.5, 0.0, true },
	[BLOCK_SHORT]       = { { 11, 5, 11 }, 4.5, 3.0, 0.0, true },
};
/* clang-format on */

struct table {
	struct layout *layout;
	const struct doc *node;
	const struct table_shape *shape;
	struct columns columns;
	struct piece *head;
	bool starts_group;
	bool is_short;	 /* goes to the next page rather than break: few
			    rows, or one of two tables abreast */
	double overhang; /* of the first column into the next rows */
};

static enum doc_align cell_align(
    const struct table *table, const struct doc *cell, size_t column)
{
	if (table->node->block == BLOCK_DECISIONS && column == 4)
		return ALIGN_RIGHT;
	return cell->align;
}

static int cell_weight(
    const struct table *table, const struct doc *row, size_t column)
{
	if (row->total)
		return 600;
	if (row->recommended && column == 1 &&
	    table->node->block == BLOCK_DECISIONS)
		return 600;
	return 0;
}

static struct tag *tag_cell(
    struct table *table, const struct doc *cell, struct tag *row, bool head)
{
	bool names = cell->first && (cell->header || head);
	struct tag *tag =
	    tag_add(table->layout->keep, row, names ? "TH" : "TD");
	if (names)
		tag->scope = head ? "Column" : "Row";
	tag->span = cell->span;
	return tag;
}

/* The words over the strips, "outside | limit | inside": each stands over its
 * place. */
struct ends {
	struct str words[3];
	size_t count;
};

static struct ends ends_of(
    struct table *table, const struct doc *cell, bool head)
{
	struct ends ends = { 0 };
	struct str rest;
	struct str word;
	if (!head || table->node->block != BLOCK_MEASURES || !cell->first ||
	    cell->first->next)
		return ends;
	rest = paragraph_text(table->layout, cell->first);
	while (str_split(&rest, '|', &word)) {
		if (ends.count < 3)
			ends.words[ends.count] = str_trim(word);
		ends.count++;
	}
	return ends;
}

static double add_ends(struct table *table, struct piece *piece,
    const struct ends *ends, struct tag *tag, const struct box *area)
{
	struct layout *layout = table->layout;
	struct tag_slot *slot = tag_add_slot(layout->keep, tag);
	double height = 0;
	for (int i = 0; i < 3; i++) {
		struct text_run word = { .text = ends->words[i],
			.role = TEXT_SMALL };
		struct text_options options = { 0 };
		double width =
		    typeface_width(layout->face, word.text, word.role, 0, 0);
		if (i < 2) /* parts the words for who listens */
			word.text = arena_printf(
			    layout->keep, STR_FMT " ", STR_ARG(word.text));
		const struct text_block *block = text_lay_out(
		    layout->face, &word, 1, &options, layout->keep);
		piece_add(layout, piece,
		    (struct item){
			.kind = ITEM_TEXT,
			.slot = slot,
			.text = block,
			.x = area->x + (ENDS_PT - width) * i / 2,
			.y = area->y,
			.width = width,
			.height = block->height,
		    });
		height = block->height;
	}
	return height;
}

/* The strip and the sparkline stand a little off the text's upper edge. */
static double lead_in(const struct table *table, const struct doc *cell)
{
	if (table->node->block != BLOCK_MEASURES || !cell->first ||
	    cell->first->kind != DOC_FIGURE)
		return 0;
	return cell->align == ALIGN_RIGHT ? 0.5 : -0.5;
}

struct row_state {
	size_t first_item[COLUMNS_MAX];
	double heights[COLUMNS_MAX];
	size_t count;
};

static void add_cell(struct table *table, struct piece *piece,
    const struct doc *cell, struct tag *tag, const struct box *area,
    const struct cell_style *style, double *height)
{
	struct ends ends = ends_of(table, cell, cell->parent->header);
	if (ends.count == 3)
		*height = add_ends(table, piece, &ends, tag, area);
	else
		*height =
		    cell_add(table->layout, piece, cell, tag, area, style);
}

static struct row_state add_cells(struct table *table, struct piece *piece,
    const struct doc *row, struct tag *tag, double y)
{
	struct row_state state = { 0 };
	size_t column = 0;
	for (const struct doc *at = row->first; at && state.count < COLUMNS_MAX;
	     at = at->next) {
		struct column_place place =
		    columns_span(&table->columns, column, cell_span(at));
		struct box area = { place.x + place.left,
			y + lead_in(table, at),
			fmax(place.width - place.left - place.right, 1), 0 };
		struct cell_style style = {
			.align = cell_align(table, at, column),
			.weight = cell_weight(table, row, column),
			.balanced = table->node->block == BLOCK_MEASURES &&
				    !row->header,
		};
		state.first_item[state.count] = piece->content.count;
		add_cell(table, piece, at,
		    tag_cell(table, at, tag, row->header), &area, &style,
		    &state.heights[state.count]);
		block_anchor(table->layout, piece, at, y);
		state.count++;
		column += cell_span(at);
	}
	return state;
}

static double tallest(const struct row_state *state, size_t from)
{
	double height = 0;
	for (size_t i = from; i < state->count; i++)
		height = fmax(height, state->heights[i]);
	return height;
}

/* Head cells stand on their last line. */
static void sink(
    struct piece *piece, const struct row_state *state, double height)
{
	for (size_t i = 0; i < state->count; i++) {
		size_t end = i + 1 < state->count ? state->first_item[i + 1]
						  : piece->content.count;
		for (size_t at = state->first_item[i]; at < end; at++)
			piece->content.items[at].y +=
			    height - state->heights[i];
	}
}

static void add_head_row(
    struct table *table, const struct doc *row, struct tag *parent)
{
	struct piece *head = table->head;
	struct tag *tag = tag_add(table->layout->keep, parent, "TR");
	struct row_state state = add_cells(table, head, row, tag, head->height);
	double height = tallest(&state, 0);
	/* The items of earlier head rows lie before this row's first. */
	sink(head, &state, height);
	head->height += height + HEAD_GAP;
}

/* A first column may reach down into the rows that its row keeps. */
static double row_height(
    struct table *table, const struct doc *row, const struct row_state *state)
{
	const struct table_shape *shape = table->shape;
	bool reaches =
	    table->node->block == BLOCK_DECISIONS && state->count > 1;
	double padding = shape->above + shape->below;
	double height = tallest(state, reaches ? 1 : 0) + padding;
	if (!reaches)
		return height;
	table->overhang = fmax(table->overhang, state->heights[0] + padding);
	if (!row->keep) {
		height = fmax(height, table->overhang);
		table->overhang = 0;
	} else {
		table->overhang -= height;
	}
	return height;
}

static void add_ground(struct table *table, struct piece *piece,
    const struct doc *row, double height)
{
	double x =
	    table->node->block == BLOCK_DECISIONS && table->columns.count > 1
		? table->columns.items[1].x
		: 0;
	if (row->recommended)
		piece_fill(table->layout, piece,
		    (struct box){ x, 0, table->layout->width - x, height },
		    COLOUR_WASH);
	if (row->total)
		piece_fill(table->layout, piece,
		    (struct box){ 0, 0, table->layout->width, TOTAL_RULE },
		    COLOUR_INK2);
	else if (table->shape->ruled || table->starts_group)
		piece_rule(table->layout, piece, 0, 0, table->layout->width);
}

/* Grounds are known last, but painted first: those from FROM on. */
static void move_to_front(struct piece *piece, size_t from)
{
	struct item *items = piece->content.items;
	size_t moved = piece->content.count - from;
	for (size_t i = 0; i < moved; i++) {
		struct item ground = items[from + i];
		for (size_t at = from + i; at > i; at--)
			items[at] = items[at - 1];
		items[i] = ground;
	}
}

/* Whether a page may not end behind ROW, the one at INDEX. */
static bool keeps_next(
    const struct table *table, const struct doc *row, size_t index)
{
	size_t left = 0;
	if (row->keep || table->is_short || index == 0)
		return true;
	/* Rows that can grow are those of page one, which has one page. */
	if (table->shape->slack > 0)
		return false;
	for (const struct doc *at = row->next; at && left < TOGETHER;
	     at = at->next)
		left++;
	return index + 1 < TOGETHER || left < TOGETHER;
}

static void add_row(struct table *table, const struct doc *row,
    struct tag *parent, size_t index)
{
	bool has_next = row->next != NULL;
	struct piece *piece = flow_add(table->layout);
	struct tag *tag = tag_add(table->layout->keep, parent, "TR");
	block_anchor(table->layout, piece, row, 0);
	struct row_state state =
	    add_cells(table, piece, row, tag, table->shape->above);
	piece->height = row_height(table, row, &state);
	size_t texts = piece->content.count;
	add_ground(table, piece, row, piece->height);
	move_to_front(piece, texts);
	piece->head = table->head;
	piece->pad_slack = table->shape->slack;
	piece->keep_next = has_next && keeps_next(table, row, index);
	if (!has_next) {
		piece_rule(table->layout, piece, 0, piece->height,
		    table->layout->width);
		piece->height += RULE_PT;
	}
}

static void add_caption(
    struct table *table, const struct doc *caption, struct tag *parent)
{
	struct paragraph_style style = { .width = table->layout->width };
	struct paragraph paragraph =
	    paragraph_set(table->layout, caption, &style);
	struct piece *piece = flow_start(table->layout, table->shape->spacing);
	block_anchor(table->layout, piece, table->node, 0);
	paragraph_add(table->layout, piece, &paragraph,
	    tag_add(table->layout->keep, parent, "Caption"), 0, 0);
	piece->height = paragraph.block->height + CAPTION_GAP;
	piece->keep_next = true;
}

static const struct doc *add_head(struct table *table, const struct doc *row,
    struct tag *parent, bool has_caption)
{
	struct tag *tag = tag_add(table->layout->keep, parent, "THead");
	struct spacing spacing = table->shape->spacing;
	table->head = has_caption ? flow_add(table->layout)
				  : flow_start(table->layout, spacing);
	table->head->keep_next = true;
	table->head->gap_slack =
	    table->shape->ruled && has_caption ? HEAD_SLACK : 0;
	if (!has_caption)
		block_anchor(table->layout, table->head, table->node, 0);
	for (; row && row->header; row = row->next)
		add_head_row(table, row, tag);
	return row;
}

static size_t count_rows(const struct doc *table)
{
	size_t count = 0;
	for (const struct doc *at = table->first; at; at = at->next)
		count += at->kind == DOC_ROW && !at->header;
	return count;
}

bool table_is_narrow(struct layout *layout, const struct doc *node)
{
	size_t rows = count_rows(node);
	return node->block == BLOCK_PLAIN && rows && rows <= ABREAST_ROWS &&
	       columns_narrow(layout, node);
}

void table_lay_out(
    struct layout *layout, const struct doc *node, struct tag *parent)
{
	struct table table = {
		.layout = layout,
		.node = node,
		.shape = &shapes[node->block],
		.columns = columns_of(layout, node),
		.starts_group = true,
		.is_short = count_rows(node) <= SHORT_ROWS ||
			    layout->width < SHEET_WIDTH,
	};
	struct tag *tag = tag_add(layout->keep, parent, "Table");
	const struct doc *row = node->first;
	bool has_caption = row && row->kind == DOC_PARAGRAPH;
	if (has_caption) {
		add_caption(&table, row, tag);
		row = row->next;
	}
	row = add_head(&table, row, tag, has_caption);
	struct tag *body = tag_add(layout->keep, tag, "TBody");
	for (size_t i = 0; row; row = row->next, i++) {
		add_row(&table, row, body, i);
		table.starts_group =
		    node->block == BLOCK_DECISIONS && !row->keep;
	}
	layout->after = table.shape->spacing.after;
}
