/* What the two parts of a survival chart share: survival.c lays out axes and
 * the counts below, survival_line.c the lines, their fields and their names. */
#ifndef RENDER_CHART_SURVIVAL_H
#define RENDER_CHART_SURVIVAL_H

#include "render/chart/canvas.h"

/* How a line looks; dashes 0: solid. */
struct survival_style {
	enum colour colour;
	double stroke_pt;
	double dash_on;
	double dash_off;
};

struct survival_plot {
	struct canvas canvas;
	const struct survival_data *data;
	bool narrow;
	double left;
	double right;
	double bottom;
	double last; /* days at the right edge */
	double per_day;
	double step; /* of the ticks, days */
	int ticks;   /* above 0 */
};

/* How a curve is drawn; where days and a share lie, in pt. */
const struct survival_style *survival_style(size_t series);
double survival_x(const struct survival_plot *plot, double days);
double survival_y(const struct survival_plot *plot, double share);

/* Intervals first, lines over them, their names at the right end last. */
void survival_draw_fields(const struct survival_plot *plot);
void survival_draw_lines(const struct survival_plot *plot);
void survival_name_lines(const struct survival_plot *plot);

#endif
