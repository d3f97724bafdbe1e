/* Colours of charts that must be told apart are, in grey and by eyes that miss
 * a cone: each pair that a chart sets side by side, with what it has besides
 * (a shape, a letter, a dash), from the table of colours itself. Dichromats as
 * Viénot, Brettel and Mollon 1999 in linear RGB; distances CIE76 in CIELAB
 * under D65; lightness L* for grey. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/theme.h"

enum eyes { EYES_NORMAL, EYES_DEUTERANOPE, EYES_PROTANOPE, EYES };

struct lab {
	double l;
	double a;
	double b;
};

static double linear(uint32_t channel)
{
	double share = (channel & 0xff) / 255.0;
	return share <= 0.04045 ? share / 12.92
				: pow((share + 0.055) / 1.055, 2.4);
}

/* Long and medium cones see alike: rows of the red and the green channel; blue
 * keeps what it has, but for what red and green give to it. */
static void see(double rgb[3], enum eyes eyes)
{
	static const double seen[EYES][3][3] = {
		[EYES_NORMAL] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
		[EYES_DEUTERANOPE] = { { 0.29275, 0.70725, 0 },
		    { 0.29275, 0.70725, 0 }, { -0.02234, 0.02234, 1 } },
		[EYES_PROTANOPE] = { { 0.11238, 0.88762, 0 },
		    { 0.11238, 0.88762, 0 }, { 0.00401, -0.00401, 1 } },
	};
	const double from[3] = { rgb[0], rgb[1], rgb[2] };
	for (int i = 0; i < 3; i++) {
		rgb[i] = 0;
		for (int k = 0; k < 3; k++)
			rgb[i] += seen[eyes][i][k] * from[k];
		rgb[i] = fmin(fmax(rgb[i], 0), 1);
	}
}

static double root(double share)
{
	return share > 216.0 / 24389 ? cbrt(share)
				     : (24389.0 / 27 * share + 16) / 116;
}

static struct lab lab_of(
    enum colour colour, enum palette palette, enum eyes eyes)
{
	uint32_t code = colour_rgb(colour, palette);
	double c[3] = { linear(code >> 16), linear(code >> 8), linear(code) };
	see(c, eyes);
	double x = 0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2];
	double y = 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
	double z = 0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2];
	return (struct lab){ 116 * root(y) - 16,
		500 * (root(x / 0.9505) - root(y)),
		200 * (root(y) - root(z / 1.089)) };
}

static double distance(
    enum colour one, enum colour other, enum palette palette, enum eyes eyes)
{
	struct lab a = lab_of(one, palette, eyes);
	struct lab b = lab_of(other, palette, eyes);
	return sqrt((a.l - b.l) * (a.l - b.l) + (a.a - b.a) * (a.a - b.a) +
		    (a.b - b.b) * (a.b - b.b));
}

static double lightness(enum colour colour, enum palette palette)
{
	return lab_of(colour, palette, EYES_NORMAL).l;
}

