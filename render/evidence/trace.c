/* data/trace/numbers.csv: every number that the report prints, the cell of
 * which table it is rounded from, and the records behind that cell: file and,
 * of a group, which of its rows. Then those of the summary by mail, of the same
 * tables where the report has them. */
#include "analysis/basis.h"
#include "analysis/measure.h"
#include "base/date.h"
#include "base/number.h"
#include "base/utf8.h"
#include "render/evidence/bagged.h"
#include "render/numbers.h"

#define PATH "data/trace/numbers.csv"

enum { MONTH_SIZE = 7 }; /* 2026-09 */

static const struct table *table_of(const struct tables *tables, struct str id)
{
	for (size_t i = 0; i < tables->count; i++)
		if (str_equal(tables->items[i]->id, id))
			return tables->items[i];
	return NULL;
}

static struct str raw_cell(const struct table *table, size_t row, size_t column)
{
	const struct table_cell *cell =
	    &table->cells[(row - 1) * table->column_count + column];
	return cell->raw.ptr ? cell->raw : cell->print;
}

/* Whether ROW of TABLE tells MEASURE: all of it does, or the row has its id. */
static bool is_of(const struct table *table, size_t row, struct str measure)
{
	if (str_list_has(&table->measures, measure))
		return true;
	for (size_t i = 0; row && i < table->column_count; i++)
		if (str_equal_z(table->columns[i].name, "id"))
			return str_equal(raw_cell(table, row, i), measure);
	return false;
}

/* Whether a column before COLUMN has its name. */
static bool is_second(const struct table *table, size_t column)
{
	for (size_t i = 0; i < column; i++)
		if (str_equal(
			table->columns[i].name, table->columns[column].name))
			return true;
	return false;
}

/* "team=Web; month=2026-07": the row's columns by which MEASURE groups; none of
 * a row that is the total. */
static struct str filter_of(const struct table *table, size_t row,
    const struct measure *measure, struct arena *keep)
{
	struct str filter = STR("");
	if (!table || !measure || !row || row > table_rows(table) ||
	    !str_list_has(&table->measures, measure->id) ||
	    (table->has_total && row == table_rows(table)))
		return filter;
	for (size_t i = 0; i < table->column_count; i++) {
		struct str name = table->columns[i].name;
		if ((!list_has(measure->keys, name) &&
			!str_equal_z(name, "month")) ||
		    is_second(table, i))
			continue;
		filter = arena_printf(keep, STR_FMT "%s" STR_FMT "=" STR_FMT,
		    STR_ARG(filter), filter.len ? "; " : "", STR_ARG(name),
		    STR_ARG(utf8_printable(keep, raw_cell(table, row, i))));
	}
	return filter;
}

/* A cell of an earlier time: its records are in the bag of that period. */
static bool is_earlier(const struct evidence *from, const struct table *table,
    const struct printed_number *number, struct arena *keep)
{
	struct period period = engine_period(from->engine);
	if (str_starts(number->column, STR("previous")) ||
	    str_starts(number->column, STR("was")))
		return true;
	for (size_t i = 0; table && i < table->column_count; i++)
		if (str_equal_z(table->columns[i].name, "month") &&
		    number->row && number->row <= table_rows(table) &&
		    period.from != UNKNOWN)
			return str_compare(raw_cell(table, number->row, i),
				   str_slice(
				       date_iso(keep,
					   period.from +
					       period.calendar.zone_seconds),
				       0, MONTH_SIZE)) < 0;
	return false;
}

static struct str real(struct arena *keep, double value)
{
	char digits[NUMBER_SIZE];
	number_shortest(digits, value);
	return arena_str(keep, str_from(digits));
}

/* The measure that NUMBER tells: as listed, else by the name of its column
 * ("finding.mttr", "training.current.open"), else the only one of its table. */
static const struct measure *measure_of(const struct evidence *from,
    const struct table *table, const struct printed_number *number)
{
	const struct engine *engine = from->engine;
	const struct measure *measure = engine_measure(engine, number->measure);
	struct str column = number->column;
	if (!measure)
		measure = engine_measure(engine, column);
	if (!measure)
		measure = engine_measure(
		    engine, str_slice(column, 0, str_rfind_byte(column, '.')));
	if (!measure && table && table->measures.count == 1)
		measure = engine_measure(engine, table->measures.items[0]);
	return measure;
}

