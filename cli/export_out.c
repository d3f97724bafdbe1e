/* Rows go straight from the model into the file, some at a time. */
#include "cli/export_out.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/csv_out.h"
#include "base/rules.h"
#include "model/query.h"

enum { FLUSH_BYTES = 1 << 16 };

/* ---------------------------------------------------------------- people -- */

struct people_rules {
	struct rules rules;
	size_t table;
	size_t column;
};

static bool is_of_table(
    const struct people_rules *people, size_t row, const struct table *table)
{
	struct str name = rules_cell(&people->rules, row, people->table);
	return str_equal_z(name, "*") || str_equal(name, table->name);
}

/* "reviewer_alias_id" is an alias_id, too. */
static bool ends_in(struct str name, struct str part)
{
	return str_equal(name, part) ||
	       (str_ends(name, part) &&
		   name.ptr[name.len - part.len - 1] == '_');
}

/* NAME none: the whole table. */
static bool tells_of_people(const struct people_rules *people,
    const struct table *table, struct str name)
{
	for (size_t i = 0; i < people->rules.row_count; i++) {
		struct str column =
		    rules_cell(&people->rules, i, people->column);
		if (is_of_table(people, i, table) &&
		    (name.len ? column.len && ends_in(name, column)
			      : !column.len))
			return true;
	}
	return false;
}

static bool any_tells(const struct people_rules *people,
    const struct table *table, const struct str_list *names)
{
	for (size_t i = 0; i < names->count; i++)
		if (tells_of_people(people, table, names->items[i]))
			return true;
	return false;
}

static void leave_out_columns(
    struct table *table, const struct people_rules *people)
{
	size_t kept = 0;
	for (size_t i = 0; i < table->columns.count; i++)
		if (!tells_of_people(
			people, table, table->columns.items[i].name))
			table->columns.items[kept++] = table->columns.items[i];
	table->columns.count = kept;
	kept = 0;
	for (size_t i = 0; i < table->unique.count; i++)
		if (!any_tells(people, table, &table->unique.items[i]))
			table->unique.items[kept++] = table->unique.items[i];
	table->unique.count = kept;
	kept = 0;
	for (size_t i = 0; i < table->references.count; i++)
		if (!tells_of_people(
			people, table, table->references.items[i].column))
			table->references.items[kept++] =
			    table->references.items[i];
	table->references.count = kept;
	if (any_tells(people, table, &table->primary))
		table->primary.count = 0;
}

bool export_leave_out_people(struct tables *tables,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct people_rules people;
	size_t kept = 0;
	if (!rules_read(&people.rules, folders, STR("data/people-columns.csv"),
		keep, err) ||
	    !rules_column(&people.rules, "table", &people.table, err) ||
	    !rules_column(&people.rules, "column", &people.column, err))
		return false;
	for (size_t i = 0; i < tables->count; i++) {
		if (tells_of_people(&people, &tables->items[i], STR_NONE))
			continue;
		leave_out_columns(&tables->items[i], &people);
		tables->items[kept++] = tables->items[i];
	}
	tables->count = kept;
	return true;
}

/* ------------------------------------------------------------------ rows -- */

static void add_name(struct buf *out, struct str name)
{
	buf_printf(out, "\"" STR_FMT "\"", STR_ARG(name));
}

static void add_names(struct buf *out, const struct str_list *names)
{
	for (size_t i = 0; i < names->count; i++) {
		buf_add_z(out, i ? ", " : "");
		add_name(out, names->items[i]);
	}
}

/* Teams with fewer than :smallest people are NULL, and have no row. */
static void write_select(struct buf *out, const struct table *table)
{
	buf_add_z(out, "SELECT ");
	for (size_t i = 0; i < table->columns.count; i++) {
		struct str name = table->columns.items[i].name;
		buf_add_z(out, i ? ", " : "");
		if (ends_in(name, STR("team_id")))
			buf_printf(out,
			    "(SELECT id FROM team WHERE id = \"" STR_FMT
			    "\" AND people >= :smallest)",
			    STR_ARG(name));
		else
			add_name(out, name);
	}
	buf_add_z(out, " FROM ");
	add_name(out, table->name);
	if (str_equal_z(table->name, "team"))
		buf_add_z(out, " WHERE people >= :smallest");
	buf_add_z(out, " ORDER BY ");
	if (table->primary.count)
		add_names(out, &table->primary);
	for (size_t i = 0; !table->primary.count && i < table->columns.count;
	     i++)
		buf_printf(out, "%s%zu", i ? ", " : "", i + 1);
	buf_add_char(out, '\0');
}

