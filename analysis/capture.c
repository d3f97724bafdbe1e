/* Chapman's estimator is unbiased where the lists together are as long as the
 * population. The limits are exact: the smallest size that makes so few on both
 * lists credible, the largest that makes so many; both by bisection, for each
 * chance moves one way with the size. */
#include "analysis/capture.h"

#include <stdbool.h>

#include "analysis/special.h"

/* A hair less, so that a chance of just 2.5% does not hang on the last digit:
 * it rules nothing out. */
#define TAIL (0.025 * (1 - 1e-9))
/* A size beyond this is not told from it. */
enum { SIZE_MAX_TOLD = 1000000000 };

struct lists {
	double first;
	double second;
	double both;
};

/* The chance of K on both lists when there are SIZE. */
static double chance(const struct lists *lists, double k, double size)
{
	return special_exp(
	    special_log_choose(lists->first, k) +
	    special_log_choose(size - lists->first, lists->second - k) -
	    special_log_choose(size, lists->second));
}

/* From K up, K no less than the mode: the terms fall from the first on. */
static double sum_up(const struct lists *lists, double k, double size)
{
	double a = lists->first;
	double b = lists->second;
	double most = a < b ? a : b;
	double term = k <= most ? chance(lists, k, size) : 0;
	double sum = term;
	while (k < most && term > 0) {
		term *= (a - k) * (b - k) / ((k + 1) * (size - a - b + k + 1));
		sum += term;
		k++;
	}
	return sum;
}

/* From K down, K no more than the mode. */
static double sum_down(const struct lists *lists, double k, double size)
{
	double a = lists->first;
	double b = lists->second;
	double least = a + b - size > 0 ? a + b - size : 0;
	double term = k >= least ? chance(lists, k, size) : 0;
	double sum = term;
	while (k > least && term > 0) {
		term *= k * (size - a - b + k) / ((a - k + 1) * (b - k + 1));
		sum += term;
		k--;
	}
	return sum;
}

/* On this side of the middle a sum would begin with nothing, where the first
 * term is too small for a number, and end at once. */
static bool is_above(const struct lists *lists, double size)
{
	return lists->both * size > lists->first * lists->second;
}

/* Of at least so many as there are. */
static double chance_upper(const struct lists *lists, double size)
{
	return is_above(lists, size)
		   ? sum_up(lists, lists->both, size)
		   : 1 - sum_down(lists, lists->both - 1, size);
}

/* Of at most so many. */
static double chance_lower(const struct lists *lists, double size)
{
	return is_above(lists, size) ? 1 - sum_up(lists, lists->both + 1, size)
				     : sum_down(lists, lists->both, size);
}

static int64_t middle_of(int64_t low, int64_t high)
{
	return low + (high - low) / 2;
}

struct estimate capture_size(int64_t first, int64_t second, int64_t both)
{
	const struct lists lists = { (double)first, (double)second,
		(double)both };
	int64_t seen = first + second - both;
	int64_t low = seen;
	int64_t high = SIZE_MAX_TOLD;
	int64_t smallest;
	while (low < high) { /* the first size with enough below */
		int64_t middle = middle_of(low, high);
		if (chance_lower(&lists, (double)middle) >= TAIL)
			high = middle;
		else
			low = middle + 1;
	}
	smallest = low;
	high = SIZE_MAX_TOLD;
	while (low < high) { /* the last one with enough above */
		int64_t middle = middle_of(low, high) + 1;
		if (chance_upper(&lists, (double)middle) >= TAIL)
			low = middle;
		else
			high = middle - 1;
	}
	return (struct estimate){
		(lists.first + 1) * (lists.second + 1) / (lists.both + 1) - 1,
		(double)smallest, (double)low
	};
}
