/* Survival: the share that has not ended yet over time, by Kaplan and Meier. A
 * step is an end, a tick across the line one that is watched no longer
 * (censored), the field around the line its 95% interval; below stand the
 * numbers still at risk, and beside each line when half had ended, or that they
 * have not. Lines differ by colour, weight and dashes, so that grey print keeps
 * them apart. */
#include <math.h>

#include "render/chart/survival.h"

#define TOP_PT 5.0
#define PLOT_PT 118.0
#define LEFT_PT 28.0
#define LABELS_PT 78.0	    /* of the rows below, at the wide width */
#define RIGHT_WIDE_PT 148.0 /* names of the lines */
#define RIGHT_NARROW_PT 12.0
#define AXIS_PT 11.0  /* from the axis to its numbers */
#define HEAD_PT 23.0  /* to the head of the rows below */
#define FIRST_PT 34.0 /* to the first row */
#define LINE_PT 10.0
#define BLOCK_PT 21.0 /* of a line's name and its row, narrow */
#define SWATCH_PT 14.0
#define TICKS 5

static const struct survival_style styles[SURVIVAL_SERIES_MAX] = {
	{ COLOUR_BLUE, 1.25, 0, 0 },
	{ COLOUR_INK, 0.9, 0, 0 },
	{ COLOUR_HUMAN, 1.25, 4, 1.5 },
	{ COLOUR_INK2, 0.9, 1.2, 1.6 },
};

const struct survival_style *survival_style(size_t series)
{
	return &styles[series % SURVIVAL_SERIES_MAX];
}

double survival_x(const struct survival_plot *plot, double days)
{
	return plot->left + clamp(days, 0, plot->last) * plot->per_day;
}

double survival_y(const struct survival_plot *plot, double share)
{
	return plot->bottom - clamp(share, 0, 1) * (plot->bottom - TOP_PT);
}

/* ---------------------------------------------------------------- axes */

static void choose_scale(struct survival_plot *plot)
{
	const struct survival_data *data = plot->data;
	double last = 0;
	for (size_t i = 0; i < data->count; i++)
		last = fmax(last, finite_or(data->series[i].end_days, 0));
	last = last > 0 ? last : 1;
	plot->step = nice_step(last, plot->narrow ? TICKS - 1 : TICKS);
	plot->last = last;
	plot->bottom = TOP_PT + PLOT_PT;
	plot->left = plot->narrow ? LEFT_PT : LABELS_PT;
	plot->right = plot->canvas.width -
		      (plot->narrow ? RIGHT_NARROW_PT : RIGHT_WIDE_PT);
	plot->per_day = (plot->right - plot->left) / last;
	plot->ticks = (int)(last / plot->step + 0.0001);
}

static struct str day_text(const struct survival_plot *plot, int tick)
{
	struct arena *keep = plot->canvas.keep;
	double days = tick * plot->step;
	int digits = plot->step < 0.1 ? 2 : plot->step < 1 ? 1 : 0;
	if (fabs(plot->step - 2.5) < 1e-9)
		digits = 1;
	return arena_printf(keep, STR_FMT "%s",
	    STR_ARG(print_decimals(keep, days, digits)),
	    tick == plot->ticks && tick ? " days" : "");
}

/* " days" hangs over, so that the number stays below its tick; a number that
 * would touch the one before is left out. */
static void draw_days(const struct survival_plot *plot)
{
	const struct canvas *canvas = &plot->canvas;
	double end = 0;
	for (int i = 0; i <= plot->ticks; i++) {
		double x = survival_x(plot, i * plot->step);
		struct str text = day_text(plot, i);
		double width = canvas_measure(canvas, text, LOOK_QUIET);
		double number = canvas_measure(canvas,
		    str_slice(text, 0, str_find_byte(text, ' ')), LOOK_QUIET);
		double from = fmin(x - number / 2, canvas->width - width);
		canvas_line(canvas, x, plot->bottom, x, plot->bottom + TICK_PT,
		    COLOUR_INK2, STROKE_AXIS);
		if (from < end)
			continue;
		canvas_text(canvas, from, plot->bottom + AXIS_PT, text,
		    ANCHOR_START, LOOK_QUIET);
		end = from + width + 4;
	}
}

static void draw_axes(const struct survival_plot *plot)
{
	const struct canvas *canvas = &plot->canvas;
	for (int i = 0; i <= 4; i++) {
		double y = survival_y(plot, i / 4.0);
		struct str text = arena_printf(
		    canvas->keep, "%d%s", i * 25, i == 4 ? "%" : "");
		canvas_line(canvas, plot->left, y, plot->right, y,
		    i ? COLOUR_GRID : COLOUR_INK2,
		    i ? STROKE_GRID : STROKE_AXIS);
		canvas_text(canvas, plot->left - 4, y + BASELINE_PT, text,
		    ANCHOR_END, LOOK_QUIET);
	}
	/* half */
	struct shape *half = draw_line(canvas->into, canvas->keep,
	    (struct point){ plot->left, survival_y(plot, 0.5) },
	    (struct point){ plot->right, survival_y(plot, 0.5) }, COLOUR_INK2,
	    STROKE_LIMIT);
	half->dash_on = 2;
	half->dash_off = 1.5;
	draw_days(plot);
}

