/* Funnel of origin: all lines, those of known origin, those by AI, and what
 * passed each step after. Every bar has the same scale; beside it, with a gap,
 * lies what left at this step: hatched where it is unknown, grey where human,
 * brick otherwise. At the narrow width label and number stand over the bar. */
#include <math.h>

#include "render/chart/canvas.h"

enum { STAGES_MAX = 20 }; /* that a page has room for */

#define BAR_PT 11.0
#define MORE_PT 13.0	/* for how many have none */
#define GAP_PT 0.8	/* between a bar and what left */
#define LABELS_PT 128.0 /* bars start here at the wide width */
#define LONGEST_PT 206.0
#define LONGEST_MIN_PT 60.0
#define AFTER_PT 5.0 /* from a bar to its text */
#define WORD_GAP_PT 5.0

struct funnel {
	struct canvas canvas;
	const struct origin_data *data;
	double left;  /* where bars start */
	double scale; /* pt a line */
	bool narrow;
	double y;      /* top of the next bar */
	double last_y; /* top of the bar before; 0: none */
};

static double lines_of(const struct origin_stage *stage)
{
	int64_t lines = stage->lines > 0 ? stage->lines : 0;
	return (double)lines;
}

static double left_of(const struct origin_stage *stage)
{
	int64_t left = stage->left > 0 ? stage->left : 0;
	return stage->assessed ? (double)left : 0;
}

/* AI itself and what is left at the end are what the figure says. */
static enum look label_look(const struct funnel *funnel, size_t i)
{
	const struct origin_stage *stages = funnel->data->stages;
	bool first_pure = !stages[i].mixed && (i == 0 || stages[i - 1].mixed);
	bool last = i + 1 == funnel->data->count && stages[i].assessed;
	return first_pure || last ? LOOK_STRONG : LOOK_PLAIN;
}

static enum look left_look(const struct origin_stage *stage)
{
	return stage->left_kind == LEFT_ALERT ? LOOK_ALERT : LOOK_QUIET;
}

static struct str share_text(
    const struct canvas *canvas, const struct origin_stage *stage)
{
	if (stage->share.len == 0)
		return STR("");
	return arena_printf(canvas->keep, STR_FMT "%s", STR_ARG(stage->share),
	    stage->left > 0 && stage->left_words.len ? ";" : "");
}

/* Number, share and what left, as wide as they stand. */
static double text_width(
    const struct canvas *canvas, const struct origin_stage *stage)
{
	double width = canvas_measure(
	    canvas, print_count(canvas->keep, stage->lines), LOOK_STRONG);
	if (!stage->assessed)
		return canvas_measure(canvas, STR("not assessed"), LOOK_QUIET);
	if (stage->share.len)
		width +=
		    WORD_GAP_PT + canvas_measure(canvas,
				      share_text(canvas, stage), LOOK_PLAIN);
	if (stage->left > 0)
		width += WORD_GAP_PT + canvas_measure(canvas, stage->left_words,
					   left_look(stage));
	return width;
}

/* As long as possible, but so that each row's text still finds its place. */
static void choose_scale(struct funnel *funnel)
{
	const struct origin_data *data = funnel->data;
	double room = funnel->narrow ? funnel->canvas.width - 4 : LONGEST_PT;
	double largest = 1;
	for (size_t i = 0; i < data->count; i++)
		largest = fmax(largest,
		    lines_of(&data->stages[i]) + left_of(&data->stages[i]));
	funnel->scale = room / largest;
	for (size_t i = 0; i < data->count && !funnel->narrow; i++) {
		const struct origin_stage *stage = &data->stages[i];
		double bar = lines_of(stage) + left_of(stage);
		double free = funnel->canvas.width - funnel->left - AFTER_PT -
			      text_width(&funnel->canvas, stage);
		if (bar > 0)
			funnel->scale = fmin(funnel->scale, free / bar);
	}
	funnel->scale = fmax(funnel->scale, LONGEST_MIN_PT / largest);
}

/* Gives where bar and what left end. */
static double draw_bar(
    const struct funnel *funnel, const struct origin_stage *stage)
{
	const struct canvas *canvas = &funnel->canvas;
	double width = lines_of(stage) * funnel->scale;
	double end =
	    funnel->left + (lines_of(stage) + left_of(stage)) * funnel->scale;
	double from = funnel->left + width + GAP_PT;
	draw_rect(canvas->into, canvas->keep, funnel->left, funnel->y, width,
	    BAR_PT, stage->mixed ? COLOUR_BLUE2 : COLOUR_BLUE);
	if (end <= from)
		return end;
	if (stage->left_kind == LEFT_UNKNOWN)
		draw_hatch(canvas->into, canvas->keep, from, funnel->y,
		    end - from, BAR_PT);
	else
		draw_rect(canvas->into, canvas->keep, from, funnel->y,
		    end - from, BAR_PT,
		    stage->left_kind == LEFT_HUMAN ? COLOUR_HUMAN
						   : COLOUR_ALERT);
	return end;
}

/* A step that was not assessed: hatched as wide as what came before. */
static double draw_unassessed(const struct funnel *funnel, size_t i)
{
	double width = LONGEST_MIN_PT;
	const struct origin_stage *stages = funnel->data->stages;
	for (size_t j = i; j > 0; j--)
		if (stages[j - 1].assessed) {
			width = lines_of(&stages[j - 1]) * funnel->scale;
			break;
		}
	width = fmax(width, 4);
	draw_hatch(funnel->canvas.into, funnel->canvas.keep, funnel->left,
	    funnel->y, width, BAR_PT);
	return funnel->left + width;
}

