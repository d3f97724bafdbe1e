/* Cells of a rate become strata by origin; density.c compares them. Bots are
 * in no comparison. Mixed origin is neither side of one, and so is an event
 * that stands on no known line, as its line is in no exposure: they count with
 * the unknown in the what-if readings. */
#include "analysis/rate.h"

#include <math.h>

#include "analysis/adjust.h"
#include "analysis/density.h"
#include "analysis/interval.h"
#include "base/map.h"

const char *rate_origin_name(
    const struct measure *measure, enum density_origin origin)
{
	static const char *const sides[][DENSITY_ORIGINS] = {
		{ "ai", "human", "bot", "mixed", "unplaced", "unknown" },
		{ "with", "without", "-", "-", "-", "unknown" },
	};
	return sides[measure->reading == READING_BEHAVIOUR][origin];
}

static enum density_origin origin_of(const struct portion *portion, size_t i)
{
	struct str text = portion->cells[i]->keys[portion->origin_at];
	for (int origin = DENSITY_AI; origin < DENSITY_UNKNOWN; origin++)
		if (str_equal_z(text, rate_origin_name(portion->measure,
					  (enum density_origin)origin)))
			return (enum density_origin)origin;
	return DENSITY_UNKNOWN;
}

/* The stratum keys of a cell as one text. */
static struct str stratum_key(
    const struct portion *portion, const struct cell *cell, struct arena *keep)
{
	struct str key = STR("");
	for (size_t i = 0; i < portion->strata_count; i++) {
		struct str part = cell->keys[portion->strata_at + i];
		key = arena_printf(keep, STR_FMT "%c" STR_FMT, STR_ARG(key),
		    part.ptr ? '=' : '-', STR_ARG(part));
	}
	return key;
}

static void add_cell(struct density_stratum *stratum, const struct cell *cell,
    enum density_origin origin)
{
	stratum->events[origin] += cell->n;
	stratum->lines[origin] += cell->exposure;
	stratum->clusters[origin] += cell->clusters;
	stratum->squares[origin] += (int64_t)cell->xx;
}

struct rate_table rate_strata(const struct portion *portion, struct arena *keep)
{
	struct rate_table table = { 0 };
	struct map map = { .arena = keep };
	table.strata =
	    arena_array(keep, portion->count + 1, sizeof *table.strata);
	for (size_t i = 0; i < portion->count; i++) {
		const struct cell *cell = portion->cells[i];
		struct density_stratum *stratum;
		bool added;
		union map_value *slot =
		    map_put(&map, stratum_key(portion, cell, keep), &added);
		if (added)
			slot->number = (int64_t)table.count++;
		stratum = &table.strata[slot->number];
		stratum->key_count = portion->strata_count;
		for (size_t k = 0; k < portion->strata_count; k++)
			stratum->keys[k] = cell->keys[portion->strata_at + k];
		add_cell(stratum, cell, origin_of(portion, i));
	}
	return table;
}

struct rate_table rate_merged(const struct portion *portion, struct arena *keep)
{
	struct rate_table table = rate_strata(portion, keep);
	if (!portion->merged)
		table.count = density_merge(table.strata, table.count);
	return table;
}

static void set_estimate(struct figure *figure, struct estimate estimate)
{
	figure->known = isfinite(estimate.value);
	figure->has_interval = true;
	figure->value = estimate.value;
	figure->low = estimate.low;
	figure->high = estimate.high;
}

static struct figure figure_of(const struct density_reading *reading)
{
	struct figure figure = {
		.hit = reading->sum.a,
		.n = reading->sum.b,
		.exposure = reading->sum.t1,
		.exposure_rest = reading->sum.t0,
		.like_hit = reading->compared.a,
		.like_n = reading->compared.b,
		.like_exposure = reading->compared.t1,
		.like_exposure_rest = reading->compared.t0,
		.like_strata = (int64_t)reading->strata,
		.class = reading->class,
		.p = reading->p,
		.p_adjusted = reading->p,
	};
	if (reading->enough) {
		figure.crude = reading->crude.value;
		figure.crude_low = reading->crude.low;
		figure.crude_high = reading->crude.high;
	}
	if (reading->known)
		set_estimate(&figure, reading->ratio);
	return figure;
}

enum contrast figure_contrast(
    const struct portion *portion, struct arena *scratch)
{
	struct rate_table table;
	if (portion->measure->reading == READING_BEHAVIOUR)
		return CONTRAST_HUMAN; /* what it is not known of is no side */
	table = rate_merged(portion, scratch);
	return density_has_human(table.strata, table.count) ? CONTRAST_HUMAN
							    : CONTRAST_REST;
}

