/* Charts of groups (teams, tools, repositories): limit funnel, scatter, small
 * multiples, shrinkage dumbbell, slope. Both widths, nothing outside, no text
 * over another, whatever the data. CHART_FOLDER: see chart_fixture.h. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/control.h"
#include "base/date.h"
#include "tests/unit/chart_fixture.h"

#define HEBREW                                                                 \
	"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd7\xa6\xd7\x95\xd7\x95\xd7\xaa"
#define CHINESE "\xe6\x94\xaf\xe4\xbb\x98\xe7\xbd\x91\xe5\x85\xb3"

static const double widths[] = { CHART_WIDE_PT, CHART_NARROW_PT };

/* ------------------------------------------------------------- funnel */

enum { STEPS = 40 };

static void fill_steps(
    struct funnel_step *steps, double target, double low, double high)
{
	for (size_t i = 0; i < STEPS; i++) {
		double exposure =
		    low * pow(high / low, (double)i / (STEPS - 1));
		struct funnel limits = funnel_limits(target, exposure);
		steps[i] = (struct funnel_step){ exposure, limits.low_95,
			limits.high_95, limits.low_998, limits.high_998 };
	}
}

/* clang-format off */
static struct funnel_dot sample_funnel_dots[] = {
	{ LITERAL("Checkout"), 46.2, 4.1, SPOT_WORSE, true },
	{ LITERAL("Ledger"), 61.8, 0.71, SPOT_FILLED, true },
	{ LITERAL("Payouts"), 31.6, 1.55, SPOT_CHANCE, false },
	{ LITERAL("Portal"), 22.4, 0.89, SPOT_CHANCE, false },
	{ LITERAL("Gateway"), 18.9, 1.03, SPOT_CHANCE, false },
	{ LITERAL("Risk models"), 8.5, 4.2, SPOT_WORSE, true },
	{ LITERAL("Fraud"), 1.2, 3.3, SPOT_FEW, false },
	{ LITERAL("Mobile"), 4.2, 0, SPOT_FEW, false },
};
/* clang-format on */

static void funnel_names_only_what_is_outside(void **state)
{
	struct funnel_step steps[STEPS];
	struct funnel_data data = { .dots = sample_funnel_dots,
		.count = 8,
		.steps = steps,
		.step_count = STEPS,
		.target = 1.9,
		.target_words = STR("all 1.9"),
		.unit = STR("thousand lines") };
	fill_steps(steps, 1.9, 0.6, 70);
	for (int i = 0; i < 2; i++) {
		struct drawing drawing =
		    check(*state, &chart_funnel, &data, widths[i], "funnel");
		has_text(&drawing, "Checkout");
		has_text(&drawing, "Risk models");
		has_text(&drawing, "Ledger");
		has_text(&drawing, "all 1.9");
		has_text(&drawing, "95% limits");
		has_text(&drawing, "99.8% limits");
		assert_null(find_text(&drawing, "Payouts"));
		assert_int_equal(count_kind(&drawing, SHAPE_CIRCLE), 8);
	}
}

/* Twice the exposure lies at twice the length: the axis is linear, unless
 * sizes differ by powers. */
static void funnel_of_many_sizes_is_logarithmic(void **state)
{
	struct funnel_dot dots[12];
	for (size_t i = 0; i < 12; i++)
		dots[i] = (struct funnel_dot){ LITERAL("x"), i ? 1 : 900, 3000,
			SPOT_CHANCE, false };
	struct funnel_data data = { .dots = dots, .count = 12, .target = 3000 };
	struct drawing drawing =
	    check(*state, &chart_funnel, &data, CHART_WIDE_PT, "funnel-log");
	double at[3];
	static const char *const labels[] = { "1", "10", "100" };
	for (int i = 0; i < 3; i++) {
		struct box box = shape_box(find_text(&drawing, labels[i]),
		    ((const struct fixture *)*state)->face);
		at[i] = box.x + box.width / 2;
	}
	assert_true(fabs((at[1] - at[0]) - (at[2] - at[1])) < 0.1);
}

