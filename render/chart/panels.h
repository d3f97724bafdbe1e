/* Small panels side by side with the same axes: four (two at the narrow width)
 * in a row, fewer and wider where there are fewer. */
#ifndef RENDER_CHART_PANELS_H
#define RENDER_CHART_PANELS_H

#include "render/chart/axis.h"

struct panels {
	double width; /* of a panel's plot */
	double left;  /* of the first plot: room for the labels of the axis */
	double gutter;
	size_t columns;
};

/* Places COUNT panels whose upright axis needs ROOM pt for its labels, with
 * MARGIN pt free behind the last: what a mark at its end needs. */
struct panels panels_open(
    const struct canvas *canvas, size_t count, double room, double margin);
/* Where the plot in COLUMN begins. */
double panels_left(const struct panels *panels, size_t column);

#endif