static double add_bar(struct funnel *funnel, size_t i)
{
	const struct origin_stage *stage = &funnel->data->stages[i];
	double end = stage->assessed ? draw_bar(funnel, stage)
				     : draw_unassessed(funnel, i);
	if (!funnel->narrow && i > 0 && stage->assessed)
		canvas_line(&funnel->canvas, end, funnel->last_y + BAR_PT, end,
		    funnel->y, COLOUR_RULE, STROKE_GRID);
	funnel->last_y = funnel->y;
	return end;
}

static void write_wide(const struct funnel *funnel, size_t i, double x)
{
	const struct canvas *canvas = &funnel->canvas;
	const struct origin_stage *stage = &funnel->data->stages[i];
	double y = funnel->y + 8.2;
	canvas_text(canvas, 0, y,
	    canvas_fit(
		canvas, stage->label, label_look(funnel, i), LABELS_PT - 6),
	    ANCHOR_START, label_look(funnel, i));
	x += AFTER_PT;
	if (!stage->assessed) {
		canvas_text(canvas, x, y, STR("not assessed"), ANCHOR_START,
		    LOOK_QUIET);
		return;
	}
	struct str number = print_count(canvas->keep, stage->lines);
	canvas_text(canvas, x, y, number, ANCHOR_START, LOOK_STRONG);
	x += canvas_measure(canvas, number, LOOK_STRONG) + WORD_GAP_PT;
	struct str share = canvas_fit(
	    canvas, share_text(canvas, stage), LOOK_PLAIN, canvas->width - x);
	if (share.len) {
		canvas_text(canvas, x, y, share, ANCHOR_START, LOOK_PLAIN);
		x += canvas_measure(canvas, share, LOOK_PLAIN) + WORD_GAP_PT;
	}
	struct str left = canvas_fit(
	    canvas, stage->left_words, left_look(stage), canvas->width - x);
	if (stage->left > 0 && left.len)
		canvas_text(canvas, x, y, left, ANCHOR_START, left_look(stage));
}

/* Number and share at the right end, the label in what they leave. */
static void write_over(const struct funnel *funnel, size_t i)
{
	const struct canvas *canvas = &funnel->canvas;
	const struct origin_stage *stage = &funnel->data->stages[i];
	double y = funnel->y - 3;
	struct str share = stage->assessed ? stage->share : STR("not assessed");
	enum look look = stage->assessed ? LOOK_PLAIN : LOOK_QUIET;
	double right = canvas->width;
	if (share.len) {
		share = canvas_fit(canvas, share, look, right / 2);
		canvas_text(canvas, right, y, share, ANCHOR_END, look);
		right -= canvas_measure(canvas, share, look) + WORD_GAP_PT;
	}
	if (stage->assessed) {
		struct str number = print_count(canvas->keep, stage->lines);
		canvas_text(canvas, right, y, number, ANCHOR_END, LOOK_STRONG);
		right -= canvas_measure(canvas, number, LOOK_STRONG) + 8;
	}
	canvas_text(canvas, 0, y,
	    canvas_fit(canvas, stage->label, label_look(funnel, i), right),
	    ANCHOR_START, label_look(funnel, i));
}

/* What left stands behind its bar, or under it where there is no room; gives
 * the height that this takes. */
static double write_left(const struct funnel *funnel, size_t i, double x)
{
	const struct canvas *canvas = &funnel->canvas;
	const struct origin_stage *stage = &funnel->data->stages[i];
	enum look look = left_look(stage);
	if (!stage->assessed || stage->left <= 0 || !stage->left_words.len)
		return 0;
	double width = canvas_measure(canvas, stage->left_words, look);
	if (x + AFTER_PT + width <= canvas->width) {
		canvas_text(canvas, x + AFTER_PT, funnel->y + 8.2,
		    stage->left_words, ANCHOR_START, look);
		return 0;
	}
	canvas_text(canvas, x > width ? x : canvas->width,
	    funnel->y + BAR_PT + 8,
	    canvas_fit(canvas, stage->left_words, look, canvas->width),
	    ANCHOR_END, look);
	return 9;
}

static void layout(struct drawing *into, const void *data, double width_pt,
    const struct typeface *face, struct arena *keep)
{
	struct funnel funnel = {
		.canvas = { into, keep, face, width_pt },
		.data = data,
		.narrow = width_pt < CHART_WIDE_PT,
	};
	funnel.left = funnel.narrow ? 0 : LABELS_PT;
	funnel.y = funnel.narrow ? 14 : 4;
	choose_scale(&funnel);
	struct origin_data shown = *funnel.data;
	size_t more = 0;
	if (shown.count > STAGES_MAX) {
		more = shown.count - STAGES_MAX;
		shown.count = STAGES_MAX;
	}
	funnel.data = &shown;
	for (size_t i = 0; i < shown.count; i++) {
		double end = add_bar(&funnel, i);
		if (funnel.narrow) {
			write_over(&funnel, i);
			funnel.y += 29 + write_left(&funnel, i, end);
		} else {
			write_wide(&funnel, i, end);
			funnel.y += 18;
		}
	}
	if (more) {
		canvas_more(
		    &funnel.canvas, funnel.y + (funnel.narrow ? -5 : 7), more);
		funnel.y += MORE_PT;
	}
	into->width = width_pt;
	into->height = fmax(funnel.y - (funnel.narrow ? 14 : 3), BAR_PT);
}

const struct chart_kind chart_origin = {
	.name = "origin",
	.layout = layout,
};
