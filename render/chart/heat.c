/* Heat map: rows by columns of open gaps. A cell says it three times, by
 * field, letter and k of n: G a gap in more than half, P in part, M met in all;
 * what was not assessed is hatched, in words, and in no total; what may not be
 * shown is in words alone. Only at the wide width; on a phone it scrolls
 * sideways. */
#include <math.h>

#include "render/chart/canvas.h"

#define LABELS_PT 88.0 /* at least */
#define CELL_PT 68.0   /* pitch of columns, at most */
#define CELL_MIN_PT 16.0
#define ROW_PT 15.5
#define GAP_PT 1.5
#define TOP_PT 25.0	    /* where the cells begin */
#define TOTALS_PT 94.0	    /* two columns at the right */
#define FIRST_TOTAL_PT 52.0 /* from the right edge */

enum { ROWS_MAX = 34 }; /* that a page has room for */

struct heat {
	struct canvas canvas;
	const struct heat_data *data;
	size_t rows;	/* shown */
	size_t columns; /* likewise */
	double labels;	/* width of the rows' names */
	double pitch;
	double right; /* where the last total ends */
};

static const struct {
	const char *letter;
	enum colour field;
	enum look letter_look;
	enum look look;
} states[] = {
	[HEAT_NOT_ASSESSED] = { "", COLOUR_NONE, LOOK_QUIET, LOOK_QUIET },
	[HEAT_MET] = { "M", COLOUR_WASH, LOOK_QUIET, LOOK_QUIET },
	[HEAT_PART] = { "P", COLOUR_ALERT2, LOOK_STRONG, LOOK_PLAIN },
	[HEAT_GAP] = { "G", COLOUR_ALERT, LOOK_ONFILL, LOOK_ONFILL },
};

static double column_x(const struct heat *heat, size_t column)
{
	return heat->labels + (double)column * heat->pitch;
}

static double row_baseline(size_t row)
{
	return TOP_PT + (double)row * ROW_PT + 10.5;
}

/* A title of at most two lines, the last one at the lower line. */
static void write_title(const struct heat *heat, double x, struct str title,
    enum anchor anchor, enum look look, double room)
{
	const struct canvas *canvas = &heat->canvas;
	struct str rest = title;
	struct str lines[2] = { { "", 0 }, { "", 0 } };
	size_t count = 0;
	while (count < 2 && str_split(&rest, '\n', &lines[count]))
		count++;
	for (size_t i = 0; i < count; i++)
		canvas_text(canvas, x, count == 1 || i == 1 ? 17.5 : 8.5,
		    canvas_fit(canvas, lines[i], look, room), anchor, look);
}

static void write_heads(const struct heat *heat)
{
	const struct heat_data *data = heat->data;
	write_title(heat, 0, data->row_title, ANCHOR_START, LOOK_STRONG,
	    heat->labels - 4);
	for (size_t i = 0; i < heat->columns; i++)
		write_title(heat, column_x(heat, i) + heat->pitch / 2,
		    data->columns[i], ANCHOR_MIDDLE, LOOK_PLAIN,
		    heat->pitch - 1);
	if (!data->row_totals)
		return;
	write_title(heat, heat->right - FIRST_TOTAL_PT, data->total_titles[0],
	    ANCHOR_END, LOOK_STRONG, TOTALS_PT - FIRST_TOTAL_PT - 2);
	write_title(heat, heat->right, data->total_titles[1], ANCHOR_END,
	    LOOK_STRONG, FIRST_TOTAL_PT - 2);
}

/* The words lie on a patch of paper, never on the hatch itself. What is known
 * but not shown has no hatch: that is for what nobody knows. */
static void draw_unassessed(const struct heat *heat, struct box box, size_t at)
{
	const struct canvas *canvas = &heat->canvas;
	const struct str *given = heat->data->cell_words;
	bool hidden = given && given[at].ptr;
	struct str words = hidden ? given[at] : STR("not assessed");
	double width = canvas_measure(canvas, words, LOOK_QUIET);
	if (!hidden)
		draw_hatch(canvas->into, canvas->keep, box.x, box.y, box.width,
		    box.height);
	if (width > box.width - 2)
		return;
	double patch = fmin(width + 4, box.width - 2.5);
	if (!hidden)
		draw_rect(canvas->into, canvas->keep,
		    box.x + (box.width - patch) / 2, box.y + 2.75, patch, 8.5,
		    COLOUR_PAPER);
	canvas_text(canvas, box.x + box.width / 2, box.y + 9.75, words,
	    ANCHOR_MIDDLE, LOOK_QUIET);
}

