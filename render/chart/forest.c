/* Forest plot: the raw ratio, each stratum, the pooled ratio and what it would
 * be if all or none of the unknown were AI, on one logarithmic axis. A square's
 * area is the stratum's weight, a diamond's width its interval. At the wide
 * width a row is one line of a table beside its interval; at the narrow one
 * the interval lies under label and ratio. */
#include <math.h>
#include <stdio.h>

#include "render/chart/canvas.h"

#define BAND_LOW 0.8 /* practically the same */
#define BAND_HIGH 1.25
#define SQUARE_PT 5.6
#define SQUARE_MIN_PT 2.5
#define RATIO_PT 80.0	 /* room for ratio and interval */
#define RATIO_MAX 1000.0 /* more is printed as "over 999" */

struct geometry {
	double plot_left;
	double plot_right;
	double plot_top;
	double row;
	double rule_above; /* from a rule to the next interval */
	double rule_below; /* from an interval to the next rule */
	double bottom;	   /* from the last interval to the axis */
	double first;	   /* interval of the first row */
	double text;	   /* from a row's interval to its text */
	bool narrow;
};

static const struct geometry wide = { .plot_left = 254,
	.plot_right = 418,
	.plot_top = 27,
	.row = 16,
	.rule_above = 11,
	.rule_below = 11,
	.bottom = 8,
	.first = 37,
	.text = BASELINE_PT };
static const struct geometry narrow = { .plot_left = 2,
	.plot_right = 244,
	.plot_top = 38,
	.row = 27,
	.rule_above = 21,
	.rule_below = 12,
	.bottom = 9,
	.first = 58,
	.text = -9,
	.narrow = true };

enum row_style { ROW_RAW, ROW_STRATUM, ROW_POOLED, ROW_WHAT_IF };

/* One laying out. */
struct forest {
	struct canvas canvas;
	const struct forest_data *data;
	const struct geometry *geometry;
	double low; /* ends of the axis, natural logarithms */
	double high;
	double largest; /* weight of a stratum */
	double y;	/* interval of the next row */
};

static double x_of(const struct forest *forest, double ratio)
{
	const struct geometry *g = forest->geometry;
	double log_ratio = ratio > 0 ? log(ratio) : forest->low;
	double share = (log_ratio - forest->low) / (forest->high - forest->low);
	return g->plot_left +
	       clamp(share, 0, 1) * (g->plot_right - g->plot_left);
}

static bool is_drawn(const struct forest_row *row)
{
	return row->known && isfinite(row->ratio) && isfinite(row->low) &&
	       isfinite(row->high);
}

static void widen(struct forest *forest, const struct forest_row *row)
{
	if (!is_drawn(row))
		return;
	if (row->low > 0)
		forest->low = fmin(forest->low, log(row->low / 1.2));
	if (row->high > 0)
		forest->high = fmax(forest->high, log(row->high * 1.15));
}

/* The axis holds all intervals within a factor of twenty, and 0.45 to 2.3. */
static void choose_axis(struct forest *forest)
{
	const struct forest_data *data = forest->data;
	forest->low = log(0.45);
	forest->high = log(2.3);
	widen(forest, &data->raw);
	widen(forest, &data->pooled);
	for (size_t i = 0; i < data->stratum_count; i++)
		widen(forest, &data->strata[i]);
	for (size_t i = 0; i < data->what_if_count; i++)
		widen(forest, &data->what_if[i]);
	forest->low = fmax(forest->low, log(0.05));
	forest->high = fmin(forest->high, log(20));
}

/* ------------------------------------------------------------ one row */

static struct str ratio_number(struct arena *keep, double ratio)
{
	if (ratio >= RATIO_MAX)
		return STR("over 999");
	return print_ratio(keep, ratio);
}

static struct str ratio_text(
    const struct canvas *canvas, const struct forest_row *row)
{
	struct arena *keep = canvas->keep;
	if (!is_drawn(row))
		return STR("too few to compare");
	struct str ratio = ratio_number(keep, row->ratio);
	struct str text =
	    arena_printf(keep, STR_FMT " (" STR_FMT "\xe2\x80\x93" STR_FMT ")",
		STR_ARG(ratio), STR_ARG(ratio_number(keep, row->low)),
		STR_ARG(ratio_number(keep, row->high)));
	/* Numbers that long say no more than their first one. */
	return canvas_measure(canvas, text, LOOK_STRONG) <= RATIO_PT ? text
								     : ratio;
}

