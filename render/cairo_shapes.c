/* Shapes painted by cairo, one function a kind. The hatch is lines under a
 * clip, not a bitmap pattern, so that a PDF stays sharp and small; its lines
 * are drawn from the drawing's origin, as SVG's pattern is. */
#include "render/cairo_shapes.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "render/typeface.h"

struct painting {
	cairo_t *cairo;
	const struct typeface *face;
	enum palette palette;
};

/* Fills and strokes the current path. */
static void finish(const struct painting *painting, const struct shape *shape)
{
	cairo_t *cairo = painting->cairo;
	if (shape->fill != COLOUR_NONE) {
		cairo_set_colour(
		    cairo, painting->face, shape->fill, painting->palette);
		if (shape->stroke == COLOUR_NONE) {
			cairo_fill(cairo);
			return;
		}
		cairo_fill_preserve(cairo);
	}
	if (shape->stroke == COLOUR_NONE) {
		cairo_new_path(cairo);
		return;
	}
	cairo_set_colour(
	    cairo, painting->face, shape->stroke, painting->palette);
	cairo_set_line_width(cairo, shape->stroke_pt);
	cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
	cairo_set_line_cap(
	    cairo, shape->curved ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
	double dashes[] = { shape->dash_on, shape->dash_off };
	cairo_set_dash(cairo, dashes, shape->dash_on > 0 ? 2 : 0, 0);
	cairo_stroke(cairo);
}

static void paint_rect(
    const struct painting *painting, const struct shape *shape)
{
	cairo_rectangle(
	    painting->cairo, shape->x, shape->y, shape->width, shape->height);
	finish(painting, shape);
}

static void paint_circle(
    const struct painting *painting, const struct shape *shape)
{
	cairo_new_sub_path(painting->cairo);
	cairo_arc(painting->cairo, shape->x, shape->y, shape->radius, 0,
	    2 * acos(-1));
	finish(painting, shape);
}

static void paint_line(
    const struct painting *painting, const struct shape *shape)
{
	cairo_move_to(painting->cairo, shape->x, shape->y);
	cairo_line_to(painting->cairo, shape->x2, shape->y2);
	finish(painting, shape);
}

static void paint_path(
    const struct painting *painting, const struct shape *shape)
{
	const struct point *at = shape->points;
	if (shape->point_count == 0)
		return;
	cairo_move_to(painting->cairo, at[0].x, at[0].y);
	if (shape->curved)
		for (size_t i = 1; i + 2 < shape->point_count; i += 3)
			cairo_curve_to(painting->cairo, at[i].x, at[i].y,
			    at[i + 1].x, at[i + 1].y, at[i + 2].x, at[i + 2].y);
	else
		for (size_t i = 1; i < shape->point_count; i++)
			cairo_line_to(painting->cairo, at[i].x, at[i].y);
	if (shape->closed)
		cairo_close_path(painting->cairo);
	finish(painting, shape);
}

/* Lines x + y = k * step * sqrt 2 within the box. */
static void paint_hatch(
    const struct painting *painting, const struct shape *shape)
{
	cairo_t *cairo = painting->cairo;
	double pitch = HATCH_STEP * sqrt(2);
	double from = shape->x + shape->y;
	double to = from + shape->width + shape->height;
	cairo_save(cairo);
	cairo_rectangle(cairo, shape->x, shape->y, shape->width, shape->height);
	cairo_clip_preserve(cairo);
	cairo_set_colour(
	    cairo, painting->face, COLOUR_PAPER, painting->palette);
	cairo_fill(cairo);
	cairo_set_colour(
	    cairo, painting->face, COLOUR_HUMAN, painting->palette);
	cairo_set_line_width(cairo, HATCH_LINE);
	for (long i = lround(ceil(from / pitch)); (double)i * pitch < to; i++) {
		double sum = (double)i * pitch;
		cairo_move_to(cairo, sum - shape->y, shape->y);
		cairo_line_to(cairo, sum - shape->y - shape->height,
		    shape->y + shape->height);
	}
	cairo_stroke(cairo);
	cairo_restore(cairo);
	cairo_rectangle(cairo, shape->x, shape->y, shape->width, shape->height);
	cairo_set_colour(
	    cairo, painting->face, COLOUR_HUMAN, painting->palette);
	cairo_set_line_width(cairo, HATCH_OUTLINE);
	cairo_set_dash(cairo, NULL, 0, 0);
	cairo_stroke(cairo);
}

static void paint_text(
    const struct painting *painting, const struct shape *shape)
{
	text_paint(painting->cairo, painting->face, shape, painting->palette,
	    shape->x, shape->y);
}

typedef void (*painter)(
    const struct painting *painting, const struct shape *shape);

static const painter painters[SHAPE_KINDS] = {
	[SHAPE_RECT] = paint_rect,
	[SHAPE_CIRCLE] = paint_circle,
	[SHAPE_LINE] = paint_line,
	[SHAPE_PATH] = paint_path,
	[SHAPE_HATCH] = paint_hatch,
	[SHAPE_TEXT] = paint_text,
};

static void paint_shapes(cairo_t *cairo, const struct drawing *drawing,
    const struct typeface *face, struct point corner, enum palette palette)
{
	struct painting painting = { cairo, face, palette };
	cairo_save(cairo);
	cairo_translate(cairo, corner.x, corner.y);
	cairo_new_path(cairo);
	for (size_t i = 0; i < drawing->count; i++)
		painters[drawing->items[i].kind](&painting, &drawing->items[i]);
	cairo_restore(cairo);
}

void shapes_paint(cairo_t *cairo, const struct drawing *drawing,
    const struct typeface *face, double x, double y)
{
	paint_shapes(
	    cairo, drawing, face, (struct point){ x, y }, PALETTE_LIGHT);
}

static cairo_status_t give_bytes(
    void *closure, unsigned char *into, unsigned int count)
{
	struct str *rest = closure;
	if (rest->len < count)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(into, rest->ptr, count);
	*rest = str_skip(*rest, count);
	return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *png_surface(struct str png)
{
	return cairo_image_surface_create_from_png_stream(give_bytes, &png);
}

bool was_painted(cairo_status_t status)
{
	if (status == CAIRO_STATUS_NO_MEMORY)
		memory_lost();
	return status == CAIRO_STATUS_SUCCESS;
}
