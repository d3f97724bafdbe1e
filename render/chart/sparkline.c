/* Sparkline: the last periods as one line, the last of them as a dot in the
 * colour of its status, the limit dashed. The range is at least 20 points for
 * shares, a factor of 1.65 for ratios, the limit for counts, so that noise does
 * not look like mountains. No line under eight periods: too few to see a way.
 */
#include <math.h>

#include "render/chart/canvas.h"
#include "base/vec.h"

#define HEIGHT_PT 22.0
#define PERIODS_MIN 8
#define PERIODS_MAX 13
#define PAD_PT 2.0
#define DOT_PT 2.0

struct spark {
	struct canvas canvas;
	const struct sparkline_data *data;
	size_t first; /* of the periods shown */
	double low;
	double high;
};

/* Ratios are drawn by their logarithm: equal factors, equal lengths. */
static double scale(const struct spark *spark, double value)
{
	if (spark->data->unit == STRIP_RATIO)
		return log(fmax(finite_or(value, 1), 0.01));
	return finite_or(value, 0);
}

static bool is_known(const struct sparkline_data *data, size_t i)
{
	return data->known[i] && isfinite(data->values[i]);
}

static void choose_range(struct spark *spark)
{
	const struct sparkline_data *data = spark->data;
	spark->low = HUGE_VAL;
	spark->high = -HUGE_VAL;
	for (size_t i = spark->first; i < data->count; i++) {
		if (!is_known(data, i))
			continue;
		spark->low = fmin(spark->low, scale(spark, data->values[i]));
		spark->high = fmax(spark->high, scale(spark, data->values[i]));
	}
	if (data->has_limit) {
		spark->low = fmin(spark->low, scale(spark, data->limit));
		spark->high = fmax(spark->high, scale(spark, data->limit));
	}
	double least = 0.2;
	if (data->unit == STRIP_RATIO)
		least = log(1.65);
	else if (data->unit == STRIP_COUNT)
		least = fmax(data->has_limit ? data->limit : 1, 1);
	double lack = least - (spark->high - spark->low);
	if (lack > 0) {
		spark->low -= lack / 2;
		spark->high += lack / 2;
	}
}

static struct point place(const struct spark *spark, size_t i, double value)
{
	double right = spark->canvas.width - DOT_PT - 1;
	double steps = (double)(spark->data->count - spark->first - 1);
	double share =
	    (scale(spark, value) - spark->low) / (spark->high - spark->low);
	return (struct point){
		PAD_PT + (right - PAD_PT) * (double)(i - spark->first) / steps,
		HEIGHT_PT - PAD_PT -
		    clamp(share, 0, 1) * (HEIGHT_PT - 2 * PAD_PT),
	};
}

/* One line for each stretch of known periods; one alone is a dot. */
static void draw_line_of(const struct spark *spark)
{
	const struct sparkline_data *data = spark->data;
	const struct canvas *canvas = &spark->canvas;
	struct point points[PERIODS_MAX];
	size_t count = 0;
	for (size_t i = spark->first; i <= data->count; i++) {
		if (i < data->count && is_known(data, i)) {
			points[count++] = place(spark, i, data->values[i]);
			continue;
		}
		if (count > 1)
			draw_path(canvas->into, canvas->keep, points, count,
			    COLOUR_INK2, 1.1);
		else if (count == 1)
			draw_circle(canvas->into, canvas->keep, points[0], 0.7,
			    COLOUR_INK2);
		count = 0;
	}
}

static enum colour status_colour(enum figure_status status)
{
	switch (status) {
	case STATUS_INSIDE:
		return COLOUR_BLUE;
	case STATUS_OUTSIDE:
		return COLOUR_ALERT;
	case STATUS_BORDERLINE:
		return COLOUR_INK;
	case STATUS_NONE:
	case STATUS_NOT_ASSESSED:
	case STATUS_TOO_LITTLE:
	case STATUS_NOT_COMPARABLE:
	case FIGURE_STATUSES:
		break;
	}
	return COLOUR_INK2;
}

static size_t count_known(const struct sparkline_data *data, size_t from)
{
	size_t known = 0;
	for (size_t i = from; i < data->count; i++)
		known += is_known(data, i);
	return known;
}

static void say_periods(const struct canvas *canvas, size_t known)
{
	struct str text = known == 0
			      ? STR("no history")
			      : arena_printf(canvas->keep, "%zu period%s",
				    known, known == 1 ? "" : "s");
	canvas_text(canvas, canvas->width, HEIGHT_PT / 2 + BASELINE_PT,
	    canvas_fit(canvas, text, LOOK_QUIET, canvas->width), ANCHOR_END,
	    LOOK_QUIET);
}

static void layout(struct drawing *into, const void *data, double width_pt,
    const struct typeface *face, struct arena *keep)
{
	struct spark spark = { .canvas = { into, keep, face, width_pt },
		.data = data };
	const struct sparkline_data *line = data;
	into->width = width_pt;
	into->height = HEIGHT_PT;
	if (line->count > PERIODS_MAX)
		spark.first = line->count - PERIODS_MAX;
	size_t known = count_known(line, spark.first);
	if (known < PERIODS_MIN) {
		say_periods(&spark.canvas, known);
		return;
	}
	choose_range(&spark);
	if (line->has_limit) {
		double y = place(&spark, spark.first, line->limit).y;
		struct shape *limit = draw_line(into, keep,
		    (struct point){ 0, y }, (struct point){ width_pt, y },
		    COLOUR_INK2, STROKE_LIMIT);
		limit->dash_on = 2;
		limit->dash_off = 1.5;
	}
	draw_line_of(&spark);
	if (is_known(line, line->count - 1))
		draw_circle(into, keep,
		    place(
			&spark, line->count - 1, line->values[line->count - 1]),
		    DOT_PT, status_colour(line->status));
}

const struct chart_kind chart_sparkline = {
	.name = "sparkline",
	.layout = layout,
	.inline_width_pt = 44,
};
