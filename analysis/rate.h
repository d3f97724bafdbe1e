/* Rates by origin, and AI against the others: the two contrasts, strata, and
 * what if the unknown were all AI, or none of it. */
#ifndef ANALYSIS_RATE_H
#define ANALYSIS_RATE_H

#include "analysis/figure.h"

void rate_read(
    struct reading *reading, const struct portion *portion, struct arena *keep);
/* A share of AI minus that of known human origin alone: what is unknown is on
 * neither side. HIT and N are those of AI. */
void rate_read_difference(
    struct reading *reading, const struct portion *portion);

#endif
