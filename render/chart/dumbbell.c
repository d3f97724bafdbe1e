/* Shrinkage dumbbell: each rate as counted (a ring) and drawn towards that of
 * all by how little it tells (a dot with its interval), on one axis with a line
 * at what all of them have. A dot is filled where its interval leaves out that
 * line. */
#include <math.h>

#include "render/chart/rows.h"
#include "render/chart/spot.h"

#define RAW_PT 2.8
#define DOT_PT 3.2

static void widen(double *low, double *high, double value)
{
	if (!isfinite(value))
		return;
	*low = fmin(*low, value);
	*high = fmax(*high, value);
}

/* All rates, and intervals within a factor of two of the rates; a ratio within
 * a factor of fifty of 1. */
static struct axis choose_axis(const struct dumbbell_data *data)
{
	double low = INFINITY;
	double high = -INFINITY;
	widen(&low, &high, data->overall);
	for (size_t i = 0; i < data->count; i++) {
		if (!data->rows[i].known)
			continue;
		widen(&low, &high, data->rows[i].raw);
		widen(&low, &high, data->rows[i].shrunk);
	}
	double limit = data->log ? high * 1.6 : high * 2;
	double least = data->log ? low / 1.6 : 0;
	for (size_t i = 0; i < data->count; i++) {
		if (!data->rows[i].known)
			continue;
		widen(&low, &high, fmin(data->rows[i].high, limit));
		widen(&low, &high, fmax(data->rows[i].low, least));
	}
	if (!data->log)
		return axis_linear(0, high > 0 ? high : 1, 4);
	return axis_log(
	    clamp(low / 1.05, 0.02, 0.5), clamp(high * 1.05, 2, 50));
}

static void draw_row(
    const struct rows *rows, const struct dumbbell_row *row, double y)
{
	const struct canvas *canvas = &rows->canvas;
	double raw = axis_at(&rows->axis, row->raw);
	double shrunk = axis_at(&rows->axis, row->shrunk);
	canvas_line(canvas, raw, y, shrunk, y, COLOUR_HUMAN, STROKE_LINE);
	interval_across(canvas, &rows->axis, y, row->low, row->high, COLOUR_INK,
	    STROKE_INTERVAL);
	spot_draw(canvas, (struct point){ raw, y }, RAW_PT, SPOT_BEFORE);
	spot_draw(canvas, (struct point){ shrunk, y }, DOT_PT, row->look);
}

static void layout(struct drawing *into, const void *data, double width_pt,
    const struct typeface *face, struct arena *keep)
{
	const struct dumbbell_data *all = data;
	struct rows rows = { .canvas = { into, keep, face, width_pt } };
	rows_open(&rows, choose_axis(all), all->count, all->heads);
	if (all->count)
		rows_line(&rows, all->overall, all->overall_words);
	for (size_t i = 0; i < all->count; i++) {
		const struct dumbbell_row *row = &all->rows[i];
		struct row_text text = {
			.label = row->label,
			.counts = { row->events, row->exposure },
			.counts_short = arena_printf(keep,
			    STR_FMT " in " STR_FMT " thousand lines",
			    STR_ARG(row->events), STR_ARG(row->exposure)),
			.figure = row->figure,
			.word = row->word,
			.look = !row->known		   ? LOOK_QUIET
				: row->look == SPOT_WORSE  ? LOOK_ALERT
				: row->look == SPOT_FILLED ? LOOK_BLUE
							   : LOOK_PLAIN,
		};
		rows_write(&rows, i, &text);
		if (row->known && isfinite(row->shrunk))
			draw_row(&rows, row, rows_y(&rows, i));
	}
}

const struct chart_kind chart_dumbbell = {
	.name = "dumbbell",
	.layout = layout,
};
