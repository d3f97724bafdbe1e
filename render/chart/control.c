/* Control chart: a measure over time within the limits of chance. Limits are
 * steps around a wash, because each point has its own; a change of method is a
 * dotted line at which limits start anew and the line is not joined. A point
 * outside has a ring, a run on one side a bracket, both with their words. */
#include <math.h>
#include <stdio.h>

#include "base/date.h"
#include "base/vec.h"
#include "render/chart/control.h"

#define LEFT_PT 16.0
#define RIGHT_WIDE_PT 84.0 /* names of the limits */
#define RIGHT_NARROW_PT 46.0
#define RIGHT_BARE_PT 20.0 /* without limits */
#define BOTTOM_WIDE_PT 107.0
#define BOTTOM_NARROW_PT 123.0
#define BELOW_PT 27.0 /* labels of time: month or quarter, and year */
#define YEAR_PT 9.0   /* from one to the other */
#define LINE_PT 9.0   /* between labels at the right end */
#define TICKS 4

enum { POINTS_MAX = 260 }; /* five years of weeks */

const struct control_point *control_point_at(
    const struct control *control, size_t i)
{
	return &control->data->points[i];
}

bool control_is_known(const struct control_point *point)
{
	return point->known && isfinite(point->value);
}

static bool has_limits(const struct control *control, size_t i)
{
	const struct control_point *point = control_point_at(control, i);
	return control->data->has_limits && isfinite(point->low) &&
	       isfinite(point->high) && isfinite(point->centre) &&
	       point->high > point->low;
}

double control_slot(const struct control *control)
{
	double count = (double)control->data->count;
	return (control->right - control->left) / fmax(count, 1);
}

/* Left edge of slot I. */
double control_edge(const struct control *control, size_t i)
{
	return control->left + (double)i * control_slot(control);
}

static double y_of(const struct control *control, double value)
{
	return clamp(control->bottom - value * control->scale, CONTROL_TOP_PT,
	    control->bottom);
}

struct point control_place(const struct control *control, size_t i)
{
	return (
	    struct point){ control_edge(control, i) + control_slot(control) / 2,
		y_of(control, control_point_at(control, i)->value) };
}

/* ------------------------------------------------------------ numbers */

static struct str tick_text(
    const struct control *control, double value, bool last)
{
	struct arena *keep = control->canvas.keep;
	int digits = control->step < 0.1 ? 2 : control->step < 1 ? 1 : 0;
	if (control->data->share)
		return arena_printf(
		    keep, "%.0f%s", value * 100, last ? "%" : "");
	if (fabs(control->step - 2.5) < 1e-9 ||
	    fabs(control->step - 0.25) < 1e-9)
		digits++;
	return print_decimals(keep, value, digits);
}

static struct str value_text(
    const struct control *control, double value, bool exact)
{
	struct arena *keep = control->canvas.keep;
	if (control->data->share)
		return arena_printf(keep, "%.0f%%", value * 100);
	return exact && fabs(value) < 1000 ? print_ratio(keep, value)
					   : print_rate(keep, value);
}

/* ------------------------------------------------------ scale and axes */

static double find_top(const struct control *control)
{
	double top = 0;
	for (size_t i = 0; i < control->data->count; i++) {
		const struct control_point *point =
		    control_point_at(control, i);
		if (control_is_known(point))
			top = fmax(top, point->value);
		if (has_limits(control, i))
			top = fmax(top, point->high);
	}
	if (control->data->share)
		top = fmin(top, 1);
	return top > 0 ? top : 1;
}

static void choose_scale(struct control *control)
{
	const struct canvas *canvas = &control->canvas;
	double top = find_top(control);
	double widest = 0;
	control->step = nice_step(top, TICKS);
	control->scale = (control->bottom - CONTROL_TOP_PT - 0.5) / top;
	control->ticks = (int)(top / control->step + 0.0001);
	for (int i = 0; i <= control->ticks; i++)
		widest = fmax(
		    widest, canvas_measure(canvas,
				tick_text(control, i * control->step, true),
				LOOK_QUIET));
	control->left = fmax(LEFT_PT, widest + 4);
	double names = control->narrow ? RIGHT_NARROW_PT : RIGHT_WIDE_PT;
	control->right =
	    canvas->width - (control->data->has_limits ? names : RIGHT_BARE_PT);
}

static void draw_scale(const struct control *control)
{
	const struct canvas *canvas = &control->canvas;
	for (int i = 0; i <= control->ticks; i++) {
		double value = i * control->step;
		double y = y_of(control, value);
		bool last = i == control->ticks;
		canvas_line(canvas, control->left, y, control->right, y,
		    i ? COLOUR_GRID : COLOUR_INK2,
		    i ? STROKE_GRID : STROKE_AXIS);
		canvas_text(canvas, control->left - 4, y + BASELINE_PT,
		    tick_text(control, value, last), ANCHOR_END, LOOK_QUIET);
	}
}

