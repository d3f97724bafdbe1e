/* The SVG writer (SVG 1.1; var() and paint-order as browsers have them since
 * 2017). Numbers have at most one decimal, a tenth of a point, never an
 * exponent, never NaN: what is not finite was a mistake of the layout and is
 * drawn at 0. Reports hold thousands of shapes, so what most have in common
 * stands in the style, and paths go on from point to point. */
#include "render/svg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "render/html/escape.h"
#include "render/mark.h"
#include "render/text.h"

#define COORDINATE_MAX 100000.0
#define STROKE_PT 0.5 /* of most lines; the style has it */

static long tenths(double value)
{
	if (!isfinite(value))
		value = 0;
	return lround(fmin(fmax(value, -COORDINATE_MAX), COORDINATE_MAX) * 10);
}

/* 125 is "12.5", -4 is "-.4". */
static void add_tenths(struct buf *out, long value)
{
	long size = labs(value);
	if (value < 0)
		buf_add_char(out, '-');
	if (size >= 10 || size % 10 == 0)
		buf_printf(out, "%ld", size / 10);
	if (size % 10)
		buf_printf(out, ".%ld", size % 10);
}

static void add_number(struct buf *out, double value)
{
	add_tenths(out, tenths(value));
}

static void add(struct buf *out, const char *name, double value)
{
	buf_printf(out, " %s=\"", name);
	add_number(out, value);
	buf_add_char(out, '"');
}

/* Where a path stands, in tenths. */
struct pen {
	long x;
	long y;
};

static void add_pair(struct buf *out, long x, long y)
{
	add_tenths(out, x);
	if (y >= 0)
		buf_add_char(out, ' ');
	add_tenths(out, y);
}

static void move_to(struct buf *out, struct pen *pen, struct point point)
{
	pen->x = tenths(point.x);
	pen->y = tenths(point.y);
	buf_add_char(out, 'M');
	add_pair(out, pen->x, pen->y);
}

/* The places are rounded, not the steps, so that no error adds up. */
static void line_to(struct buf *out, struct pen *pen, struct point point)
{
	long x = tenths(point.x) - pen->x;
	long y = tenths(point.y) - pen->y;
	if (y == 0) {
		buf_add_char(out, 'h');
		add_tenths(out, x);
	} else if (x == 0) {
		buf_add_char(out, 'v');
		add_tenths(out, y);
	} else {
		buf_add_char(out, 'l');
		add_pair(out, x, y);
	}
	pen->x += x;
	pen->y += y;
}

/* Through POINTS, two that bend and one that it reaches. */
static void curve_to(
    struct buf *out, struct pen *pen, const struct point *points)
{
	for (int i = 0; i < 3; i++) {
		long x = tenths(points[i].x) - pen->x;
		if (i == 0)
			buf_add_char(out, 'c');
		else if (x >= 0)
			buf_add_char(out, ' ');
		add_pair(out, x, tenths(points[i].y) - pen->y);
	}
	pen->x = tenths(points[2].x);
	pen->y = tenths(points[2].y);
}

static void add_look(struct buf *out, const struct shape *shape)
{
	buf_add_z(out, " class=\"");
	if (shape->fill != COLOUR_NONE)
		buf_printf(out, "f-%s", colour_name(shape->fill));
	if (shape->stroke != COLOUR_NONE)
		buf_printf(out, "%ss-%s", shape->fill ? " " : "",
		    colour_name(shape->stroke));
	buf_add_char(out, '"');
	if (shape->stroke == COLOUR_NONE)
		return;
	if (fabs(shape->stroke_pt - STROKE_PT) > 0.01)
		add(out, "stroke-width", shape->stroke_pt);
	if (shape->dash_on > 0) {
		buf_add_z(out, " stroke-dasharray=\"");
		add_number(out, shape->dash_on);
		buf_add_char(out, ' ');
		add_number(out, shape->dash_off);
		buf_add_char(out, '"');
	}
	if (shape->curved)
		buf_add_z(out, " stroke-linecap=\"round\"");
}

