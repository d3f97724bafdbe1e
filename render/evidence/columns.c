/* data/tables/columns.csv: every column of every table of the bag, so that who
 * reads them need not guess. What a column of the report means is said by the
 * measure that declares or groups by it, else by data/columns.csv; that also
 * has the columns of the tables that the parts here write, but for those of
 * queries (sheet.h), which say it themselves. */
#include "analysis/measure.h"
#include "base/rules.h"
#include "render/evidence/bagged.h"
#include "render/evidence/sheet.h"
#include "render/expand.h"

#define TABLE "data/columns.csv"

enum { FILE_AT, COLUMN_AT, KIND_AT, UNIT_AT, MEANING_AT, COLUMNS };

struct dictionary {
	const struct evidence *from;
	struct rules rules;
	size_t at[COLUMNS];
	struct csv_out csv;
	struct arena *keep;
};

struct entry {
	struct str kind;
	struct str unit;
	struct str meaning;
};

static void write_entry(struct dictionary *dictionary, struct str file,
    size_t position, struct str column, const struct entry *entry)
{
	struct csv_out *csv = &dictionary->csv;
	csv_text(csv, file);
	csv_int(csv, (int64_t)position);
	csv_text(csv, column);
	csv_text(csv, entry->kind);
	bagged_cell(csv, entry->unit);
	csv_text(csv, entry->meaning);
	csv_end_row(csv);
}

static struct str rule_cell(
    const struct dictionary *dictionary, size_t row, int column)
{
	return rules_cell(&dictionary->rules, row, dictionary->at[column]);
}

/* ----------------------------------------------- columns of the report -- */

static bool entry_of_rule(
    struct entry *entry, const struct dictionary *dictionary, struct str column)
{
	for (size_t i = 0; i < dictionary->rules.row_count; i++) {
		if (rule_cell(dictionary, i, FILE_AT).len ||
		    !str_equal(rule_cell(dictionary, i, COLUMN_AT), column))
			continue;
		*entry = (struct entry){ rule_cell(dictionary, i, KIND_AT),
			rule_cell(dictionary, i, UNIT_AT),
			rule_cell(dictionary, i, MEANING_AT) };
		return true;
	}
	return false;
}

/* A column that MEASURE declares, or groups by. */
static bool entry_of_measure(struct entry *entry,
    const struct dictionary *dictionary, struct str id, struct str column)
{
	const struct measure *measure =
	    engine_measure(dictionary->from->engine, id);
	struct arena *keep = dictionary->keep;
	struct column declared;
	if (measure && measure_column(&declared, measure, column)) {
		*entry = (struct entry){ declared.type, STR_NONE,
			arena_printf(keep, STR_FMT " (" STR_FMT ")",
			    STR_ARG(declared.title), STR_ARG(id)) };
		return true;
	}
	if (measure && list_has(measure->keys, column)) {
		*entry = (struct entry){ STR("text"), STR_NONE,
			arena_printf(keep, "group: " STR_FMT,
			    STR_ARG(key_title(column, keep))) };
		return true;
	}
	return false;
}

/* A column that is a measure itself: "finding.mttr". */
static bool entry_of_figure(
    struct entry *entry, const struct dictionary *dictionary, struct str column)
{
	const struct measure *measure =
	    engine_measure(dictionary->from->engine, column);
	if (!measure)
		return false;
	*entry = (struct entry){ str_from(measure_kind_name(measure->kind)),
		measure->unit, measure->title };
	return true;
}

/* "finding.mttr.state", "some-model.fail": what stands behind the last dot, of
 * what stands before it. */
static bool entry_of_suffix(
    struct entry *entry, const struct dictionary *dictionary, struct str column)
{
	size_t dot = str_rfind_byte(column, '.');
	if (dot == column.len ||
	    !entry_of_rule(entry, dictionary, str_skip(column, dot + 1)))
		return false;
	entry->meaning = arena_printf(dictionary->keep, STR_FMT ": " STR_FMT,
	    STR_ARG(str_slice(column, 0, dot)), STR_ARG(entry->meaning));
	return true;
}

