/* Signals of a control chart: a ring around a point outside the limits, a
 * bracket along a run. All are drawn before any is named, so that no name lies
 * on one; the newest is named first and in full. Where there are more than
 * three, the others are named by their number alone, else they would cover the
 * series; one that finds no place goes without. */
#include <math.h>

#include "render/chart/control.h"

#define RING_PT 3.6
#define RING_STROKE_PT 1.2
#define BRACKET_PT 3.0	   /* its ends */
#define BRACKET_GAP_PT 9.0 /* from the points it spans */
#define FULL_NAMES 3

static enum look look_of(const struct control_signal *signal)
{
	return signal->worse ? LOOK_ALERT : LOOK_BLUE;
}

static enum colour colour_of(const struct control_signal *signal)
{
	return signal->worse ? COLOUR_ALERT : COLOUR_BLUE;
}

static bool is_drawable(
    const struct control *control, const struct control_signal *signal)
{
	if (signal->from > signal->to || signal->to >= control->data->count)
		return false;
	return signal->rule != RULE_OUTSIDE ||
	       control_is_known(control_point_at(control, signal->from));
}

static bool is_under(
    const struct control *control, const struct control_signal *signal)
{
	const struct control_point *first =
	    control_point_at(control, signal->from);
	return first->value < first->centre;
}

/* Below a run under the average, above one over it. */
static double bracket_y(
    const struct control *control, const struct control_signal *signal)
{
	bool under = is_under(control, signal);
	double y = under ? CONTROL_TOP_PT : control->bottom;
	for (size_t i = signal->from; i <= signal->to; i++) {
		if (!control_is_known(control_point_at(control, i)))
			continue;
		double at = control_place(control, i).y;
		y = under ? fmax(y, at) : fmin(y, at);
	}
	return clamp(under ? y + BRACKET_GAP_PT : y - BRACKET_GAP_PT,
	    CONTROL_TOP_PT + 6, control->bottom - 4);
}

/* From the middle of the first point to that of the last. */
static struct box bracket_of(
    const struct control *control, const struct control_signal *signal)
{
	double half = control_slot(control) / 2;
	double from = control_edge(control, signal->from) + half;
	double to = control_edge(control, signal->to) + half;
	return (struct box){ from, bracket_y(control, signal), to - from, 0 };
}

static void draw_ring(
    struct control *control, const struct control_signal *signal)
{
	const struct canvas *canvas = &control->canvas;
	struct point at = control_place(control, signal->from);
	struct shape *ring =
	    draw_circle(canvas->into, canvas->keep, at, RING_PT, COLOUR_NONE);
	ring->stroke = colour_of(signal);
	ring->stroke_pt = RING_STROKE_PT;
	draw_circle(
	    canvas->into, canvas->keep, at, CONTROL_DOT_PT, colour_of(signal));
}

static void draw_bracket(
    struct control *control, const struct control_signal *signal)
{
	const struct canvas *canvas = &control->canvas;
	double tip = is_under(control, signal) ? -BRACKET_PT : BRACKET_PT;
	struct box at = bracket_of(control, signal);
	struct point points[] = { { at.x, at.y + tip }, { at.x, at.y },
		{ at.x + at.width, at.y }, { at.x + at.width, at.y + tip } };
	draw_path(canvas->into, canvas->keep, points, 4, colour_of(signal), 1);
	label_take(&control->panel, canvas->keep,
	    (struct box){ at.x, at.y - 1, at.width, 2 });
}

/* "Signal 3: 132, below the limit", or "Signal 3" in a crowd. */
static struct str name_of(
    const struct control *control, const struct control_signal *signal)
{
	const struct control_data *data = control->data;
	struct str words = signal->words;
	bool newest = signal == &data->signals[data->signal_count - 1];
	if (data->signal_count > FULL_NAMES && !newest)
		words = str_slice(words, 0, str_find_byte(words, ':'));
	return canvas_fit(&control->canvas, words, look_of(signal),
	    control->right - control->left - 20);
}

static void name_ring(
    struct control *control, const struct control_signal *signal)
{
	struct label label = {
		.text = name_of(control, signal),
		.look = look_of(signal),
		.dot = control_place(control, signal->from),
		.gap = RING_PT + 3,
	};
	label_place(&control->panel, &control->canvas, &label);
}

/* Before the bracket where there is room, else around its middle. */
static void name_bracket(
    struct control *control, const struct control_signal *signal)
{
	const struct canvas *canvas = &control->canvas;
	struct box at = bracket_of(control, signal);
	struct label label = {
		.text = name_of(control, signal),
		.look = look_of(signal),
		.dot = { at.x, at.y },
		.gap = 5,
	};
	if (label_place_left(&control->panel, canvas, &label))
		return;
	label.dot.x += at.width / 2;
	label_place(&control->panel, canvas, &label);
}

void control_mark_signals(struct control *control)
{
	const struct control_data *data = control->data;
	for (size_t i = 0; i < data->signal_count; i++) {
		const struct control_signal *signal = &data->signals[i];
		if (!is_drawable(control, signal))
			continue;
		if (signal->rule == RULE_OUTSIDE)
			draw_ring(control, signal);
		else
			draw_bracket(control, signal);
	}
	for (size_t i = data->signal_count; i-- > 0;) {
		const struct control_signal *signal = &data->signals[i];
		if (!is_drawable(control, signal))
			continue;
		if (signal->rule == RULE_OUTSIDE)
			name_ring(control, signal);
		else
			name_bracket(control, signal);
	}
}
