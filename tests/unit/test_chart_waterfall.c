/* The waterfall as drawn: filled, outlined and hatched rows that meet, totals
 * as ticks, the band on the last one; also of nothing, of one, of ten thousand
 * rows, going down alone, below 0, and of hostile names. */
#include <stddef.h>

#include "tests/unit/chart_fixture.h"
#include "tests/unit/hostile_names.h"

static const double widths[] = { CHART_WIDE_PT, CHART_NARROW_PT };

/* The quarter of docs/design.md: 59.5 to 67.7. */
static struct waterfall_step steps[] = {
	{ LITERAL("Method change"), -0.9, FALL_METHOD,
	    LITERAL("readiness list: six gaps, was five") },
	{ LITERAL("Origin of lines known"), 1.2, FALL_REAL,
	    LITERAL("larger than chance") },
	{ LITERAL("Approved tools"), 0.8, FALL_REAL,
	    LITERAL("larger than chance") },
	{ LITERAL("Overdue problems"), 4.8, FALL_CHANCE,
	    LITERAL("within chance") },
	{ LITERAL("Problems, AI against human"), 1.3, FALL_CHANCE,
	    LITERAL("within chance") },
	{ LITERAL("Readiness gate passed"), 1.0, FALL_CHANCE,
	    LITERAL("within chance") },
	{ LITERAL("Trained reviewer"), -0.3, FALL_CHANCE,
	    LITERAL("within chance") },
	{ LITERAL("Unexplained"), 0.3, FALL_METHOD,
	    LITERAL("rows that arrived late") },
};
static struct waterfall_data sample = { LITERAL("Last quarter, as reported"),
	59.5, steps, 8, LITERAL("This quarter"), 67.7, true, 66.6, 68.9 };

static const struct shape *find_bar(
    const struct drawing *drawing, enum colour fill, size_t nth)
{
	for (size_t i = 0; i < drawing->count; i++)
		if (drawing->items[i].kind == SHAPE_RECT &&
		    drawing->items[i].fill == fill && nth-- == 0)
			return &drawing->items[i];
	fail_msg("there is no such bar");
	return NULL;
}

static void rows_are_named_and_counted(void **state)
{
	for (int i = 0; i < 2; i++) {
		struct drawing drawing = check(
		    *state, &chart_waterfall, &sample, widths[i], "waterfall");
		has_text(&drawing, "Last quarter, as reported");
		has_text(&drawing, "59.5");
		has_text(&drawing, "\xe2\x88\x92"
				   "0.9");
		has_text(&drawing, "+1.2");
		has_text(&drawing, "larger than chance");
		has_text(&drawing, "+4.8");
		has_text(&drawing, "67.7");
		/* two real ones, four outlined, two hatched */
		find_bar(&drawing, COLOUR_BLUE, 1);
		find_bar(&drawing, COLOUR_PAPER, 3);
		assert_int_equal(count_kind(&drawing, SHAPE_HATCH), 2);
		/* down is brick, outlined as it is within chance */
		assert_int_equal(
		    count_colour(&drawing, SHAPE_RECT, COLOUR_ALERT), 1);
	}
}

/* A bar begins where the one above it ends, on one scale. */
static void bars_meet(void **state)
{
	struct drawing drawing =
	    draw(*state, &chart_waterfall, &sample, CHART_WIDE_PT);
	const struct shape *first = find_bar(&drawing, COLOUR_BLUE, 0);
	const struct shape *second = find_bar(&drawing, COLOUR_BLUE, 1);
	const struct shape *third = find_bar(&drawing, COLOUR_PAPER, 0);
	assert_true(fabs(first->x + first->width - second->x) < 0.01);
	/* the outline lies half a point within */
	assert_true(fabs(second->x + second->width - third->x + 0.5) < 0.01);
	assert_true(fabs(first->width / second->width - 1.5) < 0.001);
}

static void nothing_and_one_have_totals(void **state)
{
	struct waterfall_data none = { 0 };
	struct waterfall_data one = { LITERAL("Last"), 0, steps + 1, 1,
		LITERAL("This"), 1.2, true, 1.2, 1.2 };
	for (int i = 0; i < 2; i++) {
		check(*state, &chart_waterfall, &none, widths[i], "no-step");
		struct drawing drawing = check(
		    *state, &chart_waterfall, &one, widths[i], "one-step");
		has_text(&drawing, "+1.2");
		has_text(&drawing, "0.0");
	}
}

