/* Scores: points that add up, what varied weights do, and whether what was
 * forecast happened. Figures by hand, in the comments. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/backtest.h"
#include "analysis/composite.h"
#include "analysis/compute.h"
#include "analysis/scorecard.h"

static void near(double value, double expected)
{
	if (fabs(value - expected) > 1e-6 * fmax(1e-3, fabs(expected))) {
		print_error("%.10g is not near %.10g\n", value, expected);
		fail();
	}
}

/* A card of two parts on the scale whose checks are published: 600 points at
 * 50 to 1, doubled by 20 (factor 28.8539, offset 487.123). */
static struct scorecard card_of_two(void)
{
	struct scorecard card = { .score = 600,
		.odds = 50,
		.points_to_double = 20,
		.low = 300,
		.high = 850,
		.vary = 0.2,
		.commits_min = 20,
		.days_min = 90,
		.known_min = 0.6,
		.full_days = 365,
		.gone_days = 730,
		.part_count = 2,
		.band_count = 2 };
	card.parts[0].weight = 2;
	card.parts[1].weight = 1;
	card.bands[0].from = 300;
	card.bands[1].from = 610;
	return card;
}

static struct score_value value_of(double value, double neutral)
{
	return (struct score_value){ true, value, neutral, value, value };
}

static void odds_make_points(void **state)
{
	struct scorecard card = card_of_two();
	struct score_value even[] = { value_of(0.5, 0.5), value_of(0.5, 0.5) };
	struct score_history history = { even, 50, 200, 100 };
	struct score score = score_of(&card, &history);
	(void)state;
	assert_int_equal(score.points, 620); /* 100 to 1 */
	near(score.bad, 1.0 / 101);
	history.odds = 25;
	assert_int_equal(score_of(&card, &history).points, 580);
	history.odds = 0;
	assert_int_equal(score_of(&card, &history).points, 600);
	assert_int_equal(score.low, score.high);
	near(20 / log(2), 28.8539);
}

static void points_add_up(void **state)
{
	struct scorecard card = card_of_two();
	/* 28.8539 * 2 * 0.3 = 17.31; 28.8539 * 1 * -0.4 = -11.54 */
	struct score_value values[] = { value_of(0.8, 0.5),
		value_of(0.2, 0.6) };
	struct score_history history = { values, 50, 200, 0 };
	struct score score = score_of(&card, &history);
	(void)state;
	assert_int_equal(score.base, 600);
	assert_int_equal(score.parts[0], 17);
	assert_int_equal(score.parts[1], -12);
	assert_int_equal(score.points, 605);
	assert_int_equal(score.cut, 0);
	/* a fifth of 17.31 + 11.54 is 5.77 */
	assert_int_equal(score.low, 599);
	assert_int_equal(score.high, 611);
	near(score.odds, 50 * exp(0.6 - 0.4));
	/* short of the best: 28.8539 * 0.4 - -12 = 23.5 and 28.85 - 17 */
	assert_int_equal(score.reason_count, 2);
	assert_int_equal(score.reasons[0].part, 1);
	assert_int_equal(score.reasons[0].lost, 24);
	assert_int_equal(score.reasons[1].lost, 12);
	assert_int_equal(score.band, 0);
}

static void ends_of_the_range_are_a_line_of_their_own(void **state)
{
	struct scorecard card = card_of_two();
	struct score_value values[] = { value_of(1, 0.5), value_of(1, 0.5) };
	struct score_history history = { values, 50, 200, 1e6 };
	struct score score = score_of(&card, &history);
	int sum = score.base + score.parts[0] + score.parts[1];
	(void)state;
	assert_true(sum > 850);
	assert_int_equal(score.points, 850);
	assert_int_equal(sum + score.cut, 850);
	assert_int_equal(score.reason_count, 0);
	assert_int_equal(score.band, 1);
}

static void thin_histories_get_none(void **state)
{
	struct scorecard card = card_of_two();
	struct score_value values[] = { value_of(1, 0.5), { 0 } };
	struct score_history history = { values, 19, 200, 0 };
	(void)state;
	assert_int_equal(score_of(&card, &history).gap, SCORE_FEW_COMMITS);
	history.commits = 20;
	history.days = 89;
	assert_int_equal(score_of(&card, &history).gap, SCORE_FEW_DAYS);
	history.days = 90;
	/* two of three weights are known */
	assert_int_equal(score_of(&card, &history).gap, SCORE_GIVEN);
	values[0] = (struct score_value){ 0 };
	values[1] = value_of(1, 0.5);
	assert_int_equal(score_of(&card, &history).gap, SCORE_FEW_PARTS);
	assert_int_equal(score_of(&card, &history).points, 0);
	assert_false(score_what_if(&card, &history, 1, 1).known);
}

