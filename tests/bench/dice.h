/* Random numbers of the simulations, the same on every machine, and what a
 * number of draws lets a share vary. */
#ifndef TESTS_BENCH_DICE_H
#define TESTS_BENCH_DICE_H

#include <math.h>
#include <stdint.h>

#include "analysis/special.h"

/* splitmix64: Steele, Lea & Flood 2014. */
struct dice {
	uint64_t state;
};

static inline uint64_t dice_next(struct dice *dice)
{
	uint64_t z = dice->state += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* Above 0, below 1. */
static inline double uniform(struct dice *dice)
{
	return ((double)(dice_next(dice) >> 12) + 0.5) / 4503599627370496.0;
}

static inline int64_t between(struct dice *dice, int64_t low, int64_t high)
{
	return low + (int64_t)(dice_next(dice) % (uint64_t)(high - low + 1));
}

/* Sum of twelve uniform ones less six: near enough to make a spread. */
static inline double normal(struct dice *dice)
{
	double sum = -6;
	for (int i = 0; i < 12; i++)
		sum += uniform(dice);
	return sum;
}

static inline int64_t poisson(struct dice *dice, double mean)
{
	int64_t count = 0;
	for (; mean > 0; mean -= 30) {
		double limit = special_exp(-fmin(mean, 30));
		for (double product = uniform(dice); product > limit;
		     product *= uniform(dice))
			count++;
	}
	return count;
}

static inline double percent(int part, int all)
{
	return all ? 100.0 * part / all : 0;
}

/* Two standard errors of a share of P percent in N draws. */
static inline double chance(double p, int n)
{
	return n ? 2 * sqrt(p * (100 - p) / n) : 0;
}

static inline int64_t binomial(struct dice *dice, int64_t n, double chance_of)
{
	int64_t count = 0;
	for (int64_t i = 0; i < n; i++)
		count += uniform(dice) < chance_of;
	return count;
}

#endif
