/* Recall map: what a model took part in, week by week and service by service.
 * Blue are commits of which lines are left, pale those whose lines were all
 * rewritten; beside each row how many commits and lines would have to be looked
 * at, and the open problems on them. One scale for all rows; those that have no
 * row of their own are numbers alone, for their sum would flatten the others.
 */
#include <math.h>

#include "base/date.h"
#include "render/chart/recall.h"

#define LABELS_PT 104.0
#define NUMBERS_PT 148.0 /* three columns at the right */
#define ROW_WIDE_PT 24.0
#define ROW_NARROW_PT 34.0
#define TALL_WIDE_PT 18.0
#define TALL_NARROW_PT 17.0
#define TOP_PT 25.0 /* where rows begin */
#define SLOT_MIN_PT 3.0
#define SLOT_MAX_PT 9.0
#define BELOW_PT 24.0 /* the names of time */
#define WORDS_PT 12.0

/* Right edges of the three columns, from the right of the drawing. */
static const double columns_wide[] = { 104, 52, 0 };
static const double columns_narrow[] = { 88, 44, 0 };

static double column_x(const struct recall *recall, int column)
{
	const double *columns = recall->narrow ? columns_narrow : columns_wide;
	return recall->canvas.width - columns[column];
}

/* Weeks a bar: of 1, 2, 4, 13, 26, 52 the first that can be seen. */
static void choose_slots(struct recall *recall)
{
	static const int64_t each[] = { 1, 2, 4, 13, 26, 52 };
	int64_t weeks = recall_weeks(recall->data);
	double room = recall->right - recall->left;
	recall->each = 1;
	for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
		recall->each = each[i];
		if (room / ceil((double)weeks / (double)each[i]) >= SLOT_MIN_PT)
			break;
	}
	recall->slots = (size_t)((weeks + recall->each - 1) / recall->each);
	recall->slot = fmin(room / (double)recall->slots, SLOT_MAX_PT);
}

static size_t shown_rows(const struct recall_data *data)
{
	return data->count > RECALL_ROWS_MAX ? RECALL_ROWS_MAX - 1
					     : data->count;
}

static int64_t tallest(const struct recall *recall, size_t from, size_t to)
{
	int64_t most = 0;
	const struct recall_sum *sums = recall_sums(recall, from, to);
	for (size_t i = 0; i < recall->slots; i++)
		if (sums[i].living + sums[i].gone > most)
			most = sums[i].living + sums[i].gone;
	return most;
}

static void choose_height(struct recall *recall)
{
	size_t shown = shown_rows(recall->data);
	recall->most = 1;
	for (size_t i = 0; i < shown; i++) {
		int64_t most = tallest(recall, i, i + 1);
		recall->most = most > recall->most ? most : recall->most;
	}
	recall->tall = recall->narrow ? TALL_NARROW_PT : TALL_WIDE_PT;
}

/* ----------------------------------------------------------------- rows */

/* The scale, as bars have no axis of their own. */
static struct str bar_words(const struct recall *recall)
{
	struct arena *keep = recall->canvas.keep;
	struct str most = print_count(keep, recall->most);
	if (recall->each == 1)
		return arena_printf(
		    keep, "commits by week, at most " STR_FMT, STR_ARG(most));
	return arena_printf(keep, "commits, %lld weeks a bar, at most " STR_FMT,
	    (long long)recall->each, STR_ARG(most));
}