static void write_number(struct csv_out *csv, const struct evidence *from,
    const struct bag_files *made, const struct printed_number *number,
    struct arena *keep)
{
	const struct table *table =
	    table_of(from->report->tables, number->table);
	const struct measure *measure = measure_of(from, table, number);
	struct str records = STR_NONE;
	struct str cells = STR_NONE;
	if (measure && !is_earlier(from, table, number, keep))
		records = bagged_records_path(measure->id, keep);
	if (measure && table && is_of(table, number->row, measure->id))
		cells = bagged_cells_path(measure->id, keep);
	csv_text(csv, number->id);
	csv_text(csv, str_from(number_place_name(number->place)));
	bagged_cell(csv, number->section);
	csv_text(csv, str_from(number_kind_name(number->kind)));
	csv_text(csv, number->printed);
	csv_text(csv, real(keep, number->reads));
	csv_int(csv, number->decimals);
	csv_int(csv, number->bound);
	bagged_cell(csv, measure ? measure->id : STR_NONE);
	bagged_cell(csv, number->table);
	bagged_cell(csv, table ? arena_printf(keep,
				     "data/tables/" STR_FMT "-" STR_FMT ".csv",
				     STR_ARG(table->id), STR_ARG(table->slug))
			       : STR_NONE);
	if (number->row)
		csv_int(csv, (int64_t)number->row);
	else
		csv_empty(csv);
	bagged_cell(csv, number->column);
	bagged_cell(csv, number->value);
	csv_text(csv, real(keep, number->scale));
	csv_text(csv, real(keep, number->base));
	csv_text(csv, str_from(measure ? basis_formula(measure) : ""));
	bagged_cell(csv, number->numerator);
	bagged_cell(csv, number->denominator);
	bagged_cell(
	    csv, records.ptr && bag_find(made, records) ? records : STR_NONE);
	csv_text(csv, filter_of(table, number->row, measure, keep));
	bagged_cell(csv, cells.ptr && bag_find(made, cells) ? cells : STR_NONE);
	csv_end_row(csv);
}

static const struct table *table_of_slug(
    const struct tables *tables, struct str slug)
{
	for (size_t i = 0; i < tables->count; i++)
		if (str_equal(tables->items[i]->slug, slug))
			return tables->items[i];
	return NULL;
}

static bool has_cell(
    const struct table *table, const struct printed_number *number)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (str_equal(table->columns[i].name, number->column))
			return number->row &&
			       number->row <= table_rows(table) &&
			       str_equal(raw_cell(table, number->row, i),
				   number->value);
	return false;
}

/* A number of the mail: in a table of its own that the report has, too, or
 * found in one of the report's. */
static void move_to_report(struct printed_number *number,
    const struct evidence *from, struct arena *keep)
{
	const struct table *own =
	    table_of(from->summary->tables, number->table);
	const struct table *tables[] = {
		own ? table_of_slug(from->report->tables, own->slug) : NULL,
		table_of(from->report->tables, number->table),
	};
	number->id =
	    arena_printf(keep, NUMBERS_OF_MAIL STR_FMT, STR_ARG(number->id));
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are counted */
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (tables[i] && has_cell(tables[i], number)) {
			number->table = tables[i]->id;
			return;
		}
	number->table = number->column = number->value = STR_NONE;
	number->numerator = number->denominator = STR_NONE;
	number->row = 0;
}

static void write_numbers(struct csv_out *csv, const struct evidence *from,
    struct bag_files *out, const struct printed_numbers *numbers,
    struct arena *scratch)
{
	for (size_t i = 0; i < numbers->count; i++) {
		write_number(csv, from, out, &numbers->items[i], scratch);
		arena_reset(scratch);
		bag_more(out, STR(PATH), csv->out);
	}
}

bool evidence_trace(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err)
{
	struct buf content = { 0 };
	struct csv_out csv = { .out = &content };
	struct printed_numbers numbers = { 0 };
	struct arena *scratch = arena_new();
	(void)err;
	numbers_list(&numbers, from->report->root, from->report->tables,
	    from->report->language, keep);
	bagged_heads(&csv,
	    "id,place,section,kind,printed,reads,decimals,bound,"
	    "measure,table,file,row,column,value,scale,base,formula,"
	    "numerator,denominator,records,where,cells");
	write_numbers(&csv, from, out, &numbers, scratch);
	if (from->summary) {
		numbers_list(&numbers, from->summary->root,
		    from->report->tables, from->summary->language, keep);
		for (size_t i = 0; i < numbers.count; i++)
			move_to_report(&numbers.items[i], from, keep);
		write_numbers(&csv, from, out, &numbers, scratch);
	}
	bagged_add(out, STR(PATH), &content, keep);
	arena_free(scratch);
	return true;
}
