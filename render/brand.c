/* Colours of an organisation. Text needs a contrast of 4.5 on paper and on
 * wash, fields and lines one of 3 on paper (WCAG 2.2, 1.4.3 and 1.4.11), on
 * light grounds and on dark ones; what falls short is mixed with black or white
 * in steps of a hundredth until it does not. A colour that the eye could take
 * for that of attention gives way to grey: "outside" must stay what one sees
 * first. Distance is CIE76 in CIELAB under D65. */
#include "render/brand.h"

#include <math.h>

#include "base/vec.h"

#define TEXT_CONTRAST 4.5
#define FIELD_CONTRAST 3.0
#define TWIN_CONTRAST 3.1 /* of a lighter twin that nobody gave */
#define LEAST_DISTANCE 40.0
#define STEPS 100

#define BLACK 0x000000u
#define WHITE 0xFFFFFFu
#define GREY_LIGHT 0x6B6B6Bu /* in place of what is near to alert */
#define GREY_DARK 0xA6A6A6u

bool brand_read_colour(uint32_t *rgb, struct str text)
{
	uint64_t value;
	if (str_starts(text, STR("#")))
		text = str_skip(text, 1);
	if ((text.len != 6 && text.len != 3) || !str_hex_to_uint(text, &value))
		return false;
	if (text.len == 6) {
		*rgb = (uint32_t)value;
		return true;
	}
	*rgb = (uint32_t)((value >> 8 & 0xf) * 0x110000 +
			  (value >> 4 & 0xf) * 0x1100 + (value & 0xf) * 0x11);
	return true;
}

