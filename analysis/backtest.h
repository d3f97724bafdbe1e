/* Did a forecast hold? What was said to be likely, beside what followed. Until
 * discrimination beats chance a score is printed as "expert weights, not
 * validated". */
#ifndef ANALYSIS_BACKTEST_H
#define ANALYSIS_BACKTEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/interval.h"

struct forecast {
	double chance; /* 0..1, as it was said */
	bool happened;
	/* Forecasts of one cluster (a person, in several quarters) hang
	 * together; 0: it stands alone. */
	int64_t cluster;
	double placement; /* set by backtest_run: others that lie below it */
};

enum {
	CALIBRATION_ROWS_MAX = 10,
	CALIBRATION_ROW_MIN = 10, /* forecasts in a row, where there are */
	BACKTEST_MIN = 5	  /* that happened, and that did not */
};

/* Forecasts of about one height, and how often they came true. */
struct calibration_row {
	double from; /* least and greatest chance said */
	double to;
	int64_t n;
	int64_t happened;
	double said;		/* mean chance */
	struct interval limits; /* of the share that happened: Wilson */
};

struct backtest {
	int64_t n;
	int64_t happened;
	double expected;       /* sum of chances */
	struct estimate ratio; /* happened over expected; interval of a count */
	double brier;	       /* mean squared error; 0 is best */
	double brier_of_chance; /* of saying the overall share each time */
	bool has_auc;		/* both outcomes were seen */
	/* The chance that of one that happened and one that did not the first
	 * was said to be the likelier; ties count half. 0.5 is guessing.
	 * Interval: DeLong, DeLong & Clarke-Pearson 1988, on the logit scale,
	 * with clusters after Obuchowski 1997 (Biometrics 53, 567-578);
	 * where all pairs are right, or all wrong, Wilson's for as many trials
	 * as the smaller side has members. */
	struct estimate auc;
	bool
	    validated; /* BACKTEST_MIN of each, and the interval is above 0.5 */
	struct calibration_row rows[CALIBRATION_ROWS_MAX];
	size_t row_count;
};

/* Sorts FORECASTS. Rows hold as many forecasts each as can be, equal chances
 * together. Source: Hosmer & Lemeshow 2000, section 5.2.2; Brier 1950. */
void backtest_run(
    struct backtest *test, struct forecast *forecasts, size_t count);

#endif
