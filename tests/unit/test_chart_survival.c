/* Survival as drawn: steps, fields, ticks of censored ones, counts at risk and
 * halves; also of nothing, of one, of ten thousand, when none has ended, and of
 * hostile names. */
#include <stddef.h>

#include "tests/unit/chart_fixture.h"
#include "tests/unit/hostile_names.h"

static const double widths[] = { CHART_WIDE_PT, CHART_NARROW_PT };

/* Problems of two origins: 5 and 3 ends; the third has too few. */
static const struct survival_step ai_steps[] = {
	{ 10, 0.9, 0.7, 0.97, 50 },
	{ 31, 0.75, 0.55, 0.87, 40 },
	{ 62, 0.6, 0.4, 0.76, 30 },
	{ 90, 0.48, 0.28, 0.66, 20 },
	{ 120, 0.4, 0.2, 0.6, 9 },
};
static const struct survival_step human_steps[] = {
	{ 30, 0.95, 0.8, 0.99, 60 },
	{ 61, 0.85, 0.7, 0.93, 55 },
	{ 200, 0.8, 0.62, 0.9, 20 },
};
static const double ai_censored[] = { 5, 40, 41, 100, 150 };
static const struct survival_count ai_watched[] = { { 0, 55 }, { 10, 50 },
	{ 31, 40 }, { 62, 30 }, { 90, 20 }, { 120, 9 }, { 150, 0 } };
static const struct survival_count human_watched[] = { { -1, 70 }, { 61, 55 },
	{ 200, 20 }, { 240, 0 } };

static struct survival_series samples[] = {
	{ LITERAL("AI-assisted"), true, ai_steps, 5, ai_censored, 5, ai_watched,
	    7, 150, LITERAL("half in 90 days (31 or more)") },
	{ LITERAL("Human"), true, human_steps, 3, ai_censored, 2, human_watched,
	    4, 240, LITERAL("half not reached") },
	{ LITERAL("Unknown"), false, NULL, 0, NULL, 0, ai_watched, 7, 150,
	    LITERAL("3 of 44: too few") },
};
static struct survival_data sample = { samples, 3,
	LITERAL("Still at risk when that many days begin") };

static void lines_carry_their_names_and_counts(void **state)
{
	for (int i = 0; i < 2; i++) {
		struct drawing drawing = check(
		    *state, &chart_survival, &sample, widths[i], "survival");
		has_text(&drawing, "AI-assisted");
		has_text(&drawing, "half in 90 days (31 or more)");
		has_text(&drawing, "half not reached");
		has_text(&drawing, "3 of 44: too few");
		has_text(&drawing, "100%");
		has_text(&drawing, "200 days");
		/* at risk at 0, and at 100 days */
		has_text(&drawing, "55");
		has_text(&drawing, "70");
		has_text(&drawing, "20");
	}
}

/* Two fields of intervals; with a third line there would be none. */
static void few_lines_have_fields(void **state)
{
	struct drawing drawing =
	    draw(*state, &chart_survival, &sample, CHART_WIDE_PT);
	size_t fields = 0;
	for (size_t i = 0; i < drawing.count; i++)
		fields += drawing.items[i].fill == COLOUR_WASH;
	assert_int_equal(fields, 2);
	/* the line and the two edges of its interval */
	assert_int_equal(count_colour(&drawing, SHAPE_PATH, COLOUR_BLUE), 4);
	assert_int_equal(
	    count_colour(&drawing, SHAPE_LINE, COLOUR_BLUE), 4); /* 40, 41 */
}

/* The step stands where its day is, and goes down by its share. */
static void a_step_lies_at_its_day(void **state)
{
	static const struct survival_step half = { 50, 0.5, 0.2, 0.8, 10 };
	static const struct survival_count watched[] = { { 0, 10 },
		{ 100, 0 } };
	struct survival_series series = { LITERAL("All"), true, &half, 1, NULL,
		0, watched, 2, 100, LITERAL("half in 50 days") };
	struct survival_data data = { &series, 1, LITERAL("at risk") };
	struct drawing drawing =
	    check(*state, &chart_survival, &data, CHART_WIDE_PT, "one-line");
	const struct shape *line = NULL;
	for (size_t i = 0; i < drawing.count; i++)
		if (drawing.items[i].stroke_pt == 1.25)
			line = &drawing.items[i];
	assert_non_null(line);
	assert_int_equal(line->point_count, 4);
	const struct point *at = line->points;
	assert_true(fabs((at[1].x - at[0].x) - (at[3].x - at[2].x)) < 0.01);
	assert_true(at[2].y > at[1].y);
	assert_true(fabs(at[1].x - at[2].x) < 0.01);
}