static void what_if_says_about_how_much(void **state)
{
	struct scorecard card = card_of_two();
	struct score_value values[] = { value_of(0.8, 0.5),
		value_of(0.2, 0.6) };
	struct score_history history = { values, 50, 200, 0 };
	struct score_change change = score_what_if(&card, &history, 1, 0.7);
	(void)state;
	assert_true(change.known);
	/* 28.8539 * 0.5 = 14.43, and a fifth of it 2.89 */
	assert_int_equal(change.points, 14);
	assert_int_equal(change.low, 12);
	assert_int_equal(change.high, 17);
}

static void small_samples_are_shrunk(void **state)
{
	struct score_value v = score_share(0, 2, 0.9, 10);
	struct score_value rate = score_rate(4, 1, 0.5, 5);
	(void)state;
	near(v.value, 9.0 / 12);
	near(v.neutral, 0.9);
	assert_true(v.low < v.value && v.value < v.high);
	assert_false(score_share(0, 0, 0.9, 10).known);
	assert_true(score_share(3, 3, 1, 10).high == 1);
	/* (4 + 2.5) / 6 = 1.0833; 0.5 / 1.5833 */
	near(rate.value, 0.5 / (0.5 + 6.5 / 6));
	assert_true(rate.low < rate.value && rate.value < rate.high);
	/* none in long: better, never perfect */
	assert_true(score_rate(0, 100, 0.5, 5).value > 0.95);
	assert_true(score_rate(0, 100, 0.5, 5).value < 1);
	near(score_rate(5, 10, 0.5, 5).value, 0.5);
	assert_false(score_rate(1, 10, 0, 5).known);
}

static void training_fades(void **state)
{
	struct scorecard card = card_of_two();
	(void)state;
	assert_true(score_fade(&card, -1) == 0);
	assert_true(score_fade(&card, 0) == 1);
	assert_true(score_fade(&card, 365) == 1);
	near(score_fade(&card, 438), 0.8);
	assert_true(score_fade(&card, 730) == 0);
}

static void reads_its_table(void **state)
{
	struct arena *arena = arena_new();
	struct scorecard card;
	struct error err = { 0 };
	struct asset_folders folders = { .data = STR("tests/no-such-folder") };
	(void)state;
	assert_true(scorecard_read(&card, NULL, arena, &err));
	assert_int_equal(card.part_count, 6);
	assert_int_equal(card.band_count, 5);
	assert_int_equal(card.low, 300);
	assert_int_equal(card.high, 850);
	assert_int_equal(card.horizon_days, 90);
	assert_true(str_equal_z(card.parts[1].key, "findings"));
	assert_true(card.parts[1].weight > card.parts[0].weight);
	assert_true(scorecard_read(&card, &folders, arena, &err));
	arena_free(arena);
}

static void calibrates(void **state)
{
	struct forecast forecasts[40];
	struct backtest test;
	(void)state;
	for (int i = 0; i < 40; i++) /* in no order */
		forecasts[i * 7 % 40] =
		    (struct forecast){ .chance = i < 20 ? 0.2 : 0.6,
			    .happened = i < 20 ? i % 5 == 0 : i % 5 < 3 };
	backtest_run(&test, forecasts, 40);
	assert_int_equal(test.happened, 16);
	near(test.expected, 16);
	near(test.ratio.value, 1);
	assert_int_equal(test.row_count, 2);
	assert_int_equal(test.rows[0].n, 20);
	assert_int_equal(test.rows[0].happened, 4);
	near(test.rows[1].said, 0.6);
	near(test.rows[1].limits.low, 0.3865815);
	/* (16 * .16 + 4 * .64 + 12 * .16 + 8 * .36) / 40 */
	near(test.brier, (16 * .04 + 4 * .64 + 12 * .16 + 8 * .36) / 40);
	near(test.brier_of_chance, 0.24);
	/* 12 * 16 right pairs, 4 * 16 + 12 * 8 ties, of 16 * 24 */
	near(test.auc.value, (192 + 80.0) / 384);
	assert_true(test.validated);
}

