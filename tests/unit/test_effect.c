/* Drivers and adoption: what goes with what, on figures made by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/adoption.h"
#include "analysis/driver.h"
#include "analysis/special.h"

static void near(double value, double expected)
{
	if (fabs(value - expected) > 1e-6 * fmax(1e-3, fabs(expected))) {
		print_error("%.10g is not near %.10g\n", value, expected);
		fail();
	}
}

static const struct driver_rule rule = {
	.p_max = 0.05, .people_min = 5, .stable = true
};

/* One stratum: A problems in T1 lines with the behaviour, B in T0 without; no
 * lines: there is no policy that tells. */
static struct driver driver_of(const char *key, int64_t a, int64_t t1,
    int64_t b, int64_t t0, int64_t people, struct arena *arena)
{
	struct density_stratum s = { .key_count = 1 };
	struct driver driver = { .key = str_from(key), .people = people };
	if (t1 + t0 == 0)
		driver.missing = STR("a policy");
	s.keys[0] = STR("c");
	s.events[DENSITY_AI] = a;
	s.lines[DENSITY_AI] = t1;
	s.events[DENSITY_HUMAN] = b;
	s.lines[DENSITY_HUMAN] = t0;
	driver_read(&driver, &s, t1 + t0 > 0, arena);
	return driver;
}

static void admits_by_rule(void **state)
{
	struct arena *arena = arena_new();
	struct driver d[] = {
		driver_of("open", 20, 10000, 19, 10000, 9, arena),
		driver_of("few", 4, 10000, 50, 10000, 9, arena),
		driver_of("clear", 60, 10000, 20, 10000, 9, arena),
		driver_of("alone", 60, 10000, 20, 10000, 4, arena),
		driver_of("lower", 20, 10000, 60, 10000, 9, arena),
		driver_of("none", 0, 0, 0, 0, 9, arena),
		/* p alone 0.03; among five 0.0375 */
		driver_of("near", 42, 10000, 24, 10000, 9, arena),
	};
	static const char *const expected[] = { "open", "too_little",
		"admitted", "few_people", "clear_down", "not_assessed",
		"admitted" };
	(void)state;
	drivers_judge(d, 7, &rule, arena);
	for (size_t i = 0; i < 7; i++)
		assert_string_equal(
		    driver_evidence_name(d[i].evidence), expected[i]);
	assert_true(d[6].p_adjusted > d[6].density.recorded.p);
	/* 60 (1 - 1/3) of 80: at the rate of the others there were 40 */
	near(d[2].excess.value, 40);
	near(d[2].rest, 0.5);
	assert_int_equal(d[2].problems, 60);
	assert_int_equal(d[2].all, 80);
	assert_true(d[4].excess.value == 0 && d[4].rest == 1);
	drivers_sort(d, 7);
	assert_true(str_equal_z(d[0].key, "clear"));
	assert_true(str_equal_z(d[1].key, "near"));
	assert_true(str_equal_z(d[6].key, "none"));
	arena_free(arena);
}

static void unknown_makes_it_unstable(void **state)
{
	struct arena *arena = arena_new();
	struct density_stratum s = { .key_count = 0 };
	struct driver driver = { .people = 9 };
	(void)state;
	s.events[DENSITY_AI] = 60;
	s.events[DENSITY_HUMAN] = 30;
	s.events[DENSITY_UNKNOWN] = 50;
	s.lines[DENSITY_AI] = s.lines[DENSITY_HUMAN] = 10000;
	s.lines[DENSITY_UNKNOWN] = 50000;
	driver_read(&driver, &s, 1, arena);
	drivers_judge(&driver, 1, &rule, arena);
	assert_int_equal(driver.evidence, DRIVER_UNSTABLE);
	assert_int_equal(driver.all, 140);
	arena_free(arena);
}

static struct adoption_unit unit(const char *key, bool adopted, double before,
    double after, const char *language, int64_t people)
{
	return (struct adoption_unit){ str_from(key), adopted, before, after,
		str_from(language), people };
}

static void matches_like_with_like(void **state)
{
	struct arena *arena = arena_new();
	struct adoption_unit units[] = {
		unit("a1", true, 10, 14, "go", 6),
		unit("a2", true, 20, 23, "go", 6),
		unit("a3", true, 30, 36, "go", 6),
		unit("a4", true, 12, 17, "c", 6),
		unit("a5", true, 22, 24, "c", 6),
		unit("a6", true, 90, 50, "go", 6), /* nobody is like it */
		unit("c1", false, 10.5, 11.5, "go", 8),
		unit("c2", false, 20.5, 21.5, "go", 8),
		unit("c3", false, 30.5, 31.5, "go", 8),
		unit("c4", false, 12.5, 13.5, "c", 8),
		unit("c5", false, 22.5, 23.5, "c", 8),
		unit("c6", false, 10.1, 90, "go", 13), /* too large */
		unit("c7", false, 20.1, 90, "java", 6),
	};
	struct matched m;
	(void)state;
	adoption_match(&m, units, sizeof units / sizeof *units, 0.25, arena);
	assert_int_equal(m.adopters, 6);
	assert_int_equal(m.count, 5);
	/* changes 4 3 6 5 2, less 1 each: 3 2 5 4 1 */
	near(m.change.value, 3);
	near(m.change.high - 3, student_quantile(0.975, 4) * sqrt(2.5 / 5));
	near(student_quantile(0.975, 4), 2.7764451);
	near(m.baseline, 18.8);
	near(m.baseline_control, 19.3);
	assert_true(m.p < 0.05);
	adoption_match(&m, units, 4, 0.25, arena);
	assert_int_equal(m.count, 0);
	assert_false(m.known);
	adoption_match(&m, units, 0, 0.25, arena);
	assert_int_equal(m.adopters, 0);
	arena_free(arena);
}

/* Teams differ, months differ, and within both the outcome is 3 times the
 * adoption: the slope is 3 whatever the means are, and nothing is left over. */
static void finds_what_moves_within_teams(void **state)
{
	struct arena *arena = arena_new();
	struct adoption_month rows[6 * 8];
	struct within w;
	size_t n = 0;
	(void)state;
	for (size_t team = 0; team < 6; team++)
		for (size_t month = 0; month < 8; month++) {
			double x = (double)((team * 5 + month * month) % 7);
			if (team == 2 && month < 3)
				continue; /* began later */
			rows[n++] = (struct adoption_month){ team, month, x,
				3 * x - 40 * (double)team + 25 * (double)month,
				(double)(team % 3) };
		}
	adoption_within(&w, rows, n, arena);
	assert_true(w.known);
	near(w.slope.value, 3);
	near(w.slope.low, 3);
	assert_int_equal(w.teams, 6);
	assert_int_equal(w.months, 45);
	/* What goes with the baseline in a month is no slope: it stays 3. */
	for (size_t i = 0; i < n; i++)
		rows[i].outcome +=
		    (double)rows[i].month * rows[i].baseline * 10;
	adoption_within(&w, rows, n, arena);
	near(w.slope.value, 3);
	/* Four teams are too few; a row that adopts alike tells nothing. */
	adoption_within(&w, rows, 8 * 3, arena);
	assert_false(w.known);
	for (size_t i = 0; i < n; i++)
		rows[i].adoption = (double)rows[i].month;
	adoption_within(&w, rows, n, arena);
	assert_false(w.known);
	adoption_within(&w, NULL, 0, arena);
	assert_false(w.known);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(admits_by_rule),
		cmocka_unit_test(unknown_makes_it_unstable),
		cmocka_unit_test(matches_like_with_like),
		cmocka_unit_test(finds_what_moves_within_teams),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
