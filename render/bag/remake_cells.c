/* Figures that rest on more than their row: a ratio pooled over strata, the
 * median of a survival curve, an interval from the spread between records.
 * data/trace/cells/MEASURE.csv has what each figure of a measure is made from,
 * by period and group; which of its values a cell tells follows from the name
 * of its column. See remake.h. */
#include <math.h>

#include "analysis/basis.h"
#include "base/date.h"
#include "base/vec.h"
#include "render/bag/remake.h"

/* Columns that are read of a file of cells. */
enum field {
	FIGURE,
	PERIOD,
	GROUP,
	FORMULA,
	CONTRAST,
	STRATUM,
	ORIGIN,
	N,
	HIT,
	UNKNOWN_N,
	EXPOSURE,
	CLUSTERS,
	YY,
	XY,
	XX,
	ENTER,
	LEAVE,
	EVENT,
	FIELDS
};

static const char *const field_names[FIELDS] = { "figure", "period", "group",
	"formula", "contrast", "stratum", "origin", "n", "hit", "unknown",
	"exposure", "clusters", "yy", "xy", "xx", "enter", "leave", "event" };

/* A figure of a measure, made anew. */
struct made_figure {
	struct measure measure; /* its formula alone */
	struct str period;
	struct str group;
	struct reading reading;
};

struct made_figures {
	struct made_figure *items;
	size_t count;
	size_t room;
};

/* Which value of a figure a column tells. */
enum role {
	ROLE_NONE,
	ROLE_VALUE,
	ROLE_LOW,
	ROLE_HIGH,
	ROLE_HIT,
	ROLE_N,
	ROLE_REST,
	ROLE_EXPOSURE,
	ROLE_EXPOSURE_REST,
	ROLE_LIKE_HIT,
	ROLE_LIKE_N,
	ROLE_LIKE_EXPOSURE,
	ROLE_LIKE_EXPOSURE_REST,
	ROLE_CHANGE,
	ROLE_CHANGE_LOW,
	ROLE_CHANGE_HIGH,
	ROLE_DAYS,
	ROLE_AT_RISK,
	ROLE_SURVIVAL,
	ROLE_SURVIVAL_LOW,
	ROLE_SURVIVAL_HIGH
};

static const struct {
	const char *column;
	enum role role;
	enum role of_curve; /* in a table of a curve; none: as elsewhere */
} roles[] = {
	{ "value", ROLE_VALUE, ROLE_NONE },
	{ "median", ROLE_VALUE, ROLE_NONE },
	{ "previous", ROLE_VALUE, ROLE_NONE },
	{ "was", ROLE_VALUE, ROLE_NONE },
	{ "low", ROLE_LOW, ROLE_SURVIVAL_LOW },
	{ "high", ROLE_HIGH, ROLE_SURVIVAL_HIGH },
	{ "median_low", ROLE_LOW, ROLE_NONE },
	{ "median_high", ROLE_HIGH, ROLE_NONE },
	{ "hit", ROLE_HIT, ROLE_NONE },
	{ "events", ROLE_HIT, ROLE_NONE },
	{ "previous_hit", ROLE_HIT, ROLE_NONE },
	{ "was_hit", ROLE_HIT, ROLE_NONE },
	{ "n", ROLE_N, ROLE_NONE },
	{ "events_rest", ROLE_N, ROLE_NONE },
	{ "previous_n", ROLE_N, ROLE_NONE },
	{ "was_n", ROLE_N, ROLE_NONE },
	{ "rest", ROLE_REST, ROLE_NONE },
	{ "exposure", ROLE_EXPOSURE, ROLE_NONE },
	{ "exposure_rest", ROLE_EXPOSURE_REST, ROLE_NONE },
	{ "like_hit", ROLE_LIKE_HIT, ROLE_NONE },
	{ "like_events", ROLE_LIKE_HIT, ROLE_NONE },
	{ "like_n", ROLE_LIKE_N, ROLE_NONE },
	{ "like_events_rest", ROLE_LIKE_N, ROLE_NONE },
	{ "like_exposure", ROLE_LIKE_EXPOSURE, ROLE_NONE },
	{ "like_exposure_rest", ROLE_LIKE_EXPOSURE_REST, ROLE_NONE },
	{ "change", ROLE_CHANGE, ROLE_NONE },
	{ "change_low", ROLE_CHANGE_LOW, ROLE_NONE },
	{ "change_high", ROLE_CHANGE_HIGH, ROLE_NONE },
	{ "days", ROLE_DAYS, ROLE_NONE },
	{ "at_risk", ROLE_AT_RISK, ROLE_NONE },
	{ "survival", ROLE_SURVIVAL, ROLE_NONE },
};