static void ten_thousand_dots_hold(void **state)
{
	enum { COUNT = 10000 };
	const struct fixture *fixture = *state;
	struct funnel_dot *dots =
	    arena_array(fixture->arena, COUNT, sizeof *dots);
	struct funnel_step steps[STEPS];
	uint32_t seed = 11;
	for (size_t i = 0; i < COUNT; i++)
		dots[i] = (struct funnel_dot){ draw_name(&seed),
			0.1 + 400 * pow(draw_share(&seed), 6),
			4 * draw_share(&seed), i % 9 ? SPOT_CHANCE : SPOT_WORSE,
			i % 9 == 0 };
	struct funnel_data data = { .dots = dots,
		.count = COUNT,
		.steps = steps,
		.step_count = STEPS,
		.target = 2,
		.target_words = STR("all 2.0") };
	fill_steps(steps, 2, 0.1, 400);
	struct drawing drawing =
	    check(*state, &chart_funnel, &data, CHART_WIDE_PT, "funnel-crowd");
	assert_int_equal(count_kind(&drawing, SHAPE_CIRCLE), COUNT);
	check(*state, &chart_funnel, &data, CHART_NARROW_PT, "funnel-crowd");
}

static void hostile_funnels_keep_their_box(void **state)
{
	struct funnel_dot dots[] = {
		{ LITERAL(LONG_NAME), 5, 9e9, SPOT_WORSE, true },
		{ LITERAL(HEBREW), 0, 1, SPOT_WORSE, true },
		{ LITERAL(CHINESE), 4, 2, SPOT_WORSE, true },
		{ LITERAL(HEBREW), 3, 9e9, SPOT_WORSE, true },
		{ LITERAL("none"), -1, NAN, SPOT_CHANCE, true },
		{ LITERAL("endless"), INFINITY, INFINITY, SPOT_FEW, true },
	};
	struct funnel_step steps[] = { { 1, NAN, INFINITY, -1, INFINITY },
		{ 2, 0, 1, 0, 2 }, { 5, 0.1, 0.2, 0, 0.4 } };
	struct funnel_data data = { dots, 6, steps, 3, NAN, LITERAL(LONG_NAME),
		LITERAL("thousand lines") };
	struct funnel_data one = { &dots[2], 1, steps, 0, 2, LITERAL("all 2"),
		LITERAL("") };
	struct funnel_data none = { .target = INFINITY };
	for (int i = 0; i < 2; i++) {
		check(
		    *state, &chart_funnel, &data, widths[i], "hostile-funnel");
		check(*state, &chart_funnel, &one, widths[i], "funnel-one");
		check(*state, &chart_funnel, &none, widths[i], "funnel-none");
	}
}

/* ----------------------------------------------------------- dumbbell */

/* clang-format off */
static struct dumbbell_row sample_dumbbells[] = {
	{ LITERAL("Copilot agent"), LITERAL("16"), LITERAL("2.9"), LITERAL("5.1 (3.6\xe2\x80\x93" "7.0)"), LITERAL("within chance"), true, 5.51, 5.1, 3.6, 7.0, SPOT_CHANCE },
	{ LITERAL("Cursor"), LITERAL("70"), LITERAL("7.5"), LITERAL("9.0 (7.1\xe2\x80\x93" "11)"), LITERAL("higher"), true, 9.3, 9.0, 7.1, 11.2, SPOT_WORSE },
	{ LITERAL("Claude Code"), LITERAL("23"), LITERAL("16.3"), LITERAL("1.9 (1.2\xe2\x80\x93" "2.8)"), LITERAL("lower"), true, 1.4, 1.9, 1.2, 2.8, SPOT_FILLED },
	{ LITERAL("aider"), LITERAL("1"), LITERAL("0.2"), LITERAL("4.5 (2.3\xe2\x80\x93" "7.3)"), LITERAL("within chance"), true, 5.0, 4.5, 2.3, 7.3, SPOT_CHANCE },
	{ LITERAL("Codex"), LITERAL("0"), LITERAL("0.0"), LITERAL("not assessed"), LITERAL(""), false, 0, 0, 0, 0, SPOT_FEW },
};
static struct dumbbell_data sample_dumbbell = {
	.heads = { LITERAL("Tool"), LITERAL("Problems\n"), LITERAL("Lines\nthousand"), LITERAL("Per 1,000 lines\n95% interval") },
	.rows = sample_dumbbells,
	.count = 5,
	.overall = 4.4,
	.overall_words = LITERAL("all 4.4"),
};
/* clang-format on */

