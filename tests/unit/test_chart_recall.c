/* The recall map as drawn: bars by week, those without lines left pale, numbers
 * beside them; also of nothing, of one, of ten thousand services and of a
 * hundred years, and of hostile names. */
#include <stddef.h>

#include "base/date.h"
#include "tests/unit/chart_fixture.h"
#include "tests/unit/hostile_names.h"

static const double widths[] = { CHART_WIDE_PT, CHART_NARROW_PT };

static struct recall_week shop[] = { { 0, 2, 2 }, { 3, 4, 3 }, { 7, 1, 0 },
	{ 38, 3, 3 } };
static struct recall_week pay[] = { { 10, 1, 0 }, { 20, 2, 1 } };
static struct recall_row rows[] = {
	{ LITERAL("web-shop"), shop, 4, 10, 2101, 6 },
	{ LITERAL("payment-gateway"), pay, 2, 3, 337, 0 },
	{ LITERAL("ledger"), NULL, 0, 0, 0, UNKNOWN },
};
/* 5 January 2026 is a Monday. */
static struct recall_data sample = { LITERAL("Service"), rows, 3,
	20458 * DAY_SECONDS };

static void bars_stand_by_their_numbers(void **state)
{
	for (int i = 0; i < 2; i++) {
		struct drawing drawing =
		    check(*state, &chart_recall, &sample, widths[i], "recall");
		has_text(&drawing, "web-shop");
		has_text(&drawing, "2,101");
		has_text(&drawing, "not known");
		has_text(&drawing, "2,438");
		has_text(&drawing, "13");
		has_text(&drawing, "2026");
		has_text(&drawing, "all rewritten");
		/* weeks with commits gone: three, and the sample */
		assert_int_equal(
		    count_colour(&drawing, SHAPE_RECT, COLOUR_HUMAN), 5);
	}
	struct drawing wide =
	    draw(*state, &chart_recall, &sample, CHART_WIDE_PT);
	has_text(&wide, "commits by week, at most 4");
}

/* One scale: a week of four is twice as tall as one of two. */
static void bars_have_one_scale(void **state)
{
	struct recall_week two[] = { { 0, 2, 2 } };
	struct recall_week four[] = { { 1, 4, 4 } };
	struct recall_row both[] = { { LITERAL("a"), two, 1, 2, 1, 0 },
		{ LITERAL("b"), four, 1, 4, 1, 0 } };
	struct recall_data data = { LITERAL("Service"), both, 2, 0 };
	struct drawing drawing =
	    check(*state, &chart_recall, &data, CHART_WIDE_PT, "two-weeks");
	double heights[2] = { 0 };
	size_t found = 0;
	for (size_t i = 0; i < drawing.count && found < 2; i++)
		if (drawing.items[i].fill == COLOUR_BLUE)
			heights[found++] = drawing.items[i].height;
	assert_true(fabs(heights[1] - 2 * heights[0]) < 0.01);
}

static void nothing_and_one_are_drawn(void **state)
{
	struct recall_data none = { .first_time = 0 };
	struct recall_week once[] = { { 0, 1, 1 } };
	struct recall_row row = { LITERAL("only"), once, 1, 1, 5, 0 };
	struct recall_data one = { LITERAL("Repository"), &row, 1, 0 };
	for (int i = 0; i < 2; i++) {
		check(*state, &chart_recall, &none, widths[i], "no-recall");
		check(*state, &chart_recall, &one, widths[i], "one-recall");
	}
}

static void ten_thousand_services_are_few_rows(void **state)
{
	enum { SERVICES = 10000 };
	struct fixture *fixture = *state;
	struct recall_row *many =
	    arena_array(fixture->arena, SERVICES, sizeof *many);
	struct recall_week *weeks =
	    arena_array(fixture->arena, SERVICES, sizeof *weeks);
	for (size_t i = 0; i < SERVICES; i++) {
		weeks[i] =
		    (struct recall_week){ (int64_t)i / 2, 3, (int64_t)i % 4 };
		many[i] = (struct recall_row){ STR("service"), &weeks[i], 1, 3,
			1000000, (int64_t)i % 3 };
	}
	struct recall_data data = { LITERAL("Service"), many, SERVICES, 0 };
	for (int i = 0; i < 2; i++) {
		struct drawing drawing = check(*state, &chart_recall, &data,
		    widths[i], "ten-thousand-services");
		has_text(&drawing, "9,987 more, together");
		assert_true(drawing.height < 600);
		assert_true(drawing.count < 3000);
	}
}

static void hostile_rows_keep_their_box(void **state)
{
	struct recall_week odd[] = { { -5, 3, 1 }, { 1, INT64_MAX, 5 },
		{ INT64_MAX, 1, 1 }, { 2, 1, 99 }, { 3, 5, -7 },
		{ 4, -5, -5 } };
	struct recall_row bad[] = {
		{ LITERAL(HOSTILE_NAME), odd, 6, INT64_MAX, INT64_MAX,
		    INT64_MAX },
		{ LITERAL(RIGHT_TO_LEFT_NAME), odd, 6, -5, INT64_MAX, -3 },
		{ LITERAL(CJK_NAME), NULL, 0, 5, 5, 5 },
		{ LITERAL(""), NULL, 0, 123456789, 123456789, 123456789 },
	};
	struct recall_data data = { LITERAL(HOSTILE_NAME), bad, 4,
		-100 * 365 * DAY_SECONDS };
	for (int i = 0; i < 2; i++)
		check(
		    *state, &chart_recall, &data, widths[i], "hostile-recall");
}

static void random_maps_hold(void **state)
{
	uint32_t seed = 6;
	for (int round = 0; round < ROUNDS; round++) {
		struct recall_row some[20];
		struct recall_week weeks[40];
		uint32_t span = 1 + draw_number(&seed, 700);
		struct recall_data data = { STR("Service"), some,
			draw_number(&seed, 21),
			draw_number(&seed, 30000) * DAY_SECONDS };
		for (size_t i = 0; i < 40; i++)
			weeks[i] =
			    (struct recall_week){ draw_number(&seed, span),
				    draw_number(&seed, 50),
				    draw_number(&seed, 50) };
		for (size_t i = 0; i < 20; i++)
			some[i] = (struct recall_row){ draw_name(&seed), weeks,
				draw_number(&seed, 41),
				draw_number(&seed, 10000000),
				draw_number(&seed, 10000000),
				draw_number(&seed, 3) ? draw_number(&seed, 999)
						      : UNKNOWN };
		for (int i = 0; i < 2; i++)
			check(*state, &chart_recall, &data, widths[i],
			    "random-recall");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bars_stand_by_their_numbers),
		cmocka_unit_test(bars_have_one_scale),
		cmocka_unit_test(nothing_and_one_are_drawn),
		cmocka_unit_test(ten_thousand_services_are_few_rows),
		cmocka_unit_test(hostile_rows_keep_their_box),
		cmocka_unit_test(random_maps_hold),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
