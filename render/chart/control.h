/* What the two parts of a control chart share: control.c lays out axes, limits
 * and series, control_signal.c what stands out. */
#ifndef RENDER_CHART_CONTROL_H
#define RENDER_CHART_CONTROL_H

#include "render/chart/label.h"

#define CONTROL_TOP_PT 4.0
#define CONTROL_DOT_PT 1.7

struct control {
	struct canvas canvas;
	const struct control_data *data;
	bool narrow;
	double left;
	double right;
	double bottom;
	double step;  /* of the ticks */
	int ticks;    /* above 0 */
	double scale; /* pt a unit */
	struct label_panel panel;
};

/* Of the points that are drawn, the I-th from the left. */
const struct control_point *control_point_at(
    const struct control *control, size_t i);
bool control_is_known(const struct control_point *point);
double control_slot(const struct control *control); /* width of one point */
double control_edge(const struct control *control, size_t i); /* its left */
struct point control_place(const struct control *control, size_t i);

/* Draws all signals, then names them, the newest first. */
void control_mark_signals(struct control *control);

#endif
