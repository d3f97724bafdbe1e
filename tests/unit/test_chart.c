/* Charts keep their promises at both widths: nothing outside the drawing, no
 * text over another, every label there, no NaN, whatever the data. With
 * CHART_FOLDER set the samples are written there as SVG and PNG, to look at. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/chart_fixture.h"
#include "tests/unit/chart_samples.h"

static void forest_shows_every_row(void **state)
{
	static const double widths[] = { CHART_WIDE_PT, CHART_NARROW_PT };
	for (int i = 0; i < 2; i++) {
		struct drawing drawing = check(
		    *state, &chart_forest, &sample_forest, widths[i], "forest");
		has_text(&drawing, "All lines, raw");
		has_text(&drawing, "1.54 (1.25\xe2\x80\x93"
				   "1.91)");
		has_text(&drawing, "TypeScript");
		has_text(&drawing, "too little data to say");
		has_text(&drawing, "1.31 (1.05\xe2\x80\x93"
				   "1.63)");
		has_text(&drawing, "If none were AI");
		has_text(&drawing, "limit");
		has_text(&drawing, "more in AI-assisted");
	}
}

/* Equal factors, equal lengths: 0.5 and 2 lie as far from 1. */
static void forest_axis_is_logarithmic(void **state)
{
	struct drawing drawing =
	    draw(*state, &chart_forest, &sample_forest, CHART_WIDE_PT);
	double one = find_text(&drawing, "1")->x;
	double half = find_text(&drawing, "0.5")->x;
	double two = find_text(&drawing, "2")->x;
	assert_true(fabs((one - half) - (two - one)) < 0.01);
	assert_true(one > half);
}

static void control_names_limits_and_signals(void **state)
{
	struct drawing wide = check(
	    *state, &chart_control, &sample_control, CHART_WIDE_PT, "control");
	has_text(&wide, "average 1.34");
	has_text(&wide, "upper limit 2.4");
	has_text(&wide, "Signal 1: 30 problems");
	has_text(&wide, "Signal 2: eight below the average");
	has_text(&wide, "scan rules changed, new limits");
	has_text(&wide, "Q3");
	has_text(&wide, "2026");
	struct drawing narrow = check(*state, &chart_control, &sample_control,
	    CHART_NARROW_PT, "control");
	has_text(&narrow, "Q3");
	has_text(&narrow, "Signal 1: 30 problems");
}

/* Thirteen months: the year stands at the first and in January, and
 * crowds no other month out. */
static void months_are_named(void **state)
{
	struct control_point points[14];
	struct control_data data = { .points = points, .count = 14 };
	for (size_t i = 0; i < 14; i++)
		points[i] = (struct control_point){
			.time = date_to_time((struct date){
			    .year = 2025, .month = 8 + (int)i, .day = 1 }),
			.known = true,
			.value = 1 + (double)(i % 3),
		};
	points[13].time = UNKNOWN;
	points[13].known = false;
	struct drawing drawing =
	    check(*state, &chart_control, &data, CHART_WIDE_PT, "months");
	has_text(&drawing, "Aug");
	has_text(&drawing, "2025");
	has_text(&drawing, "Jan");
	has_text(&drawing, "Feb");
	has_text(&drawing, "2026");
	check(*state, &chart_control, &data, CHART_NARROW_PT, "months");
}

/* The line stops at a change of method and at what is not known. */
static void control_does_not_join_over_a_change(void **state)
{
	struct drawing drawing =
	    draw(*state, &chart_control, &sample_control, CHART_WIDE_PT);
	struct control_point points[34];
	struct control_data data = sample_control;
	memcpy(points, sample_points, sizeof points);
	points[15].known = false;
	points[15].value = NAN;
	data.points = points;
	data.signal_count = 0;
	struct drawing gap = draw(*state, &chart_control, &data, CHART_WIDE_PT);
	size_t joined = count_colour(&drawing, SHAPE_PATH, COLOUR_BLUE) -
			1; /* the bracket */
	assert_int_equal(joined, 2);
	assert_int_equal(count_colour(&gap, SHAPE_PATH, COLOUR_BLUE), 3);
}