/* The interval as a line, with an arrowhead where the axis ends first. */
static void draw_interval(const struct forest *forest,
    const struct forest_row *row, enum colour colour)
{
	const struct canvas *canvas = &forest->canvas;
	double from = x_of(forest, row->low);
	double to = x_of(forest, row->high);
	canvas_line(
	    canvas, from, forest->y, to, forest->y, colour, STROKE_INTERVAL);
	if (row->low <= 0 || log(row->low) < forest->low)
		canvas_arrowhead(
		    canvas, from, forest->y, -1, colour, STROKE_INTERVAL);
	if (row->high > 0 && log(row->high) > forest->high)
		canvas_arrowhead(
		    canvas, to, forest->y, 1, colour, STROKE_INTERVAL);
}

static void draw_diamond(const struct forest *forest,
    const struct forest_row *row, double half, bool filled)
{
	double from = x_of(forest, row->low);
	double to = x_of(forest, row->high);
	double middle = x_of(forest, row->ratio);
	struct point points[] = { { from, forest->y },
		{ middle, forest->y - half }, { to, forest->y },
		{ middle, forest->y + half } };
	struct shape *shape = draw_path(forest->canvas.into,
	    forest->canvas.keep, points, 4, COLOUR_NONE, 0);
	shape->closed = true;
	shape->fill = filled ? COLOUR_BLUE : COLOUR_PAPER;
	if (!filled) {
		shape->stroke = COLOUR_BLUE;
		shape->stroke_pt = 1;
	}
}

static void draw_square(
    const struct forest *forest, const struct forest_row *row)
{
	double side = SQUARE_PT;
	if (forest->largest > 0)
		side = fmax(SQUARE_MIN_PT,
		    SQUARE_PT * sqrt(clamp(row->weight, 0, forest->largest) /
				     forest->largest));
	double x = fmax(x_of(forest, row->ratio) - side / 2, 0);
	draw_rect(forest->canvas.into, forest->canvas.keep, x,
	    forest->y - side / 2, side, side, COLOUR_BLUE);
}

static void draw_mark(const struct forest *forest, const struct forest_row *row,
    enum row_style style)
{
	struct shape *ring;
	if (!is_drawn(row))
		return;
	switch (style) {
	case ROW_RAW:
		draw_interval(forest, row, COLOUR_INK2);
		ring = draw_circle(forest->canvas.into, forest->canvas.keep,
		    (struct point){ x_of(forest, row->ratio), forest->y }, 3,
		    COLOUR_PAPER);
		ring->stroke = COLOUR_INK2;
		ring->stroke_pt = STROKE_INTERVAL;
		break;
	case ROW_STRATUM:
		draw_interval(forest, row, COLOUR_INK);
		draw_square(forest, row);
		break;
	case ROW_POOLED:
		draw_diamond(forest, row, 5, true);
		break;
	case ROW_WHAT_IF:
		draw_diamond(forest, row, 4, false);
		break;
	}
}

/* A column holds seven digits; more is a mistake of the data, but must not
 * run into its neighbour. */
#define COLUMN_MAX 9999999

static struct str thousands(struct arena *keep, double exposure)
{
	if (!isfinite(exposure))
		return STR("");
	if (exposure > COLUMN_MAX)
		return STR("over 10 m");
	return print_decimals(keep, exposure, exposure < 10000 ? 1 : 0);
}

static struct str events_text(struct arena *keep, int64_t events)
{
	return events > COLUMN_MAX ? STR("over 10 m")
				   : print_count(keep, events);
}

