/* Shapes painted by cairo, as svg.h writes them: for the PDF and for PNG. */
#ifndef RENDER_CAIRO_SHAPES_H
#define RENDER_CAIRO_SHAPES_H

#include <cairo.h>

#include "render/shape.h"
#include "render/text.h"

/* Paints DRAWING in the light palette with its upper left corner at X, Y.
 * The state of CAIRO is as before afterwards. */
void shapes_paint(cairo_t *cairo, const struct drawing *drawing,
    const struct typeface *face, double x, double y);

/* A PNG as cairo reads it; what it cannot read is a surface with its status.
 * The caller destroys it. */
cairo_surface_t *png_surface(struct str png);

/* Whether all of it was painted; without memory the program ends. */
bool was_painted(cairo_status_t status);

#endif
