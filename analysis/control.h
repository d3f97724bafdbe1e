/* Limits that tell signal from noise: over time (control charts) and between
 * groups of unequal size (funnel). */
#ifndef ANALYSIS_CONTROL_H
#define ANALYSIS_CONTROL_H

#include <stdbool.h>
#include <stddef.h>

enum { CONTROL_POINTS = 8 }; /* fewer have no limits */

enum signal_rule {
	SIGNAL_NONE,
	SIGNAL_POINT, /* outside a limit */
	SIGNAL_RUN,   /* 8 in a row on one side of the centre */
	SIGNAL_NEAR,  /* 3 of 4 nearer a limit than the centre, on one side */
};

struct signal_point {
	double value;
	double low;
	double high;
	enum signal_rule rule; /* the strongest that ends here */
	int side;	       /* of the signal: 1 above, -1 below */
};

struct control {
	bool has_limits;
	double centre;
	double range; /* mean moving range; XmR alone */
	double range_limit;
	double widened; /* Laney's factor, at least 1; u- and p-chart alone */
};

/* XmR: mean and 2.66 mean moving ranges either side, ranges up to 3.268.
 * VALUES in order of time; POINTS has room for COUNT. Source: Wheeler,
 * Understanding Variation, 1993. */
void control_xmr(struct control *control, struct signal_point *points,
    const double *values, size_t count);

/* u-chart: events over exposure where exposure varies; 3 standard errors of
 * each point, times Laney's sigma_z (mean moving range of z over 1.128) when
 * that is above 1. Exposures > 0; the lower limit is at least 0. Source:
 * Montgomery 2012, chapter 7; Laney 2002. */
void control_u(struct control *control, struct signal_point *points,
    const double *events, const double *exposure, size_t count);

/* p-chart: the same for shares, HITS of N each; standard errors of a binomial
 * share, limits within 0 and 1. Shares all 0 or all 1 have no limits. Source:
 * Montgomery 2012, chapter 7; Laney 2002. */
void control_p(struct control *control, struct signal_point *points,
    const double *hits, const double *n, size_t count);

/* Between which rates a group of EXPOSURE lies by chance, when the TARGET
 * rate holds for all: Poisson limits at 95% and 99.8%, interpolated between
 * whole counts. Source: Spiegelhalter 2005, appendix A.1. */
struct funnel {
	double low_95;
	double high_95;
	double low_998;
	double high_998;
};
struct funnel funnel_limits(double target, double exposure);

#endif
