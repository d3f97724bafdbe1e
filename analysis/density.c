/* Strata by origin, and the four readings of their comparison. A reading
 * takes the origins of either side as a set of bits, so that the two contrasts
 * and what the unknown may be are pairs of sets over one table.
 *
 * Mantel and Haenszel's weights need no full strata: what one with few events
 * tells is added up without bias (Greenland & Robins 1985). Merging is for
 * strata that are next to nothing, where chance alone decides on which side
 * a commit fell; it never crosses what the sizes allow to compare. */
#include "analysis/density.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/figure.h"

enum {
	SET_AI = 1 << DENSITY_AI,
	SET_HUMAN = 1 << DENSITY_HUMAN,
	SET_DOUBT =
	    1 << DENSITY_MIXED | 1 << DENSITY_UNPLACED | 1 << DENSITY_UNKNOWN,
	SET_REST = 1 << DENSITY_HUMAN | 1 << DENSITY_UNKNOWN,
	SET_ALL = SET_AI | SET_HUMAN | SET_DOUBT
};

static struct density_side side_of(
    const struct density_stratum *stratum, unsigned set)
{
	struct density_side side = { 0 };
	for (int origin = DENSITY_AI; origin < DENSITY_ORIGINS; origin++)
		if (set & 1u << origin) {
			int64_t events = stratum->events[origin];
			int64_t clusters = stratum->clusters[origin];
			side.events += events;
			side.lines += stratum->lines[origin];
			side.clusters += clusters ? clusters : events;
			side.squares +=
			    clusters ? stratum->squares[origin] : events;
		}
	return side;
}

static double thousands(int64_t lines)
{
	return (double)lines / 1000;
}

static struct rates rates_of(struct density_side a, struct density_side b)
{
	return (struct rates){ a.events, thousands(a.lines), b.events,
		thousands(b.lines) };
}

static int compare_strata(const void *a, const void *b)
{
	const struct density_stratum *x = a;
	const struct density_stratum *y = b;
	return keys_compare(x->keys, y->keys, DENSITY_KEYS);
}

static bool same_parent(const struct density_stratum *x,
    const struct density_stratum *y, size_t level)
{
	for (size_t i = 0; i < level; i++)
		if (!str_equal(x->keys[i], y->keys[i]) ||
		    !x->keys[i].ptr != !y->keys[i].ptr)
			return false;
	return true;
}

static bool is_thin(const struct density_stratum *stratum)
{
	return side_of(stratum, SET_ALL).lines < DENSITY_THIN;
}

static void add_stratum(
    struct density_stratum *pool, const struct density_stratum *stratum)
{
	for (int origin = DENSITY_AI; origin < DENSITY_ORIGINS; origin++) {
		pool->events[origin] += stratum->events[origin];
		pool->lines[origin] += stratum->lines[origin];
		pool->clusters[origin] += stratum->clusters[origin];
		pool->squares[origin] += stratum->squares[origin];
	}
}

/* STRATUM without its keys from LEVEL on. */
static struct density_stratum pool_of(
    const struct density_stratum *stratum, size_t level)
{
	struct density_stratum pool = *stratum;
	for (size_t i = level; i < DENSITY_KEYS; i++)
		pool.keys[i] = STR_NONE;
	pool.key_count = level;
	return pool;
}

/* Merges the thin ones of STRATA, COUNT siblings under one parent: a pool is
 * filled until it is not thin; what is left over joins the last full one, or
 * is thin itself. */
static size_t merge_siblings(
    struct density_stratum *strata, size_t count, size_t level)
{
	size_t kept = 0;
	size_t full = SIZE_MAX;
	bool has_pool = false;
	struct density_stratum pool;
	for (size_t i = 0; i < count; i++) {
		if (!is_thin(&strata[i])) {
			strata[kept++] = strata[i];
			continue;
		}
		if (has_pool)
			add_stratum(&pool, &strata[i]);
		else
			pool = pool_of(&strata[i], level);
		has_pool = is_thin(&pool);
		if (!has_pool) {
			full = kept;
			strata[kept++] = pool;
		}
	}
	if (has_pool && full != SIZE_MAX)
		add_stratum(&strata[full], &pool);
	else if (has_pool)
		strata[kept++] = pool;
	return kept;
}

