/* Limit funnel: each group's rate by how much there is of it, a line at what
 * all have, and what chance alone allows around it at 95% and 99.8%. Only what
 * lies outside has a name. Source of the limits: Spiegelhalter 2005. */
#include <math.h>

#include "render/chart/label.h"
#include "render/chart/spot.h"

#define DOT_PT 2.4
#define DOT_CROWD_PT 1.5
#define CROWD 200 /* dots */
#define TOP_PT 6.0
#define BOTTOM_WIDE_PT 150.0
#define BOTTOM_NARROW_PT 166.0
#define BELOW_PT 15.0
#define RIGHT_WIDE_PT 76.0 /* names of the limits */
#define RIGHT_NARROW_PT 52.0
#define SPREAD_MAX 25.0 /* largest over middle size, on a linear axis */
#define LINE_PT 9.0

struct funnel_plot {
	struct canvas canvas;
	const struct funnel_data *data;
	struct axis x;
	struct axis y;
	double left;
	double right;
	double bottom;
	bool narrow;
	struct label_panel panel;
};

static bool is_drawn(const struct funnel_dot *dot)
{
	return isfinite(dot->exposure) && dot->exposure > 0 &&
	       isfinite(dot->rate);
}

/* All rates, twice the target, and the wider limits of the smallest group as
 * far as they leave room for the others. */
static double find_top(const struct funnel_data *data)
{
	double top = finite_or(data->target, 0) * 2;
	double least = INFINITY;
	for (size_t i = 0; i < data->count; i++) {
		if (!is_drawn(&data->dots[i]))
			continue;
		top = fmax(top, data->dots[i].rate);
		least = fmin(least, data->dots[i].exposure);
	}
	for (size_t i = 0; i < data->step_count; i++)
		if (data->steps[i].exposure >= least)
			return fmax(
			    top, fmin(finite_or(data->steps[i].high_998, 0),
				     top * 1.3));
	return top > 0 ? top : 1;
}

static struct axis choose_x(const struct funnel_data *data)
{
	double low = INFINITY;
	double high = 0;
	size_t drawn = 0;
	double sum = 0;
	for (size_t i = 0; i < data->count; i++) {
		if (!is_drawn(&data->dots[i]))
			continue;
		low = fmin(low, data->dots[i].exposure);
		high = fmax(high, data->dots[i].exposure);
		sum += log(data->dots[i].exposure);
		drawn++;
	}
	if (!drawn)
		return axis_linear(0, 1, 4);
	if (high > SPREAD_MAX * exp(sum / (double)drawn))
		return axis_log(low / 1.3, high * 1.1);
	return axis_linear(0, high, 4);
}

static void choose_axes(struct funnel_plot *plot)
{
	const struct canvas *canvas = &plot->canvas;
	plot->y = axis_linear(0, find_top(plot->data), 4);
	plot->y.from = plot->bottom;
	plot->y.to = TOP_PT;
	plot->left = fmax(16, axis_room(&plot->y, canvas) + 4);
	plot->right =
	    canvas->width - (plot->narrow ? RIGHT_NARROW_PT : RIGHT_WIDE_PT);
	plot->x = choose_x(plot->data);
	plot->x.unit = plot->data->unit;
	plot->x.from = plot->left;
	plot->x.to = plot->right;
}

enum which { LOW_95, HIGH_95, LOW_998, HIGH_998 };

static double limit_of(const struct funnel_step *step, enum which which)
{
	switch (which) {
	case LOW_95:
		return step->low_95;
	case HIGH_95:
		return step->high_95;
	case LOW_998:
		return step->low_998;
	case HIGH_998:
		break;
	}
	return step->high_998;
}

/* The limit within the plot; what lies above is cut, not pressed flat. */
static size_t trace_limit(
    const struct funnel_plot *plot, struct point *points, enum which which)
{
	const struct funnel_data *data = plot->data;
	size_t count = 0;
	for (size_t i = 0; i < data->step_count; i++) {
		const struct funnel_step *step = &data->steps[i];
		double limit = limit_of(step, which);
		if (!isfinite(limit) || axis_beyond(&plot->y, limit) > 0 ||
		    axis_beyond(&plot->x, step->exposure) != 0)
			continue;
		points[count++] =
		    (struct point){ axis_at(&plot->x, step->exposure),
			    axis_at(&plot->y, limit) };
	}
	return count;
}

static void draw_wash(const struct funnel_plot *plot)
{
	const struct funnel_data *data = plot->data;
	struct arena *keep = plot->canvas.keep;
	struct point *points =
	    arena_array(keep, 2 * data->step_count + 1, sizeof *points);
	size_t count = 0;
	for (size_t i = 0; i < data->step_count; i++)
		if (axis_beyond(&plot->x, data->steps[i].exposure) == 0 &&
		    isfinite(data->steps[i].high_95))
			points[count++] = (struct point){
				axis_at(&plot->x, data->steps[i].exposure),
				axis_at(&plot->y, data->steps[i].high_95)
			};
	for (size_t i = data->step_count; i-- > 0;)
		if (axis_beyond(&plot->x, data->steps[i].exposure) == 0 &&
		    isfinite(data->steps[i].high_95))
			points[count++] = (struct point){
				axis_at(&plot->x, data->steps[i].exposure),
				axis_at(&plot->y,
				    finite_or(data->steps[i].low_95, 0))
			};
	if (count < 4)
		return;
	struct shape *shape =
	    draw_path(plot->canvas.into, keep, points, count, COLOUR_NONE, 0);
	shape->closed = true;
	shape->fill = COLOUR_WASH;
}

