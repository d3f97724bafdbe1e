/* Ratio of two rates. Given a + b events, a is binomial with chance
 * p = R T1 / (R T1 + T0); the limits of p give the limits of R. Over strata
 * Mantel and Haenszel's weights, which stay sound when many strata hold few
 * events each. */
#include "analysis/ratio.h"

#include <math.h>

#include "analysis/special.h"

#define TAIL 0.025

enum { BISECTIONS = 120 };

/* Chance of more than A of N hits, with half the chance of exactly A. */
static double tail_above(double a, double n, double p)
{
	return binomial_upper(a + 1, n, p) + 0.5 * binomial_point(a, n, p);
}

static double tail_below(double a, double n, double p)
{
	return binomial_lower(a - 1, n, p) + 0.5 * binomial_point(a, n, p);
}

/* The P at which the tail is 2.5%: above rises with P, below falls. */
static double limit_of(double a, double n, bool is_lower)
{
	double low = 0;
	double high = 1;
	for (int i = 0; i < BISECTIONS; i++) {
		double p = low + (high - low) / 2;
		bool is_small = is_lower ? tail_above(a, n, p) < TAIL
					 : tail_below(a, n, p) > TAIL;
		if (is_small)
			low = p;
		else
			high = p;
	}
	return low + (high - low) / 2;
}

static double odds(double p)
{
	return p / (1 - p);
}

/* Limits of a / b; the smaller count is A, so that no digit of 1 - p is lost.
 */
static struct interval limits_of(double a, double b)
{
	struct interval limits = { 0, (double)INFINITY };
	if (a > 0)
		limits.low = odds(limit_of(a, a + b, true));
	if (b > 0)
		limits.high = odds(limit_of(a, a + b, false));
	return limits;
}

struct estimate ratio_mid_p(const struct rates *rates)
{
	double a = (double)rates->a;
	double b = (double)rates->b;
	double scale = rates->t0 / rates->t1;
	struct interval limits = limits_of(fmin(a, b), fmax(a, b));
	if (a > b)
		limits = (struct interval){ 1 / limits.high, 1 / limits.low };
	/* a division by 0 is meant: no event gives NAN, none in b INFINITY */
	return (struct estimate){ a / b * scale, limits.low * scale,
		limits.high * scale };
}

double ratio_p(const struct rates *rates)
{
	double a = (double)rates->a;
	double n = a + (double)rates->b;
	double p = rates->t1 / (rates->t1 + rates->t0);
	return fmin(1, 2 * fmin(tail_above(a, n, p), tail_below(a, n, p)));
}

static bool is_stratum(const struct rates *s)
{
	return s->t1 > 0 && s->t0 > 0;
}

static bool has_both(const struct rates *s)
{
	return is_stratum(s) && s->a > 0 && s->b > 0;
}

/* Cochran's Q of the strata that have events on both sides. */
static void add_agreement(
    struct pooled *pooled, const struct rates *strata, size_t count)
{
	double centre = special_log(pooled->ratio.value);
	int k = 0;
	for (size_t i = 0; i < count; i++) {
		const struct rates *s = &strata[i];
		double weight;
		double distance;
		if (!has_both(s))
			continue;
		weight = 1 / (1 / (double)s->a + 1 / (double)s->b);
		distance = special_log((double)s->a / s->t1) -
			   special_log((double)s->b / s->t0) - centre;
		pooled->q += weight * distance * distance;
		k++;
	}
	pooled->df = k > 1 ? k - 1 : 0;
	pooled->q_p = k > 1 ? chi2_upper(pooled->q, k - 1) : 1;
}

/* Pearson's statistic of the counts of each stratum, given their sum. */
static double spread_of(const struct rates *strata,
    const struct tendency *tendencies, size_t count, double ratio)
{
	double sum = 0;
	int k = 0;
	for (size_t i = 0; i < count; i++) {
		const struct rates *s = &strata[i];
		double n = (double)(s->a + s->b);
		double share = ratio * s->t1 / (ratio * s->t1 + s->t0);
		double distance = (double)s->a - n * share;
		if (!is_stratum(s) || n <= 0)
			continue;
		sum += distance * distance /
		       (n * share * (1 - share) *
			   (tendencies ? tendencies[i].factor : 1));
		k++;
	}
	return k > 1 ? fmax(1, sum / (k - 1)) : 1;
}

struct pooled ratio_pooled(
    const struct rates *strata, const struct tendency *tendencies, size_t count)
{
	struct pooled pooled = { .p = 1, .q_p = 1, .spread = 1 };
	double top = 0;
	double bottom = 0;
	double spread = 0;
	double centre;
	double half;
	for (size_t i = 0; i < count; i++) {
		const struct rates *s = &strata[i];
		double t = s->t1 + s->t0;
		double g = tendencies ? tendencies[i].weight : 1;
		double factor = tendencies ? tendencies[i].factor : 1;
		if (!is_stratum(s))
			continue;
		top += g * (double)s->a * s->t0 / t;
		bottom += g * (double)s->b * s->t1 / t;
		spread += g * g * (double)(s->a + s->b) * factor * s->t1 / t *
			  (s->t0 / t);
	}
	if (top <= 0 || bottom <= 0)
		return pooled;
	pooled.known = true;
	pooled.ratio.value = top / bottom;
	add_agreement(&pooled, strata, count);
	pooled.spread =
	    spread_of(strata, tendencies, count, pooled.ratio.value);
	pooled.log_error = sqrt(spread / (top * bottom) * pooled.spread);
	centre = special_log(pooled.ratio.value);
	half = Z_95 * pooled.log_error;
	pooled.ratio.low = special_exp(centre - half);
	pooled.ratio.high = special_exp(centre + half);
	pooled.p = 2 * normal_upper(fabs(centre) / pooled.log_error);
	return pooled;
}

double e_value(double ratio)
{
	double r = ratio < 1 ? 1 / ratio : ratio;
	return r + sqrt(r * (r - 1));
}

double e_value_of_limit(struct estimate ratio)
{
	if (ratio.low > 1)
		return e_value(ratio.low);
	return ratio.high < 1 ? e_value(ratio.high) : 1;
}
