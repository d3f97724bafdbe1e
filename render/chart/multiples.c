/* Small multiples: one measure of many teams, month by month, on the same axes.
 * Teams that adopted stand first and are blue, those beside them grey, all
 * others outlined; a dotted line is the date between the halves, level lines
 * the mean of each half. */
#include <math.h>

#include "base/date.h"
#include "render/chart/panels.h"
#include "render/chart/spot.h"

#define HEAD_PT 13.0 /* name of a group */
#define TITLE_PT 20.0
#define PLOT_PT 52.0
#define BELOW_PT 14.0
#define GAP_PT 6.0
#define DOT_PT 1.5

struct multiples {
	struct canvas canvas;
	const struct multiples_data *data;
	struct axis y;
	struct panels panels;
	double bottom; /* of all so far */
};

static const struct {
	const char *head;
	enum colour line;
	enum spot_look look;
} groups[] = {
	[MULTIPLE_ADOPTED] = { "Took up AI", COLOUR_BLUE, SPOT_FILLED },
	[MULTIPLE_CONTROL] = { "Did not, for comparison", COLOUR_HUMAN,
	    SPOT_OTHER },
	[MULTIPLE_OTHER] = { "Neither: moved in between, or too little is "
			     "known",
	    COLOUR_INK2, SPOT_BEFORE },
};

static double find_top(const struct multiples_data *data)
{
	double top = 0;
	for (size_t p = 0; p < data->count; p++)
		for (size_t i = 0; i < data->time_count; i++)
			top =
			    fmax(top, finite_or(data->panels[p].values[i], 0));
	return top > 0 ? top : 1;
}

static double slot(const struct multiples *all)
{
	return all->panels.width / fmax((double)all->data->time_count, 1);
}

static double slot_x(const struct multiples *all, double left, size_t i)
{
	return left + ((double)i + 0.5) * slot(all);
}

/* A line for each run of months with a figure. */
static void draw_series(const struct multiples *all,
    const struct multiple_panel *panel, double left)
{
	const struct canvas *canvas = &all->canvas;
	size_t total = all->data->time_count;
	struct point *points =
	    arena_array(canvas->keep, total + 1, sizeof *points);
	size_t count = 0;
	for (size_t i = 0; i <= total; i++) {
		bool known = i < total && isfinite(panel->values[i]);
		if (!known && count > 1)
			draw_path(canvas->into, canvas->keep, points, count,
			    groups[panel->group].line, STROKE_LINE);
		if (!known)
			count = 0;
		else
			points[count++] = (struct point){ slot_x(all, left, i),
				axis_at(&all->y, panel->values[i]) };
	}
	for (size_t i = 0; i < total; i++)
		if (isfinite(panel->values[i]))
			spot_draw(canvas,
			    (struct point){ slot_x(all, left, i),
				axis_at(&all->y, panel->values[i]) },
			    DOT_PT, groups[panel->group].look);
}

static void draw_split(const struct multiples *all,
    const struct multiple_panel *panel, double left, double top, double bottom)
{
	const struct canvas *canvas = &all->canvas;
	double x = left + (double)all->data->split * slot(all);
	double ends[] = { left, x, left + all->panels.width };
	const double means[] = { panel->before, panel->after };
	if (!all->data->split || all->data->split >= all->data->time_count)
		return;
	struct shape *line =
	    draw_line(canvas->into, canvas->keep, (struct point){ x, top },
		(struct point){ x, bottom }, COLOUR_INK, STROKE_LIMIT);
	line->dash_on = 1;
	line->dash_off = 2;
	for (int i = 0; i < 2; i++)
		if (isfinite(means[i]))
			canvas_line(canvas, ends[i] + 2,
			    axis_at(&all->y, means[i]), ends[i + 1] - 2,
			    axis_at(&all->y, means[i]), COLOUR_INK,
			    STROKE_LIMIT);
}

static struct str month_text(const struct multiples *all, size_t i)
{
	static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int64_t time = all->data->times[i];
	if (time == UNKNOWN)
		return STR("");
	struct date date = date_from_time(time);
	return arena_printf(all->canvas.keep, "%s %d",
	    months[(date.month + 11) % 12], date.year);
}

/* The first month, the one in which the later half begins, and no more: the
 * panels are small. */
