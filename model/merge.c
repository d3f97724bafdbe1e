/* The tables of model/schema.sql are taken in an order in which what a row
 * refers to comes first; the statements are made from what SQLite tells of
 * each. temp.map_TABLE (old, new, wins) leads from the row ids there to those
 * here; "wins" tells that the row is new or takes the place of one. A column
 * *_id refers to the table of that name, 0 to nothing. */
#include "model/merge.h"

#include <string.h>

#include "base/buf.h"
#include "base/vec.h"
#include "model/query.h"
#include "model/store.h"
#include "model/vet.h"

struct column {
	struct str name;
	size_t to; /* table it refers to; NONE */
	bool is_key;
};

struct table {
	struct str name;
	struct column *items;
	size_t count;
	size_t room;
	bool has_id;
	bool has_source;
	bool is_scoped; /* of the audited revision of a repository */
	bool is_done;
};

struct merging {
	struct model *model;
	struct arena *keep;
	struct table *items;
	size_t count;
	size_t room;
};

#define NONE SIZE_MAX

static bool is_one_of(struct str name, const char *const *names)
{
	for (; *names; names++)
		if (str_equal_z(name, *names))
			return true;
	return false;
}

/* By the lines of the script that makes them. */
static bool list_tables(struct merging *merging, struct error *err)
{
	static const char *const others[] = { "source", "source_overlap",
		"reject", "diagnostic", "run", NULL };
	const struct str make = STR("CREATE TABLE ");
	struct str rest;
	struct str line;
	if (!asset_read(
		&rest, NULL, STR("model/schema.sql"), merging->keep, err))
		return false;
	while (str_line(&rest, &line)) {
		struct str name = str_skip(line, make.len);
		if (!str_starts(line, make))
			continue;
		name.len = str_find_byte(name, ' ');
		if (str_starts(name, STR("\"")))
			name = str_slice(name, 1, name.len - 1);
		struct table table = { .name = name };
		if (!is_one_of(name, others))
			VEC_PUSH(merging, merging->keep, table);
	}
	return true;
}

static bool ask(struct query **query, struct merging *merging, const char *sql,
    struct str name, struct error *err)
{
	if (!query_open(query, merging->model, sql, err))
		return false;
	query_bind_text(*query, 1, name);
	return true;
}

static bool list_columns(
    struct merging *merging, struct table *table, struct error *err)
{
	struct query *query = NULL;
	if (!ask(&query, merging,
		"SELECT c.name, EXISTS (SELECT 1 FROM pragma_index_list(?1) l, "
		"pragma_index_info(l.name) i WHERE l.origin IN ('u', 'pk') "
		"AND i.name = c.name) FROM pragma_table_info(?1) c "
		"ORDER BY c.cid",
		table->name, err))
		return false;
	while (query_next(query)) {
		struct column column = {
			.name = arena_str(merging->keep, query_text(query, 0)),
			.to = NONE,
			.is_key = query_int(query, 1) != 0,
		};
		if (str_equal_z(column.name, "id"))
			table->has_id = true;
		else
			VEC_PUSH(table, merging->keep, column);
		table->has_source |= str_equal_z(column.name, "source_id");
		table->is_scoped |=
		    str_equal_z(column.name, "repository_id") &&
		    !str_equal_z(table->name, "commit_repository");
	}
	return query_close(query, err);
}

static size_t find_table(const struct merging *merging, struct str name)
{
	for (size_t i = 0; i < merging->count; i++)
		if (str_equal(merging->items[i].name, name))
			return i;
	return NONE;
}

/* "author_alias_id": alias. The longest name that fits. */
static size_t table_of_name(const struct merging *merging, struct str column)
{
	size_t found = NONE;
	if (!str_ends(column, STR("_id")))
		return NONE;
	struct str stem = str_slice(column, 0, column.len - 3);
	for (size_t i = 0; i < merging->count; i++) {
		struct str name = merging->items[i].name;
		bool fits = str_equal(stem, name) ||
			    (str_ends(stem, name) &&
				stem.ptr[stem.len - name.len - 1] == '_');
		if (fits && merging->items[i].has_id &&
		    (found == NONE ||
			name.len > merging->items[found].name.len))
			found = i;
	}
	return found;
}

