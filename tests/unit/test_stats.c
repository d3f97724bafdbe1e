/* Every formula of analysis/ against published or hand-made check values, in
 * every digit given. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/capture.h"
#include "analysis/adjust.h"
#include "analysis/control.h"
#include "analysis/interval.h"
#include "analysis/ratio.h"
#include "analysis/special.h"
#include "analysis/survival.h"

/* Prints VALUE with the decimals that EXPECTED has and compares as text. */
static void prints(double value, const char *expected)
{
	const char *point = strchr(expected, '.');
	int decimals = point ? (int)strlen(point + 1) : 0;
	char text[64];
	snprintf(text, sizeof text, "%.*f", decimals, value);
	assert_string_equal(text, expected);
}

static void near(double value, double expected, double relative)
{
	if (fabs(value - expected) > relative * fabs(expected)) {
		print_error("%.17g is not near %.17g\n", value, expected);
		fail();
	}
}

static void test_special(void **state)
{
	(void)state;
	near(special_log(2), 0.69314718055994531, 1e-15);
	near(special_log(1e-300), -690.7755278982137, 1e-15);
	near(special_log(0.999999), -1.0000005000290891e-06, 1e-13);
	near(special_exp(1), 2.7182818284590452, 1e-15);
	near(special_exp(-700), 9.8596765437597708e-305, 1e-13);
	near(special_log_gamma(0.5), 0.57236494292470009, 1e-14);
	near(special_log_gamma(101), 363.73937555556349, 1e-15);
	near(special_gamma_lower(3, 2.5), 0.45618688411667, 1e-13);
	near(special_gamma_upper(1000, 1050), 0.058671111377318, 1e-12);
	near(special_beta(2, 3, 0.4), 0.5248, 1e-14);
	near(special_beta(30, 46, 0.3), 0.041379861138315, 1e-12);
	near(normal_upper(1.9599639845400545), 0.025, 1e-13);
	near(normal_upper(8), 6.2209605742717841e-16, 1e-11);
	near(normal_quantile(0.975), Z_95, 1e-13);
	near(beta_quantile(0.95, 1, 25), 0.11292814, 1e-7);
	near(binomial_point(3, 10, 0.5), 0.1171875, 1e-13);
	near(binomial_upper(3, 10, 0.5), 0.9453125, 1e-13);
	near(poisson_lower(2, 3), 0.42319008112684353, 1e-13);
}

static void test_count(void **state)
{
	(void)state;
	prints(interval_count(0).low, "0");
	prints(interval_count(0).high, "3.688879");
	prints(interval_count(3).low, "0.6186721");
	prints(interval_count(3).high, "8.767273");
	prints(interval_count(10).low, "4.78745");
	prints(interval_count(10).high, "18.39146");
	prints(interval_count(11).low, "5.48369");
	prints(interval_count(11).high, "19.68324");
	prints(interval_count(42).low, "30.26672");
	prints(interval_count(42).high, "56.77324");
}

static void share_is(int64_t hit, int64_t n, const char *low, const char *high)
{
	struct interval limits = interval_share(hit, n);
	prints(limits.low, low);
	prints(limits.high, high);
}

static void test_share(void **state)
{
	(void)state;
	share_is(7, 20, "0.1811918", "0.5671457");
	share_is(81, 263, "0.2552885", "0.3662096");
	share_is(20, 20, "0.8388748", "1");
	share_is(1648, 1912, "0.845734", "0.876664");
	share_is(1379, 1912, "0.700708", "0.740874");
	share_is(29, 38, "0.607932", "0.870063");
	assert_true(interval_share(0, 5).low == 0);
	assert_true(interval_share(5, 5).high == 1);
}

static void estimate_is(
    struct estimate e, const char *value, const char *low, const char *high)
{
	prints(e.value, value);
	prints(e.low, low);
	prints(e.high, high);
}

static void test_difference(void **state)
{
	double p;
	(void)state;
	estimate_is(
	    difference_shares(56, 70, 48, 80), "0.2", "0.0524315", "0.333873");
	estimate_is(difference_shares(1648, 1912, 1286, 1567), "0.041248",
	    "0.016887", "0.065909");
	estimate_is(difference_shares(1379, 1912, 1150, 1567), "-0.012652",
	    "-0.042226", "0.017163");
	estimate_is(difference_shares(29, 38, 24, 36), "0.096491", "-0.106746",
	    "0.291694");
	estimate_is(difference_rates(30, 120, 45, 300), "0.1", "0.00412806",
	    "0.214353");
	p = difference_shares_p(1648, 1912, 1286, 1567);
	prints(5 * p, "0.0043");
	assert_true(difference_shares_p(5, 5, 7, 7) == 1);
}

