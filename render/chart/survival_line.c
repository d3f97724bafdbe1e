/* The lines of a survival chart. Steps that lie nearer than a quarter of a
 * point are drawn as one, so that ten thousand ends cost no more than what can
 * be seen; ticks of censored ones keep two points of distance. */
#include <math.h>
#include <stdlib.h>

#include "render/chart/survival.h"

#define FINE_PT 0.25
#define TICK_GAP_PT 2.0
#define TICK_HALF_PT 2.2
#define NAME_PT 19.0 /* a name and its half below */
#define FIELDS_MAX 2 /* more lines have the edges of theirs alone */
#define EDGE_PT 0.5
#define EDGE_DASH_PT 1.0

enum edge { EDGE_LOW, EDGE_LINE, EDGE_HIGH };

struct steps {
	struct point *points;
	size_t count;
};

static bool is_drawn(const struct survival_series *series)
{
	return series->drawn && series->end_days > 0;
}

static double value_of(const struct survival_step *step, enum edge edge)
{
	double value = edge == EDGE_LOW	   ? step->low
		       : edge == EDGE_HIGH ? step->high
					   : step->survival;
	return finite_or(value, step->survival);
}

static void add_point(struct steps *steps, double x, double y)
{
	steps->points[steps->count++] = (struct point){ x, y };
}

/* A stair from (0, 1) to the last day watched. */
static struct steps stair_of(const struct survival_plot *plot,
    const struct survival_series *series, enum edge edge)
{
	struct steps stair = { arena_array(plot->canvas.keep,
				   2 * series->step_count + 2,
				   sizeof *stair.points),
		0 };
	double y = survival_y(plot, 1);
	double drawn_to = survival_x(plot, 0);
	add_point(&stair, drawn_to, y);
	for (size_t i = 0; i < series->step_count; i++) {
		double x = survival_x(plot, series->steps[i].days);
		double next =
		    survival_y(plot, value_of(&series->steps[i], edge));
		bool same = x - drawn_to < FINE_PT && stair.count > 1;
		if (same) {
			stair.points[stair.count - 1].y = next;
		} else {
			add_point(&stair, x, y);
			add_point(&stair, x, next);
			drawn_to = x;
		}
		y = next;
	}
	add_point(&stair, survival_x(plot, series->end_days), y);
	return stair;
}

static void draw_edge(const struct survival_plot *plot, size_t i,
    enum edge edge, double stroke_pt)
{
	const struct survival_style *style = survival_style(i);
	const struct canvas *canvas = &plot->canvas;
	struct steps stair = stair_of(plot, &plot->data->series[i], edge);
	struct shape *path = draw_path(canvas->into, canvas->keep, stair.points,
	    stair.count, style->colour, stroke_pt);
	path->dash_on = edge == EDGE_LINE ? style->dash_on : EDGE_DASH_PT;
	path->dash_off = edge == EDGE_LINE ? style->dash_off : EDGE_DASH_PT;
}

static void draw_field(
    const struct survival_plot *plot, const struct survival_series *series)
{
	const struct canvas *canvas = &plot->canvas;
	struct steps high = stair_of(plot, series, EDGE_HIGH);
	struct steps low = stair_of(plot, series, EDGE_LOW);
	struct point *round =
	    arena_array(canvas->keep, high.count + low.count, sizeof *round);
	for (size_t i = 0; i < high.count; i++)
		round[i] = high.points[i];
	for (size_t i = 0; i < low.count; i++)
		round[high.count + i] = low.points[low.count - 1 - i];
	struct shape *shape = draw_path(canvas->into, canvas->keep, round,
	    high.count + low.count, COLOUR_NONE, 0);
	shape->closed = true;
	shape->fill = COLOUR_WASH;
}

void survival_draw_fields(const struct survival_plot *plot)
{
	const struct survival_data *data = plot->data;
	size_t drawn = 0;
	for (size_t i = 0; i < data->count; i++)
		drawn += is_drawn(&data->series[i]);
	for (size_t i = 0; i < data->count && drawn <= FIELDS_MAX; i++)
		if (is_drawn(&data->series[i]) && data->series[i].step_count)
			draw_field(plot, &data->series[i]);
}