static void origin_is_one_scale(void **state)
{
	struct drawing drawing = check(
	    *state, &chart_origin, &sample_origin, CHART_WIDE_PT, "origin");
	double widths[2] = { 0 };
	size_t found = 0;
	for (size_t i = 0; i < drawing.count && found < 2; i++)
		if (drawing.items[i].kind == SHAPE_RECT)
			widths[found++] = drawing.items[i].width;
	assert_true(fabs(widths[1] / widths[0] - 338300.0 / 412600) < 0.001);
	has_text(&drawing, "74,300 unknown origin");
	has_text(&drawing, "No open problem");
	struct drawing narrow = check(
	    *state, &chart_origin, &sample_origin, CHART_NARROW_PT, "origin");
	has_text(&narrow, "74,300 unknown origin");
	has_text(&narrow, "7,100 open problem");
	has_text(&narrow, "112,300");
}

static void heat_says_it_in_letters(void **state)
{
	struct drawing drawing =
	    check(*state, &chart_heat, &sample_heat, CHART_WIDE_PT, "heat");
	has_text(&drawing, "G");
	has_text(&drawing, "3/4");
	has_text(&drawing, "not assessed");
	has_text(&drawing, "Merchant portal");
	has_text(&drawing, "14 of 34");
	has_text(&drawing, "38 of 44");
}

static void limits_stand_in_one_line(void **state)
{
	char name[32];
	for (size_t i = 0; i < 7; i++) {
		snprintf(name, sizeof name, "strip%zu", i);
		struct drawing drawing =
		    check(*state, &chart_strip, &sample_strips[i], 90, name);
		bool found = false;
		for (size_t j = 0; j < drawing.count; j++)
			found =
			    found || (drawing.items[j].stroke == COLOUR_INK &&
					 drawing.items[j].kind == SHAPE_LINE &&
					 drawing.items[j].x == 45 &&
					 drawing.items[j].x2 == 45);
		assert_true(found);
	}
}

/* 86% against at least 90% lies left of the limit, 1.31 against at most 1.25
 * too: outside is left whatever the direction. */
static void outside_is_left(void **state)
{
	struct fixture *fixture = *state;
	struct drawing share =
	    draw(fixture, &chart_strip, &sample_strips[1], 96);
	const struct shape *marker = NULL;
	for (size_t i = 0; i < share.count; i++)
		if (share.items[i].fill == COLOUR_ALERT)
			marker = &share.items[i];
	assert_non_null(marker);
	assert_true(fabs(marker->points[0].x - 36.8) < 0.1);
	struct drawing ratio =
	    draw(fixture, &chart_strip, &sample_strips[2], 96);
	for (size_t i = 0; i < ratio.count; i++)
		if (ratio.items[i].kind == SHAPE_CIRCLE)
			assert_true(fabs(ratio.items[i].x - 44.3) < 0.1);
}

/* No text that is measured, so the whole list of shapes can be compared: 86%
 * lies 0.038 under the limit, 11.2 pt of 44 for 0.15; its interval 0.0309. */
static void a_strip_is_these_shapes(void **state)
{
	struct fixture *fixture = *state;
	struct drawing drawing =
	    draw(fixture, &chart_strip, &sample_strips[1], 96);
	struct buf out = { 0 };
	drawing_dump(&out, &drawing);
	assert_string_equal(arena_z(fixture->arena, buf_str(&out)),
	    "drawing 96.0 x 27.0\n"
	    "rect 0.0 1.0 48.0 x 16.0 fill wash\n"
	    "line 0.0 17.0 to 96.0 17.0 stroke grid 0.50\n"
	    "line 48.0 0.0 to 48.0 17.0 stroke ink 0.90\n"
	    "line 32.1 9.0 to 41.2 9.0 stroke ink 1.25\n"
	    "path 36.8,5.0 40.7,12.0 32.9,12.0 closed fill alert"
	    " stroke paper 0.75\n"
	    "text 48.0 25.5 \"at least 90%\" fill ink2\n");
	buf_free(&out);
}

static void sparkline_needs_eight_periods(void **state)
{
	char name[32];
	for (size_t i = 0; i < 4; i++) {
		snprintf(name, sizeof name, "spark%zu", i);
		struct drawing drawing = check(
		    *state, &chart_sparkline, &sample_sparks[i], 44, name);
		if (i == 3) {
			has_text(&drawing, "3 periods");
			assert_int_equal(
			    count_colour(&drawing, SHAPE_PATH, COLOUR_INK2), 0);
		} else {
			assert_int_equal(
			    count_colour(&drawing, SHAPE_PATH, COLOUR_INK2),
			    i == 2 ? 2 : 1);
		}
	}
}

