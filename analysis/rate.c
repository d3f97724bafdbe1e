/* Cells of a rate are put into a table of strata by origins. A comparison
 * takes the origins of either side as a set of bits, so that the two contrasts
 * and the two what-if readings are four pairs of sets over one table.
 *
 * Bots are in no comparison. Mixed origin is neither side of one: it counts
 * with the unknown in the what-if readings. */
#include "analysis/rate.h"

#include <math.h>

#include "analysis/interval.h"
#include "analysis/ratio.h"
#include "base/map.h"

enum origin { AI, HUMAN, BOT, MIXED, NOT_KNOWN, ORIGINS };

enum {
	SET_AI = 1 << AI,
	SET_HUMAN = 1 << HUMAN,
	SET_DOUBT = 1 << MIXED | 1 << NOT_KNOWN,
	SET_REST = 1 << HUMAN | 1 << NOT_KNOWN
};

struct stratum {
	int64_t events[ORIGINS];
	int64_t lines[ORIGINS];
};

struct table {
	struct stratum *strata;
	size_t count;
};

struct side {
	int64_t events;
	int64_t lines;
};

static enum origin origin_of(const struct portion *portion, size_t i)
{
	static const char *const names[] = { "ai", "human", "bot", "mixed" };
	struct str text = portion->cells[i]->keys[portion->origin_at];
	for (int origin = AI; origin < NOT_KNOWN; origin++)
		if (str_equal_z(text, names[origin]))
			return (enum origin)origin;
	return NOT_KNOWN;
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

static struct table table_of(const struct portion *portion, struct arena *keep)
{
	struct table table = { 0 };
	struct map map = { .arena = keep };
	table.strata =
	    arena_array(keep, portion->count + 1, sizeof *table.strata);
	for (size_t i = 0; i < portion->count; i++) {
		const struct cell *cell = portion->cells[i];
		enum origin origin = origin_of(portion, i);
		bool added;
		union map_value *slot =
		    map_put(&map, stratum_key(portion, cell, keep), &added);
		if (added)
			slot->number = (int64_t)table.count++;
		table.strata[slot->number].events[origin] += cell->n;
		table.strata[slot->number].lines[origin] += cell->exposure;
	}
	return table;
}

static struct side side_of(const struct stratum *stratum, unsigned set)
{
	struct side side = { 0 };
	for (int origin = AI; origin < ORIGINS; origin++)
		if (set & 1u << origin) {
			side.events += stratum->events[origin];
			side.lines += stratum->lines[origin];
		}
	return side;
}

static struct side sum_of(const struct table *table, unsigned set)
{
	struct side sum = { 0 };
	for (size_t i = 0; i < table->count; i++) {
		struct side side = side_of(&table->strata[i], set);
		sum.events += side.events;
		sum.lines += side.lines;
	}
	return sum;
}

static bool is_enough(struct side side)
{
	return side.events >= EVENTS_MIN && side.lines >= LINES_MIN;
}

static double thousands(int64_t lines)
{
	return (double)lines / 1000;
}

static struct rates rates_of(struct side a, struct side b)
{
	return (struct rates){ a.events, thousands(a.lines), b.events,
		thousands(b.lines) };
}

static void set_estimate(struct figure *figure, struct estimate estimate)
{
	figure->known = isfinite(estimate.value);
	figure->has_interval = true;
	figure->value = estimate.value;
	figure->low = estimate.low;
	figure->high = estimate.high;
}

/* The ratio of set A to set B, like for like; POOLED as computed. */
static struct figure compare(const struct table *table, unsigned a, unsigned b,
    struct pooled *pooled, struct arena *keep)
{
	struct side sum_a = sum_of(table, a);
	struct side sum_b = sum_of(table, b);
	struct figure figure = {
		.hit = sum_a.events,
		.n = sum_b.events,
		.exposure = thousands(sum_a.lines),
		.exposure_rest = thousands(sum_b.lines),
		.class = CLASS_TOO_LITTLE,
		.p = 1,
		.p_adjusted = 1,
	};
	struct rates *strata =
	    arena_array(keep, table->count + 1, sizeof *strata);
	struct rates raw = rates_of(sum_a, sum_b);
	struct estimate crude;
	*pooled = (struct pooled){ .q_p = 1 };
	if (!is_enough(sum_a) || !is_enough(sum_b))
		return figure;
	for (size_t i = 0; i < table->count; i++)
		strata[i] = rates_of(side_of(&table->strata[i], a),
		    side_of(&table->strata[i], b));
	*pooled = ratio_pooled(strata, table->count);
	crude = ratio_mid_p(&raw);
	figure.crude = crude.value;
	figure.crude_low = crude.low;
	figure.crude_high = crude.high;
	if (!pooled->known)
		return figure;
	set_estimate(&figure, table->count > 1 ? pooled->ratio : crude);
	figure.p = table->count > 1 ? pooled->p : ratio_p(&raw);
	figure.p_adjusted = figure.p;
	figure.class = class_of_ratio(&figure);
	return figure;
}

enum contrast figure_contrast(
    const struct portion *portion, struct arena *scratch)
{
	struct table table = table_of(portion, scratch);
	struct side human = sum_of(&table, SET_HUMAN);
	return is_enough(sum_of(&table, SET_AI)) && is_enough(human)
		   ? CONTRAST_HUMAN
		   : CONTRAST_REST;
}

static unsigned rest_of(enum contrast contrast)
{
	return contrast == CONTRAST_HUMAN ? SET_HUMAN : SET_REST;
}

static struct str contrast_words(enum contrast contrast)
{
	return contrast == CONTRAST_HUMAN ? STR("human")
					  : STR("no AI recorded");
}

/* Events per thousand lines of one side. */
static void read_side(struct figure *figure, struct side side)
{
	struct interval limits = interval_count(side.events);
	double exposure = thousands(side.lines);
	figure->hit = side.events;
	figure->exposure = exposure;
	figure->class = CLASS_TOO_LITTLE;
	if (!is_enough(side))
		return;
	figure->class = CLASS_NONE;
	figure->known = true;
	figure->has_interval = true;
	figure->value = (double)side.events / exposure;
	figure->low = limits.low / exposure;
	figure->high = limits.high / exposure;
}

static bool differs(const struct figure *what_if, const struct figure *figure)
{
	return what_if->known && what_if->class != figure->class;
}

static void read_ratio(struct reading *reading, const struct table *table,
    enum contrast contrast, struct arena *keep)
{
	struct pooled pooled;
	struct pooled ignored;
	struct figure *figure = &reading->figure;
	*figure = compare(table, SET_AI, rest_of(contrast), &pooled, keep);
	reading->q = pooled.q;
	reading->q_df = pooled.df;
	reading->q_p = pooled.q_p;
	reading->all_ai =
	    compare(table, SET_AI | SET_DOUBT, SET_HUMAN, &ignored, keep);
	reading->none_ai =
	    compare(table, SET_AI, SET_HUMAN | SET_DOUBT, &ignored, keep);
	figure->unstable =
	    figure->known && (differs(&reading->all_ai, figure) ||
				 differs(&reading->none_ai, figure));
	figure->unknown = sum_of(table, SET_DOUBT & ~rest_of(contrast)).events;
}

void rate_read(
    struct reading *reading, const struct portion *portion, struct arena *keep)
{
	struct table table = table_of(portion, keep);
	switch (portion->measure->reading) {
	case READING_AI:
		read_side(&reading->figure, sum_of(&table, SET_AI));
		break;
	case READING_REST:
		read_side(&reading->figure,
		    sum_of(&table, rest_of(portion->contrast)));
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
	unsigned sets[2] = { SET_AI | 1u << MIXED, SET_HUMAN };
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
