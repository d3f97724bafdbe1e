/* Waterfall: from the last score to this one, a row for each part that moved
 * it. Filled is larger than chance, outlined within chance, hatched a change of
 * method or what is not explained; blue up, brick down. Totals are ticks, not
 * bars, so the axis may start above 0; the last one has the range that other
 * weights would give. */
#include <math.h>

#include "render/chart/canvas.h"

#define LABELS_PT 134.0
#define LABELS_MAX_PT 196.0
#define RIGHT_PT 40.0 /* the axis ends here, from the right edge */
#define ROW_WIDE_PT 15.0
#define ROW_NARROW_PT 25.0
#define BAR_PT 8.0
#define TOTAL_PT 12.0 /* height of a total's tick */
#define TOTAL_STROKE_PT 2.2
#define AFTER_PT 4.0
#define TICKS 4
#define SHORTEST 0.6 /* of the full length */
#define AXIS_PT 10.0 /* from the axis to its numbers */
#define BELOW_PT 14.0

struct fall {
	struct canvas canvas;
	const struct waterfall_data *data;
	bool narrow;
	double left;
	double right;
	double row;
	double from; /* value at the left edge */
	double to;
	double step;
	double scale;
	double y; /* top of the next row */
};

static double x_of(const struct fall *fall, double value)
{
	return fall->left +
	       (clamp(value, fall->from, fall->to) - fall->from) * fall->scale;
}

/* ---------------------------------------------------------------- scale */

static void widen(double *low, double *high, double value)
{
	if (!isfinite(value))
		return;
	*low = fmin(*low, value);
	*high = fmax(*high, value);
}

static void choose_scale(struct fall *fall)
{
	const struct waterfall_data *data = fall->data;
	double at = finite_or(data->first, 0);
	double low = at;
	double high = at;
	for (size_t i = 0; i < data->count; i++) {
		at += finite_or(data->steps[i].change, 0);
		widen(&low, &high, at);
	}
	widen(&low, &high, data->last);
	if (data->has_band) {
		widen(&low, &high, data->low);
		widen(&low, &high, data->high);
	}
	if (!isfinite(high - low))
		high = low + 1;
	fall->step = nice_step(fmax(high - low, 1), TICKS);
	fall->from = floor(low / fall->step) * fall->step;
	fall->to = ceil(high / fall->step) * fall->step;
	if (fall->to <= fall->from)
		fall->to = fall->from + fall->step;
	fall->scale = (fall->right - fall->left) / (fall->to - fall->from);
}

static double text_width(
    const struct fall *fall, const struct waterfall_step *step)
{
	const struct canvas *canvas = &fall->canvas;
	double width =
	    canvas_measure(canvas, STR("+88.8"), LOOK_STRONG) + AFTER_PT;
	if (step->words.len)
		width += 5 + canvas_measure(canvas, step->words, LOOK_QUIET);
	return width;
}

/* So short that what stands right of each bar finds its place, but for words
 * that would leave too little to see. */
static void make_room(struct fall *fall)
{
	const struct waterfall_data *data = fall->data;
	double least = fall->scale * SHORTEST;
	double at = finite_or(data->first, 0);
	for (size_t i = 0; i < data->count && i < WATERFALL_ROWS_MAX; i++) {
		double change = finite_or(data->steps[i].change, 0);
		double to = fmax(at, at + change) - fall->from;
		double room = fall->canvas.width - fall->left -
			      text_width(fall, &data->steps[i]);
		if (to > 0 && room / to > least)
			fall->scale = fmin(fall->scale, room / to);
		at += change;
	}
	fall->right = fall->left + (fall->to - fall->from) * fall->scale;
}