static void draw_time(const struct multiples *all, double left, double bottom)
{
	const struct canvas *canvas = &all->canvas;
	const struct multiples_data *data = all->data;
	double right = left + all->panels.width;
	if (!data->time_count)
		return;
	struct str first = month_text(all, 0);
	canvas_text(
	    canvas, left, bottom + 11.5, first, ANCHOR_START, LOOK_QUIET);
	double from = left + canvas_measure(canvas, first, LOOK_QUIET) + 5;
	if (!data->split || data->split >= data->time_count)
		return;
	struct str second = month_text(all, data->split);
	double width = canvas_measure(canvas, second, LOOK_QUIET);
	double x = left + (double)data->split * slot(all);
	canvas_line(
	    canvas, x, bottom, x, bottom + TICK_PT, COLOUR_INK2, STROKE_AXIS);
	double at = fmin(fmax(x - width / 2, from), right - width);
	if (at >= from)
		canvas_text(canvas, at, bottom + 11.5, second, ANCHOR_START,
		    LOOK_QUIET);
}

static void draw_panel(struct multiples *all,
    const struct multiple_panel *panel, size_t column, double top)
{
	const struct canvas *canvas = &all->canvas;
	double left = panels_left(&all->panels, column);
	double width = all->panels.width;
	double bottom = top + TITLE_PT + PLOT_PT;
	double change = canvas_measure(canvas, panel->change, LOOK_PLAIN);
	bool fits = change < width / 2;
	all->y.from = bottom;
	all->y.to = top + TITLE_PT + 2;
	canvas_text(canvas, left, top + 8,
	    canvas_fit(canvas, panel->title, LOOK_STRONG,
		width - (fits ? change + 6 : 0)),
	    ANCHOR_START, LOOK_STRONG);
	if (fits)
		canvas_text(canvas, left + width, top + 8, panel->change,
		    ANCHOR_END, LOOK_PLAIN);
	canvas_text(canvas, left, top + 17,
	    canvas_fit(canvas, panel->note, LOOK_QUIET, width), ANCHOR_START,
	    LOOK_QUIET);
	axis_draw_y(&all->y, canvas, left, left + width);
	draw_split(all, panel, left, top + TITLE_PT, bottom);
	draw_series(all, panel, left);
	draw_time(all, left, bottom);
}

/* One group: its name, and its panels in rows. */
static size_t draw_group(struct multiples *all, size_t from)
{
	const struct canvas *canvas = &all->canvas;
	const struct multiples_data *data = all->data;
	enum multiple_group group = data->panels[from].group;
	size_t i = from;
	double height = TITLE_PT + PLOT_PT + BELOW_PT;
	double top = all->bottom + (from ? GAP_PT : 0);
	canvas_text(canvas, 0, top + 8,
	    canvas_fit(canvas, str_from(groups[group].head), LOOK_QUIET,
		canvas->width),
	    ANCHOR_START, LOOK_QUIET);
	top += HEAD_PT;
	for (; i < data->count && data->panels[i].group == group; i++) {
		size_t at = i - from;
		size_t row = at / all->panels.columns;
		double y = top + (double)row * (height + GAP_PT);
		draw_panel(all, &data->panels[i], at % all->panels.columns, y);
		all->bottom = y + height;
	}
	return i;
}

/* So many panels stand in a row: no more than the largest group has. */
static size_t largest_group(const struct multiples_data *data)
{
	size_t largest = 0;
	size_t count = 0;
	for (size_t i = 0; i < data->count; i++) {
		bool same =
		    i && data->panels[i].group == data->panels[i - 1].group;
		count = same ? count + 1 : 1;
		if (count > largest)
			largest = count;
	}
	return largest;
}

static void layout(struct drawing *into, const void *data, double width_pt,
    const struct typeface *face, struct arena *keep)
{
	struct multiples all = { .canvas = { into, keep, face, width_pt },
		.data = data };
	all.y = axis_linear(0, find_top(all.data), 2);
	all.y.share = all.data->share;
	all.panels = panels_open(&all.canvas, largest_group(all.data),
	    axis_room(&all.y, &all.canvas) + 4, 2);
	for (size_t i = 0; i < all.data->count;)
		i = draw_group(&all, i);
	into->width = width_pt;
	into->height = fmax(all.bottom, 1);
}

const struct chart_kind chart_multiples = {
	.name = "multiples",
	.layout = layout,
};
