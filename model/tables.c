/* SQLite keeps the text of each CREATE TABLE: what stands behind "--" there is
 * the comment of the column of its line, or of the table before the first
 * column; a line without a column goes on with the one before. The rest is
 * asked of its pragmas. */
#include "model/tables.h"

#include "model/query.h"

static struct table_column *find_column(struct table *table, struct str name)
{
	for (size_t i = 0; i < table->columns.count; i++)
		if (str_equal(table->columns.items[i].name, name))
			return &table->columns.items[i];
	return NULL;
}

/* The column that a line of the text declares; NULL when none. */
static struct table_column *declared(struct table *table, struct str line)
{
	struct str rest = str_trim(line);
	struct str name;
	if (!str_split(&rest, ' ', &name))
		return NULL;
	if (str_starts(name, STR("\"")) && name.len > 1)
		name = str_slice(name, 1, name.len - 1);
	if (!str_starts(rest, STR("TEXT")) && !str_starts(rest, STR("INTEGER")))
		return NULL;
	return find_column(table, name);
}

static size_t comment_start(struct str line)
{
	size_t at = 0;
	while (at < line.len && !str_starts(str_skip(line, at), STR("--")))
		at++;
	return at;
}

static void add_comment(
    struct str *comment, struct str more, struct arena *keep)
{
	*comment = comment->len ? arena_printf(keep, STR_FMT " " STR_FMT,
				      STR_ARG(*comment), STR_ARG(more))
				: arena_str(keep, more);
}

/* A row id has no comment of its own: the table's goes on beside it. */
static void read_comments(
    struct table *table, struct str text, struct arena *keep)
{
	struct table_column *column = NULL;
	struct str line;
	while (str_line(&text, &line)) {
		size_t at = comment_start(line);
		struct table_column *next =
		    declared(table, str_slice(line, 0, at));
		struct str comment = str_trim(str_skip(line, at + 2));
		if (next && !str_equal_z(next->name, "id"))
			column = next;
		if (comment.len)
			add_comment(column ? &column->comment : &table->comment,
			    comment, keep);
	}
}

static bool read_columns(struct table *table, const struct model *model,
    struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT name, type, \"notnull\", pk "
		"FROM pragma_table_info(?1) ORDER BY cid",
		err))
		return false;
	query_bind_text(query, 1, table->name);
	while (query_next(query)) {
		struct table_column column = { .name = arena_str(
						   keep, query_text(query, 0)),
			.comment = STR(""),
			.is_text = str_equal_z(query_text(query, 1), "TEXT"),
			.required = query_int(query, 2) != 0 ||
				    query_int(query, 3) != 0 };
		VEC_PUSH(&table->columns, keep, column);
	}
	return query_close(query, err);
}

/* Keys come as rows of index and column, in order. */
static bool read_keys(struct table *table, const struct model *model,
    struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	int64_t last = -1;
	if (!query_open(&query, model,
		"SELECT -1, name FROM (SELECT name FROM pragma_table_info(?1) "
		"WHERE pk ORDER BY pk) UNION ALL "
		"SELECT seq, name FROM (SELECT l.seq, i.name "
		"FROM pragma_index_list(?1) l, pragma_index_info(l.name) i "
		"WHERE l.origin = 'u' ORDER BY l.seq DESC, i.seqno)",
		err))
		return false;
	query_bind_text(query, 1, table->name);
	while (query_next(query)) {
		struct str name = arena_str(keep, query_text(query, 1));
		struct str_list none = { 0 };
		int64_t index = query_int(query, 0);
		if (index < 0) {
			VEC_PUSH(&table->primary, keep, name);
			continue;
		}
		if (index != last)
			VEC_PUSH(&table->unique, keep, none);
		last = index;
		VEC_PUSH(
		    &table->unique.items[table->unique.count - 1], keep, name);
	}
	return query_close(query, err);
}

static bool read_references(struct table *table, const struct model *model,
    struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1) "
		"ORDER BY id DESC",
		err))
		return false;
	query_bind_text(query, 1, table->name);
	while (query_next(query)) {
		struct table_reference reference = {
			arena_str(keep, query_text(query, 0)),
			arena_str(keep, query_text(query, 1)),
		};
		VEC_PUSH(&table->references, keep, reference);
	}
	return query_close(query, err);
}

bool tables_read(struct tables *tables, const struct model *model,
    struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	struct error ignored;
	bool done = true;
	*tables = (struct tables){ 0 };
	if (!query_open(&query, model,
		"SELECT name, sql FROM sqlite_schema WHERE type = 'table' "
		"AND name NOT LIKE 'sqlite%' AND name NOT GLOB 'filled_*' "
		"ORDER BY name",
		err))
		return false;
	while (done && query_next(query)) {
		struct table table = { .name = arena_str(
					   keep, query_text(query, 0)),
			.comment = STR("") };
		done = read_columns(&table, model, keep, err) &&
		       read_keys(&table, model, keep, err) &&
		       read_references(&table, model, keep, err);
		read_comments(&table, query_text(query, 1), keep);
		VEC_PUSH(tables, keep, table);
	}
	return query_close(query, done ? err : &ignored) && done;
}