static void dumbbell_shows_raw_and_drawn(void **state)
{
	for (int i = 0; i < 2; i++) {
		struct drawing drawing = check(*state, &chart_dumbbell,
		    &sample_dumbbell, widths[i], "dumbbell");
		has_text(&drawing, "Claude Code");
		has_text(&drawing, "all 4.4");
		has_text(&drawing, "within chance");
		has_text(&drawing, "not assessed");
		assert_int_equal(count_kind(&drawing, SHAPE_CIRCLE), 8);
	}
}

/* Equal factors, equal lengths. */
static void dumbbell_of_ratios_is_logarithmic(void **state)
{
	struct dumbbell_row rows[] = {
		{ LITERAL("a"), LITERAL("9"), LITERAL("2"), LITERAL("0.5"),
		    LITERAL("lower"), true, 0.5, 0.5, 0.4, 0.7, SPOT_FILLED },
		{ LITERAL("b"), LITERAL("9"), LITERAL("2"), LITERAL("2"),
		    LITERAL("higher"), true, 2, 2, 1.5, 2.6, SPOT_WORSE },
	};
	struct dumbbell_data data = { .rows = rows,
		.count = 2,
		.overall = 1,
		.overall_words = STR("all 1"),
		.log = true };
	struct drawing drawing = check(
	    *state, &chart_dumbbell, &data, CHART_WIDE_PT, "dumbbell-log");
	double x[4];
	size_t found = 0;
	for (size_t i = 0; i < drawing.count && found < 4; i++)
		if (drawing.items[i].kind == SHAPE_CIRCLE)
			x[found++] = drawing.items[i].x;
	double line = 0;
	for (size_t i = 0; i < drawing.count; i++)
		if (drawing.items[i].kind == SHAPE_LINE &&
		    drawing.items[i].stroke == COLOUR_INK &&
		    drawing.items[i].x == drawing.items[i].x2)
			line = drawing.items[i].x;
	assert_true(fabs((line - x[0]) - (x[2] - line)) < 0.01);
}

static void hostile_dumbbells_keep_their_box(void **state)
{
	struct dumbbell_row rows[] = {
		{ LITERAL(LONG_NAME), LITERAL("999,999,999,999"),
		    LITERAL("9,999,999.9"), LITERAL(LONG_NAME),
		    LITERAL(LONG_NAME), true, INFINITY, 3, 0, INFINITY,
		    SPOT_WORSE },
		{ LITERAL(HEBREW), LITERAL("0"), LITERAL("0.0"),
		    LITERAL("0 (0\xe2\x80\x93"
			    "18)"),
		    LITERAL("within chance"), true, 0, 0, NAN, NAN,
		    SPOT_CHANCE },
		{ LITERAL(CHINESE), LITERAL("1"), LITERAL("0.1"), LITERAL("x"),
		    LITERAL(""), true, NAN, NAN, NAN, NAN, SPOT_FEW },
		{ LITERAL(""), LITERAL(""), LITERAL(""), LITERAL(""),
		    LITERAL(""), false, 0, 0, 0, 0, SPOT_FEW },
	};
	struct dumbbell_data data = {
		.heads = { LITERAL(LONG_NAME),
		    LITERAL(LONG_NAME "\n" LONG_NAME), LITERAL(LONG_NAME),
		    LITERAL(LONG_NAME) },
		.rows = rows,
		.count = 4,
		.overall = 1,
		.overall_words = LITERAL(LONG_NAME),
	};
	struct dumbbell_data none = { .overall = NAN };
	for (int i = 0; i < 2; i++) {
		data.log = i;
		check(*state, &chart_dumbbell, &data, widths[i],
		    "hostile-dumbbell");
		data.count = 1;
		check(
		    *state, &chart_dumbbell, &data, widths[i], "dumbbell-one");
		data.count = 4;
		check(
		    *state, &chart_dumbbell, &none, widths[i], "dumbbell-none");
	}
}

