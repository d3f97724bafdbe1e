/* What all tests of charts promise and ask: a chart drawn at a width, nothing
 * outside of it, no text over another, no NaN. With CHART_FOLDER set what is
 * checked is written there as HTML and PNG, to look at. */
#ifndef TESTS_UNIT_CHART_FIXTURE_H
#define TESTS_UNIT_CHART_FIXTURE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "render/cairo_shapes.h"
#include "render/chart/chart.h"
#include "render/svg.h"
#include "tests/unit/face_fixture.h"
#include "tests/unit/literal.h"

static inline void write_picture(const struct fixture *fixture,
    const struct drawing *drawing, const char *name)
{
	const char *folder = getenv("CHART_FOLDER");
	struct theme theme = theme_standard(false);
	struct svg_options options = { NULL, str_from(name) };
	struct buf svg = { 0 };
	struct error err = { 0 };
	char path[512];
	if (!folder)
		return;
	buf_add_z(&svg, "<!doctype html><meta charset=utf-8><style>:root{");
	svg_write_palette(&svg, &theme, PALETTE_LIGHT);
	buf_add_z(&svg, "}");
	svg_write_style(&svg);
	buf_add_z(&svg, "text{font:7.5px Inter,sans-serif}</style>");
	svg_write_defs(&svg);
	svg_write(&svg, drawing, &options);
	snprintf(
	    path, sizeof path, "%s/%s-%.0f.html", folder, name, drawing->width);
	assert_true(file_write(str_from(path), buf_str(&svg), 0644, &err));
	buf_free(&svg);
	cairo_surface_t *surface = cairo_image_surface_create(
	    CAIRO_FORMAT_RGB24, (int)(drawing->width * 2) + 40,
	    (int)(drawing->height * 2) + 40);
	cairo_t *cairo = cairo_create(surface);
	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_scale(cairo, 2, 2);
	shapes_paint(cairo, drawing, fixture->face, 10, 10);
	snprintf(
	    path, sizeof path, "%s/%s-%.0f.png", folder, name, drawing->width);
	cairo_surface_write_to_png(surface, path);
	cairo_destroy(cairo);
	cairo_surface_destroy(surface);
}

static inline struct drawing draw(struct fixture *fixture,
    const struct chart_kind *kind, const void *data, double width)
{
	struct drawing drawing = { 0 };
	kind->layout(&drawing, data, width, fixture->face, fixture->arena);
	return drawing;
}

static inline const struct shape *find_text(
    const struct drawing *drawing, const char *text)
{
	for (size_t i = 0; i < drawing->count; i++)
		if (drawing->items[i].kind == SHAPE_TEXT &&
		    str_equal_z(drawing->items[i].text, text))
			return &drawing->items[i];
	return NULL;
}

static inline void has_text(const struct drawing *drawing, const char *text)
{
	if (!find_text(drawing, text))
		fail_msg("the text \"%s\" is not in the drawing", text);
}

static inline void check_inside(const struct fixture *fixture,
    const struct drawing *drawing, const char *name)
{
	for (size_t i = 0; i < drawing->count; i++) {
		const struct shape *shape = &drawing->items[i];
		struct box box = shape_box(shape, fixture->face);
		bool finite = isfinite(box.x) && isfinite(box.y) &&
			      isfinite(box.width) && isfinite(box.height);
		if (!finite || box.x < -0.6 || box.y < -0.6 ||
		    box.x + box.width > drawing->width + 0.6 ||
		    box.y + box.height > drawing->height + 0.6)
			fail_msg("%s at %.0f: %s " STR_FMT
				 " outside: %.1f %.1f %.1f x %.1f",
			    name, drawing->width, shape_kind_name(shape->kind),
			    STR_ARG(shape->text), box.x, box.y, box.width,
			    box.height);
		if (shape->kind == SHAPE_TEXT &&
		    (str_contains(shape->text, STR("nan")) ||
			str_contains(shape->text, STR("inf"))))
			fail_msg("%s: a text says " STR_FMT, name,
			    STR_ARG(shape->text));
	}
}

static inline bool overlap(struct box a, struct box b)
{
	return a.x + 0.3 < b.x + b.width && b.x + 0.3 < a.x + a.width &&
	       a.y + 0.8 < b.y + b.height && b.y + 0.8 < a.y + a.height;
}

static inline void check_apart(const struct fixture *fixture,
    const struct drawing *drawing, const char *name)
{
	struct box boxes[512];
	const struct shape *texts[512];
	size_t count = 0;
	for (size_t i = 0; i < drawing->count; i++) {
		if (drawing->items[i].kind != SHAPE_TEXT)
			continue;
		assert_true(count < 512);
		texts[count] = &drawing->items[i];
		boxes[count++] = shape_box(&drawing->items[i], fixture->face);
	}
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++)
			if (overlap(boxes[i], boxes[j]))
				fail_msg("%s at %.0f: \"" STR_FMT
					 "\" over \"" STR_FMT "\"",
				    name, drawing->width,
				    STR_ARG(texts[i]->text),
				    STR_ARG(texts[j]->text));
}

static inline struct drawing check(struct fixture *fixture,
    const struct chart_kind *kind, const void *data, double width,
    const char *name)
{
	struct drawing drawing = draw(fixture, kind, data, width);
	write_picture(fixture, &drawing, name);
	check_inside(fixture, &drawing, name);
	check_apart(fixture, &drawing, name);
	return drawing;
}

static inline size_t count_colour(
    const struct drawing *drawing, enum shape_kind kind, enum colour stroke)
{
	size_t count = 0;
	for (size_t i = 0; i < drawing->count; i++)
		count += drawing->items[i].kind == kind &&
			 drawing->items[i].stroke == stroke;
	return count;
}

static inline size_t count_kind(
    const struct drawing *drawing, enum shape_kind kind)
{
	size_t count = 0;
	for (size_t i = 0; i < drawing->count; i++)
		count += drawing->items[i].kind == kind;
	return count;
}

#define LONG_NAME                                                              \
	"A repository whose name is <b>longer</b> than any chart is wide, "    \
	"and then some more of it, \xe2\x80\xae"                               \
	"backwards\xe2\x80\xac, "                                              \
	"\xff and a control \x01 character"

#define ROUNDS 10

/* Numerical Recipes' generator: the same data in each run. */
static inline uint32_t draw_number(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

static inline double draw_share(uint32_t *seed)
{
	return draw_number(seed, 10001) / 10000.0;
}

static inline struct str draw_name(uint32_t *seed)
{
	static const struct str names[] = { LITERAL("Go"),
		LITERAL("TypeScript"), LITERAL("Infrastructure as code"),
		LITERAL("payments-gateway-service-internal"),
		LITERAL("\xc3\x84rzte & S\xc3\xb6hne"), LITERAL("") };
	return names[draw_number(seed, 6)];
}

#endif