static void write_heads(const struct recall *recall)
{
	static const char *const heads[][2] = { { "", "commits" },
		{ "lines", "left" }, { "open", "problems" } };
	const struct canvas *canvas = &recall->canvas;
	double room =
	    (recall->narrow ? column_x(recall, 0) - 34 : recall->left - 6);
	canvas_text(canvas, 0, 17.5,
	    canvas_fit(canvas, recall->data->row_title, LOOK_STRONG, room),
	    ANCHOR_START, LOOK_STRONG);
	for (int i = 0; i < 3; i++)
		for (int line = 0; line < 2; line++)
			if (*heads[i][line])
				canvas_text(canvas, column_x(recall, i),
				    line ? 17.5 : 8.5, str_from(heads[i][line]),
				    ANCHOR_END, LOOK_QUIET);
	if (!recall->narrow)
		canvas_text(canvas, recall->left, 17.5, bar_words(recall),
		    ANCHOR_START, LOOK_QUIET);
	canvas_line(canvas, 0, TOP_PT - 3, canvas->width, TOP_PT - 3,
	    COLOUR_RULE, STROKE_GRID);
}

/* In full, or in thousands or millions where the column is narrow. */
static struct str number(
    const struct recall *recall, int64_t value, double room, enum look look)
{
	const struct canvas *canvas = &recall->canvas;
	struct arena *keep = canvas->keep;
	struct str text = print_count(keep, value);
	if (canvas_measure(canvas, text, look) <= room)
		return text;
	text = arena_printf(keep, STR_FMT "k",
	    STR_ARG(print_count(keep, value / 1000 + (value % 1000 >= 500))));
	if (canvas_measure(canvas, text, look) <= room)
		return text;
	text = arena_printf(
	    keep, STR_FMT "M", STR_ARG(print_count(keep, value / 1000000)));
	return canvas_fit(canvas, text, look, room);
}

static void write_numbers(const struct recall *recall,
    const struct recall_row *row, double y, enum look look)
{
	const struct canvas *canvas = &recall->canvas;
	double room = (recall->narrow ? 44 : 52) - 4;
	bool known = row->problems != UNKNOWN;
	enum look last = !known		     ? LOOK_QUIET
			 : row->problems > 0 ? LOOK_ALERT
					     : look;
	canvas_text(canvas, column_x(recall, 0), y,
	    number(recall, row->commits, room, look), ANCHOR_END, look);
	canvas_text(canvas, column_x(recall, 1), y,
	    number(recall, row->lines, room, look), ANCHOR_END, look);
	canvas_text(canvas, column_x(recall, 2), y,
	    known ? number(recall, row->problems, room, last)
		  : STR("not known"),
	    ANCHOR_END, last);
}

static double add_row(const struct recall *recall, const struct recall_row *row,
    const struct recall_sum *sums, double y)
{
	const struct canvas *canvas = &recall->canvas;
	double base = y + recall->tall + (recall->narrow ? 14 : 4);
	double text = recall->narrow ? y + 10 : base - 2;
	double room =
	    recall->narrow ? column_x(recall, 0) - 48 : recall->left - 6;
	canvas_line(canvas, recall->left, base,
	    recall->left + recall->slot * (double)recall->slots, base,
	    COLOUR_RULE, STROKE_GRID);
	recall_draw_bars(recall, sums, base);
	canvas_text(canvas, 0, text,
	    canvas_fit(canvas, row->label, LOOK_PLAIN, room), ANCHOR_START,
	    LOOK_PLAIN);
	write_numbers(recall, row, text, LOOK_PLAIN);
	return y + (recall->narrow ? ROW_NARROW_PT : ROW_WIDE_PT);
}

/* Counts of hostile data do not overflow, and none is below 0. */
static int64_t plus(int64_t sum, int64_t count)
{
	if (count < 0)
		return sum;
	return sum > INT64_MAX - count ? INT64_MAX : sum + count;
}

/* Rows FROM..TO as one; what no scan says of leaves the others' problems. */
static struct recall_row sum_of(
    const struct recall_data *data, size_t from, size_t to)
{
	struct recall_row sum = { .problems = UNKNOWN };
	bool all = to > from;
	int64_t problems = 0;
	for (size_t i = from; i < to; i++) {
		const struct recall_row *row = &data->rows[i];
		sum.commits = plus(sum.commits, row->commits);
		sum.lines = plus(sum.lines, row->lines);
		if (row->problems == UNKNOWN)
			all = false;
		else
			problems = plus(problems, row->problems);
	}
	if (all || problems > 0)
		sum.problems = problems;
	return sum;
}