/* The figures that the choice of colours went by. */
static void distances_are_as_designed(void **state)
{
	static const struct {
		enum colour one;
		enum colour other;
		enum palette palette;
		double normal;
		double deuteranope;
		double protanope;
	} known[] = {
		{ COLOUR_BLUE, COLOUR_ALERT, PALETTE_LIGHT, 96, 92, 73 },
		{ COLOUR_BLUE, COLOUR_ALERT, PALETTE_DARK, 74, 77, 59 },
		{ COLOUR_BLUE, COLOUR_HUMAN, PALETTE_LIGHT, 33, 39, 33 },
		{ COLOUR_ALERT, COLOUR_HUMAN, PALETTE_LIGHT, 74, 58, 48 },
		{ COLOUR_ALERT2, COLOUR_WASH, PALETTE_LIGHT, 14, 13, 12 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		const double want[EYES] = { known[i].normal,
			known[i].deuteranope, known[i].protanope };
		for (int eyes = 0; eyes < EYES; eyes++) {
			double got = distance(known[i].one, known[i].other,
			    known[i].palette, (enum eyes)eyes);
			if (fabs(got - want[eyes]) > 1.5)
				fail_msg("%s and %s, eyes %d: %.1f, not %.0f",
				    colour_name(known[i].one),
				    colour_name(known[i].other), eyes, got,
				    want[eyes]);
		}
	}
}

/* What stands side by side in a chart. Where a pair has nothing but its colour,
 * grey must part it by 20 of lightness; one with a gap or an outline between by
 * 10; one that shapes, letters, hatch or dashes tell apart needs none. */
enum besides { COLOUR_ALONE, OUTLINE, SHAPE_TOO };

static const struct {
	enum colour one;
	enum colour other;
	enum besides besides;
	const char *where;
} pairs[] = {
	{ COLOUR_BLUE, COLOUR_GRID, COLOUR_ALONE, "recall: left, rewritten" },
	{ COLOUR_BLUE, COLOUR_PAPER, COLOUR_ALONE, "waterfall: real, chance" },
	{ COLOUR_ALERT, COLOUR_PAPER, COLOUR_ALONE, "waterfall: the same" },
	{ COLOUR_BLUE, COLOUR_HUMAN, OUTLINE, "origin: AI, human, gap" },
	{ COLOUR_BLUE, COLOUR_BLUE2, OUTLINE, "origin: pure, mixed, rows" },
	{ COLOUR_ALERT, COLOUR_ALERT2, COLOUR_ALONE, "heat: gap, in part" },
	{ COLOUR_ALERT2, COLOUR_WASH, SHAPE_TOO, "heat: in part, met; letter" },
	{ COLOUR_BLUE, COLOUR_ALERT, SHAPE_TOO, "status: shape and word" },
	{ COLOUR_BLUE, COLOUR_INK, OUTLINE, "survival: two lines, weights" },
	{ COLOUR_HUMAN, COLOUR_INK, COLOUR_ALONE, "survival: dashes, too" },
	{ COLOUR_HUMAN, COLOUR_BLUE, SHAPE_TOO, "survival: dashes" },
	{ COLOUR_INK2, COLOUR_INK, SHAPE_TOO, "survival: dots" },
	{ COLOUR_BLUE, COLOUR_WASH, COLOUR_ALONE, "forest: square on band" },
	{ COLOUR_HUMAN, COLOUR_WASH, COLOUR_ALONE, "control: limit on wash" },
};

static void pairs_are_told_apart_in_grey(void **state)
{
	static const double least[] = {
		[COLOUR_ALONE] = 20, [OUTLINE] = 10, [SHAPE_TOO] = 0
	};
	(void)state;
	/* dark is for screens, and never printed */
	for (int palette = 0; palette < PALETTES; palette++)
		for (size_t i = 0; palette != PALETTE_DARK &&
				   i < sizeof pairs / sizeof *pairs;
		     i++) {
			double apart = fabs(
			    lightness(pairs[i].one, (enum palette)palette) -
			    lightness(pairs[i].other, (enum palette)palette));
			if (apart < least[pairs[i].besides])
				fail_msg("%s: %s and %s, palette %d, are %.1f "
					 "apart in grey",
				    pairs[i].where, colour_name(pairs[i].one),
				    colour_name(pairs[i].other), palette,
				    apart);
		}
}

static void pairs_are_told_apart_by_all_eyes(void **state)
{
	(void)state;
	for (int palette = 0; palette < PALETTE_GREY; palette++)
		for (int eyes = 0; eyes < EYES; eyes++)
			for (size_t i = 0; i < sizeof pairs / sizeof *pairs;
			     i++) {
				double apart =
				    distance(pairs[i].one, pairs[i].other,
					(enum palette)palette, (enum eyes)eyes);
				if (apart < 10)
					fail_msg("%s: %s and %s, palette %d, "
						 "eyes %d, are %.1f apart",
					    pairs[i].where,
					    colour_name(pairs[i].one),
					    colour_name(pairs[i].other),
					    palette, eyes, apart);
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(distances_are_as_designed),
		cmocka_unit_test(pairs_are_told_apart_in_grey),
		cmocka_unit_test(pairs_are_told_apart_by_all_eyes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
