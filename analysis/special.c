/* Special functions: logarithm and exponential by argument reduction and a
 * series of fixed length, the gamma function by Stirling's series, incomplete
 * functions by series and continued fractions, quantiles by bisection.
 *
 * None of the C library's transcendental functions is called: their last bit
 * differs between versions, and a report must be the same on every machine.
 * The Makefile forbids fused operations for the same reason.
 *
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 1964; the
 * chance of one count, on which the incomplete functions rest: Loader, Fast
 * and Accurate Computation of Binomial Probabilities, 2000. */
#include "analysis/special.h"

#include <math.h>
#include <stdbool.h>

#define LN2_HIGH 6.93147180369123816490e-01 /* 32 bits, so k * it is exact */
#define LN2_LOW 1.90821492927058770002e-10
#define HALF_LN_2PI 0.91893853320467274178
#define TWO_PI 6.28318530717958647693

enum {
	LOG_TERMS = 14,
	EXP_TERMS = 20,
	DEVIANCE_TERMS = 12, /* of (1/10)^2 each */
	BISECTIONS = 200,
	DOUBLINGS = 1100,
	/* Enough for shapes up to 1e8: both converge in about 6 sqrt(a). */
	INCOMPLETE_TERMS = 100000
};

#define STIRLING_FROM 15.0
#define TINY 1e-300
#define PRECISION 1e-16

double special_log(double x)
{
	int exponent = 0;
	double m;
	double s;
	double square;
	double sum = 0;
	if (isnan(x) || x < 0)
		return (double)NAN;
	if (x <= 0)
		return -(double)INFINITY;
	if (isinf(x))
		return x;
	m = frexp(x, &exponent);
	if (m < 0.70710678118654752) {
		m *= 2;
		exponent--;
	}
	s = (m - 1) / (m + 1);
	square = s * s;
	for (int i = LOG_TERMS; i > 0; i--)
		sum = square * (1.0 / (2 * i + 1) + sum);
	return exponent * LN2_HIGH +
	       (2 * s + (2 * s * sum + exponent * LN2_LOW));
}

/* ln(1 - x) of a small x. */
static double log_of_rest(double x)
{
	double rest = 1 - x;
	/* What 1 - x rounded away is given back (Higham 2002, 1.14.1). */
	return rest >= 1 ? -x : special_log(rest) * x / (1 - rest);
}

double special_exp(double x)
{
	double k;
	double rest;
	double sum = 1;
	if (isnan(x))
		return x;
	if (x > 709.7)
		return (double)INFINITY;
	if (x < -745)
		return 0;
	k = floor(x / (LN2_HIGH + LN2_LOW) + 0.5);
	rest = x - k * LN2_HIGH - k * LN2_LOW;
	for (int i = EXP_TERMS; i > 0; i--)
		sum = 1 + rest * sum / i;
	return ldexp(sum, (int)k);
}

/* x times the series of Stirling's formula, of SQUARE = 1 / x^2. */
static double stirling_series(double square)
{
	double series = -691.0 / 360360;
	series = 1.0 / 1188 + square * series;
	series = -1.0 / 1680 + square * series;
	series = 1.0 / 1260 + square * series;
	series = -1.0 / 360 + square * series;
	return 1.0 / 12 + square * series;
}

double special_log_gamma(double x)
{
	double product = 1;
	double r;
	while (x < STIRLING_FROM) {
		product *= x;
		x += 1;
	}
	r = 1 / x;
	return (x - 0.5) * special_log(x) - x + HALF_LN_2PI +
	       r * stirling_series(r * r) - special_log(product);
}

double special_log_choose(double n, double k)
{
	return special_log_gamma(n + 1) - special_log_gamma(k + 1) -
	       special_log_gamma(n - k + 1);
}

/* What Stirling's formula leaves of ln x!, x > 0. Source: Loader 2000. */
static double stirling_rest(double x)
{
	double rest = 0;
	while (x < STIRLING_FROM) {
		rest += (x + 0.5) * special_log((x + 1) / x) - 1;
		x += 1;
	}
	return rest + stirling_series(1 / (x * x)) / x;
}