static struct str contrast_words(enum contrast contrast)
{
	return contrast == CONTRAST_HUMAN ? STR("human")
					  : STR("no AI recorded");
}

/* Events per thousand lines of one side. */
static void read_side(struct figure *figure, struct density_side side)
{
	double exposure = (double)side.lines / 1000;
	struct interval limits = interval_count(side.events);
	figure->hit = side.events;
	figure->exposure = exposure;
	figure->class = CLASS_TOO_LITTLE;
	if (!density_is_enough(side))
		return;
	figure->class = CLASS_NONE;
	figure->known = true;
	figure->has_interval = true;
	figure->value = (double)side.events / exposure;
	figure->low = limits.low / exposure;
	figure->high = limits.high / exposure;
}

static void read_ratio(struct reading *reading, const struct rate_table *table,
    enum contrast contrast, struct arena *keep)
{
	struct figure *figure = &reading->figure;
	struct density density;
	density_compare(&density, table->strata, table->count,
	    contrast == CONTRAST_REST, keep);
	*figure = figure_of(&density.recorded);
	figure->unstable = density.unstable;
	figure->unknown = density.doubt;
	reading->q = density.recorded.pooled.q;
	reading->q_df = density.recorded.pooled.df;
	reading->q_p = density.recorded.pooled.q_p;
	reading->all_ai = figure_of(&density.all_ai);
	reading->none_ai = figure_of(&density.none_ai);
	reading->split = figure_of(&density.split);
	if (density.recorded.known) {
		reading->band_low = density.band.low;
		reading->band_high = density.band.high;
	}
	reading->spread = density.recorded.pooled.spread;
	reading->e_value = density.e_value;
	reading->e_value_limit = density.e_value_limit;
}

void rate_read(
    struct reading *reading, const struct portion *portion, struct arena *keep)
{
	struct rate_table table = rate_merged(portion, keep);
	switch (portion->measure->reading) {
	case READING_AI:
		read_side(&reading->figure,
		    density_sum_ai(table.strata, table.count));
		break;
	case READING_REST:
		read_side(&reading->figure,
		    density_sum_rest(table.strata, table.count,
			portion->contrast == CONTRAST_REST));
		reading->figure.contrast = contrast_words(portion->contrast);
		break;
	case READING_PLAIN:
	case READING_DIFFERENCE:
	case READING_CAPTURE:
		read_ratio(reading, &table, portion->contrast, keep);
		reading->figure.contrast = contrast_words(portion->contrast);
		break;
	case READING_BEHAVIOUR:
		read_ratio(reading, &table, CONTRAST_HUMAN, keep);
		reading->figure.contrast = STR("without");
		break;
	}
}

static bool is_of_ai(struct str key)
{
	return str_equal_z(key, "tool") || str_equal_z(key, "model");
}

bool rate_is_by_tool(const struct str *by, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_of_ai(by[i]))
			return true;
	return false;
}

bool rate_has_ai(const struct portion *portion)
{
	for (size_t i = 0; i < portion->count; i++)
		if (origin_of(portion, i) == DENSITY_AI)
			return true;
	return false;
}

/* CELL has no tool, and else the keys of OWN. */
static bool is_beside(const struct cell *cell, const struct cell *own,
    const struct str *by, size_t by_count)
{
	for (size_t i = 0; i < by_count; i++) {
		struct str key = cell->keys[i];
		if (is_of_ai(by[i]) ? key.ptr != NULL
				    : !str_equal(key, own->keys[i]) ||
					  !key.ptr != !own->keys[i].ptr)
			return false;
	}
	return true;
}

void rate_add_reference(struct portion *part, const struct portion *all,
    const struct str *by, size_t by_count, struct arena *keep)
{
	const struct cell **cells;
	const struct cell *own = part->count ? part->cells[0] : NULL;
	size_t count = part->count;
	if (!own || is_beside(own, own, by, by_count))
		return;
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are meant */
	cells = arena_array(keep, count + all->count + 1, sizeof *cells);
	for (size_t i = 0; i < count; i++)
		cells[i] = part->cells[i];
	for (size_t i = 0; i < all->count; i++) {
		enum density_origin origin = origin_of(all, i);
		if (origin != DENSITY_AI && origin != DENSITY_MIXED &&
		    is_beside(all->cells[i], own, by, by_count))
			cells[count++] = all->cells[i];
	}
	part->cells = cells;
	part->count = count;
}