/* From 10,000 on in thousands, so that k/n fits a cell. */
static struct str short_count(struct arena *keep, int64_t count)
{
	if (count < 10000)
		return print_count(keep, count);
	int64_t thousands = count / 1000 + (count % 1000 >= 500);
	return arena_printf(keep, "%lldk", (long long)thousands);
}

static struct str cell_text(
    const struct heat *heat, size_t at, const struct heat_cell *cell)
{
	const struct heat_data *data = heat->data;
	if (data->cell_words && data->cell_words[at].ptr)
		return data->cell_words[at];
	struct arena *keep = heat->canvas.keep;
	return arena_printf(keep, STR_FMT "/" STR_FMT,
	    STR_ARG(short_count(keep, cell->open)),
	    STR_ARG(short_count(keep, cell->assessed)));
}

/* The width of a column's widest text, so that its letters stand in line. */
static double widest_text(const struct heat *heat, size_t column)
{
	double widest = 0;
	for (size_t row = 0; row < heat->rows; row++) {
		size_t at = row * heat->data->column_count + column;
		const struct heat_cell *cell = &heat->data->cells[at];
		if (cell->state == HEAT_NOT_ASSESSED)
			continue;
		double width = canvas_measure(&heat->canvas,
		    cell_text(heat, at, cell), states[cell->state].look);
		if (width + 10 < heat->pitch - GAP_PT)
			widest = fmax(widest, width);
	}
	return widest;
}

/* Letter and text in the middle, both in line with those above; where there is
 * no room, the letter alone. */
static void write_cell(
    const struct heat *heat, struct box box, size_t at, double widest)
{
	const struct canvas *canvas = &heat->canvas;
	const struct heat_cell *cell = &heat->data->cells[at];
	enum look look = states[cell->state].look;
	struct str text = cell_text(heat, at, cell);
	double y = box.y + 9.75;
	double end =
	    fmin(box.x + box.width / 2 + 8 + widest / 2, box.x + box.width - 2);
	double letter = fmax(end - widest - 10, box.x + 5);
	if (canvas_measure(canvas, text, look) + 10 < box.width)
		canvas_text(canvas, end, y, text, ANCHOR_END, look);
	else
		letter = box.x + box.width / 2;
	struct shape *shape =
	    canvas_text(canvas, letter, y, str_from(states[cell->state].letter),
		ANCHOR_MIDDLE, states[cell->state].letter_look);
	shape->weight = 600;
}

static void draw_cell(
    const struct heat *heat, size_t row, size_t column, double widest)
{
	const struct canvas *canvas = &heat->canvas;
	size_t at = row * heat->data->column_count + column;
	enum heat_state state = heat->data->cells[at].state;
	struct box box = { column_x(heat, column) + GAP_PT / 2,
		TOP_PT + (double)row * ROW_PT + GAP_PT / 2,
		heat->pitch - GAP_PT, ROW_PT - GAP_PT };
	if (state == HEAT_NOT_ASSESSED) {
		draw_unassessed(heat, box, at);
		return;
	}
	draw_rect(canvas->into, canvas->keep, box.x, box.y, box.width,
	    box.height, states[state].field);
	write_cell(heat, box, at, widest);
}

/* "all 5", or "5 of 5". */
static bool is_all(struct str text)
{
	struct str whole = text;
	size_t at = str_find_byte(text, ' ');
	struct str first = str_slice(text, 0, at);
	while (whole.len && str_find_byte(whole, ' ') < whole.len)
		whole = str_skip(whole, str_find_byte(whole, ' ') + 1);
	return str_equal_z(first, "all") || str_equal(first, whole);
}

/* What is not complete is bold. */
static void write_total(
    const struct heat *heat, double x, double y, struct str text, bool strong)
{
	enum look look = strong ? LOOK_STRONG : LOOK_PLAIN;
	double room =
	    x < heat->right ? TOTALS_PT - FIRST_TOTAL_PT : FIRST_TOTAL_PT;
	canvas_text(&heat->canvas, x, y,
	    canvas_fit(&heat->canvas, text, look, room - 2), ANCHOR_END, look);
}