/* -------------------------------------------------------------- slope */

/* clang-format off */
static struct slope_row sample_slopes[] = {
	{ LITERAL("Checkout"), LITERAL("48 of 80"), LITERAL("56 of 70"), LITERAL("+20 points (+5 to +33)"), LITERAL("Better"), true, true, true, .6, .8, .6524, .9339, SPOT_FILLED },
	{ LITERAL("Risk models"), LITERAL("83% of 212"), LITERAL("71% of 198"), LITERAL("\xe2\x88\x92" "12 points (\xe2\x88\x92" "20 to \xe2\x88\x92" "4)"), LITERAL("Worse"), true, true, true, .83, .71, .63, .79, SPOT_WORSE },
	{ LITERAL("Payments core"), LITERAL("73% of 1,567"), LITERAL("72% of 1,912"), LITERAL("\xe2\x88\x92" "1 point (\xe2\x88\x92" "4 to +2)"), LITERAL("Unchanged"), true, true, true, .733, .721, .691, .75, SPOT_CHANCE },
	{ LITERAL("Ledger"), LITERAL(""), LITERAL("3 of 4"), LITERAL("too little data"), LITERAL(""), false, true, false, 0, .75, 0, 0, SPOT_FEW },
};
static struct slope_data sample_slope = {
	.heads = { LITERAL("Team"), LITERAL("Last\nQ2 2026"), LITERAL("This\nQ3 2026"), LITERAL("Change\n95% interval") },
	.rows = sample_slopes,
	.count = 4,
};
/* clang-format on */

static void slope_shows_both_periods(void **state)
{
	for (int i = 0; i < 2; i++) {
		struct drawing drawing = check(
		    *state, &chart_slope, &sample_slope, widths[i], "slope");
		has_text(&drawing, "Payments core");
		has_text(&drawing, "+20 points (+5 to +33)");
		has_text(&drawing, "Unchanged");
		has_text(&drawing, "100%");
		assert_int_equal(count_kind(&drawing, SHAPE_CIRCLE), 7);
	}
	struct drawing wide =
	    draw(*state, &chart_slope, &sample_slope, CHART_WIDE_PT);
	has_text(&wide, "73% of 1,567");
}

static void hostile_slopes_keep_their_box(void **state)
{
	struct slope_row rows[] = {
		{ LITERAL(LONG_NAME), LITERAL("99% of 999,999,999,999"),
		    LITERAL(LONG_NAME), LITERAL(LONG_NAME), LITERAL(LONG_NAME),
		    true, true, true, -4, 9, -INFINITY, INFINITY, SPOT_WORSE },
		{ LITERAL(HEBREW), LITERAL("0 of 0"), LITERAL("1 of 1"),
		    LITERAL("+100 points"), LITERAL("Unchanged"), true, true,
		    true, NAN, NAN, NAN, NAN, SPOT_CHANCE },
		{ LITERAL(CHINESE), LITERAL(""), LITERAL(""), LITERAL(""),
		    LITERAL(""), false, false, false, 0, 0, 0, 0, SPOT_FEW },
	};
	struct slope_data data = { { LITERAL(LONG_NAME), LITERAL(LONG_NAME),
				       LITERAL("a\nb\nc"), LITERAL("") },
		rows, 3 };
	struct slope_data none = { .count = 0 };
	for (int i = 0; i < 2; i++) {
		check(*state, &chart_slope, &data, widths[i], "hostile-slope");
		check(*state, &chart_slope, &none, widths[i], "slope-none");
	}
}

