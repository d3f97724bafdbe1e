/* Matching goes over all pairs that may be, closest first. The panel is freed
 * of team and month means by turns, which for panels with gaps converges to the
 * residuals of both sets of means. */
#include "analysis/adoption.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/special.h"
#include "base/vec.h"

#define TAIL 0.025
#define SIZE_FACTOR 2
#define NOTHING 1e-12
#define SETTLED 1e-14 /* of the largest mean: no digit moves any more */

enum { TURNS = 1000 };

struct candidate {
	struct adoption_pair pair;
	double distance;
	struct str adopter;
	struct str control;
};

static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *x = a;
	const struct candidate *y = b;
	int order;
	if (x->distance < y->distance || x->distance > y->distance)
		return x->distance < y->distance ? -1 : 1;
	order = str_compare(x->adopter, y->adopter);
	return order ? order : str_compare(x->control, y->control);
}

static double spread_of(const struct adoption_unit *units, size_t count)
{
	double mean = 0;
	double square = 0;
	for (size_t i = 0; i < count; i++)
		mean += units[i].before / (double)count;
	for (size_t i = 0; i < count; i++)
		square += (units[i].before - mean) * (units[i].before - mean);
	return count > 1 ? sqrt(square / (double)(count - 1)) : 0;
}

static bool is_alike(
    const struct adoption_unit *x, const struct adoption_unit *y)
{
	return str_equal(x->language, y->language) &&
	       x->people <= SIZE_FACTOR * y->people &&
	       y->people <= SIZE_FACTOR * x->people;
}

static struct candidate candidate_of(
    const struct adoption_unit *units, size_t i, size_t j)
{
	const struct adoption_unit *x = &units[i];
	const struct adoption_unit *y = &units[j];
	double change = (x->after - x->before) - (y->after - y->before);
	return (struct candidate){ { i, j, change },
		fabs(x->before - y->before), x->key, y->key };
}

/* Mean of the changes, and what chance makes of it. */
static void set_change(struct matched *matched)
{
	double n = (double)matched->count;
	double mean = 0;
	double square = 0;
	double error;
	double half;
	for (size_t i = 0; i < matched->count; i++)
		mean += matched->pairs[i].change / n;
	for (size_t i = 0; i < matched->count; i++) {
		double off = matched->pairs[i].change - mean;
		square += off * off;
	}
	matched->p = 1;
	if (matched->count < ADOPTION_MIN)
		return;
	matched->known = true;
	error = sqrt(square / (n - 1) / n);
	half = error * student_quantile(1 - TAIL, n - 1);
	matched->change = (struct estimate){ mean, mean - half, mean + half };
	if (error > 0)
		matched->p = student_two_sided(mean / error, n - 1);
}

void adoption_match(struct matched *matched, const struct adoption_unit *units,
    size_t count, double caliper, struct arena *keep)
{
	VEC(struct candidate) candidates = { 0 };
	bool *taken = arena_array(keep, count + 1, sizeof *taken);
	double reach = caliper * spread_of(units, count);
	*matched = (struct matched){ 0 };
	matched->pairs = arena_array(keep, count + 1, sizeof *matched->pairs);
	for (size_t i = 0; i < count; i++) {
		matched->adopters += units[i].adopted;
		for (size_t j = 0; units[i].adopted && j < count; j++) {
			struct candidate c = candidate_of(units, i, j);
			if (!units[j].adopted && c.distance <= reach &&
			    is_alike(&units[i], &units[j]))
				VEC_PUSH(&candidates, keep, c);
		}
	}
	if (candidates.count)
		qsort(candidates.items, candidates.count,
		    sizeof *candidates.items, compare_candidates);
	for (size_t i = 0; i < candidates.count; i++) {
		struct adoption_pair pair = candidates.items[i].pair;
		if (taken[pair.adopter] || taken[pair.control])
			continue;
		taken[pair.adopter] = taken[pair.control] = true;
		matched->pairs[matched->count++] = pair;
		matched->baseline += units[pair.adopter].before;
		matched->baseline_control += units[pair.control].before;
	}
	if (matched->count) {
		matched->baseline /= (double)matched->count;
		matched->baseline_control /= (double)matched->count;
	}
	set_change(matched);
}

/* The rows of a panel with sums by team or month. */
struct panel {
	const struct adoption_month *rows;
	size_t count;
	size_t teams;
	size_t months;
	double *sums;
	double *sizes;
	double *bases; /* of each row, less the mean of its month */
};

static size_t cell_of(const struct adoption_month *row, bool by_team)
{
	return by_team ? row->team : row->month;
}

/* Gives the largest mean that was left. */
static double take_out_means(
    const struct panel *panel, double *values, bool by_team)
{
	size_t cells = by_team ? panel->teams : panel->months;
	double most = 0;
	for (size_t i = 0; i < cells; i++)
		panel->sums[i] = panel->sizes[i] = 0;
	for (size_t i = 0; i < panel->count; i++) {
		size_t cell = cell_of(&panel->rows[i], by_team);
		panel->sums[cell] += values[i];
		panel->sizes[cell]++;
	}
	for (size_t i = 0; i < panel->count; i++) {
		size_t cell = cell_of(&panel->rows[i], by_team);
		double mean = panel->sums[cell] / panel->sizes[cell];
		values[i] -= mean;
		most = fmax(most, fabs(mean));
	}
	return most;
}