static void add_row(const struct heat *heat, size_t row)
{
	const struct heat_data *data = heat->data;
	const struct canvas *canvas = &heat->canvas;
	double y = row_baseline(row);
	canvas_text(canvas, 0, y,
	    canvas_fit(canvas, data->rows[row], LOOK_PLAIN, heat->labels - 4),
	    ANCHOR_START, LOOK_PLAIN);
	if (!data->row_totals)
		return;
	struct str second = data->row_totals[2 * row + 1];
	write_total(heat, heat->right - FIRST_TOTAL_PT, y,
	    data->row_totals[2 * row], true);
	write_total(heat, heat->right, y, second, !is_all(second));
}

/* A number is whole or not there: half of one would mislead. */
static void write_column_total(const struct heat *heat, size_t column, double y)
{
	const struct canvas *canvas = &heat->canvas;
	struct str text = heat->data->column_totals[column];
	if (canvas_measure(canvas, text, LOOK_STRONG) <= heat->pitch - 1)
		canvas_text(canvas, column_x(heat, column) + heat->pitch / 2, y,
		    text, ANCHOR_MIDDLE, LOOK_STRONG);
}

static double add_totals(const struct heat *heat)
{
	const struct heat_data *data = heat->data;
	const struct canvas *canvas = &heat->canvas;
	double y = TOP_PT + (double)heat->rows * ROW_PT + 3;
	if (!data->column_totals)
		return y;
	canvas_line(canvas, 0, y, heat->right, y, COLOUR_INK2, STROKE_AXIS);
	canvas_text(canvas, 0, y + 11,
	    canvas_fit(canvas,
		data->total_label.len ? data->total_label : STR("All"),
		LOOK_STRONG, heat->labels - 4),
	    ANCHOR_START, LOOK_STRONG);
	for (size_t i = 0; i < heat->columns; i++)
		write_column_total(heat, i, y + 11);
	if (data->row_totals) {
		write_total(heat, heat->right - FIRST_TOTAL_PT, y + 11,
		    data->grand_totals[0], true);
		write_total(
		    heat, heat->right, y + 11, data->grand_totals[1], true);
	}
	return y + 16;
}

/* As wide as the longest name shown, as far as ROOM goes. */
static double label_room(const struct heat *heat, double room)
{
	double widest = LABELS_PT;
	for (size_t i = 0; i < heat->rows; i++)
		widest = fmax(widest,
		    12 + canvas_measure(&heat->canvas,
			     canvas_fit(&heat->canvas, heat->data->rows[i],
				 LOOK_PLAIN, room - 12),
			     LOOK_PLAIN));
	return fmin(widest, fmax(room, LABELS_PT));
}

static void layout(struct drawing *into, const void *data, double width_pt,
    const struct typeface *face, struct arena *keep)
{
	struct heat heat = {
		.canvas = { into, keep, face, width_pt },
		.data = data,
		.pitch = CELL_PT,
	};
	double room = width_pt - LABELS_PT;
	if (heat.data->row_totals)
		room -= TOTALS_PT;
	size_t most = heat.data->most_rows ? heat.data->most_rows : ROWS_MAX;
	/* "one more" would take the room of that one */
	heat.rows = heat.data->row_count;
	if (heat.rows > most + 1 || heat.rows > ROWS_MAX)
		heat.rows = most;
	heat.columns = heat.data->column_count;
	if (heat.columns > (size_t)(room / CELL_MIN_PT))
		heat.columns = (size_t)(room / CELL_MIN_PT);
	if (heat.columns)
		heat.pitch = fmin(CELL_PT, room / (double)heat.columns);
	heat.labels = label_room(
	    &heat, LABELS_PT + room - heat.pitch * (double)heat.columns);
	heat.right = column_x(&heat, heat.columns);
	if (heat.data->row_totals)
		heat.right += TOTALS_PT;
	write_heads(&heat);
	for (size_t i = 0; i < heat.rows; i++)
		add_row(&heat, i);
	for (size_t i = 0; i < heat.columns; i++) {
		double widest = widest_text(&heat, i);
		for (size_t row = 0; row < heat.rows; row++)
			draw_cell(&heat, row, i, widest);
	}
	into->width = width_pt;
	into->height = add_totals(&heat);
	size_t more = heat.data->row_count - heat.rows +
		      (heat.data->column_count - heat.columns);
	if (!more)
		return;
	canvas_more(&heat.canvas, into->height + 7, more);
	into->height += 10;
}

const struct chart_kind chart_heat = {
	.name = "heat",
	.layout = layout,
	.wide_only = true,
};