/* ------------------------------------------------------------ scatter */

/* clang-format off */
static struct scatter_dot sample_typescript[] = {
	{ LITERAL("Checkout"), .65, 1.9, .61, .69, 1.43, 2.47, 46.2, SPOT_FILLED },
	{ LITERAL("Portal"), .455, 1.66, .40, .51, 1.1, 2.4, 18, SPOT_FILLED },
	{ LITERAL("Payouts"), .435, 1.6, .38, .49, .9, 2.5, 15, SPOT_FILLED },
	{ LITERAL("Mobile"), .405, 1.08, .33, .48, .5, 2.0, 12, SPOT_FILLED },
	{ LITERAL("Platform"), .305, 1.11, .23, .38, .48, 2.2, 9, SPOT_FILLED },
};
static struct scatter_dot sample_java[] = {
	{ LITERAL("Core"), .22, .84, .19, .25, .6, 1.2, 55, SPOT_FILLED },
	{ LITERAL("Payouts"), .29, .85, .24, .34, .4, 1.5, 14, SPOT_FILLED },
	{ LITERAL("Portal"), .285, .64, .24, .33, .26, 1.3, 12, SPOT_FILLED },
	{ LITERAL("Ledger"), .23, .68, .20, .26, .45, 1.0, 48, SPOT_FILLED },
};
static struct scatter_dot sample_python[] = {
	{ LITERAL("Risk"), .57, 1.5, .51, .63, 1.1, 2.0, 31, SPOT_FILLED },
	{ LITERAL("Ledger"), .44, 1.4, .36, .52, .74, 2.5, 11, SPOT_FILLED },
	{ LITERAL("Core"), .25, 1.1, .17, .33, .36, 2.5, 5, SPOT_FILLED },
	{ LITERAL("Platform"), .39, 1.18, .33, .45, .7, 1.95, 18, SPOT_FILLED },
};
static struct scatter_panel sample_panels[] = {
	{ LITERAL("TypeScript"), sample_typescript, 5 },
	{ LITERAL("Java"), sample_java, 4 },
	{ LITERAL("Python"), sample_python, 4 },
	{ LITERAL("Go"), sample_java, 2 },
};
/* clang-format on */

/* Whether LINE, level or upright, runs through the letters of TEXT. */
static bool runs_through(const struct fixture *fixture,
    const struct shape *line, const struct shape *text)
{
	double width =
	    typeface_width(fixture->face, text->text, text->role, 0, 0);
	return fmin(line->x, line->x2) < text->x + width &&
	       fmax(line->x, line->x2) > text->x &&
	       fmin(line->y, line->y2) < text->y + 1 &&
	       fmax(line->y, line->y2) > text->y - 5;
}

/* Names, which alone have a halo, lie on no cross. */
static void keeps_names_off_crosses(
    const struct fixture *fixture, const struct drawing *drawing)
{
	for (size_t i = 0; i < drawing->count; i++)
		for (size_t k = 0; k < drawing->count; k++) {
			const struct shape *text = &drawing->items[i];
			const struct shape *line = &drawing->items[k];
			if (text->kind == SHAPE_TEXT && text->halo &&
			    line->kind == SHAPE_LINE &&
			    line->stroke == COLOUR_HUMAN)
				assert_false(runs_through(fixture, line, text));
		}
}

static void scatter_names_its_dots(void **state)
{
	struct scatter_data data = { sample_panels, 4, true, false };
	for (int i = 0; i < 2; i++) {
		struct drawing drawing =
		    check(*state, &chart_scatter, &data, widths[i], "scatter");
		has_text(&drawing, "TypeScript");
		has_text(&drawing, "Checkout");
		has_text(&drawing, "Platform");
		has_text(&drawing, "Risk");
		has_text(&drawing, "75%");
		assert_int_equal(count_kind(&drawing, SHAPE_CIRCLE), 15);
		assert_null(find_text(&drawing, "1 not named"));
		keeps_names_off_crosses(*state, &drawing);
	}
}