/* ------------------------------------------------------ hostile data */

static void nothing_gives_an_empty_drawing(void **state)
{
	struct forest_data forest = { .limit = NAN };
	struct control_data control = { 0 };
	struct origin_data origin = { 0 };
	struct heat_data heat = { 0 };
	struct strip_data strip = { .status = STATUS_NOT_ASSESSED };
	struct sparkline_data spark = { 0 };
	static const double widths[] = { CHART_WIDE_PT, CHART_NARROW_PT };
	for (int i = 0; i < 2; i++) {
		check(*state, &chart_forest, &forest, widths[i], "empty");
		check(*state, &chart_control, &control, widths[i], "empty");
		check(*state, &chart_origin, &origin, widths[i], "empty");
		check(*state, &chart_heat, &heat, widths[i], "empty");
	}
	check(*state, &chart_strip, &strip, 90, "empty");
	check(*state, &chart_sparkline, &spark, 44, "empty");
}

static void hostile_forest_keeps_its_box(void **state)
{
	struct forest_row rows[4] = {
		{ LITERAL(LONG_NAME), 999999999, 1e9, 999999999, 1e9, true, 1e9,
		    1e-9, INFINITY, 1, true },
		{ LITERAL(LONG_NAME), 5, 1, 0, 1, true, 5000, 0.001, 90000, NAN,
		    true },
		{ LITERAL("x"), 0, 0, 0, 0, true, NAN, NAN, NAN, -1, true },
		{ LITERAL(""), 1, 1, 9, 1, true, 0, 0, 0.4, 1e300, true },
	};
	struct forest_data data = {
		.stratum_title = LITERAL(LONG_NAME),
		.left_title = LITERAL(LONG_NAME),
		.right_title = LITERAL(LONG_NAME),
		.raw = rows[0],
		.strata = rows,
		.stratum_count = 4,
		.pooled = rows[1],
		.what_if = { rows[1], rows[3] },
		.what_if_count = 2,
		.limit = 1.1,
	};
	check(*state, &chart_forest, &data, CHART_WIDE_PT, "hostile-forest");
	check(*state, &chart_forest, &data, CHART_NARROW_PT, "hostile-forest");
}

static void hostile_control_keeps_its_box(void **state)
{
	struct control_point points[9];
	struct control_signal signals[] = {
		{ RULE_OUTSIDE, 0, 0, true, LITERAL(LONG_NAME) },
		{ RULE_OUTSIDE, 8, 8, true, LITERAL("Signal 2: at the end") },
		{ RULE_RUN, 3, 700, false, LITERAL("out of range") },
		{ RULE_RUN, 5, 2, false, LITERAL("backwards") },
		{ RULE_RUN, 1, 7, true, LITERAL(LONG_NAME) },
	};
	for (size_t i = 0; i < 9; i++)
		points[i] = (struct control_point){
			.time = (int64_t)i * 31 * DAY_SECONDS,
			.known = i != 4,
			.value = i == 2	  ? (double)NAN
				 : i == 6 ? 1e12
					  : (double)i,
			.low = i == 3 ? (double)NAN : -5,
			.high = i == 7 ? (double)INFINITY : 1e6,
			.centre = 2,
			.new_limits = i % 3 == 0,
			.change = STR(LONG_NAME),
		};
	struct control_data data = { .points = points,
		.count = 9,
		.signals = signals,
		.signal_count = 5,
		.has_limits = true };
	/* Changes of method every third month crowd each other; all else
	 * must hold. */
	struct drawing drawing =
	    draw(*state, &chart_control, &data, CHART_WIDE_PT);
	check_inside(*state, &drawing, "hostile-control");
	drawing = draw(*state, &chart_control, &data, CHART_NARROW_PT);
	check_inside(*state, &drawing, "hostile-control");
	data.count = 1;
	data.signal_count = 1;
	check(*state, &chart_control, &data, CHART_WIDE_PT, "one-point");
}

