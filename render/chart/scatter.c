/* Scatter: what goes with what, a panel for each language (or team, or
 * repository), all with the same axes. A dot's area is its size; thin crosses
 * are the intervals both ways. Where all dots of a panel have a place for their
 * name they are named, else as many as have, largest first. */
#include <math.h>

#include "render/chart/label.h"
#include "render/chart/panels.h"
#include "render/chart/spot.h"

#define PANEL_PT 122.0 /* with title and labels of the axis */
#define PANEL_ONE_PT 170.0
#define TITLE_PT 12.0
#define BELOW_PT 14.0
#define RADIUS_PT 0.85 /* of a dot of thousand lines */
#define RADIUS_MAX 9.0
#define RADIUS_MIN 1.0
#define NAMED_MAX 400 /* dots in a panel of which names are tried */
#define ROW_GAP_PT 8.0

struct scatter {
	struct canvas canvas;
	const struct scatter_data *data;
	struct axis x;
	struct axis y;
	struct panels panels;
	double height; /* of a panel */
	double scale;  /* of radii */
};

static bool is_drawn(const struct scatter_dot *dot)
{
	return isfinite(dot->x) && isfinite(dot->y);
}

/* The axes hold all dots, and intervals up to two and a half times the
 * largest. */
static void choose_axes(struct scatter *scatter)
{
	const struct scatter_data *data = scatter->data;
	double top[2] = { 0, 0 };
	double reach[2] = { 0, 0 };
	double largest = 0;
	for (size_t p = 0; p < data->count; p++)
		for (size_t i = 0; i < data->panels[p].count; i++) {
			const struct scatter_dot *dot =
			    &data->panels[p].dots[i];
			if (!is_drawn(dot))
				continue;
			top[0] = fmax(top[0], dot->x);
			top[1] = fmax(top[1], dot->y);
			reach[0] = fmax(reach[0], finite_or(dot->high_x, 0));
			reach[1] = fmax(reach[1], finite_or(dot->high_y, 0));
			largest = fmax(largest, finite_or(dot->size, 0));
		}
	for (int i = 0; i < 2; i++) {
		bool share = i ? data->share_y : data->share_x;
		if (top[i] > 0)
			top[i] = fmax(
			    top[i], fmin(reach[i], fmax(top[i], 1e-9) * 2.5));
		else
			top[i] = reach[i];
		if (share)
			top[i] = fmin(fmax(top[i], 0.1), 1);
	}
	scatter->x = axis_linear(0, top[0] > 0 ? top[0] : 1, 3);
	scatter->y = axis_linear(0, top[1] > 0 ? top[1] : 1, 3);
	scatter->x.share = data->share_x;
	scatter->y.share = data->share_y;
	double radius = RADIUS_PT * sqrt(largest);
	scatter->scale = radius > RADIUS_MAX ? RADIUS_MAX / radius : 1;
}

static double radius_of(
    const struct scatter *scatter, const struct scatter_dot *dot)
{
	double size = fmax(finite_or(dot->size, 0), 0);
	return fmax(RADIUS_PT * sqrt(size) * scatter->scale, RADIUS_MIN);
}

static struct point place(
    const struct scatter *scatter, const struct scatter_dot *dot)
{
	return (struct point){ axis_at(&scatter->x, dot->x),
		axis_at(&scatter->y, dot->y) };
}

static void draw_cross(
    const struct scatter *scatter, const struct scatter_dot *dot)
{
	struct point at = place(scatter, dot);
	if (!isnan(dot->low_x) && !isnan(dot->high_x))
		interval_across(&scatter->canvas, &scatter->x, at.y, dot->low_x,
		    dot->high_x, COLOUR_HUMAN, STROKE_AXIS);
	if (!isnan(dot->low_y) && !isnan(dot->high_y))
		interval_up(&scatter->canvas, &scatter->y, at.x, dot->low_y,
		    dot->high_y, COLOUR_HUMAN, STROKE_AXIS);
}

/* The name of DOT; the lines of its cross are taken, since no name may cover
 * them. */
static struct label label_of(const struct scatter *scatter,
    struct label_panel *panel, const struct scatter_dot *dot)
{
	struct arena *keep = scatter->canvas.keep;
	struct point at = place(scatter, dot);
	double half = STROKE_AXIS / 2;
	struct label label = { .text = dot->label,
		.look = LOOK_PLAIN,
		.dot = at,
		.gap = radius_of(scatter, dot) + 2.5 };
	if (!isnan(dot->low_x) && !isnan(dot->high_x)) {
		double from = axis_at(&scatter->x, dot->low_x);
		double to = axis_at(&scatter->x, dot->high_x);
		label_take(panel, keep,
		    (struct box){ from, at.y - half, to - from, 2 * half });
		label.reach[0] = to - at.x;
		label.reach[3] = at.x - from;
	}
	if (!isnan(dot->low_y) && !isnan(dot->high_y)) {
		double from = axis_at(&scatter->y, dot->high_y);
		double to = axis_at(&scatter->y, dot->low_y);
		label_take(panel, keep,
		    (struct box){ at.x - half, from, 2 * half, to - from });
		label.reach[1] = at.y - from;
		label.reach[2] = to - at.y;
	}
	return label;
}