static double add_rest(
    const struct recall *recall, const struct recall_row *rest, double y)
{
	const struct canvas *canvas = &recall->canvas;
	double text = y + (recall->narrow ? 10 : 12);
	double room =
	    column_x(recall, 0) - (recall->narrow ? 48 : NUMBERS_PT / 3);
	canvas_text(canvas, 0, text,
	    canvas_fit(canvas, rest->label, LOOK_PLAIN, room), ANCHOR_START,
	    LOOK_PLAIN);
	write_numbers(recall, rest, text, LOOK_PLAIN);
	return text + 4;
}

static double add_total(const struct recall *recall, double y)
{
	const struct canvas *canvas = &recall->canvas;
	struct recall_row all = sum_of(recall->data, 0, recall->data->count);
	canvas_line(
	    canvas, 0, y + 2, canvas->width, y + 2, COLOUR_INK2, STROKE_AXIS);
	canvas_text(canvas, 0, y + 13, STR("All"), ANCHOR_START, LOOK_STRONG);
	write_numbers(recall, &all, y + 13, LOOK_STRONG);
	return y + 17;
}

static bool has_gone(const struct recall *recall)
{
	const struct recall_sum *sums =
	    recall_sums(recall, 0, recall->data->count);
	for (size_t i = 0; i < recall->slots; i++)
		if (sums[i].gone > 0)
			return true;
	return false;
}

/* What blue and pale are, beside samples: bars are too small for labels. */
static double add_words(const struct recall *recall, double y)
{
	const struct canvas *canvas = &recall->canvas;
	static const char *const words[] = { "lines left", "all rewritten" };
	double x = recall->narrow ? 0 : recall->left;
	for (int i = 0; i < 1 + has_gone(recall); i++) {
		struct shape *shape = draw_rect(canvas->into, canvas->keep,
		    x + 0.25, y + 1.5, 6, 6.5, i ? COLOUR_GRID : COLOUR_BLUE);
		if (i) {
			shape->stroke = COLOUR_HUMAN;
			shape->stroke_pt = STROKE_GRID;
		}
		canvas_text(canvas, x + 10, y + 7.5, str_from(words[i]),
		    ANCHOR_START, LOOK_QUIET);
		x +=
		    22 + canvas_measure(canvas, str_from(words[i]), LOOK_QUIET);
	}
	return y + WORDS_PT;
}

static void layout(struct drawing *into, const void *data, double width_pt,
    const struct typeface *face, struct arena *keep)
{
	struct recall recall = {
		.canvas = { into, keep, face, width_pt },
		.data = data,
		.narrow = width_pt < CHART_WIDE_PT,
	};
	double y = TOP_PT;
	recall.left = recall.narrow ? 0 : LABELS_PT;
	recall.right = width_pt - (recall.narrow ? 0 : NUMBERS_PT);
	choose_slots(&recall);
	choose_height(&recall);
	write_heads(&recall);
	size_t shown = shown_rows(recall.data);
	for (size_t i = 0; i < shown; i++)
		y = add_row(&recall, &recall.data->rows[i],
		    recall_sums(&recall, i, i + 1), y);
	if (shown < recall.data->count) {
		struct recall_row rest =
		    sum_of(recall.data, shown, recall.data->count);
		rest.label = arena_printf(keep, STR_FMT " more, together",
		    STR_ARG(print_count(
			keep, (int64_t)(recall.data->count - shown))));
		y = add_rest(&recall, &rest, y);
	}
	recall_draw_time(&recall, y + 2);
	if (recall.narrow)
		y = add_total(&recall, add_words(&recall, y + BELOW_PT));
	else
		y = fmax(
		    add_total(&recall, y), add_words(&recall, y + BELOW_PT));
	into->width = width_pt;
	into->height = y;
}

const struct chart_kind chart_recall = {
	.name = "recall",
	.layout = layout,
};
