/* The schema is compared before anything of the file is run: SQLite's check
 * evaluates the constraints that the schema has. Then every row is looked at
 * once, so that link and measures meet no value that no importer would store.
 */
#include "model/vet.h"

#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "model/query.h"
#include "model/store.h"

#define TIME_MAX INT64_C(253402300799) /* the year 9999 */
#define LINE_MAX INT64_C(0x7FFFFFFF)   /* of lines and counts of them */

struct range {
	int64_t from;
	int64_t to;
};

/* By the end of a column's name; the first that fits. UNKNOWN is always fine.
 */
static const struct {
	const char *end;
	struct range range;
} ranges[] = {
	{ "time", { -TIME_MAX / 4, TIME_MAX } },
	{ "line", { 0, LINE_MAX } },
	{ "lines", { 0, LINE_MAX } },
	{ "count", { 0, LINE_MAX } },
	{ "start", { 0, LINE_MAX } },
	{ "length", { 0, LINE_MAX } },
	{ "", { INT64_MIN, INT64_MAX } },
};

struct vetting {
	struct model *model;
	struct str path;
	struct arena *keep;
};

static bool refuse(const struct vetting *vetting, struct str table,
    struct str found, struct error *err)
{
	error_at(err, (struct place){ .file = vetting->path },
	    "expected a model as assay makes it, found " STR_FMT "%s" STR_FMT,
	    STR_ARG(found), table.len ? " in table " : "", STR_ARG(table));
	return error_fix(err,
	    "import its sources again, or leave it out; "
	    "a model from elsewhere is an input like any other");
}

/* What SQLite itself says of the file. */
static bool refuse_damaged(
    const struct vetting *vetting, struct str table, struct error *err)
{
	struct str why = arena_str(
	    vetting->keep, str_from(sqlite3_errmsg(vetting->model->db)));
	return refuse(vetting, table, why, err);
}

static bool open_query(struct query **query, const struct vetting *vetting,
    struct str table, struct str sql, struct error *err)
{
	return query_open(
		   query, vetting->model, arena_z(vetting->keep, sql), err) ||
	       refuse_damaged(vetting, table, err);
}

static bool close_query(struct query *query, const struct vetting *vetting,
    struct str table, struct error *err)
{
	return query_close(query, err) || refuse_damaged(vetting, table, err);
}

/* The rows of SQL, which takes the script of the schema, as names. */
static bool list_names(struct str_list *names, const struct vetting *vetting,
    const char *sql, struct error *err)
{
	struct query *query = NULL;
	struct str schema;
	if (!asset_read(
		&schema, NULL, STR("model/schema.sql"), vetting->keep, err) ||
	    !open_query(&query, vetting, STR_NONE, str_from(sql), err))
		return false;
	query_bind_text(query, 1, schema);
	while (query_next(query))
		VEC_PUSH(names, vetting->keep,
		    arena_str(vetting->keep, query_text(query, 0)));
	return close_query(query, vetting, STR_NONE, err);
}

/* SQLite keeps the text of a statement that made a table, so that those of
 * facts are the ones that stand in the script. */
#define OF_FACTS                                                               \
	"main.sqlite_schema m WHERE m.sql IS NOT NULL AND instr(?1, m.sql)"

static bool vet_schema(const struct vetting *vetting, struct error *err)
{
	struct str_list found = { 0 };
	if (!list_names(&found, vetting,
		"SELECT 'the ' || type || ' ' || name FROM other.sqlite_schema "
		"WHERE type = 'trigger' OR sql LIKE 'CREATE VIRTUAL %' "
		"ORDER BY name",
		err) ||
	    !list_names(&found, vetting,
		"SELECT 'another ' || m.type || ' ' || m.name FROM " OF_FACTS
		" AND NOT EXISTS (SELECT 1 FROM other.sqlite_schema o "
		"WHERE (o.type, o.name, o.tbl_name, o.sql) = "
		"(m.type, m.name, m.tbl_name, m.sql)) ORDER BY m.name",
		err))
		return false;
	return found.count == 0 ||
	       refuse(vetting, STR_NONE, found.items[0], err);
}