/* "2026-07" as a head: the figure of that month. */
static bool entry_of_month(struct entry *entry, struct str column)
{
	int64_t number;
	if (column.len != 7 || column.ptr[4] != '-' ||
	    !str_to_int(str_slice(column, 0, 4), &number))
		return false;
	*entry = (struct entry){ STR("figure"), STR_NONE,
		STR("the figure of that month") };
	return true;
}

static void find_entry(struct entry *entry, const struct dictionary *dictionary,
    const struct table *table, const struct table_column *column)
{
	for (size_t i = 0; i < table->measures.count; i++)
		if (entry_of_measure(entry, dictionary,
			table->measures.items[i], column->name))
			return;
	if (entry_of_figure(entry, dictionary, column->name) ||
	    entry_of_rule(entry, dictionary, column->name) ||
	    entry_of_suffix(entry, dictionary, column->name) ||
	    entry_of_month(entry, column->name))
		return;
	*entry = (struct entry){ column->number ? STR("figure") : STR("text"),
		STR_NONE, column->title };
}

static void add_table(struct dictionary *dictionary, const struct table *table)
{
	size_t position = 0;
	struct str file = arena_printf(dictionary->keep,
	    "data/tables/" STR_FMT "-" STR_FMT ".csv", STR_ARG(table->id),
	    STR_ARG(table->slug));
	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->columns[i];
		struct entry entry;
		if (column->show != SHOW_BOTH && column->show != SHOW_CSV)
			continue;
		find_entry(&entry, dictionary, table, column);
		write_entry(dictionary, file, ++position, column->name, &entry);
	}
}

/* ------------------------------------------------- columns of the others -- */

static bool add_sheets(struct dictionary *dictionary, struct error *err)
{
	struct sheet sheet;
	size_t at = 0;
	bool found;
	while (sheet_next(&sheet, &found, &at, dictionary->keep, err) && found)
		for (size_t i = 0; i < sheet.column_count; i++)
			write_entry(dictionary, sheet.path, i + 1,
			    sheet.columns[i].name,
			    &(struct entry){ sheet.columns[i].kind, STR_NONE,
				sheet.columns[i].meaning });
	return !found;
}

static void add_rules(struct dictionary *dictionary)
{
	struct str last = STR("");
	size_t position = 0;
	for (size_t i = 0; i < dictionary->rules.row_count; i++) {
		struct str file = rule_cell(dictionary, i, FILE_AT);
		struct str column = rule_cell(dictionary, i, COLUMN_AT);
		if (!file.len)
			continue;
		position = str_equal(file, last) ? position + 1 : 1;
		last = file;
		write_entry(dictionary, file,
		    str_equal_z(column, "*") ? 0 : position, column,
		    &(struct entry){ rule_cell(dictionary, i, KIND_AT),
			rule_cell(dictionary, i, UNIT_AT),
			rule_cell(dictionary, i, MEANING_AT) });
	}
}

static bool open_dictionary(struct dictionary *dictionary, struct error *err)
{
	static const char *const names[COLUMNS] = { "file", "column", "kind",
		"unit", "meaning" };
	if (!rules_read(&dictionary->rules, dictionary->from->folders,
		STR(TABLE), dictionary->keep, err))
		return false;
	for (int i = 0; i < COLUMNS; i++)
		if (!rules_column(
			&dictionary->rules, names[i], &dictionary->at[i], err))
			return false;
	return true;
}

bool evidence_columns(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err)
{
	struct buf content = { 0 };
	struct dictionary dictionary = {
		.from = from, .csv = { .out = &content }, .keep = keep
	};
	const struct tables *tables = from->report->tables;
	if (!open_dictionary(&dictionary, err))
		return false;
	bagged_heads(&dictionary.csv, "file,position,column,kind,unit,meaning");
	for (size_t i = 0; i < tables->count; i++)
		add_table(&dictionary, tables->items[i]);
	bool done = add_sheets(&dictionary, err);
	add_rules(&dictionary);
	bagged_add(out, STR("data/tables/columns.csv"), &content, keep);
	return done;
}