static bool find_references(
    struct merging *merging, struct table *table, struct error *err)
{
	struct query *query = NULL;
	for (size_t i = 0; i < table->count; i++)
		table->items[i].to =
		    table_of_name(merging, table->items[i].name);
	if (!ask(&query, merging,
		"SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)",
		table->name, err))
		return false;
	while (query_next(query))
		for (size_t i = 0; i < table->count; i++)
			if (str_equal(
				table->items[i].name, query_text(query, 0)))
				table->items[i].to =
				    find_table(merging, query_text(query, 1));
	return query_close(query, err);
}

/* ------------------------------------------------------------ statements -- */

static bool run_sql(struct merging *merging, struct buf *sql, struct error *err)
{
	const char *text = arena_z(merging->keep, buf_str(sql));
	buf_free(sql);
	return query_run(merging->model, text, err) ||
	       error_while(err, "running %s", text);
}

static bool run_text(
    struct merging *merging, const char *text, struct error *err)
{
	return query_run(merging->model, text, err);
}

#define NAMED "\"" STR_FMT "\""

/* What the column of the row s becomes here. */
static void add_value(
    struct buf *sql, const struct merging *merging, const struct column *column)
{
	struct str name = column->name;
	if (str_equal_z(name, "source_id"))
		buf_add_z(sql, "(SELECT new FROM temp.map_source WHERE old = "
			       "s.source_id)");
	else if (column->to != NONE)
		buf_printf(sql,
		    "CASE s." NAMED " WHEN 0 THEN 0 ELSE (SELECT new FROM "
		    "temp.\"map_" STR_FMT "\" WHERE old = s." NAMED ") END",
		    STR_ARG(name), STR_ARG(merging->items[column->to].name),
		    STR_ARG(name));
	else
		buf_printf(sql, "s." NAMED, STR_ARG(name));
}

/* What a row of T or EXCLUDED is compared by, where two have one key. */
static void add_rank(struct buf *sql, const struct merging *merging,
    const struct table *table, const char *row)
{
	if (table->has_source) {
		buf_printf(sql,
		    "(SELECT path FROM main.source WHERE id = %s.source_id)",
		    row);
		return;
	}
	buf_add_z(sql, "(''");
	for (size_t i = 0; i < table->count; i++) {
		const struct column *c = &table->items[i];
		if (c->is_key)
			continue;
		buf_add_z(sql, " || char(10) || ");
		if (c->to == NONE)
			buf_printf(
			    sql, "quote(%s." NAMED ")", row, STR_ARG(c->name));
		else if (str_equal_z(merging->items[c->to].name, "file"))
			buf_printf(sql,
			    "coalesce((SELECT path FROM main.file WHERE "
			    "id = %s." NAMED "), '')",
			    row, STR_ARG(c->name));
		else
			buf_add_z(sql, "''");
	}
	buf_add_z(sql, ")");
}

static void add_names(struct buf *sql, const struct table *table, bool only_key)
{
	bool first = true;
	for (size_t i = 0; i < table->count; i++) {
		if (only_key && !table->items[i].is_key)
			continue;
		buf_printf(sql, "%s" NAMED, first ? "" : ", ",
		    STR_ARG(table->items[i].name));
		first = false;
	}
}

