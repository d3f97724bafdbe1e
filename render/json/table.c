/* The tables behind a report: columns with what they hold, rows with the value
 * in full beside what is printed. A cell without a value says why. Where print
 * has other rows than the file (sums, a matrix, page one), they stand below
 * "print". */
#include "render/json/writer.h"

#include "base/vec.h"

static bool has_print(const struct table *table)
{
	return table->printed == NULL;
}

/* ------------------------------------------------------------- columns -- */

/* Columns of print alone have no name in the file: "95% interval" is
 * "95_interval". */
static struct str name_from(struct str title, struct arena *scratch)
{
	struct str lower = arena_lower(scratch, title);
	char *name = arena_alloc(scratch, lower.len + 1);
	size_t length = 0;
	for (size_t i = 0; i < lower.len; i++) {
		char c = lower.ptr[i];
		if (ascii_is_lower(c) || ascii_is_digit(c))
			name[length++] = c;
		else if (length && name[length - 1] != '_')
			name[length++] = '_';
	}
	return (struct str){ name, length };
}

/* The key of each column; none where it is shown nowhere. A name that stands
 * twice is counted: "state", "state_2". */
static struct str *keys_of(const struct table *table, struct arena *scratch)
{
	struct str *keys =
	    arena_array(scratch, table->column_count + 1, sizeof *keys);
	struct map seen = { .arena = scratch };
	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->columns[i];
		struct str name = table_is_filed(column)
				      ? column->name
				      : name_from(column->title, scratch);
		keys[i] = STR_NONE;
		if (column->show == SHOW_NONE)
			continue;
		union map_value *times = map_put(&seen, name, NULL);
		keys[i] = ++times->number == 1
			      ? name
			      : arena_printf(scratch, STR_FMT "_%d",
				    STR_ARG(name), (int)times->number);
	}
	return keys;
}

static struct str kind_of(const struct table_column *column)
{
	if (column->kind.len)
		return column->kind;
	return !table_is_filed(column) ? STR("printed")
	       : column->number	       ? STR("number")
				       : STR("text");
}

static void write_columns(struct json_writer *writer, const struct table *table,
    const struct str *keys, const struct doc *head)
{
	struct json_out *json = &writer->json;
	json_open_array(json, "columns");
	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->columns[i];
		struct str title = STR_NONE;
		if (!keys[i].ptr)
			continue;
		for (const struct doc *at = head ? head->first : NULL; at;
		     at = at->next)
			if (at->data_column == i + 1)
				title = json_cell_text(writer, at);
		json_open_line(json, NULL);
		json_text(json, "name", keys[i]);
		json_text(json, "title", title);
		json_text(json, "kind", kind_of(column));
		json_text(
		    json, "unit", column->unit.len ? column->unit : STR_NONE);
		json_bool(json, "in_file", table_is_filed(column));
		json_close_object(json);
	}
	json_close_array(json);
}

/* ---------------------------------------------------------------- rows -- */

/* Why a cell has no value, by what print or its row's state say of it. */
static struct str state_of(
    const struct table *table, size_t row, const struct table_cell *cell)
{
	static const char *const states[][2] = {
		{ "not shown, for privacy", "suppressed" },
		{ "suppressed", "suppressed" },
		{ "under ", "suppressed" },
		{ "not assessed", "not_assessed" },
		{ "too little", "too_little_data" },
		{ "not reached", "not_reached" },
		{ "not comparable", "not_comparable" },
		{ "not known", "unknown" },
		{ "not recorded", "unknown" },
	};
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (str_starts(cell->print, str_from(states[i][0])))
			return str_from(states[i][1]);
	if (cell->print.len)
		return STR("said");
	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_cell *at = table_at(table, row, i + 1);
		if (at == cell || !str_equal_z(table->columns[i].name, "state"))
			continue;
		for (size_t k = 0; k < sizeof states / sizeof *states; k++)
			if (str_starts(table_raw(at), str_from(states[k][0])))
				return str_from(states[k][1]);
	}
	return STR("none");
}

static void write_cell(struct json_writer *writer, const struct table *table,
    size_t row, size_t column, const struct doc *cell)
{
	struct json_out *json = &writer->json;
	const struct table_column *of = &table->columns[column - 1];
	const struct table_cell *at = table_at(table, row, column);
	struct str raw = table_raw(at);
	double value;
	if (table_is_filed(of)) {
		if (table_number(&value, table, row, column))
			json_number(json, "value", value);
		else if (raw.len)
			json_text(json, "value", raw);
		else {
			json_null(json, "value");
			json_text(json, "state", state_of(table, row, at));
		}
	}
	if (cell)
		json_text(json, "printed", json_cell_text(writer, cell));
}

static const struct doc *cell_of(const struct doc *row, size_t column)
{
	const struct doc *at = row ? row->first : NULL;
	while (at && at->data_column != column)
		at = at->next;
	return at;
}

