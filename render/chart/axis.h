/* Axes that charts of dots and rows share: linear from whole steps, or
 * logarithmic; three to five labels, gridlines, the unit on the last label. */
#ifndef RENDER_CHART_AXIS_H
#define RENDER_CHART_AXIS_H

#include "render/chart/canvas.h"

enum { AXIS_TICKS_MAX = 12 };

struct axis {
	double from; /* pt: where LOW lies */
	double to;   /* and HIGH; below FROM on an upright axis */
	double low;
	double high;
	bool log;
	bool share;	 /* 0..1, printed as % */
	struct str unit; /* behind the last label */
	double step;	 /* linear: between labels */
	double ticks[AXIS_TICKS_MAX];
	size_t count;
};

/* From LOW to HIGH, moved outward to whole steps of which there are at most
 * PARTS. What is no finite number counts as 0 and 1. */
struct axis axis_linear(double low, double high, int parts);
/* The same for ratios or sizes over several powers; both above 0. */
struct axis axis_log(double low, double high);

/* Where VALUE lies; beyond the ends, the end. */
double axis_at(const struct axis *axis, double value);
/* Whether it lies beyond the end, and on which side: -1, 0, 1. */
int axis_beyond(const struct axis *axis, double value);
/* Width of the widest label. */
double axis_room(const struct axis *axis, const struct canvas *canvas);

/* Along the bottom at Y: the line, ticks and labels that have room, gridlines
 * up to TOP (as Y: none). 12 pt below Y are needed. */
void axis_draw_x(
    const struct axis *axis, const struct canvas *canvas, double y, double top);
/* Gridlines from LEFT to RIGHT with the label at their left. No upright line;
 * the one at LOW is the axis. */
void axis_draw_y(const struct axis *axis, const struct canvas *canvas,
    double left, double right);

#endif
