/* What moved a composite score between two periods: last score, a change of
 * what is counted, the contribution of each part that both periods know alike,
 * this score. The steps add up; docs/method.md, "The score of page one". */
#ifndef ANALYSIS_BRIDGE_H
#define ANALYSIS_BRIDGE_H

#include "analysis/composite.h"
#include "analysis/engine.h"

struct bridge_part {
	double weight; /* above 0; only their proportion matters */
	struct {
		bool known;
		double value; /* 0..100 */
	} last, now;
	bool comparable;     /* false: counted in another way */
	double contribution; /* set: points; 0 for what is not in both */
};

struct bridge {
	double last; /* over the parts that the last period knows */
	double now;
	double low; /* NOW with each weight varied, as composite_score does */
	double high;
	double method;	    /* parts that came, went, or cannot be compared */
	double unexplained; /* what is left: rounding of sums alone */
};

/* False when either period knows nothing. VARY: by how much of itself each
 * weight may vary. */
bool bridge_make(struct bridge *bridge, struct bridge_part *parts, size_t count,
    double vary, struct arena *scratch);

/* FIGURE as points of 0 to 100, more is better: a share as it is (turned where
 * down is good), a difference of shares by half of itself around 50, all else
 * by where it stands to LIMIT: 50 at it, 100 times LIMIT / (LIMIT + value)
 * where down is good. */
double bridge_points(const struct measure *measure, const struct figure *figure,
    bool up_is_good, double limit);

#endif
