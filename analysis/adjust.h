/* What keeps many comparisons and small groups from misleading: adjusted p
 * values, and rates of small teams drawn towards that of all. */
#ifndef ANALYSIS_ADJUST_H
#define ANALYSIS_ADJUST_H

#include <stddef.h>

#include "analysis/interval.h"
#include "base/arena.h"

/* Adjusts the COUNT values of P in place, so that among what is called real
 * at most that share is not. Source: Benjamini & Hochberg 1995. */
void adjust_p(double *p, size_t count, struct arena *scratch);

/* Rates Y/N of groups, drawn towards the mean by how little they tell. */
struct shrinkage {
	double mean;
	double between; /* variance between groups; 0: all get the mean */
};
/* RATES gets the drawn rate of each group with its 95% interval from
 * Gamma(m*m/A + y, m/A + n); exposures > 0. Without spread between groups all
 * get the mean and the interval of the sum. Source: Clayton & Kaldor 1987;
 * Marshall 1991. */
struct shrinkage shrink_rates(struct estimate *rates, const double *events,
    const double *exposure, size_t count);

#endif
