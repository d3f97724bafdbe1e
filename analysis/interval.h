/* Intervals of one figure, and of the difference of two. All at 95%. */
#ifndef ANALYSIS_INTERVAL_H
#define ANALYSIS_INTERVAL_H

#include <stdint.h>

struct interval {
	double low;
	double high;
};

/* A value with its interval. */
struct estimate {
	double value;
	double low;
	double high;
};

/* The expected number behind COUNT events: exact below 10 (Garwood 1936),
 * else Byar's approximation (Breslow & Day, vol. II, 1987). */
struct interval interval_count(int64_t count);

/* HIT of N; 0 of 0 may be anything from 0 to 1. Source: Wilson 1927; Brown, Cai
 * & DasGupta 2001. */
struct interval interval_share(int64_t hit, int64_t n);

/* Share A minus share B. Source: Newcombe 1998, method 10. */
struct estimate difference_shares(
    int64_t hit_a, int64_t n_a, int64_t hit_b, int64_t n_b);
/* Its two-sided p: difference over the pooled standard error; 1 when all or
 * none are hits. */
double difference_shares_p(
    int64_t hit_a, int64_t n_a, int64_t hit_b, int64_t n_b);

/* Rate A minus rate B, events over exposure. Source: Zou & Donner 2008. */
struct estimate difference_rates(
    int64_t a, double exposure_a, int64_t b, double exposure_b);

/* A minus B, each with an interval of its own (Zou & Donner 2008), and the
 * two-sided p from the limit on the side of no difference. */
struct estimate difference_estimates(struct estimate a, struct estimate b);
double difference_estimates_p(struct estimate a, struct estimate b);

/* A share weighted by size: sum of hits over sum of sizes, where whole
 * clusters (commits), not lines, were drawn. Sums over K clusters of y, x,
 * y*y, x*y, x*x, where y is the hit part of size x. K < 2 gives the interval
 * 0 to 1; none or all of the lines, Wilson's for the clusters. Source: Cochran
 * 1977, section 6.3 (ratio estimator). */
struct cluster_sums {
	int64_t clusters;
	double y;
	double x;
	double yy;
	double xy;
	double xx;
};
struct estimate share_of_clusters(const struct cluster_sums *sums);

/* Most exceptions that a population of SIZE can hold when EXCEPTIONS were found
 * among N drawn from it: the largest number not ruled out, one-sided 95%, by
 * the hypergeometric distribution. */
int64_t sample_upper(int64_t exceptions, int64_t n, int64_t size);

#endif
