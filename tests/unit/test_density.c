/* AI against the others over strata: what is merged, what the unknown would
 * change, what clusters do. Figures by hand, in the comments. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/density.h"

/* A stratum of AI and known human origin, events and lines of each. */
static struct density_stratum stratum(const char *language,
    const char *repository, const char *age, int64_t a, int64_t t1, int64_t b,
    int64_t t0)
{
	struct density_stratum s = { .key_count = 3 };
	s.keys[0] = str_from(language);
	s.keys[1] = str_from(repository);
	s.keys[2] = str_from(age);
	s.events[DENSITY_AI] = a;
	s.lines[DENSITY_AI] = t1;
	s.events[DENSITY_HUMAN] = b;
	s.lines[DENSITY_HUMAN] = t0;
	return s;
}

static void near(double value, double expected)
{
	if (fabs(value - expected) > 1e-6 * fabs(expected)) {
		print_error("%.10g is not near %.10g\n", value, expected);
		fail();
	}
}

static void test_merge(void **state)
{
	struct density_stratum s[] = {
		stratum("go", "bank", "2", 1, 300, 0, 0),
		stratum("go", "bank", "0", 2, 500, 1, 400),
		stratum("go", "bank", "1", 0, 0, 3, 5000),
		stratum("go", "shop", "0", 4, 200, 0, 100),
		stratum("go", "till", "0", 1, 400, 2, 400),
		stratum("c", "bank", "0", 0, 100, 1, 300),
	};
	size_t count;
	(void)state;
	count = density_merge(s, sizeof s / sizeof *s);
	/* Ages of go/bank: 900 and 300 lines are one; its 5,000 lines of
	 * people alone are not thin. Repositories of go: 300 and 800 lines.
	 * What is left of c stays thin. */
	assert_int_equal(count, 4);
	assert_int_equal(s[0].key_count, 3);
	assert_int_equal(s[0].events[DENSITY_HUMAN], 3);
	assert_int_equal(s[1].key_count, 2);
	assert_true(str_equal_z(s[1].keys[1], "bank"));
	assert_null(s[1].keys[2].ptr);
	assert_int_equal(s[1].events[DENSITY_AI], 3);
	assert_int_equal(s[1].lines[DENSITY_AI], 800);
	assert_int_equal(s[2].key_count, 1);
	assert_int_equal(s[2].events[DENSITY_AI], 5);
	assert_int_equal(s[2].lines[DENSITY_HUMAN], 500);
	assert_int_equal(s[3].key_count, 0);
	assert_int_equal(s[3].lines[DENSITY_HUMAN], 300);
	assert_int_equal(density_merge(s, 0), 0);
}

/* Lines decide, not events: other findings leave the same strata. */
static void test_merge_blind(void **state)
{
	struct density_stratum with[40];
	struct density_stratum without[40];
	size_t count;
	(void)state;
	for (int i = 0; i < 40; i++) {
		static const char *const names[] = { "a", "b", "c", "d" };
		with[i] = stratum(names[i % 2], names[i % 3], names[i % 4],
		    100 * (i % 7), 37 * i, i, 61 * (40 - i));
		without[39 - i] = with[i];
		without[39 - i].events[DENSITY_AI] = 0;
	}
	count = density_merge(with, 40);
	assert_int_equal(density_merge(without, 40), count);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(with[i].key_count, without[i].key_count);
}

/* The strata of board-report's check values; with nothing unknown all four
 * readings are one. */
static void test_pooled(void **state)
{
	struct density_stratum s[] = {
		stratum("a", "", "", 40, 200000, 8, 50000),
		stratum("b", "", "", 6, 60000, 30, 360000),
		stratum("c", "", "", 12, 80000, 20, 180000),
		stratum("d", "", "", 9, 7000, 0, 0),
	};
	struct arena *arena = arena_new();
	struct density density;
	(void)state;
	density_compare(&density, s, 4, false, arena);
	assert_true(density.recorded.known);
	near(density.recorded.ratio.value, 1.273820);
	near(density.recorded.ratio.low, 0.8135378);
	near(density.recorded.ratio.high, 1.994517);
	assert_int_equal(density.recorded.sum.a, 67);
	assert_int_equal(density.recorded.compared.a, 58);
	assert_int_equal(density.recorded.class, CLASS_OPEN);
	near(density.split.ratio.value, density.recorded.ratio.value);
	near(density.band.high, density.recorded.ratio.high);
	assert_false(density.unstable);
	/* 1.27382 + sqrt(1.27382 * 0.27382); the interval holds 1. */
	near(density.e_value, 1.864409);
	assert_true(density.e_value_limit == 1);
	arena_free(arena);
}

static void test_unknown(void **state)
{
	struct density_stratum s[] = {
		stratum("a", "", "", 30, 10000, 18, 10000),
		stratum("b", "", "", 33, 10000, 20, 10000),
	};
	struct arena *arena = arena_new();
	struct density density;
	(void)state;
	s[0].events[DENSITY_UNKNOWN] = 50;
	s[0].lines[DENSITY_UNKNOWN] = 100000;
	s[1].events[DENSITY_MIXED] = 20;
	s[1].lines[DENSITY_MIXED] = 10000;
	density_compare(&density, s, 2, false, arena);
	/* (30/2 + 33/2) over (18/2 + 20/2) */
	near(density.recorded.ratio.value, 31.5 / 19);
	/* (80/12 + 53/3) over (18 * 11/12 + 20 * 2/3) */
	near(density.all_ai.ratio.value,
	    (80.0 / 12 + 53.0 / 3) / (16.5 + 40.0 / 3));
	/* (30 * 11/12 + 33 * 2/3) over (68/12 + 40/3) */
	near(density.none_ai.ratio.value, 49.5 / (68.0 / 12 + 40.0 / 3));
	/* weights 1 + 50/48 and 1 + 20/53 */
	near(density.split.ratio.value, (98.0 / 48 * 15 + 73.0 / 53 * 16.5) /
					    (98.0 / 48 * 9 + 73.0 / 53 * 10));
	assert_int_equal(density.doubt, 70);
	assert_int_equal(density.recorded.class, CLASS_CLEAR_UP);
	assert_int_equal(density.all_ai.class, CLASS_OPEN);
	assert_true(density.unstable);
	near(density.band.low, density.all_ai.ratio.low);
	near(density.band.high, density.none_ai.ratio.high);
	density_compare(&density, s, 2, true, arena);
	/* against all that has no record: the unknown 50 in 100,000 too */
	assert_int_equal(density.recorded.sum.b, 88);
	assert_int_equal(density.doubt, 20);
	arena_free(arena);
}