/* A dot of four times the lines has twice the radius: its area is lines. */
static void area_of_a_dot_is_lines(void **state)
{
	struct scatter_dot dots[] = {
		{ LITERAL("a"), .2, 1, NAN, NAN, NAN, NAN, 10, SPOT_FILLED },
		{ LITERAL("b"), .6, 2, NAN, NAN, NAN, NAN, 40, SPOT_FILLED },
	};
	struct scatter_panel panel = { LITERAL("All"), dots, 2 };
	struct scatter_data data = { &panel, 1, true, false };
	struct drawing drawing =
	    check(*state, &chart_scatter, &data, CHART_WIDE_PT, "scatter-two");
	double radius[2];
	size_t found = 0;
	for (size_t i = 0; i < drawing.count && found < 2; i++)
		if (drawing.items[i].kind == SHAPE_CIRCLE)
			radius[found++] = drawing.items[i].radius;
	assert_true(fabs(radius[1] / radius[0] - 2) < 0.001);
}

static void hostile_scatters_keep_their_box(void **state)
{
	enum { COUNT = 10000 };
	const struct fixture *fixture = *state;
	struct scatter_dot *crowd =
	    arena_array(fixture->arena, COUNT, sizeof *crowd);
	uint32_t seed = 5;
	for (size_t i = 0; i < COUNT; i++)
		crowd[i] = (struct scatter_dot){ draw_name(&seed),
			draw_share(&seed), draw_share(&seed), 0, 1, 0, INFINITY,
			1000 * draw_share(&seed), SPOT_FILLED };
	struct scatter_dot dots[] = {
		{ LITERAL(LONG_NAME), 1, 1e12, 0, 9, -INFINITY, INFINITY, 1e12,
		    SPOT_FILLED },
		{ LITERAL(HEBREW), 0, 0, NAN, NAN, NAN, NAN, 0, SPOT_FEW },
		{ LITERAL(CHINESE), NAN, 3, 0, 0, 0, 0, -4, SPOT_CHANCE },
		{ LITERAL(CHINESE), .5, 3, 0, NAN, 0, 9e9, NAN, SPOT_CHANCE },
	};
	struct scatter_panel panels[] = { { LITERAL(LONG_NAME), dots, 4 },
		{ LITERAL(""), NULL, 0 }, { LITERAL(HEBREW), crowd, COUNT } };
	struct scatter_data data = { panels, 3, true, false };
	struct scatter_data one = { panels, 1, true, true };
	struct scatter_data none = { NULL, 0, false, false };
	for (int i = 0; i < 2; i++) {
		check(*state, &chart_scatter, &data, widths[i],
		    "hostile-scatter");
		check(*state, &chart_scatter, &one, widths[i], "scatter-one");
		check(*state, &chart_scatter, &none, widths[i], "scatter-none");
	}
}

/* ---------------------------------------------------- small multiples */

enum { MONTHS = 12 };

static void fill_times(int64_t *times)
{
	for (int i = 0; i < MONTHS; i++)
		times[i] = date_to_time(
		    (struct date){ .year = 2025, .month = 10 + i, .day = 1 });
}

