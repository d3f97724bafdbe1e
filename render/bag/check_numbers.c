/* data/trace/numbers.csv lists what the report prints, each number with the
 * cell that it is rounded from. Here the cell is looked up in its table,
 * rounded anew and compared with what is printed; and a cell that counts of its
 * row give is made anew from them, by the functions that made it. See check.h.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/interval.h"
#include "base/map.h"
#include "base/rules.h"
#include "render/bag/check.h"
#include "render/numbers.h"

#define NUMBERS "data/trace/numbers.csv"

enum { NEAR_DIGITS_ULP = 8 };

/* The columns that are read of numbers.csv. */
enum field {
	FIELD_ID,
	FIELD_PRINTED,
	FIELD_READS,
	FIELD_DECIMALS,
	FIELD_BOUND,
	FIELD_SCALE,
	FIELD_BASE,
	FIELD_FORMULA,
	FIELD_MEASURE,
	FIELD_KIND,
	FIELD_NUMERATOR,
	FIELD_DENOMINATOR,
	FIELD_FILE,
	FIELD_ROW,
	FIELD_COLUMN,
	FIELD_VALUE,
	FIELDS
};

static const char *const field_names[FIELDS] = { "id", "printed", "reads",
	"decimals", "bound", "scale", "base", "formula", "measure", "kind",
	"numerator", "denominator", "file", "row", "column", "value" };

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
	{ "share", "x", "x_hit", "x_n", "x_low", "x_high" },
	{ NULL, "share", "happened", "forecasts", "low", "high" },
	{ NULL, "share", "secure", "working", "low", "high" },
};

struct numbers_check {
	struct bag_checks *checks;
	const struct found_bag *bag;
	struct rules list;
	size_t columns[FIELDS];
	struct map tables; /* path -> struct rules */
	size_t names;	   /* dates, and numbers that are part of a name */
	size_t loose;	   /* figures in no cell of a table */
	size_t remade;	   /* from counts */
};

static struct str field(
    const struct numbers_check *at, size_t row, enum field name)
{
	return rules_cell(&at->list, row, at->columns[name]);
}

static void fail(const struct numbers_check *at, size_t row, struct str found)
{
	check_add(at->checks, false, "number",
	    field(at, row, FIELD_FILE).len ? field(at, row, FIELD_FILE)
					   : STR(NUMBERS),
	    STR_FMT " \"" STR_FMT "\": " STR_FMT,
	    STR_ARG(field(at, row, FIELD_ID)),
	    STR_ARG(field(at, row, FIELD_PRINTED)), STR_ARG(found));
}

/* The table at PATH, read once; NULL when it is not there or no table. */
static const struct rules *table_at_path(
    struct numbers_check *at, struct str path)
{
	bool added;
	union map_value *slot = map_put(&at->tables, path, &added);
	if (!added)
		return slot->pointer;
	struct arena *keep = at->checks->keep;
	struct rules *rules = ARENA_NEW(keep, struct rules);
	struct error problem = { 0 };
	char *z = arena_z(keep, path);
	bool reads =
	    found_file(at->bag, z) &&
	    rules_parse(rules, path, found_content(at->bag, z), keep, &problem);
	if (!reads)
		check_add(at->checks, false, "number", path,
		    "cannot be read as a table: %s",
		    problem.message[0] ? problem.message : "it is missing");
	slot->pointer = reads ? rules : NULL;
	return slot->pointer;
}

static bool column_of(
    const struct rules *table, struct str name, size_t *column)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (str_equal(table->columns[i], name)) {
			*column = i;
			return true;
		}
	return false;
}

static struct str cell_named(
    const struct rules *table, size_t row, const char *name)
{
	size_t column;
	return name && column_of(table, str_from(name), &column)
		   ? rules_cell(table, row, column)
		   : STR_NONE;
}

static bool real_of(struct str text, double *value)
{
	return text.len && str_to_double(text, value);
}