/* What goes with the baseline in a month, of values whose mean there is 0. */
static double take_out_slopes(const struct panel *panel, double *values)
{
	double most = 0;
	for (size_t i = 0; i < panel->months; i++)
		panel->sums[i] = panel->sizes[i] = 0;
	for (size_t i = 0; i < panel->count; i++) {
		size_t month = panel->rows[i].month;
		double base = panel->bases[i];
		panel->sums[month] += base * values[i];
		panel->sizes[month] += base * base;
	}
	for (size_t i = 0; i < panel->count; i++) {
		size_t month = panel->rows[i].month;
		double step;
		if (panel->sizes[month] <= NOTHING)
			continue;
		step =
		    panel->sums[month] / panel->sizes[month] * panel->bases[i];
		values[i] -= step;
		most = fmax(most, fabs(step));
	}
	return most;
}

static void take_out_all(const struct panel *panel, double *values)
{
	double first = take_out_means(panel, values, true);
	for (int turn = 0; turn < TURNS; turn++) {
		double left = take_out_means(panel, values, false);
		left = fmax(left, take_out_slopes(panel, values));
		first = fmax(first, left);
		if (left <= first * SETTLED)
			return;
		take_out_means(panel, values, true);
	}
}

/* Baselines less their mean of the month. */
static void set_bases(struct panel *panel)
{
	for (size_t i = 0; i < panel->count; i++)
		panel->bases[i] = panel->rows[i].baseline;
	take_out_means(panel, panel->bases, false);
}

/* Means and slopes that the months took out. */
static double taken_out(const struct panel *panel)
{
	double used = 0;
	for (size_t i = 0; i < panel->months; i++)
		panel->sums[i] = panel->sizes[i] = 0;
	for (size_t i = 0; i < panel->count; i++) {
		size_t month = panel->rows[i].month;
		panel->sums[month] += panel->bases[i] * panel->bases[i];
		panel->sizes[month]++;
	}
	for (size_t i = 0; i < panel->months; i++)
		used += (panel->sizes[i] > 0) + (panel->sums[i] > NOTHING);
	return used;
}

static double product(const double *a, const double *b, size_t count)
{
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += a[i] * b[i];
	return sum;
}

/* How far the slope moves when each team in turn is left out, squared and
 * summed; how many teams have an x that moves. False where the x of one team
 * are all there is. */
static bool left_out(const struct panel *panel, const double *x,
    const double *y, const struct within *within, double *scatter,
    size_t *moving)
{
	double xx = product(x, x, panel->count);
	for (size_t i = 0; i < panel->teams; i++)
		panel->sums[i] = panel->sizes[i] = 0;
	for (size_t i = 0; i < panel->count; i++) {
		size_t team = panel->rows[i].team;
		panel->sums[team] += x[i] * (y[i] - within->slope.value * x[i]);
		panel->sizes[team] += x[i] * x[i];
	}
	*scatter = 0;
	*moving = 0;
	for (size_t i = 0; i < panel->teams; i++) {
		double rest = xx - panel->sizes[i];
		double step;
		if (rest <= NOTHING)
			return false;
		step = panel->sums[i] / rest;
		*scatter += step * step;
		*moving += panel->sizes[i] > NOTHING;
	}
	return true;
}

static void set_slope(struct within *within, const struct panel *panel,
    const double *x, const double *y)
{
	double xx = product(x, x, panel->count);
	double rows = (double)panel->count;
	double free = rows - taken_out(panel);
	double groups;
	double scatter;
	double error;
	double half;
	size_t moving;
	if (xx <= NOTHING)
		return;
	within->slope.value = product(x, y, panel->count) / xx;
	if (!left_out(panel, x, y, within, &scatter, &moving) ||
	    moving < ADOPTION_MIN || free < 1)
		return;
	groups = (double)moving;
	/* a team left out takes its weight in the means of its months along:
	 * once for its residuals, once for what the slope is without it */
	error = sqrt(scatter * (groups - 1) / groups) * rows / free;
	half = error * student_quantile(1 - TAIL, groups - 1);
	within->known = true;
	within->slope.low = within->slope.value - half;
	within->slope.high = within->slope.value + half;
	if (error > 0)
		within->p =
		    student_two_sided(within->slope.value / error, groups - 1);
}

void adoption_within(struct within *within, const struct adoption_month *rows,
    size_t count, struct arena *scratch)
{
	struct panel panel = { .rows = rows, .count = count };
	double *x = arena_array(scratch, count + 1, sizeof *x);
	double *y = arena_array(scratch, count + 1, sizeof *y);
	size_t cells;
	for (size_t i = 0; i < count; i++) {
		x[i] = rows[i].adoption;
		y[i] = rows[i].outcome;
		if (rows[i].team >= panel.teams)
			panel.teams = rows[i].team + 1;
		if (rows[i].month >= panel.months)
			panel.months = rows[i].month + 1;
	}
	cells = panel.teams > panel.months ? panel.teams : panel.months;
	panel.sums = arena_array(scratch, cells + 1, sizeof *panel.sums);
	panel.sizes = arena_array(scratch, cells + 1, sizeof *panel.sizes);
	panel.bases = arena_array(scratch, count + 1, sizeof *panel.bases);
	*within =
	    (struct within){ .p = 1, .teams = panel.teams, .months = count };
	set_bases(&panel);
	take_out_all(&panel, x);
	take_out_all(&panel, y);
	set_slope(within, &panel, x, y);
}
