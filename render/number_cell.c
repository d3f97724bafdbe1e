/* The search for the cell that a printed number is rounded from. A number of a
 * table knows its cell; one of a text is looked for among few cells, those of
 * its measure or of its figure, so that a number that only looks alike is not
 * taken for it. */
#include "render/number_cell.h"

#include <math.h>

enum { HINT_MIN = 3 }; /* bytes of a cell that tell a row in a text */

/* How a value may be printed: as it is, as a percent or points, as hours of
 * days, as a share of which nearly none or nearly all is, as what a ratio is
 * more or less than one. */
static const struct form {
	double base;
	double scale;
	int bound;
	bool percent;
} forms[] = {
	{ 0, 100, 0, true },
	{ 0, 1, 0, true },
	{ 0, 100, -1, true },
	{ 0, 100, 1, true },
	{ 1, 100, 0, true },
	{ 0, 1, 0, false },
	{ 0, 100, 0, false },
	{ 0, 24, 0, false },
};

static bool fits_bound(const struct printed_number *number, int bound)
{
	double unit = pow(10, -number->decimals);
	double end = bound < 0 ? unit : 100 - unit;
	return !bound || fabs(number->reads - end) < unit / 100;
}

static bool agrees(struct printed_number *number, double value, bool percent)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		const struct form *form = &forms[i];
		number->scale = form->scale;
		number->base = form->base;
		number->bound = form->bound;
		if (form->percent == percent &&
		    fits_bound(number, form->bound) &&
		    number_agrees(number, value))
			return true;
	}
	number->scale = 0;
	number->base = 0;
	number->bound = 0;
	return false;
}

/* Read once: a text has many numbers to be found in a table. */
static const double *values_of(
    struct known_values *known, const struct table *table)
{
	for (size_t i = 0; i < known->count; i++)
		if (known->items[i].table == table)
			return known->items[i].items;
	struct table_values values = { table,
		arena_array(
		    known->keep, table->cell_count + 1, sizeof(double)) };
	for (size_t i = 0; i < table->cell_count; i++) {
		size_t column = i % table->column_count;
		size_t row = i / table->column_count;
		if (!table_is_filed(&table->columns[column]) ||
		    !table_number(&values.items[i], table, row + 1, column + 1))
			values.items[i] = NAN;
	}
	VEC_PUSH(known, known->keep, values);
	return values.items;
}

/* The measure that ROW alone is of: by its id, or the name of a behaviour; none
 * where all rows are of the same. */
static struct str measure_of_row(const struct table *table, size_t row)
{
	struct str id = table_raw_named(table, row, "id");
	struct str of = table_raw_named(table, row, "measure");
	struct str behaviour = table_raw_named(table, row, "behaviour");
	if (id.len && str_list_has(&table->measures, id))
		return id;
	if (of.len && str_list_has(&table->measures, of))
		return of;
	for (size_t i = 0; behaviour.len && i < table->measures.count; i++) {
		struct str measure = table->measures.items[i];
		size_t dot = str_find_byte(measure, '.');
		if (str_equal(str_skip(measure, dot + 1), behaviour))
			return measure;
	}
	return STR_NONE;
}

static void set_cell(struct printed_number *number, const struct table *table,
    size_t row, size_t column)
{
	number->table = table->id;
	number->row = row;
	number->column = table->columns[column - 1].name;
	number->value = table_raw(table_at(table, row, column));
	struct str measure = measure_of_row(table, row);
	if (measure.len)
		number->measure = measure;
	number->numerator = table_raw_named(table, row, "hit");
	number->denominator = table_raw_named(table, row, "n");
	if (number->numerator.ptr)
		return;
	bool like = table_raw_named(table, row, "like_events").ptr != NULL;
	number->numerator =
	    table_raw_named(table, row, like ? "like_events" : "events");
	if (!number->denominator.ptr)
		number->denominator = table_raw_named(
		    table, row, like ? "like_exposure" : "exposure");
}

/* The first number of ROW that is printed so. */
static bool find_in_row(struct printed_number *number,
    const struct number_search *search, const struct table *table, size_t row)
{
	const double *values =
	    values_of(search->known, table) + (row - 1) * table->column_count;
	for (size_t i = 0; i < table->column_count; i++) {
		if (isnan(values[i]) ||
		    !agrees(number, values[i], search->percent))
			continue;
		set_cell(number, table, row, i + 1);
		return true;
	}
	return false;
}