/* Digits of a text, alone. */
static bool same_digits(struct str a, struct str b)
{
	size_t i = 0;
	size_t k = 0;
	for (;;) {
		while (i < a.len && (a.ptr[i] < '0' || a.ptr[i] > '9'))
			i++;
		while (k < b.len && (b.ptr[k] < '0' || b.ptr[k] > '9'))
			k++;
		if (i == a.len || k == b.len)
			return i == a.len && k == b.len;
		if (a.ptr[i++] != b.ptr[k++])
			return false;
	}
}

/* Whether what is printed is what the list says that it reads as. */
static bool is_read_right(
    const struct printed_number *number, struct arena *keep)
{
	struct str minus = STR("\xe2\x88\x92");
	bool negative = str_starts(number->printed, STR("-")) ||
			str_starts(number->printed, minus);
	struct str reads =
	    arena_printf(keep, "%.*f", number->decimals, fabs(number->reads));
	return same_digits(number->printed, reads) &&
	       (negative == (number->reads < 0) || number->reads == 0.0);
}

static bool is_near(double a, double b)
{
	return fabs(a - b) <= 1e-9 * fmax(1, fmax(fabs(a), fabs(b)));
}

/* A row of a table, and the column of it that is made anew. */
struct remaking {
	const struct rules *table;
	size_t row;
	struct str column;
	struct str formula;
	double value; /* what its counts give */
};

static bool has_column(const struct rules *table, const char *name)
{
	size_t unused;
	return column_of(table, str_from(name), &unused);
}

static bool count_named(
    const struct remaking *of, const char *name, int64_t *count)
{
	return str_to_int(cell_named(of->table, of->row, name), count) &&
	       *count >= 0;
}

static bool take_limit(struct remaking *of, struct interval interval, bool low)
{
	of->value = low ? interval.low : interval.high;
	return true;
}

static bool remake_share(struct remaking *of, const struct counted *by)
{
	int64_t hits;
	int64_t all;
	bool low = by->low && str_equal_z(of->column, by->low);
	bool high = by->high && str_equal_z(of->column, by->high);
	if ((by->formula && !str_starts(of->formula, str_from(by->formula))) ||
	    !count_named(of, by->hits, &hits) ||
	    !count_named(of, by->all, &all) || all == 0 || hits > all)
		return false;
	if (str_equal_z(of->column, by->value)) {
		of->value = (double)hits / (double)all;
		return true;
	}
	if ((!low && !high) ||
	    (by->formula && !str_equal_z(of->formula, "share, Wilson")))
		return false;
	return take_limit(of, interval_share(hits, all), low);
}

/* The change of a share, where both are in the row. */
static bool remake_change(struct remaking *of)
{
	int64_t hits;
	int64_t all;
	int64_t was_hits;
	int64_t was_all;
	if (!has_column(of->table, "was_hit") ||
	    !str_equal_z(of->formula, "share, Wilson") ||
	    !count_named(of, "hit", &hits) || !count_named(of, "n", &all) ||
	    !count_named(of, "was_hit", &was_hits) ||
	    !count_named(of, "was_n", &was_all) || !all || !was_all)
		return false;
	struct estimate change =
	    difference_shares(hits, all, was_hits, was_all);
	of->value = str_equal_z(of->column, "change") ? change.value
		    : str_equal_z(of->column, "low")  ? change.low
						      : change.high;
	return str_equal_z(of->column, "change") ||
	       str_equal_z(of->column, "low") ||
	       str_equal_z(of->column, "high");
}

/* The interval of a count. */
static bool remake_count(struct remaking *of)
{
	int64_t count;
	bool low = str_equal_z(of->column, "low");
	if ((!low && !str_equal_z(of->column, "high")) ||
	    !str_equal_z(of->formula, "count, Byar") ||
	    !count_named(of, "value", &count))
		return false;
	return take_limit(of, interval_count(count), low);
}

