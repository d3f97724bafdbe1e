/* Charts of hostile data: ten thousand rows or points, one, none, and names of
 * 64 KiB, with markup, NUL and overrides of direction, in other scripts.
 * Nothing leaves a drawing, no text covers another, no figure is taller than a
 * page. */
#include <stddef.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "tests/unit/chart_fixture.h"
#include "tests/unit/hostile_names.h"

enum { MANY = 10000, SIGNALS = 40, LONG_BYTES = 64 << 10, NAMES = 6 };

/* Text of a page on Letter less what title, subtitle and source take. */
#define PAGE_PT 640.0

static const double widths[] = { CHART_WIDE_PT, CHART_NARROW_PT };

struct names {
	struct str items[NAMES];
};

/* The first two are 64 KiB, of words and of one. */
static struct names make_names(const struct fixture *fixture)
{
	struct names names = { { { NULL, LONG_BYTES }, { NULL, LONG_BYTES },
	    LITERAL(HOSTILE_NAME), LITERAL(RIGHT_TO_LEFT_NAME),
	    LITERAL(CJK_NAME), LITERAL("") } };
	char *words = arena_alloc(fixture->arena, LONG_BYTES);
	char *word = arena_alloc(fixture->arena, LONG_BYTES);
	memset(word, 'M', LONG_BYTES);
	for (size_t i = 0; i < LONG_BYTES; i++)
		words[i] = "name "[i % 5];
	names.items[0].ptr = words;
	names.items[1].ptr = word;
	return names;
}

static struct str name_of(const struct names *names, size_t i)
{
	return names->items[i % NAMES];
}

static void check_small(struct fixture *fixture, const struct chart_kind *kind,
    const void *data, const char *name)
{
	for (int i = 0; i < (kind->wide_only ? 1 : 2); i++) {
		struct drawing drawing =
		    check(fixture, kind, data, widths[i], name);
		size_t points = 0;
		for (size_t k = 0; k < drawing.count; k++)
			points += drawing.items[k].point_count;
		if (i == 0 && drawing.height > PAGE_PT)
			fail_msg("%s is %.0f tall", name, drawing.height);
		if (drawing.count + points > 40000)
			fail_msg("%s at %.0f has %zu shapes, %zu points", name,
			    widths[i], drawing.count, points);
		for (size_t k = 0; k < drawing.count; k++)
			if (drawing.items[k].text.len > 2000)
				fail_msg("%s: a text has %zu bytes", name,
				    drawing.items[k].text.len);
	}
}

/* --------------------------------------------------------------- forest */

static struct forest_row a_row(struct str label)
{
	return (struct forest_row){ .label = label,
		.events = 20,
		.exposure = 10,
		.events_rest = 30,
		.exposure_rest = 20,
		.known = true,
		.ratio = 1.3,
		.low = 0.9,
		.high = 1.9,
		.weight = 6.7,
		.counted = true };
}

static void forest_of(struct fixture *fixture, size_t count, const char *name)
{
	struct names names = make_names(fixture);
	struct forest_row *strata =
	    arena_array(fixture->arena, count + 1, sizeof *strata);
	for (size_t i = 0; i < count; i++)
		strata[i] =
		    a_row(count > NAMES ? STR("Language") : name_of(&names, i));
	struct forest_data data = {
		.stratum_title = name_of(&names, count),
		.left_title = name_of(&names, count + 1),
		.right_title = name_of(&names, count + 2),
		.raw = a_row(name_of(&names, 0)),
		.strata = strata,
		.stratum_count = count,
		.pooled = a_row(name_of(&names, 2)),
		.what_if = { a_row(name_of(&names, 3)) },
		.what_if_count = 1,
		.limit = 1.25,
	};
	check_small(fixture, &chart_forest, &data, name);
}

static void forests_hold(void **state)
{
	forest_of(*state, 0, "forest-none");
	forest_of(*state, 1, "forest-one");
	forest_of(*state, NAMES, "forest-names");
	forest_of(*state, MANY, "forest-many");
}

/* -------------------------------------------------------------- control */

static void control_of(
    struct fixture *fixture, size_t count, bool odd, const char *name)
{
	struct names names = make_names(fixture);
	struct control_point *points =
	    arena_array(fixture->arena, count + 1, sizeof *points);
	struct control_signal *signals =
	    arena_array(fixture->arena, count + 1, sizeof *signals);
	for (size_t i = 0; i < count; i++) {
		points[i] = (struct control_point){
			.time = (18000 + 7 * (int64_t)i) * DAY_SECONDS,
			.known = i % 9 > 0 || count == 1,
			.value = (double)(i * 7919 % 100),
			.low = 10,
			.high = 90,
			.centre = 50,
			.new_limits = odd && i % 40 == 20,
			.change = name_of(&names, i / 40),
		};
		size_t newest = count - 1 - i;
		signals[i] = (struct control_signal){ RULE_OUTSIDE, newest,
			newest, i % 2 == 0, name_of(&names, i) };
	}
	struct control_data data = { .points = points,
		.count = count,
		.signals = signals,
		.signal_count = count < SIGNALS ? count : SIGNALS,
		.has_limits = count > 7,
		.by_quarter = true };
	for (int i = 0; i < 3 && odd; i++)
		data.limit_words[i] = name_of(&names, (size_t)i);
	check_small(fixture, &chart_control, &data, name);
}

