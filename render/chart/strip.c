/* Strip: a measure against its limit. The limit stands in the middle of every
 * strip, outside to the left, inside to the right, whatever unit and direction,
 * so that the eye runs down one line. From the middle to the edge are a little
 * over 15 points for shares, a factor of 1.7 for ratios, the limit itself for
 * counts. What lies beyond is cut and ends in an open arrowhead. */
#include <math.h>

#include "render/chart/canvas.h"

#define HEIGHT_PT 27.0
#define TOP_PT 1.0
#define BOTTOM_PT 17.0
#define MIDDLE_PT 9.0
#define TEXT_PT 25.5
#define UNIT_SHARE (44.0 / 96.0) /* of the width: one unit of the scale */
#define OUTLINE_PT 0.75
#define EDGE_PT 8.0 /* a marker leaves room for the arrowhead */

struct strip {
	struct canvas canvas;
	const struct strip_data *data;
};

/* How far VALUE lies from the limit, in units of the scale, inside positive. */
static double distance(const struct strip_data *data, double value)
{
	double units = 0;
	switch (data->unit) {
	case STRIP_SHARE:
		units = (value - data->limit) / 0.15;
		break;
	case STRIP_RATIO:
		units =
		    log(fmax(value, 1e-6) / fmax(data->limit, 1e-6)) / log(1.7);
		break;
	case STRIP_COUNT:
		units = (value - data->limit) / fmax(data->limit, 1);
		break;
	}
	units = finite_or(units, 0);
	return data->up_is_good ? units : -units;
}

static double x_of(const struct strip *strip, double value)
{
	double width = strip->canvas.width;
	return width / 2 + distance(strip->data, value) * UNIT_SHARE * width;
}

static void draw_ground(const struct strip *strip)
{
	const struct canvas *canvas = &strip->canvas;
	double half = canvas->width / 2;
	draw_rect(canvas->into, canvas->keep, 0, TOP_PT, half,
	    BOTTOM_PT - TOP_PT, COLOUR_WASH);
	canvas_line(canvas, 0, BOTTOM_PT, canvas->width, BOTTOM_PT, COLOUR_GRID,
	    STROKE_GRID);
}

/* Where VALUE is drawn: markers keep within the strip, with room for an
 * arrowhead. */
static double marker_x(const struct strip *strip)
{
	return clamp(x_of(strip, strip->data->figure.value), EDGE_PT,
	    strip->canvas.width - EDGE_PT);
}

/* The interval, or nothing but the value where there is none. What lies
 * beyond an edge is cut there. */
static void draw_interval(const struct strip *strip)
{
	const struct canvas *canvas = &strip->canvas;
	const struct figure *figure = &strip->data->figure;
	enum colour colour = strip->data->counted ? COLOUR_INK2 : COLOUR_INK;
	bool has = figure->has_interval && isfinite(figure->low) &&
		   isfinite(figure->high);
	double from = x_of(strip, has ? figure->low : figure->value);
	double to = x_of(strip, has ? figure->high : figure->value);
	double left = fmin(from, to);
	double right = fmax(from, to);
	bool cut_left = left < 0;
	bool cut_right = right > canvas->width;
	if (!has && !cut_left && !cut_right)
		return;
	left = fmin(fmax(left, 0.6), marker_x(strip));
	right = fmax(fmin(right, canvas->width - 0.6), marker_x(strip));
	canvas_line(
	    canvas, left, MIDDLE_PT, right, MIDDLE_PT, colour, STROKE_INTERVAL);
	if (cut_left)
		canvas_arrowhead(
		    canvas, left, MIDDLE_PT, -1, colour, STROKE_INTERVAL);
	if (cut_right)
		canvas_arrowhead(
		    canvas, right, MIDDLE_PT, 1, colour, STROKE_INTERVAL);
}

static void outline(struct shape *shape)
{
	shape->stroke = COLOUR_PAPER;
	shape->stroke_pt = OUTLINE_PT;
}

