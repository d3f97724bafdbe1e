/* The back-test of the scorecard over the quarters before a period's end: what
 * scores of people said at the start of each quarter, beside what followed
 * within the horizon. */
#ifndef ANALYSIS_BACKTEST_OF_H
#define ANALYSIS_BACKTEST_OF_H

#include "analysis/backtest.h"
#include "analysis/engine_parts.h"

enum { BACKTEST_STARTS = 4 };

struct backtest_start {
	int64_t at; /* the day the forecasts are of */
	struct backtest test;
};

struct backtest_of {
	struct backtest all;
	struct backtest_start starts[BACKTEST_STARTS]; /* oldest first */
	size_t start_count;
	int64_t people; /* behind all */
};

/* Forecasts of the starts of the quarters that end by the period of ASKED, as
 * far as their horizon ends by then; each with what was known at its day. *TEST
 * is the engine's, until another period is asked or the model changes. */
bool backtest_of_engine(const struct backtest_of **test, struct engine *engine,
    const struct asked *asked, struct error *err) MUST_USE;

/* "expert weights, not validated", or "validated by back-test". */
struct str backtest_words(const struct backtest_of *test);

#endif
