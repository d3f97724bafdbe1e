/* A weighted mean. With weights free within bounds it is greatest when the
 * parts above some height have the upper weight and the others the lower one,
 * so only as many cases as there are parts have to be tried. */
#include "analysis/composite.h"

#include <math.h>

/* The mean when parts from HEIGHT up weigh 1 + VARY, those below 1 - VARY. */
static double tilted(const struct composite_part *parts, size_t count,
    double height, double vary)
{
	double sum = 0;
	double weights = 0;
	for (size_t i = 0; i < count; i++) {
		double tilt = parts[i].value >= height ? 1 + vary : 1 - vary;
		if (!parts[i].known)
			continue;
		sum += parts[i].weight * tilt * parts[i].value;
		weights += parts[i].weight * tilt;
	}
	return sum / weights;
}

bool composite_score(struct estimate *score, double *known_share,
    struct composite_part *parts, size_t count, double vary)
{
	double known = 0;
	double all = 0;
	*score = (struct estimate){ 0 };
	*known_share = 0;
	for (size_t i = 0; i < count; i++) {
		all += parts[i].weight;
		known += parts[i].known ? parts[i].weight : 0;
		parts[i].contribution = 0;
	}
	if (known <= 0)
		return false;
	*known_share = known / all;
	for (size_t i = 0; i < count; i++)
		if (parts[i].known) {
			parts[i].contribution =
			    parts[i].weight * parts[i].value / known;
			score->value += parts[i].contribution;
		}
	score->low = score->high = score->value;
	for (size_t i = 0; i < count; i++) {
		if (!parts[i].known)
			continue;
		score->high = fmax(
		    score->high, tilted(parts, count, parts[i].value, vary));
		score->low = fmin(
		    score->low, tilted(parts, count, parts[i].value, -vary));
	}
	return true;
}