static void draw_triangle(const struct canvas *canvas, double x)
{
	struct point points[] = { { x, MIDDLE_PT - 4 },
		{ x + 3.9, MIDDLE_PT + 3 }, { x - 3.9, MIDDLE_PT + 3 } };
	struct shape *shape =
	    draw_path(canvas->into, canvas->keep, points, 3, COLOUR_NONE, 0);
	shape->closed = true;
	shape->fill = COLOUR_ALERT;
	outline(shape);
}

/* A ring whose left half is filled. */
static void draw_half_disc(const struct canvas *canvas, double x)
{
	static const double r = 2.8;
	double arc = r * 0.5523;
	struct point half[] = { { x, MIDDLE_PT - r },
		{ x - arc, MIDDLE_PT - r }, { x - r, MIDDLE_PT - arc },
		{ x - r, MIDDLE_PT }, { x - r, MIDDLE_PT + arc },
		{ x - arc, MIDDLE_PT + r }, { x, MIDDLE_PT + r } };
	struct shape *ring = draw_circle(canvas->into, canvas->keep,
	    (struct point){ x, MIDDLE_PT }, r, COLOUR_PAPER);
	ring->stroke = COLOUR_INK;
	ring->stroke_pt = 1;
	struct shape *shape =
	    draw_path(canvas->into, canvas->keep, half, 7, COLOUR_NONE, 0);
	shape->curved = true;
	shape->closed = true;
	shape->fill = COLOUR_INK;
}

/* The marker keeps within the strip even where its value does not. */
static void draw_marker(const struct strip *strip)
{
	const struct canvas *canvas = &strip->canvas;
	double x = marker_x(strip);
	switch (strip->data->status) {
	case STATUS_INSIDE:
		outline(draw_circle(canvas->into, canvas->keep,
		    (struct point){ x, MIDDLE_PT }, 3, COLOUR_BLUE));
		break;
	case STATUS_OUTSIDE:
		draw_triangle(canvas, x);
		break;
	case STATUS_BORDERLINE:
		draw_half_disc(canvas, x);
		break;
	case STATUS_NONE:
	case STATUS_NOT_ASSESSED:
	case STATUS_TOO_LITTLE:
	case STATUS_NOT_COMPARABLE:
	case FIGURE_STATUSES:
		break;
	}
}

static bool is_judged(const struct strip_data *data)
{
	return data->figure.known && isfinite(data->figure.value) &&
	       (data->status == STATUS_INSIDE ||
		   data->status == STATUS_OUTSIDE ||
		   data->status == STATUS_BORDERLINE);
}

/* Without a limit there is nothing to stand against, so nothing is drawn;
 * without a figure the strip is hatched: unknown has a look of its own. */
static void layout(struct drawing *into, const void *data, double width_pt,
    const struct typeface *face, struct arena *keep)
{
	struct strip strip = { { into, keep, face, width_pt }, data };
	into->width = width_pt;
	into->height = HEIGHT_PT;
	if (strip.data->status == STATUS_NONE || !isfinite(strip.data->limit))
		return;
	draw_ground(&strip);
	if (strip.data->status == STATUS_NOT_ASSESSED)
		draw_hatch(into, keep, 0.3, MIDDLE_PT - 3, width_pt - 0.6, 6);
	canvas_line(&strip.canvas, width_pt / 2, 0, width_pt / 2, BOTTOM_PT,
	    COLOUR_INK, STROKE_LINE);
	if (is_judged(strip.data)) {
		draw_interval(&strip);
		draw_marker(&strip);
	}
	canvas_text(&strip.canvas, width_pt / 2, TEXT_PT,
	    canvas_fit(
		&strip.canvas, strip.data->limit_words, LOOK_QUIET, width_pt),
	    ANCHOR_MIDDLE, LOOK_QUIET);
}

const struct chart_kind chart_strip = {
	.name = "strip",
	.layout = layout,
	.inline_width_pt = 90,
};