/* x ln(x/m) + m - x without loss where x is near m. Source: Loader 2000. */
static double deviance(double x, double m)
{
	double v = (x - m) / (x + m);
	double sum = (x - m) * v;
	double term = 2 * x * v;
	if (fabs(x - m) >= 0.1 * (x + m))
		return x * special_log(x / m) + m - x;
	v *= v;
	for (int i = 1; i < DEVIANCE_TERMS; i++) {
		term *= v;
		sum += term / (2 * i + 1);
	}
	return sum;
}

/* m^x e^-m / x!, x and m > 0. */
static double poisson_front(double x, double m)
{
	return special_exp(-stirling_rest(x) - deviance(x, m)) /
	       sqrt(TWO_PI * x);
}

/* n! / (x! (n-x)!) p^x q^(n-x), 0 < x < n. */
static double binomial_front(double x, double n, double p, double q)
{
	double y = n - x;
	double rest = stirling_rest(n) - stirling_rest(x) - stirling_rest(y);
	return special_exp(rest - deviance(x, n * p) - deviance(y, n * q)) *
	       sqrt(n / (TWO_PI * x * y));
}

/* x^a e^-x / Gamma(a). */
static double gamma_front(double a, double x)
{
	return a * poisson_front(a, x);
}

static double gamma_series(double a, double x)
{
	double term = 1 / a;
	double sum = term;
	for (int i = 1; i < INCOMPLETE_TERMS; i++) {
		term *= x / (a + i);
		sum += term;
		if (term < sum * PRECISION)
			break;
	}
	return sum * gamma_front(a, x);
}

static double away_from_zero(double x)
{
	return fabs(x) < TINY ? TINY : x;
}

static double gamma_fraction(double a, double x)
{
	double b = x + 1 - a;
	double c = 1 / TINY;
	double d = 1 / away_from_zero(b);
	double h = d;
	for (int i = 1; i < INCOMPLETE_TERMS; i++) {
		double an = -i * (i - a);
		double step;
		b += 2;
		d = 1 / away_from_zero(an * d + b);
		c = away_from_zero(b + an / c);
		step = d * c;
		h *= step;
		if (fabs(step - 1) < PRECISION)
			break;
	}
	return h * gamma_front(a, x);
}

double special_gamma_lower(double a, double x)
{
	if (x <= 0)
		return 0;
	if (isinf(x))
		return 1;
	return x < a + 1 ? gamma_series(a, x) : 1 - gamma_fraction(a, x);
}

double special_gamma_upper(double a, double x)
{
	if (x <= 0)
		return 1;
	if (isinf(x))
		return 0;
	return x < a + 1 ? 1 - gamma_series(a, x) : gamma_fraction(a, x);
}

/* One half of Lentz's step: A is the next partial numerator. */
static void lentz(double a, double *c, double *d, double *h)
{
	*d = 1 / away_from_zero(1 + a * *d);
	*c = away_from_zero(1 + a / *c);
	*h *= *d * *c;
}

static double beta_fraction(double a, double b, double x)
{
	double c = 1;
	double d = 1 / away_from_zero(1 - (a + b) * x / (a + 1));
	double h = d;
	for (int i = 1; i < INCOMPLETE_TERMS; i++) {
		double twice = a + 2 * i;
		double before;
		lentz(i * (b - i) * x / ((twice - 1) * twice), &c, &d, &h);
		before = h;
		lentz(-(a + i) * (a + b + i) * x / (twice * (twice + 1)), &c,
		    &d, &h);
		if (fabs(h - before) <= fabs(h) * PRECISION)
			break;
	}
	return h;
}

