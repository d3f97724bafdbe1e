/* Two closed periods: a ring for the last one, a dot for this one, and where
 * this one may lie by the interval of the difference. The interval leaves out
 * the ring where the change is real, and the dot is filled then. */
#include <math.h>

#include "render/chart/rows.h"
#include "render/chart/spot.h"

#define WAS_PT 2.8
#define NOW_PT 3.2

static void draw_row(
    const struct rows *rows, const struct slope_row *row, double y)
{
	const struct canvas *canvas = &rows->canvas;
	double was = axis_at(&rows->axis, row->was);
	double now = axis_at(&rows->axis, row->now);
	if (row->was_known && row->now_known)
		canvas_line(canvas, was, y, now, y, COLOUR_HUMAN, STROKE_LINE);
	/* A share has ends: no arrowhead says that it goes on. */
	if (row->has_interval)
		canvas_line(canvas, axis_at(&rows->axis, row->low), y,
		    axis_at(&rows->axis, row->high), y, COLOUR_INK,
		    STROKE_INTERVAL);
	if (row->was_known)
		spot_draw(
		    canvas, (struct point){ was, y }, WAS_PT, SPOT_BEFORE);
	if (row->now_known)
		spot_draw(canvas, (struct point){ now, y }, NOW_PT, row->look);
}

static struct str both_counts(const struct slope_row *row, struct arena *keep)
{
	if (!row->was_words.len || !row->now_words.len)
		return row->was_words.len ? row->was_words : row->now_words;
	return arena_printf(keep, STR_FMT ", then " STR_FMT,
	    STR_ARG(row->was_words), STR_ARG(row->now_words));
}

static void layout(struct drawing *into, const void *data, double width_pt,
    const struct typeface *face, struct arena *keep)
{
	const struct slope_data *all = data;
	struct rows rows = { .canvas = { into, keep, face, width_pt } };
	struct axis axis = axis_linear(0, 1, 4);
	axis.share = true;
	rows_open(&rows, axis, all->count, all->heads);
	for (size_t i = 0; i < all->count; i++) {
		const struct slope_row *row = &all->rows[i];
		struct row_text text = {
			.label = row->label,
			.counts = { row->was_words, row->now_words },
			.counts_short = both_counts(row, keep),
			.figure = row->figure,
			.word = row->word,
			.look = row->look == SPOT_WORSE	   ? LOOK_ALERT
				: row->look == SPOT_FILLED ? LOOK_BLUE
				: row->has_interval	   ? LOOK_PLAIN
							   : LOOK_QUIET,
		};
		rows_write(&rows, i, &text);
		draw_row(&rows, row, rows_y(&rows, i));
	}
}

const struct chart_kind chart_slope = {
	.name = "slope",
	.layout = layout,
};