/* Events and exposure of both sides, right-aligned in four columns. */
static double write_counts(const struct forest *forest,
    const struct forest_row *row, double y, enum look look)
{
	static const double ends[] = { 108, 152, 192, 238 };
	const struct canvas *canvas = &forest->canvas;
	struct arena *keep = canvas->keep;
	const struct str texts[] = { events_text(keep, row->events),
		thousands(keep, row->exposure),
		events_text(keep, row->events_rest),
		thousands(keep, row->exposure_rest) };
	for (size_t i = 0; i < 4; i++)
		canvas_text(canvas, ends[i], y, texts[i], ANCHOR_END, look);
	return ends[0] - canvas_measure(canvas, texts[0], look) - 8;
}

/* "193 v 159" behind the label. */
static double write_versus(const struct forest *forest,
    const struct forest_row *row, double y, double room, enum look look)
{
	const struct canvas *canvas = &forest->canvas;
	struct str counts = arena_printf(canvas->keep, STR_FMT " v " STR_FMT,
	    STR_ARG(events_text(canvas->keep, row->events)),
	    STR_ARG(events_text(canvas->keep, row->events_rest)));
	room -= canvas_measure(canvas, counts, LOOK_QUIET) + 6;
	struct str label = canvas_fit(canvas, row->label, look, room);
	canvas_text(canvas, canvas_measure(canvas, label, look) + 6, y, counts,
	    ANCHOR_START, LOOK_QUIET);
	return room;
}

static void write_row(const struct forest *forest, const struct forest_row *row,
    enum row_style style)
{
	const struct canvas *canvas = &forest->canvas;
	double y = forest->y + forest->geometry->text;
	enum look look = style == ROW_POOLED	? LOOK_STRONG
			 : style == ROW_WHAT_IF ? LOOK_QUIET
						: LOOK_PLAIN;
	struct str ratio = ratio_text(canvas, row);
	enum look ratio_look = is_drawn(row) ? look : LOOK_QUIET;
	double room =
	    forest->geometry->narrow
		? canvas->width - canvas_measure(canvas, ratio, ratio_look) - 8
		: forest->geometry->plot_left - 12;
	if (row->counted && !forest->geometry->narrow)
		room = write_counts(forest, row, y, look);
	else if (row->counted)
		room = write_versus(forest, row, y, room, look);
	canvas_text(canvas, 0, y, canvas_fit(canvas, row->label, look, room),
	    ANCHOR_START, look);
	canvas_text(canvas, canvas->width, y, ratio, ANCHOR_END, ratio_look);
}

static void add_row(
    struct forest *forest, const struct forest_row *row, enum row_style style)
{
	write_row(forest, row, style);
	draw_mark(forest, row, style);
	forest->y += forest->geometry->row;
}

/* A rule behind the last row; moves to the next block. */
static void add_rule(struct forest *forest)
{
	const struct geometry *g = forest->geometry;
	double y = forest->y - g->row + g->rule_below;
	canvas_line(&forest->canvas, 0, y, forest->canvas.width, y, COLOUR_RULE,
	    STROKE_GRID);
	forest->y = y + g->rule_above;
}

/* -------------------------------------------------- axis and headings */

/* Where labels of the axis stand already. */
struct taken {
	double from[16];
	double to[16];
	size_t count;
};

static bool take(struct taken *taken, double from, double to)
{
	for (size_t i = 0; i < taken->count; i++)
		if (from < taken->to[i] + 3 && to > taken->from[i] - 3)
			return false;
	if (taken->count == sizeof taken->from / sizeof *taken->from)
		return false;
	taken->from[taken->count] = from;
	taken->to[taken->count++] = to;
	return true;
}

static bool add_tick(const struct forest *forest, struct taken *taken,
    double ratio, double bottom)
{
	const struct canvas *canvas = &forest->canvas;
	char number[16];
	enum look look =
	    ratio > 0.999 && ratio < 1.001 ? LOOK_STRONG : LOOK_QUIET;
	if (log(ratio) < forest->low || log(ratio) > forest->high)
		return false;
	snprintf(number, sizeof number, "%g", round(ratio * 100) / 100);
	struct str text = arena_str(canvas->keep, str_from(number));
	double x = x_of(forest, ratio);
	double half = canvas_measure(canvas, text, look) / 2;
	if (!take(taken, x - half, x + half))
		return false;
	canvas_line(
	    canvas, x, bottom, x, bottom + TICK_PT, COLOUR_INK2, STROKE_AXIS);
	canvas_text(canvas, clamp(x, half, canvas->width - half), bottom + 11.5,
	    text, ANCHOR_MIDDLE, look);
	return true;
}

