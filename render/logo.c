/* Logos. Size and depth are read from the first chunk (PNG, third edition,
 * 11.2.1) before a decoder sees the file, so that a small file cannot ask for
 * much memory; cairo decodes and paints it into a picture of our own. PNG is
 * the one format: SVG may hold scripts, references and fonts. */
#include "render/logo.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "render/cairo_shapes.h"

#define PNG_MARK "\x89PNG\r\n\x1a\n"
#define HEAD_BYTES 29 /* mark, length, name and content of IHDR */
#define PIXELS_A_POINT 3.0

static uint32_t big_endian(struct str bytes, size_t at)
{
	uint32_t value = 0;
	for (size_t i = at; i < at + 4; i++)
		value = value << 8 | (unsigned char)bytes.ptr[i];
	return value;
}

static bool refuse(struct str path, struct str found, struct error *err)
{
	error_at(err, (struct place){ .file = path },
	    "expected a logo as a PNG of at most %d by %d and %d pixels, "
	    "found " STR_FMT,
	    LOGO_SIDE_MAX, LOGO_SIDE_MAX, LOGO_AREA_MAX, STR_ARG(found));
	return error_fix(err,
	    "save it as PNG, about 400 pixels wide; of an SVG: "
	    "rsvg-convert -w 400 -o logo.png logo.svg");
}

static bool check_head(
    struct str path, struct str bytes, struct arena *keep, struct error *err)
{
	if (str_contains(str_slice(bytes, 0, 1024), STR("<svg")))
		return refuse(path, STR("an SVG"), err);
	if (!str_starts(bytes, STR(PNG_MARK)) || bytes.len < HEAD_BYTES ||
	    memcmp(bytes.ptr + 12, "IHDR", 4) != 0)
		return refuse(path, STR("something else"), err);
	uint32_t width = big_endian(bytes, 16);
	uint32_t height = big_endian(bytes, 20);
	if (!width || !height || width > LOGO_SIDE_MAX ||
	    height > LOGO_SIDE_MAX || width * height > LOGO_AREA_MAX)
		return refuse(path,
		    arena_printf(
			keep, "%u by %u", (unsigned)width, (unsigned)height),
		    err);
	return true;
}

static cairo_status_t take_bytes(
    void *closure, const unsigned char *bytes, unsigned int count)
{
	buf_add_bytes(closure, bytes, count);
	return CAIRO_STATUS_SUCCESS;
}

/* FROM on white, fitted into the box. */
static cairo_status_t paint(
    struct buf *png, struct logo *logo, cairo_surface_t *from)
{
	double width = cairo_image_surface_get_width(from);
	double height = cairo_image_surface_get_height(from);
	double scale = fmin(LOGO_WIDTH_PT / width, LOGO_HEIGHT_PT / height);
	logo->width_pt = width * scale;
	logo->height_pt = height * scale;
	/* no larger than it came: there is nothing to gain */
	double pixels = fmin(PIXELS_A_POINT, 1 / scale);
	int across = (int)fmax(1, rint(logo->width_pt * pixels));
	int down = (int)fmax(1, rint(logo->height_pt * pixels));
	cairo_surface_t *to =
	    cairo_image_surface_create(CAIRO_FORMAT_RGB24, across, down);
	cairo_t *cairo = cairo_create(to);
	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_scale(cairo, across / width, down / height);
	cairo_set_source_surface(cairo, from, 0, 0);
	cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_BEST);
	cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);
	cairo_paint(cairo);
	cairo_status_t status = cairo_status(cairo);
	cairo_destroy(cairo);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_write_to_png_stream(to, take_bytes, png);
	cairo_surface_destroy(to);
	return status;
}

bool logo_read(
    struct logo *logo, struct str path, struct arena *keep, struct error *err)
{
	struct str bytes;
	struct buf png = { 0 };
	*logo = (struct logo){ 0 };
	if (!file_read(&bytes, path, LOGO_BYTES_MAX, keep, err) ||
	    !check_head(path, bytes, keep, err))
		return error_while(err, "reading the logo");
	cairo_surface_t *from = png_surface(bytes);
	/* its own status says "no memory" of a damaged one, too */
	bool done = cairo_surface_status(from) == CAIRO_STATUS_SUCCESS &&
		    was_painted(paint(&png, logo, from));
	cairo_surface_destroy(from);
	logo->png = arena_str(keep, buf_str(&png));
	buf_free(&png);
	if (done)
		return true;
	*logo = (struct logo){ 0 };
	refuse(path, STR("one that does not decode"), err);
	return error_while(err, "reading the logo");
}