static bool flush(FILE *file, struct buf *out)
{
	bool done = fwrite(out->data, 1, out->len, file) == out->len;
	buf_clear(out);
	return done;
}

static void write_row(
    struct csv_out *csv, const struct table *table, struct query *query)
{
	for (size_t i = 0; i < table->columns.count; i++) {
		if (query_is_null(query, (int)i))
			csv_empty(csv);
		else if (table->columns.items[i].is_text)
			csv_data(csv, query_text(query, (int)i));
		else
			csv_int(csv, query_int(query, (int)i));
	}
	csv_end_row(csv);
}

static bool write_rows(
    int64_t *rows, FILE *file, const struct table *table, struct query *query)
{
	struct buf out = { 0 };
	struct csv_out csv = { .out = &out };
	bool done = true;
	for (size_t i = 0; i < table->columns.count; i++)
		csv_text(&csv, table->columns.items[i].name);
	csv_end_row(&csv);
	while (done && query_next(query)) {
		write_row(&csv, table, query);
		++*rows;
		if (out.len > FLUSH_BYTES)
			done = flush(file, &out);
	}
	done = done && flush(file, &out) && fflush(file) == 0;
	buf_free(&out);
	return done;
}

bool export_table(int64_t *rows, const struct export_file *file,
    const struct table *table, const struct model *model, struct arena *scratch,
    struct error *err)
{
	struct buf sql = { 0 };
	struct query *query = NULL;
	struct error ignored;
	write_select(&sql, table);
	bool done = query_open(&query, model, sql.data, err);
	buf_free(&sql);
	if (!done)
		return false;
	query_bind_name(query, ":smallest", file->smallest);
	FILE *out = fopen(arena_z(scratch, file->path), "wb");
	done = out && fchmod(fileno(out), file->mode) == 0 &&
	       write_rows(rows, out, table, query);
	int problem = errno;
	if (out && fclose(out) != 0 && done) {
		done = false;
		problem = errno;
	}
	errno = problem;
	if (!done)
		error_errno(err, "cannot write " STR_FMT, STR_ARG(file->path));
	return query_close(query, done ? err : &ignored) && done;
}

/* --------------------------------------------------------------- scripts -- */

static void add_literal(struct buf *out, struct str text)
{
	buf_add_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\'')
			buf_add_char(out, '\'');
		buf_add_char(out, text.ptr[i]);
	}
	buf_add_char(out, '\'');
}

static void write_columns(struct buf *out, const struct table *table)
{
	for (size_t i = 0; i < table->columns.count; i++) {
		const struct table_column *column = &table->columns.items[i];
		buf_add_z(out, i ? ",\n  " : "\n  ");
		add_name(out, column->name);
		buf_printf(out, " %s%s", column->is_text ? "TEXT" : "BIGINT",
		    column->required && !ends_in(column->name, STR("team_id"))
			? " NOT NULL"
			: "");
	}
}

static void write_table(struct buf *out, const struct table *table)
{
	buf_add_z(out, "\nCREATE TABLE ");
	add_name(out, table->name);
	buf_add_z(out, " (");
	write_columns(out, table);
	if (table->primary.count) {
		buf_add_z(out, ",\n  PRIMARY KEY (");
		add_names(out, &table->primary);
		buf_add_char(out, ')');
	}
	for (size_t i = 0; i < table->unique.count; i++) {
		buf_add_z(out, ",\n  UNIQUE (");
		add_names(out, &table->unique.items[i]);
		buf_add_char(out, ')');
	}
	buf_add_z(out, "\n);\n");
}

/* What the name of a column says, as the head of model/schema.sql has it. */
static const char *unit_of(struct str name)
{
	if (ends_in(name, STR("time")))
		return "seconds since 1970-01-01T00:00:00Z";
	if (ends_in(name, STR("e6")))
		return "in millionths";
	return "";
}