double special_beta(double a, double b, double x)
{
	double front;
	if (x <= 0)
		return 0;
	if (x >= 1)
		return 1;
	front = binomial_front(a, a + b, x, 1 - x) * a * b / (a + b);
	if (x < (a + 1) / (a + b + 2))
		return front * beta_fraction(a, b, x) / a;
	return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

double normal_upper(double z)
{
	double half = special_gamma_upper(0.5, z * z / 2) / 2;
	return z < 0 ? 1 - half : half;
}

double chi2_upper(double x, double df)
{
	return special_gamma_upper(df / 2, x / 2);
}

double student_two_sided(double t, double df)
{
	return special_beta(df / 2, 0.5, df / (df + t * t));
}

/* The distributions whose quantiles are looked for: chance below X. */
struct lower {
	double (*at)(const struct lower *self, double x);
	double a;
	double b;
};

static double lower_gamma(const struct lower *self, double x)
{
	return special_gamma_lower(self->a, x);
}

static double lower_beta(const struct lower *self, double x)
{
	return special_beta(self->a, self->b, x);
}

static double lower_normal(const struct lower *self, double x)
{
	(void)self;
	return normal_upper(-x);
}

static double bisect(
    const struct lower *lower, double p, double low, double high)
{
	for (int i = 0; i < BISECTIONS; i++) {
		double middle = low + (high - low) / 2;
		if (middle <= low || middle >= high)
			break;
		if (lower->at(lower, middle) < p)
			low = middle;
		else
			high = middle;
	}
	return low + (high - low) / 2;
}

double normal_quantile(double p)
{
	struct lower lower = { .at = lower_normal };
	if (p > 0.5)
		return -normal_quantile(1 - p);
	return bisect(&lower, p, -40, 0);
}

double gamma_quantile(double p, double shape)
{
	struct lower lower = { .at = lower_gamma, .a = shape };
	double high = shape + 1;
	if (p <= 0)
		return 0;
	if (p >= 1)
		return (double)INFINITY;
	for (int i = 0; i < DOUBLINGS && lower.at(&lower, high) < p; i++)
		high *= 2;
	return bisect(&lower, p, 0, high);
}

double beta_quantile(double p, double a, double b)
{
	struct lower lower = { .at = lower_beta, .a = a, .b = b };
	return bisect(&lower, p, 0, 1);
}

double student_quantile(double p, double df)
{
	double near;
	double far;
	if (p < 0.5)
		return -student_quantile(1 - p, df);
	/* t^2 / (df + t^2) and what it lacks of 1: the smaller one is sure */
	near = beta_quantile(2 * p - 1, 0.5, df / 2);
	if (near < 0.5)
		return sqrt(df * near / (1 - near));
	far = beta_quantile(2 * (1 - p), df / 2, 0.5);
	return sqrt(df * (1 - far) / far);
}

double poisson_lower(double count, double mean)
{
	if (count < 0)
		return 0;
	return special_gamma_upper(count + 1, mean);
}

double poisson_point(double count, double mean)
{
	if (mean <= 0)
		return count > 0 ? 0 : 1;
	if (count <= 0)
		return special_exp(-mean);
	return poisson_front(count, mean);
}

/* p^n; the logarithm of what is near 1 from what it lacks. */
static double power(double p, double q, double n)
{
	return special_exp(n * (p < 0.5 ? special_log(p) : log_of_rest(q)));
}

double binomial_point(double count, double n, double p)
{
	if (p <= 0)
		return count > 0 ? 0 : 1;
	if (p >= 1)
		return count < n ? 0 : 1;
	if (count <= 0)
		return power(1 - p, p, n);
	if (count >= n)
		return power(p, 1 - p, n);
	return binomial_front(count, n, p, 1 - p);
}

double binomial_upper(double count, double n, double p)
{
	if (count <= 0)
		return 1;
	if (count > n)
		return 0;
	return special_beta(count, n - count + 1, p);
}

double binomial_lower(double count, double n, double p)
{
	if (count < 0)
		return 0;
	if (count >= n)
		return 1;
	return special_beta(n - count, count + 1, 1 - p);
}