/* The row of print that shows each row of TABLE, or NULL. */
static const struct doc **rows_of(
    const struct table *table, const struct doc *node, struct arena *scratch)
{
	size_t room = table_rows(table) + 1;
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are meant */
	const struct doc **rows = arena_array(scratch, room, sizeof *rows);
	for (const struct doc *at = node ? node->first : NULL; at;
	     at = at->next)
		if (at->kind == DOC_ROW && at->data_row && has_print(table))
			rows[at->data_row - 1] = at;
	return rows;
}

static void write_rows(struct json_writer *writer, const struct table *table,
    const struct str *keys, const struct doc *node)
{
	struct json_out *json = &writer->json;
	const struct doc **rows = rows_of(table, node, writer->scratch);
	size_t count = table_rows(table);
	json_open_array(json, "rows");
	for (size_t row = 1; row <= count; row++) {
		json_open_line(json, NULL);
		json_int(json, "row", (int64_t)row);
		if (table->has_total && row == count)
			json_bool(json, "total", true);
		json_open_object(json, "cells");
		for (size_t i = 0; i < table->column_count; i++) {
			const struct doc *cell = cell_of(rows[row - 1], i + 1);
			if (!keys[i].ptr ||
			    (!cell && !table_is_filed(&table->columns[i])))
				continue;
			json_open_object(
			    json, arena_z(writer->scratch, keys[i]));
			write_cell(writer, table, row, i + 1, cell);
			json_close_object(json);
		}
		json_close_object(json);
		json_close_object(json);
	}
	json_close_array(json);
}

/* --------------------------------------------------------------- print -- */

struct str json_cell_text(struct json_writer *writer, const struct doc *cell)
{
	struct str text = STR("");
	for (const struct doc *at = cell->first; at; at = at->next) {
		struct str part = at->kind == DOC_FIGURE
				      ? at->alt
				      : json_inline_text(writer, at);
		text = arena_printf(writer->scratch, STR_FMT "%s" STR_FMT,
		    STR_ARG(text), text.len ? "\n" : "", STR_ARG(part));
	}
	return text;
}

static void write_line(struct json_writer *writer, const struct doc *row)
{
	struct json_out *json = &writer->json;
	json_open_list(json, row->header ? "columns" : NULL);
	for (const struct doc *at = row->first; at; at = at->next)
		json_text(json, NULL, json_cell_text(writer, at));
	json_close_array(json);
}

void json_write_print(struct json_writer *writer, const struct doc *table)
{
	struct json_out *json = &writer->json;
	const struct doc *at = table->first;
	while (at && at->kind != DOC_ROW)
		at = at->next;
	/* Of several heads the last names the columns. */
	while (at && at->header && at->next && at->next->header)
		at = at->next;
	if (at && at->header) {
		write_line(writer, at);
		at = at->next;
	}
	json_open_array(json, "rows");
	for (; at; at = at->next)
		if (at->kind == DOC_ROW)
			write_line(writer, at);
	json_close_array(json);
}

/* Whether the cells of NODE are other ones than those of the file. */
static bool is_own_print(const struct table *table, const struct doc *node)
{
	if (!node)
		return false;
	if (!has_print(table))
		return true;
	for (const struct doc *row = node->first; row; row = row->next)
		if (row->kind == DOC_ROW && row->data_row && row->first)
			return !row->first->data_column;
	return false;
}

/* What print says in rows of its own: "6 more in the file", "none". */
static void write_remarks(struct json_writer *writer, const struct doc *node)
{
	struct json_out *json = &writer->json;
	bool opened = false;
	for (const struct doc *row = node->first; row; row = row->next) {
		if (row->kind != DOC_ROW || row->header || row->data_row)
			continue;
		if (!opened)
			json_open_list(json, "remarks");
		opened = true;
		for (const struct doc *at = row->first; at; at = at->next)
			if (at->first)
				json_text(
				    json, NULL, json_cell_text(writer, at));
	}
	if (opened)
		json_close_array(json);
}

static const struct doc *head_of(const struct doc *node)
{
	const struct doc *at = node ? node->first : NULL;
	while (at && at->kind != DOC_ROW)
		at = at->next;
	return at;
}

void json_write_table(struct json_writer *writer, const struct table *table,
    const struct report_file *file)
{
	struct json_out *json = &writer->json;
	union map_value *found = map_get(&writer->tables, table->id);
	const struct doc *node = found ? found->pointer : NULL;
	bool own = is_own_print(table, node);
	struct str *keys = keys_of(table, writer->scratch);
	json_open_object(json, NULL);
	json_text(json, "id", table->id);
	json_text(json, "title", file->title);
	json_text(json, "file",
	    arena_printf(
		writer->scratch, "tables/" STR_FMT, STR_ARG(file->name)));
	json_text(json, "list", table->list.len ? table->list : STR_NONE);
	json_open_list(json, "measures");
	for (size_t i = 0; i < table->measures.count; i++)
		json_text(json, NULL, table->measures.items[i]);
	json_close_array(json);
	write_columns(writer, table, keys, own ? NULL : head_of(node));
	write_rows(writer, table, keys, own ? NULL : node);
	if (own) {
		json_open_object(json, "print");
		json_write_print(writer, node);
		json_close_object(json);
	} else if (node) {
		write_remarks(writer, node);
	}
	json_close_object(json);
}