static void hostile_origin_keeps_its_box(void **state)
{
	struct origin_stage stages[] = {
		{ LITERAL(LONG_NAME), INT64_MAX, true, LITERAL(LONG_NAME), 0,
		    LEFT_UNKNOWN, LITERAL(""), true },
		{ LITERAL(LONG_NAME), 0, true, LITERAL("0% of all"), INT64_MAX,
		    LEFT_UNKNOWN, LITERAL(LONG_NAME), true },
		{ LITERAL("not assessed"), -5, false, LITERAL(""), -7,
		    LEFT_ALERT, LITERAL("x"), false },
	};
	struct origin_data data = { stages, 3 };
	struct drawing drawing =
	    draw(*state, &chart_origin, &data, CHART_NARROW_PT);
	check_inside(*state, &drawing, "hostile-origin");
	has_text(&drawing, "not assessed");
	drawing = draw(*state, &chart_origin, &data, CHART_WIDE_PT);
	check_inside(*state, &drawing, "hostile-origin");
	write_picture(*state, &drawing, "hostile-origin");
}

/* The hatch is for what nobody knows, not for what is hidden. */
static void what_is_not_shown_is_not_hatched(void **state)
{
	struct heat_cell cells[] = { { HEAT_NOT_ASSESSED, 0, 0 },
		{ HEAT_PART, 11, 200 }, { HEAT_PART, 3000, 123456 } };
	struct str words[3] = { LITERAL("not shown") };
	struct heat_data data = {
		.row_title = STR("Team"),
		.rows = sample_rows,
		.row_count = 1,
		.columns = sample_columns,
		.column_count = 3,
		.cells = cells,
		.cell_words = words,
	};
	struct drawing drawing =
	    check(*state, &chart_heat, &data, CHART_WIDE_PT, "not-shown");
	has_text(&drawing, "not shown");
	has_text(&drawing, "11/200");
	has_text(&drawing, "3,000/123k");
	size_t hidden = count_kind(&drawing, SHAPE_HATCH);
	words[0] = STR_NONE;
	drawing = draw(*state, &chart_heat, &data, CHART_WIDE_PT);
	has_text(&drawing, "not assessed");
	assert_int_equal(hidden, 0);
	assert_true(count_kind(&drawing, SHAPE_HATCH) > 0);
}

/* Counts of four digits stay inside the field of their cell. */
static void long_counts_stay_in_their_cell(void **state)
{
	const struct fixture *fixture = *state;
	struct heat_cell cells[] = { { HEAT_MET, 0, 4003 },
		{ HEAT_PART, 1234, 5678 } };
	struct heat_data data = {
		.row_title = STR("Team"),
		.rows = sample_rows,
		.row_count = 1,
		.columns = sample_columns,
		.column_count = 2,
		.cells = cells,
	};
	struct drawing drawing =
	    check(*state, &chart_heat, &data, CHART_WIDE_PT, "long-counts");
	static const char *const texts[] = { "0/4,003", "1,234/5,678" };
	for (size_t i = 0, field = 0; i < drawing.count && field < 2; i++) {
		if (drawing.items[i].kind != SHAPE_RECT)
			continue;
		struct box in = shape_box(&drawing.items[i], fixture->face);
		struct box box = shape_box(
		    find_text(&drawing, texts[field++]), fixture->face);
		assert_true(box.x > in.x + 1);
		assert_true(box.x + box.width < in.x + in.width - 1);
	}
}

static void many_columns_of_heat_fit(void **state)
{
	enum { COLUMNS = 13 };
	struct heat_cell cells[COLUMNS];
	struct str columns[COLUMNS];
	struct str totals[COLUMNS];
	struct str row = STR(LONG_NAME);
	struct str row_totals[2] = { STR("1,000"), STR("all 1,000") };
	for (size_t i = 0; i < COLUMNS; i++) {
		cells[i] = (struct heat_cell){ (enum heat_state)(i % 4),
			(int64_t)i * 100, 1000 };
		columns[i] = STR(LONG_NAME);
		totals[i] = STR("1,000 of 1,000");
	}
	struct heat_data data = {
		.row_title = STR(LONG_NAME),
		.rows = &row,
		.row_count = 1,
		.columns = columns,
		.column_count = COLUMNS,
		.cells = cells,
		.row_totals = row_totals,
		.total_titles = { STR("Open"), STR("Assessed") },
		.column_totals = totals,
		.grand_totals = { STR("9"), STR("9 of 9") },
	};
	check(*state, &chart_heat, &data, CHART_WIDE_PT, "hostile-heat");
}

/* ------------------------------------------------------- random data */

