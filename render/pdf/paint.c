/* Puts items on cairo's pages. Grounds and rules of a page come first, as one
 * artifact; then the items in reading order; then head and foot. Neighbours of
 * one slot make one leaf. */
#include "render/pdf/paint.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "render/cairo_shapes.h"
#include "render/pdf/running.h"

struct painter {
	struct painted *out;
	struct layout *layout;
	const struct sheet_size *size;
	cairo_t *cairo;
	size_t page;
	bool has_leaf; /* one is open on this page */
	struct buf pdf;
};

static void paint_speck(struct painter *painter)
{
	cairo_set_colour(
	    painter->cairo, painter->layout->face, COLOUR_INK, PALETTE_LIGHT);
	cairo_rectangle(
	    painter->cairo, SPECK_X, SPECK_Y, SPECK_WIDTH, SPECK_HEIGHT);
	cairo_fill(painter->cairo);
}

static void open_leaf(struct painter *painter, const struct item *item)
{
	struct arena *keep = painter->layout->keep;
	struct painted_page *page = &painter->out->pages[painter->page];
	struct leaf leaf = { .slot = item->slot, .artifact = item->artifact };
	if (page->count > 0) {
		const struct leaf *last = &page->items[page->count - 1];
		if (last->slot == item->slot &&
		    (item->slot || last->artifact == item->artifact))
			return;
	}
	if (item->slot) {
		struct tag_mark mark = { painter->page,
			(int)page->marked_count };
		leaf.mcid = mark.mcid;
		VEC_PUSH(item->slot, keep, mark);
		if (page->marked_count == page->marked_room)
			page->marked = vec_grow(keep, page->marked,
			    &page->marked_room, sizeof(struct tag *));
		page->marked[page->marked_count++] = item->slot->tag;
	}
	VEC_PUSH(page, keep, leaf);
	paint_speck(painter);
}

static void note_link(struct painter *painter, const struct item *item)
{
	struct link_area area = { item->slot->tag,
		{ painter->page, item->x, item->y, item->width,
		    item->height } };
	area.box.x += item->end_run ? item->link_left
				    : item->text->lines[item->line].left;
	VEC_PUSH(&painter->out->links, painter->layout->keep, area);
}

/* Whether LINE ends between words, not within one. */
static bool ends_word(const struct text_block *block, size_t line)
{
	const char *text = pango_layout_get_text(block->layout);
	const PangoLayoutLine *from =
	    pango_layout_get_line_readonly(block->layout, (int)line);
	int end = from->start_index + from->length;
	return text[end] == '\n' || (from->length > 0 && text[end - 1] == ' ');
}

/* Pango paints no blank at a line's end; who listens to the text needs one
 * between the words. Half points, because cairo drops what covers no area, and
 * a blank on a whole point covers none. */
static void paint_line_end(struct painter *painter, const struct item *item)
{
	const struct text_line *line = &item->text->lines[item->line];
	double right = line->left + line->width;
	struct shape blank = { .kind = SHAPE_TEXT,
		.text = STR(" "),
		.role = TEXT_BODY,
		.fill = COLOUR_INK };
	if (item->line + 1 == item->text->line_count ||
	    !ends_word(item->text, item->line))
		return;
	if (item->end_run && item->link_left + item->width < right - 0.5)
		return;
	text_paint(painter->cairo, painter->layout->face, &blank, PALETTE_LIGHT,
	    floor(item->x + right) + 0.5,
	    floor(item->y + line->baseline) + 0.5);
}

static void paint_text(struct painter *painter, const struct item *item)
{
	struct text_part part = { item->line, item->first_run, item->end_run };
	if (item->end_run)
		text_paint_part(painter->cairo, painter->layout->face,
		    item->text, &part, item->x, item->y);
	else
		text_paint_line(painter->cairo, painter->layout->face,
		    item->text, item->line, item->x, item->y);
	paint_line_end(painter, item);
	if (item->slot && item->slot->tag->target.ptr)
		note_link(painter, item);
}

static void paint_drawing(struct painter *painter, const struct item *item)
{
	double scale = item->scale > 0 ? item->scale : 1;
	cairo_save(painter->cairo);
	cairo_translate(painter->cairo, item->x, item->y);
	cairo_scale(painter->cairo, scale, scale);
	shapes_paint(
	    painter->cairo, item->drawing, painter->layout->face, 0, 0);
	cairo_restore(painter->cairo);
	item->slot->tag->box = (struct tag_box){ painter->page, item->x,
		item->y, item->width, item->height };
}

static void paint_fill(struct painter *painter, const struct item *item)
{
	cairo_set_colour(
	    painter->cairo, painter->layout->face, item->fill, PALETTE_LIGHT);
	cairo_rectangle(
	    painter->cairo, item->x, item->y, item->width, item->height);
	cairo_fill(painter->cairo);
}

/* Pixels as they are: an image that asks a reader to smooth it may not stand
 * in a PDF/A (ISO 19005-3, 6.2.8). */
