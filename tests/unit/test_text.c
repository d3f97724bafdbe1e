/* The typeface: widths, lines, marks, foreign letters. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "render/compound.h"
#include "render/typeface.h"
#include "tests/unit/face_fixture.h"
#include "tests/unit/literal.h"

static double width(const struct fixture *fixture, const char *text)
{
	return typeface_width(fixture->face, str_from(text), TEXT_SMALL, 0, 0);
}

static const struct text_block *lay_out(
    struct fixture *fixture, const char *text, double width_pt)
{
	struct text_run run = { .text = str_from(text), .role = TEXT_BODY };
	struct text_options options = { .width_pt = width_pt };
	return text_lay_out(fixture->face, &run, 1, &options, fixture->arena);
}

static void figures_are_tabular(void **state)
{
	struct fixture *fixture = *state;
	assert_true(
	    fabs(width(fixture, "1111") - width(fixture, "8888")) < 0.01);
}

static void width_grows_with_size_and_weight(void **state)
{
	struct fixture *fixture = *state;
	double plain = width(fixture, "approved");
	assert_true(plain > 25 && plain < 40);
	assert_true(typeface_width(fixture->face, STR("approved"), TEXT_SMALL,
			600, 0) > plain);
	assert_true(fabs(typeface_width(fixture->face, STR("approved"),
			     TEXT_SMALL, 0, 15) -
			 2 * plain) < 0.2);
}

static void lines_keep_to_the_width(void **state)
{
	struct fixture *fixture = *state;
	const struct text_block *block = lay_out(fixture,
	    "Approved tools made 86% of AI changes, and review is the weak "
	    "point of the quarter.",
	    160);
	assert_int_equal(block->line_count, 3);
	assert_true(block->width <= 160);
	assert_true(fabs(block->height - 36) < 1e-9);
	assert_true(block->lines[1].baseline > 8);
	assert_true(block->lines[1].baseline < 10);
}

static void a_long_word_is_broken(void **state)
{
	struct fixture *fixture = *state;
	char word[400];
	memset(word, 'W', sizeof word - 1);
	word[sizeof word - 1] = 0;
	const struct text_block *block = lay_out(fixture, word, 100);
	assert_true(block->line_count > 10);
	assert_true(block->width <= 100);
}

static void nothing_is_one_line(void **state)
{
	const struct text_block *block = lay_out(*state, "", 100);
	assert_int_equal(block->line_count, 1);
	assert_true(block->height >= 0);
}

static void a_newline_breaks_and_controls_do_not(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(lay_out(fixture, "one\ntwo", 100)->line_count, 2);
	const struct text_block *block = lay_out(fixture,
	    "a\xe2\x80\xae"
	    "b\x01",
	    100);
	assert_int_equal(block->line_count, 1);
	assert_string_equal(pango_layout_get_text(block->layout),
	    "a\xe2\x97\x86"
	    "b\xe2\x97\x86");
	assert_int_equal(typeface_unknown_glyphs(fixture->face), 0);
}

static void a_mark_keeps_to_its_word(void **state)
{
	struct fixture *fixture = *state;
	struct text_run runs[] = {
		{ .text = STR("Fifty wide "), .role = TEXT_CELL },
		{ .text = STR("Outside"),
		    .role = TEXT_CELL,
		    .mark = MARK_OUTSIDE },
	};
	double first =
	    typeface_width(fixture->face, STR("Fifty wide "), TEXT_CELL, 0, 0);
	struct text_options options = { .width_pt = first + 15 };
	const struct text_block *block =
	    text_lay_out(fixture->face, runs, 2, &options, fixture->arena);
	double left;
	double run_width;
	assert_int_equal(block->line_count, 2);
	assert_false(text_run_extent(block, 1, 0, &left, &run_width));
	assert_true(text_run_extent(block, 1, 1, &left, &run_width));
	assert_true(left < 0.01);
	assert_true(fabs(run_width - block->lines[1].width) < 0.01);
	assert_true(fabs(run_width - (1.14 * 8.5) -
			 typeface_width(fixture->face, STR("Outside"),
			     TEXT_CELL, 0, 0)) < 0.05);
}

static void compounds_dates_and_counts_stay_whole(void **state)
{
	static const struct {
		struct str first; /* all of the first line */
		struct str part;  /* that would have had a place there */
		struct str text;
	} cases[] = {
		{ LITERAL("Problem rate of"), LITERAL(" AI-ass"),
		    LITERAL("Problem rate of AI-assisted code") },
		{ LITERAL("Head of security, by"), LITERAL(" 15 Dec "),
		    LITERAL("Head of security, by 15 Dec 2026") },
		{ LITERAL("to production."), LITERAL(" 8 of "),
		    LITERAL("to production. 8 of 61") },
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < 3; i++) {
		struct text_run run = { .text = cases[i].text,
			.role = TEXT_CELL };
		double first = typeface_width(
		    fixture->face, cases[i].first, TEXT_CELL, 0, 0);
		struct text_options options = {
			.width_pt = first + typeface_width(fixture->face,
						cases[i].part, TEXT_CELL, 0, 0)
		};
		const struct text_block *block = text_lay_out(
		    fixture->face, &run, 1, &options, fixture->arena);
		assert_int_equal(block->line_count, 2);
		assert_true(fabs(block->lines[0].width - first) < 0.1);
		/* narrower than the word: it breaks, and leaves no line */
		options.width_pt = 30;
		block = text_lay_out(
		    fixture->face, &run, 1, &options, fixture->arena);
		for (size_t k = 0; k < block->line_count; k++)
			assert_true(block->lines[k].width < 30.5);
	}
}

