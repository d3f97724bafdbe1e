/* Shapes: the short ways to add one, the area of one, and the dump that tests
 * read. Painting is left to svg.c and cairo_shapes.c. */
#include "render/shape.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/vec.h"
#include "render/text.h"

static struct shape *add(
    struct drawing *into, struct arena *keep, struct shape shape)
{
	VEC_PUSH(into, keep, shape);
	return &into->items[into->count - 1];
}

struct shape *draw_line(struct drawing *into, struct arena *keep,
    struct point from, struct point to, enum colour stroke, double stroke_pt)
{
	return add(into, keep,
	    (struct shape){
		.kind = SHAPE_LINE,
		.x = from.x,
		.y = from.y,
		.x2 = to.x,
		.y2 = to.y,
		.stroke = stroke,
		.stroke_pt = stroke_pt,
	    });
}

struct shape *draw_rect(struct drawing *into, struct arena *keep, double x,
    double y, double width, double height, enum colour fill)
{
	return add(into, keep,
	    (struct shape){
		.kind = SHAPE_RECT,
		.x = x,
		.y = y,
		.width = width,
		.height = height,
		.fill = fill,
	    });
}

struct shape *draw_hatch(struct drawing *into, struct arena *keep, double x,
    double y, double width, double height)
{
	struct shape *shape =
	    draw_rect(into, keep, x, y, width, height, COLOUR_NONE);
	shape->kind = SHAPE_HATCH;
	return shape;
}

struct shape *draw_circle(struct drawing *into, struct arena *keep,
    struct point centre, double radius, enum colour fill)
{
	return add(into, keep,
	    (struct shape){
		.kind = SHAPE_CIRCLE,
		.x = centre.x,
		.y = centre.y,
		.radius = radius,
		.fill = fill,
	    });
}

struct shape *draw_path(struct drawing *into, struct arena *keep,
    const struct point *points, size_t count, enum colour stroke,
    double stroke_pt)
{
	struct point *copy = arena_array(keep, count, sizeof *copy);
	if (count)
		memcpy(copy, points, count * sizeof *copy);
	return add(into, keep,
	    (struct shape){
		.kind = SHAPE_PATH,
		.points = copy,
		.point_count = count,
		.stroke = stroke,
		.stroke_pt = stroke_pt,
	    });
}

struct shape *draw_text(struct drawing *into, struct arena *keep,
    struct point at, struct str text, enum anchor anchor, enum colour fill)
{
	return add(into, keep,
	    (struct shape){
		.kind = SHAPE_TEXT,
		.x = at.x,
		.y = at.y,
		.text = text,
		.role = TEXT_SMALL,
		.anchor = anchor,
		.fill = fill,
	    });
}

static struct box path_box(const struct shape *shape)
{
	if (shape->point_count == 0)
		return (struct box){ 0 };
	struct point low = shape->points[0];
	struct point high = low;
	for (size_t i = 1; i < shape->point_count; i++) {
		low.x = fmin(low.x, shape->points[i].x);
		low.y = fmin(low.y, shape->points[i].y);
		high.x = fmax(high.x, shape->points[i].x);
		high.y = fmax(high.y, shape->points[i].y);
	}
	return (struct box){ low.x, low.y, high.x - low.x, high.y - low.y };
}

static struct box text_box(
    const struct shape *shape, const struct typeface *face)
{
	double size = shape->size_pt > 0 ? shape->size_pt
					 : text_style(shape->role)->size_pt;
	double width = typeface_width(
	    face, shape->text, shape->role, shape->weight, shape->size_pt);
	double left = 0;
	if (shape->anchor == ANCHOR_MIDDLE)
		left = width / 2;
	else if (shape->anchor == ANCHOR_END)
		left = width;
	return (struct box){ shape->x - left, shape->y - 0.73 * size, width,
		0.93 * size };
}

struct box shape_box(const struct shape *shape, const struct typeface *face)
{
	switch (shape->kind) {
	case SHAPE_CIRCLE:
		return (struct box){ shape->x - shape->radius,
			shape->y - shape->radius, 2 * shape->radius,
			2 * shape->radius };
	case SHAPE_LINE:
		return (struct box){ fmin(shape->x, shape->x2),
			fmin(shape->y, shape->y2), fabs(shape->x2 - shape->x),
			fabs(shape->y2 - shape->y) };
	case SHAPE_PATH:
		return path_box(shape);
	case SHAPE_TEXT:
		return text_box(shape, face);
	case SHAPE_RECT:
	case SHAPE_HATCH:
	case SHAPE_KINDS:
		break;
	}
	return (struct box){ shape->x, shape->y, shape->width, shape->height };
}

static const char *const kind_names[SHAPE_KINDS] = {
	[SHAPE_RECT] = "rect",
	[SHAPE_CIRCLE] = "circle",
	[SHAPE_LINE] = "line",
	[SHAPE_PATH] = "path",
	[SHAPE_HATCH] = "hatch",
	[SHAPE_TEXT] = "text",
};

const char *shape_kind_name(enum shape_kind kind)
{
	return kind_names[kind];
}

static void dump_place(struct buf *out, const struct shape *shape)
{
	switch (shape->kind) {
	case SHAPE_CIRCLE:
		buf_printf(out, " %.1f %.1f r %.1f", shape->x, shape->y,
		    shape->radius);
		break;
	case SHAPE_LINE:
		buf_printf(out, " %.1f %.1f to %.1f %.1f", shape->x, shape->y,
		    shape->x2, shape->y2);
		break;
	case SHAPE_PATH:
		for (size_t i = 0; i < shape->point_count; i++)
			buf_printf(out, " %.1f,%.1f", shape->points[i].x,
			    shape->points[i].y);
		buf_add_z(out, shape->closed ? " closed" : "");
		break;
	case SHAPE_TEXT:
		buf_printf(out, " %.1f %.1f \"" STR_FMT "\"", shape->x,
		    shape->y, STR_ARG(shape->text));
		break;
	case SHAPE_RECT:
	case SHAPE_HATCH:
	case SHAPE_KINDS:
		buf_printf(out, " %.1f %.1f %.1f x %.1f", shape->x, shape->y,
		    shape->width, shape->height);
		break;
	}
}

void drawing_dump(struct buf *out, const struct drawing *drawing)
{
	buf_printf(
	    out, "drawing %.1f x %.1f\n", drawing->width, drawing->height);
	for (size_t i = 0; i < drawing->count; i++) {
		const struct shape *shape = &drawing->items[i];
		buf_add_z(out, kind_names[shape->kind]);
		dump_place(out, shape);
		if (shape->fill != COLOUR_NONE)
			buf_printf(out, " fill %s", colour_name(shape->fill));
		if (shape->stroke != COLOUR_NONE)
			buf_printf(out, " stroke %s %.2f",
			    colour_name(shape->stroke), shape->stroke_pt);
		buf_add_char(out, '\n');
	}
}