#define NO_PERIOD (-1)

/* Months or quarters since year 0; grows by one where a label is due. */
static int period_of(const struct control *control, size_t i)
{
	if (control_point_at(control, i)->time == UNKNOWN)
		return NO_PERIOD;
	struct date date = date_from_time(control_point_at(control, i)->time);
	int month = date.year * 12 + date.month - 1;
	return control->data->by_quarter ? month / 3 : month;
}

static struct str period_text(const struct control *control, int period)
{
	static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct arena *keep = control->canvas.keep;
	if (control->data->by_quarter)
		return arena_printf(keep, "Q%d", period % 4 + 1);
	return arena_printf(keep, "%s", months[period % 12]);
}

static int in_year(const struct control *control)
{
	return control->data->by_quarter ? 4 : 12;
}

enum label_rank { LABEL_YEAR, LABEL_CURRENT, LABEL_OTHER, LABEL_RANKS };

struct period_label {
	double from;
	double to; /* 0: not written */
};

/* The year stands below the first period and the first of each year. */
static enum label_rank rank_of(
    const struct control *control, size_t i, size_t current, size_t first)
{
	if (i == first || period_of(control, i) % in_year(control) == 0)
		return LABEL_YEAR;
	return i == current ? LABEL_CURRENT : LABEL_OTHER;
}

static bool is_clear(const struct control *control,
    const struct period_label *labels, double from, double to)
{
	if (to > control->canvas.width)
		return false;
	for (size_t i = 0; i < control->data->count; i++)
		if (labels[i].to > 0 && from < labels[i].to + 3 &&
		    to > labels[i].from - 3)
			return false;
	return true;
}

static void write_period(const struct control *control,
    struct period_label *labels, size_t i, enum label_rank rank, enum look look)
{
	const struct canvas *canvas = &control->canvas;
	int period = period_of(control, i);
	struct str text = period_text(control, period);
	struct str year =
	    arena_printf(canvas->keep, "%d", period / in_year(control));
	double from = control_edge(control, i) + 3;
	double to = from + canvas_measure(canvas, text, look);
	double y = control->bottom + 11;
	if (rank == LABEL_YEAR)
		to = fmax(to, from + canvas_measure(canvas, year, LOOK_QUIET));
	if (!is_clear(control, labels, from, to))
		return;
	canvas_text(canvas, from, y, text, ANCHOR_START, look);
	if (rank == LABEL_YEAR)
		canvas_text(
		    canvas, from, y + YEAR_PT, year, ANCHOR_START, LOOK_QUIET);
	labels[i] = (struct period_label){ from, to };
}

/* Whether a month or quarter begins at point I. */
static bool begins(const struct control *control, size_t i)
{
	int period = period_of(control, i);
	return period != NO_PERIOD &&
	       (i == 0 || period_of(control, i - 1) != period);
}

/* A tick at each beginning; labels where there is room, those with a year
 * first, then the current one. */
static void draw_time(const struct control *control)
{
	size_t count = control->data->count;
	struct period_label *labels =
	    arena_array(control->canvas.keep, count, sizeof *labels);
	size_t current = count;
	size_t first = count;
	for (size_t i = 0; i < count; i++) {
		double x = control_edge(control, i);
		if (!begins(control, i))
			continue;
		current = i;
		first = first == count ? i : first;
		canvas_line(&control->canvas, x, control->bottom, x,
		    control->bottom + 4, COLOUR_INK2, STROKE_AXIS);
	}
	for (int rank = 0; rank < LABEL_RANKS; rank++)
		for (size_t i = count; i-- > 0;)
			if (begins(control, i) &&
			    (int)rank_of(control, i, current, first) == rank)
				write_period(control, labels, i,
				    (enum label_rank)rank,
				    i == current ? LOOK_PLAIN : LOOK_QUIET);
}

/* --------------------------------------------------- limits and points */

/* One past the last point with limits of the same method from FROM on. */
static size_t stretch_end(const struct control *control, size_t from)
{
	size_t i = from + 1;
	while (i < control->data->count && has_limits(control, i) &&
	       !control_point_at(control, i)->new_limits)
		i++;
	return i;
}

enum limit { LIMIT_LOW, LIMIT_CENTRE, LIMIT_HIGH };