/* How many words of ROW the text around the number has. */
static size_t hints_of(
    const struct number_search *search, const struct table *table, size_t row)
{
	size_t hints = 0;
	for (size_t i = 1; i <= table->column_count; i++) {
		const struct table_cell *cell = table_at(table, row, i);
		if (!table->columns[i - 1].number &&
		    cell->print.len >= HINT_MIN &&
		    str_contains(search->text, cell->print))
			hints++;
	}
	return hints;
}

/* Whether ROW is of another measure than the one that the number tells. */
static bool is_of_another(
    const struct number_search *search, const struct table *table, size_t row)
{
	struct str measure = measure_of_row(table, row);
	return measure.len && search->measure.len &&
	       !str_equal(measure, search->measure);
}

/* The row that the text names best, of those with the number. ANY: one that it
 * does not name will do, too, if it is not of another measure. */
static bool find_in_table(struct printed_number *number,
    const struct number_search *search, const struct table *table, bool any)
{
	size_t best = 0;
	size_t best_hints = 0;
	size_t rows = table_rows(table);
	const struct printed_number before = *number;
	for (size_t row = 1; row <= rows; row++) {
		bool total = table->has_total && row == rows;
		if (!find_in_row(number, search, table, row))
			continue;
		size_t hints = 2 * hints_of(search, table, row) + total;
		if (!hints && is_of_another(search, table, row))
			continue;
		if (hints + any > best_hints) {
			best = row;
			best_hints = hints + any;
		}
	}
	*number = before;
	return best && find_in_row(number, search, table, best);
}

/* The row of MEASURE in a list of measures or of indicators. */
static bool find_in_list(struct printed_number *number,
    const struct number_search *search, const struct table *table,
    struct str measure)
{
	size_t column;
	if (!table_find_column(&column, table, "id"))
		return false;
	for (size_t row = 1; row <= table_rows(table); row++)
		if (str_equal(table_raw(table_at(table, row, column)), measure))
			return find_in_row(number, search, table, row);
	return false;
}

/* First the lists of all measures, then the tables of this one: those that the
 * text names a row of, then any. */
static void find_of_measure(
    struct printed_number *number, const struct number_search *search)
{
	const struct tables *tables = search->tables;
	struct str measure = number->measure;
	for (size_t i = tables->count; i > 0; i--)
		if (find_in_list(number, search, tables->items[i - 1], measure))
			return;
	for (int any = 0; any < 2; any++)
		for (size_t i = 0; i < tables->count; i++)
			if (str_list_has(
				&tables->items[i]->measures, measure) &&
			    find_in_table(
				number, search, tables->items[i], any))
				return;
}

static void find_in_cell(
    struct printed_number *number, const struct number_search *search)
{
	const struct table *table = search->table->data;
	size_t row = search->row->data_row;
	size_t column = search->cell->data_column;
	double value;
	number->table = table->id;
	if (table->printed) {
		(void)find_in_table(number, search, table, true);
		return;
	}
	if (!row)
		return;
	number->row = row;
	if (!column || !table_is_filed(&table->columns[column - 1])) {
		if (!find_in_row(number, search, table, row) &&
		    number->measure.len)
			find_of_measure(number, search);
		return;
	}
	set_cell(number, table, row, column);
	number->is_cell = true;
	if (table_number(&value, table, row, column))
		number->is_cell = agrees(number, value, search->percent);
	else if (!table->columns[column - 1].number &&
		 number->kind == NUMBER_FIGURE)
		number->kind = NUMBER_NAME; /* words, as the file has them */
	if (number->is_cell || find_in_row(number, search, table, row))
		return;
	number->column = STR_NONE;
	number->value = STR_NONE;
}

void number_find_cell(
    struct printed_number *number, const struct number_search *search)
{
	if (search->cell && search->table->data)
		find_in_cell(number, search);
	else if (number->kind != NUMBER_FIGURE)
		return;
	else if (search->about)
		(void)find_in_table(number, search, search->about, true);
	else if (number->measure.len)
		find_of_measure(number, search);
}
