/* Labels are tried in a fixed order, so that the same data give the same
 * drawing. A place counts as free when it stays in the panel, covers no label
 * and no dot, and lies nearer to its own dot than to any other (with a slack
 * of 30 square pt, for crowds). */
#include "render/chart/label.h"

#include <math.h>
#include <stdlib.h>

#include "base/vec.h"

#define ASCENT_PT 5.5
#define DESCENT_PT 1.5
#define RIGHT_SLACK_PT 4
#define NEAR_SLACK_PT2 30.0
#define DOT_PT 2.5     /* what a dot keeps free around its middle */
#define END_GAP_PT 2.0 /* from the end of a line of the dot */
#define LEADER_STEP_PT 6.0
#define LEADER_STEPS 10
/* With more dots than this no spot is looked for: a line across so many would
 * lead nowhere. */
#define LEADER_DOTS_MAX 300

void label_take(struct label_panel *panel, struct arena *keep, struct box box)
{
	VEC_PUSH(&panel->taken, keep, box);
}

void label_add_disc(struct label_panel *panel, struct arena *keep,
    struct point dot, double radius)
{
	struct label_dot disc = { dot, radius };
	VEC_PUSH(&panel->dots, keep, disc);
}

void label_add_dot(
    struct label_panel *panel, struct arena *keep, struct point dot)
{
	label_add_disc(panel, keep, dot, DOT_PT);
}

static bool overlap(struct box a, struct box b)
{
	return a.x < b.x + b.width && b.x < a.x + a.width &&
	       a.y < b.y + b.height && b.y < a.y + a.height;
}

/* Square of the distance from POINT to the nearest side of BOX. */
static double distance2(struct box box, struct point point)
{
	double x = fmax(fmax(box.x - point.x, point.x - box.x - box.width), 0);
	double y = fmax(fmax(box.y - point.y, point.y - box.y - box.height), 0);
	return x * x + y * y;
}

bool label_is_clear(const struct label_panel *panel, struct box box, bool dots)
{
	for (size_t i = 0; i < panel->taken.count; i++)
		if (overlap(box, panel->taken.items[i]))
			return false;
	for (size_t i = 0; dots && i < panel->dots.count; i++) {
		const struct label_dot *dot = &panel->dots.items[i];
		if (distance2(box, dot->at) < dot->radius * dot->radius)
			return false;
	}
	return true;
}

static bool is_free(const struct label_panel *panel, struct box box,
    struct point own, bool must_be_near)
{
	const struct box *area = &panel->area;
	if (box.x < area->x || box.y < area->y ||
	    box.x + box.width > area->x + area->width + RIGHT_SLACK_PT ||
	    box.y + box.height > area->y + area->height)
		return false;
	if (!label_is_clear(panel, box, false))
		return false;
	double near = distance2(box, own);
	for (size_t i = 0; i < panel->dots.count; i++) {
		const struct label_dot *dot = &panel->dots.items[i];
		bool is_own =
		    fabs(dot->at.x - own.x) + fabs(dot->at.y - own.y) < 0.01;
		if (is_own)
			continue;
		double far = distance2(box, dot->at);
		if (far < dot->radius * dot->radius)
			return false;
		if (must_be_near && far + NEAR_SLACK_PT2 < near)
			return false;
	}
	return true;
}

/* The box of a label of WIDTH in direction (TO_X, TO_Y), each -1, 0 or 1. */
static struct box box_at(
    const struct label *label, double width, int to_x, int to_y)
{
	double height = ASCENT_PT + DESCENT_PT;
	struct box box = { .width = width, .height = height };
	double gap = to_x && to_y ? label->gap * 0.7 : label->gap;
	box.x = label->dot.x - width / 2 + to_x * (width / 2 + gap);
	box.y = label->dot.y - height / 2 + to_y * (height / 2 + gap);
	return box;
}

static void write_at(struct label_panel *panel, const struct canvas *canvas,
    const struct label *label, struct box box)
{
	struct shape *shape = canvas_text(canvas, box.x, box.y + ASCENT_PT,
	    label->text, ANCHOR_START, label->look);
	shape->halo = true;
	label_take(panel, canvas->keep, box);
}