static double limit_y(const struct control *control, size_t i, enum limit which)
{
	const struct control_point *point = control_point_at(control, i);
	double value = which == LIMIT_LOW    ? point->low
		       : which == LIMIT_HIGH ? point->high
					     : point->centre;
	return y_of(control, value);
}

/* Two points a slot: its left and right edge. */
static void add_steps(const struct control *control, struct point *points,
    size_t from, size_t to, enum limit which)
{
	for (size_t i = from; i < to; i++) {
		double y = limit_y(control, i, which);
		points[2 * (i - from)] =
		    (struct point){ control_edge(control, i), y };
		points[2 * (i - from) + 1] =
		    (struct point){ control_edge(control, i + 1), y };
	}
}

static void draw_steps(
    const struct control *control, size_t from, size_t to, enum limit which)
{
	const struct canvas *canvas = &control->canvas;
	size_t count = 2 * (to - from);
	struct point *points = arena_array(canvas->keep, count, sizeof *points);
	add_steps(control, points, from, to, which);
	bool centre = which == LIMIT_CENTRE;
	draw_path(canvas->into, canvas->keep, points, count,
	    centre ? COLOUR_INK : COLOUR_HUMAN, centre ? 0.75 : 0.6);
}

static void draw_wash(const struct control *control, size_t from, size_t to)
{
	const struct canvas *canvas = &control->canvas;
	size_t half = 2 * (to - from);
	struct point *points =
	    arena_array(canvas->keep, 2 * half, sizeof *points);
	struct point *low = arena_array(canvas->keep, half, sizeof *low);
	add_steps(control, points, from, to, LIMIT_HIGH);
	add_steps(control, low, from, to, LIMIT_LOW);
	for (size_t i = 0; i < half; i++)
		points[half + i] = low[half - 1 - i];
	struct shape *shape = draw_path(
	    canvas->into, canvas->keep, points, 2 * half, COLOUR_NONE, 0);
	shape->closed = true;
	shape->fill = COLOUR_WASH;
}

static void for_stretches(const struct control *control,
    void (*draw)(const struct control *, size_t from, size_t to))
{
	for (size_t i = 0; i < control->data->count;) {
		if (!has_limits(control, i)) {
			i++;
			continue;
		}
		size_t end = stretch_end(control, i);
		draw(control, i, end);
		i = end;
	}
}

static void draw_limits(const struct control *control, size_t from, size_t to)
{
	draw_steps(control, from, to, LIMIT_HIGH);
	draw_steps(control, from, to, LIMIT_LOW);
	draw_steps(control, from, to, LIMIT_CENTRE);
}

/* A line for each stretch of known points under one method. */
static void draw_series(struct control *control)
{
	const struct canvas *canvas = &control->canvas;
	size_t total = control->data->count;
	struct point *points = arena_array(canvas->keep, total, sizeof *points);
	size_t count = 0;
	for (size_t i = 0; i <= total; i++) {
		bool known =
		    i < total && control_is_known(control_point_at(control, i));
		bool ends = !known || control_point_at(control, i)->new_limits;
		if (ends && count > 1)
			draw_path(canvas->into, canvas->keep, points, count,
			    COLOUR_BLUE, STROKE_LINE);
		if (ends)
			count = 0;
		if (known)
			points[count++] = control_place(control, i);
	}
	for (size_t i = 0; i < total; i++) {
		if (!control_is_known(control_point_at(control, i)))
			continue;
		draw_circle(canvas->into, canvas->keep,
		    control_place(control, i), CONTROL_DOT_PT, COLOUR_BLUE);
		label_add_dot(
		    &control->panel, canvas->keep, control_place(control, i));
	}
}

/* ---------------------------------------------- names at the right end */

/* Names pushed apart where they would touch: the middle one stays. */
static void name_limits(const struct control *control)
{
	const struct canvas *canvas = &control->canvas;
	size_t last = control->data->count;
	while (last > 0 && !has_limits(control, last - 1))
		last--;
	if (last-- == 0)
		return;
	const struct control_point *point = control_point_at(control, last);
	const char *const words[] = { control->narrow ? "upper "
						      : "upper limit ",
		control->narrow ? "av. " : "average ",
		control->narrow ? "lower " : "lower limit " };
	const double values[] = { point->high, point->centre, point->low };
	double ys[3];
	for (int i = 0; i < 3; i++)
		ys[i] = y_of(control, values[i]);
	ys[0] = fmin(ys[0], ys[1] - LINE_PT);
	ys[2] = fmax(ys[2], ys[1] + LINE_PT);
	for (int i = 0; i < 3; i++) {
		struct str number = control->data->limit_words[i];
		if (!number.len)
			number = value_text(
			    control, values[i], i == 1 && !control->narrow);
		struct str text = arena_printf(
		    canvas->keep, "%s" STR_FMT, words[i], STR_ARG(number));
		enum look look = i == 1 ? LOOK_PLAIN : LOOK_QUIET;
		if (i == 2 && values[i] <= 0)
			continue;
		canvas_text(canvas, control->right + 5, ys[i] + BASELINE_PT,
		    canvas_fit(
			canvas, text, look, canvas->width - control->right - 5),
		    ANCHOR_START, look);
	}
}