static bool vet_pages(
    const struct vetting *vetting, struct str table, struct error *err)
{
	struct query *query = NULL;
	struct str sql = arena_printf(vetting->keep,
	    "PRAGMA other.quick_check(\"" STR_FMT "\")", STR_ARG(table));
	struct str found = STR("nothing");
	if (!open_query(&query, vetting, table, sql, err))
		return false;
	if (query_next(query))
		found = arena_str(vetting->keep, query_text(query, 0));
	if (!close_query(query, vetting, table, err))
		return false;
	found.len = str_find_byte(found, '\n');
	return str_equal_z(found, "ok") || refuse(vetting, table, found, err);
}

static struct range range_of(const char *column)
{
	size_t i = 0;
	while (!str_ends(str_from(column), str_from(ranges[i].end)))
		i++;
	return ranges[i].range;
}

static const char *wrong_with(
    const struct query *query, int column, struct range range)
{
	if (query_is_null(query, column))
		return NULL;
	if (query_is_number(query, column)) {
		int64_t value = query_int(query, column);
		return value != UNKNOWN &&
			       (value < range.from || value > range.to)
			   ? "a number that is none of "
			   : NULL;
	}
	struct str text = query_text(query, column);
	return str_find_byte(text, '\0') < text.len || !utf8_is_valid(text)
		   ? "a text that is no UTF-8 as "
		   : NULL;
}

static bool vet_rows(
    const struct vetting *vetting, struct str table, struct error *err)
{
	struct query *query = NULL;
	struct str sql = arena_printf(vetting->keep,
	    "SELECT * FROM other.\"" STR_FMT "\"", STR_ARG(table));
	struct str wrong = STR_NONE;
	if (!open_query(&query, vetting, table, sql, err))
		return false;
	int count = query_columns(query);
	struct range *range =
	    arena_array(vetting->keep, (size_t)count, sizeof *range);
	for (int i = 0; i < count; i++)
		range[i] = range_of(query_column_name(query, i));
	while (!wrong.ptr && query_next(query))
		for (int i = 0; i < count && !wrong.ptr; i++) {
			const char *why = wrong_with(query, i, range[i]);
			if (why)
				wrong = arena_printf(vetting->keep, "%s%s", why,
				    query_column_name(query, i));
		}
	if (!close_query(query, vetting, table, err))
		return false;
	return !wrong.ptr || refuse(vetting, table, wrong, err);
}

static bool vet_tables(const struct vetting *vetting, struct error *err)
{
	struct str_list tables = { 0 };
	if (!list_names(&tables, vetting,
		"SELECT m.name FROM " OF_FACTS " AND m.type = 'table' "
		"ORDER BY m.name",
		err))
		return false;
	for (size_t i = 0; i < tables.count; i++)
		if (!vet_pages(vetting, tables.items[i], err) ||
		    !vet_rows(vetting, tables.items[i], err))
			return false;
	return true;
}

bool vet_other(struct model *model, struct str path, struct error *err)
{
	struct vetting vetting = { model, path, arena_new() };
	bool done = vet_schema(&vetting, err) && vet_tables(&vetting, err);
	arena_free(vetting.keep);
	return done;
}

bool vet_failed(struct model *model, struct str path, struct error *err)
{
	struct vetting vetting = { model, path, NULL };
	switch (sqlite3_errcode(model->db) & 0xff) {
	case SQLITE_CONSTRAINT:
	case SQLITE_CORRUPT:
	case SQLITE_TOOBIG:
		vetting.keep = arena_new();
		refuse_damaged(&vetting, STR(""), err);
		arena_free(vetting.keep);
	}
	return false;
}
