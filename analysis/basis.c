/* Cells are added up by what the kind of a measure tells apart, so that the
 * functions of figure.c come to the same from fewer of them. See basis.h. */
#include "analysis/basis.h"

#include "analysis/rate.h"
#include "base/map.h"
#include "base/vec.h"

/* The first that fits is taken. */
static const struct {
	const char *name;
	enum measure_kind kind;
	enum measure_reading reading;
	bool census;
	bool weighted;
} formulas[] = {
	{ "count, Byar", MEASURE_COUNT, READING_PLAIN, false, false },
	{ "count of all", MEASURE_COUNT, READING_PLAIN, true, false },
	{ "count, two lists", MEASURE_COUNT, READING_CAPTURE, false, false },
	{ "share, Wilson", MEASURE_SHARE, READING_PLAIN, false, false },
	{ "share of all", MEASURE_SHARE, READING_PLAIN, true, false },
	{ "share, between records", MEASURE_SHARE, READING_PLAIN, false, true },
	{ "difference of shares", MEASURE_SHARE, READING_DIFFERENCE, false,
	    false },
	{ "difference of shares, between records", MEASURE_SHARE,
	    READING_DIFFERENCE, false, true },
	{ "rate ratio, pooled over strata", MEASURE_RATE, READING_PLAIN, false,
	    false },
	{ "rate of AI", MEASURE_RATE, READING_AI, false, false },
	{ "rate of the rest", MEASURE_RATE, READING_REST, false, false },
	{ "rate ratio of a behaviour, pooled over strata", MEASURE_RATE,
	    READING_BEHAVIOUR, false, false },
	{ "time, Kaplan-Meier", MEASURE_TIME, READING_PLAIN, false, false },
};
enum { FORMULA_COUNT = sizeof formulas / sizeof formulas[0] };

const char *basis_formula(const struct measure *measure)
{
	bool counts =
	    measure->kind == MEASURE_COUNT || measure->kind == MEASURE_SHARE;
	bool census =
	    counts && measure->census && measure->reading == READING_PLAIN;
	bool weighted =
	    measure->kind == MEASURE_SHARE && measure->weighted && !census;
	for (size_t i = 0; i < FORMULA_COUNT; i++)
		if (formulas[i].kind == measure->kind &&
		    formulas[i].reading == measure->reading &&
		    formulas[i].census == census &&
		    formulas[i].weighted == weighted)
			return formulas[i].name;
	return "table";
}

bool basis_measure(struct measure *measure, struct str formula)
{
	for (size_t i = 0; i < FORMULA_COUNT; i++)
		if (str_equal_z(formula, formulas[i].name)) {
			*measure = (struct measure){ .kind = formulas[i].kind,
				.reading = formulas[i].reading,
				.census = formulas[i].census,
				.weighted = formulas[i].weighted };
			return true;
		}
	return false;
}

/* Cells while they are added up. */
struct adding {
	VEC(struct cell) cells;
	struct map places; /* key -> index, from 1 */
	struct arena *keep;
};

static void add_cell(
    struct adding *adding, const struct cell *cell, struct str origin)
{
	struct arena *keep = adding->keep;
	bool added;
	struct str key =
	    arena_printf(keep, "%lld %lld %d " STR_FMT, (long long)cell->enter,
		(long long)cell->leave, cell->event, STR_ARG(origin));
	union map_value *place = map_put(&adding->places, key, &added);
	if (added) {
		struct cell first = { .enter = cell->enter,
			.leave = cell->leave,
			.event = cell->event };
		first.keys[BASIS_ORIGIN] = origin;
		VEC_PUSH(&adding->cells, keep, first);
		place->number = (int64_t)adding->cells.count;
	}
	struct cell *sum = &adding->cells.items[place->number - 1];
	sum->n += cell->n;
	sum->hit += cell->hit;
	sum->unknown += cell->unknown;
	sum->exposure += cell->exposure;
	sum->clusters += cell->clusters;
	sum->yy += cell->yy;
	sum->xy += cell->xy;
	sum->xx += cell->xx;
}

/* Of a rate: a cell for each origin of each stratum. */
static void add_strata(struct adding *adding, const struct portion *portion)
{
	struct arena *keep = adding->keep;
	struct rate_table table = rate_merged(portion, keep);
	for (size_t i = 0; i < table.count; i++)
		for (int k = DENSITY_AI; k < DENSITY_ORIGINS; k++) {
			const struct density_stratum *stratum =
			    &table.strata[i];
			struct cell cell = { .n = stratum->events[k],
				.exposure = stratum->lines[k],
				.clusters = stratum->clusters[k],
				.xx = (double)stratum->squares[k] };
			cell.keys[BASIS_ORIGIN] = str_from(rate_origin_name(
			    portion->measure, (enum density_origin)k));
			cell.keys[BASIS_STRATUM] =
			    arena_printf(keep, "%zu", i + 1);
			if (cell.n || cell.exposure)
				VEC_PUSH(&adding->cells, keep, cell);
		}
}

struct cell *basis_cells(
    size_t *count, const struct portion *portion, struct arena *keep)
{
	struct adding adding = { .places = { .arena = keep }, .keep = keep };
	bool by_origin = portion->measure->reading == READING_DIFFERENCE;
	if (portion->measure->kind == MEASURE_RATE)
		add_strata(&adding, portion);
	else
		for (size_t i = 0; i < portion->count; i++) {
			const struct cell *cell = portion->cells[i];
			add_cell(&adding, cell,
			    by_origin ? cell->keys[portion->origin_at]
				      : STR_NONE);
		}
	if (!adding.cells.count) /* of nothing: a zero */
		VEC_PUSH(&adding.cells, keep, (struct cell){ 0 });
	*count = adding.cells.count;
	return adding.cells.items;
}

void basis_read(struct reading *reading, const struct measure *measure,
    const struct cell *cells, size_t count, enum contrast contrast,
    struct arena *keep)
{
	const struct cell **picked =
	    /* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are meant */
	    arena_array(keep, count + 1, sizeof *picked);
	for (size_t i = 0; i < count; i++)
		picked[i] = &cells[i];
	const struct portion portion = { .measure = measure,
		.cells = picked,
		.count = count,
		.origin_at = BASIS_ORIGIN,
		.strata_at = BASIS_STRATUM,
		.strata_count = 1,
		.contrast = contrast,
		.merged = true };
	figure_read(reading, &portion, keep);
}