static size_t merge_level(
    struct density_stratum *strata, size_t count, size_t level)
{
	size_t kept = 0;
	size_t from = 0;
	for (size_t i = 1; i <= count; i++) {
		size_t siblings;
		if (i < count && same_parent(&strata[from], &strata[i], level))
			continue;
		siblings = merge_siblings(&strata[from], i - from, level);
		for (size_t j = 0; j < siblings; j++)
			strata[kept++] = strata[from + j];
		from = i;
	}
	return kept;
}

size_t density_merge(struct density_stratum *strata, size_t count)
{
	size_t levels = count ? strata[0].key_count : 0;
	if (count)
		qsort(strata, count, sizeof *strata, compare_strata);
	for (size_t level = levels; level > 0; level--)
		count = merge_level(strata, count, level - 1);
	return count;
}

bool density_is_enough(struct density_side side)
{
	return side.clusters >= EVENTS_MIN && side.lines >= LINES_MIN;
}

static void add_side(struct density_side *sum, struct density_side side)
{
	sum->events += side.events;
	sum->lines += side.lines;
	sum->clusters += side.clusters;
	sum->squares += side.squares;
}

static struct density_side sum_of(
    const struct density_stratum *strata, size_t count, unsigned set)
{
	struct density_side sum = { 0 };
	for (size_t i = 0; i < count; i++)
		add_side(&sum, side_of(&strata[i], set));
	return sum;
}

static enum word_class class_of(const struct density_reading *reading)
{
	struct figure figure = { .low = reading->ratio.low,
		.high = reading->ratio.high,
		.p_adjusted = reading->p };
	return class_of_ratio(&figure);
}

/* How much more than single events the counts of both sides vary. */
static double factor_of(struct density_side a, struct density_side b)
{
	double events = (double)(a.events + b.events);
	double squares = (double)(a.squares + b.squares);
	return events > 0 ? fmax(1, squares / events) : 1;
}

/* Exact where events are single, else with the variance of clusters. */
static struct estimate one_ratio(
    double *p, const struct rates *rates, double factor)
{
	struct tendency tendency = { 1, factor };
	struct pooled pooled;
	if (factor <= 1) {
		*p = ratio_p(rates);
		return ratio_mid_p(rates);
	}
	pooled = ratio_pooled(rates, &tendency, 1);
	*p = pooled.p;
	return pooled.ratio;
}

/* The two sides of a reading: sets of origins. */
struct sides {
	unsigned a;
	unsigned b;
	bool split; /* the unknown weighs as the known of its stratum */
};

/* Its ratio stays, its weight grows by the events that it gains. */
static double weight_of(const struct density_stratum *stratum)
{
	int64_t known = side_of(stratum, SET_AI | SET_HUMAN).events;
	int64_t doubt = side_of(stratum, SET_DOUBT).events;
	return known > 0 ? 1 + (double)doubt / (double)known : 1;
}

/* Sums what lies in strata that both sides have lines in. */
static void add_like(struct density_reading *reading,
    struct density_side like[2], const struct density_stratum *strata,
    size_t count, struct sides sides)
{
	for (size_t i = 0; i < count; i++) {
		struct density_side a = side_of(&strata[i], sides.a);
		struct density_side b = side_of(&strata[i], sides.b);
		if (a.lines <= 0 || b.lines <= 0)
			continue;
		add_side(&like[0], a);
		add_side(&like[1], b);
		reading->strata++;
	}
	reading->compared = rates_of(like[0], like[1]);
}

static void pool(struct density_reading *reading,
    const struct density_stratum *strata, size_t count, struct sides sides,
    struct arena *scratch)
{
	struct rates *rates = arena_array(scratch, count + 1, sizeof *rates);
	struct tendency *tendencies =
	    arena_array(scratch, count + 1, sizeof *tendencies);
	for (size_t i = 0; i < count; i++) {
		struct density_side a = side_of(&strata[i], sides.a);
		struct density_side b = side_of(&strata[i], sides.b);
		rates[i] = rates_of(a, b);
		tendencies[i] =
		    (struct tendency){ sides.split ? weight_of(&strata[i]) : 1,
			    factor_of(a, b) };
	}
	reading->pooled = ratio_pooled(rates, tendencies, count);
	reading->known = reading->pooled.known;
	reading->ratio = reading->pooled.ratio;
	reading->p = reading->pooled.p;
}

