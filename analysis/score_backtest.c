/* Each quarter anew: the population of people.score is read as of its first
 * day, every scored person gives a forecast, and the population as of the end
 * of the horizon says whether what the odds are about happened in it. People
 * of whom no scan could tell are in neither. One person in several quarters is
 * a cluster. */
#include "analysis/backtest_of.h"
#include "analysis/compute.h"
#include "analysis/tally.h"
#include "base/date.h"

#define POPULATION STR("people.score")

/* The test of a period, until the model changes. */
struct held_backtest {
	struct period period;
	int64_t generation;
	struct backtest_of test;
};

struct testing {
	struct engine *engine;
	const struct measure *measure;
	VEC(struct forecast) forecasts;
	struct arena *keep;
};

static const struct score_unit *unit_with(
    const struct tallies *tallies, int64_t id)
{
	for (size_t i = 0; i < tallies->units.count; i++)
		if (tallies->units.items[i].id == id)
			return &tallies->units.items[i];
	return NULL;
}

static void add_forecasts(struct testing *testing, const struct tallies *before,
    const struct tallies *after)
{
	for (size_t i = 0; i < before->units.count; i++) {
		const struct score_unit *unit = &before->units.items[i];
		const struct score_unit *then = unit_with(after, unit->id);
		struct score_value values[SCORE_PARTS_MAX];
		struct score_history history;
		struct score score =
		    tally_score(&history, values, before, unit);
		struct forecast forecast = { .chance = score.bad,
			.cluster = unit->id };
		if (!unit->is_member || score.gap != SCORE_GIVEN || !then ||
		    !then->watched[0])
			continue;
		forecast.happened = then->happened[0];
		VEC_PUSH(&testing->forecasts, testing->keep, forecast);
	}
}

/* Forecasts as of AT, and what became of them by the end of the horizon. */
static bool test_start(
    struct testing *testing, int64_t at, int64_t horizon, struct error *err)
{
	struct tally_request request = { .measure = testing->measure,
		.at = at };
	const struct tallies *before;
	const struct tallies *after;
	if (!tallies_read(&before, testing->engine, &request, err))
		return false;
	request.at = at + horizon;
	request.last_window = true;
	if (!tallies_read(&after, testing->engine, &request, err))
		return false;
	add_forecasts(testing, before, after);
	return true;
}

static int64_t people_behind(const struct testing *testing)
{
	struct map seen = { .arena = testing->keep };
	for (size_t i = 0; i < testing->forecasts.count; i++)
		map_put(&seen,
		    arena_printf(testing->keep, "%lld",
			(long long)testing->forecasts.items[i].cluster),
		    NULL);
	return (int64_t)seen.count;
}

static bool run_test(struct backtest_of *test, struct engine *engine,
    const struct asked *asked, struct error *err)
{
	struct arena *keep = engine->keep;
	struct testing testing = { .engine = engine, .keep = keep };
	struct scorecard card;
	int64_t horizon;
	*test = (struct backtest_of){ 0 };
	testing.measure = engine_measure(engine, POPULATION);
	if (!scorecard_read(&card, engine->folders, keep, err))
		return false;
	horizon = card.horizon_days * DAY_SECONDS;
	for (int back = BACKTEST_STARTS - 1; back >= 0; back--) {
		struct period quarter = period_shift(asked->period, -back);
		struct backtest_start *start = &test->starts[test->start_count];
		size_t first = testing.forecasts.count;
		if (quarter.from == UNKNOWN ||
		    quarter.from + horizon > asked->period.to)
			continue;
		if (!test_start(&testing, quarter.from, horizon, err))
			return false;
		if (testing.forecasts.count == first)
			continue;
		start->at = quarter.from;
		backtest_run(&start->test, testing.forecasts.items + first,
		    testing.forecasts.count - first);
		test->start_count++;
	}
	test->people = people_behind(&testing);
	backtest_run(
	    &test->all, testing.forecasts.items, testing.forecasts.count);
	return true;
}

bool backtest_of_engine(const struct backtest_of **test, struct engine *engine,
    const struct asked *asked, struct error *err)
{
	struct held_backtest *held = engine->backtest;
	const struct period *period = &asked->period;
	if (!held || held->period.from != period->from ||
	    held->period.to != period->to ||
	    held->generation != model_generation(engine->model)) {
		held = ARENA_NEW(engine->keep, struct held_backtest);
		*held = (struct held_backtest){ .period = *period,
			.generation = model_generation(engine->model) };
		if (!run_test(&held->test, engine, asked, err))
			return false;
		engine->backtest = held;
	}
	*test = &held->test;
	return true;
}