static void write_rect(struct buf *out, const struct shape *shape)
{
	buf_add_z(out, "<rect");
	add(out, "x", shape->x);
	add(out, "y", shape->y);
	add(out, "width", fmax(shape->width, 0));
	add(out, "height", fmax(shape->height, 0));
	if (shape->kind == SHAPE_HATCH) {
		buf_add_z(out, " class=\"hatch\"");
		if (fabs(HATCH_OUTLINE - STROKE_PT) > 0.01)
			add(out, "stroke-width", HATCH_OUTLINE);
	} else {
		add_look(out, shape);
	}
	buf_add_z(out, "/>");
}

static void write_circle(struct buf *out, const struct shape *shape)
{
	buf_add_z(out, "<circle");
	add(out, "cx", shape->x);
	add(out, "cy", shape->y);
	add(out, "r", fmax(shape->radius, 0));
	add_look(out, shape);
	buf_add_z(out, "/>");
}

static void write_line(struct buf *out, const struct shape *shape)
{
	struct pen pen;
	buf_add_z(out, "<path d=\"");
	move_to(out, &pen, (struct point){ shape->x, shape->y });
	line_to(out, &pen, (struct point){ shape->x2, shape->y2 });
	buf_add_char(out, '"');
	add_look(out, shape);
	buf_add_z(out, "/>");
}

static void write_path(struct buf *out, const struct shape *shape)
{
	struct pen pen;
	size_t step = shape->curved ? 3 : 1;
	if (shape->point_count == 0)
		return;
	buf_add_z(out, "<path d=\"");
	move_to(out, &pen, shape->points[0]);
	for (size_t i = 1; i + step <= shape->point_count; i += step) {
		if (shape->curved)
			curve_to(out, &pen, &shape->points[i]);
		else
			line_to(out, &pen, shape->points[i]);
	}
	buf_add_z(out, shape->closed ? "Z\"" : "\"");
	add_look(out, shape);
	buf_add_z(out, "/>");
}

/* Figures are tabular, hyphens are not: as typeface_set_features has it. */
static void write_words(struct buf *out, struct str text)
{
	struct str part;
	bool more = str_split(&text, '-', &part);
	while (more) {
		html_add_text(out, part);
		more = str_split(&text, '-', &part);
		if (more)
			buf_add_z(out, "<tspan class=\"h\">-</tspan>");
	}
}

/* Second text that starts where it stands needs no class. */
static void add_text_look(
    struct buf *out, const struct shape *shape, const struct text_style *style)
{
	static const char *const anchors[] = {
		[ANCHOR_START] = NULL,
		[ANCHOR_MIDDLE] = "m",
		[ANCHOR_END] = "e",
	};
	enum colour colour = shape->fill ? shape->fill : style->colour;
	int weight = shape->weight ? shape->weight : style->weight;
	struct buf classes = { 0 };
	if (colour != COLOUR_INK2)
		buf_printf(&classes, " f-%s", colour_name(colour));
	if (weight == 600)
		buf_add_z(&classes, " b");
	if (anchors[shape->anchor])
		buf_printf(&classes, " %s", anchors[shape->anchor]);
	if (shape->halo)
		buf_add_z(&classes, " halo");
	if (classes.len)
		buf_printf(out, " class=\"" STR_FMT "\"",
		    STR_ARG(str_skip(buf_str(&classes), 1)));
	buf_free(&classes);
}

static void write_text(struct buf *out, const struct shape *shape)
{
	const struct text_style *style = text_style(shape->role);
	if (shape->text.len == 0)
		return;
	buf_add_z(out, "<text");
	add(out, "x", shape->x);
	add(out, "y", shape->y);
	add_text_look(out, shape, style);
	if (shape->role != TEXT_SMALL || shape->size_pt > 0)
		add(out, "font-size",
		    shape->size_pt > 0 ? shape->size_pt : style->size_pt);
	if (shape->halo) {
		buf_add_z(out, " paint-order=\"stroke\"");
		add(out, "stroke-width", HALO_PT);
	}
	buf_add_char(out, '>');
	write_words(out, shape->text);
	buf_add_z(out, "</text>");
}

static void (*const writers[SHAPE_KINDS])(
    struct buf *out, const struct shape *shape) = {
	[SHAPE_RECT] = write_rect,
	[SHAPE_CIRCLE] = write_circle,
	[SHAPE_LINE] = write_line,
	[SHAPE_PATH] = write_path,
	[SHAPE_HATCH] = write_rect,
	[SHAPE_TEXT] = write_text,
};