static void controls_hold(void **state)
{
	control_of(*state, 0, false, "control-none");
	control_of(*state, 1, true, "control-one");
	control_of(*state, 60, true, "control-names");
	control_of(*state, MANY, true, "control-many");
}

/* ------------------------------------------------- heat, origin, in cells */

static void heat_of(
    struct fixture *fixture, size_t rows, size_t columns, const char *name)
{
	struct names names = make_names(fixture);
	struct arena *keep = fixture->arena;
	struct heat_data data = { .row_title = name_of(&names, 0),
		.row_count = rows,
		.column_count = columns };
	struct str *titles = arena_array(keep, columns + 1, sizeof *titles);
	struct str *labels = arena_array(keep, rows + 1, sizeof *labels);
	struct str *totals = arena_array(keep, 2 * rows + 1, sizeof *totals);
	struct heat_cell *cells =
	    arena_array(keep, rows * columns + 1, sizeof *cells);
	for (size_t i = 0; i < columns; i++)
		titles[i] = name_of(&names, i);
	for (size_t i = 0; i < rows; i++) {
		labels[i] = rows > NAMES ? STR("team") : name_of(&names, i);
		totals[2 * i] = rows > NAMES ? STR("3") : labels[i];
		totals[2 * i + 1] = rows > NAMES ? STR("2 of 3") : labels[i];
	}
	for (size_t i = 0; i < rows * columns; i++)
		cells[i] = (struct heat_cell){ (enum heat_state)(i % 4),
			INT64_MAX - 1, INT64_MAX };
	data.columns = titles;
	data.rows = labels;
	data.row_totals = totals;
	data.column_totals = titles;
	data.cells = cells;
	data.total_titles[0] = name_of(&names, 1);
	data.total_titles[1] = name_of(&names, 2);
	data.grand_totals[0] = name_of(&names, 0);
	data.grand_totals[1] = name_of(&names, 4);
	data.total_label = name_of(&names, 1);
	check_small(fixture, &chart_heat, &data, name);
}

static void heat_maps_hold(void **state)
{
	heat_of(*state, 0, 0, "heat-none");
	heat_of(*state, 1, 1, "heat-one");
	heat_of(*state, NAMES, 6, "heat-names");
	heat_of(*state, MANY, 3, "heat-many");
	heat_of(*state, 3, 40, "heat-columns");
}

static void origin_of(struct fixture *fixture, size_t count, const char *name)
{
	struct names names = make_names(fixture);
	struct origin_stage *stages =
	    arena_array(fixture->arena, count + 1, sizeof *stages);
	for (size_t i = 0; i < count; i++)
		stages[i] = (struct origin_stage){
			.label = name_of(&names, count > NAMES ? 4 : i),
			.lines = (int64_t)(count - i) * 1000,
			.share = name_of(&names, count > NAMES ? 5 : i + 1),
			.left = i ? 1000 : 0,
			.left_kind = (enum left_kind)(i % 3),
			.left_words =
			    name_of(&names, count > NAMES ? 5 : i + 2),
			.assessed = i % 5 < 4,
		};
	struct origin_data data = { stages, count };
	check_small(fixture, &chart_origin, &data, name);
}

static void funnels_hold(void **state)
{
	origin_of(*state, 0, "origin-none");
	origin_of(*state, 1, "origin-one");
	origin_of(*state, NAMES, "origin-names");
	origin_of(*state, MANY, "origin-many");
}

static void charts_in_cells_hold(void **state)
{
	struct fixture *fixture = *state;
	struct names names = make_names(fixture);
	double *values = arena_array(fixture->arena, MANY, sizeof *values);
	bool *known = arena_array(fixture->arena, MANY, sizeof *known);
	for (size_t i = 0; i < MANY; i++) {
		values[i] = (double)(i * 7919 % 1000);
		known[i] = i % 11 > 0;
	}
	struct sparkline_data line = { STRIP_COUNT, values, known, MANY, true,
		500, STATUS_OUTSIDE };
	struct drawing drawing =
	    check(fixture, &chart_sparkline, &line, 44, "sparkline-many");
	size_t points = 0;
	for (size_t k = 0; k < drawing.count; k++)
		points += drawing.items[k].point_count;
	assert_true(points < 1000);
	line.count = 1;
	check(fixture, &chart_sparkline, &line, 44, "sparkline-one");
	for (size_t i = 0; i < NAMES; i++) {
		struct strip_data strip = { STRIP_SHARE, true, false,
			{ .known = true, .value = 0.5 }, STATUS_INSIDE, 0.8,
			name_of(&names, i) };
		check(fixture, &chart_strip, &strip, 90, "strip-names");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forests_hold),
		cmocka_unit_test(controls_hold),
		cmocka_unit_test(heat_maps_hold),
		cmocka_unit_test(funnels_hold),
		cmocka_unit_test(charts_in_cells_hold),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
