/* Numbers as readers see them: one row a case. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "base/date.h"
#include "render/print.h"

static struct arena *arena;

static void is(struct str got, const char *want)
{
	if (!str_equal_z(got, want))
		fail_msg(
		    "got \"" STR_FMT "\", want \"%s\"", STR_ARG(got), want);
}

static void counts(void **state)
{
	(void)state;
	is(print_count(arena, 0), "0");
	is(print_count(arena, 999), "999");
	is(print_count(arena, 1000), "1,000");
	is(print_count(arena, 412600), "412,600");
	is(print_count(arena, -1234567), "\xe2\x88\x92"
					 "1,234,567");
	is(print_count(arena, INT64_MAX), "9,223,372,036,854,775,807");
	is(print_count(arena, UNKNOWN), "not known");
	is(print_small(arena, 0), "no");
	is(print_small(arena, 12), "twelve");
	is(print_small(arena, 13), "13");
	is(print_things(arena, 1, "problem", "problems"), "1 problem");
	is(print_things(arena, 1000, "problem", "problems"), "1,000 problems");
}

/* The page's own examples: 0.864 and 0.826 print 86%, 83% and +4 points. */
static void shares(void **state)
{
	(void)state;
	is(print_share(arena, 0.864, 0), "86%");
	is(print_share(arena, 0.826, 0), "83%");
	is(print_points(arena, 0.864 - 0.826), "+4 points");
	is(print_points(arena, -0.012652), "\xe2\x88\x92"
					   "1 point");
	is(print_points(arena, -0.001), "0 points");
	is(print_share(arena, 0.845734, 1), "84.6%");
	is(print_share(arena, 0, 0), "0%");
	is(print_share(arena, 1, 0), "100%");
	is(print_share(arena, 0.0004, 0), "under 1%");
	is(print_share(arena, 0.9996, 0), "over 99%");
	is(print_share(arena, 0.9996, 1), "over 99.9%");
	is(print_share(arena, (double)NAN, 0), "not known");
	is(print_hits(arena, 29, 38), "29 of 38");
	is(print_hits(arena, 1648, 1912), "86%");
}

static void reals(void **state)
{
	(void)state;
	is(print_ratio(arena, 1.30722), "1.31");
	is(print_ratio(arena, 0.987532), "0.99");
	is(print_ratio(arena, 1234.5), "1,234");
	is(print_rate(arena, 1.33925), "1.3");
	is(print_rate(arena, 27.4), "27");
	is(print_rate(arena, 1274), "1,274");
	is(print_rate(arena, 0.0412), "0.041");
	is(print_rate(arena, 9.96), "10");
	is(print_rate(arena, 0), "0");
	is(print_decimals(arena, -0.04, 1), "0.0");
	is(print_decimals(arena, -1648.26, 1), "\xe2\x88\x92"
					       "1,648.3");
	is(print_days(arena, 1), "1 day");
	is(print_days(arena, 3.46), "3.5 days");
	is(print_days(arena, 3.02), "3 days");
	is(print_days(arena, 40.2), "40 days");
	is(print_days(arena, 0.4), "10 hours");
}

static void dates(void **state)
{
	(void)state;
	is(print_date(arena, 1790726400), "30 Sep 2026");
	is(print_date(arena, UNKNOWN), "not known");
	is(print_month(arena, STR("2026-07")), "Jul 2026");
	is(print_month(arena, STR("2026-13")), "2026-13");
	is(print_month(arena, STR("in all")), "in all");
	is(print_sentence(arena, STR("two of six")), "Two of six");
	is(print_sentence(arena, STR("14 of 15")), "14 of 15");
}

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts),
		cmocka_unit_test(shares),
		cmocka_unit_test(reals),
		cmocka_unit_test(dates),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