static void draw_limits(const struct funnel_plot *plot)
{
	const struct canvas *canvas = &plot->canvas;
	struct point *points = arena_array(
	    canvas->keep, plot->data->step_count + 1, sizeof *points);
	for (int which = LOW_95; which <= HIGH_998; which++) {
		size_t count = trace_limit(plot, points, (enum which)which);
		if (count < 2)
			continue;
		struct shape *shape = draw_path(canvas->into, canvas->keep,
		    points, count, COLOUR_HUMAN, STROKE_AXIS);
		if (which == LOW_95 || which == HIGH_95) {
			shape->dash_on = 2;
			shape->dash_off = 1.5;
		}
	}
	double y = axis_at(&plot->y, plot->data->target);
	canvas_line(
	    canvas, plot->left, y, plot->right, y, COLOUR_INK, STROKE_LIMIT);
}

/* Names at the right end, where limits are closest: pushed apart from the
 * middle outward. */
static void name_limits(const struct funnel_plot *plot)
{
	const struct canvas *canvas = &plot->canvas;
	const struct funnel_data *data = plot->data;
	if (!data->step_count)
		return;
	const struct funnel_step *last = &data->steps[0];
	for (size_t i = 0; i < data->step_count; i++)
		if (axis_beyond(&plot->x, data->steps[i].exposure) == 0)
			last = &data->steps[i];
	double middle = axis_at(&plot->y, data->target);
	double x = plot->right + 5;
	double room = canvas->width - x;
	double high_95 =
	    fmin(axis_at(&plot->y, last->high_95), middle - LINE_PT);
	double high_998 =
	    fmin(axis_at(&plot->y, last->high_998), high_95 - LINE_PT);
	double least = TOP_PT + 1;
	if (high_998 < least) {
		high_998 = least;
		high_95 = fmax(high_95, least + LINE_PT);
		middle = fmax(middle, high_95 + LINE_PT);
	}
	canvas_text(canvas, x, middle + BASELINE_PT,
	    canvas_fit(canvas, data->target_words, LOOK_PLAIN, room),
	    ANCHOR_START, LOOK_PLAIN);
	canvas_text(canvas, x, high_95 + BASELINE_PT,
	    canvas_fit(canvas, STR("95% limits"), LOOK_QUIET, room),
	    ANCHOR_START, LOOK_QUIET);
	canvas_text(canvas, x, high_998 + BASELINE_PT,
	    canvas_fit(canvas, STR("99.8% limits"), LOOK_QUIET, room),
	    ANCHOR_START, LOOK_QUIET);
}

static enum look look_of(const struct funnel_dot *dot)
{
	return dot->look == SPOT_WORSE ? LOOK_ALERT : LOOK_STRONG;
}

static void draw_dots(struct funnel_plot *plot)
{
	const struct canvas *canvas = &plot->canvas;
	const struct funnel_data *data = plot->data;
	struct label *labels =
	    arena_array(canvas->keep, data->count + 1, sizeof *labels);
	size_t count = 0;
	double crowd = data->count > CROWD ? DOT_CROWD_PT : DOT_PT;
	/* What stands out is drawn last, over the crowd. */
	for (int named = 0; named < 2; named++)
		for (size_t i = 0; i < data->count; i++) {
			const struct funnel_dot *dot = &data->dots[i];
			if (!is_drawn(dot) || dot->named != named)
				continue;
			struct point at = { axis_at(&plot->x, dot->exposure),
				axis_at(&plot->y, dot->rate) };
			double radius = named ? DOT_PT : crowd;
			spot_draw(canvas, at, radius, dot->look);
			label_add_disc(
			    &plot->panel, canvas->keep, at, radius + 0.5);
			if (named)
				labels[count++] = (struct label){
					.text = dot->label,
					.look = look_of(dot),
					.dot = at,
					.gap = DOT_PT + 2.5,
				};
		}
	size_t missing = label_place_all(&plot->panel, canvas, labels, count);
	if (missing)
		canvas_text(canvas, plot->right, TOP_PT + 4,
		    arena_printf(canvas->keep, "%zu not named", missing),
		    ANCHOR_END, LOOK_QUIET)
		    ->halo = true;
}

static void layout(struct drawing *into, const void *data, double width_pt,
    const struct typeface *face, struct arena *keep)
{
	struct funnel_plot plot = {
		.canvas = { into, keep, face, width_pt },
		.data = data,
		.narrow = width_pt < CHART_WIDE_PT,
	};
	plot.bottom = plot.narrow ? BOTTOM_NARROW_PT : BOTTOM_WIDE_PT;
	choose_axes(&plot);
	/* Names of dots stay out of the corner where what has none is told. */
	plot.panel.area = (struct box){ plot.left + 1, TOP_PT - 2,
		plot.right - plot.left - 1, plot.bottom - TOP_PT };
	label_take(&plot.panel, keep,
	    (struct box){ plot.right - 50, TOP_PT - 3, 50, LINE_PT });
	draw_wash(&plot);
	axis_draw_y(&plot.y, &plot.canvas, plot.left, plot.right);
	axis_draw_x(&plot.x, &plot.canvas, plot.bottom, plot.bottom);
	draw_limits(&plot);
	name_limits(&plot);
	draw_dots(&plot);
	into->width = width_pt;
	into->height = plot.bottom + BELOW_PT;
}

const struct chart_kind chart_funnel = {
	.name = "funnel",
	.layout = layout,
};