/* Crosses lie under all dots, and names on neither; gives how many have no
 * name. */
static size_t draw_dots(
    struct scatter *scatter, const struct scatter_panel *panel, struct box area)
{
	const struct canvas *canvas = &scatter->canvas;
	struct label_panel free = { .area = area };
	struct label *labels =
	    arena_array(canvas->keep, panel->count + 1, sizeof *labels);
	size_t count = 0;
	for (size_t i = 0; i < panel->count; i++)
		if (is_drawn(&panel->dots[i]))
			draw_cross(scatter, &panel->dots[i]);
	for (size_t i = 0; i < panel->count; i++) {
		const struct scatter_dot *dot = &panel->dots[i];
		if (!is_drawn(dot))
			continue;
		double radius = radius_of(scatter, dot);
		struct point at = place(scatter, dot);
		spot_draw(canvas, at, radius, dot->look);
		label_add_disc(&free, canvas->keep, at, radius + 0.5);
		labels[count++] = label_of(scatter, &free, dot);
	}
	if (count > NAMED_MAX)
		return count;
	return label_place_all(&free, canvas, labels, count);
}

/* The title, and at the right how many dots have no name. */
static void write_title(const struct scatter *scatter, struct str title,
    size_t missing, double left, double y)
{
	const struct canvas *canvas = &scatter->canvas;
	double room = scatter->panels.width;
	struct str words =
	    missing ? arena_printf(canvas->keep, "%zu not named", missing)
		    : STR("");
	double width = canvas_measure(canvas, words, LOOK_QUIET);
	if (missing && width <= room) {
		canvas_text(
		    canvas, left + room, y, words, ANCHOR_END, LOOK_QUIET);
		room -= width + 6;
	}
	canvas_text(canvas, left, y,
	    canvas_fit(canvas, title, LOOK_STRONG, room), ANCHOR_START,
	    LOOK_STRONG);
}

static void draw_panel(
    struct scatter *scatter, const struct scatter_panel *panel, size_t at)
{
	const struct canvas *canvas = &scatter->canvas;
	size_t column = at % scatter->panels.columns;
	double left = panels_left(&scatter->panels, column);
	double right = left + scatter->panels.width;
	size_t row = at / scatter->panels.columns;
	double top = (double)row * (scatter->height + ROW_GAP_PT);
	double bottom = top + scatter->height - BELOW_PT;
	struct canvas cut = *canvas;
	scatter->x.from = left;
	scatter->x.to = right;
	scatter->y.from = bottom;
	scatter->y.to = top + TITLE_PT + 6;
	axis_draw_y(&scatter->y, canvas, left, right);
	/* The last label ends with the panel, not with the drawing. */
	cut.width = fmin(right + 2, canvas->width);
	axis_draw_x(&scatter->x, &cut, bottom, bottom);
	size_t missing = draw_dots(scatter, panel,
	    (struct box){ left + 1, top + TITLE_PT - 1, right - left - 3,
		bottom - top - TITLE_PT });
	write_title(scatter, panel->title, missing, left, top + 8);
}

static void layout(struct drawing *into, const void *data, double width_pt,
    const struct typeface *face, struct arena *keep)
{
	struct scatter scatter = { .canvas = { into, keep, face, width_pt },
		.data = data };
	size_t count = scatter.data->count;
	choose_axes(&scatter);
	scatter.panels = panels_open(&scatter.canvas, count,
	    axis_room(&scatter.y, &scatter.canvas) + 4, RADIUS_MAX);
	scatter.height = count > 2 ? PANEL_PT : PANEL_ONE_PT;
	for (size_t i = 0; i < count; i++)
		draw_panel(&scatter, &scatter.data->panels[i], i);
	size_t rows =
	    (count + scatter.panels.columns - 1) / scatter.panels.columns;
	into->width = width_pt;
	into->height =
	    rows ? (double)rows * (scatter.height + ROW_GAP_PT) - ROW_GAP_PT + 1
		 : 1;
}

const struct chart_kind chart_scatter = {
	.name = "scatter",
	.layout = layout,
};