static void draw_axis(const struct fall *fall, double bottom)
{
	const struct canvas *canvas = &fall->canvas;
	int digits = fall->step < 1 ? 1 : 0;
	int count = (int)((fall->to - fall->from) / fall->step + 0.5);
	double end = -1;
	if (fabs(fall->step - 2.5) < 1e-9)
		digits = 1;
	for (int i = 0; i <= count; i++) {
		double value = fall->from + i * fall->step;
		double x = x_of(fall, value);
		struct str text = print_decimals(canvas->keep, value, digits);
		double width = canvas_measure(canvas, text, LOOK_QUIET);
		double at = clamp(x - width / 2, 0, canvas->width - width);
		canvas_line(canvas, x, 0, x, bottom, COLOUR_GRID, STROKE_GRID);
		if (at < end)
			continue;
		canvas_text(canvas, at, bottom + AXIS_PT, text, ANCHOR_START,
		    LOOK_QUIET);
		end = at + width + 4;
	}
	canvas_line(canvas, fall->left, bottom, fall->right, bottom,
	    COLOUR_INK2, STROKE_AXIS);
}

/* ----------------------------------------------------------------- rows */

static double middle_of(const struct fall *fall)
{
	return fall->y + (fall->narrow ? 17.5 : fall->row / 2 + 1);
}

static void write_label(
    const struct fall *fall, struct str label, enum look look)
{
	const struct canvas *canvas = &fall->canvas;
	double room = fall->narrow ? canvas->width : fall->left - 6;
	double y = fall->narrow ? fall->y + 9 : middle_of(fall) + BASELINE_PT;
	canvas_text(canvas, 0, y, canvas_fit(canvas, label, look, room),
	    ANCHOR_START, look)
	    ->halo = fall->narrow;
}

/* The number right of FROM..TO, else left of it; its words behind it as far as
 * there is room. */
static void write_number(const struct fall *fall, double from, double to,
    struct str number, struct str words, enum look look)
{
	const struct canvas *canvas = &fall->canvas;
	double y = middle_of(fall) + BASELINE_PT;
	double width = canvas_measure(canvas, number, look);
	double x = to + AFTER_PT;
	if (x + width > canvas->width) {
		x = fmax(from - AFTER_PT - width, 0);
		canvas_text(canvas, x, y, number, ANCHOR_START, look)->halo =
		    true;
		return;
	}
	canvas_text(canvas, x, y, number, ANCHOR_START, look)->halo = true;
	x += width + 5;
	words = canvas_fit(canvas, words, LOOK_QUIET, canvas->width - x);
	if (words.len)
		canvas_text(canvas, x, y, words, ANCHOR_START, LOOK_QUIET)
		    ->halo = true;
}

static void add_total(struct fall *fall, struct str label, double value,
    bool has_band, bool connect)
{
	const struct canvas *canvas = &fall->canvas;
	double y = middle_of(fall);
	double x = x_of(fall, value);
	double low = x;
	double high = x;
	write_label(fall, label, LOOK_STRONG);
	if (has_band) {
		low = fmin(x, x_of(fall, fall->data->low));
		high = fmax(x, x_of(fall, fall->data->high));
		canvas_line(
		    canvas, low, y, high, y, COLOUR_INK, STROKE_INTERVAL);
	}
	canvas_line(canvas, x, y - TOTAL_PT / 2, x, y + TOTAL_PT / 2,
	    COLOUR_INK, TOTAL_STROKE_PT);
	write_number(fall, low, high + 1,
	    print_decimals(canvas->keep, value, 1), STR(""), LOOK_STRONG);
	if (connect)
		canvas_line(canvas, x, y + TOTAL_PT / 2, x,
		    y + fall->row - BAR_PT / 2, COLOUR_RULE, STROKE_GRID);
	fall->y += fall->row;
}

static void draw_bar(const struct fall *fall, const struct waterfall_step *step,
    struct box box, bool up)
{
	const struct canvas *canvas = &fall->canvas;
	enum colour colour = up ? COLOUR_BLUE : COLOUR_ALERT;
	if (step->kind == FALL_METHOD) {
		draw_hatch(canvas->into, canvas->keep, box.x, box.y, box.width,
		    box.height);
		return;
	}
	struct shape *shape =
	    draw_rect(canvas->into, canvas->keep, box.x, box.y, box.width,
		box.height, step->kind == FALL_REAL ? colour : COLOUR_PAPER);
	if (step->kind == FALL_REAL)
		return;
	/* the outline lies within */
	double inset = fmin(0.5, box.width / 2);
	shape->x += inset;
	shape->y += 0.5;
	shape->width = fmax(box.width - 2 * inset, 0);
	shape->height -= 1;
	shape->stroke = colour;
	shape->stroke_pt = 1;
}

