/* A composite score: published weights, parts of 0 to 100, contributions that
 * add up, and how much the choice of weights matters. */
#ifndef ANALYSIS_COMPOSITE_H
#define ANALYSIS_COMPOSITE_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/interval.h"

struct composite_part {
	bool known;    /* what is not is left out, and its weight with it */
	double weight; /* above 0; only their proportion matters */
	double value;  /* 0..100 */
	double contribution; /* set: weight x value over the known weights */
};

/* The score of PARTS and what it could be with each weight varied by a fifth
 * (VARY 0.2), up or down, in any combination: the extremes raise the weights of
 * the best, or of the worst parts. False when nothing is known. KNOWN_SHARE:
 * of the weights. Source: OECD/JRC Handbook on Constructing Composite
 * Indicators 2008, step 7. */
bool composite_score(struct estimate *score, double *known_share,
    struct composite_part *parts, size_t count, double vary);

#endif
