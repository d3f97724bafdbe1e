/* Ratios of two rates: one stratum, pooled over strata, and what surrounds
 * them. A has A events in exposure T1 (AI), B events in T0 (the others). */
#ifndef ANALYSIS_RATIO_H
#define ANALYSIS_RATIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/interval.h"

struct rates {
	int64_t a;
	double t1;
	int64_t b;
	double t0;
};

/* (a/T1)/(b/T0) with the mid-P interval. b = 0 gives INFINITY above; no event
 * at all NAN between 0 and INFINITY. T1, T0 > 0.
 * Source: Rothman, Greenland & Lash 2008; Berry & Armitage 1995. */
struct estimate ratio_mid_p(const struct rates *rates);
/* Two-sided mid-P of "the rates are equal". */
double ratio_p(const struct rates *rates);

struct pooled {
	bool known; /* false when no stratum tells anything */
	struct estimate ratio;
	double log_error; /* standard error of its logarithm */
	double p;	  /* two-sided, of "1 in each stratum" */
	double q;	  /* do the strata agree? */
	int df;		  /* strata with events on both sides, less 1 */
	double q_p;	  /* 1 when there are fewer than two */
	double spread;	  /* phi: how much more than chance alone, >= 1 */
};

/* What is known of a stratum beside its counts. */
struct tendency {
	double weight; /* it tells so many times as much of the ratio, and is
			  known as surely as before */
	double factor; /* its counts vary so many times as much as single
			  events do: sum of squared sizes of clusters over the
			  sum of sizes; at least 1 */
};

/* Strata of one ratio; TENDENCIES: one a stratum, NULL is 1 and 1 throughout.
 * Source: Mantel & Haenszel 1959; variance by Greenland
 * & Robins 1985, where events come in clusters (one mistake, copied) times the
 * factor by which a compound Poisson count varies more; Q by
 * Cochran 1954 around the pooled ratio, over strata with events on both sides.
 * The standard error is widened by the root of phi = X2/(k-1) where that is
 * above 1 (McCullagh & Nelder 1989, section 4.5): X2 adds up (a-E)^2/(E(1-E/n))
 * over the k strata with lines on both sides and n > 0 events, of which E = n R
 * T1/(R T1+T0) are expected in T1. It takes the strata without events on one
 * side too, which Q has to leave out; what clusters explain is taken out of it.
 */
struct pooled ratio_pooled(const struct rates *strata,
    const struct tendency *tendencies, size_t count);

/* How strong a hidden cause would have to go with both to explain RATIO
 * away. Source: VanderWeele & Ding 2017. */
double e_value(double ratio);
/* The same for the limit that is nearer to 1; 1 when the interval holds 1. */
double e_value_of_limit(struct estimate ratio);

#endif
