/* The palettes keep what docs/design.md promises: text is readable on paper and
 * on wash, and a grey print does not turn "outside" pale. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/theme.h"

/* One channel of WCAG 2.2, "relative luminance". */
static double linear(uint32_t channel)
{
	double share = (channel & 0xff) / 255.0;
	return share <= 0.04045 ? share / 12.92
				: pow((share + 0.055) / 1.055, 2.4);
}

static double luminance(enum colour colour, enum palette palette)
{
	uint32_t rgb = colour_rgb(colour, palette);
	return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) +
	       0.0722 * linear(rgb);
}

static double contrast(enum colour a, enum colour b, enum palette palette)
{
	double one = luminance(a, palette) + 0.05;
	double two = luminance(b, palette) + 0.05;
	return one > two ? one / two : two / one;
}

static void text_can_be_read(void **state)
{
	static const enum colour texts[] = { COLOUR_INK, COLOUR_INK2,
		COLOUR_BLUE, COLOUR_ALERT };
	(void)state;
	for (int palette = 0; palette < PALETTES; palette++) {
		enum palette in = (enum palette)palette;
		for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
			double paper = contrast(texts[i], COLOUR_PAPER, in);
			double wash = contrast(texts[i], COLOUR_WASH, in);
			if (paper < 4.5 || wash < 4.5)
				fail_msg("%s has %.2f on paper, %.2f on wash",
				    colour_name(texts[i]), paper, wash);
		}
		assert_true(contrast(COLOUR_ONFILL, COLOUR_ALERT, in) >= 4.5);
		assert_true(contrast(COLOUR_INK, COLOUR_ALERT2, in) >= 4.5);
	}
}

/* Fields and lines that carry meaning: 3 to 1 (WCAG 2.2, 1.4.11). */
static void fields_can_be_seen(void **state)
{
	static const enum colour fields[] = { COLOUR_BLUE, COLOUR_BLUE2,
		COLOUR_HUMAN, COLOUR_ALERT, COLOUR_INK };
	(void)state;
	for (int palette = 0; palette < PALETTES; palette++)
		for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
			assert_true(contrast(fields[i], COLOUR_PAPER,
					(enum palette)palette) >= 3);
}

static void alert_is_the_darker_accent(void **state)
{
	(void)state;
	assert_true(luminance(COLOUR_ALERT, PALETTE_LIGHT) <
		    luminance(COLOUR_BLUE, PALETTE_LIGHT));
	assert_true(luminance(COLOUR_ALERT, PALETTE_GREY) <
		    luminance(COLOUR_BLUE, PALETTE_GREY));
}

/* The smallest type in print is 7.5 pt, and lines are never tighter. */
static void type_is_large_enough(void **state)
{
	(void)state;
	for (int i = 0; i < TEXT_ROLES; i++) {
		const struct text_style *style = text_style((enum text_role)i);
		assert_true(style->size_pt >= 7.5);
		assert_true(style->line_pt > style->size_pt);
		assert_true(style->weight == 400 || style->weight == 600);
		assert_non_null(text_role_name((enum text_role)i));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_can_be_read),
		cmocka_unit_test(fields_can_be_seen),
		cmocka_unit_test(alert_is_the_darker_accent),
		cmocka_unit_test(type_is_large_enough),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