/* The free spot nearest to the dot on a grid around it, LEADER_STEPS each way;
 * of two equally near the upper, then the left one. */
static bool find_spot(const struct label_panel *panel,
    const struct label *label, double width, struct box *spot)
{
	int left = LEADER_STEPS + (int)(width / LEADER_STEP_PT);
	double best = INFINITY;
	for (int row = -LEADER_STEPS; row <= LEADER_STEPS; row++)
		for (int column = -left; column <= LEADER_STEPS; column++) {
			struct box box = { label->dot.x +
					       column * LEADER_STEP_PT,
				label->dot.y + row * LEADER_STEP_PT, width,
				ASCENT_PT + DESCENT_PT };
			double far = distance2(box, label->dot);
			if (far < best && far >= label->gap * label->gap &&
			    is_free(panel, box, label->dot, false)) {
				best = far;
				*spot = box;
			}
		}
	return isfinite(best);
}

static void lead(
    const struct canvas *canvas, const struct label *label, struct box box)
{
	double x = clamp(label->dot.x, box.x, box.x + box.width);
	double y = clamp(label->dot.y, box.y, box.y + box.height);
	canvas_line(
	    canvas, label->dot.x, label->dot.y, x, y, COLOUR_INK2, STROKE_GRID);
}

bool label_place_left(struct label_panel *panel, const struct canvas *canvas,
    const struct label *label)
{
	double width = canvas_measure(canvas, label->text, label->look);
	struct box box = box_at(label, width, -1, 0);
	if (!is_free(panel, box, label->dot, false))
		return false;
	write_at(panel, canvas, label, box);
	return true;
}

bool label_place(struct label_panel *panel, const struct canvas *canvas,
    const struct label *label)
{
	static const int order[][2] = { { 1, 0 }, { 0, -1 }, { 0, 1 },
		{ -1, 0 }, { 1, -1 }, { -1, -1 }, { 1, 1 }, { -1, 1 } };
	double width = canvas_measure(canvas, label->text, label->look);
	struct box box;
	if (label->text.len == 0)
		return true;
	enum { ORDERS = sizeof order / sizeof *order, ENDS = 4 };
	for (size_t i = 0; i < ORDERS + ENDS; i++) {
		const int *to = order[i % ORDERS];
		struct label at = *label;
		if (i >= ORDERS)
			at.gap = label->reach[i - ORDERS] + END_GAP_PT;
		if (at.gap < label->gap)
			continue;
		box = box_at(&at, width, to[0], to[1]);
		if (!is_free(panel, box, label->dot, true))
			continue;
		write_at(panel, canvas, label, box);
		return true;
	}
	if (panel->dots.count > LEADER_DOTS_MAX ||
	    !find_spot(panel, label, width, &box))
		return false;
	lead(canvas, label, box);
	write_at(panel, canvas, label, box);
	return true;
}

struct place_order {
	const struct label *label;
	size_t at;
};

static int compare_order(const void *left, const void *right)
{
	const struct place_order *a = left;
	const struct place_order *b = right;
	if (a->label->gap > b->label->gap || a->label->gap < b->label->gap)
		return a->label->gap > b->label->gap ? -1 : 1;
	return (a->at > b->at) - (a->at < b->at);
}

size_t label_place_all(struct label_panel *panel, const struct canvas *canvas,
    const struct label *labels, size_t count)
{
	struct place_order *order =
	    arena_array(canvas->keep, count + 1, sizeof *order);
	size_t missing = 0;
	for (size_t i = 0; i < count; i++)
		order[i] = (struct place_order){ &labels[i], i };
	qsort(order, count, sizeof *order, compare_order);
	for (size_t i = 0; i < count; i++) {
		struct label label = *order[i].label;
		label.text = canvas_fit(
		    canvas, label.text, label.look, panel->area.width / 2);
		missing +=
		    i >= LABELS_MAX || !label_place(panel, canvas, &label);
	}
	return missing;
}