static bool has_limit(const struct forest *forest)
{
	double limit = forest->data->limit;
	return isfinite(limit) && limit > 0 && log(limit) > forest->low &&
	       log(limit) < forest->high;
}

/* Labels by importance: what comes later gives way. */
static void draw_axis(const struct forest *forest, double bottom)
{
	static const double ticks[] = { 0.5, 2, 0.8, 1.25, 0.2, 5, 0.1, 10,
		0.05, 20 };
	const struct canvas *canvas = &forest->canvas;
	const struct geometry *g = forest->geometry;
	struct taken taken = { 0 };
	add_tick(forest, &taken, 1, bottom);
	if (has_limit(forest)) {
		double limit = forest->data->limit;
		bool placed = add_tick(forest, &taken, limit, bottom);
		struct str words = placed
				       ? STR("limit")
				       : arena_printf(canvas->keep, "limit %g",
					     round(limit * 100) / 100);
		double half = canvas_measure(canvas, words, LOOK_QUIET) / 2;
		canvas_text(canvas,
		    clamp(x_of(forest, limit), g->plot_left + half,
			canvas->width - half),
		    bottom + 20, words, ANCHOR_MIDDLE, LOOK_QUIET);
	}
	for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++)
		add_tick(forest, &taken, ticks[i], bottom);
	canvas_line(canvas, g->plot_left, bottom, g->plot_right, bottom,
	    COLOUR_INK2, STROKE_AXIS);
}

/* Band, grid and lines lie under the rows, so they come first; hence the
 * height of all rows is known before. */
static void draw_ground(const struct forest *forest, double bottom)
{
	static const double grid[] = { 0.1, 0.2, 0.5, 2, 5, 10 };
	const struct canvas *canvas = &forest->canvas;
	double top = forest->geometry->plot_top;
	double left = x_of(forest, BAND_LOW);
	draw_rect(canvas->into, canvas->keep, left, top,
	    x_of(forest, BAND_HIGH) - left, bottom - top, COLOUR_WASH);
	for (size_t i = 0; i < sizeof grid / sizeof *grid; i++)
		if (log(grid[i]) > forest->low && log(grid[i]) < forest->high)
			canvas_line(canvas, x_of(forest, grid[i]), top,
			    x_of(forest, grid[i]), bottom, COLOUR_GRID,
			    STROKE_GRID);
	canvas_line(canvas, x_of(forest, 1), top - 4, x_of(forest, 1), bottom,
	    COLOUR_INK, STROKE_LINE);
	if (has_limit(forest))
		canvas_dashed(
		    canvas, x_of(forest, forest->data->limit), top, bottom);
}

/* "fewer in AI-assisted" and an arrow, on the side of 1 that it names. */
static void point_out(
    const struct forest *forest, const char *word, int toward, double y)
{
	const struct canvas *canvas = &forest->canvas;
	const struct geometry *g = forest->geometry;
	double one = x_of(forest, 1);
	double end = toward < 0 ? g->plot_left + 8 : g->plot_right - 8;
	double room = fabs(end - one) + 6;
	struct str words = arena_printf(canvas->keep, "%s in " STR_FMT, word,
	    STR_ARG(forest->data->left_title));
	if (canvas_measure(canvas, words, LOOK_QUIET) > room)
		words = str_from(word);
	canvas_text(canvas, one + 4 * toward, y, words,
	    toward < 0 ? ANCHOR_END : ANCHOR_START, LOOK_QUIET);
	canvas_line(canvas, one + 3 * toward, y + 5, end, y + 5, COLOUR_INK2,
	    STROKE_AXIS);
	canvas_arrowhead(canvas, end, y + 5, toward, COLOUR_INK2, STROKE_AXIS);
}

