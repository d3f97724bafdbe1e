/* Shapes written as SVG, as cairo_shapes.h paints them. Colours are classes
 * (f-blue, s-ink), so that a style sheet may turn them dark; the rest are
 * attributes, so that no inline style is needed. */
#ifndef RENDER_SVG_H
#define RENDER_SVG_H

#include "base/buf.h"
#include "render/shape.h"

struct svg_options {
	const char *class; /* of the svg element, may be NULL */
	struct str alt; /* role=img with this name; none: hidden from readers */
};

/* An svg element inside HTML. It uses the pattern of svg_write_defs
 * and the classes of svg_write_style. */
void svg_write(struct buf *out, const struct drawing *drawing,
    const struct svg_options *options);

/* What all drawings of a page share: hidden svg with the hatch pattern and a
 * symbol _m-NAME for each mark. */
void svg_write_defs(struct buf *out);
/* Classes of colours over variables --ink, --blue, ...; no palette. */
void svg_write_style(struct buf *out);
/* The variables of one palette: "--paper:#FFFFFF;..." */
void svg_write_palette(
    struct buf *out, const struct theme *theme, enum palette palette);

#endif
