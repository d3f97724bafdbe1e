/* The bridge between two scores: its steps add up, whatever came or went. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "analysis/bridge.h"

static void near(double got, double want)
{
	if (fabs(got - want) > 1e-9)
		fail_msg("got %.12g, want %.12g", got, want);
}

/* Weights 2, 1, 1: (2*80 + 40 + 60)/4 = 65 and (2*90 + 40 + 40)/4 = 65. */
static void contributions_are_weighted(void **state)
{
	struct arena *arena = arena_new();
	struct bridge bridge;
	struct bridge_part parts[] = {
		{ 2, { true, 80 }, { true, 90 }, true, 0 },
		{ 1, { true, 40 }, { true, 40 }, true, 0 },
		{ 1, { true, 60 }, { true, 40 }, true, 0 },
	};
	(void)state;
	assert_true(bridge_make(&bridge, parts, 3, 0.2, arena));
	near(bridge.last, 65);
	near(bridge.now, 65);
	near(parts[0].contribution, 5);
	near(parts[1].contribution, 0);
	near(parts[2].contribution, -5);
	near(bridge.method, 0);
	near(bridge.unexplained, 0);
	assert_true(bridge.low < 65 && bridge.high > 65);
	arena_free(arena);
}

/* The third came, the fourth went, the fifth is not comparable: only the first
 * two contribute. Last: (80 + 40 + 10 + 50)/4 = 45, alike (80 + 40)/2 = 60 and
 * (90 + 40)/2 = 65, now (90 + 40 + 100 + 30)/4 = 65: method 15 + 0. */
static void what_comes_and_goes_is_method(void **state)
{
	struct arena *arena = arena_new();
	struct bridge bridge;
	struct bridge_part parts[] = {
		{ 1, { true, 80 }, { true, 90 }, true, 0 },
		{ 1, { true, 40 }, { true, 40 }, true, 0 },
		{ 1, { false, 0 }, { true, 100 }, true, 0 },
		{ 1, { true, 10 }, { false, 0 }, true, 0 },
		{ 1, { true, 50 }, { true, 30 }, false, 0 },
	};
	(void)state;
	assert_true(bridge_make(&bridge, parts, 5, 0.2, arena));
	near(bridge.last, 45);
	near(bridge.now, 65);
	near(parts[0].contribution, 5);
	near(bridge.method, 15);
	near(bridge.unexplained, 0);
	arena_free(arena);
}

static void nothing_alike_is_all_method(void **state)
{
	struct arena *arena = arena_new();
	struct bridge bridge;
	struct bridge_part parts[] = {
		{ 1, { true, 80 }, { false, 0 }, true, 0 },
		{ 1, { false, 0 }, { true, 30 }, true, 0 },
	};
	(void)state;
	assert_true(bridge_make(&bridge, parts, 2, 0.2, arena));
	near(bridge.method, -50);
	near(bridge.unexplained, 0);
	parts[1].now.known = false;
	assert_false(bridge_make(&bridge, parts, 2, 0.2, arena));
	assert_false(bridge_make(&bridge, NULL, 0, 0.2, arena));
	arena_free(arena);
}

static void figures_become_points(void **state)
{
	struct measure share = { .kind = MEASURE_SHARE };
	struct measure difference = { .kind = MEASURE_SHARE,
		.reading = READING_DIFFERENCE };
	struct measure count = { .kind = MEASURE_COUNT };
	struct figure figure = { .known = true, .value = 0.77 };
	(void)state;
	near(bridge_points(&share, &figure, true, 0.9), 77);
	near(bridge_points(&share, &figure, false, 0.9), 23);
	figure.value = -0.1;
	near(bridge_points(&difference, &figure, false, 0), 55);
	/* 50 at the limit, 100 at none, less beyond it */
	figure.value = 12;
	near(bridge_points(&count, &figure, false, 12), 50);
	near(bridge_points(&count, &figure, true, 12), 50);
	figure.value = 0;
	near(bridge_points(&count, &figure, false, 12), 100);
	figure.value = 36;
	near(bridge_points(&count, &figure, false, 12), 25);
	near(bridge_points(&count, &figure, false, 0), 100.0 / 37);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contributions_are_weighted),
		cmocka_unit_test(what_comes_and_goes_is_method),
		cmocka_unit_test(nothing_alike_is_all_method),
		cmocka_unit_test(figures_become_points),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
