/* Walks the document tree. A block becomes pieces in the layout's flow: a
 * heading one, which keeps with what follows; a paragraph one a line, of which
 * neither the first nor the last stands alone on a page; a figure one. Tags
 * are made on the way, in reading order. */
#include "render/pdf/block.h"

#include <math.h>

#include "base/vec.h"
#include "render/pdf/paragraph.h"
#include "render/translate.h"

#define BULLET_PT 10.0	  /* from a list's mark to its text */
enum { LINES_WHOLE = 5 }; /* of a paragraph that no page parts */
#define LEAD_PT 470.0	  /* longest line of a lead */
#define FIGURE_GAP 6.0	  /* above the drawing */
#define SOURCE_GAP 4.0	  /* below it */

/* clang-format off */
static const struct spacing spacings[TEXT_ROLES] = {
	/*                      before slack after */
	[TEXT_BODY]         = {  0,    0,     6 },
	[TEXT_TITLE]        = {  0,    0,     4 },
	[TEXT_VERDICT]      = { 11,    5,    11 },
	[TEXT_HEADING]      = { 24,    0,     3 },
	[TEXT_BLOCK_TITLE]  = { 11,    5,     3 },
	[TEXT_FIGURE_TITLE] = { 14,    0,     2 },
	[TEXT_LEAD]         = {  0,    0,    12 },
	[TEXT_VALUE]        = {  0,    0,     0 },
	[TEXT_CONFIDENCE]   = {  0,    0,     0 },
	[TEXT_NAME]         = {  0,    0,     2 },
	[TEXT_CELL]         = {  4,    0,     4 },
	[TEXT_SUBTITLE]     = {  0,    0,     6 },
	[TEXT_SMALL]        = {  4,    0,     6 },
	[TEXT_ASK]          = { 11,    5,     0 },
};
/* clang-format on */

void block_anchor(struct layout *layout, struct piece *piece,
    const struct doc *node, double y)
{
	struct anchor_point point = { .id = node->id, .y = y };
	if (node->kind == DOC_HEADING && node->role != TEXT_ASK) {
		point.title = paragraph_text(layout, node);
		point.level = node->level;
	}
	if (point.id.len || point.title.len)
		VEC_PUSH(&piece->anchors, layout->keep, point);
}

/* For containers, whose first piece is not there yet. */
static void anchor_next(struct layout *layout, const struct doc *node)
{
	struct anchor_point point = { .id = node->id };
	if (node->id.len)
		VEC_PUSH(&layout->waiting, layout->keep, point);
}

static const char *heading_type(int level)
{
	static const char *const types[] = { "H1", "H2", "H3", "H4", "H5",
		"H6" };
	return types[level < 1 ? 0 : level > 6 ? 5 : level - 1];
}

/* Lines of a paragraph as pieces, from START on. All lines of a short one stay
 * together, of others the first and the last two. */
static void add_lines(struct layout *layout, struct piece *start,
    const struct paragraph *paragraph, struct tag *tag, double x)
{
	const struct text_block *block = paragraph->block;
	struct paragraph_tags tags = paragraph_tag(layout, paragraph, tag);
	struct piece *piece = start;
	bool is_short = block->line_count <= LINES_WHOLE;
	for (size_t i = 0; i < block->line_count; i++) {
		if (i > 0)
			piece = flow_add(layout);
		paragraph_add_line(
		    layout, piece, paragraph, &tags, i, x, piece->height);
		piece->height += block->lines[i].height;
		piece->keep_next =
		    i + 1 < block->line_count &&
		    (is_short || i == 0 || i + 2 == block->line_count);
	}
}

/* A title keeps with what it names. */
static bool is_title(enum text_role role)
{
	return role == TEXT_TITLE || role == TEXT_HEADING ||
	       role == TEXT_BLOCK_TITLE || role == TEXT_FIGURE_TITLE ||
	       role == TEXT_ASK;
}

static void lay_out_paragraph(
    struct layout *layout, const struct doc *node, struct tag *parent, double x)
{
	struct paragraph_style style = { .width = SHEET_WIDTH - x,
		.pretty = true };
	if (node->role == TEXT_LEAD && style.width > LEAD_PT)
		style.width = LEAD_PT;
	style.align_right = node->align == ALIGN_RIGHT;
	struct paragraph paragraph = paragraph_set(layout, node, &style);
	struct piece *piece = flow_start(layout, spacings[node->role]);
	block_anchor(layout, piece, node, 0);
	add_lines(
	    layout, piece, &paragraph, tag_add(layout->keep, parent, "P"), x);
	if (is_title(node->role))
		flow_titled(layout);
}