/* One channel of WCAG 2.2, "relative luminance". */
static double linear(uint32_t channel)
{
	double share = (channel & 0xff) / 255.0;
	return share <= 0.04045 ? share / 12.92
				: pow((share + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t rgb)
{
	return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) +
	       0.0722 * linear(rgb);
}

double brand_contrast(uint32_t one, uint32_t other)
{
	double a = luminance(one) + 0.05;
	double b = luminance(other) + 0.05;
	return a > b ? a / b : b / a;
}

static double lab_curve(double t)
{
	return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

static void to_lab(double lab[3], uint32_t rgb)
{
	double r = linear(rgb >> 16);
	double g = linear(rgb >> 8);
	double b = linear(rgb);
	double x = lab_curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
	double y = lab_curve(0.2126 * r + 0.7152 * g + 0.0722 * b);
	double z = lab_curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
	lab[0] = 116 * y - 16;
	lab[1] = 500 * (x - y);
	lab[2] = 200 * (y - z);
}

static double distance(uint32_t one, uint32_t other)
{
	double a[3];
	double b[3];
	to_lab(a, one);
	to_lab(b, other);
	return sqrt((a[0] - b[0]) * (a[0] - b[0]) +
		    (a[1] - b[1]) * (a[1] - b[1]) +
		    (a[2] - b[2]) * (a[2] - b[2]));
}

/* STEP hundredths of the way from FROM to TO. */
static uint32_t mix(uint32_t from, uint32_t to, uint32_t step)
{
	uint32_t mixed = 0;
	for (int shift = 16; shift >= 0; shift -= 8) {
		uint32_t a = from >> shift & 0xff;
		uint32_t b = to >> shift & 0xff;
		mixed = mixed << 8 |
			(a * (STEPS - step) + b * step + STEPS / 2) / STEPS;
	}
	return mixed;
}

/* The first mix towards END that has CONTRAST on both grounds. */
static uint32_t mend(
    uint32_t rgb, uint32_t end, uint32_t one, uint32_t other, double contrast)
{
	uint32_t step = 0;
	while (step < STEPS &&
	       (brand_contrast(mix(rgb, end, step), one) < contrast ||
		   brand_contrast(mix(rgb, end, step), other) < contrast))
		step++;
	return mix(rgb, end, step);
}

/* The palest mix with PAPER that still stands out from it. */
static uint32_t twin(uint32_t rgb, uint32_t paper)
{
	uint32_t step = STEPS;
	while (step > 0 &&
	       brand_contrast(mix(rgb, paper, step), paper) < TWIN_CONTRAST)
		step--;
	return mix(rgb, paper, step);
}

/* What one of the two colours became, on light grounds and on dark ones. */
static void note_mended(struct str_list *notes, const char *key, uint32_t asked,
    const char *where, uint32_t ground, uint32_t used, double needed,
    struct arena *keep)
{
	if (asked == used)
		return;
	VEC_PUSH(notes, keep,
	    arena_printf(keep,
		"%s: #%06X has a contrast of %.1f on %s, %.1f is needed:"
		" #%06X stands there (%.1f)",
		key, (unsigned)asked, brand_contrast(asked, ground), where,
		needed, (unsigned)used, brand_contrast(used, ground)));
}

static void put_first(struct theme *theme, struct str_list *notes,
    uint32_t asked, struct arena *keep)
{
	uint32_t *light = theme->light;
	uint32_t *dark = theme->dark;
	light[COLOUR_BLUE] = mend(asked, BLACK, light[COLOUR_PAPER],
	    light[COLOUR_WASH], TEXT_CONTRAST);
	dark[COLOUR_BLUE] = mend(
	    asked, WHITE, dark[COLOUR_PAPER], dark[COLOUR_WASH], TEXT_CONTRAST);
	if (distance(light[COLOUR_BLUE], light[COLOUR_ALERT]) <
		LEAST_DISTANCE ||
	    distance(dark[COLOUR_BLUE], dark[COLOUR_ALERT]) < LEAST_DISTANCE) {
		light[COLOUR_BLUE] = GREY_LIGHT;
		dark[COLOUR_BLUE] = GREY_DARK;
		VEC_PUSH(notes, keep,
		    arena_printf(keep,
			"output.colour: #%06X is too near to the colours of "
			"attention, #%06X and #%06X: the greys #%06X and "
			"#%06X stand in its place",
			(unsigned)asked, (unsigned)light[COLOUR_ALERT],
			(unsigned)dark[COLOUR_ALERT], GREY_LIGHT, GREY_DARK));
		return;
	}
	note_mended(notes, "output.colour", asked, "light grounds",
	    light[COLOUR_WASH], light[COLOUR_BLUE], TEXT_CONTRAST, keep);
	note_mended(notes, "output.colour", asked, "dark grounds",
	    dark[COLOUR_WASH], dark[COLOUR_BLUE], TEXT_CONTRAST, keep);
}

static void put_second(struct theme *theme, struct str_list *notes,
    uint32_t asked, struct arena *keep)
{
	uint32_t *light = theme->light;
	uint32_t *dark = theme->dark;
	uint32_t paper = light[COLOUR_PAPER];
	uint32_t night = dark[COLOUR_PAPER];
	light[COLOUR_BLUE2] = mend(asked, BLACK, paper, paper, FIELD_CONTRAST);
	dark[COLOUR_BLUE2] = mend(asked, WHITE, night, night, FIELD_CONTRAST);
	if (distance(light[COLOUR_BLUE2], light[COLOUR_ALERT]) <
		LEAST_DISTANCE ||
	    distance(dark[COLOUR_BLUE2], dark[COLOUR_ALERT]) < LEAST_DISTANCE) {
		light[COLOUR_BLUE2] = twin(light[COLOUR_BLUE], paper);
		dark[COLOUR_BLUE2] = twin(dark[COLOUR_BLUE], night);
		VEC_PUSH(notes, keep,
		    arena_printf(keep,
			"output.colour2: #%06X is too near to the colours of "
			"attention: #%06X and #%06X, pale forms of the first "
			"colour, stand in its place",
			(unsigned)asked, (unsigned)light[COLOUR_BLUE2],
			(unsigned)dark[COLOUR_BLUE2]));
		return;
	}
	note_mended(notes, "output.colour2", asked, "light paper", paper,
	    light[COLOUR_BLUE2], FIELD_CONTRAST, keep);
	note_mended(notes, "output.colour2", asked, "dark paper", night,
	    dark[COLOUR_BLUE2], FIELD_CONTRAST, keep);
}

void brand_theme(struct theme *theme, struct str_list *notes,
    const struct brand *brand, struct arena *keep)
{
	*theme = theme_standard(brand->grey);
	if (brand->grey) {
		if (brand->has_colour || brand->has_colour2)
			VEC_PUSH(notes, keep,
			    STR("output.theme is grey: the colours of "
				"output.colour and output.colour2 are left "
				"out"));
		return;
	}
	if (brand->has_colour) {
		put_first(theme, notes, brand->colour, keep);
		theme->light[COLOUR_BLUE2] =
		    twin(theme->light[COLOUR_BLUE], theme->light[COLOUR_PAPER]);
		theme->dark[COLOUR_BLUE2] =
		    twin(theme->dark[COLOUR_BLUE], theme->dark[COLOUR_PAPER]);
	}
	if (brand->has_colour2)
		put_second(theme, notes, brand->colour2, keep);
}
