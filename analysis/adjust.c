/* Benjamini and Hochberg's step-up procedure, and empirical-Bayes rates by
 * the method of moments. */
#include "analysis/adjust.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/special.h"

#define TAIL 0.025

struct ranked {
	double p;
	size_t at;
};

static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *x = a;
	const struct ranked *y = b;
	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

void adjust_p(double *p, size_t count, struct arena *scratch)
{
	struct ranked *ranked = arena_array(scratch, count + 1, sizeof *ranked);
	double least = 1;
	for (size_t i = 0; i < count; i++)
		ranked[i] = (struct ranked){ p[i], i };
	qsort(ranked, count, sizeof *ranked, compare_ranked);
	for (size_t i = count; i > 0; i--) {
		double scaled = ranked[i - 1].p * (double)count / (double)i;
		least = fmin(least, scaled);
		p[ranked[i - 1].at] = least;
	}
}

/* Variance between groups: what is left of the weighted variance after
 * taking away what chance alone gives. */
static struct shrinkage moments(
    const double *events, const double *exposure, size_t count)
{
	double y = 0;
	double n = 0;
	double square = 0;
	struct shrinkage result = { 0 };
	for (size_t i = 0; i < count; i++) {
		y += events[i];
		n += exposure[i];
	}
	if (n <= 0)
		return result;
	result.mean = y / n;
	for (size_t i = 0; i < count; i++) {
		double off = events[i] / exposure[i] - result.mean;
		square += exposure[i] * off * off;
	}
	result.between = fmax(0, square / n - result.mean * (double)count / n);
	return result;
}

struct shrinkage shrink_rates(struct estimate *rates, const double *events,
    const double *exposure, size_t count)
{
	struct shrinkage s = moments(events, exposure, count);
	double total_y = 0;
	double total_n = 0;
	for (size_t i = 0; i < count; i++) {
		total_y += events[i];
		total_n += exposure[i];
	}
	for (size_t i = 0; i < count; i++) {
		double shape = total_y;
		double rate = total_n;
		if (s.between > 0) {
			shape = s.mean * s.mean / s.between + events[i];
			rate = s.mean / s.between + exposure[i];
		}
		if (shape <= 0) {
			rates[i] = (struct estimate){ 0 };
			continue;
		}
		rates[i] = (struct estimate){ shape / rate,
			gamma_quantile(TAIL, shape) / rate,
			gamma_quantile(1 - TAIL, shape) / rate };
	}
	return s;
}