/* ------------------------------------------------- changes and signals */

static void mark_change(struct control *control, size_t i)
{
	const struct canvas *canvas = &control->canvas;
	double x = control_edge(control, i);
	struct shape *line = draw_line(canvas->into, canvas->keep,
	    (struct point){ x, CONTROL_TOP_PT },
	    (struct point){ x, control->bottom }, COLOUR_INK, STROKE_LIMIT);
	line->dash_on = 1;
	line->dash_off = 2;
	bool to_right = x < (control->left + control->right) / 2;
	double room = to_right ? control->right - x - 3 : x - control->left - 3;
	struct str words = canvas_fit(
	    canvas, control_point_at(control, i)->change, LOOK_QUIET, room);
	double width = canvas_measure(canvas, words, LOOK_QUIET);
	double from = to_right ? x + 3 : x - 3 - width;
	const double tops[] = { 4, 4 + LINE_PT, control->bottom - LINE_PT,
		control->bottom - 2 * LINE_PT };
	/* clear of the points, too, where one can; else the line alone */
	for (int row = 0; row < 6; row++) {
		struct box box = { from, tops[row % 4], width, 8 };
		if (!label_is_clear(&control->panel, box, row < 4))
			continue;
		canvas_text(
		    canvas, from, box.y + 6, words, ANCHOR_START, LOOK_QUIET)
		    ->halo = true;
		label_take(&control->panel, canvas->keep, box);
		return;
	}
}

/* The newest POINTS_MAX points and what is said of them: more could not be
 * told apart. */
static struct control_data newest(
    const struct control_data *all, struct arena *keep)
{
	struct control_data data = *all;
	if (all->count <= POINTS_MAX)
		return data;
	size_t first = all->count - POINTS_MAX;
	data.points += first;
	data.count = POINTS_MAX;
	data.signals =
	    arena_array(keep, all->signal_count, sizeof *data.signals);
	data.signal_count = 0;
	for (size_t i = 0; i < all->signal_count; i++) {
		struct control_signal signal = all->signals[i];
		if (signal.to < first || signal.from > signal.to)
			continue;
		signal.from = signal.from > first ? signal.from - first : 0;
		signal.to -= first;
		data.signals[data.signal_count++] = signal;
	}
	return data;
}

static void say_newest(const struct canvas *canvas, size_t count)
{
	struct str text = arena_printf(canvas->keep,
	    "The newest %d of " STR_FMT ", all in the table", POINTS_MAX,
	    STR_ARG(print_count(canvas->keep, (int64_t)count)));
	canvas_text(canvas, 0, canvas->into->height + 7,
	    canvas_fit(canvas, text, LOOK_QUIET, canvas->width), ANCHOR_START,
	    LOOK_QUIET);
	canvas->into->height += YEAR_PT;
}

static void layout(struct drawing *into, const void *data, double width_pt,
    const struct typeface *face, struct arena *keep)
{
	const struct control_data *all = data;
	struct control_data shown = newest(all, keep);
	struct control control = {
		.canvas = { into, keep, face, width_pt },
		.data = &shown,
		.narrow = width_pt < CHART_WIDE_PT,
	};
	control.bottom = control.narrow ? BOTTOM_NARROW_PT : BOTTOM_WIDE_PT;
	into->width = width_pt;
	into->height = control.bottom + BELOW_PT;
	choose_scale(&control);
	control.panel.area = (struct box){ control.left + 1, CONTROL_TOP_PT - 2,
		control.right - control.left - 1,
		control.bottom - CONTROL_TOP_PT + 1 };
	if (control.data->has_limits)
		for_stretches(&control, draw_wash);
	draw_scale(&control);
	if (control.data->count == 0)
		return;
	for_stretches(&control, draw_limits);
	name_limits(&control);
	draw_series(&control);
	for (size_t i = 0; i < control.data->count; i++)
		if (control_point_at(&control, i)->new_limits)
			mark_change(&control, i);
	draw_time(&control);
	control_mark_signals(&control);
	if (shown.count < all->count)
		say_newest(&control.canvas, all->count);
}

const struct chart_kind chart_control = {
	.name = "control",
	.layout = layout,
};
