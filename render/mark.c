/* Draws the marks from one table of paths in their 9 x 9 box; a curved path is
 * a start and triples of Bezier points, as in SVG's C command. */
#include "render/mark.h"

#include "base/vec.h"

#define MAX_STEPS 4
#define MAX_POINTS 13

/* Half a circle of radius 3.5 as two quarters: 3.5 * 0.5523. */
#define ARC 1.933

struct step {
	enum shape_kind kind;
	double radius;			 /* circle, centred in the box */
	struct point points[MAX_POINTS]; /* path; rect: corner and size */
	size_t count;
	bool closed;
	bool curved;
	bool filled;
	double stroke; /* 0: none */
};

struct mark_row {
	const char *name;
	enum colour colour;
	struct step steps[MAX_STEPS];
};

/* clang-format off */
static const struct mark_row mark_table[DOC_MARKS] = {
	[MARK_NONE] = { "none", COLOUR_INK, { { 0 } } },
	[MARK_INSIDE] = { "inside", COLOUR_BLUE, {
		{ .kind = SHAPE_CIRCLE, .radius = 4, .filled = true },
	} },
	[MARK_BORDERLINE] = { "borderline", COLOUR_INK, {
		{ .kind = SHAPE_CIRCLE, .radius = 3.5, .stroke = 1.25 },
		{ .kind = SHAPE_PATH, .curved = true, .closed = true,
		  .filled = true, .count = 7, .points = {
			{ 4.5, 1 }, { 4.5 - ARC, 1 }, { 1, 4.5 - ARC },
			{ 1, 4.5 }, { 1, 4.5 + ARC }, { 4.5 - ARC, 8 },
			{ 4.5, 8 } } },
	} },
	[MARK_OUTSIDE] = { "outside", COLOUR_ALERT, {
		{ .kind = SHAPE_PATH, .closed = true, .filled = true,
		  .count = 3, .points = {
			{ 4.5, .4 }, { 8.9, 8.4 }, { .1, 8.4 } } },
	} },
	[MARK_NOT_ASSESSED] = { "not-assessed", COLOUR_HUMAN, {
		{ .kind = SHAPE_HATCH, .count = 2, .points = {
			{ .9, .9 }, { 7.2, 7.2 } } },
	} },
	[MARK_TOO_LITTLE] = { "too-little", COLOUR_INK2, {
		{ .kind = SHAPE_PATH, .count = 2, .stroke = 1.25, .points = {
			{ 1, 4.5 }, { 8, 4.5 } } },
	} },
	[MARK_UP] = { "up", COLOUR_BLUE, {
		{ .kind = SHAPE_PATH, .closed = true, .filled = true,
		  .count = 7, .points = {
			{ 4.5, .6 }, { 8.3, 5 }, { 5.7, 5 }, { 5.7, 8.6 },
			{ 3.3, 8.6 }, { 3.3, 5 }, { .7, 5 } } },
	} },
	[MARK_DOWN] = { "down", COLOUR_BLUE, {
		{ .kind = SHAPE_PATH, .closed = true, .filled = true,
		  .count = 7, .points = {
			{ 4.5, 8.4 }, { 8.3, 4 }, { 5.7, 4 }, { 5.7, .4 },
			{ 3.3, .4 }, { 3.3, 4 }, { .7, 4 } } },
	} },
	[MARK_UNCHANGED] = { "unchanged", COLOUR_INK2, {
		{ .kind = SHAPE_PATH, .curved = true, .stroke = 1.1,
		  .count = 7, .points = {
			{ .8, 3.6 }, { 2, 2.2 }, { 3.2, 2.2 }, { 4.5, 3.3 },
			{ 5.8, 4.4 }, { 7, 4.6 }, { 8.2, 3.2 } } },
		{ .kind = SHAPE_PATH, .curved = true, .stroke = 1.1,
		  .count = 7, .points = {
			{ .8, 6.6 }, { 2, 5.2 }, { 3.2, 5.2 }, { 4.5, 6.3 },
			{ 5.8, 7.4 }, { 7, 7.6 }, { 8.2, 6.2 } } },
	} },
	[MARK_NOT_COMPARABLE] = { "not-comparable", COLOUR_INK, {
		{ .kind = SHAPE_PATH, .count = 2, .stroke = 1.25, .points = {
			{ 1.4, 1.4 }, { 7.6, 7.6 } } },
		{ .kind = SHAPE_PATH, .count = 2, .stroke = 1.25, .points = {
			{ 7.6, 1.4 }, { 1.4, 7.6 } } },
	} },
};
/* clang-format on */

const char *mark_sign(enum doc_mark mark)
{
	static const char *const signs[DOC_MARKS] = {
		[MARK_NONE] = "",
		[MARK_INSIDE] = "\xe2\x97\x8f",	      /* U+25CF */
		[MARK_BORDERLINE] = "\xe2\x97\x90",   /* U+25D0 */
		[MARK_OUTSIDE] = "\xe2\x96\xb2",      /* U+25B2 */
		[MARK_NOT_ASSESSED] = "\xe2\x96\xa8", /* U+25A8 */
		[MARK_TOO_LITTLE] = "\xe2\x80\x93",   /* U+2013 */
		[MARK_UP] = "\xe2\x86\x91",	      /* U+2191 */
		[MARK_DOWN] = "\xe2\x86\x93",	      /* U+2193 */
		[MARK_UNCHANGED] = "\xe2\x89\x88",    /* U+2248 */
		[MARK_NOT_COMPARABLE] = "\xc3\x97",   /* U+00D7 */
	};
	return signs[mark];
}

const char *mark_name(enum doc_mark mark)
{
	return mark_table[mark].name;
}

struct placing {
	struct point corner;
	double scale;
	enum colour colour;
};

static struct point place(const struct placing *placing, struct point point)
{
	return (struct point){
		placing->corner.x + point.x * placing->scale,
		placing->corner.y + point.y * placing->scale,
	};
}

static struct shape draw_step(
    const struct step *step, const struct placing *placing, struct arena *keep)
{
	struct point at = place(placing, step->kind == SHAPE_CIRCLE
					     ? (struct point){ 4.5, 4.5 }
					     : step->points[0]);
	struct shape shape = {
		.kind = step->kind,
		.x = at.x,
		.y = at.y,
		.radius = step->radius * placing->scale,
		.closed = step->closed,
		.curved = step->curved,
		.fill = step->filled ? placing->colour : COLOUR_NONE,
		.stroke = step->stroke > 0 ? placing->colour : COLOUR_NONE,
		.stroke_pt = step->stroke * placing->scale,
	};
	if (step->kind == SHAPE_HATCH) {
		shape.width = step->points[1].x * placing->scale;
		shape.height = step->points[1].y * placing->scale;
	} else if (step->kind == SHAPE_PATH) {
		shape.points = arena_array(keep, step->count, sizeof at);
		shape.point_count = step->count;
		for (size_t i = 0; i < step->count; i++)
			shape.points[i] = place(placing, step->points[i]);
	}
	return shape;
}

void mark_draw(struct drawing *into, struct arena *keep, enum doc_mark mark,
    struct point corner, double size, enum colour colour)
{
	if (mark == MARK_NONE)
		return;
	const struct mark_row *row = &mark_table[mark];
	struct placing placing = { corner, size / MARK_BOX,
		colour == COLOUR_NONE ? row->colour : colour };
	for (size_t i = 0; i < MAX_STEPS; i++) {
		const struct step *step = &row->steps[i];
		if (step->radius > 0 || step->count > 0)
			VEC_PUSH(into, keep, draw_step(step, &placing, keep));
	}
}