/* Events over exposure, where nothing is compared. */
static bool remake_rate(struct remaking *of)
{
	int64_t events;
	double exposure;
	if (!str_equal_z(of->column, "rate") ||
	    !count_named(of, "events", &events) ||
	    !real_of(cell_named(of->table, of->row, "exposure"), &exposure) ||
	    exposure <= 0)
		return false;
	of->value = (double)events / exposure;
	return true;
}

/* Makes the cell anew from counts of its row; false when they do not give it. A
 * table of several measures has each by its id. */
static bool remake(struct remaking *of, struct str measure)
{
	if (has_column(of->table, "id") &&
	    !str_equal(cell_named(of->table, of->row, "id"), measure))
		return false;
	/* limits of chance around a centre are no interval of the row */
	if (has_column(of->table, "centre") &&
	    !str_equal_z(of->column, "value"))
		return false;
	if (remake_change(of) || remake_count(of) || remake_rate(of))
		return true;
	for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++)
		if (!(i == 0 && has_column(of->table, "was_hit") &&
			!str_equal_z(of->column, "value")) &&
		    remake_share(of, &shares[i]))
			return true;
	return false;
}

static bool read_number(
    const struct numbers_check *at, size_t row, struct printed_number *number)
{
	int64_t decimals;
	int64_t bound;
	number->printed = field(at, row, FIELD_PRINTED);
	if (!real_of(field(at, row, FIELD_READS), &number->reads) ||
	    !str_to_int(field(at, row, FIELD_DECIMALS), &decimals) ||
	    !str_to_int(field(at, row, FIELD_BOUND), &bound) || decimals < 0 ||
	    decimals > 15 || bound < -1 || bound > 1)
		return false;
	number->decimals = (int)decimals;
	number->bound = (int)bound;
	return true;
}

/* The cell that a number is rounded from; false, and told, when there is none.
 */
static bool find_cell(
    struct numbers_check *at, size_t row, struct remaking *of, struct str *cell)
{
	int64_t number;
	size_t column;
	struct arena *keep = at->checks->keep;
	of->table = table_at_path(at, field(at, row, FIELD_FILE));
	of->column = field(at, row, FIELD_COLUMN);
	of->formula = field(at, row, FIELD_FORMULA);
	if (!of->table) {
		fail(at, row, STR("its table cannot be read"));
		return false;
	}
	if (!str_to_int(field(at, row, FIELD_ROW), &number) || number < 1 ||
	    (uint64_t)number > of->table->row_count ||
	    !column_of(of->table, of->column, &column)) {
		fail(at, row,
		    arena_printf(keep,
			"its table has no row " STR_FMT " with " STR_FMT,
			STR_ARG(field(at, row, FIELD_ROW)),
			STR_ARG(of->column)));
		return false;
	}
	of->row = (size_t)number - 1;
	*cell = rules_cell(of->table, of->row, column);
	if (str_equal(*cell, field(at, row, FIELD_VALUE)))
		return true;
	fail(at, row,
	    arena_printf(keep,
		"row " STR_FMT " of " STR_FMT " has \"" STR_FMT
		"\", the list of numbers \"" STR_FMT "\"",
		STR_ARG(field(at, row, FIELD_ROW)), STR_ARG(of->column),
		STR_ARG(*cell), STR_ARG(field(at, row, FIELD_VALUE))));
	return false;
}

static void hold(const struct numbers_check *at, size_t row, const char *how)
{
	check_add(at->checks, true, "number", field(at, row, FIELD_FILE),
	    STR_FMT " \"" STR_FMT "\" is row " STR_FMT " of " STR_FMT "%s",
	    STR_ARG(field(at, row, FIELD_ID)),
	    STR_ARG(field(at, row, FIELD_PRINTED)),
	    STR_ARG(field(at, row, FIELD_ROW)),
	    STR_ARG(field(at, row, FIELD_COLUMN)), how);
}

