/* Time to an event where some have not had it yet (Kaplan & Meier 1958), and
 * some were already there when the watch began (late entry: Kalbfleisch &
 * Prentice 2002, section 1.3). */
#ifndef ANALYSIS_SURVIVAL_H
#define ANALYSIS_SURVIVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* N records watched from age ENTER (exclusive) to age LEAVE, in any one unit;
 * EVENT: they had it at LEAVE, else they are censored there. */
struct span {
	int64_t enter;
	int64_t leave;
	int64_t n;
	bool event;
	int group; /* 0 or 1, for survival_log_rank alone */
};

struct survival_point {
	int64_t age;
	int64_t at_risk;
	int64_t events;
	double survival; /* after AGE */
	double low;	 /* Greenwood's variance, limits on the log-log scale */
	double high;
};

/* The first age at which half have had it; not reached is a state. */
struct median {
	bool reached;
	bool low_reached;
	bool high_reached;
	int64_t age;
	int64_t low;
	int64_t high;
};

struct survival {
	struct survival_point *points; /* one an age with events, ascending */
	size_t count;
	int64_t events;
	int64_t records;
	struct median median; /* interval: Brookmeyer & Crowley 1982 */
};

/* Sorts SPANS. A span of no length (LEAVE <= ENTER) without event is left
 * out; one with an event at its entry counts as at risk there. */
void survival_curve(struct survival *survival, struct span *spans, size_t count,
    struct arena *keep);

/* How many are watched from just after AGE on, until the next age. */
struct survival_watch {
	int64_t age;
	int64_t n;
};

/* The risk set as it grows and shrinks, one entry an age, ascending; censored
 * ones leave it, too. */
struct survival_watch *survival_watched(size_t *result_count,
    const struct span *spans, size_t count, struct arena *keep);

/* Do groups 0 and 1 differ? chi-square on 1 degree, its p (1 when nothing
 * can be said), and events observed less expected in group 1. Source: Mantel
 * 1966; Peto & Peto 1972. */
struct log_rank {
	double chi2;
	double p;
	double excess;
};
struct log_rank survival_log_rank(
    struct span *spans, size_t count, struct arena *scratch);

#endif