static void guessing_is_not_validated(void **state)
{
	struct forecast forecasts[40];
	struct forecast sure[] = { { .chance = .9, .happened = true },
		{ .chance = .8, .happened = true }, { .chance = .1 } };
	struct backtest test;
	(void)state;
	for (int i = 0; i < 40; i++)
		forecasts[i] =
		    (struct forecast){ .chance = 0.01 * i, .happened = i % 2 };
	backtest_run(&test, forecasts, 40);
	assert_true(test.auc.low < 0.5);
	assert_false(test.validated);
	assert_int_equal(test.row_count, 4);
	backtest_run(&test, sure, 3);
	assert_true(test.auc.value == 1);
	assert_true(test.auc.low < 0.5 && test.auc.high == 1);
	assert_false(test.validated);
	backtest_run(&test, sure, 1);
	assert_false(test.has_auc);
	backtest_run(&test, NULL, 0);
	assert_int_equal(test.row_count, 0);
}

static void composite_shows_what_weights_do(void **state)
{
	struct composite_part parts[] = { { true, 2, 90, 0 },
		{ true, 1, 30, 0 }, { false, 1, 100, 0 } };
	struct estimate score;
	double known;
	(void)state;
	assert_true(composite_score(&score, &known, parts, 3, 0.2));
	near(score.value, 70);
	near(parts[0].contribution, 60);
	near(parts[1].contribution, 10);
	near(known, 0.75);
	/* (2.4 * 90 + 0.8 * 30) / 3.2 and (1.6 * 90 + 1.2 * 30) / 2.8 */
	near(score.high, 75);
	near(score.low, 180 / 2.8);
	parts[0].known = parts[1].known = false;
	assert_false(composite_score(&score, &known, parts, 3, 0.2));
}

/* Each of 40 people twice, with the same outcome: pairs that hang together say
 * no more than one of each. */
static void doubles_tell_nothing_new(void **state)
{
	struct forecast once[40];
	struct forecast twice[80];
	struct forecast apart[80];
	struct backtest one;
	struct backtest two;
	struct backtest free;
	(void)state;
	for (int i = 0; i < 40; i++) {
		once[i] = (struct forecast){ .chance = (i * 7 % 40) / 40.0,
			.happened = i % 3 == 0 };
		for (int k = 0; k < 2; k++) {
			twice[2 * i + k] = apart[2 * i + k] = once[i];
			twice[2 * i + k].cluster = i + 1;
		}
	}
	backtest_run(&one, once, 40);
	backtest_run(&two, twice, 80);
	backtest_run(&free, apart, 80);
	near(two.auc.value, one.auc.value);
	near(two.auc.low, one.auc.low);
	near(two.auc.high, one.auc.high);
	assert_true(free.auc.low > two.auc.low);
}

/* One small team takes the smallest other with it, and more until five people
 * are hidden; nothing hidden hides nothing. */
static void hides_enough(void **state)
{
	bool none[] = { false, false };
	bool one[] = { false, true, false };
	bool few[] = { true, true, false, false };
	const int64_t two[] = { 6, 7 };
	const int64_t three[] = { 7, 2, 6 };
	const int64_t four[] = { 1, 2, 9, 6 };
	(void)state;
	sheet_hide(none, two, 2, 5);
	assert_false(none[0] || none[1]);
	sheet_hide(one, three, 3, 5);
	assert_true(one[2] && !one[0]);
	sheet_hide(few, four, 4, 5);
	assert_true(few[3] && !few[2]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(odds_make_points),
		cmocka_unit_test(points_add_up),
		cmocka_unit_test(ends_of_the_range_are_a_line_of_their_own),
		cmocka_unit_test(thin_histories_get_none),
		cmocka_unit_test(what_if_says_about_how_much),
		cmocka_unit_test(small_samples_are_shrunk),
		cmocka_unit_test(training_fades),
		cmocka_unit_test(reads_its_table),
		cmocka_unit_test(doubles_tell_nothing_new),
		cmocka_unit_test(hides_enough),
		cmocka_unit_test(calibrates),
		cmocka_unit_test(guessing_is_not_validated),
		cmocka_unit_test(composite_shows_what_weights_do),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