static void dates_are_found(void **state)
{
	struct str text =
	    STR("by 30 September 2026, 1. M\xc3\xa4rz 2026; 123 Ab 2026, 4 "
		"over 2026, 7 May 20, 5 Jul 2026");
	struct str word;
	size_t at = 0;
	(void)state;
	assert_true(compound_next(text, &at, &word));
	assert_true(str_equal_z(word, "30 September 2026"));
	assert_true(compound_next(text, &at, &word));
	assert_true(str_equal_z(word, "1. M\xc3\xa4rz 2026"));
	assert_true(compound_next(text, &at, &word));
	assert_true(str_equal_z(word, "5 Jul 2026"));
	assert_false(compound_next(text, &at, &word));
}

static void counts_are_found(void **state)
{
	struct str text =
	    STR("In 2026. 8 of 61, 0.67 to 1.63% and 12,344 von 13.119; "
		"v4 of 5, 4 of v5, 9 over 10, 123,456,789 of 1,234,567,890, "
		"3 of 4");
	struct str word;
	size_t at = 0;
	(void)state;
	assert_true(compound_next(text, &at, &word));
	assert_true(str_equal_z(word, "8 of 61"));
	assert_true(compound_next(text, &at, &word));
	assert_true(str_equal_z(word, "0.67 to 1.63"));
	assert_true(compound_next(text, &at, &word));
	assert_true(str_equal_z(word, "12,344 von 13.119"));
	assert_true(compound_next(text, &at, &word));
	assert_true(str_equal_z(word, "3 of 4"));
	assert_int_equal(at, text.len);
	assert_false(compound_next(text, &at, &word));
}

static void compounds_are_found(void **state)
{
	struct str text = STR("a-b - x- AI-assisted, one-sided-and-long-word");
	struct str word;
	size_t at = 0;
	(void)state;
	assert_true(compound_next(text, &at, &word));
	assert_true(str_equal_z(word, "a-b"));
	assert_true(compound_next(text, &at, &word));
	assert_true(str_equal_z(word, "AI-assisted"));
	assert_int_equal(at, 20);
	assert_false(compound_next(text, &at, &word));
}

static void foreign_letters_are_counted(void **state)
{
	struct fixture *fixture = *state;
	assert_true(width(fixture, "Caf\xc3\xa9 \xce\xb1\xd0\xb6") > 0);
	assert_int_equal(typeface_unknown_glyphs(fixture->face), 0);
	assert_true(width(fixture, "\xe4\xb8\xad\xe6\x96\x87") > 0);
	assert_int_equal(typeface_unknown_glyphs(fixture->face), 2);
}

static void an_unreadable_folder_is_an_error(void **state)
{
	struct typeface *face = NULL;
	struct error err = { 0 };
	(void)state;
	assert_false(typeface_open(&face, STR("/nowhere/fonts"), &err));
	assert_int_not_equal(err.kind, ERROR_NONE);
}

static void marks_paint_in_their_colour(void **state)
{
	struct fixture *fixture = *state;
	struct text_run run = {
		.text = STR("x"), .role = TEXT_CELL, .mark = MARK_OUTSIDE
	};
	struct text_options options = { 0 };
	const struct text_block *block =
	    text_lay_out(fixture->face, &run, 1, &options, fixture->arena);
	cairo_surface_t *surface =
	    cairo_image_surface_create(CAIRO_FORMAT_RGB24, 20, 12);
	cairo_t *cairo = cairo_create(surface);
	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	text_paint_line(cairo, fixture->face, block, 0, 0, 0);
	assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
	cairo_surface_flush(surface);
	const unsigned char *pixels = cairo_image_surface_get_data(surface);
	uint32_t pixel;
	memcpy(&pixel,
	    pixels + 6 * cairo_image_surface_get_stride(surface) + 4 * 3,
	    sizeof pixel);
	assert_int_equal(pixel & 0xffffff, 0xA3300B);
	cairo_destroy(cairo);
	cairo_surface_destroy(surface);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    figures_are_tabular, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    width_grows_with_size_and_weight, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    lines_keep_to_the_width, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_long_word_is_broken, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    nothing_is_one_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_newline_breaks_and_controls_do_not, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_mark_keeps_to_its_word, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    compounds_dates_and_counts_stay_whole, set_up, tear_down),
		cmocka_unit_test(dates_are_found),
		cmocka_unit_test(counts_are_found),
		cmocka_unit_test(compounds_are_found),
		cmocka_unit_test_setup_teardown(
		    foreign_letters_are_counted, set_up, tear_down),
		cmocka_unit_test(an_unreadable_folder_is_an_error),
		cmocka_unit_test_setup_teardown(
		    marks_paint_in_their_colour, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