/* All down, and under 0: the axis has room for both. */
static void falls_go_below_nothing(void **state)
{
	struct waterfall_step down[] = {
		{ LITERAL("First"), -30, FALL_REAL, LITERAL("") },
		{ LITERAL("Second"), -45.25, FALL_CHANCE, LITERAL("") },
		{ LITERAL("Third"), -0.001, FALL_REAL, LITERAL("no change") },
	};
	struct waterfall_data data = { LITERAL("Last"), 40, down, 3,
		LITERAL("This"), -35.25, true, -40, -30 };
	for (int i = 0; i < 2; i++) {
		struct drawing drawing =
		    check(*state, &chart_waterfall, &data, widths[i], "down");
		has_text(&drawing, "\xe2\x88\x92"
				   "45.2");
		has_text(&drawing, "\xe2\x88\x92"
				   "35.2");
		has_text(&drawing, "0.0");
	}
}

/* The rest of ten thousand is one row, so that the sum still holds. */
static void ten_thousand_rows_are_few(void **state)
{
	enum { ROWS = 10000 };
	struct fixture *fixture = *state;
	struct waterfall_step *many =
	    arena_array(fixture->arena, ROWS, sizeof *many);
	for (size_t i = 0; i < ROWS; i++)
		many[i] = (struct waterfall_step){ .label = STR("Part"),
			.change = i % 3 == 0 ? -0.01 : 0.01,
			.kind = FALL_CHANCE };
	struct waterfall_data data = { LITERAL("Last"), 10, many, ROWS,
		LITERAL("This"), 43.32, false, 0, 0 };
	for (int i = 0; i < 2; i++) {
		struct drawing drawing = check(*state, &chart_waterfall, &data,
		    widths[i], "ten-thousand-rows");
		has_text(&drawing, "9,977 more, together");
		assert_true(drawing.height < 700);
	}
}

static void hostile_rows_keep_their_box(void **state)
{
	struct waterfall_step odd[] = {
		{ LITERAL(HOSTILE_NAME), (double)NAN, FALL_REAL,
		    LITERAL(HOSTILE_NAME) },
		{ LITERAL(HOSTILE_NAME), 1e12, FALL_CHANCE,
		    LITERAL(HOSTILE_NAME) },
		{ LITERAL(RIGHT_TO_LEFT_NAME), -1e12, FALL_REAL,
		    LITERAL(CJK_NAME) },
		{ LITERAL(CJK_NAME), (double)INFINITY, FALL_METHOD,
		    LITERAL(RIGHT_TO_LEFT_NAME) },
	};
	struct waterfall_data data = { LITERAL(HOSTILE_NAME), (double)NAN, odd,
		4, LITERAL(HOSTILE_NAME), (double)INFINITY, true, (double)NAN,
		1e300 };
	for (int i = 0; i < 2; i++) {
		check(*state, &chart_waterfall, &data, widths[i],
		    "hostile-waterfall");
		data.first = 5;
		data.has_band = false;
	}
}

static void random_falls_hold(void **state)
{
	uint32_t seed = 5;
	for (int round = 0; round < ROUNDS; round++) {
		struct waterfall_step parts[12];
		double scale = pow(10, draw_number(&seed, 5)) / 10;
		double at = 100 * draw_share(&seed);
		struct waterfall_data data = { STR("Last quarter"), at, parts,
			draw_number(&seed, 13), STR("This quarter"), 0, true, 0,
			0 };
		for (size_t i = 0; i < 12; i++) {
			parts[i] = (struct waterfall_step){
				draw_name(&seed),
				scale * (draw_share(&seed) - 0.5),
				(enum fall_kind)draw_number(&seed, 3),
				STR("larger than chance"),
			};
			at += i < data.count ? parts[i].change : 0;
		}
		data.last = at;
		data.low = at - scale * draw_share(&seed);
		data.high = at + scale * draw_share(&seed);
		for (int i = 0; i < 2; i++)
			check(*state, &chart_waterfall, &data, widths[i],
			    "random");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_named_and_counted),
		cmocka_unit_test(bars_meet),
		cmocka_unit_test(nothing_and_one_have_totals),
		cmocka_unit_test(falls_go_below_nothing),
		cmocka_unit_test(ten_thousand_rows_are_few),
		cmocka_unit_test(hostile_rows_keep_their_box),
		cmocka_unit_test(random_falls_hold),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
