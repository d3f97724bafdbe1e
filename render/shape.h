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
	SHAPE_RECT, /* x y width height */
	SHAPE_CIRCLE, /* x y (centre) radius */
	SHAPE_LINE, /* from x y to x2 y2 */
	SHAPE_PATH, /* points, straight; closed or not */
	SHAPE_HATCH, /* x y width height: unknown, see docs */
	SHAPE_TEXT, /* x y is the baseline at ANCHOR */
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
	enum colour fill;
	enum colour stroke;
	double stroke_pt;
	double dash_on; /* 0: solid */
	double dash_off;
	struct str text;
	enum text_role role;
	int weight; /* 0: the role's */
	double size_pt; /* 0: the role's */
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

/* Adds a shape; VEC_PUSH(drawing, keep, shape). */

#endif