static void test_ratio(void **state)
{
	struct rates first = { 30, 120, 45, 300 };
	struct rates small = { 4, 20, 6, 90 };
	struct rates none = { 0, 15, 8, 60 };
	struct rates counts = { 11, 1, 19, 1 };
	struct rates only = { 7, 10, 0, 10 };
	(void)state;
	estimate_is(ratio_mid_p(&first), "1.66667", "1.04059", "2.6407");
	prints(ratio_p(&first), "0.033957");
	estimate_is(ratio_mid_p(&small), "3.0", "0.746547", "10.9567");
	estimate_is(ratio_mid_p(&none), "0", "0", "1.81686");
	prints(ratio_p(&counts), "0.1496");
	assert_true(isinf(ratio_mid_p(&only).value));
	assert_true(isinf(ratio_mid_p(&only).high));
	assert_true(ratio_mid_p(&only).low > 1);
	prints(e_value(1 / 1.667), "2.7215");
	prints(e_value(1.667), "2.7215");
	assert_true(e_value(1) == 1);
}

static void test_pooled(void **state)
{
	struct rates strata[] = { { 40, 200, 8, 50 }, { 6, 60, 30, 360 },
		{ 12, 80, 20, 180 } };
	struct rates one_sided[] = { { 5, 10, 0, 0 }, { 3, 0, 4, 10 } };
	struct pooled pooled = ratio_pooled(strata, NULL, 3);
	(void)state;
	estimate_is(pooled.ratio, "1.27382", "0.813538", "1.99452");
	prints(pooled.q, "0.0455");
	prints(pooled.q_p, "0.9775");
	assert_int_equal(pooled.df, 2);
	assert_true(pooled.spread == 1);
	assert_false(ratio_pooled(one_sided, NULL, 2).known);
	assert_false(ratio_pooled(NULL, NULL, 0).known);
}

/* The strata of the mock report. */
static const struct rates mock[] = { { 85, 46.2, 36, 28.4 },
	{ 49, 31.6, 25, 22.1 }, { 20, 22.4, 44, 61.8 }, { 22, 21.3, 21, 24.9 },
	{ 13, 18.9, 30, 43.6 }, { 4, 8.5, 3, 8.6 } };
static const struct rates mock_unknown[] = { { 26, 18.9, 0, 0 },
	{ 12, 10.4, 0, 0 }, { 15, 21.6, 0, 0 }, { 9, 9.8, 0, 0 },
	{ 7, 11.1, 0, 0 }, { 2, 2.5, 0, 0 } };
enum { MOCK = sizeof mock / sizeof *mock };

static void test_mock(void **state)
{
	struct rates raw = { 0 }, all_ai[MOCK], none_ai[MOCK];
	struct pooled pooled = ratio_pooled(mock, NULL, MOCK);
	(void)state;
	for (size_t i = 0; i < MOCK; i++) {
		raw.a += mock[i].a;
		raw.t1 += mock[i].t1;
		raw.b += mock[i].b;
		raw.t0 += mock[i].t0;
		all_ai[i] = none_ai[i] = mock[i];
		all_ai[i].a += mock_unknown[i].a;
		all_ai[i].t1 += mock_unknown[i].t1;
		none_ai[i].b += mock_unknown[i].a;
		none_ai[i].t0 += mock_unknown[i].t1;
	}
	estimate_is(ratio_mid_p(&raw), "1.54399", "1.25188", "1.90629");
	estimate_is(pooled.ratio, "1.30722", "1.04595", "1.63376");
	prints(pooled.p, "0.0185");
	prints(pooled.q, "1.03797");
	prints(pooled.q_p, "0.9594");
	assert_int_equal(pooled.df, 5);
	estimate_is(ratio_pooled(all_ai, NULL, MOCK).ratio, "1.21257",
	    "0.98753", "1.48889");
	estimate_is(ratio_pooled(none_ai, NULL, MOCK).ratio, "1.29274",
	    "1.05903", "1.57803");
}

static void test_adjust(void **state)
{
	struct arena *arena = arena_new();
	double p[] = { .205, .001, .008, .041, .039, .042, .074, .06 };
	static const char *const expected[] = { "0.205", "0.008", "0.032",
		"0.0672", "0.0672", "0.0672", "0.08457", "0.08" };
	(void)state;
	adjust_p(p, 8, arena);
	for (size_t i = 0; i < 8; i++)
		prints(p[i], expected[i]);
	adjust_p(p, 0, arena);
	arena_free(arena);
}

