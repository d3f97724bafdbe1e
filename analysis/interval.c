/* Intervals that hold for small numbers too: a count of three or a share of
 * 20 out of 20 gets limits one may print. Formulas and their sources stand
 * in the header, check values in tests/unit/test_stats.c. */
#include "analysis/interval.h"

#include <math.h>

#include "analysis/special.h"

#define GARWOOD_BELOW 10
#define TAIL 0.025
#define ONE_SIDED 0.05

/* Byar: the cube root of a Poisson count is nearly normal. */
static double byar(double count, double sign)
{
	double root = 1 - 1 / (9 * count) + sign * Z_95 / (3 * sqrt(count));
	return count * root * root * root;
}

struct interval interval_count(int64_t count)
{
	double o = (double)count;
	struct interval limits = { 0 };
	if (count >= GARWOOD_BELOW) {
		limits.low = byar(o, -1);
		limits.high = byar(o + 1, 1);
		return limits;
	}
	if (count > 0)
		limits.low = gamma_quantile(TAIL, o);
	limits.high = gamma_quantile(1 - TAIL, o + 1);
	return limits;
}

struct interval interval_share(int64_t hit, int64_t n)
{
	double count = (double)n;
	double p = (double)hit / count;
	double z2 = Z_95 * Z_95;
	double scale = 1 + z2 / count;
	double centre = (p + z2 / (2 * count)) / scale;
	double half =
	    Z_95 * sqrt(p * (1 - p) / count + z2 / (4 * count * count)) / scale;
	struct interval limits = { centre - half, centre + half };
	if (n <= 0)
		return (struct interval){ 0, 1 };
	if (hit == 0)
		limits.low = 0;
	if (hit == n)
		limits.high = 1;
	return limits;
}

/* The limits of a difference from the limits of both parts, each of which
 * need not be symmetric (the square-and-add method). */
static struct estimate square_and_add(
    double a, struct interval of_a, double b, struct interval of_b)
{
	double d = a - b;
	double down =
	    (a - of_a.low) * (a - of_a.low) + (of_b.high - b) * (of_b.high - b);
	double up =
	    (of_a.high - a) * (of_a.high - a) + (b - of_b.low) * (b - of_b.low);
	return (struct estimate){ d, d - sqrt(down), d + sqrt(up) };
}

struct estimate difference_shares(
    int64_t hit_a, int64_t n_a, int64_t hit_b, int64_t n_b)
{
	return square_and_add((double)hit_a / (double)n_a,
	    interval_share(hit_a, n_a), (double)hit_b / (double)n_b,
	    interval_share(hit_b, n_b));
}

double difference_shares_p(
    int64_t hit_a, int64_t n_a, int64_t hit_b, int64_t n_b)
{
	double a = (double)n_a;
	double b = (double)n_b;
	double pooled = ((double)hit_a + (double)hit_b) / (a + b);
	double variance = pooled * (1 - pooled) * (1 / a + 1 / b);
	double d = (double)hit_a / a - (double)hit_b / b;
	if (variance <= 0)
		return 1;
	return 2 * normal_upper(fabs(d) / sqrt(variance));
}

static struct interval divided(struct interval limits, double by)
{
	return (struct interval){ limits.low / by, limits.high / by };
}

struct estimate difference_rates(
    int64_t a, double exposure_a, int64_t b, double exposure_b)
{
	return square_and_add((double)a / exposure_a,
	    divided(interval_count(a), exposure_a), (double)b / exposure_b,
	    divided(interval_count(b), exposure_b));
}

struct estimate difference_estimates(struct estimate a, struct estimate b)
{
	return square_and_add(a.value, (struct interval){ a.low, a.high },
	    b.value, (struct interval){ b.low, b.high });
}

double difference_estimates_p(struct estimate a, struct estimate b)
{
	struct estimate d = difference_estimates(a, b);
	double error =
	    (d.value > 0 ? d.value - d.low : d.high - d.value) / Z_95;
	return error > 0 ? 2 * normal_upper(fabs(d.value) / error) : 1;
}

struct estimate share_of_clusters(const struct cluster_sums *sums)
{
	double k = (double)sums->clusters;
	double r = sums->y / sums->x;
	double rest = sums->yy - 2 * r * sums->xy + r * r * sums->xx;
	double half;
	if (sums->clusters < 2)
		return (struct estimate){ r, 0, 1 };
	if (sums->y <= 0 || sums->y >= sums->x) { /* no variance to tell */
		struct interval limits = interval_share(
		    sums->y > 0 ? sums->clusters : 0, sums->clusters);
		return (struct estimate){ r, limits.low, limits.high };
	}
	half = Z_95 * sqrt(fmax(rest, 0) * k / (k - 1)) / sums->x;
	return (struct estimate){ r, fmax(r - half, 0), fmin(r + half, 1) };
}

/* Chance of at most EXCEPTIONS in a draw of N when BAD of SIZE are bad. */
static double draw_lower(
    int64_t exceptions, int64_t n, int64_t bad, int64_t size)
{
	double all = special_log_choose((double)size, (double)n);
	double sum = 0;
	for (int64_t k = 0; k <= exceptions; k++) {
		if (k > bad || n - k > size - bad)
			continue;
		sum += special_exp(
		    special_log_choose((double)bad, (double)k) +
		    special_log_choose((double)(size - bad), (double)(n - k)) -
		    all);
	}
	return sum;
}

int64_t sample_upper(int64_t exceptions, int64_t n, int64_t size)
{
	int64_t low = exceptions;
	int64_t high = size - n + exceptions;
	while (low < high) {
		int64_t middle = high - (high - low) / 2;
		if (draw_lower(exceptions, n, middle, size) > ONE_SIDED)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}
