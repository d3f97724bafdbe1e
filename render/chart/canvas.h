/* What every chart needs while it is laid out: where shapes go, how wide text
 * is, and the few looks that text has in a chart. */
#ifndef RENDER_CHART_CANVAS_H
#define RENDER_CHART_CANVAS_H

#include "render/chart/chart.h"
#include "render/print.h"

struct canvas {
	struct drawing *into;
	struct arena *keep;
	const struct typeface *face;
	double width;
};

enum look {
	LOOK_QUIET,  /* 400 ink2: axes, heads, what explains */
	LOOK_PLAIN,  /* 400 ink: labels and figures */
	LOOK_STRONG, /* 600 ink: what the figure says */
	LOOK_ALERT,  /* 600 alert */
	LOOK_BLUE,   /* 600 blue */
	LOOK_ONFILL, /* 600 on a field of alert */
};

/* Strokes of charts in pt. */
#define STROKE_INTERVAL 1.25
#define STROKE_LINE 0.9
#define STROKE_AXIS 0.6
#define STROKE_GRID 0.5
#define STROKE_LIMIT 0.75
#define TICK_PT 3.0
/* From the middle of a row to the baseline of its text. */
#define BASELINE_PT 2.7

/* No drawing has room for more characters; what is longer is cut here, so that
 * a name of 64 KiB costs no more than one of a line. */
enum { CANVAS_TEXT_MAX = 400 };

/* In pt, as canvas_text draws it: TEXT at X from the left, its base line at Y;
 * a longer one than CANVAS_TEXT_MAX is cut. */
double canvas_measure(
    const struct canvas *canvas, struct str text, enum look look);
struct shape *canvas_text(const struct canvas *canvas, double x, double y,
    struct str text, enum anchor anchor, enum look look);
/* As much of TEXT as ROOM pt hold, with an ellipsis where it was cut. */
struct str canvas_fit(
    const struct canvas *canvas, struct str text, enum look look, double room);
/* "9,976 more in the table" on the baseline Y: rows that have no place. */
void canvas_more(const struct canvas *canvas, double y, size_t count);
void canvas_line(const struct canvas *canvas, double x, double y, double x2,
    double y2, enum colour stroke, double stroke_pt);
void canvas_dashed(const struct canvas *canvas, double x, double y, double y2);
/* An open arrowhead at X, Y that points along TOWARD (-1 left, 1 right). */
void canvas_arrowhead(const struct canvas *canvas, double x, double y,
    int toward, enum colour stroke, double stroke_pt);

/* The smallest of 1, 2, 2.5, 5 x 10^n that cuts MAX into at most PARTS. */
double nice_step(double max, int parts);
/* VALUE, or FALLBACK when it is no finite number. */
double finite_or(double value, double fallback);
double clamp(double value, double low, double high);

#endif