/* Events and lines of AI by stratum, over all parts. */
struct standard {
	int64_t events;
	int64_t lines;
};

static struct map standard_of(
    const struct portion *parts, size_t count, struct arena *scratch)
{
	struct map map = { .arena = scratch };
	for (size_t p = 0; p < count; p++)
		for (size_t i = 0; i < parts[p].count; i++) {
			const struct cell *cell = parts[p].cells[i];
			struct standard *standard;
			bool added;
			union map_value *slot;
			if (origin_of(&parts[p], i) != DENSITY_AI)
				continue;
			slot = map_put(&map,
			    stratum_key(&parts[p], cell, scratch), &added);
			if (added)
				slot->pointer =
				    ARENA_NEW(scratch, struct standard);
			standard = slot->pointer;
			standard->events += cell->n;
			standard->lines += cell->exposure;
		}
	return map;
}

static void expect(double *events, double *expected, const struct portion *part,
    struct map *map, struct arena *scratch)
{
	for (size_t i = 0; i < part->count; i++) {
		const struct cell *cell = part->cells[i];
		const struct standard *standard;
		if (origin_of(part, i) != DENSITY_AI)
			continue;
		standard =
		    map_get(map, stratum_key(part, cell, scratch))->pointer;
		if (standard->lines <= 0)
			continue;
		*events += (double)cell->n;
		*expected += (double)cell->exposure * (double)standard->events /
			     (double)standard->lines;
	}
}

void rate_shrink(struct estimate *shrunk, double *raw,
    const struct portion *parts, size_t count, struct arena *scratch)
{
	struct map map = standard_of(parts, count, scratch);
	double *events = arena_array(scratch, count + 1, sizeof *events);
	double *expected = arena_array(scratch, count + 1, sizeof *expected);
	struct estimate *rates = arena_array(scratch, count + 1, sizeof *rates);
	size_t told = 0;
	for (size_t p = 0; p < count; p++) {
		events[told] = expected[told] = 0;
		expect(
		    &events[told], &expected[told], &parts[p], &map, scratch);
		told += expected[told] > 0;
	}
	shrink_rates(rates, events, expected, told);
	told = 0;
	for (size_t p = 0; p < count; p++) {
		double y = 0;
		double e = 0;
		expect(&y, &e, &parts[p], &map, scratch);
		shrunk[p] = (struct estimate){ (double)NAN, 0, 0 };
		raw[p] = (double)NAN;
		if (e > 0) {
			raw[p] = y / e;
			shrunk[p] = rates[told++];
		}
	}
}

/* What AI took part in, or what is known to be of people alone. */
static struct cluster_sums side_of(
    const struct portion *portion, unsigned origins)
{
	struct cluster_sums sums = { 0 };
	for (size_t i = 0; i < portion->count; i++) {
		const struct cell *cell = portion->cells[i];
		if (origins & 1u << origin_of(portion, i))
			cluster_add(&sums, cell,
			    portion->measure->weighted ? cell->clusters
						       : cell->n);
	}
	return sums;
}

void rate_read_difference(
    struct reading *reading, const struct portion *portion)
{
	struct cluster_sums ai =
	    side_of(portion, 1u << DENSITY_AI | 1u << DENSITY_MIXED);
	struct cluster_sums human = side_of(portion, 1u << DENSITY_HUMAN);
	struct figure *figure = &reading->figure;
	figure->n = (int64_t)ai.x;
	figure->hit = (int64_t)ai.y;
	figure->contrast = contrast_words(CONTRAST_HUMAN);
	figure->class = CLASS_TOO_LITTLE;
	if (ai.clusters < RECORDS_MIN || human.clusters < RECORDS_MIN)
		return;
	if (portion->measure->weighted) {
		struct estimate a = share_of_clusters(&ai);
		struct estimate b = share_of_clusters(&human);
		set_estimate(figure, difference_estimates(a, b));
		figure->p = difference_estimates_p(a, b);
	} else {
		int64_t rest_n = (int64_t)human.x;
		int64_t rest_hit = (int64_t)human.y;
		set_estimate(figure, difference_shares(figure->hit, figure->n,
					 rest_hit, rest_n));
		figure->p = difference_shares_p(
		    figure->hit, figure->n, rest_hit, rest_n);
	}
	figure->p_adjusted = figure->p;
	figure->class = class_of_difference(figure);
}
