/* data/trace/numbers.csv lists what the report prints, each number with the
 * cell that it is rounded from. Here the cell is looked up in its table,
 * rounded anew and compared with what is printed; and a cell that counts of its
 * row give is made anew from them, by the functions that made it. See check.h.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/rules.h"
#include "render/bag/check.h"
#include "render/bag/remake.h"
#include "render/numbers.h"

#define NUMBERS "data/trace/numbers.csv"

#define COUNT_MAX 9007199254740992.0 /* 2^53 */

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
	FIELD_WHERE,
	FIELD_CELLS,
	FIELDS
};

static const char *const field_names[FIELDS] = { "id", "printed", "reads",
	"decimals", "bound", "scale", "base", "formula", "measure", "kind",
	"numerator", "denominator", "file", "row", "column", "value", "where",
	"cells" };

struct numbers_check {
	struct bag_checks *checks;
	const struct found_bag *bag;
	struct rules list;
	size_t columns[FIELDS];
	struct map tables; /* path -> struct rules */
	size_t names;	   /* dates, and numbers that are part of a name */
	size_t loose;	   /* figures in no cell of a table */
	size_t remade;	   /* from what they are made of */
	size_t counts;	   /* made of nothing else */
	size_t words;	   /* in a cell of words */
	size_t rounded;	   /* made of what the bag has not */
	struct remaker remaker;
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
	of->measure = field(at, row, FIELD_MEASURE);
	of->group = field(at, row, FIELD_WHERE);
	of->cells = field(at, row, FIELD_CELLS);
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

/* A number that holds, HOW, is one more of COUNT. */
static void hold(
    const struct numbers_check *at, size_t row, const char *how, size_t *count)
{
	++*count;
	check_add(at->checks, true, "number", field(at, row, FIELD_FILE),
	    STR_FMT " \"" STR_FMT "\" is row " STR_FMT " of " STR_FMT "%s",
	    STR_ARG(field(at, row, FIELD_ID)),
	    STR_ARG(field(at, row, FIELD_PRINTED)),
	    STR_ARG(field(at, row, FIELD_ROW)),
	    STR_ARG(field(at, row, FIELD_COLUMN)), how);
}

/* A count, or a limit that somebody set: nothing gives it but what was counted
 * or agreed. */
static bool is_count(const struct remaking *of)
{
	return str_equal_z(of->column, "limit") ||
	       (of->value == floor(of->value) && fabs(of->value) < COUNT_MAX);
}

/* Makes the cell anew, if anything in the bag gives it. */
static void check_remade(
    struct numbers_check *at, size_t row, struct remaking *of, struct str cell)
{
	enum remade by_row = remake_from_row(of);
	if (by_row == REMADE_NOT)
		by_row = remake_from_table(of);
	enum remade remade =
	    by_row ? by_row : remake_from_cells(of, &at->remaker);
	if (remade == REMADE_NOT && is_count(of)) {
		hold(at, row, ", a count", &at->counts);
	} else if (remade == REMADE_NOT) {
		hold(at, row, ", rounded alone", &at->rounded);
	} else if (remade == REMADE_HOLDS) {
		hold(at, row,
		    by_row ? ", made anew from its table"
			   : ", made anew from the cells of its measure",
		    &at->remade);
	} else if (by_row) {
		fail(at, row,
		    arena_printf(at->checks->keep,
			"row " STR_FMT " of " STR_FMT " has " STR_FMT
			", its counts give %.17g",
			STR_ARG(field(at, row, FIELD_ROW)), STR_ARG(of->column),
			STR_ARG(cell), of->made));
	} else {
		fail(at, row,
		    arena_printf(at->checks->keep,
			"row " STR_FMT " of " STR_FMT " has " STR_FMT
			", which " STR_FMT " does not give",
			STR_ARG(field(at, row, FIELD_ROW)), STR_ARG(of->column),
			STR_ARG(cell), STR_ARG(of->cells)));
	}
}

/* Rounds the cell anew, and makes the cell anew from its counts. */
static void check_cell(
    struct numbers_check *at, size_t row, const struct printed_number *number)
{
	struct arena *keep = at->checks->keep;
	struct remaking of = { .row = 0 };
	struct str cell;
	if (!find_cell(at, row, &of, &cell))
		return;
	if (!real_of(cell, &of.value))
		hold(at, row, ", in words", &at->words);
	else if (!number_agrees(number, of.value))
		fail(at, row,
		    arena_printf(keep,
			"row " STR_FMT " of " STR_FMT " has " STR_FMT,
			STR_ARG(field(at, row, FIELD_ROW)), STR_ARG(of.column),
			STR_ARG(cell)));
	else
		check_remade(at, row, &of, cell);
}

/* A number that the table has in print alone, as "54 of 70". */
static bool is_count_of_row(const struct numbers_check *at, size_t row,
    const struct printed_number *number)
{
	double count;
	return (real_of(field(at, row, FIELD_NUMERATOR), &count) &&
		   remake_is_near(count, number->reads)) ||
	       (real_of(field(at, row, FIELD_DENOMINATOR), &count) &&
		   remake_is_near(count, number->reads));
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
		hold(at, row, ", its count", &at->counts);
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

/* How many are made anew, and why the others are not. */
static void tell_shares(const struct numbers_check *at)
{
	size_t figures = at->list.row_count - at->names;
	size_t anew = at->remade + at->counts;
	check_add(at->checks, true, "numbers", STR(NUMBERS),
	    "%zu of %zu recomputed: %zu from what they are made of, %zu are "
	    "counts or limits themselves; %zu are not, because: %zu rest on "
	    "more than the bag has (tests adjusted over many measures, scores, "
	    "what is drawn towards all), %zu stand in words, %zu in no cell "
	    "(the method's own, sums of a text); dates and names besides: %zu",
	    anew, figures, at->remade, at->counts, figures - anew, at->rounded,
	    at->words, at->loose, at->names);
}

void check_numbers(struct bag_checks *checks, const struct found_bag *bag)
{
	struct numbers_check at = { .checks = checks,
		.bag = bag,
		.tables = { .arena = checks->keep },
		.remaker = { .bag = bag,
		    .figures = { .arena = checks->keep },
		    .keep = checks->keep } };
	if (!open_list(&at))
		return;
	for (size_t i = 0; i < at.list.row_count; i++)
		check_number(&at, i);
	tell_shares(&at);
}
