/* Evidence matrix: a row a control, a column a strength of evidence. The shape
 * in a cell says what the evidence comes to, as marks of status do: disc met,
 * half disc partly, triangle not met, ring attested; what nobody assessed is
 * hatched. The word and the date it is in force since stand beside. A row of a
 * whole list has counts instead of shapes. */
#include "render/chart/canvas.h"
#include "render/mark.h"

#define CONTROL_PT 40.0
#define COLUMN_PT 37.0
#define SINCE_PT 50.0
#define WORD_PT 58.0
#define TOP_PT 25.0
#define ROW_WIDE_PT 13.0
#define ROW_NARROW_PT 25.0
#define MARK_PT 6.5

enum { ROWS_MAX = 40 }; /* that a page has room for */

struct matrix {
	struct canvas canvas;
	const struct matrix_data *data;
	bool narrow;
	double left;  /* of the first column */
	double words; /* left edge of the words */
	double row;
	size_t shown;
};

static const char *const heads[MATRIX_STRENGTHS] = {
	[STRENGTH_DESIGN] = "Design",
	[STRENGTH_OPERATION] = "Operation",
	[STRENGTH_INDIRECT] = "Indirect",
	[STRENGTH_STATED] = "Stated",
	[STRENGTH_NONE] = "None",
};

static const struct {
	const char *word;
	enum doc_mark mark;
	enum look look;
} results[] = {
	[MATRIX_MET] = { "met", MARK_INSIDE, LOOK_PLAIN },
	[MATRIX_PART] = { "partly met", MARK_BORDERLINE, LOOK_PLAIN },
	[MATRIX_NOT_MET] = { "not met", MARK_OUTSIDE, LOOK_ALERT },
	[MATRIX_ATTESTED] = { "attested", MARK_NONE, LOOK_PLAIN },
	[MATRIX_NOT_ASSESSED] = { "not assessed", MARK_NONE, LOOK_QUIET },
};

static double column_x(const struct matrix *matrix, int column)
{
	return matrix->left + (column + 0.5) * COLUMN_PT;
}

static void write_heads(const struct matrix *matrix)
{
	const struct canvas *canvas = &matrix->canvas;
	double room =
	    matrix->narrow ? canvas->width - SINCE_PT - 4 : matrix->left - 6;
	double y = matrix->narrow ? 8.5 : 17.5;
	canvas_text(canvas, 0, y,
	    canvas_fit(canvas, matrix->data->row_title, LOOK_STRONG, room),
	    ANCHOR_START, LOOK_STRONG);
	for (int i = 0; i < MATRIX_STRENGTHS; i++)
		canvas_text(canvas, column_x(matrix, i), 17.5,
		    str_from(heads[i]), ANCHOR_MIDDLE, LOOK_QUIET);
	canvas_text(canvas, matrix->words, 17.5, STR("Evidence"), ANCHOR_START,
	    LOOK_QUIET);
	if (matrix->narrow) {
		canvas_text(canvas, canvas->width, 8.5, STR("In force since"),
		    ANCHOR_END, LOOK_QUIET);
	} else {
		canvas_text(canvas, canvas->width, 8.5, STR("In force"),
		    ANCHOR_END, LOOK_QUIET);
		canvas_text(canvas, canvas->width, 17.5, STR("since"),
		    ANCHOR_END, LOOK_QUIET);
	}
	canvas_line(canvas, 0, TOP_PT - 3, canvas->width, TOP_PT - 3,
	    COLOUR_RULE, STROKE_GRID);
}

/* The baseline of the cells of a row that begins at Y. */
static double cells_y(const struct matrix *matrix, double y)
{
	return y + (matrix->narrow ? 20.5 : 9.5);
}

static void draw_attested(const struct matrix *matrix, double x, double y)
{
	const struct canvas *canvas = &matrix->canvas;
	struct shape *ring = draw_circle(canvas->into, canvas->keep,
	    (struct point){ x, y }, MARK_PT / 2 - 0.6, COLOUR_PAPER);
	ring->stroke = COLOUR_BLUE;
	ring->stroke_pt = STROKE_INTERVAL;
}

static void draw_cell(
    const struct matrix *matrix, const struct matrix_row *row, int i, double y)
{
	const struct canvas *canvas = &matrix->canvas;
	double x = column_x(matrix, i);
	bool open = row->result == MATRIX_NOT_ASSESSED;
	if (row->controls > 1) {
		if (row->counts[i] > 0)
			canvas_text(canvas, x, y,
			    canvas_fit(canvas,
				print_count(canvas->keep, row->counts[i]),
				LOOK_PLAIN, COLUMN_PT - 2),
			    ANCHOR_MIDDLE, LOOK_PLAIN);
		return;
	}
	if (open && i == STRENGTH_NONE)
		draw_hatch(canvas->into, canvas->keep, x - COLUMN_PT / 2 + 2,
		    y - 7.5, COLUMN_PT - 4, 9.5);
	if (open || row->counts[i] <= 0)
		return;
	if (row->result == MATRIX_ATTESTED)
		draw_attested(matrix, x, y - BASELINE_PT);
	else
		mark_draw(canvas->into, canvas->keep, results[row->result].mark,
		    (struct point){
			x - MARK_PT / 2, y - BASELINE_PT - MARK_PT / 2 },
		    MARK_PT, COLOUR_NONE);
}

