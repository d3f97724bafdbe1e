#include "cli/table_out.h"

#include "base/csv_out.h"
#include "base/json_out.h"
#include "base/utf8.h"

static struct str shown_cell(struct arena *scratch, struct str cell)
{
	return cell.ptr ? utf8_printable(scratch, cell) : STR("not known");
}

static void pad(struct buf *out, size_t count)
{
	while (count--)
		buf_add_char(out, ' ');
}

static void write_cell(
    struct buf *out, struct str cell, size_t width, bool right, bool is_last)
{
	size_t used = utf8_count(cell);
	if (right)
		pad(out, width - used);
	buf_add(out, cell);
	if (is_last)
		buf_add_char(out, '\n');
	else
		pad(out, (right ? 0 : width - used) + 2);
}

static void write_table(
    struct buf *out, const struct table_out *table, struct arena *scratch)
{
	size_t columns = table->column_count;
	size_t *widths = arena_array(scratch, columns, sizeof *widths);
	size_t cells = table->row_count * columns;
	struct str *shown = arena_array(scratch, cells, sizeof *shown);
	for (size_t i = 0; i < columns; i++)
		widths[i] = utf8_count(table->columns[i].name);
	for (size_t i = 0; i < cells; i++) {
		shown[i] = shown_cell(scratch, table->cells[i]);
		size_t width = utf8_count(shown[i]);
		if (width > widths[i % columns])
			widths[i % columns] = width;
	}
	for (size_t i = 0; i < columns; i++)
		write_cell(out, table->columns[i].name, widths[i],
		    table->columns[i].number, i + 1 == columns);
	for (size_t i = 0; i < cells; i++)
		write_cell(out, shown[i], widths[i % columns],
		    table->columns[i % columns].number,
		    i % columns + 1 == columns);
}

static void write_csv(struct buf *out, const struct table_out *table)
{
	struct csv_out csv = { .out = out };
	size_t columns = table->column_count;
	for (size_t i = 0; i < columns; i++)
		csv_text(&csv, table->columns[i].name);
	csv_end_row(&csv);
	for (size_t i = 0; i < table->row_count * columns; i++) {
		csv_text(&csv, table->cells[i]);
		if (i % columns + 1 == columns)
			csv_end_row(&csv);
	}
}

static void write_json(
    struct buf *out, const struct table_out *table, struct arena *scratch)
{
	struct json_out json = { .out = out };
	size_t columns = table->column_count;
	json_open_array(&json, NULL);
	for (size_t i = 0; i < table->row_count * columns; i++) {
		const struct table_column *column =
		    &table->columns[i % columns];
		const char *key = arena_z(scratch, column->name);
		double number;
		if (i % columns == 0)
			json_open_object(&json, NULL);
		if (column->number && str_to_double(table->cells[i], &number))
			json_double(&json, key, number);
		else
			json_text(&json, key, table->cells[i]);
		if (i % columns + 1 == columns)
			json_close_object(&json);
	}
	json_close_array(&json);
}

void table_write(struct buf *out, const struct table_out *table,
    enum table_format format, struct arena *scratch)
{
	if (table->column_count == 0)
		return;
	switch (format) {
	case FORMAT_TABLE:
		write_table(out, table, scratch);
		return;
	case FORMAT_CSV:
		write_csv(out, table);
		return;
	case FORMAT_JSON:
		write_json(out, table, scratch);
		return;
	}
}
