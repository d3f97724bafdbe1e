/* The frame of a forest plot: the band of what is practically the same, a line
 * at 1 and a dashed one at the limit, an axis of equal factors whose labels
 * give way by importance, headings, and the direction in words. */
#include <math.h>
#include <stdio.h>

#include "render/chart/forest.h"

#define BAND_LOW 0.8 /* practically the same */
#define BAND_HIGH 1.25
#define LABEL_GAP_PT 6.0 /* between labels of the axis */
#define LIMIT_PT 22.5	 /* from the axis to the word below its numbers */

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
	double x = forest_x(forest, ratio);
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
		    clamp(forest_x(forest, limit), g->plot_left + half,
			canvas->width - half),
		    bottom + LIMIT_PT, words, ANCHOR_MIDDLE, LOOK_QUIET);
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
	double left = forest_x(forest, BAND_LOW);
	draw_rect(canvas->into, canvas->keep, left, top,
	    forest_x(forest, BAND_HIGH) - left, bottom - top, COLOUR_WASH);
	for (size_t i = 0; i < sizeof grid / sizeof *grid; i++)
		if (log(grid[i]) > forest->low && log(grid[i]) < forest->high)
			canvas_line(canvas, forest_x(forest, grid[i]), top,
			    forest_x(forest, grid[i]), bottom, COLOUR_GRID,
			    STROKE_GRID);
	canvas_line(canvas, forest_x(forest, 1), top - 4, forest_x(forest, 1),
	    bottom, COLOUR_INK, STROKE_LINE);
	if (has_limit(forest))
		canvas_dashed(
		    canvas, forest_x(forest, forest->data->limit), top, bottom);
}

/* "fewer in AI-assisted" and an arrow, on the side of 1 that it names. */
static void point_out(
    const struct forest *forest, const char *word, int toward, double y)
{
	const struct canvas *canvas = &forest->canvas;
	const struct geometry *g = forest->geometry;
	double one = forest_x(forest, 1);
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
	    canvas_fit(canvas, data->stratum_title, LOOK_STRONG, 64),
	    ANCHOR_START, LOOK_STRONG);
	canvas_text(canvas, forest_ends[1], 11,
	    canvas_fit(canvas, data->left_title, LOOK_STRONG, 82), ANCHOR_END,
	    LOOK_STRONG);
	canvas_text(canvas, forest_ends[3], 11,
	    canvas_fit(canvas, data->right_title, LOOK_STRONG, 82), ANCHOR_END,
	    LOOK_STRONG);
	for (int i = 0; i < FOREST_COLUMNS; i++)
		canvas_text(canvas, forest_ends[i], 21,
		    i % 2 ? STR("1,000 lines") : STR("problems"), ANCHOR_END,
		    LOOK_QUIET);
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

void forest_draw_frame(const struct forest *forest, double bottom)
{
	draw_ground(forest, bottom);
	draw_axis(forest, bottom);
	if (forest->geometry->narrow)
		write_heads_narrow(forest);
	else
		write_heads_wide(forest);
}