static void read_sides(struct density_reading *reading,
    const struct density_stratum *strata, size_t count, struct sides sides,
    struct arena *scratch)
{
	struct density_side a = sum_of(strata, count, sides.a);
	struct density_side b = sum_of(strata, count, sides.b);
	struct density_side like[2] = { 0 };
	double p;
	*reading = (struct density_reading){ .enough = density_is_enough(a) &&
						       density_is_enough(b),
		.clusters_a = a.clusters,
		.clusters_b = b.clusters,
		.sum = rates_of(a, b),
		.factor = factor_of(a, b),
		.p = 1,
		.pooled = { .p = 1, .q_p = 1, .spread = 1 },
		.class = CLASS_TOO_LITTLE };
	add_like(reading, like, strata, count, sides);
	if (!reading->enough)
		return;
	reading->crude = one_ratio(&p, &reading->sum, reading->factor);
	if (!density_is_enough(like[0]) || !density_is_enough(like[1]))
		return;
	pool(reading, strata, count, sides, scratch);
	if (reading->strata == 1 && reading->known)
		reading->ratio = one_ratio(&reading->p, &reading->compared,
		    factor_of(like[0], like[1]));
	if (reading->known)
		reading->class = class_of(reading);
}

static bool differs(
    const struct density_reading *what_if, const struct density_reading *as)
{
	return what_if->known && what_if->class != as->class;
}

static struct interval band_of(const struct density *density)
{
	enum { READINGS = 4 };
	const struct density_reading *const readings[READINGS] = {
		&density->recorded, &density->all_ai, &density->none_ai,
		&density->split
	};
	struct interval band = { (double)INFINITY, 0 };
	for (size_t i = 0; i < READINGS; i++) {
		if (!readings[i]->known)
			continue;
		band.low = fmin(band.low, readings[i]->ratio.low);
		band.high = fmax(band.high, readings[i]->ratio.high);
	}
	return band;
}

void density_compare(struct density *density,
    const struct density_stratum *strata, size_t count, bool rest,
    struct arena *scratch)
{
	struct density_reading *recorded = &density->recorded;
	*density = (struct density){ .e_value = 1, .e_value_limit = 1 };
	read_sides(recorded, strata, count,
	    (struct sides){ SET_AI, rest ? SET_REST : SET_HUMAN, false },
	    scratch);
	read_sides(&density->all_ai, strata, count,
	    (struct sides){ SET_AI | SET_DOUBT, SET_HUMAN, false }, scratch);
	read_sides(&density->none_ai, strata, count,
	    (struct sides){ SET_AI, SET_HUMAN | SET_DOUBT, false }, scratch);
	read_sides(&density->split, strata, count,
	    (struct sides){ SET_AI, SET_HUMAN, true }, scratch);
	density->doubt = sum_of(
	    strata, count, SET_DOUBT & ~(unsigned)(rest ? SET_REST : SET_HUMAN))
			     .events;
	density->band = band_of(density);
	density->unstable =
	    recorded->known && (differs(&density->all_ai, recorded) ||
				   differs(&density->none_ai, recorded));
	if (!recorded->known)
		return;
	density->e_value = e_value(recorded->ratio.value);
	density->e_value_limit = e_value_of_limit(recorded->ratio);
}

struct density_side density_sum_ai(
    const struct density_stratum *strata, size_t count)
{
	return sum_of(strata, count, SET_AI);
}

struct density_side density_sum_rest(
    const struct density_stratum *strata, size_t count, bool rest)
{
	return sum_of(strata, count, rest ? SET_REST : SET_HUMAN);
}

bool density_has_human(const struct density_stratum *strata, size_t count)
{
	struct density_side like[2] = { 0 };
	for (size_t i = 0; i < count; i++) {
		struct density_side a = side_of(&strata[i], SET_AI);
		struct density_side b = side_of(&strata[i], SET_HUMAN);
		if (a.lines <= 0 || b.lines <= 0)
			continue;
		add_side(&like[0], a);
		add_side(&like[1], b);
	}
	return density_is_enough(like[0]) && density_is_enough(like[1]);
}