static void lay_out_heading(
    struct layout *layout, const struct doc *node, struct tag *parent)
{
	struct paragraph_style style = { .width = SHEET_WIDTH };
	struct paragraph paragraph = paragraph_set(layout, node, &style);
	struct piece *piece = flow_start(layout, spacings[node->role]);
	block_anchor(layout, piece, node, 0);
	piece->height = paragraph.block->height;
	paragraph_add(layout, piece, &paragraph,
	    tag_add(layout->keep, parent, heading_type(node->level)), 0, 0);
	flow_titled(layout);
}

static void add_bullet(struct layout *layout, struct piece *piece,
    struct tag *item, double x, const struct text_line *line)
{
	struct text_run run = { .text = STR("\xe2\x80\xa2"),
		.role = TEXT_BODY };
	struct text_options options = { 0 };
	const struct text_block *bullet =
	    text_lay_out(layout->face, &run, 1, &options, layout->keep);
	piece_add(layout, piece,
	    (struct item){
		.kind = ITEM_TEXT,
		.slot = tag_add_leaf(layout->keep, item, "Lbl"),
		.text = bullet,
		.x = x,
		.y = line->baseline - bullet->lines[0].baseline,
		.width = bullet->width,
		.height = bullet->height,
	    });
}

static void lay_out_list(struct layout *layout, const struct doc *list,
    struct tag *parent, double x);

static void lay_out_item(
    struct layout *layout, const struct doc *item, struct tag *list, double x)
{
	struct tag *tag = tag_add(layout->keep, list, "LI");
	struct tag *body = NULL;
	for (const struct doc *at = item->first; at; at = at->next) {
		if (at->kind == DOC_LIST) {
			body =
			    body ? body : tag_add(layout->keep, tag, "LBody");
			lay_out_list(layout, at, body, x + BULLET_PT);
			continue;
		}
		struct paragraph_style style = {
			.width = SHEET_WIDTH - x - BULLET_PT, .pretty = true
		};
		struct paragraph paragraph = paragraph_set(layout, at, &style);
		struct piece *piece =
		    flow_start(layout, (struct spacing){ .after = 2 });
		if (!body) {
			add_bullet(
			    layout, piece, tag, x, &paragraph.block->lines[0]);
			body = tag_add(layout->keep, tag, "LBody");
			block_anchor(layout, piece, item, 0);
		}
		add_lines(layout, piece, &paragraph,
		    tag_add(layout->keep, body, "P"), x + BULLET_PT);
	}
}

static void lay_out_list(
    struct layout *layout, const struct doc *list, struct tag *parent, double x)
{
	struct tag *tag = tag_add(layout->keep, parent, "L");
	anchor_next(layout, list);
	for (const struct doc *at = list->first; at; at = at->next) {
		bool is_edge = at == list->first || at->next == list->last;
		lay_out_item(layout, at, tag, x);
		if (is_edge && at->next) /* no item is left alone */
			layout->flow.items[layout->flow.count - 1]->keep_next =
			    true;
	}
	layout->after = spacings[TEXT_BODY].after;
}

/* Adds an inline or captioned drawing of FIGURE at X, Y; its height. ALIGN
 * places it in WIDTH. */
static double add_figure(struct layout *layout, struct piece *piece,
    const struct doc *figure, struct tag *parent, const struct box *area,
    enum doc_align align)
{
	struct drawing *drawing = ARENA_NEW(layout->keep, struct drawing);
	double width = figure->is_inline && figure->chart->inline_width_pt > 0
			   ? fmin(figure->chart->inline_width_pt, area->width)
			   : area->width;
	figure->chart->layout(
	    drawing, figure->chart_data, width, layout->face, layout->keep);
	translate_drawing(drawing, layout->render->language, layout->keep);
	struct tag_slot *slot = tag_add_leaf(layout->keep, parent, "Figure");
	slot->tag->alt = figure->alt;
	slot->tag->is_figure = true;
	double x = area->x;
	if (align == ALIGN_RIGHT)
		x += area->width - drawing->width;
	piece_add(layout, piece,
	    (struct item){
		.kind = ITEM_DRAWING,
		.slot = slot,
		.drawing = drawing,
		.x = x,
		.y = area->y,
		.width = drawing->width,
		.height = drawing->height,
	    });
	return drawing->height;
}

