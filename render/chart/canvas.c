/* Helpers of the charts; see canvas.h. */
#include "render/chart/canvas.h"

#include <math.h>

#include "base/buf.h"
#include "base/utf8.h"

static const struct {
	enum colour colour;
	int weight;
} looks[] = {
	[LOOK_QUIET] = { COLOUR_INK2, 400 },
	[LOOK_PLAIN] = { COLOUR_INK, 400 },
	[LOOK_STRONG] = { COLOUR_INK, 600 },
	[LOOK_ALERT] = { COLOUR_ALERT, 600 },
	[LOOK_BLUE] = { COLOUR_BLUE, 600 },
	[LOOK_ONFILL] = { COLOUR_ONFILL, 600 },
};

/* No character that can be seen is narrower. */
#define NARROWEST_PT 1.5

static struct str bounded(struct str text)
{
	struct str rest = text;
	uint32_t code;
	if (text.len <= CANVAS_TEXT_MAX)
		return text;
	for (int i = 0; i < CANVAS_TEXT_MAX && utf8_next(&rest, &code); i++)
		;
	return str_slice(text, 0, text.len - rest.len);
}

double canvas_measure(
    const struct canvas *canvas, struct str text, enum look look)
{
	return typeface_width(
	    canvas->face, bounded(text), TEXT_SMALL, looks[look].weight, 0);
}

struct shape *canvas_text(const struct canvas *canvas, double x, double y,
    struct str text, enum anchor anchor, enum look look)
{
	struct shape *shape = draw_text(canvas->into, canvas->keep,
	    (struct point){ x, y }, utf8_printable(canvas->keep, bounded(text)),
	    anchor, looks[look].colour);
	shape->weight = looks[look].weight;
	return shape;
}

/* The first COUNT characters of TEXT, without a blank at the end. */
static struct str head(struct str text, size_t count)
{
	struct str rest = text;
	uint32_t code;
	while (count-- && utf8_next(&rest, &code))
		;
	return str_trim(str_slice(text, 0, text.len - rest.len));
}

struct str canvas_fit(
    const struct canvas *canvas, struct str text, enum look look, double room)
{
	size_t most = (size_t)(fmax(finite_or(room, 0), 0) / NARROWEST_PT) + 8;
	text = typeface_say(canvas->face, bounded(text), canvas->keep);
	text = utf8_printable(canvas->keep, bounded(text));
	size_t high = utf8_count(text);
	if (high > most)
		high = most;
	else if (canvas_measure(canvas, text, look) <= room)
		return text;
	size_t low = 0;
	while (low + 1 < high) {
		size_t middle = (low + high) / 2;
		struct str cut = arena_printf(canvas->keep,
		    STR_FMT "\xe2\x80\xa6", STR_ARG(head(text, middle)));
		if (canvas_measure(canvas, cut, look) <= room)
			low = middle;
		else
			high = middle;
	}
	if (low == 0)
		return STR("");
	return arena_printf(
	    canvas->keep, STR_FMT "\xe2\x80\xa6", STR_ARG(head(text, low)));
}

void canvas_more(const struct canvas *canvas, double y, size_t count)
{
	struct str text =
	    arena_printf(canvas->keep, STR_FMT " more in the table",
		STR_ARG(print_count(canvas->keep, (int64_t)count)));
	canvas_text(canvas, 0, y, text, ANCHOR_START, LOOK_QUIET);
}

void canvas_line(const struct canvas *canvas, double x, double y, double x2,
    double y2, enum colour stroke, double stroke_pt)
{
	draw_line(canvas->into, canvas->keep, (struct point){ x, y },
	    (struct point){ x2, y2 }, stroke, stroke_pt);
}

void canvas_dashed(const struct canvas *canvas, double x, double y, double y2)
{
	struct shape *shape =
	    draw_line(canvas->into, canvas->keep, (struct point){ x, y },
		(struct point){ x, y2 }, COLOUR_INK2, STROKE_LIMIT);
	shape->dash_on = 2;
	shape->dash_off = 1.5;
}

void canvas_arrowhead(const struct canvas *canvas, double x, double y,
    int toward, enum colour stroke, double stroke_pt)
{
	double back = x - 3 * toward;
	struct point points[] = { { back, y - 2 }, { x, y }, { back, y + 2 } };
	draw_path(canvas->into, canvas->keep, points, 3, stroke, stroke_pt);
}

double nice_step(double max, int parts)
{
	static const double factors[] = { 1, 2, 2.5, 5, 10 };
	if (!isfinite(max) || max <= 0)
		return 1;
	double power = pow(10, floor(log10(max / parts)));
	for (size_t i = 0; i < sizeof factors / sizeof *factors; i++)
		if (max / (factors[i] * power) <= parts * 1.0001)
			return factors[i] * power;
	return 10 * power;
}

double finite_or(double value, double fallback)
{
	return isfinite(value) ? value : fallback;
}

double clamp(double value, double low, double high)
{
	return fmin(fmax(finite_or(value, low), low), high);
}