static struct forest_row draw_row(uint32_t *seed)
{
	double ratio = exp(6 * draw_share(seed) - 3);
	double width = exp(2 * draw_share(seed));
	return (struct forest_row){
		.label = draw_name(seed),
		.events = draw_number(seed, 100000),
		.events_rest = draw_number(seed, 100000),
		.exposure = draw_number(seed, 1000000) / 10.0,
		.exposure_rest = draw_number(seed, 1000000) / 10.0,
		.known = draw_number(seed, 5) > 0,
		.ratio = ratio,
		.low = ratio / width,
		.high = ratio * width,
		.weight = draw_share(seed),
		.counted = true,
	};
}

static void random_forests_hold(void **state)
{
	uint32_t seed = 1;
	for (int round = 0; round < ROUNDS; round++) {
		struct forest_row strata[12];
		struct forest_data data = {
			.stratum_title = STR("Language"),
			.left_title = STR("AI-assisted"),
			.right_title = STR("No AI recorded"),
			.raw = draw_row(&seed),
			.strata = strata,
			.stratum_count = draw_number(&seed, 13),
			.pooled = draw_row(&seed),
			.what_if = { draw_row(&seed), draw_row(&seed) },
			.what_if_count = draw_number(&seed, 3),
			.limit = draw_number(&seed, 2) ? 1.25 : 0,
		};
		for (size_t i = 0; i < 12; i++)
			strata[i] = draw_row(&seed);
		for (size_t i = 0; i < 2; i++)
			data.what_if[i].counted = false;
		check(*state, &chart_forest, &data, CHART_WIDE_PT, "random");
		check(*state, &chart_forest, &data, CHART_NARROW_PT, "random");
	}
}

/* Words of signals may find no place, but never cover one another. */
static void random_controls_hold(void **state)
{
	uint32_t seed = 2;
	for (int round = 0; round < ROUNDS; round++) {
		struct control_point points[40];
		struct control_signal signals[8];
		size_t count = 1 + draw_number(&seed, 40);
		double scale = pow(10, draw_number(&seed, 7)) / 100;
		bool share = draw_number(&seed, 3) == 0;
		size_t changes = 0;
		for (size_t i = 0; i < count; i++) {
			bool change = i == count / 2 && changes++ == 0;
			points[i] = (struct control_point){
				.time = (20000 + 7 * (int64_t)i) * DAY_SECONDS,
				.known = draw_number(&seed, 8) > 0,
				.value = share ? draw_share(&seed)
					       : scale * draw_share(&seed),
				.low = share ? 0.2 : scale * 0.2,
				.high = share ? 0.8 : scale * 0.8,
				.centre = share ? 0.5 : scale * 0.5,
				.new_limits = change,
				.change = STR("rules changed"),
			};
		}
		for (size_t i = 0; i < 8; i++) {
			size_t from = draw_number(&seed, (uint32_t)count);
			signals[i] = (struct control_signal){
				.rule =
				    (enum control_rule)draw_number(&seed, 3),
				.from = from,
				.to = from + draw_number(&seed,
						 (uint32_t)(count - from)),
				.worse = draw_number(&seed, 2),
				.words = STR("Signal 4: above the limit"),
			};
		}
		struct control_data data = {
			.points = points,
			.count = count,
			.signals = signals,
			.signal_count = draw_number(&seed, 9),
			.has_limits = draw_number(&seed, 4) > 0,
			.share = share,
			.by_quarter = draw_number(&seed, 2),
		};
		check(*state, &chart_control, &data, CHART_WIDE_PT, "random");
		check(*state, &chart_control, &data, CHART_NARROW_PT, "random");
	}
}

static void random_origins_hold(void **state)
{
	uint32_t seed = 3;
	for (int round = 0; round < ROUNDS; round++) {
		struct origin_stage stages[6];
		int64_t lines = 1 + draw_number(&seed, 10000000);
		for (size_t i = 0; i < 6; i++) {
			int64_t left = draw_number(&seed, (uint32_t)lines + 1);
			left = i ? left : 0;
			lines -= left;
			stages[i] = (struct origin_stage){
				.label = draw_name(&seed),
				.lines = lines,
				.mixed = i < 2,
				.share = i ? STR("over 99% of the step before")
					   : STR(""),
				.left = left,
				.left_kind =
				    (enum left_kind)draw_number(&seed, 3),
				.left_words = STR("8,888,888 tool not "
						  "approved"),
				.assessed = draw_number(&seed, 6) > 0,
			};
			lines = lines ? lines : 1;
		}
		struct origin_data data = { stages, 6 };
		check(*state, &chart_origin, &data, CHART_WIDE_PT, "random");
		check(*state, &chart_origin, &data, CHART_NARROW_PT, "random");
	}
}

