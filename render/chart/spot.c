/* Marks of dots and intervals; see spot.h. */
#include "render/chart/spot.h"

#include <math.h>

void spot_draw(const struct canvas *canvas, struct point at, double radius,
    enum spot_look look)
{
	static const struct {
		enum colour fill;
		enum colour stroke;
	} looks[] = {
		[SPOT_FILLED] = { COLOUR_BLUE, COLOUR_NONE },
		[SPOT_CHANCE] = { COLOUR_PAPER, COLOUR_BLUE },
		[SPOT_WORSE] = { COLOUR_ALERT, COLOUR_NONE },
		[SPOT_BEFORE] = { COLOUR_PAPER, COLOUR_INK2 },
		[SPOT_FEW] = { COLOUR_PAPER, COLOUR_HUMAN },
		[SPOT_OTHER] = { COLOUR_HUMAN, COLOUR_NONE },
	};
	bool hollow = looks[look].stroke != COLOUR_NONE;
	struct shape *shape = draw_circle(canvas->into, canvas->keep, at,
	    hollow ? fmax(radius - 0.5, 0.4) : radius, looks[look].fill);
	shape->stroke = looks[look].stroke;
	shape->stroke_pt = hollow ? 1 : 0;
}

/* An end of an interval; what is no number reaches the end of the axis. */
static double end_of(double value, bool high)
{
	if (isnan(value))
		return high ? INFINITY : -INFINITY;
	return value;
}

void interval_across(const struct canvas *canvas, const struct axis *axis,
    double y, double low, double high, enum colour stroke, double stroke_pt)
{
	low = end_of(low, false);
	high = end_of(high, true);
	double from = axis_at(axis, low);
	double to = axis_at(axis, high);
	canvas_line(canvas, from, y, to, y, stroke, stroke_pt);
	if (axis_beyond(axis, low) < 0)
		canvas_arrowhead(canvas, axis->from, y, -1, stroke, stroke_pt);
	if (axis_beyond(axis, high) > 0)
		canvas_arrowhead(canvas, axis->to, y, 1, stroke, stroke_pt);
}

void interval_up(const struct canvas *canvas, const struct axis *axis, double x,
    double low, double high, enum colour stroke, double stroke_pt)
{
	low = end_of(low, false);
	high = end_of(high, true);
	double top = axis_at(axis, high);
	canvas_line(canvas, x, axis_at(axis, low), x, top, stroke, stroke_pt);
	if (axis_beyond(axis, high) <= 0)
		return;
	struct point points[] = { { x - 2, top + 3 }, { x, top },
		{ x + 2, top + 3 } };
	draw_path(canvas->into, canvas->keep, points, 3, stroke, stroke_pt);
}
