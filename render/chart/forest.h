/* What the two parts of a forest plot share: forest.c lays out the rows,
 * forest_frame.c all that lies under and around them. */
#ifndef RENDER_CHART_FOREST_H
#define RENDER_CHART_FOREST_H

#include "render/chart/canvas.h"

/* Places of one width, in pt. */
struct geometry {
	double plot_left;
	double plot_right;
	double plot_top;
	double row;
	double rule_above; /* from a rule to the next interval */
	double rule_below; /* from an interval to the next rule */
	double bottom;	   /* from the last interval to the axis */
	double first;	   /* interval of the first row */
	double text;	   /* from a row's interval to its text */
	bool narrow;
};

/* One laying out. */
struct forest {
	struct canvas canvas;
	const struct forest_data *data;
	const struct geometry *geometry;
	double low; /* ends of the axis, natural logarithms */
	double high;
	double largest; /* weight of a stratum */
	double y;	/* interval of the next row */
};

/* Right ends, in pt, of problems and thousand lines, of one side and the other,
 * where there is room for columns. */
enum { FOREST_COLUMNS = 4 };
extern const double forest_ends[FOREST_COLUMNS];

/* Where RATIO lies on the axis; at its ends what lies beyond. */
double forest_x(const struct forest *forest, double ratio);

/* Band, grid, the lines at 1 and at the limit, the axis at BOTTOM and the
 * headings. Comes first: the rows lie over it. */
void forest_draw_frame(const struct forest *forest, double bottom);

#endif