static void multiples_keep_groups_apart(void **state)
{
	static const double up[MONTHS] = { 4.1, 4.6, 3.9, 5.2, 4.4, 4.8, 6.1,
		7.0, 6.6, 7.4, 8.1, 7.7 };
	static const double flat[MONTHS] = { 3.2, 2.9, 3.4, 3.0, 3.3, 2.7, 3.1,
		3.2, 2.8, 3.5, 3.0, 3.1 };
	double gap[MONTHS];
	int64_t times[MONTHS];
	fill_times(times);
	memcpy(gap, flat, sizeof gap);
	gap[3] = gap[4] = (double)NAN;
	struct multiple_panel panels[] = {
		{ LITERAL("Checkout"), LITERAL("AI 12% to 61%"),
		    MULTIPLE_ADOPTED, up, 4.5, 7.15, LITERAL("4.5 to 7.2") },
		{ LITERAL("Portal"), LITERAL("AI 20% to 55%"), MULTIPLE_ADOPTED,
		    flat, 3.1, 3.1, LITERAL("3.1 to 3.1") },
		{ LITERAL("Ledger"), LITERAL("AI 6% to 8%"), MULTIPLE_CONTROL,
		    gap, 3.1, 3.1, LITERAL("3.1 to 3.1") },
		{ LITERAL("Core"), LITERAL("AI 10% to 9%"), MULTIPLE_CONTROL,
		    flat, 3.1, 3.1, LITERAL("3.1 to 3.1") },
		{ LITERAL("Mobile"), LITERAL("AI 10% to 22%"), MULTIPLE_OTHER,
		    up, 4.5, NAN, LITERAL("4.5 to 7.2") },
	};
	struct multiples_data data = { panels, 5, times, MONTHS, 6, false };
	for (int i = 0; i < 2; i++) {
		struct drawing drawing = check(
		    *state, &chart_multiples, &data, widths[i], "multiples");
		has_text(&drawing, "Took up AI");
		has_text(&drawing, "Did not, for comparison");
		has_text(&drawing, "Checkout");
		has_text(&drawing, "AI 12% to 61%");
		has_text(&drawing, "Oct 2025");
		has_text(&drawing, "Apr 2026");
		assert_int_equal(count_kind(&drawing, SHAPE_CIRCLE), 58);
	}
}

static void hostile_multiples_keep_their_box(void **state)
{
	double wild[MONTHS] = { NAN, INFINITY, -3, 1e12, 0, 0, 0, 1 };
	int64_t times[MONTHS];
	fill_times(times);
	times[0] = UNKNOWN;
	struct multiple_panel panels[9];
	for (size_t i = 0; i < 9; i++)
		panels[i] = (struct multiple_panel){ i % 2 ? STR(LONG_NAME)
							   : STR(HEBREW),
			i % 3 ? STR(LONG_NAME) : STR(CHINESE),
			(enum multiple_group)(i / 3), wild,
			i % 2 ? (double)NAN : 1e12, INFINITY,
			i % 2 ? STR(LONG_NAME) : STR("1 to 2") };
	struct multiples_data data = { panels, 9, times, MONTHS, 6, true };
	struct multiples_data one = { panels, 1, times, 1, 0, false };
	struct multiples_data none = { NULL, 0, NULL, 0, 3, false };
	for (int i = 0; i < 2; i++) {
		check(*state, &chart_multiples, &data, widths[i],
		    "hostile-multiples");
		check(
		    *state, &chart_multiples, &one, widths[i], "multiples-one");
		check(*state, &chart_multiples, &none, widths[i],
		    "multiples-none");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(funnel_names_only_what_is_outside),
		cmocka_unit_test(funnel_of_many_sizes_is_logarithmic),
		cmocka_unit_test(ten_thousand_dots_hold),
		cmocka_unit_test(hostile_funnels_keep_their_box),
		cmocka_unit_test(dumbbell_shows_raw_and_drawn),
		cmocka_unit_test(dumbbell_of_ratios_is_logarithmic),
		cmocka_unit_test(hostile_dumbbells_keep_their_box),
		cmocka_unit_test(slope_shows_both_periods),
		cmocka_unit_test(hostile_slopes_keep_their_box),
		cmocka_unit_test(scatter_names_its_dots),
		cmocka_unit_test(area_of_a_dot_is_lines),
		cmocka_unit_test(hostile_scatters_keep_their_box),
		cmocka_unit_test(multiples_keep_groups_apart),
		cmocka_unit_test(hostile_multiples_keep_their_box),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