/* Title and subtitle stand above the drawing, the source below. */
static void lay_out_figure(
    struct layout *layout, const struct doc *figure, struct tag *parent)
{
	struct piece *piece =
	    flow_start(layout, (struct spacing){ .before = 16, .after = 14 });
	struct paragraph_style style = { .width = SHEET_WIDTH, .pretty = true };
	bool drawn = false;
	piece->is_figure = true;
	block_anchor(layout, piece, figure, 0);
	for (const struct doc *at = figure->first; at; at = at->next) {
		if (at->role == TEXT_SMALL && !drawn) {
			struct box area = { 0, piece->height + FIGURE_GAP,
				SHEET_WIDTH, 0 };
			piece->height += FIGURE_GAP + SOURCE_GAP +
					 add_figure(layout, piece, figure,
					     parent, &area, ALIGN_LEFT);
			drawn = true;
		}
		struct paragraph paragraph = paragraph_set(layout, at, &style);
		paragraph_add(layout, piece, &paragraph,
		    tag_add(layout->keep, parent, "P"), 0, piece->height);
		piece->height += paragraph.block->height;
	}
	if (!drawn) {
		struct box area = { 0, piece->height, SHEET_WIDTH, 0 };
		piece->height += add_figure(
		    layout, piece, figure, parent, &area, ALIGN_LEFT);
	}
}

static size_t count_children(const struct doc *node)
{
	size_t count = 0;
	for (const struct doc *at = node->first; at; at = at->next)
		count++;
	return count;
}

double cell_add(struct layout *layout, struct piece *piece,
    const struct doc *cell, struct tag *tag, const struct box *area,
    const struct cell_style *style)
{
	double height = 0;
	bool lone = !style->wrapped && count_children(cell) == 1;
	for (const struct doc *at = cell->first; at; at = at->next) {
		struct box place = { area->x, area->y + height, area->width,
			0 };
		if (at->kind == DOC_FIGURE) {
			height += add_figure(
			    layout, piece, at, tag, &place, style->align);
			continue;
		}
		struct paragraph_style set = {
			.width = area->width,
			.align_right = style->align == ALIGN_RIGHT ||
				       at->align == ALIGN_RIGHT,
			.weight = style->weight,
			.balanced = style->balanced && at->role == TEXT_NAME,
		};
		struct paragraph paragraph = paragraph_set(layout, at, &set);
		struct tag *own = tag;
		if (at->kind == DOC_HEADING)
			own =
			    tag_add(layout->keep, tag, heading_type(at->level));
		else if (!lone)
			own = tag_add(layout->keep, tag, "P");
		block_anchor(layout, piece, at, place.y);
		paragraph_add(layout, piece, &paragraph, own, place.x, place.y);
		height += paragraph.block->height;
	}
	return height;
}

static void lay_out_children(
    struct layout *layout, const struct doc *node, struct tag *tag);

struct table_list {
	const struct doc **items;
	size_t count;
	size_t room;
};

static void gather_twins(
    struct layout *layout, const struct doc *node, struct table_list *tables)
{
	if (node->twin)
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
		VEC_PUSH(tables, layout->keep, node->twin);
	for (const struct doc *at = node->first; at; at = at->next)
		gather_twins(layout, at, tables);
}

/* Tables one behind the other: of narrow ones two stand abreast. */
static void lay_out_tables(
    struct layout *layout, const struct table_list *tables, struct tag *tag)
{
	bool before = false;
	bool narrow = tables->count && table_is_narrow(layout, *tables->items);
	for (size_t i = 0; i < tables->count; i++) {
		bool next = i + 1 < tables->count &&
			    table_is_narrow(layout, tables->items[i + 1]);
		if (narrow && (before || next))
			layout->width = HALF_WIDTH;
		if (tables->items[i]->block == BLOCK_ENTRIES)
			entries_lay_out(layout, tables->items[i], tag);
		else
			table_lay_out(layout, tables->items[i], tag);
		layout->width = SHEET_WIDTH;
		before = narrow;
		narrow = next;
	}
}