struct str backtest_words(const struct backtest_of *test)
{
	return test->all.validated ? STR("validated by back-test")
				   : STR("expert weights, not validated");
}

/* ---------------------------------------------------------------- rows -- */

static struct str limits(
    const struct estimate *estimate, int decimals, struct arena *keep)
{
	return arena_printf(keep, "%.*f to %.*f", decimals, estimate->low,
	    decimals, estimate->high);
}

/* Fewer of either outcome are too little to say who was told from whom. */
static bool is_enough(const struct backtest *test)
{
	return test->happened >= BACKTEST_MIN &&
	       test->n - test->happened >= BACKTEST_MIN;
}

static void add_test(struct sheet *sheet, struct str quarter,
    const struct backtest *test, struct str basis)
{
	sheet_row(sheet);
	sheet_text(sheet, "quarter", quarter);
	sheet_count(sheet, "forecasts", test->n);
	sheet_count(sheet, "happened", test->happened);
	sheet_real(sheet, "expected", test->expected);
	if (test->expected > 0)
		sheet_text(sheet, "ratio",
		    arena_printf(sheet->keep, "%.2f (" STR_FMT ")",
			test->ratio.value,
			STR_ARG(limits(&test->ratio, 2, sheet->keep))));
	if (test->n > 0) {
		sheet_real(sheet, "brier", test->brier);
		sheet_real(sheet, "brier_chance", test->brier_of_chance);
	}
	sheet_text(sheet, "basis", basis);
	if (!is_enough(test))
		return;
	sheet_real(sheet, "auc", test->auc.value);
	sheet_real(sheet, "auc_low", test->auc.low);
	sheet_real(sheet, "auc_high", test->auc.high);
}

/* Few people's outcomes are told of nobody. */
static bool is_told(const struct sheet *sheet, const struct backtest_of *test)
{
	return sheet->engine->show_small ||
	       test->people >= sheet->engine->minimum_group;
}

static bool open_test(
    const struct backtest_of **out, struct sheet *sheet, struct error *err)
{
	struct figure *figure = &sheet->answer->figure;
	const struct backtest_of *test;
	if (!backtest_of_engine(out, sheet->engine, sheet->asked, err))
		return false;
	test = *out;
	figure->known = false;
	figure->counted = false;
	figure->class = CLASS_TOO_LITTLE;
	figure->n = test->all.n;
	figure->hit = test->all.happened;
	if (!is_told(sheet, test)) {
		figure->suppressed = true;
		figure->n = figure->hit = 0;
		return true;
	}
	if (!is_enough(&test->all))
		return true;
	figure->known = figure->has_interval = true;
	figure->value = sheet_round(test->all.auc.value);
	figure->low = sheet_round(test->all.auc.low);
	figure->high = sheet_round(test->all.auc.high);
	figure->class = test->all.validated	   ? CLASS_CLEAR_UP
			: test->all.auc.high < 0.5 ? CLASS_CLEAR_DOWN
						   : CLASS_OPEN;
	return true;
}

bool compute_score_backtest(struct sheet *sheet, struct error *err)
{
	const struct backtest_of *test;
	struct str basis;
	if (!open_test(&test, sheet, err))
		return false;
	basis = backtest_words(test);
	if (!is_told(sheet, test))
		return true;
	for (size_t i = 0; i < test->start_count; i++) {
		const struct backtest_start *start = &test->starts[i];
		if (!sheet->engine->show_small &&
		    start->test.n < sheet->engine->minimum_group)
			continue;
		add_test(sheet, date_iso(sheet->keep, start->at), &start->test,
		    STR(""));
	}
	if (test->start_count)
		add_test(sheet, STR("all"), &test->all, basis);
	return true;
}

bool compute_score_calibration(struct sheet *sheet, struct error *err)
{
	const struct backtest_of *test;
	if (!open_test(&test, sheet, err))
		return false;
	for (size_t i = 0; is_told(sheet, test) && i < test->all.row_count;
	     i++) {
		const struct calibration_row *row = &test->all.rows[i];
		sheet_row(sheet);
		sheet_real(sheet, "lowest", row->from);
		sheet_real(sheet, "highest", row->to);
		sheet_real(sheet, "said", row->said);
		sheet_count(sheet, "forecasts", row->n);
		sheet_count(sheet, "happened", row->happened);
		sheet_real(
		    sheet, "share", (double)row->happened / (double)row->n);
		sheet_real(sheet, "low", row->limits.low);
		sheet_real(sheet, "high", row->limits.high);
	}
	return true;
}
