/* Forest plot: the raw ratio, each stratum, the pooled ratio and what it would
 * be if all or none of the unknown were AI, on one logarithmic axis. A square's
 * area is the stratum's weight, a diamond's width its interval. At the wide
 * width a row is one line of a table beside its interval; at the narrow one
 * the interval lies under label and ratio. */
#include <math.h>

#include "render/chart/forest.h"

enum { STRATA_MAX = 24 }; /* that a page has room for */

#define MARK_PT 3.6 /* half of the widest mark, with its stroke */
#define SQUARE_PT 5.6
#define SQUARE_MIN_PT 2.5
#define RATIO_PT 80.0	 /* room for ratio and interval */
#define RATIO_MAX 1000.0 /* more is printed as "over 999" */

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

const double forest_ends[FOREST_COLUMNS] = { 101, 149, 189, 238 };

enum row_style { ROW_RAW, ROW_STRATUM, ROW_POOLED, ROW_WHAT_IF };

double forest_x(const struct forest *forest, double ratio)
{
	const struct geometry *g = forest->geometry;
	double log_ratio = ratio > 0 ? log(ratio) : forest->low;
	double share = (log_ratio - forest->low) / (forest->high - forest->low);
	return g->plot_left +
	       clamp(share, 0, 1) * (g->plot_right - g->plot_left);
}

/* The same for a mark, which stays in the drawing with its whole width. */
static double mark_x(const struct forest *forest, double ratio)
{
	return clamp(
	    forest_x(forest, ratio), MARK_PT, forest->canvas.width - MARK_PT);
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
		return STR("too little data to say");
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
	double from = forest_x(forest, row->low);
	double to = forest_x(forest, row->high);
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
	double from = forest_x(forest, row->low);
	double to = forest_x(forest, row->high);
	double middle = forest_x(forest, row->ratio);
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
	double x = mark_x(forest, row->ratio) - side / 2;
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
		    (struct point){ mark_x(forest, row->ratio), forest->y }, 3,
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
	const struct canvas *canvas = &forest->canvas;
	struct arena *keep = canvas->keep;
	const struct str texts[] = { events_text(keep, row->events),
		thousands(keep, row->exposure),
		events_text(keep, row->events_rest),
		thousands(keep, row->exposure_rest) };
	for (size_t i = 0; i < FOREST_COLUMNS; i++)
		canvas_text(
		    canvas, forest_ends[i], y, texts[i], ANCHOR_END, look);
	return forest_ends[0] - canvas_measure(canvas, texts[0], look) - 8;
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
	    ANCHOR_START, LOOK_QUIET)
	    ->halo = true;
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
	/* over the lines at 1 and at the limit, when narrow */
	canvas_text(canvas, 0, y, canvas_fit(canvas, row->label, look, room),
	    ANCHOR_START, look)
	    ->halo = forest->geometry->narrow;
	canvas_text(canvas, canvas->width, y, ratio, ANCHOR_END, ratio_look)
	    ->halo = forest->geometry->narrow;
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
	struct forest_data shown = *(const struct forest_data *)data;
	const struct forest_data *rows = &shown;
	size_t more = 0;
	if (shown.stratum_count > STRATA_MAX) {
		more = shown.stratum_count - STRATA_MAX;
		shown.stratum_count = STRATA_MAX;
	}
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
	forest_draw_frame(&forest, bottom);
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
	into->height = bottom + 25;
	if (!more)
		return;
	canvas_more(&forest.canvas, into->height + 7, more);
	into->height += 10;
}

const struct chart_kind chart_forest = {
	.name = "forest",
	.layout = layout,
};