/* What stands on no known line is of no exposure: on no side as recorded. */
static void test_unplaced(void **state)
{
	struct density_stratum s[] = { stratum("a", "", "", 10, 3000, 0, 0) };
	struct arena *arena = arena_new();
	struct density density;
	(void)state;
	s[0].events[DENSITY_UNKNOWN] = 10;
	s[0].lines[DENSITY_UNKNOWN] = 3000;
	s[0].events[DENSITY_UNPLACED] = 30;
	density_compare(&density, s, 1, true, arena);
	near(density.recorded.ratio.value, 1);
	assert_int_equal(density.recorded.class, CLASS_OPEN);
	assert_int_equal(density.doubt, 30);
	density_compare(&density, s, 1, false, arena);
	assert_int_equal(density.doubt, 40);
	assert_int_equal(density.all_ai.sum.a, 50);
	assert_int_equal(density.none_ai.sum.b, 40);
	arena_free(arena);
}

/* Ten findings that are two mistakes are two events. */
static void test_clusters(void **state)
{
	struct density_stratum s[] = {
		stratum("a", "", "", 30, 10000, 10, 10000),
		stratum("b", "", "", 20, 10000, 20, 10000),
	};
	struct arena *arena = arena_new();
	struct density single;
	struct density density;
	(void)state;
	density_compare(&single, s, 2, false, arena);
	for (int i = 0; i < 2; i++)
		for (int origin = DENSITY_AI; origin <= DENSITY_HUMAN;
		     origin++) {
			int64_t events = s[i].events[origin];
			s[i].clusters[origin] = events / 5;
			s[i].squares[origin] = events * 5;
		}
	density_compare(&density, s, 2, false, arena);
	near(density.recorded.ratio.value, single.recorded.ratio.value);
	/* five times the variance, of which phi then has less to explain */
	near(density.recorded.pooled.log_error *
		 sqrt(single.recorded.pooled.spread),
	    single.recorded.pooled.log_error * sqrt(5) *
		sqrt(density.recorded.pooled.spread));
	assert_int_equal(density.recorded.class, CLASS_OPEN);
	for (int i = 0; i < 2; i++)
		s[i].clusters[DENSITY_AI] = 2;
	density_compare(&density, s, 2, false, arena);
	assert_false(density.recorded.known);
	assert_int_equal(density.recorded.class, CLASS_TOO_LITTLE);
	assert_int_equal(density.recorded.sum.a, 50);
	arena_free(arena);
}

/* A mix of languages turns the raw ratio round (Simpson). */
static void test_simpson(void **state)
{
	struct density_stratum s[] = {
		stratum("c", "", "", 90, 9000, 5, 1000),
		stratum("go", "", "", 2, 1000, 9, 9000),
	};
	struct arena *arena = arena_new();
	struct density density;
	(void)state;
	density_compare(&density, s, 2, false, arena);
	assert_true(density.recorded.crude.low > 1);
	near(density.recorded.crude.value, 92.0 / 14);
	near(density.recorded.ratio.value, (9 + 1.8) / (4.5 + 0.9));
	arena_free(arena);
}

static void test_too_little(void **state)
{
	struct density_stratum s[] = {
		stratum("c", "", "", 9, 9000, 0, 0),
		stratum("go", "", "", 0, 0, 9, 9000),
	};
	struct arena *arena = arena_new();
	struct density density;
	(void)state;
	density_compare(&density, s, 2, false, arena);
	/* enough of both, and nowhere side by side */
	assert_true(density.recorded.enough);
	assert_false(density.recorded.known);
	assert_true(isinf(density.band.low));
	density_compare(&density, s, 0, false, arena);
	assert_false(density.recorded.enough);
	assert_false(density_has_human(s, 2));
	/* side by side, but four of AI's nine alone are beside anything */
	s[0].events[DENSITY_AI] = 5;
	s[1].events[DENSITY_AI] = 4;
	s[1].lines[DENSITY_AI] = 9000;
	density_compare(&density, s, 2, false, arena);
	assert_true(density.recorded.enough);
	assert_int_equal(density.recorded.compared.a, 4);
	assert_int_equal(density.recorded.strata, 1);
	assert_false(density.recorded.known);
	assert_int_equal(density.recorded.class, CLASS_TOO_LITTLE);
	s[1].events[DENSITY_AI] = 5;
	density_compare(&density, s, 2, false, arena);
	assert_true(density.recorded.known);
	near(density.recorded.ratio.value, 5.0 / 9);
	assert_true(density_has_human(s, 2));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_merge),
		cmocka_unit_test(test_merge_blind),
		cmocka_unit_test(test_pooled),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_unplaced),
		cmocka_unit_test(test_clusters),
		cmocka_unit_test(test_simpson),
		cmocka_unit_test(test_too_little),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