static void write_comments(struct buf *out, const struct table *table)
{
	if (table->comment.len) {
		buf_add_z(out, "COMMENT ON TABLE ");
		add_name(out, table->name);
		buf_add_z(out, " IS ");
		add_literal(out, table->comment);
		buf_add_z(out, ";\n");
	}
	for (size_t i = 0; i < table->columns.count; i++) {
		const struct table_column *column = &table->columns.items[i];
		const char *unit = column->is_text ? "" : unit_of(column->name);
		struct buf text = { 0 };
		buf_printf(&text, STR_FMT "%s%s", STR_ARG(column->comment),
		    column->comment.len && unit[0] ? "; " : "", unit);
		if (text.len) {
			buf_add_z(out, "COMMENT ON COLUMN ");
			add_name(out, table->name);
			buf_add_char(out, '.');
			add_name(out, column->name);
			buf_add_z(out, " IS ");
			add_literal(out, buf_str(&text));
			buf_add_z(out, ";\n");
		}
		buf_free(&text);
	}
}

static bool is_there(const struct tables *tables, struct str name)
{
	for (size_t i = 0; i < tables->count; i++)
		if (str_equal(tables->items[i].name, name))
			return true;
	return false;
}

static void write_references(struct buf *out, const struct tables *tables)
{
	for (size_t i = 0; i < tables->count; i++) {
		const struct table *table = &tables->items[i];
		for (size_t r = 0; r < table->references.count; r++) {
			const struct table_reference *reference =
			    &table->references.items[r];
			if (!is_there(tables, reference->table))
				continue;
			buf_add_z(out, "ALTER TABLE ");
			add_name(out, table->name);
			buf_add_z(out, " ADD FOREIGN KEY (");
			add_name(out, reference->column);
			buf_add_z(out, ") REFERENCES ");
			add_name(out, reference->table);
			buf_add_z(out, ";\n");
		}
	}
}

static void write_tables(struct buf *out, const struct tables *tables)
{
	for (size_t i = 0; i < tables->count; i++) {
		write_table(out, &tables->items[i]);
		write_comments(out, &tables->items[i]);
	}
	buf_add_char(out, '\n');
}

void export_postgresql(
    struct buf *out, const struct tables *tables, struct str program)
{
	buf_printf(out,
	    "-- Loads the tables that " STR_FMT " exported. In their folder:\n"
	    "--\n--   psql -d DATABASE -f load-postgresql.sql\n--\n"
	    "-- They are in the schema assay, or another: -v schema=NAME. It "
	    "must not be there\n-- yet. All of it is loaded, or nothing.\n"
	    "\\set ON_ERROR_STOP on\n"
	    "\\if :{?schema}\n\\else\n\\set schema assay\n\\endif\n"
	    "BEGIN;\nCREATE SCHEMA :\"schema\";\n"
	    "SET LOCAL search_path TO :\"schema\";\n"
	    "SET LOCAL client_encoding TO 'UTF8';\n",
	    STR_ARG(program));
	write_tables(out, tables);
	for (size_t i = 0; i < tables->count; i++)
		buf_printf(out,
		    "\\copy \"" STR_FMT "\" FROM '" STR_FMT
		    ".csv' WITH (FORMAT csv, HEADER true)\n",
		    STR_ARG(tables->items[i].name),
		    STR_ARG(tables->items[i].name));
	buf_add_char(out, '\n');
	write_references(out, tables);
	buf_add_z(out, "COMMIT;\nANALYZE;\n");
}

void export_duckdb(
    struct buf *out, const struct tables *tables, struct str program)
{
	buf_printf(out,
	    "-- Loads the tables that " STR_FMT " exported. In their folder:\n"
	    "--\n--   duckdb assay.duckdb -bail -c '.read "
	    "load-duckdb.sql'\n--\n"
	    "-- References between tables are in load-postgresql.sql: DuckDB "
	    "cannot add them to\n-- tables that are filled.\n"
	    "BEGIN;\n",
	    STR_ARG(program));
	write_tables(out, tables);
	for (size_t i = 0; i < tables->count; i++)
		buf_printf(out,
		    "COPY \"" STR_FMT "\" FROM '" STR_FMT
		    ".csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE "
		    "'\"', "
		    "ESCAPE '\"', NULLSTR '', ALLOW_QUOTED_NULLS false);\n",
		    STR_ARG(tables->items[i].name),
		    STR_ARG(tables->items[i].name));
	buf_add_z(out, "COMMIT;\n");
}