static void test_shrink(void **state)
{
	double y[] = { 12, 3, 30, 0, 22 }, n[] = { 90, 8, 310, 6, 120 };
	double same_y[] = { 10, 20 }, same_n[] = { 100, 200 };
	static const char *const expected[] = { "0.12907", "0.14287", "0.10412",
		"0.11879", "0.1561" };
	struct estimate rates[5];
	struct shrinkage s = shrink_rates(rates, y, n, 5);
	(void)state;
	prints(s.mean, "0.125468");
	prints(s.between, "0.00117575");
	for (size_t i = 0; i < 5; i++)
		prints(rates[i].value, expected[i]);
	prints(rates[1].low, "0.082286");
	prints(rates[1].high, "0.21989");
	s = shrink_rates(rates, same_y, same_n, 2);
	assert_true(s.between == 0);
	assert_true(rates[0].value == rates[1].value);
}

static void test_xmr(void **state)
{
	static const double values[] = { 23, 19, 27, 25, 21, 24, 26, 22, 40, 25,
		23, 24 };
	static const double shifted[] = { 10, 11, 10, 11, 10, 11, 10, 11, 30,
		31, 30, 31, 30, 31, 30, 31 };
	double odd[12];
	struct control control;
	struct signal_point points[16];
	(void)state;
	control_xmr(&control, points, values, 12);
	prints(control.centre, "24.9167");
	prints(points[8].low, "9.6821");
	prints(points[8].high, "40.1512");
	for (size_t i = 0; i < 12; i++)
		assert_int_equal(points[i].rule, SIGNAL_NONE);
	for (size_t i = 0; i < 12; i++)
		odd[i] = values[i];
	odd[8] = 44; /* above 25.25 + 2.66 * 71 / 11 = 42.4 */
	control_xmr(&control, points, odd, 12);
	assert_int_equal(points[8].rule, SIGNAL_POINT);
	assert_int_equal(points[8].side, 1);
	odd[8] = 5; /* below 22 - 2.66 * 67 / 11 = 5.8 */
	control_xmr(&control, points, odd, 12);
	assert_int_equal(points[8].rule, SIGNAL_POINT);
	assert_int_equal(points[8].side, -1);
	control_xmr(&control, points, values, 7);
	assert_false(control.has_limits);
	control_xmr(&control, points, shifted, 16);
	assert_int_equal(points[7].side, -1);
	assert_int_not_equal(points[7].rule, SIGNAL_NONE);
	assert_int_equal(points[15].side, 1);
}

static void test_u_chart(void **state)
{
	static const double events[] = { 4, 6, 5, 4, 6, 5, 4, 6 };
	static const double exposure[] = { 4, 4, 4, 4, 4, 4, 4, 4 };
	static const double wild[] = { 1, 60, 2, 55, 1, 70, 3, 64 };
	struct control control;
	struct signal_point points[8];
	(void)state;
	control_u(&control, points, events, exposure, 8);
	assert_true(control.widened == 1);
	prints(control.centre, "1.25");
	/* 1.25 + 3 sqrt(1.25 / 4) = 2.92705; below: less than 0 */
	prints(points[0].high, "2.92705");
	assert_true(points[0].low == 0);
	control_u(&control, points, wild, exposure, 8);
	assert_true(control.widened > 1);
	assert_int_equal(points[1].rule, SIGNAL_NONE);
}

static void test_p_chart(void **state)
{
	static const double hits[] = { 1, 2, 1, 4, 0, 2, 1, 1 };
	static const double n[] = { 8, 16, 10, 25, 9, 20, 12, 20 };
	/* Below half the average, but far from a limit that is under 0. */
	static const double low[] = { 4, 0, 0, 0, 0, 2, 1, 5 };
	static const double none[] = { 0, 0, 0, 0, 0, 0, 0, 0 };
	struct control control;
	struct signal_point points[8];
	(void)state;
	control_p(&control, points, hits, n, 8);
	assert_true(control.has_limits && control.widened == 1);
	prints(control.centre, "0.1");
	/* 0.1 + 3 sqrt(0.1 0.9 / n) for n = 25 and 9; below: less than 0 */
	prints(points[3].high, "0.28");
	prints(points[4].high, "0.4");
	assert_true(points[3].low == 0);
	control_p(&control, points, low, n, 8);
	assert_true(points[7].low == 0);
	for (size_t i = 0; i < 8; i++)
		assert_int_equal(points[i].rule, SIGNAL_NONE);
	control_p(&control, points, n, n, 8);
	assert_false(control.has_limits);
	control_p(&control, points, none, n, 8);
	assert_false(control.has_limits);
}