static void write_shapes(struct buf *out, const struct drawing *drawing)
{
	for (size_t i = 0; i < drawing->count; i++)
		writers[drawing->items[i].kind](out, &drawing->items[i]);
}

static void add_view_box(struct buf *out, double width, double height)
{
	buf_add_z(out, " viewBox=\"0 0 ");
	add_number(out, width);
	buf_add_char(out, ' ');
	add_number(out, height);
	buf_add_char(out, '"');
}

void svg_write(struct buf *out, const struct drawing *drawing,
    const struct svg_options *options)
{
	buf_printf(out, "<svg class=\"c%s%s\"", options->class ? " " : "",
	    options->class ? options->class : "");
	add_view_box(out, drawing->width, drawing->height);
	if (options->alt.len) {
		buf_add_z(out, " role=\"img\"");
		html_add_attribute(out, "aria-label", options->alt);
	} else {
		buf_add_z(out, " aria-hidden=\"true\" focusable=\"false\"");
	}
	buf_add_char(out, '>');
	write_shapes(out, drawing);
	buf_add_z(out, "</svg>");
}

static void write_hatch_pattern(struct buf *out)
{
	buf_add_z(out, "<pattern id=\"_hatch\" patternUnits=\"userSpaceOnUse\""
		       " patternTransform=\"rotate(45)\"");
	add(out, "width", HATCH_STEP);
	add(out, "height", HATCH_STEP);
	buf_add_z(out, "><rect class=\"f-paper\"");
	add(out, "width", HATCH_STEP);
	add(out, "height", HATCH_STEP);
	buf_add_z(out, "/><rect class=\"f-human\"");
	add(out, "width", HATCH_LINE);
	add(out, "height", HATCH_STEP);
	buf_add_z(out, "/></pattern>");
}

static void write_symbol(
    struct buf *out, enum doc_mark mark, struct arena *scratch)
{
	struct drawing drawing = { 0 };
	mark_draw(&drawing, scratch, mark, (struct point){ 0, 0 }, MARK_BOX,
	    COLOUR_NONE);
	buf_printf(out, "<symbol id=\"_m-%s\"", mark_name(mark));
	add_view_box(out, MARK_BOX, MARK_BOX);
	buf_add_char(out, '>');
	for (size_t i = 0; i < drawing.count; i++) {
		struct shape *shape = &drawing.items[i];
		writers[shape->kind](out, shape);
	}
	buf_add_z(out, "</symbol>");
}

void svg_write_defs(struct buf *out)
{
	struct arena *scratch = arena_new();
	buf_add_z(out, "<svg class=\"defs\" width=\"0\" height=\"0\""
		       " aria-hidden=\"true\" focusable=\"false\"><defs>");
	write_hatch_pattern(out);
	for (int mark = MARK_NONE + 1; mark < DOC_MARKS; mark++)
		write_symbol(out, (enum doc_mark)mark, scratch);
	buf_add_z(out, "</defs></svg>\n");
	arena_free(scratch);
}

void svg_write_palette(
    struct buf *out, const struct theme *theme, enum palette palette)
{
	for (int i = COLOUR_NONE + 1; i < COLOURS; i++)
		buf_printf(out, "--%s:#%06X;", colour_name((enum colour)i),
		    (unsigned)theme_rgb(theme, (enum colour)i, palette));
}

void svg_write_style(struct buf *out)
{
	for (int i = COLOUR_NONE + 1; i < COLOURS; i++) {
		const char *name = colour_name((enum colour)i);
		buf_printf(out, ".f-%s{fill:var(--%s)}.s-%s{stroke:var(--%s)}",
		    name, name, name, name);
	}
	buf_printf(
	    out, "svg{stroke-width:%g;stroke-linejoin:round}", STROKE_PT);
	buf_add_z(out, "path,rect,circle{fill:none}.b{font-weight:600}"
		       ".m{text-anchor:middle}.e{text-anchor:end}");
	buf_add_z(out, "text{fill:var(--ink2)}"
		       "#_m-up path,#_m-down path{fill:currentColor}"
		       ".hatch{fill:url(#_hatch);stroke:var(--human)}"
		       ".halo{stroke:var(--paper)}");
}