static void write_result(
    const struct matrix *matrix, const struct matrix_row *row, double y)
{
	const struct canvas *canvas = &matrix->canvas;
	double end = canvas->width - (matrix->narrow ? 0 : SINCE_PT);
	enum look look = results[row->result].look;
	struct str text = str_from(results[row->result].word);
	if (row->controls > 1) {
		look = LOOK_PLAIN;
		text = arena_printf(canvas->keep, STR_FMT " of " STR_FMT " met",
		    STR_ARG(print_count(canvas->keep, row->met)),
		    STR_ARG(print_count(canvas->keep, row->controls)));
		end = canvas->width;
	}
	canvas_text(canvas, matrix->words, y,
	    canvas_fit(canvas, text, look, end - matrix->words), ANCHOR_START,
	    look);
}

static void write_label(
    const struct matrix *matrix, const struct matrix_row *row, double y)
{
	const struct canvas *canvas = &matrix->canvas;
	double end =
	    matrix->narrow ? canvas->width - SINCE_PT - 4 : matrix->left - 6;
	double from = 0;
	if (row->control.len) {
		struct str control = canvas_fit(
		    canvas, row->control, LOOK_STRONG, CONTROL_PT - 3);
		canvas_text(canvas, 0, y, control, ANCHOR_START, LOOK_STRONG);
		from = CONTROL_PT;
	}
	canvas_text(canvas, from, y,
	    canvas_fit(canvas, row->title, LOOK_PLAIN, end - from),
	    ANCHOR_START, LOOK_PLAIN);
}

static void add_row(
    const struct matrix *matrix, const struct matrix_row *row, double y)
{
	const struct canvas *canvas = &matrix->canvas;
	double label = matrix->narrow ? y + 9.5 : cells_y(matrix, y);
	write_label(matrix, row, label);
	for (int i = 0; i < MATRIX_STRENGTHS; i++)
		draw_cell(matrix, row, i, cells_y(matrix, y));
	write_result(matrix, row, cells_y(matrix, y));
	if (row->controls <= 1 && row->since.len)
		canvas_text(canvas, canvas->width, label,
		    canvas_fit(canvas, row->since, LOOK_PLAIN, SINCE_PT),
		    ANCHOR_END, LOOK_PLAIN);
	canvas_line(canvas, 0, y + matrix->row, canvas->width, y + matrix->row,
	    COLOUR_GRID, STROKE_GRID);
}

static int64_t plus(int64_t sum, int64_t count)
{
	if (count < 0)
		return sum;
	return sum > INT64_MAX - count ? INT64_MAX : sum + count;
}

/* Over all rows, those that are not drawn among them. */
static void add_totals(const struct matrix *matrix, double y)
{
	const struct canvas *canvas = &matrix->canvas;
	struct matrix_row all = { .title = STR("All"), .result = MATRIX_MET };
	double text = matrix->narrow ? y + 21 : y + 12;
	for (size_t i = 0; i < matrix->data->count; i++) {
		const struct matrix_row *row = &matrix->data->rows[i];
		for (int k = 0; k < MATRIX_STRENGTHS; k++)
			all.counts[k] = plus(all.counts[k], row->counts[k]);
		all.met = plus(all.met, row->met);
		all.controls = plus(all.controls, row->controls);
	}
	canvas_line(
	    canvas, 0, y + 1, canvas->width, y + 1, COLOUR_INK2, STROKE_AXIS);
	canvas_text(canvas, 0, matrix->narrow ? y + 10 : text, STR("All"),
	    ANCHOR_START, LOOK_STRONG);
	for (int i = 0; i < MATRIX_STRENGTHS; i++)
		canvas_text(canvas, column_x(matrix, i), text,
		    canvas_fit(canvas, print_count(canvas->keep, all.counts[i]),
			LOOK_STRONG, COLUMN_PT - 2),
		    ANCHOR_MIDDLE, LOOK_STRONG);
	struct str met =
	    arena_printf(canvas->keep, STR_FMT " of " STR_FMT " met",
		STR_ARG(print_count(canvas->keep, all.met)),
		STR_ARG(print_count(canvas->keep, all.controls)));
	canvas_text(canvas, matrix->words, text,
	    canvas_fit(canvas, met, LOOK_STRONG, canvas->width - matrix->words),
	    ANCHOR_START, LOOK_STRONG);
}

static void layout(struct drawing *into, const void *data, double width_pt,
    const struct typeface *face, struct arena *keep)
{
	struct matrix matrix = {
		.canvas = { into, keep, face, width_pt },
		.data = data,
		.narrow = width_pt < CHART_WIDE_PT,
	};
	double y = TOP_PT;
	double columns = MATRIX_STRENGTHS * COLUMN_PT;
	matrix.row = matrix.narrow ? ROW_NARROW_PT : ROW_WIDE_PT;
	matrix.left =
	    matrix.narrow ? 0 : width_pt - columns - SINCE_PT - WORD_PT;
	matrix.words = matrix.left + columns + 4;
	matrix.shown = matrix.data->count;
	if (matrix.shown > ROWS_MAX)
		matrix.shown = ROWS_MAX;
	write_heads(&matrix);
	for (size_t i = 0; i < matrix.shown; i++) {
		add_row(&matrix, &matrix.data->rows[i], y);
		y += matrix.row;
	}
	if (matrix.shown < matrix.data->count) {
		canvas_more(
		    &matrix.canvas, y + 9.5, matrix.data->count - matrix.shown);
		y += ROW_WIDE_PT;
	}
	add_totals(&matrix, y);
	into->width = width_pt;
	into->height = y + (matrix.narrow ? 25 : 16);
}

const struct chart_kind chart_matrix = {
	.name = "matrix",
	.layout = layout,
};
