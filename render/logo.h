/* A logo: a PNG file of the user's, taken as hostile, painted anew. */
#ifndef RENDER_LOGO_H
#define RENDER_LOGO_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "render/theme.h"

enum {
	LOGO_BYTES_MAX = 1 << 20,
	LOGO_SIDE_MAX = 4096,	 /* pixels */
	LOGO_AREA_MAX = 4000000, /* pixels */
	LOGO_WIDTH_PT = 130,	 /* the box it is fitted into */
	LOGO_HEIGHT_PT = 30
};

/* Reads the PNG file at PATH. What is no PNG, is larger than the limits above
 * or does not decode is an input error that names the file, why, and what to
 * do. The image is fitted into the box and painted on white at three pixels a
 * point, so that nothing but its picture gets into a report. */
bool logo_read(struct logo *logo, struct str path, struct arena *keep,
    struct error *err) MUST_USE;

#endif