static void test_funnel(void **state)
{
	struct funnel wide = funnel_limits(1.5, 10);
	struct funnel narrow = funnel_limits(1.5, 1000);
	(void)state;
	assert_true(wide.low_998 < wide.low_95 && wide.low_95 < 1.5);
	assert_true(wide.high_998 > wide.high_95 && wide.high_95 > 1.5);
	assert_true(narrow.high_95 < wide.high_95);
	/* Mean 15: P(Y<=7) = .018002, P(Y<=8) = .037446, so the lower limit
	 * is 8 - (.037446-.025)/.019444 = 7.35990. */
	prints(wide.low_95 * 10, "7.3599");
	/* Normal limits of a mean of 1500: 1500 -+ 1.96 sqrt(1500). */
	near(narrow.low_95, 1.5 - Z_95 * sqrt(1500) / 1000, 1e-3);
}

/* Leukaemia patients on 6-MP (Freireich 1963), in weeks; + is censored:
 * 6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+. */
static const struct span treated[] = { { 0, 6, 3, true, 1 },
	{ 0, 6, 1, false, 1 }, { 0, 7, 1, true, 1 }, { 0, 9, 1, false, 1 },
	{ 0, 10, 1, true, 1 }, { 0, 10, 1, false, 1 }, { 0, 11, 1, false, 1 },
	{ 0, 13, 1, true, 1 }, { 0, 16, 1, true, 1 }, { 0, 17, 1, false, 1 },
	{ 0, 19, 1, false, 1 }, { 0, 20, 1, false, 1 }, { 0, 22, 1, true, 1 },
	{ 0, 23, 1, true, 1 }, { 0, 25, 1, false, 1 }, { 0, 32, 2, false, 1 },
	{ 0, 34, 1, false, 1 }, { 0, 35, 1, false, 1 } };
/* And on placebo: 1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23. */
static const struct span placebo[] = { { 0, 1, 2, true, 0 },
	{ 0, 2, 2, true, 0 }, { 0, 3, 1, true, 0 }, { 0, 4, 2, true, 0 },
	{ 0, 5, 2, true, 0 }, { 0, 8, 4, true, 0 }, { 0, 11, 2, true, 0 },
	{ 0, 12, 2, true, 0 }, { 0, 15, 1, true, 0 }, { 0, 17, 1, true, 0 },
	{ 0, 22, 1, true, 0 }, { 0, 23, 1, true, 0 } };
enum {
	TREATED = sizeof treated / sizeof *treated,
	PLACEBO = sizeof placebo / sizeof *placebo
};

static void test_survival(void **state)
{
	struct arena *arena = arena_new();
	struct span spans[TREATED];
	struct survival s;
	(void)state;
	memcpy(spans, treated, sizeof treated);
	survival_curve(&s, spans, TREATED, arena);
	assert_int_equal(s.records, 21);
	assert_int_equal(s.events, 9);
	assert_int_equal(s.count, 7);
	/* Kalbfleisch & Prentice, table 1.3; limits as R's survfit with
	 * conf.type "log-log". */
	prints(s.points[0].survival, "0.857");
	prints(s.points[0].low, "0.620");
	prints(s.points[0].high, "0.952");
	prints(s.points[1].survival, "0.807");
	prints(s.points[6].survival, "0.448");
	assert_int_equal(s.points[6].at_risk, 6);
	assert_true(s.median.reached);
	assert_int_equal(s.median.age, 23);
	assert_int_equal(s.median.low, 13);
	assert_false(s.median.high_reached);
	arena_free(arena);
}

static void test_late_entry(void **state)
{
	struct arena *arena = arena_new();
	/* 10 watched from 0; 10 more that were 5 old when the watch began:
	 * at age 4 only 10 are at risk, at 8 nine and ten. */
	struct span spans[] = { { 0, 4, 1, true, 0 }, { 0, 20, 9, false, 0 },
		{ 5, 8, 1, true, 0 }, { 5, 20, 9, false, 0 },
		{ 7, 7, 3, false, 0 } };
	struct survival s;
	(void)state;
	survival_curve(&s, spans, 5, arena);
	assert_int_equal(s.records, 20);
	assert_int_equal(s.points[0].at_risk, 10);
	assert_int_equal(s.points[1].at_risk, 19);
	near(s.points[1].survival, 0.9 * 18 / 19, 1e-14);
	assert_false(s.median.reached);
	survival_curve(&s, NULL, 0, arena);
	assert_int_equal(s.count, 0);
	arena_free(arena);
}

