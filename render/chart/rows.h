/* Charts of rows: label, two columns of counts, a plot, the figure in words and
 * a word at the end; at the narrow width three lines a row. Dumbbells and
 * slopes draw their marks into it. */
#ifndef RENDER_CHART_ROWS_H
#define RENDER_CHART_ROWS_H

#include "render/chart/axis.h"

struct rows {
	struct canvas canvas;
	struct axis axis; /* from and to are set by rows_open */
	size_t count;
	bool narrow;
	double top;    /* of the plot */
	double bottom; /* where the axis lies */
};

/* What is written in a row. */
struct row_text {
	struct str label;
	struct str counts[2];
	struct str counts_short; /* both, in the narrow row */
	struct str figure;
	struct str word;
	enum look look; /* of figure and word */
};

/* Sets AXIS and places, draws heads, gridlines and axis for COUNT rows, and the
 * size of the drawing. HEADS: label, counts, counts, figure; each of at most
 * two lines, parted by '\n'. */
void rows_open(struct rows *rows, struct axis axis, size_t count,
    const struct str heads[4]);
/* Where the marks of row I lie. */
double rows_y(const struct rows *rows, size_t i);
void rows_write(const struct rows *rows, size_t i, const struct row_text *text);
/* An upright line through all rows at VALUE, its WORDS above. */
void rows_line(const struct rows *rows, double value, struct str words);

#endif