/* "+1.2", U+2212 "0.9", "0.0". */
static struct str change_text(struct arena *keep, double change)
{
	struct str text = print_decimals(keep, change, 1);
	bool up = change >= 0.05;
	return arena_printf(keep, "%s" STR_FMT, up ? "+" : "", STR_ARG(text));
}

static void add_step(
    struct fall *fall, const struct waterfall_step *step, double at)
{
	const struct canvas *canvas = &fall->canvas;
	double change = finite_or(step->change, 0);
	double from = x_of(fall, fmin(at, at + change));
	double to = x_of(fall, fmax(at, at + change));
	double next = x_of(fall, at + change);
	double y = middle_of(fall);
	write_label(fall, step->label, LOOK_PLAIN);
	if (fabs(change) >= 0.005)
		draw_bar(fall, step,
		    (struct box){ from, y - BAR_PT / 2, to - from, BAR_PT },
		    change > 0);
	canvas_line(canvas, next, y + BAR_PT / 2, next,
	    y + fall->row - BAR_PT / 2, COLOUR_RULE, STROKE_GRID);
	write_number(fall, from, to, change_text(canvas->keep, change),
	    step->words, step->kind == FALL_REAL ? LOOK_STRONG : LOOK_PLAIN);
	fall->y += fall->row;
}

/* Beyond WATERFALL_ROWS_MAX the rest is one row, so that the sum holds. */
static void add_steps(struct fall *fall)
{
	const struct waterfall_data *data = fall->data;
	double at = finite_or(data->first, 0);
	bool cut = data->count > WATERFALL_ROWS_MAX;
	size_t shown = cut ? WATERFALL_ROWS_MAX - 1 : data->count;
	struct waterfall_step rest = { .kind = FALL_CHANCE };
	for (size_t i = 0; i < data->count; i++) {
		double change = finite_or(data->steps[i].change, 0);
		if (i >= shown) {
			rest.change += change;
			continue;
		}
		add_step(fall, &data->steps[i], at);
		at += change;
	}
	if (!cut)
		return;
	rest.label = arena_printf(fall->canvas.keep, STR_FMT " more, together",
	    STR_ARG(print_count(
		fall->canvas.keep, (int64_t)(data->count - shown))));
	add_step(fall, &rest, at);
}

static double label_width(const struct fall *fall)
{
	const struct canvas *canvas = &fall->canvas;
	const struct waterfall_data *data = fall->data;
	double widest = LABELS_PT - 8;
	for (size_t i = 0; i < data->count && i < WATERFALL_ROWS_MAX; i++)
		widest = fmax(widest,
		    canvas_measure(canvas, data->steps[i].label, LOOK_PLAIN));
	return fmin(widest + 8, LABELS_MAX_PT);
}

static void layout(struct drawing *into, const void *data, double width_pt,
    const struct typeface *face, struct arena *keep)
{
	struct fall fall = {
		.canvas = { into, keep, face, width_pt },
		.data = data,
		.narrow = width_pt < CHART_WIDE_PT,
	};
	size_t rows = fall.data->count + 2;
	if (fall.data->count > WATERFALL_ROWS_MAX)
		rows = WATERFALL_ROWS_MAX + 2;
	fall.row = fall.narrow ? ROW_NARROW_PT : ROW_WIDE_PT;
	fall.left = fall.narrow ? 2 : label_width(&fall);
	fall.right = width_pt - RIGHT_PT;
	choose_scale(&fall);
	make_room(&fall);
	double bottom = (double)rows * fall.row + 4;
	draw_axis(&fall, bottom);
	add_total(&fall, fall.data->first_label, finite_or(fall.data->first, 0),
	    false, true);
	add_steps(&fall);
	add_total(&fall, fall.data->last_label, finite_or(fall.data->last, 0),
	    fall.data->has_band, false);
	into->width = width_pt;
	into->height = bottom + BELOW_PT;
}

const struct chart_kind chart_waterfall = {
	.name = "waterfall",
	.layout = layout,
};
