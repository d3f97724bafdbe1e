/* Charts and the logo as PNG. A chart is laid out narrow, so that its words are
 * read on a phone too, and painted twice as large as it is shown, on light
 * paper: clients that darken a mail leave pictures as they are. */
#include <math.h>

#include "base/hash.h"
#include "render/cairo_shapes.h"
#include "render/mail/writer.h"
#include "render/translate.h"

#define NARROW_PX 400 /* of CHART_NARROW_PT */
#define MARGIN_PT 6.0
#define PIXELS 2 /* of the file, for one that is shown */
#define ID_DIGITS 16

static cairo_status_t take_bytes(
    void *closure, const unsigned char *bytes, unsigned int count)
{
	buf_add_bytes(closure, bytes, count);
	return CAIRO_STATUS_SUCCESS;
}

/* Named by what it is, so that the same picture has the same id. */
static const struct mail_picture *keep_picture(struct mail_writer *writer,
    const char *name, struct str png, double width_px, double height_px)
{
	char digest[HASH_HEX_SIZE];
	struct str address = writer->mail->from.address;
	struct arena *keep = writer->scratch;
	hash_bytes(png, digest);
	struct mail_picture picture = {
		.name = arena_printf(keep, "%s-%.*s.png", name, 8, digest),
		.id = arena_printf(keep, "%s.%.*s" STR_FMT, name, ID_DIGITS,
		    digest,
		    STR_ARG(str_skip(address, str_find_byte(address, '@')))),
		.png = png,
		.width_px = (int)ceil(width_px),
		.height_px = (int)ceil(height_px),
	};
	VEC_PUSH(&writer->pictures, keep, picture);
	return &writer->pictures.items[writer->pictures.count - 1];
}

/* DRAWING with SCALE px for a pt, and a margin. */
static bool paint(struct buf *png, const struct drawing *drawing,
    const struct typeface *face, double scale)
{
	double width = drawing->width + 2 * MARGIN_PT;
	double height = drawing->height + 2 * MARGIN_PT;
	cairo_surface_t *surface = cairo_image_surface_create(
	    CAIRO_FORMAT_RGB24, (int)ceil(ceil(width * scale)) * PIXELS,
	    (int)ceil(ceil(height * scale)) * PIXELS);
	cairo_t *cairo = cairo_create(surface);
	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_scale(cairo, scale * PIXELS, scale * PIXELS);
	shapes_paint(cairo, drawing, face, MARGIN_PT, MARGIN_PT);
	cairo_status_t status = cairo_status(cairo);
	cairo_destroy(cairo);
	if (status == CAIRO_STATUS_SUCCESS)
		status =
		    cairo_surface_write_to_png_stream(surface, take_bytes, png);
	cairo_surface_destroy(surface);
	return was_painted(status);
}

const struct mail_picture *mail_paint(
    struct mail_writer *writer, const struct doc *figure)
{
	const struct render *render = writer->render;
	const struct chart_kind *chart = figure->chart;
	double width_pt = chart->wide_only ? CHART_WIDE_PT : CHART_NARROW_PT;
	double width_px = chart->wide_only ? MAIL_WIDTH_PX : NARROW_PX;
	double scale = width_px / (width_pt + 2 * MARGIN_PT);
	struct drawing drawing = { 0 };
	struct buf png = { 0 };
	chart->layout(&drawing, figure->chart_data, width_pt, render->face,
	    writer->scratch);
	translate_drawing(&drawing, render->language, writer->scratch);
	bool done = paint(&png, &drawing, render->face, scale);
	struct str bytes = arena_str(writer->scratch, buf_str(&png));
	buf_free(&png);
	return done ? keep_picture(writer, chart->name, bytes, width_px,
			  (drawing.height + 2 * MARGIN_PT) * scale)
		    : NULL;
}

const struct mail_picture *mail_logo(struct mail_writer *writer)
{
	const struct theme *theme = writer->render->theme;
	if (!theme || !theme->logo.png.len)
		return NULL;
	return keep_picture(writer, "logo", theme->logo.png,
	    theme->logo.width_pt * 4 / 3, theme->logo.height_pt * 4 / 3);
}
