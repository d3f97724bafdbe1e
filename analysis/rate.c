/* Cells of a rate become strata by origin; density.c compares them. Bots are
 * in no comparison. Mixed origin is neither side of one: it counts with the
 * unknown in the what-if readings. */
#include "analysis/rate.h"

#include <math.h>

#include "analysis/density.h"
#include "analysis/interval.h"
#include "base/map.h"

struct table {
	struct density_stratum *strata;
	size_t count;
};

static enum density_origin origin_of(const struct portion *portion, size_t i)
{
	static const char *const names[] = { "ai", "human", "bot", "mixed" };
	struct str text = portion->cells[i]->keys[portion->origin_at];
	for (int origin = DENSITY_AI; origin < DENSITY_UNKNOWN; origin++)
		if (str_equal_z(text, names[origin]))
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

static struct table table_of(const struct portion *portion, struct arena *keep)
{
	struct table table = { 0 };
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
	struct table table = table_of(portion, scratch);
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

static void read_ratio(struct reading *reading, const struct table *table,
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
	reading->spread = density.recorded.pooled.spread;
	reading->e_value = density.e_value;
	reading->e_value_limit = density.e_value_limit;
}

void rate_read(
    struct reading *reading, const struct portion *portion, struct arena *keep)
{
	struct table table = table_of(portion, keep);
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
	}
}

void rate_read_difference(
    struct reading *reading, const struct portion *portion)
{
	int64_t n[2] = { 0 };
	int64_t hit[2] = { 0 };
	unsigned sets[2] = { 1u << DENSITY_AI | 1u << DENSITY_MIXED,
		1u << DENSITY_HUMAN };
	struct figure *figure = &reading->figure;
	for (size_t i = 0; i < portion->count; i++)
		for (int side = 0; side < 2; side++)
			if (sets[side] & 1u << origin_of(portion, i)) {
				n[side] += portion->cells[i]->n;
				hit[side] += portion->cells[i]->hit;
			}
	figure->n = n[0];
	figure->hit = hit[0];
	figure->contrast = contrast_words(CONTRAST_HUMAN);
	figure->class = CLASS_TOO_LITTLE;
	if (n[0] < RECORDS_MIN || n[1] < RECORDS_MIN)
		return;
	set_estimate(figure, difference_shares(hit[0], n[0], hit[1], n[1]));
	figure->p = difference_shares_p(hit[0], n[0], hit[1], n[1]);
	figure->p_adjusted = figure->p;
	figure->class = class_of_difference(figure);
}
