/* Axes; see axis.h. Labels give way to each other: the ends first, then from
 * low to high, so that the last, which bears the unit, is always there. */
#include "render/chart/axis.h"

#include <math.h>

#define LABEL_GAP_PT 5.0
#define LABEL_BELOW_PT 11.5

struct axis axis_linear(double low, double high, int parts)
{
	low = finite_or(low, 0);
	high = finite_or(high, 1);
	if (high <= low)
		high = low + 1;
	struct axis axis = { .step = nice_step(high - low, parts) };
	axis.low = floor(low / axis.step + 1e-9) * axis.step;
	double steps = ceil((high - axis.low) / axis.step - 1e-9);
	steps = clamp(steps, 1, AXIS_TICKS_MAX - 1);
	axis.high = axis.low + steps * axis.step;
	axis.count = (size_t)steps + 1;
	for (size_t i = 0; i < axis.count; i++)
		axis.ticks[i] = axis.low + (double)i * axis.step;
	return axis;
}

/* 1, 2 and 5 of each power; of little more than one 1.25 and 8 too, which are
 * as far from 1; of many the powers alone. */
static void choose_log_ticks(struct axis *axis)
{
	static const double few[] = { 1, 1.25, 2, 5, 8 };
	static const double many[] = { 1, 2, 5 };
	double powers = log10(axis->high / axis->low);
	const double *factors = powers < 1.2 ? few : many;
	size_t of = powers > 2.5 ? 1 : powers < 1.2 ? 5 : 3;
	int first = (int)floor(log10(axis->low));
	int every = powers > AXIS_TICKS_MAX - 2 ? (int)(powers / 6) : 1;
	for (int power = first;
	     power < first + 640 && axis->count < AXIS_TICKS_MAX;
	     power += every)
		for (size_t i = 0; i < of && axis->count < AXIS_TICKS_MAX;
		     i++) {
			double tick = factors[i] * pow(10, power);
			if (tick >= axis->low * 0.999 &&
			    tick <= axis->high * 1.001)
				axis->ticks[axis->count++] = tick;
			if (tick > axis->high)
				return;
		}
}

struct axis axis_log(double low, double high)
{
	struct axis axis = { .log = true,
		.low = finite_or(low, 0) > 0 ? low : 0.1,
		.high = finite_or(high, 0) > 0 ? high : 10 };
	if (axis.high < axis.low * 1.5)
		axis.high = axis.low * 1.5;
	choose_log_ticks(&axis);
	return axis;
}

static double share_of(const struct axis *axis, double value)
{
	if (!axis->log)
		return (value - axis->low) / (axis->high - axis->low);
	if (value <= 0)
		return -1;
	return log(value / axis->low) / log(axis->high / axis->low);
}

double axis_at(const struct axis *axis, double value)
{
	double share = isnan(value) ? 0 : share_of(axis, value);
	share = isinf(share) ? share > 0 : clamp(share, 0, 1);
	return axis->from + share * (axis->to - axis->from);
}

int axis_beyond(const struct axis *axis, double value)
{
	double share = isnan(value) ? 0 : share_of(axis, value);
	return (share > 1.0001) - (share < -0.0001);
}

/* As many decimals as parts of a step need. */
static int digits_of(const struct axis *axis, double tick)
{
	double unit = axis->log ? tick : axis->step;
	if (axis->share)
		unit *= 100;
	for (int digits = 0; digits < 6; digits++) {
		double scaled = unit * pow(10, digits);
		if (fabs(scaled - round(scaled)) < 1e-6 * fabs(scaled))
			return digits;
	}
	return 6;
}

static struct str text_of(const struct axis *axis, size_t i, struct arena *keep)
{
	double tick = axis->ticks[i];
	int digits = digits_of(axis, tick);
	double value = axis->share ? tick * 100 : tick;
	bool last = i + 1 == axis->count;
	struct str text =
	    print_decimals(keep, fabs(value) < 1e-12 ? 0 : value, digits);
	if (last && axis->share)
		text = arena_printf(keep, STR_FMT "%%", STR_ARG(text));
	if (last && axis->unit.len)
		text = arena_printf(keep, STR_FMT " " STR_FMT, STR_ARG(text),
		    STR_ARG(axis->unit));
	return text;
}

double axis_room(const struct axis *axis, const struct canvas *canvas)
{
	double widest = 0;
	for (size_t i = 0; i < axis->count; i++)
		widest = fmax(
		    widest, canvas_measure(canvas,
				text_of(axis, i, canvas->keep), LOOK_QUIET));
	return widest;
}

/* The label of tick I, unless it would touch what lies LEFT to RIGHT. */
static bool write_x(const struct axis *axis, const struct canvas *canvas,
    double y, size_t i, double left, double right)
{
	struct str text = text_of(axis, i, canvas->keep);
	double width = canvas_measure(canvas, text, LOOK_QUIET);
	double x = axis_at(axis, axis->ticks[i]);
	double at =
	    fmin(fmax(x - width / 2, 0), fmax(canvas->width - width, 0));
	if (at < left || at + width > right)
		return false;
	canvas_text(
	    canvas, at, y + LABEL_BELOW_PT, text, ANCHOR_START, LOOK_QUIET);
	return true;
}

static double label_end(
    const struct axis *axis, const struct canvas *canvas, size_t i, bool left)
{
	struct str text = text_of(axis, i, canvas->keep);
	double width = canvas_measure(canvas, text, LOOK_QUIET);
	double x = axis_at(axis, axis->ticks[i]) - width / 2;
	x = fmin(fmax(x, 0), fmax(canvas->width - width, 0));
	return left ? x - LABEL_GAP_PT : x + width + LABEL_GAP_PT;
}

void axis_draw_x(
    const struct axis *axis, const struct canvas *canvas, double y, double top)
{
	double done = -LABEL_GAP_PT;
	size_t last = axis->count ? axis->count - 1 : 0;
	for (size_t i = 0; i < axis->count; i++) {
		double x = axis_at(axis, axis->ticks[i]);
		if (top < y)
			canvas_line(
			    canvas, x, y, x, top, COLOUR_GRID, STROKE_GRID);
		canvas_line(
		    canvas, x, y, x, y + TICK_PT, COLOUR_INK2, STROKE_AXIS);
		double end = i == last ? canvas->width + LABEL_GAP_PT
				       : label_end(axis, canvas, last, true);
		if (write_x(axis, canvas, y, i, done, end))
			done = label_end(axis, canvas, i, false);
	}
	canvas_line(
	    canvas, axis->from, y, axis->to, y, COLOUR_INK2, STROKE_AXIS);
}

void axis_draw_y(const struct axis *axis, const struct canvas *canvas,
    double left, double right)
{
	for (size_t i = 0; i < axis->count; i++) {
		double y = axis_at(axis, axis->ticks[i]);
		canvas_line(canvas, left, y, right, y,
		    i ? COLOUR_GRID : COLOUR_INK2,
		    i ? STROKE_GRID : STROKE_AXIS);
		canvas_text(canvas, left - 4, y + BASELINE_PT,
		    text_of(axis, i, canvas->keep), ANCHOR_END, LOOK_QUIET);
	}
}