/* Who is watched before an age is who is at risk at it, as the curve counts. */
static void test_watched(void **state)
{
	struct arena *arena = arena_new();
	struct span spans[TREATED];
	struct survival s;
	size_t count;
	(void)state;
	memcpy(spans, treated, sizeof treated);
	survival_curve(&s, spans, TREATED, arena);
	struct survival_watch *watched =
	    survival_watched(&count, spans, TREATED, arena);
	assert_int_equal(watched[0].age, 0);
	assert_int_equal(watched[0].n, s.records);
	assert_int_equal(watched[count - 1].n, 0);
	for (size_t i = 0; i < s.count; i++) {
		size_t k = 0;
		while (k + 1 < count && watched[k + 1].age < s.points[i].age)
			k++;
		assert_int_equal(watched[k].n, s.points[i].at_risk);
	}
	survival_watched(&count, NULL, 0, arena);
	assert_int_equal(count, 0);
	arena_free(arena);
}

static void test_log_rank(void **state)
{
	struct arena *arena = arena_new();
	struct span spans[TREATED + PLACEBO];
	struct log_rank r;
	(void)state;
	memcpy(spans, treated, sizeof treated);
	memcpy(spans + TREATED, placebo, sizeof placebo);
	r = survival_log_rank(spans, TREATED + PLACEBO, arena);
	prints(r.chi2, "16.79");
	prints(r.excess, "-10.25");
	assert_true(r.p < 0.0001);
	arena_free(arena);
}

static void test_sample(void **state)
{
	(void)state;
	/* All of them looked at: nothing is left to chance. */
	assert_int_equal(sample_upper(0, 40, 40), 0);
	assert_int_equal(sample_upper(2, 40, 40), 2);
	/* 25 of 50 without exception: 4 bad ones would be missed with chance
	 * C(46,25)/C(50,25) = .0549, 5 with .0251. */
	assert_int_equal(sample_upper(0, 25, 50), 4);
}

static void test_clusters(void **state)
{
	/* Commits of 10, 20 and 30 lines with 10, 0 and 15 by AI: r = 25/60;
	 * residuals 5.8333, -8.3333, 2.5; var = 3/2 * 109.7222 / 3600. */
	struct cluster_sums sums = { 3, 25, 60, 325, 550, 1400 };
	struct estimate share = share_of_clusters(&sums);
	(void)state;
	near(share.value, 25.0 / 60, 1e-14);
	near(share.high - share.value,
	    Z_95 * sqrt(1.5 * 109.722222222222 / 3600), 1e-10);
	sums.clusters = 1;
	assert_true(share_of_clusters(&sums).high == 1);
}

/* Limits by whole numbers: P(both >= m) and P(both <= m) as sums of products of
 * binomial coefficients, size by size. */
static void test_capture(void **state)
{
	static const struct {
		int64_t first;
		int64_t second;
		int64_t both;
		double low;
		double high;
	} cases[] = { { 10, 15, 5, 21, 73 }, { 20, 20, 20, 20, 21 },
		{ 30, 12, 8, 35, 81 }, { 12, 30, 8, 35, 81 },
		{ 60, 52, 24, 106, 174 }, { 8, 20, 8, 20, 29 },
		{ 200, 150, 40, 598, 985 } };
	(void)state;
	prints(capture_size(10, 15, 5).value, "28.33");
	prints(capture_size(200, 150, 40).value, "739.268");
	/* long lists, summed exactly in rational numbers */
	struct estimate many = capture_size(500, 500, 250);
	assert_true(many.low == 942 && many.high == 1070);
	many = capture_size(160, 160, 128);
	assert_true(many.low == 194 && many.high == 209);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct estimate size = capture_size(
		    cases[i].first, cases[i].second, cases[i].both);
		near(size.low, cases[i].low, 1e-9);
		near(size.high, cases[i].high, 1e-9);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_special),
		cmocka_unit_test(test_count),
		cmocka_unit_test(test_share),
		cmocka_unit_test(test_difference),
		cmocka_unit_test(test_ratio),
		cmocka_unit_test(test_pooled),
		cmocka_unit_test(test_mock),
		cmocka_unit_test(test_adjust),
		cmocka_unit_test(test_shrink),
		cmocka_unit_test(test_xmr),
		cmocka_unit_test(test_u_chart),
		cmocka_unit_test(test_p_chart),
		cmocka_unit_test(test_funnel),
		cmocka_unit_test(test_survival),
		cmocka_unit_test(test_late_entry),
		cmocka_unit_test(test_watched),
		cmocka_unit_test(test_log_rank),
		cmocka_unit_test(test_sample),
		cmocka_unit_test(test_clusters),
		cmocka_unit_test(test_capture),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