static void add_conflict(
    struct buf *sql, const struct merging *merging, const struct table *table)
{
	bool any = false;
	buf_add_z(sql, " ON CONFLICT (");
	add_names(sql, table, true);
	buf_add_z(sql, ") DO ");
	for (size_t i = 0; i < table->count; i++) {
		const struct column *c = &table->items[i];
		if (c->is_key)
			continue;
		buf_printf(sql, "%s" NAMED " = excluded." NAMED,
		    any ? ", " : "UPDATE SET ", STR_ARG(c->name),
		    STR_ARG(c->name));
		any = true;
	}
	if (!any) {
		buf_add_z(sql, "NOTHING");
		return;
	}
	const char *here = arena_z(merging->keep,
	    arena_printf(merging->keep, NAMED, STR_ARG(table->name)));
	buf_add_z(sql, " WHERE ");
	add_rank(sql, merging, table, "excluded");
	buf_add_z(sql, " < ");
	add_rank(sql, merging, table, here);
}

/* Rows of sources that are taken, and of repositories that win. */
static void add_from(struct buf *sql, const struct table *table)
{
	buf_printf(
	    sql, " FROM other." NAMED " AS s WHERE true", STR_ARG(table->name));
	if (table->has_source)
		buf_add_z(sql,
		    " AND s.source_id IN (SELECT old FROM temp.map_source)");
	if (table->is_scoped)
		buf_add_z(sql, " AND s.repository_id IN (SELECT old FROM "
			       "temp.map_repository WHERE wins)");
}

static bool copy_rows(
    struct merging *merging, const struct table *table, struct error *err)
{
	struct buf sql = { 0 };
	buf_printf(&sql, "INSERT INTO main." NAMED " (", STR_ARG(table->name));
	add_names(&sql, table, false);
	buf_add_z(&sql, ") SELECT ");
	for (size_t i = 0; i < table->count; i++) {
		buf_add_z(&sql, i ? ", " : "");
		add_value(&sql, merging, &table->items[i]);
	}
	add_from(&sql, table);
	add_conflict(&sql, merging, table);
	return run_sql(merging, &sql, err);
}

static bool map_rows(
    struct merging *merging, const struct table *table, struct error *err)
{
	struct buf sql = { 0 };
	buf_printf(&sql,
	    "INSERT INTO temp.\"map_" STR_FMT "\" SELECT s.id, t.id, 1 "
	    "FROM other." NAMED " AS s JOIN main." NAMED " AS t ON ",
	    STR_ARG(table->name), STR_ARG(table->name), STR_ARG(table->name));
	bool first = true;
	for (size_t i = 0; i < table->count; i++) {
		if (!table->items[i].is_key)
			continue;
		buf_printf(&sql, "%st." NAMED " = ", first ? "" : " AND ",
		    STR_ARG(table->items[i].name));
		add_value(&sql, merging, &table->items[i]);
		first = false;
	}
	return run_sql(merging, &sql, err);
}

static bool make_map(
    struct merging *merging, struct str name, struct error *err)
{
	struct buf sql = { 0 };
	struct buf drop = { 0 };
	buf_printf(&drop, "DROP TABLE IF EXISTS temp.\"map_" STR_FMT "\"",
	    STR_ARG(name));
	buf_printf(&sql,
	    "CREATE TABLE temp.\"map_" STR_FMT
	    "\" (old INTEGER PRIMARY KEY, new INTEGER, wins INTEGER)",
	    STR_ARG(name));
	if (!run_sql(merging, &drop, err)) {
		buf_free(&sql);
		return false;
	}
	return run_sql(merging, &sql, err);
}

/* ----------------------------------------------------------------- steps -- */

static bool refuse_others(
    struct merging *merging, struct str path, struct error *err)
{
	struct query *query = NULL;
	struct str source = STR_NONE;
	if (!query_open(&query, merging->model,
		"SELECT s.path FROM other.source s JOIN main.source t "
		"ON t.path = s.path WHERE s.importer <> 'config' "
		"AND (t.importer, t.sha256, t.version, t.options) IS NOT "
		"(s.importer, s.sha256, s.version, s.options) ORDER BY s.path",
		err))
		return false;
	if (query_next(query))
		source = arena_str(merging->keep, query_text(query, 0));
	if (!query_close(query, err))
		return false;
	if (!source.ptr)
		return true;
	error_at(err, (struct place){ .file = path },
	    "it has another content of " STR_FMT
	    " than a model before it, or read it in another way",
	    STR_ARG(source));
	return error_fix(err,
	    "let one model have each source, read by one version of assay; "
	    "--root gives sources of one name different paths");
}