static bool read_cell(struct cell *cell, const struct rules *rules,
    const size_t at[FIELDS], size_t row)
{
	int64_t event;
	const struct {
		enum field field;
		int64_t *value;
	} counts[] = { { N, &cell->n }, { HIT, &cell->hit },
		{ UNKNOWN_N, &cell->unknown }, { EXPOSURE, &cell->exposure },
		{ CLUSTERS, &cell->clusters }, { ENTER, &cell->enter },
		{ LEAVE, &cell->leave }, { EVENT, &event } };
	const struct {
		enum field field;
		double *value;
	} sums[] = { { YY, &cell->yy }, { XY, &cell->xy }, { XX, &cell->xx } };
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
		if (!str_to_int(rules_cell(rules, row, at[counts[i].field]),
			counts[i].value))
			return false;
	for (size_t i = 0; i < sizeof sums / sizeof sums[0]; i++)
		if (!str_to_double(rules_cell(rules, row, at[sums[i].field]),
			sums[i].value))
			return false;
	cell->event = event != 0;
	cell->keys[BASIS_ORIGIN] = rules_cell(rules, row, at[ORIGIN]);
	cell->keys[BASIS_STRATUM] = rules_cell(rules, row, at[STRATUM]);
	return true;
}

/* The figure whose cells stand from row FROM on, up to row TO. */
static void add_figure(struct made_figures *figures, const struct rules *rules,
    const size_t at[FIELDS], size_t from, size_t to, struct arena *keep)
{
	struct made_figure *figure = ARENA_NEW(keep, struct made_figure);
	struct cell *cells = arena_array(keep, to - from + 1, sizeof *cells);
	bool rest = str_equal_z(rules_cell(rules, from, at[CONTRAST]), "rest");
	figure->period = rules_cell(rules, from, at[PERIOD]);
	figure->group = rules_cell(rules, from, at[GROUP]);
	if (!basis_measure(
		&figure->measure, rules_cell(rules, from, at[FORMULA])))
		return;
	for (size_t row = from; row < to; row++)
		if (!read_cell(&cells[row - from], rules, at, row))
			return;
	basis_read(&figure->reading, &figure->measure, cells, to - from,
	    rest ? CONTRAST_REST : CONTRAST_HUMAN, keep);
	VEC_PUSH(figures, keep, *figure);
}

static bool read_file(struct made_figures *figures, const struct found_bag *bag,
    struct str path, struct arena *keep)
{
	struct rules rules;
	struct error ignored;
	size_t at[FIELDS];
	size_t from = 0;
	char *z = arena_z(keep, path);
	if (!rules_parse(&rules, path, found_content(bag, z), keep, &ignored))
		return false;
	for (size_t i = 0; i < FIELDS; i++)
		if (!rules_column(&rules, field_names[i], &at[i], &ignored))
			return false;
	for (size_t row = 1; row <= rules.row_count; row++) {
		if (row < rules.row_count &&
		    str_equal(rules_cell(&rules, row, at[FIGURE]),
			rules_cell(&rules, from, at[FIGURE])))
			continue;
		add_figure(figures, &rules, at, from, row, keep);
		from = row;
	}
	return true;
}

/* Those of the file PATH, read once. */
static const struct made_figures *figures_of(
    struct remaker *remaker, struct str path)
{
	bool added;
	union map_value *slot = map_put(&remaker->figures, path, &added);
	if (added) {
		struct made_figures *made =
		    ARENA_NEW(remaker->keep, struct made_figures);
		if (!read_file(made, remaker->bag, path, remaker->keep))
			made->count = 0;
		slot = map_put(&remaker->figures, path, NULL);
		slot->pointer = made;
	}
	return slot->pointer;
}

/* "finding.mttr" tells its value, ".open" and ".assessed" its counts. */
static enum role role_by_measure(const struct remaking *of)
{
	if (str_equal(of->column, of->measure))
		return ROLE_VALUE;
	if (!str_starts(of->column, of->measure))
		return ROLE_NONE;
	struct str rest = str_skip(of->column, of->measure.len);
	return str_equal_z(rest, ".open")	? ROLE_REST
	       : str_equal_z(rest, ".assessed") ? ROLE_N
						: ROLE_NONE;
}

static enum role role_of(const struct remaking *of)
{
	bool curve = remake_has_column(of->table, "survival");
	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
		if (str_equal_z(of->column, roles[i].column))
			return curve && roles[i].of_curve ? roles[i].of_curve
							  : roles[i].role;
	return role_by_measure(of);
}

static bool is_value(const struct remaking *of, bool known, double made)
{
	return known && remake_is_near(made, of->value);
}

/* Whether a reading of a figure has the value as ROLE: as it is, or of a pooled
 * one the raw ratio, and what of it has a like. */