static void random_strips_and_lines_hold(void **state)
{
	uint32_t seed = 4;
	for (int round = 0; round < ROUNDS; round++) {
		double values[13];
		bool known[13];
		enum strip_unit unit = (enum strip_unit)draw_number(&seed, 3);
		double scale = unit == STRIP_COUNT ? 1000 : 2;
		for (size_t i = 0; i < 13; i++) {
			values[i] = scale * draw_share(&seed);
			known[i] = draw_number(&seed, 5) > 0;
		}
		struct sparkline_data line = {
			unit, values, known, draw_number(&seed, 14),
			draw_number(&seed, 2), scale * draw_share(&seed),
			(enum figure_status)draw_number(&seed, FIGURE_STATUSES)
		};
		struct strip_data strip = {
			.unit = unit,
			.up_is_good = draw_number(&seed, 2),
			.figure = { .known = draw_number(&seed, 4) > 0,
			    .has_interval = draw_number(&seed, 4) > 0,
			    .value = values[0],
			    .low = values[0] * 0.5,
			    .high = values[0] * 3 },
			.status = line.status,
			.limit = line.limit,
			.limit_words = STR("at most 1,234.5 problems"),
		};
		check(*state, &chart_sparkline, &line, 44, "random");
		check(*state, &chart_strip, &strip, 90, "random");
	}
}

static void svg_escapes_and_keeps_numbers_plain(void **state)
{
	struct drawing drawing = { .width = 10, .height = 10 };
	struct fixture *fixture = *state;
	struct buf out = { 0 };
	struct svg_options options = { "ful", STR("say \"<&>\"\x01") };
	draw_rect(
	    &drawing, fixture->arena, NAN, 1e300, INFINITY, -3, COLOUR_INK);
	draw_text(&drawing, fixture->arena, (struct point){ 1, 2.005 },
	    STR("<script>alert('x')</script>\xe2\x80\xae"), ANCHOR_END,
	    COLOUR_NONE);
	svg_write(&out, &drawing, &options);
	struct str svg = buf_str(&out);
	assert_false(str_contains(svg, STR("<script")));
	assert_false(str_contains(svg, STR("nan")));
	assert_false(str_contains(svg, STR("inf")));
	assert_false(str_contains(svg, STR("\xe2\x80\xae")));
	assert_true(str_contains(svg, STR("&lt;script&gt;alert(&#39;x&#39;)")));
	assert_true(str_contains(svg,
	    STR("aria-label=\"say &quot;&lt;&amp;&gt;&quot;\xef\xbf\xbd\"")));
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forest_shows_every_row),
		cmocka_unit_test(forest_axis_is_logarithmic),
		cmocka_unit_test(control_names_limits_and_signals),
		cmocka_unit_test(months_are_named),
		cmocka_unit_test(control_does_not_join_over_a_change),
		cmocka_unit_test(origin_is_one_scale),
		cmocka_unit_test(heat_says_it_in_letters),
		cmocka_unit_test(limits_stand_in_one_line),
		cmocka_unit_test(outside_is_left),
		cmocka_unit_test(a_strip_is_these_shapes),
		cmocka_unit_test(sparkline_needs_eight_periods),
		cmocka_unit_test(nothing_gives_an_empty_drawing),
		cmocka_unit_test(hostile_forest_keeps_its_box),
		cmocka_unit_test(hostile_control_keeps_its_box),
		cmocka_unit_test(hostile_origin_keeps_its_box),
		cmocka_unit_test(what_is_not_shown_is_not_hatched),
		cmocka_unit_test(long_counts_stay_in_their_cell),
		cmocka_unit_test(many_columns_of_heat_fit),
		cmocka_unit_test(random_forests_hold),
		cmocka_unit_test(random_controls_hold),
		cmocka_unit_test(random_origins_hold),
		cmocka_unit_test(random_strips_and_lines_hold),
		cmocka_unit_test(svg_escapes_and_keeps_numbers_plain),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