static bool take_sources(struct merging *merging, struct error *err)
{
	return make_map(merging, STR("source"), err) &&
	       run_text(merging,
		   "INSERT INTO temp.map_source SELECT s.id, NULL, "
		   "NOT EXISTS (SELECT 1 FROM main.source t "
		   "WHERE t.path = s.path) FROM other.source s "
		   "WHERE s.importer <> 'config'",
		   err) &&
	       run_text(merging,
		   "INSERT INTO main.source (path, importer, sha256, bytes, "
		   "version, options, why, read, imported, duplicate, "
		   "rejected, empty) SELECT path, importer, sha256, bytes, "
		   "version, options, why, read, imported, duplicate, "
		   "rejected, empty FROM other.source WHERE id IN "
		   "(SELECT old FROM temp.map_source WHERE wins)",
		   err) &&
	       run_text(merging,
		   "UPDATE temp.map_source SET new = (SELECT t.id "
		   "FROM main.source t JOIN other.source s "
		   "ON s.path = t.path AND s.importer = t.importer "
		   "WHERE s.id = old)",
		   err) &&
	       run_text(merging,
		   "INSERT INTO main.reject (source_id, line, \"column\", "
		   "code, text) SELECT m.new, line, \"column\", code, text "
		   "FROM other.reject JOIN temp.map_source m "
		   "ON m.old = source_id AND m.wins ORDER BY id",
		   err) &&
	       run_text(merging,
		   "INSERT INTO main.diagnostic (source_id, severity, code, "
		   "line, text) SELECT m.new, severity, code, line, text "
		   "FROM other.diagnostic JOIN temp.map_source m "
		   "ON m.old = source_id AND m.wins ORDER BY id",
		   err) &&
	       run_text(merging,
		   "INSERT OR IGNORE INTO main.source_overlap SELECT path, "
		   "other FROM other.source_overlap",
		   err);
}

/* One repository given by several paths: what is of its audited revision is of
 * the path that sorts first. */
static bool judge_repositories(struct merging *merging, struct error *err)
{
	return run_text(merging,
	    "UPDATE temp.map_repository SET wins = (SELECT NOT EXISTS "
	    "(SELECT 1 FROM main.repository t JOIN main.source a "
	    "ON a.id = t.source_id JOIN temp.map_source m "
	    "ON m.old = s.source_id JOIN main.source b ON b.id = m.new "
	    "WHERE t.key = s.key AND a.path <= b.path) "
	    "FROM other.repository s WHERE s.id = old)",
	    err);
}

static bool clear_losers(
    struct merging *merging, const struct table *table, struct error *err)
{
	struct buf sql = { 0 };
	buf_printf(&sql,
	    "DELETE FROM main." NAMED " WHERE repository_id IN (SELECT new "
	    "FROM temp.map_repository WHERE wins)",
	    STR_ARG(table->name));
	return run_sql(merging, &sql, err);
}

/* Before its rows are copied, while both are told apart. */
static bool judge_before(struct merging *merging, struct error *err)
{
	return run_text(merging,
		   "INSERT INTO temp.map_repository SELECT id, NULL, 1 FROM "
		   "other.repository WHERE source_id IN (SELECT old FROM "
		   "temp.map_source)",
		   err) &&
	       judge_repositories(merging, err);
}

static bool map_repositories(struct merging *merging, struct error *err)
{
	return run_text(merging,
	    "UPDATE temp.map_repository SET new = (SELECT t.id FROM "
	    "main.repository t JOIN other.repository s ON s.key = t.key "
	    "WHERE s.id = old)",
	    err);
}