static void write_heads_wide(const struct forest *forest)
{
	const struct canvas *canvas = &forest->canvas;
	const struct forest_data *data = forest->data;
	canvas_text(canvas, 0, 21,
	    canvas_fit(canvas, data->stratum_title, LOOK_STRONG, 66),
	    ANCHOR_START, LOOK_STRONG);
	canvas_text(canvas, 152, 11,
	    canvas_fit(canvas, data->left_title, LOOK_STRONG, 82), ANCHOR_END,
	    LOOK_STRONG);
	canvas_text(canvas, 238, 11,
	    canvas_fit(canvas, data->right_title, LOOK_STRONG, 82), ANCHOR_END,
	    LOOK_STRONG);
	for (int i = 0; i < 2; i++) {
		canvas_text(canvas, i ? 192 : 108, 21, STR("problems"),
		    ANCHOR_END, LOOK_QUIET);
		canvas_text(canvas, i ? 238 : 152, 21, STR("1,000 lines"),
		    ANCHOR_END, LOOK_QUIET);
	}
	canvas_text(
	    canvas, canvas->width, 11, STR("Ratio"), ANCHOR_END, LOOK_STRONG);
	canvas_text(canvas, canvas->width, 21, STR("95% interval"), ANCHOR_END,
	    LOOK_QUIET);
	canvas_line(canvas, 0, 25, 244, 25, COLOUR_RULE, STROKE_GRID);
	canvas_line(
	    canvas, 426, 25, canvas->width, 25, COLOUR_RULE, STROKE_GRID);
	point_out(forest, "fewer", -1, 12);
	point_out(forest, "more", 1, 12);
}

static void write_heads_narrow(const struct forest *forest)
{
	const struct canvas *canvas = &forest->canvas;
	struct str title = arena_printf(canvas->keep,
	    STR_FMT " / " STR_FMT ", ratio and 95%% interval",
	    STR_ARG(forest->data->left_title),
	    STR_ARG(forest->data->right_title));
	canvas_text(canvas, 0, 8,
	    canvas_fit(canvas, title, LOOK_STRONG, canvas->width), ANCHOR_START,
	    LOOK_STRONG);
	point_out(forest, "fewer", -1, 23);
	point_out(forest, "more", 1, 23);
}

/* Where the axis lies: the same steps that add_row and add_rule take. */
static double find_bottom(const struct forest *forest)
{
	const struct geometry *g = forest->geometry;
	const struct forest_data *data = forest->data;
	double between = g->rule_below + g->rule_above;
	double y = g->first;
	if (data->stratum_count)
		y += between + g->row * (double)(data->stratum_count - 1);
	y += between;
	if (data->what_if_count)
		y += between + g->row * (double)(data->what_if_count - 1);
	return y + g->bottom;
}

static void layout(struct drawing *into, const void *data, double width_pt,
    const struct typeface *face, struct arena *keep)
{
	const struct forest_data *rows = data;
	struct forest forest = {
		.canvas = { into, keep, face, width_pt },
		.data = rows,
		.geometry = width_pt < CHART_WIDE_PT ? &narrow : &wide,
	};
	for (size_t i = 0; i < rows->stratum_count; i++)
		forest.largest =
		    fmax(forest.largest, finite_or(rows->strata[i].weight, 0));
	choose_axis(&forest);
	double bottom = find_bottom(&forest);
	draw_ground(&forest, bottom);
	draw_axis(&forest, bottom);
	if (forest.geometry->narrow)
		write_heads_narrow(&forest);
	else
		write_heads_wide(&forest);
	forest.y = forest.geometry->first;
	add_row(&forest, &rows->raw, ROW_RAW);
	for (size_t i = 0; i < rows->stratum_count; i++) {
		if (i == 0)
			add_rule(&forest);
		add_row(&forest, &rows->strata[i], ROW_STRATUM);
	}
	add_rule(&forest);
	add_row(&forest, &rows->pooled, ROW_POOLED);
	for (size_t i = 0; i < rows->what_if_count; i++) {
		if (i == 0)
			add_rule(&forest);
		add_row(&forest, &rows->what_if[i], ROW_WHAT_IF);
	}
	into->width = width_pt;
	into->height = bottom + 22;
}

const struct chart_kind chart_forest = {
	.name = "forest",
	.layout = layout,
};
