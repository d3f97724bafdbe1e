/* The evidence matrix as drawn: shapes by result in columns of strength, what
 * is not assessed hatched, counts for lists; also of nothing, of one, of ten
 * thousand controls, and of hostile names. */
#include <stddef.h>

#include "tests/unit/chart_fixture.h"
#include "tests/unit/hostile_names.h"

static const double widths[] = { CHART_WIDE_PT, CHART_NARROW_PT };

static struct matrix_row controls[] = {
	{ LITERAL("AC.1.1"), LITERAL("Written AI coding workflow"),
	    MATRIX_NOT_ASSESSED, { 0, 0, 0, 0, 1 }, 0, 1, LITERAL("") },
	{ LITERAL("AC.2.1"), LITERAL("Threat model for each AI tool"),
	    MATRIX_PART, { 0, 0, 0, 1, 0 }, 0, 1, LITERAL("9 Apr 2026") },
	{ LITERAL("AC.4.1"), LITERAL("Human review by another identity"),
	    MATRIX_NOT_MET, { 0, 1, 0, 0, 0 }, 0, 1, LITERAL("") },
	{ LITERAL("AC.7.1"), LITERAL("Templates made with AI are labelled"),
	    MATRIX_MET, { 0, 1, 1, 0, 0 }, 1, 1, LITERAL("20 May 2026") },
	{ LITERAL("AC.9.9"), LITERAL("Stated by its owner"), MATRIX_ATTESTED,
	    { 0, 0, 0, 1, 0 }, 0, 1, LITERAL("30 Sep 2026") },
};
static struct matrix_data sample = { LITERAL("Control"), controls, 5 };

static size_t count_fill(
    const struct drawing *drawing, enum shape_kind kind, enum colour fill)
{
	size_t count = 0;
	for (size_t i = 0; i < drawing->count; i++)
		count += drawing->items[i].kind == kind &&
			 drawing->items[i].fill == fill;
	return count;
}

static void shapes_say_the_result(void **state)
{
	for (int i = 0; i < 2; i++) {
		struct drawing drawing =
		    check(*state, &chart_matrix, &sample, widths[i], "matrix");
		has_text(&drawing, "AC.4.1");
		has_text(&drawing, "not assessed");
		has_text(&drawing, "partly met");
		has_text(&drawing, "attested");
		has_text(&drawing, "20 May 2026");
		has_text(&drawing, "1 of 5 met");
		assert_int_equal(count_kind(&drawing, SHAPE_HATCH), 1);
		/* met twice, in both columns of its strength */
		assert_int_equal(
		    count_fill(&drawing, SHAPE_CIRCLE, COLOUR_BLUE), 2);
		assert_int_equal(
		    count_fill(&drawing, SHAPE_PATH, COLOUR_ALERT), 1);
		assert_int_equal(
		    count_fill(&drawing, SHAPE_CIRCLE, COLOUR_PAPER), 1);
	}
}

static void lists_have_counts(void **state)
{
	struct matrix_row lists[] = {
		{ LITERAL(""), LITERAL("OWASP AISVS, AI-assisted coding"),
		    MATRIX_MET, { 1, 12, 6, 5, 8 }, 3, 29, LITERAL("") },
		{ LITERAL(""), LITERAL("NIST SP 800-53"), MATRIX_MET,
		    { 0, 1234, 99, 5, 10 }, 1000, 1348, LITERAL("") },
	};
	struct matrix_data data = { LITERAL("List"), lists, 2 };
	for (int i = 0; i < 2; i++) {
		struct drawing drawing =
		    check(*state, &chart_matrix, &data, widths[i], "lists");
		has_text(&drawing, "12");
		has_text(&drawing, "1,246");
		has_text(&drawing, "3 of 29 met");
		assert_int_equal(count_kind(&drawing, SHAPE_HATCH), 0);
	}
}

static void nothing_and_one_are_drawn(void **state)
{
	struct matrix_data none = { 0 };
	struct matrix_data one = { LITERAL("Control"), controls + 3, 1 };
	for (int i = 0; i < 2; i++) {
		check(*state, &chart_matrix, &none, widths[i], "no-matrix");
		struct drawing drawing = check(
		    *state, &chart_matrix, &one, widths[i], "one-control");
		has_text(&drawing, "1 of 1 met");
	}
}

/* A figure never breaks over a page: what has no room is counted. */
static void ten_thousand_controls_fit_a_page(void **state)
{
	enum { CONTROLS = 10000 };
	struct fixture *fixture = *state;
	struct matrix_row *many =
	    arena_array(fixture->arena, CONTROLS, sizeof *many);
	for (size_t i = 0; i < CONTROLS; i++)
		many[i] = controls[i % 5];
	struct matrix_data data = { LITERAL("Control"), many, CONTROLS };
	struct drawing wide = check(*state, &chart_matrix, &data, CHART_WIDE_PT,
	    "ten-thousand-controls");
	has_text(&wide, "9,960 more in the table");
	has_text(&wide, "2,000 of 10,000 met");
	assert_true(wide.height < 640);
	check(*state, &chart_matrix, &data, CHART_NARROW_PT,
	    "ten-thousand-controls");
}

static void hostile_controls_keep_their_box(void **state)
{
	struct matrix_row bad[] = {
		{ LITERAL(HOSTILE_NAME), LITERAL(HOSTILE_NAME), MATRIX_NOT_MET,
		    { 1, 1, 1, 1, 1 }, INT64_MAX, INT64_MAX,
		    LITERAL(HOSTILE_NAME) },
		{ LITERAL(RIGHT_TO_LEFT_NAME), LITERAL(CJK_NAME), MATRIX_PART,
		    { -1, 5, -9, 1, 1 }, -1, 0, LITERAL(CJK_NAME) },
		{ LITERAL(CJK_NAME), LITERAL(RIGHT_TO_LEFT_NAME), MATRIX_MET,
		    { INT64_MAX, INT64_MAX, 1, 1, 1 }, 5, 7,
		    LITERAL(HOSTILE_NAME) },
		{ LITERAL(""), LITERAL(""), MATRIX_ATTESTED, { 0 }, 0, 1,
		    LITERAL("") },
	};
	struct matrix_data data = { LITERAL(HOSTILE_NAME), bad, 4 };
	for (int i = 0; i < 2; i++)
		check(
		    *state, &chart_matrix, &data, widths[i], "hostile-matrix");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shapes_say_the_result),
		cmocka_unit_test(lists_have_counts),
		cmocka_unit_test(nothing_and_one_are_drawn),
		cmocka_unit_test(ten_thousand_controls_fit_a_page),
		cmocka_unit_test(hostile_controls_keep_their_box),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