static void nothing_ended_is_a_level_line(void **state)
{
	struct survival_series series = samples[0];
	struct survival_data data = { &series, 1, LITERAL("at risk") };
	series.step_count = 0;
	series.words = STR("half not reached");
	for (int i = 0; i < 2; i++) {
		struct drawing drawing = check(
		    *state, &chart_survival, &data, widths[i], "all-censored");
		for (size_t k = 0; k < drawing.count; k++)
			if (drawing.items[k].stroke_pt == 1.25 &&
			    drawing.items[k].kind == SHAPE_PATH)
				assert_true(drawing.items[k].points[0].y ==
					    drawing.items[k].points[1].y);
	}
}

static void nothing_gives_bare_axes(void **state)
{
	struct survival_data none = { 0 };
	struct survival_series empty = { .drawn = true };
	struct survival_data one = { &empty, 1, LITERAL("") };
	for (int i = 0; i < 2; i++) {
		check(*state, &chart_survival, &none, widths[i], "none");
		check(*state, &chart_survival, &one, widths[i], "empty-one");
	}
}

/* What cannot be told apart on paper is not drawn apart. */
static void ten_thousand_ends_stay_small(void **state)
{
	enum { ENDS = 10000 };
	struct fixture *fixture = *state;
	struct survival_step *steps =
	    arena_array(fixture->arena, ENDS, sizeof *steps);
	double *censored = arena_array(fixture->arena, ENDS, sizeof *censored);
	struct survival_count *watched =
	    arena_array(fixture->arena, ENDS, sizeof *watched);
	for (size_t i = 0; i < ENDS; i++) {
		double share = 1 - (double)i / ENDS;
		steps[i] = (struct survival_step){ (double)i / 10, share,
			share * 0.95, fmin(1, share * 1.05), ENDS };
		censored[i] = (double)i / 10 + 0.05;
		watched[i] = (struct survival_count){ (double)i / 10,
			1000000 - (int64_t)i };
	}
	struct survival_series series = { LITERAL("All"), true, steps, ENDS,
		censored, ENDS, watched, ENDS, 1000,
		LITERAL("half in 500 days (498 to 502)") };
	struct survival_data data = { &series, 1, LITERAL("at risk") };
	for (int i = 0; i < 2; i++) {
		size_t points = 0;
		struct drawing drawing = check(*state, &chart_survival, &data,
		    widths[i], "ten-thousand-ends");
		for (size_t k = 0; k < drawing.count; k++)
			points += drawing.items[k].point_count;
		assert_true(drawing.count < 400);
		assert_true(points < 16000);
	}
}

static void hostile_names_keep_their_box(void **state)
{
	struct survival_series series[5];
	struct survival_data data = { series, 5, LITERAL(HOSTILE_NAME) };
	for (size_t i = 0; i < 5; i++) {
		series[i] = samples[i % 2];
		series[i].label = (struct str)LITERAL(HOSTILE_NAME);
		series[i].words = (struct str)LITERAL(HOSTILE_NAME);
	}
	series[1].end_days = (double)INFINITY;
	series[2].end_days = (double)NAN;
	series[3].end_days = 1e12;
	for (int i = 0; i < 2; i++)
		check(*state, &chart_survival, &data, widths[i],
		    "hostile-survival");
}

static void other_scripts_are_cut_whole(void **state)
{
	struct survival_series series[2] = { samples[0], samples[1] };
	struct survival_data data = { series, 2, LITERAL("at risk") };
	series[0].label = (struct str)LITERAL(RIGHT_TO_LEFT_NAME);
	series[1].label = (struct str)LITERAL(CJK_NAME);
	for (int i = 0; i < 2; i++)
		check(*state, &chart_survival, &data, widths[i],
		    "scripts-survival");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_carry_their_names_and_counts),
		cmocka_unit_test(few_lines_have_fields),
		cmocka_unit_test(a_step_lies_at_its_day),
		cmocka_unit_test(nothing_ended_is_a_level_line),
		cmocka_unit_test(nothing_gives_bare_axes),
		cmocka_unit_test(ten_thousand_ends_stay_small),
		cmocka_unit_test(hostile_names_keep_their_box),
		cmocka_unit_test(other_scripts_are_cut_whole),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
