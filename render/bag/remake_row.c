/* Cells that the counts of their own row give: shares, rates, intervals, and
 * the change of a share. See remake.h. */
#include <math.h>

#include "analysis/interval.h"
#include "render/bag/remake.h"

/* Columns of a table that give others of the same row: HITS of ALL. */
struct counted {
	const char *formula; /* how it begins; NULL: of any */
	const char *value;
	const char *hits;
	const char *all;
	const char *low; /* NULL: without an interval */
	const char *high;
};

static const struct counted shares[] = {
	{ "share", "value", "hit", "n", "low", "high" },
	{ "share", "was", "was_hit", "was_n", NULL, NULL },
	{ "share", "previous", "previous_hit", "previous_n", NULL, NULL },
	{ NULL, "x", "x_hit", "x_n", NULL, NULL },
	{ NULL, "share", "happened", "forecasts", "low", "high" },
	{ NULL, "share", "secure", "working", "low", "high" },
};

/* Events over exposure, where nothing is compared. */
static const struct counted rates[] = {
	{ NULL, "rate", "events", "exposure", NULL, NULL },
	{ NULL, "y", "y_hit", "y_of", "y_low", "y_high" },
};

/* Differences of two shares. */
static const struct {
	const char *hit;
	const char *n;
	const char *was_hit;
	const char *was_n;
	const char *change;
	const char *low;
	const char *high;
} changes[] = {
	{ "hit", "n", "was_hit", "was_n", "change", "low", "high" },
	{ "hit", "n", "previous_hit", "previous_n", "change", "change_low",
	    "change_high" },
};

struct str remake_cell(const struct rules *table, size_t row, const char *name)
{
	for (size_t i = 0; name && i < table->column_count; i++)
		if (str_equal_z(table->columns[i], name))
			return rules_cell(table, row, i);
	return STR_NONE;
}

bool remake_has_column(const struct rules *table, const char *name)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (str_equal_z(table->columns[i], name))
			return true;
	return false;
}

bool remake_is_near(double a, double b)
{
	return fabs(a - b) <= 1e-9 * fmax(1, fmax(fabs(a), fabs(b)));
}

static enum remade compare(struct remaking *of, double made)
{
	of->made = made;
	return remake_is_near(made, of->value) ? REMADE_HOLDS : REMADE_DIFFERS;
}

static bool count_named(
    const struct remaking *of, const char *name, int64_t *count)
{
	return str_to_int(remake_cell(of->table, of->row, name), count) &&
	       *count >= 0;
}

static bool is_column(const struct remaking *of, const char *name)
{
	return name && str_equal_z(of->column, name);
}

static enum remade remake_share(
    struct remaking *of, const struct counted *by, bool has_change)
{
	int64_t hits;
	int64_t all;
	bool limit = is_column(of, by->low) || is_column(of, by->high);
	if ((by->formula && !str_starts(of->formula, str_from(by->formula))) ||
	    !count_named(of, by->hits, &hits) ||
	    !count_named(of, by->all, &all) || all == 0 || hits > all)
		return REMADE_NOT;
	if (is_column(of, by->value))
		return compare(of, (double)hits / (double)all);
	if (!limit || has_change ||
	    (by->formula && !str_equal_z(of->formula, "share, Wilson")))
		return REMADE_NOT;
	struct interval limits = interval_share(hits, all);
	return compare(of, is_column(of, by->low) ? limits.low : limits.high);
}

static enum remade remake_rate(struct remaking *of, const struct counted *by)
{
	int64_t events;
	double exposure;
	if (!count_named(of, by->hits, &events) ||
	    !str_to_double(
		remake_cell(of->table, of->row, by->all), &exposure) ||
	    exposure <= 0)
		return REMADE_NOT;
	struct interval limits = interval_count(events);
	if (is_column(of, by->value))
		return compare(of, (double)events / exposure);
	if (is_column(of, by->low))
		return compare(of, limits.low / exposure);
	if (is_column(of, by->high))
		return compare(of, limits.high / exposure);
	return REMADE_NOT;
}

/* The change of a share, where both are in the row. */
static enum remade remake_change(struct remaking *of, size_t which)
{
	int64_t hits;
	int64_t all;
	int64_t was_hits;
	int64_t was_all;
	if (!str_equal_z(of->formula, "share, Wilson") ||
	    !count_named(of, changes[which].hit, &hits) ||
	    !count_named(of, changes[which].n, &all) ||
	    !count_named(of, changes[which].was_hit, &was_hits) ||
	    !count_named(of, changes[which].was_n, &was_all) || !all ||
	    !was_all)
		return REMADE_NOT;
	struct estimate change =
	    difference_shares(hits, all, was_hits, was_all);
	if (is_column(of, changes[which].change))
		return compare(of, change.value);
	if (is_column(of, changes[which].low))
		return compare(of, change.low);
	if (is_column(of, changes[which].high))
		return compare(of, change.high);
	return REMADE_NOT;
}

/* The interval of a count. */
static enum remade remake_count(struct remaking *of)
{
	int64_t count;
	bool low = is_column(of, "low");
	if ((!low && !is_column(of, "high")) ||
	    !str_equal_z(of->formula, "count, Byar") ||
	    !count_named(of, "value", &count))
		return REMADE_NOT;
	struct interval limits = interval_count(count);
	return compare(of, low ? limits.low : limits.high);
}

/* How much of a population may be exceptions at most, where all of it was
 * looked at: what is not known of may be one. */
static enum remade remake_bound(struct remaking *of)
{
	int64_t population;
	int64_t exceptions;
	int64_t unknown;
	if (!is_column(of, "bound") ||
	    remake_cell(of->table, of->row, "sample").len ||
	    !count_named(of, "population", &population) ||
	    !count_named(of, "exceptions", &exceptions) ||
	    !count_named(of, "unknown", &unknown) || population == 0)
		return REMADE_NOT;
	return compare(of, (double)(exceptions + unknown) / (double)population);
}

enum remade remake_from_row(struct remaking *of)
{
	enum remade remade = REMADE_NOT;
	bool has_change = remake_has_column(of->table, "was_hit");
	/* a table of several measures has each by its id */
	if (remake_has_column(of->table, "id") &&
	    !str_equal(remake_cell(of->table, of->row, "id"), of->measure))
		return REMADE_NOT;
	/* limits of chance around a centre are no interval of the row */
	if (remake_has_column(of->table, "centre") && !is_column(of, "value"))
		return REMADE_NOT;
	for (size_t i = 0; !remade && i < sizeof changes / sizeof changes[0];
	     i++)
		remade = remake_change(of, i);
	if (!remade)
		remade = remake_count(of);
	if (!remade)
		remade = remake_bound(of);
	for (size_t i = 0; !remade && i < sizeof rates / sizeof rates[0]; i++)
		remade = remake_rate(of, &rates[i]);
	for (size_t i = 0; !remade && i < sizeof shares / sizeof shares[0]; i++)
		remade = remake_share(of, &shares[i], has_change);
	return remade;
}
