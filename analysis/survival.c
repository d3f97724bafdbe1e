/* Kaplan-Meier with late entry. Ages with events are visited in order; who is
 * at risk is known from two sorted lists, of entries and of leavings, so that
 * a curve costs one sort. Everybody who leaves at an age is still at risk
 * there: censoring comes after events (the usual rule for ties). */
#include "analysis/survival.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/special.h"

/* A change of the risk set, or events, at an age. */
struct step {
	int64_t age;
	int64_t entered[2]; /* before this age, by group */
	int64_t left[2];    /* at this age */
	int64_t events[2];
};

static int compare_leave(const void *a, const void *b)
{
	const struct span *x = a;
	const struct span *y = b;
	return (x->leave > y->leave) - (x->leave < y->leave);
}

static int compare_age(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* Whether it is watched for any time; an event at entry is. */
static bool is_watched(const struct span *span)
{
	return span->n > 0 && (span->leave > span->enter || span->event);
}

/* An event at entry is at risk at that age. */
static int64_t entry_of(const struct span *span)
{
	return span->leave > span->enter ? span->enter : span->leave - 1;
}

/* Entry ages of the watched spans as pairs (age, index packed apart). */
struct entry {
	int64_t age; /* first member: compare_age reads it */
	int64_t n;
	int group;
};

/* Fills one step for each distinct leaving age, ascending. */
static struct step *steps_of(
    size_t *step_count, struct span *spans, size_t count, struct arena *keep)
{
	struct step *steps = arena_array(keep, count + 1, sizeof *steps);
	struct entry *entries = arena_array(keep, count + 1, sizeof *entries);
	size_t entry_count = 0;
	size_t next = 0;
	size_t n = 0;
	if (count)
		qsort(spans, count, sizeof *spans, compare_leave);
	for (size_t i = 0; i < count; i++)
		if (is_watched(&spans[i]))
			entries[entry_count++] =
			    (struct entry){ entry_of(&spans[i]), spans[i].n,
				    spans[i].group };
	qsort(entries, entry_count, sizeof *entries, compare_age);
	for (size_t i = 0; i < count; i++) {
		const struct span *span = &spans[i];
		if (!is_watched(span))
			continue;
		if (n == 0 || steps[n - 1].age != span->leave)
			steps[n++].age = span->leave;
		steps[n - 1].left[span->group] += span->n;
		if (span->event)
			steps[n - 1].events[span->group] += span->n;
	}
	for (size_t i = 0; i < n; i++)
		for (; next < entry_count && entries[next].age < steps[i].age;
		     next++)
			steps[i].entered[entries[next].group] +=
			    entries[next].n;
	*step_count = n;
	return steps;
}

/* Limits on the log-log scale stay within 0 and 1. */
static void set_limits(struct survival_point *point, double greenwood)
{
	double log_s = special_log(point->survival);
	double width;
	if (point->survival <= 0 || point->survival >= 1) {
		point->low = point->survival <= 0 ? 0 : 1;
		point->high = point->low;
		return;
	}
	width = Z_95 * sqrt(greenwood) / -log_s;
	point->low = special_exp(log_s * special_exp(width));
	point->high = special_exp(log_s * special_exp(-width));
}

static void set_median(struct survival *survival)
{
	struct median *median = &survival->median;
	for (size_t i = 0; i < survival->count; i++) {
		const struct survival_point *point = &survival->points[i];
		if (!median->low_reached && point->low <= 0.5) {
			median->low_reached = true;
			median->low = point->age;
		}
		if (!median->reached && point->survival <= 0.5) {
			median->reached = true;
			median->age = point->age;
		}
		if (!median->high_reached && point->high <= 0.5) {
			median->high_reached = true;
			median->high = point->age;
		}
	}
}

void survival_curve(struct survival *survival, struct span *spans, size_t count,
    struct arena *keep)
{
	size_t n;
	struct step *steps;
	int64_t at_risk = 0;
	double s = 1;
	double greenwood = 0;
	*survival = (struct survival){ 0 };
	for (size_t i = 0; i < count; i++) {
		spans[i].group = 0;
		survival->records += is_watched(&spans[i]) ? spans[i].n : 0;
	}
	steps = steps_of(&n, spans, count, keep);
	survival->points = arena_array(keep, n + 1, sizeof *survival->points);
	for (size_t i = 0; i < n; i++) {
		int64_t d = steps[i].events[0];
		at_risk += steps[i].entered[0];
		if (d > 0) {
			struct survival_point *point =
			    &survival->points[survival->count++];
			double risk = (double)at_risk;
			s *= (risk - (double)d) / risk;
			if (at_risk > d)
				greenwood +=
				    (double)d / (risk * (risk - (double)d));
			*point = (struct survival_point){ steps[i].age, at_risk,
				d, s, 0, 0 };
			set_limits(point, greenwood);
			survival->events += d;
		}
		at_risk -= steps[i].left[0];
	}
	set_median(survival);
}

static int compare_watch(const void *a, const void *b)
{
	const struct survival_watch *x = a;
	const struct survival_watch *y = b;
	return (x->age > y->age) - (x->age < y->age);
}

struct survival_watch *survival_watched(size_t *result_count,
    const struct span *spans, size_t count, struct arena *keep)
{
	struct survival_watch *all =
	    arena_array(keep, 2 * count + 1, sizeof *all);
	size_t n = 0;
	size_t merged = 0;
	int64_t watched = 0;
	for (size_t i = 0; i < count; i++) {
		if (!is_watched(&spans[i]))
			continue;
		all[n++] =
		    (struct survival_watch){ entry_of(&spans[i]), spans[i].n };
		all[n++] =
		    (struct survival_watch){ spans[i].leave, -spans[i].n };
	}
	qsort(all, n, sizeof *all, compare_watch);
	for (size_t i = 0; i < n; i++) {
		watched += all[i].n;
		if (i + 1 < n && all[i + 1].age == all[i].age)
			continue;
		all[merged++] = (struct survival_watch){ all[i].age, watched };
	}
	*result_count = merged;
	return all;
}

struct log_rank survival_log_rank(
    struct span *spans, size_t count, struct arena *scratch)
{
	struct log_rank result = { 0, 1, 0 };
	size_t n;
	struct step *steps = steps_of(&n, spans, count, scratch);
	double variance = 0;
	double risk[2] = { 0, 0 };
	for (size_t i = 0; i < n; i++) {
		double d;
		double all;
		for (int g = 0; g < 2; g++)
			risk[g] += (double)steps[i].entered[g];
		d = (double)(steps[i].events[0] + steps[i].events[1]);
		all = risk[0] + risk[1];
		if (d > 0)
			result.excess +=
			    (double)steps[i].events[1] - d * risk[1] / all;
		if (d > 0 && all > 1)
			variance += d * (all - d) / (all - 1) *
				    (risk[0] / all) * (risk[1] / all);
		for (int g = 0; g < 2; g++)
			risk[g] -= (double)steps[i].left[g];
	}
	if (variance <= 0)
		return result;
	result.chi2 = result.excess * result.excess / variance;
	result.p = chi2_upper(result.chi2, 1);
	return result;
}
