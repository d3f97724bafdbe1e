/* A drawing laid out: shapes with absolute places in pt, y down, in painting
 * order. The SVG writer and cairo draw the same list, so that HTML and PDF
 * cannot disagree; the tree dump prints it for the tests. */
#ifndef RENDER_SHAPE_H
#define RENDER_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "render/theme.h"

enum shape_kind {
	SHAPE_RECT,   /* x y width height */
	SHAPE_CIRCLE, /* x y (centre) radius */
	SHAPE_LINE,   /* from x y to x2 y2 */
	SHAPE_PATH,   /* points; closed or not; straight or curved */
	SHAPE_HATCH,  /* x y width height: what is unknown */
	SHAPE_TEXT,   /* x y is the baseline at ANCHOR */
	SHAPE_KINDS
};

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

struct point {
	double x;
	double y;
};

struct shape {
	enum shape_kind kind;
	double x;
	double y;
	double x2;
	double y2;
	double width;
	double height;
	double radius;
	struct point *points;
	size_t point_count;
	bool closed;
	bool curved; /* points: a start, then triples of a cubic Bezier */
	enum colour fill;
	enum colour stroke;
	double stroke_pt;
	double dash_on; /* 0: solid */
	double dash_off;
	struct str text;
	enum text_role role;
	int weight;	/* 0: the role's */
	double size_pt; /* 0: the role's */
	/* fill: colour of the text; COLOUR_NONE takes the role's */
	enum anchor anchor;
	bool halo; /* paper outline of 2.5 under the text */
};

struct drawing {
	double width;
	double height;
	struct shape *items;
	size_t count;
	size_t room;
};

/* 45 degrees, lines of HATCH_LINE every HATCH_STEP (across the lines) in
 * COLOUR_HUMAN on paper, outline HATCH_OUTLINE. The same in SVG and cairo. */
#define HATCH_STEP 3.0
#define HATCH_LINE 0.8
#define HATCH_OUTLINE 0.5
#define HALO_PT 2.5

/* Shapes are added by VEC_PUSH(drawing, keep, shape), or by these, which a
 * chart reads as one line a shape. Lines and paths take a stroke, fields a
 * fill; all give the shape just added, for what else it needs. */
struct shape *draw_line(struct drawing *into, struct arena *keep,
    struct point from, struct point to, enum colour stroke, double stroke_pt);
struct shape *draw_rect(struct drawing *into, struct arena *keep, double x,
    double y, double width, double height, enum colour fill);
struct shape *draw_hatch(struct drawing *into, struct arena *keep, double x,
    double y, double width, double height);
struct shape *draw_circle(struct drawing *into, struct arena *keep,
    struct point centre, double radius, enum colour fill);
/* COUNT points, copied. */
struct shape *draw_path(struct drawing *into, struct arena *keep,
    const struct point *points, size_t count, enum colour stroke,
    double stroke_pt);
/* Role TEXT_SMALL on the baseline at AT; FILL COLOUR_NONE takes the role's. */
struct shape *draw_text(struct drawing *into, struct arena *keep,
    struct point at, struct str text, enum anchor anchor, enum colour fill);

struct box {
	double x;
	double y;
	double width;
	double height;
};

struct typeface;

/* The area that SHAPE covers, its text measured with FACE (ink height taken
 * as 0.73 above and 0.2 below the baseline of its size). */
struct box shape_box(const struct shape *shape, const struct typeface *face);

/* One line a shape, rounded to tenths of a pt: for the tests. */
struct buf;
void drawing_dump(struct buf *out, const struct drawing *drawing);
const char *shape_kind_name(enum shape_kind kind);

#endif