/* ------------------------------------------------------- at risk, below */

/* How many of SERIES are watched when DAYS begin; at 0, from the start on. */
static int64_t at_risk(const struct survival_series *series, double days)
{
	int64_t n = 0;
	for (size_t i = 0; i < series->watch_count; i++) {
		const struct survival_count *at = &series->watched[i];
		if (days > 0 ? at->days >= days : at->days > 0)
			break;
		n = at->n;
	}
	return n;
}

static void write_counts(const struct survival_plot *plot,
    const struct survival_series *series, double y)
{
	const struct canvas *canvas = &plot->canvas;
	double end = plot->narrow ? 0 : plot->left - 6;
	for (int i = 0; i <= plot->ticks; i++) {
		double x = survival_x(plot, i * plot->step);
		struct str text =
		    print_count(canvas->keep, at_risk(series, i * plot->step));
		double width = canvas_measure(canvas, text, LOOK_PLAIN);
		double from = clamp(x - width / 2, 0, canvas->width - width);
		from = i ? from : fmax(from, end);
		if (from < end)
			continue;
		canvas_text(canvas, from, y, text, ANCHOR_START, LOOK_PLAIN);
		end = from + width + 4;
	}
}

static void draw_swatch(const struct survival_plot *plot, size_t i, double y)
{
	const struct survival_style *style = survival_style(i);
	const struct canvas *canvas = &plot->canvas;
	struct shape *line = draw_line(canvas->into, canvas->keep,
	    (struct point){ 0, y - BASELINE_PT },
	    (struct point){ SWATCH_PT, y - BASELINE_PT }, style->colour,
	    style->stroke_pt);
	line->dash_on = style->dash_on;
	line->dash_off = style->dash_off;
}

/* Narrow: a line's sample, name and half above its counts. */
static double write_block(const struct survival_plot *plot, size_t i, double y)
{
	const struct canvas *canvas = &plot->canvas;
	const struct survival_series *series = &plot->data->series[i];
	double from = SWATCH_PT + 5;
	double said = canvas_measure(canvas, series->words, LOOK_QUIET);
	double room = fmax(canvas->width - from - said - 6, 40);
	struct str label = canvas_fit(canvas, series->label, LOOK_STRONG, room);
	if (series->drawn)
		draw_swatch(plot, i, y);
	canvas_text(canvas, from, y, label, ANCHOR_START, LOOK_STRONG);
	from += canvas_measure(canvas, label, LOOK_STRONG) + 5;
	canvas_text(canvas, from, y,
	    canvas_fit(canvas, series->words, LOOK_QUIET, canvas->width - from),
	    ANCHOR_START, LOOK_QUIET);
	write_counts(plot, series, y + LINE_PT);
	return y + BLOCK_PT;
}

static double write_rows(const struct survival_plot *plot)
{
	const struct canvas *canvas = &plot->canvas;
	double y = plot->bottom + FIRST_PT;
	if (!plot->data->count)
		return plot->bottom + HEAD_PT;
	canvas_text(canvas, plot->narrow ? 0 : plot->left,
	    plot->bottom + HEAD_PT,
	    canvas_fit(canvas, plot->data->watched_words, LOOK_QUIET,
		canvas->width - (plot->narrow ? 0 : plot->left)),
	    ANCHOR_START, LOOK_QUIET);
	for (size_t i = 0; i < plot->data->count; i++) {
		const struct survival_series *series = &plot->data->series[i];
		if (plot->narrow) {
			y = write_block(plot, i, y);
			continue;
		}
		canvas_text(canvas, 0, y,
		    canvas_fit(
			canvas, series->label, LOOK_PLAIN, plot->left - 12),
		    ANCHOR_START, LOOK_PLAIN);
		write_counts(plot, series, y);
		y += LINE_PT;
	}
	return y - (plot->narrow ? BLOCK_PT - LINE_PT : LINE_PT) + 3;
}

static void layout(struct drawing *into, const void *data, double width_pt,
    const struct typeface *face, struct arena *keep)
{
	struct survival_plot plot = {
		.canvas = { into, keep, face, width_pt },
		.data = data,
		.narrow = width_pt < CHART_WIDE_PT,
	};
	struct survival_data shown = *plot.data;
	if (shown.count > SURVIVAL_SERIES_MAX)
		shown.count = SURVIVAL_SERIES_MAX;
	plot.data = &shown;
	choose_scale(&plot);
	survival_draw_fields(&plot);
	draw_axes(&plot);
	survival_draw_lines(&plot);
	if (!plot.narrow)
		survival_name_lines(&plot);
	into->width = width_pt;
	into->height = write_rows(&plot);
}

const struct chart_kind chart_survival = {
	.name = "survival",
	.layout = layout,
};