static bool take_table(
    struct merging *merging, struct table *table, struct error *err)
{
	bool is_repository_table = str_equal_z(table->name, "repository");
	table->is_done = true;
	if (table->has_id && !make_map(merging, table->name, err))
		return false;
	if (is_repository_table)
		return judge_before(merging, err) &&
		       copy_rows(merging, table, err) &&
		       map_repositories(merging, err);
	if (table->is_scoped && !clear_losers(merging, table, err))
		return false;
	return copy_rows(merging, table, err) &&
	       (!table->has_id || map_rows(merging, table, err));
}

static bool is_ready(const struct merging *merging, const struct table *table)
{
	for (size_t i = 0; i < table->count; i++)
		if (table->items[i].to != NONE &&
		    !merging->items[table->items[i].to].is_done)
			return false;
	return true;
}

static bool take_tables(struct merging *merging, struct error *err)
{
	bool any = true;
	while (any) {
		any = false;
		for (size_t i = 0; i < merging->count; i++) {
			struct table *table = &merging->items[i];
			if (table->is_done || !is_ready(merging, table))
				continue;
			any = true;
			if (!take_table(merging, table, err))
				return false;
		}
	}
	return true;
}

/* Of commits that several repositories have, one imported them. */
static bool settle_accounts(struct merging *merging, struct error *err)
{
	return run_text(merging,
		   "UPDATE main.source SET duplicate = (SELECT count(*) "
		   "FROM main.repository r JOIN main.commit_repository m "
		   "ON m.repository_id = r.id JOIN main.\"commit\" c "
		   "ON c.id = m.commit_id WHERE r.source_id = source.id "
		   "AND c.source_id <> source.id) WHERE importer = 'git' "
		   "AND id IN (SELECT source_id FROM main.repository)",
		   err) &&
	       run_text(merging,
		   "UPDATE main.source SET imported = read - duplicate - "
		   "rejected - empty WHERE importer = 'git'",
		   err);
}

static bool merge_all(
    struct merging *merging, struct str path, struct error *err)
{
	if (!list_tables(merging, err))
		return false;
	for (size_t i = 0; i < merging->count; i++)
		if (!list_columns(merging, &merging->items[i], err))
			return false;
	for (size_t i = 0; i < merging->count; i++)
		if (!find_references(merging, &merging->items[i], err))
			return false;
	return refuse_others(merging, path, err) &&
	       take_sources(merging, err) && take_tables(merging, err) &&
	       settle_accounts(merging, err);
}

static bool attach(struct model *model, struct str path, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model, "ATTACH ?1 AS other", err))
		return false;
	query_bind_text(query, 1, path);
	query_do(query);
	return query_close(query, err);
}

/* While a file of others is at hand SQLite trusts it less. The number is the
 * limit to put back. */
static int guard(struct model *model, bool on, int longest)
{
	sqlite3_db_config(model->db, SQLITE_DBCONFIG_DEFENSIVE, (int)on, NULL);
	return sqlite3_limit(model->db, SQLITE_LIMIT_LENGTH, longest);
}

static bool merge_other(
    struct merging *merging, struct str path, struct error *err)
{
	struct model *model = merging->model;
	if (!query_run(model, "PRAGMA cell_size_check = ON", err) ||
	    !vet_other(model, path, err) || !model_begin(model, err))
		return false;
	if (merge_all(merging, path, err))
		return model_commit(model, err);
	vet_failed(model, path, err);
	model_rollback(model);
	return false;
}

bool model_merge(struct model *model, struct str path, struct error *err)
{
	struct merging merging = { .model = model, .keep = arena_new() };
	struct model *checked = NULL;
	struct error ignored;
	bool done = model_open(&checked, path, err); /* it is one of ours */
	model_close(checked);
	done = done && attach(model, path, err);
	if (done) {
		int longest = guard(model, true, VET_TEXT_MAX);
		done = merge_other(&merging, path, err);
		(void)guard(model, false, longest);
		(void)!query_run(model, "DETACH other", done ? err : &ignored);
	}
	arena_free(merging.keep);
	return done || error_while(err, "merging " STR_FMT, STR_ARG(path));
}