/* The tables of all figures stand in one section, where there is one. */
static void lay_out_section(
    struct layout *layout, const struct doc *node, struct tag *tag)
{
	lay_out_children(layout, node, tag);
	if (node->twins) {
		struct table_list tables = { 0 };
		gather_twins(layout, layout->render->root, &tables);
		lay_out_tables(layout, &tables, tag);
	}
}

static void lay_out_block(
    struct layout *layout, const struct doc *node, struct tag *parent)
{
	switch (node->kind) {
	case DOC_SECTION:
		layout->new_page = layout->new_page || node->page_break;
		anchor_next(layout, node);
		lay_out_section(
		    layout, node, tag_add(layout->keep, parent, "Sect"));
		break;
	case DOC_NOTE: {
		struct tag *note = tag_add(layout->keep, parent, "Note");
		note->has_id = true;
		anchor_next(layout, node);
		lay_out_children(layout, node, note);
		break;
	}
	case DOC_HEADING:
		lay_out_heading(layout, node, parent);
		break;
	case DOC_PARAGRAPH:
		lay_out_paragraph(layout, node, parent, 0);
		break;
	case DOC_LIST:
		lay_out_list(layout, node, parent, 0);
		break;
	case DOC_GRID:
		grid_lay_out(layout, node, parent);
		break;
	case DOC_TABLE:
		table_lay_out(layout, node, parent);
		break;
	case DOC_FIGURE:
		lay_out_figure(layout, node, parent);
		break;
	case DOC_DOCUMENT:
	case DOC_RUN:
	case DOC_LINK:
	case DOC_ITEM:
	case DOC_GRID_CELL:
	case DOC_ROW:
	case DOC_CELL:
	case DOC_KINDS:
		break; /* stand only inside others, see doc_check */
	}
}

/* A marked line right behind the decisions: Done, Late, Dropped. */
static bool is_earlier_decision(
    const struct doc *parent, const struct doc *node)
{
	const struct doc *before = parent->first;
	if (node->kind != DOC_PARAGRAPH || node->role != TEXT_SMALL ||
	    node == before)
		return false;
	while (before->next != node)
		before = before->next;
	return before->kind == DOC_TABLE && before->block == BLOCK_DECISIONS;
}

static bool is_table(const struct doc *node)
{
	return node && node->kind == DOC_TABLE &&
	       (node->block == BLOCK_PLAIN || node->block == BLOCK_ENTRIES);
}

/* The tables from FIRST on; the node behind them. */
static const struct doc *lay_out_table_run(
    struct layout *layout, const struct doc *first, struct tag *tag)
{
	struct table_list tables = { 0 };
	for (; is_table(first); first = first->next)
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
		VEC_PUSH(&tables, layout->keep, first);
	lay_out_tables(layout, &tables, tag);
	return first;
}

/* What leads a chapter is not left without what shows it. */
static bool leads_on(const struct doc *node)
{
	return node->kind == DOC_PARAGRAPH && node->role == TEXT_LEAD &&
	       node->next;
}

/* Small print speaks of what stands before it, and begins no page without.
 * What is left of a page under a figure is too much to lose for it, unless the
 * figure fills a page: see paginate.c. */
static void hold_small_print(struct layout *layout, size_t first)
{
	struct piece *before = first ? layout->flow.items[first - 1] : NULL;
	if (before && before->is_figure)
		before->is_noted = true;
	else if (before && !before->half)
		before->keep_next = true;
}

static void lay_out_children(
    struct layout *layout, const struct doc *node, struct tag *tag)
{
	const struct doc *at = node->first;
	while (at) {
		size_t first = layout->flow.count;
		if (is_table(at)) {
			at = lay_out_table_run(layout, at, tag);
			continue;
		}
		if (is_earlier_decision(node, at)) {
			at = earlier_lay_out(layout, at, tag);
			continue;
		}
		lay_out_block(layout, at, tag);
		if (at->kind == DOC_PARAGRAPH && at->role == TEXT_SMALL)
			hold_small_print(layout, first);
		if (leads_on(at) && layout->flow.count)
			layout->flow.items[layout->flow.count - 1]->keep_next =
			    true;
		at = at->next;
	}
}

struct tag *block_lay_out_document(struct layout *layout)
{
	struct tag *root = tag_add(layout->keep, NULL, "Document");
	layout->width = SHEET_WIDTH;
	lay_out_children(layout, layout->render->root, root);
	return root;
}