/* The share at DAYS, after its steps. */
static double share_at(const struct survival_series *series, double days)
{
	size_t low = 0;
	size_t high = series->step_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (series->steps[middle].days <= days)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? series->steps[low - 1].survival : 1;
}

static void draw_censored(const struct survival_plot *plot, size_t i)
{
	const struct survival_series *series = &plot->data->series[i];
	double last = -TICK_GAP_PT;
	for (size_t k = 0; k < series->censored_count; k++) {
		double x = survival_x(plot, series->censored[k]);
		double y =
		    survival_y(plot, share_at(series, series->censored[k]));
		if (x - last < TICK_GAP_PT)
			continue;
		canvas_line(&plot->canvas, x, y - TICK_HALF_PT, x,
		    y + TICK_HALF_PT, survival_style(i)->colour, STROKE_AXIS);
		last = x;
	}
}

void survival_draw_lines(const struct survival_plot *plot)
{
	const struct survival_data *data = plot->data;
	for (size_t i = data->count; i-- > 0;) {
		const struct survival_series *series = &data->series[i];
		if (!is_drawn(series))
			continue;
		if (series->step_count) {
			draw_edge(plot, i, EDGE_LOW, EDGE_PT);
			draw_edge(plot, i, EDGE_HIGH, EDGE_PT);
		}
		draw_edge(plot, i, EDGE_LINE, survival_style(i)->stroke_pt);
		draw_censored(plot, i);
	}
}

/* ------------------------------------------------ names at the right end */

struct name {
	size_t series;
	double y;
};

static int compare_names(const void *a, const void *b)
{
	const struct name *x = a;
	const struct name *y = b;
	if (x->y < y->y || x->y > y->y)
		return x->y < y->y ? -1 : 1;
	return (x->series > y->series) - (x->series < y->series);
}

/* Pushed apart downwards, then back up from the lower edge. */
static void spread(struct name *names, size_t count, double top, double bottom)
{
	for (size_t i = 0; i < count; i++) {
		double least = i ? names[i - 1].y + NAME_PT : top;
		names[i].y = fmax(names[i].y, least);
	}
	for (size_t i = count; i-- > 0;) {
		double most = i + 1 < count ? names[i + 1].y - NAME_PT : bottom;
		names[i].y = fmin(names[i].y, most);
	}
}

static double end_y(const struct survival_plot *plot, size_t i)
{
	const struct survival_series *series = &plot->data->series[i];
	if (!is_drawn(series))
		return plot->bottom;
	return survival_y(plot, share_at(series, series->end_days));
}

static void write_name(
    const struct survival_plot *plot, const struct name *name)
{
	const struct canvas *canvas = &plot->canvas;
	const struct survival_series *series =
	    &plot->data->series[name->series];
	const struct survival_style *style = survival_style(name->series);
	bool drawn = is_drawn(series);
	double x = plot->right + 14;
	double room = canvas->width - x;
	if (drawn) {
		double from = survival_x(plot, series->end_days) + 2;
		double y = end_y(plot, name->series);
		struct point points[] = { { from, y },
			{ fmax(from, plot->right + 3), y },
			{ plot->right + 8, name->y },
			{ plot->right + 12, name->y } };
		struct shape *line = draw_path(canvas->into, canvas->keep,
		    points, 4, style->colour, STROKE_GRID);
		line->dash_on = 1;
		line->dash_off = 1;
	}
	canvas_text(canvas, x, name->y + BASELINE_PT,
	    canvas_fit(canvas, series->label, LOOK_STRONG, room), ANCHOR_START,
	    name->series == 0 && drawn ? LOOK_BLUE : LOOK_STRONG);
	canvas_text(canvas, x, name->y + BASELINE_PT + 9,
	    canvas_fit(canvas, series->words, LOOK_QUIET, room), ANCHOR_START,
	    LOOK_QUIET);
}

void survival_name_lines(const struct survival_plot *plot)
{
	struct name names[SURVIVAL_SERIES_MAX];
	size_t count = plot->data->count;
	for (size_t i = 0; i < count; i++)
		names[i] = (struct name){ i, end_y(plot, i) };
	qsort(names, count, sizeof *names, compare_names);
	spread(names, count, survival_y(plot, 1), plot->bottom - 12);
	for (size_t i = 0; i < count; i++)
		write_name(plot, &names[i]);
}
