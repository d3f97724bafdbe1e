/* Charts of rows; see rows.h. A word that has no room is cut, a number never:
 * it is whole or not there. */
#include "render/chart/rows.h"

#include <math.h>

#define ROW_PT 16.0
#define ROW_NARROW_PT 36.0
#define TOP_PT 28.0 /* heads of two lines, and a rule */
#define TOP_NARROW_PT 12.0
#define ABOVE_PT 10.0 /* for the words of a line */
#define BELOW_PT 14.0 /* labels of the axis */
#define PAD_PT 6.0

/* Places at the wide width; columns are right-aligned there. */
static const double counts_end[] = { 132, 192 };
#define PLOT_LEFT_PT 206.0
#define PLOT_RIGHT_PT 348.0
#define FIGURE_END_PT 446.0
#define COUNT_ROOM_PT 56.0

static double row_height(const struct rows *rows)
{
	return rows->narrow ? ROW_NARROW_PT : ROW_PT;
}

double rows_y(const struct rows *rows, size_t i)
{
	double in_row = rows->narrow ? ROW_NARROW_PT - 8 : ROW_PT / 2;
	return rows->top + (double)i * row_height(rows) + in_row;
}

static void write_head(const struct rows *rows, double x, struct str head,
    enum anchor anchor, double room)
{
	const struct canvas *canvas = &rows->canvas;
	struct str rest = head;
	struct str line;
	for (int i = 0; i < 2 && str_split(&rest, '\n', &line); i++)
		canvas_text(canvas, x, i ? 20 : 10,
		    canvas_fit(
			canvas, line, i ? LOOK_QUIET : LOOK_STRONG, room),
		    anchor, i ? LOOK_QUIET : LOOK_STRONG);
}

static void write_heads(const struct rows *rows, const struct str heads[4])
{
	const struct canvas *canvas = &rows->canvas;
	write_head(
	    rows, 0, heads[0], ANCHOR_START, counts_end[0] - COUNT_ROOM_PT - 4);
	for (int i = 0; i < 2; i++)
		write_head(rows, counts_end[i], heads[1 + i], ANCHOR_END,
		    COUNT_ROOM_PT);
	write_head(rows, FIGURE_END_PT, heads[3], ANCHOR_END, 96);
	canvas_line(canvas, 0, TOP_PT - 4, counts_end[1], TOP_PT - 4,
	    COLOUR_RULE, STROKE_GRID);
	canvas_line(canvas, PLOT_RIGHT_PT + 12, TOP_PT - 4, canvas->width,
	    TOP_PT - 4, COLOUR_RULE, STROKE_GRID);
}

void rows_open(struct rows *rows, struct axis axis, size_t count,
    const struct str heads[4])
{
	const struct canvas *canvas = &rows->canvas;
	rows->count = count;
	rows->narrow = canvas->width < CHART_WIDE_PT;
	rows->axis = axis;
	rows->axis.from = rows->narrow ? 4 : PLOT_LEFT_PT;
	rows->axis.to = rows->narrow ? canvas->width - 4 : PLOT_RIGHT_PT;
	rows->top = rows->narrow ? TOP_NARROW_PT : TOP_PT;
	rows->bottom =
	    rows->top + (double)count * row_height(rows) + PAD_PT / 2;
	if (!rows->narrow)
		write_heads(rows, heads);
	axis_draw_x(&rows->axis, canvas, rows->bottom,
	    rows->narrow ? rows->bottom : rows->top);
	canvas->into->width = canvas->width;
	canvas->into->height = rows->bottom + BELOW_PT;
}

void rows_line(const struct rows *rows, double value, struct str words)
{
	const struct canvas *canvas = &rows->canvas;
	double x = axis_at(&rows->axis, value);
	double width = canvas_measure(canvas, words, LOOK_PLAIN);
	double left = rows->narrow ? 0 : counts_end[1] + 4;
	double right = rows->narrow ? canvas->width : FIGURE_END_PT - 60;
	double at = fmin(fmax(x - width / 2, left), fmax(right - width, left));
	/* Between the texts of narrow rows, else in one. */
	for (size_t i = 0; i < rows->count && rows->narrow; i++)
		canvas_line(canvas, x, rows_y(rows, i) - 6, x,
		    rows_y(rows, i) + 6, COLOUR_INK, STROKE_LIMIT);
	if (!rows->narrow)
		canvas_line(canvas, x, rows->top, x, rows->bottom, COLOUR_INK,
		    STROKE_LIMIT);
	if (width <= right - left)
		canvas_text(canvas, at, rows->top - ABOVE_PT + 6, words,
		    ANCHOR_START, LOOK_PLAIN);
}

static void write_number(const struct rows *rows, double x, double y,
    struct str text, enum look look, double room)
{
	const struct canvas *canvas = &rows->canvas;
	if (canvas_measure(canvas, text, look) <= room)
		canvas_text(canvas, x, y, text, ANCHOR_END, look);
}

static void write_wide(
    const struct rows *rows, double y, const struct row_text *text)
{
	const struct canvas *canvas = &rows->canvas;
	double room = counts_end[0] - COUNT_ROOM_PT - 6;
	if (text->counts[0].len)
		room = fmax(room,
		    counts_end[0] - 6 -
			canvas_measure(canvas, text->counts[0], LOOK_PLAIN));
	room = fmin(room, 100);
	canvas_text(canvas, 0, y,
	    canvas_fit(canvas, text->label, LOOK_PLAIN, room), ANCHOR_START,
	    LOOK_PLAIN);
	for (int i = 0; i < 2; i++)
		write_number(rows, counts_end[i], y, text->counts[i],
		    LOOK_PLAIN, COUNT_ROOM_PT);
	write_number(rows, FIGURE_END_PT, y, text->figure, text->look,
	    FIGURE_END_PT - PLOT_RIGHT_PT - 6);
	canvas_text(canvas, canvas->width, y,
	    canvas_fit(canvas, text->word, text->look,
		canvas->width - FIGURE_END_PT - 4),
	    ANCHOR_END, text->look);
}

static void write_narrow(
    const struct rows *rows, double y, const struct row_text *text)
{
	const struct canvas *canvas = &rows->canvas;
	double figure = canvas_measure(canvas, text->figure, text->look);
	double word = canvas_measure(canvas, text->word, text->look);
	write_number(rows, canvas->width, y, text->figure, text->look,
	    canvas->width - 40);
	canvas_text(canvas, 0, y,
	    canvas_fit(canvas, text->label, LOOK_PLAIN,
		canvas->width - fmin(figure, canvas->width - 40) - 8),
	    ANCHOR_START, LOOK_PLAIN);
	canvas_text(canvas, canvas->width, y + 10,
	    canvas_fit(canvas, text->word, text->look, canvas->width / 3),
	    ANCHOR_END, text->look);
	canvas_text(canvas, 0, y + 10,
	    canvas_fit(canvas, text->counts_short, LOOK_QUIET,
		canvas->width - fmin(word, canvas->width / 3) - 8),
	    ANCHOR_START, LOOK_QUIET);
}

void rows_write(const struct rows *rows, size_t i, const struct row_text *text)
{
	double top = rows->top + (double)i * row_height(rows);
	if (rows->narrow)
		write_narrow(rows, top + 8, text);
	else
		write_wide(rows, top + ROW_PT / 2 + BASELINE_PT, text);
}