/* Rounds the cell anew, and makes the cell anew from its counts. */
static void check_cell(
    struct numbers_check *at, size_t row, const struct printed_number *number)
{
	struct arena *keep = at->checks->keep;
	struct remaking of = { .row = 0 };
	struct str cell;
	double value;
	if (!find_cell(at, row, &of, &cell))
		return;
	if (!real_of(cell, &value))
		hold(at, row, ", in words");
	else if (!number_agrees(number, value))
		fail(at, row,
		    arena_printf(keep,
			"row " STR_FMT " of " STR_FMT " has " STR_FMT,
			STR_ARG(field(at, row, FIELD_ROW)), STR_ARG(of.column),
			STR_ARG(cell)));
	else if (!remake(&of, field(at, row, FIELD_MEASURE)))
		hold(at, row, ", rounded");
	else if (is_near(of.value, value)) {
		at->remade++;
		hold(at, row, ", made anew from its counts");
	} else
		fail(at, row,
		    arena_printf(keep,
			"row " STR_FMT " of " STR_FMT " has " STR_FMT
			", its counts give %.17g",
			STR_ARG(field(at, row, FIELD_ROW)), STR_ARG(of.column),
			STR_ARG(cell), of.value));
}

/* A number that the table has in print alone, as "54 of 70". */
static bool is_count_of_row(const struct numbers_check *at, size_t row,
    const struct printed_number *number)
{
	double count;
	return (real_of(field(at, row, FIELD_NUMERATOR), &count) &&
		   is_near(count, number->reads)) ||
	       (real_of(field(at, row, FIELD_DENOMINATOR), &count) &&
		   is_near(count, number->reads));
}

static void check_number(struct numbers_check *at, size_t row)
{
	struct printed_number number = { 0 };
	bool figure = str_equal_z(field(at, row, FIELD_KIND), "figure");
	if (!read_number(at, row, &number))
		fail(at, row, STR("its row in " NUMBERS " cannot be read"));
	else if (figure && !is_read_right(&number, at->checks->keep))
		fail(at, row,
		    arena_printf(at->checks->keep,
			NUMBERS " reads it as " STR_FMT,
			STR_ARG(field(at, row, FIELD_READS))));
	else if (field(at, row, FIELD_COLUMN).len &&
		 real_of(field(at, row, FIELD_SCALE), &number.scale) &&
		 number.scale > 0 &&
		 real_of(field(at, row, FIELD_BASE), &number.base))
		check_cell(at, row, &number);
	else if (!figure)
		at->names++;
	else if (is_count_of_row(at, row, &number))
		hold(at, row, ", its count");
	else
		at->loose++;
}

static bool open_list(struct numbers_check *at)
{
	struct error problem = { 0 };
	struct arena *keep = at->checks->keep;
	bool reads = found_file(at->bag, NUMBERS) &&
		     rules_parse(&at->list, STR(NUMBERS),
			 found_content(at->bag, NUMBERS), keep, &problem);
	for (size_t i = 0; i < FIELDS && reads; i++)
		reads = rules_column(
		    &at->list, field_names[i], &at->columns[i], &problem);
	if (!reads)
		check_add(at->checks, false, "number", STR(NUMBERS), "%s",
		    problem.message[0] ? problem.message : "is missing");
	return reads;
}

void check_numbers(struct bag_checks *checks, const struct found_bag *bag)
{
	struct numbers_check at = { .checks = checks,
		.bag = bag,
		.tables = { .arena = checks->keep } };
	if (!open_list(&at))
		return;
	for (size_t i = 0; i < at.list.row_count; i++)
		check_number(&at, i);
	check_add(checks, true, "numbers", STR(NUMBERS),
	    "%zu printed: %zu made anew from counts, %zu dates and names, %zu "
	    "in no cell of a table",
	    at.list.row_count, at.remade, at.names, at.loose);
}