static void paint_logo(struct painter *painter, const struct item *item)
{
	cairo_t *cairo = painter->cairo;
	cairo_surface_t *image = png_surface(item->logo->png);
	int width = cairo_image_surface_get_width(image);
	int height = cairo_image_surface_get_height(image);
	if (width > 0 && height > 0) {
		cairo_save(cairo);
		cairo_translate(cairo, item->x, item->y);
		cairo_scale(cairo, item->width / width, item->height / height);
		cairo_set_source_surface(cairo, image, 0, 0);
		cairo_pattern_set_filter(
		    cairo_get_source(cairo), CAIRO_FILTER_NEAREST);
		cairo_paint(cairo);
		cairo_restore(cairo);
	}
	cairo_surface_destroy(image);
}

/* ITEM at its place on the page. */
static void paint_item(struct painter *painter, const struct item *item)
{
	open_leaf(painter, item);
	switch (item->kind) {
	case ITEM_TEXT:
		paint_text(painter, item);
		break;
	case ITEM_DRAWING:
		paint_drawing(painter, item);
		break;
	case ITEM_FILL:
		paint_fill(painter, item);
		break;
	case ITEM_LOGO:
		paint_logo(painter, item);
		break;
	}
}

static struct item place_item(const struct painter *painter,
    const struct placement *at, const struct item *from)
{
	struct item item = *from;
	item.x += painter->size->left + at->x;
	item.y += at->y + (item.pinned ? 0 : at->pad);
	if (item.pinned && item.height > at->piece->height - 1)
		item.height += at->growth; /* a row's ground */
	else if (item.pinned && item.y > at->y + 1)
		item.y += at->growth; /* the rule below the last row */
	if (at->is_repeat)
		item.slot = NULL;
	return item;
}

static void paint_placement(
    struct painter *painter, const struct placement *at, bool fills)
{
	for (size_t i = 0; i < at->piece->content.count; i++) {
		const struct item *from = &at->piece->content.items[i];
		if ((from->kind == ITEM_FILL) != fills)
			continue;
		struct item item = place_item(painter, at, from);
		paint_item(painter, &item);
	}
}

static void paint_rule(struct painter *painter, double y)
{
	struct item rule = { .kind = ITEM_FILL,
		.x = painter->size->left,
		.y = y,
		.width = SHEET_WIDTH,
		.height = RULE_PT,
		.fill = COLOUR_RULE };
	paint_item(painter, &rule);
}

/* A repeated head has a rule below. */
static void paint_head_rule(
    struct painter *painter, const struct placements *placed, size_t first)
{
	if (placed->items[first].is_repeat)
		paint_rule(painter, placed->items[first].y +
					placed->items[first].piece->height);
}

static void note_anchors(struct painter *painter, const struct placement *at)
{
	if (at->is_repeat)
		return;
	for (size_t i = 0; i < at->piece->anchors.count; i++) {
		struct page_anchor anchor = { at->piece->anchors.items[i],
			at->page };
		anchor.point.y += at->y;
		VEC_PUSH(&painter->out->anchors, painter->layout->keep, anchor);
	}
}

static void paint_page(struct painter *painter, const struct placements *placed,
    size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		paint_placement(painter, &placed->items[i], true);
	paint_head_rule(painter, placed, first);
	for (size_t i = first; i < end; i++) {
		note_anchors(painter, &placed->items[i]);
		paint_placement(painter, &placed->items[i], false);
	}
	struct items running = running_items(
	    painter->layout, painter->size, painter->page, placed->pages);
	for (size_t i = 0; i < running.count; i++)
		paint_item(painter, &running.items[i]);
	paint_speck(painter);
	cairo_show_page(painter->cairo);
}

static cairo_status_t take_bytes(
    void *closure, const unsigned char *bytes, unsigned int count)
{
	struct buf *into = closure;
	buf_add_bytes(into, bytes, count);
	return CAIRO_STATUS_SUCCESS;
}

static void paint_all(struct painter *painter, const struct placements *placed)
{
	size_t first = 0;
	for (painter->page = 0; painter->page < placed->pages;
	     painter->page++) {
		size_t end = first;
		while (end < placed->count &&
		       placed->items[end].page == painter->page)
			end++;
		paint_page(painter, placed, first, end);
		first = end;
	}
}

bool paint_pages(struct painted *painted, struct layout *layout,
    const struct placements *placed, const struct sheet_size *size,
    struct error *err)
{
	struct painter painter = {
		.out = painted, .layout = layout, .size = size
	};
	memset(painted, 0, sizeof *painted);
	painted->page_count = placed->pages;
	painted->pages =
	    arena_array(layout->keep, placed->pages, sizeof *painted->pages);
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
	    take_bytes, &painter.pdf, size->width, size->height);
	cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
	painter.cairo = cairo_create(surface);
	paint_all(&painter, placed);
	cairo_status_t status = cairo_status(painter.cairo);
	cairo_destroy(painter.cairo);
	cairo_surface_finish(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	painted->pdf = arena_str(layout->keep, buf_str(&painter.pdf));
	buf_free(&painter.pdf);
	if (!was_painted(status))
		return error_set(err, ERROR_SYSTEM, "cairo: %s",
		    cairo_status_to_string(status));
	return true;
}