static bool figure_has(const struct remaking *of, const struct figure *figure,
    bool pooled, enum role role)
{
	const struct {
		enum role role;
		bool known;
		double value;
	} values[] = {
		{ ROLE_VALUE, figure->known, figure->value },
		{ ROLE_VALUE, pooled, figure->crude },
		{ ROLE_LOW, figure->has_interval, figure->low },
		{ ROLE_LOW, pooled, figure->crude_low },
		{ ROLE_HIGH, figure->has_interval, figure->high },
		{ ROLE_HIGH, pooled, figure->crude_high },
		{ ROLE_HIT, true, (double)figure->hit },
		{ ROLE_HIT, pooled, (double)figure->like_hit },
		{ ROLE_N, true, (double)figure->n },
		{ ROLE_N, pooled, (double)figure->like_n },
		{ ROLE_REST, true, (double)(figure->n - figure->hit) },
		{ ROLE_EXPOSURE, true, figure->exposure },
		{ ROLE_EXPOSURE, pooled, figure->like_exposure },
		{ ROLE_EXPOSURE_REST, true, figure->exposure_rest },
		{ ROLE_EXPOSURE_REST, pooled, figure->like_exposure_rest },
		{ ROLE_LIKE_HIT, pooled, (double)figure->like_hit },
		{ ROLE_LIKE_N, pooled, (double)figure->like_n },
		{ ROLE_LIKE_EXPOSURE, pooled, figure->like_exposure },
		{ ROLE_LIKE_EXPOSURE_REST, pooled, figure->like_exposure_rest },
	};
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		if (values[i].role == role &&
		    is_value(of, values[i].known, values[i].value))
			return true;
	return false;
}

static double days(int64_t seconds)
{
	return (double)seconds / DAY_SECONDS;
}

/* Tables whose limits are not those of the figure of the row: around a centre,
 * drawn towards all, of a rate of both sides together. */
static bool is_of_table(const struct remaking *of)
{
	bool limit =
	    str_equal_z(of->column, "low") || str_equal_z(of->column, "high");
	return (limit && (remake_has_column(of->table, "centre") ||
			     remake_has_column(of->table, "shrunk"))) ||
	       remake_has_column(of->table, "low_998");
}

/* What POINT of a curve has as ROLE. */
static double point_value(const struct survival_point *point, enum role role)
{
	return role == ROLE_DAYS	   ? days(point->age)
	       : role == ROLE_AT_RISK	   ? (double)point->at_risk
	       : role == ROLE_SURVIVAL	   ? point->survival
	       : role == ROLE_SURVIVAL_LOW ? point->low
					   : point->high;
}

/* Whether the curve has the value at the age of the row. */
static bool curve_has(
    const struct remaking *of, const struct survival *survival, enum role role)
{
	double age;
	if (!str_to_double(remake_cell(of->table, of->row, "days"), &age))
		return false;
	if (age <= 0) /* before the first step */
		return role == ROLE_DAYS || of->value >= 1;
	for (size_t i = 0; i < survival->count; i++)
		if (remake_is_near(days(survival->points[i].age), age) &&
		    is_value(of, true, point_value(&survival->points[i], role)))
			return true;
	return false;
}

/* Whether the change from WAS to NOW has the value. */
static bool change_has(const struct remaking *of, const struct made_figure *now,
    const struct made_figure *was, enum role role)
{
	struct figure change;
	if (str_equal(now->period, was->period) ||
	    !str_equal(now->group, was->group) ||
	    !change_between(&change, &now->measure, &now->reading.figure,
		&was->reading.figure))
		return false;
	return role == ROLE_CHANGE
		   ? is_value(of, true, change.value)
		   : is_value(of, change.has_interval,
			 role == ROLE_CHANGE_LOW ? change.low : change.high);
}

static bool made_has(const struct remaking *of,
    const struct made_figures *figures, const struct made_figure *made,
    enum role role)
{
	const struct reading *reading = &made->reading;
	const struct figure *const figure[] = { &reading->figure,
		&reading->all_ai, &reading->none_ai, &reading->split };
	if (role >= ROLE_DAYS)
		return curve_has(of, &reading->survival, role);
	if (role >= ROLE_CHANGE) {
		for (size_t i = 0; i < figures->count; i++)
			if (change_has(of, made, &figures->items[i], role))
				return true;
		return false;
	}
	if (role == ROLE_LOW || role == ROLE_HIGH) {
		bool has_band = reading->band_high > 0;
		double end =
		    role == ROLE_LOW ? reading->band_low : reading->band_high;
		if (is_value(of, has_band, end))
			return true;
	}
	for (size_t i = 0; i < sizeof figure / sizeof figure[0]; i++)
		if (figure_has(of, figure[i],
			made->measure.kind == MEASURE_RATE, role))
			return true;
	return false;
}

enum remade remake_from_cells(struct remaking *of, struct remaker *remaker)
{
	enum role role = role_of(of);
	bool has_group = false;
	if (!of->cells.len || role == ROLE_NONE || is_of_table(of) ||
	    (role > ROLE_CHANGE && role <= ROLE_CHANGE_HIGH &&
		str_starts(of->formula, STR("count"))))
		return REMADE_NOT; /* of a stock it rests on what came and left
				    */
	const struct made_figures *figures = figures_of(remaker, of->cells);
	for (size_t i = 0; i < figures->count; i++)
		has_group =
		    has_group || str_equal(figures->items[i].group, of->group);
	for (size_t i = 0; i < figures->count; i++)
		if ((!has_group ||
			str_equal(figures->items[i].group, of->group)) &&
		    made_has(of, figures, &figures->items[i], role))
			return REMADE_HOLDS;
	return REMADE_DIFFERS;
}
