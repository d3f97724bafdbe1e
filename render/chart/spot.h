/* Marks that charts of dots and rows share: what a dot says by fill and
 * outline, and intervals that end in an arrowhead where the axis ends. */
#ifndef RENDER_CHART_SPOT_H
#define RENDER_CHART_SPOT_H

#include "render/chart/axis.h"

/* SPOT_KINDS and what each says are in chart.h. */

/* A dot of RADIUS; hollow ones are paper inside. */
void spot_draw(const struct canvas *canvas, struct point at, double radius,
    enum spot_look look);

/* The interval LOW to HIGH on AXIS, which runs across at Y, or up at X. What is
 * not finite reaches the end of the axis. */
void interval_across(const struct canvas *canvas, const struct axis *axis,
    double y, double low, double high, enum colour stroke, double stroke_pt);
void interval_up(const struct canvas *canvas, const struct axis *axis, double x,
    double low, double high, enum colour stroke, double stroke_pt);

#endif
