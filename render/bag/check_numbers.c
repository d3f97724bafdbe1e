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
	FIELD_FORMULA,
	FIELD_FILE,
	FIELD_ROW,
	FIELD_COLUMN,
	FIELD_VALUE,
	FIELDS
};

static const char *const field_names[FIELDS] = { "id", "printed", "reads",
	"decimals", "bound", "scale", "formula", "file", "row", "column",
	"value" };

/* Columns of a table that give others of the same row: HITS of ALL. */
struct counted {
	const char *value;
	const char *hits;
	const char *all;
	const char *low; /* NULL: without an interval */
	const char *high;
};

static const struct counted shares[] = {
	{ "value", "hit", "n", "low", "high" },
	{ "was", "was_hit", "was_n", NULL, NULL },
	{ "x", "x_hit", "x_n", "x_low", "x_high" },
	{ "share", "happened", "forecasts", "low", "high" },
	{ "share", "secure", "working", "low", "high" },
};

struct numbers_check {
	struct bag_checks *checks;
	const struct found_bag *bag;
	struct rules list;
	size_t columns[FIELDS];
	struct map tables; /* path -> struct rules */
	size_t loose;	   /* in no table */
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

/* What the counts of a row give for one of its columns; false when they give
 * nothing for it. */
static bool remake(double *value, const struct rules *table, size_t row,
    struct str column, struct str formula)
{
	for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
		const struct counted *of = &shares[i];
		int64_t hits;
		int64_t all;
		bool low = of->low && str_equal_z(column, of->low);
		bool high = of->high && str_equal_z(column, of->high);
		if (!str_to_int(cell_named(table, row, of->hits), &hits) ||
		    !str_to_int(cell_named(table, row, of->all), &all) ||
		    all <= 0 || hits < 0 || hits > all)
			continue;
		if (str_equal_z(column, of->value)) {
			*value = (double)hits / (double)all;
			return true;
		}
		if ((!low && !high) || !str_equal_z(formula, "share, Wilson"))
			continue;
		struct interval interval = interval_share(hits, all);
		*value = low ? interval.low : interval.high;
		return true;
	}
	return false;
}

/* A count has its interval beside it. */
static bool remake_count(double *value, const struct rules *table, size_t row,
    struct str column, struct str formula)
{
	int64_t count;
	bool low = str_equal_z(column, "low");
	if ((!low && !str_equal_z(column, "high")) ||
	    !str_equal_z(formula, "count, Byar") ||
	    !str_to_int(cell_named(table, row, "value"), &count) || count < 0)
		return false;
	struct interval interval = interval_count(count);
	*value = low ? interval.low : interval.high;
	return true;
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
static bool find_cell(struct numbers_check *at, size_t row,
    const struct rules **table, size_t *table_row, struct str *cell)
{
	int64_t number;
	size_t column;
	struct arena *keep = at->checks->keep;
	*table = table_at_path(at, field(at, row, FIELD_FILE));
	if (!*table) {
		fail(at, row, STR("its table cannot be read"));
		return false;
	}
	if (!str_to_int(field(at, row, FIELD_ROW), &number) || number < 1 ||
	    (uint64_t)number > (*table)->row_count ||
	    !column_of(*table, field(at, row, FIELD_COLUMN), &column)) {
		fail(at, row,
		    arena_printf(keep,
			"its table has no row " STR_FMT " with " STR_FMT,
			STR_ARG(field(at, row, FIELD_ROW)),
			STR_ARG(field(at, row, FIELD_COLUMN))));
		return false;
	}
	*table_row = (size_t)number - 1;
	*cell = rules_cell(*table, *table_row, column);
	return true;
}

/* Rounds the cell anew, and makes the cell anew from its counts. */
static void check_cell(struct numbers_check *at, size_t row,
    const struct printed_number *number, const struct rules *table,
    size_t table_row, struct str cell)
{
	struct arena *keep = at->checks->keep;
	struct str column = field(at, row, FIELD_COLUMN);
	struct str formula = field(at, row, FIELD_FORMULA);
	double value;
	double scale;
	double made;
	if (!str_equal(cell, field(at, row, FIELD_VALUE)))
		fail(at, row,
		    arena_printf(keep,
			"row " STR_FMT " of " STR_FMT " has \"" STR_FMT
			"\", the list of "
			"numbers \"" STR_FMT "\"",
			STR_ARG(field(at, row, FIELD_ROW)), STR_ARG(column),
			STR_ARG(cell), STR_ARG(field(at, row, FIELD_VALUE))));
	else if (!real_of(cell, &value) ||
		 !real_of(field(at, row, FIELD_SCALE), &scale))
		check_add(at->checks, true, "number",
		    field(at, row, FIELD_FILE), STR_FMT " stands in words",
		    STR_ARG(field(at, row, FIELD_ID)));
	else if (!number_agrees(number, value, scale))
		fail(at, row,
		    arena_printf(keep,
			"row " STR_FMT " of " STR_FMT " has " STR_FMT,
			STR_ARG(field(at, row, FIELD_ROW)), STR_ARG(column),
			STR_ARG(cell)));
	else if (!remake(&made, table, table_row, column, formula) &&
		 !remake_count(&made, table, table_row, column, formula))
		check_add(at->checks, true, "number",
		    field(at, row, FIELD_FILE), STR_FMT " is " STR_FMT " of it",
		    STR_ARG(field(at, row, FIELD_ID)), STR_ARG(column));
	else if (!is_near(made, value))
		fail(at, row,
		    arena_printf(keep,
			"row " STR_FMT " of " STR_FMT " has " STR_FMT
			", its counts give %.17g",
			STR_ARG(field(at, row, FIELD_ROW)), STR_ARG(column),
			STR_ARG(cell), made));
	else {
		at->remade++;
		check_add(at->checks, true, "number",
		    field(at, row, FIELD_FILE),
		    STR_FMT " is " STR_FMT " of it, made anew from counts",
		    STR_ARG(field(at, row, FIELD_ID)), STR_ARG(column));
	}
}

static void check_number(struct numbers_check *at, size_t row)
{
	struct printed_number number = { 0 };
	const struct rules *table;
	size_t table_row;
	struct str cell;
	if (!read_number(at, row, &number)) {
		fail(at, row, STR("its row in " NUMBERS " cannot be read"));
		return;
	}
	if (!is_read_right(&number, at->checks->keep))
		fail(at, row,
		    arena_printf(at->checks->keep,
			NUMBERS " reads it as " STR_FMT,
			STR_ARG(field(at, row, FIELD_READS))));
	else if (!field(at, row, FIELD_FILE).len)
		at->loose++;
	else if (find_cell(at, row, &table, &table_row, &cell))
		check_cell(at, row, &number, table, table_row, cell);
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
	    "%zu printed numbers, %zu of them made anew from counts; %zu stand "
	    "in no table",
	    at.list.row_count, at.remade, at.loose);
}
