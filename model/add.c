/* Adds any fact by its descriptor: INSERT unless the natural key is there, and
 * the id either way. The SQL is made once a table from the column list. */
#include "base/buf.h"
#include "model/import.h"
#include "model/store.h"

/* A statement costs as much to start as three rows do to write; more at once
 * gain no more. */
enum { ROWS_AT_ONCE = 16 };

static void bind(sqlite3_stmt *statement, int at,
    const struct fact_column *column, const void *record, bool is_key)
{
	const char *field = (const char *)record + column->offset;
	const struct str *text;
	int64_t number;
	switch (column->type) {
	case FACT_TYPE_text:
		text = (const struct str *)(const void *)field;
		if (text->ptr || is_key)
			sqlite3_bind_text(statement, at,
			    text->ptr ? text->ptr : "", (int)text->len,
			    SQLITE_STATIC);
		else
			sqlite3_bind_null(statement, at);
		return;
	case FACT_TYPE_num:
	case FACT_TYPE_ref:
		number = *(const int64_t *)(const void *)field;
		if (!is_key &&
		    number == (column->type == FACT_TYPE_ref ? 0 : UNKNOWN))
			sqlite3_bind_null(statement, at);
		else
			sqlite3_bind_int64(statement, at, number);
		return;
	}
}

static void add_columns(struct buf *sql, const struct fact *fact, size_t count,
    const char *separator)
{
	for (size_t i = 0; i < count; i++)
		buf_printf(sql, "%s\"%s\"%s", i ? separator : "",
		    fact->columns[i].name, separator[0] == ' ' ? " = ?" : "");
}

/* INSERT INTO t (a, b, source_id, locator) VALUES (?, ?, ?, ?)
 * ON CONFLICT (a) DO NOTHING */
static void write_rows(struct buf *sql, const struct fact *fact, size_t rows)
{
	buf_printf(sql, "INSERT INTO \"%s\" (", fact->table);
	add_columns(sql, fact, fact->column_count, ", ");
	if (fact->has_source)
		buf_add_z(sql, ", source_id, locator");
	buf_add_z(sql, ") VALUES ");
	size_t marks = fact->column_count + (fact->has_source ? 2 : 0);
	for (size_t row = 0; row < rows; row++) {
		buf_add_z(sql, row ? ", (?" : "(?");
		for (size_t i = 1; i < marks; i++)
			buf_add_z(sql, ", ?");
		buf_add_z(sql, ")");
	}
	buf_add_z(sql, " ON CONFLICT (");
	add_columns(sql, fact, fact->key_count, ", ");
	buf_add_z(sql, ") DO NOTHING");
}

static void write_insert(struct buf *sql, const struct fact *fact)
{
	write_rows(sql, fact, 1);
}

static void write_insert_many(struct buf *sql, const struct fact *fact)
{
	write_rows(sql, fact, ROWS_AT_ONCE);
}

static void write_find(struct buf *sql, const struct fact *fact)
{
	buf_printf(sql, "SELECT id FROM \"%s\" WHERE ", fact->table);
	add_columns(sql, fact, fact->key_count, " AND ");
}

/* Whose row it is that was there: INSERT INTO source_overlap SELECT its path,
 * our path WHERE a = ? AND b = ? */
static void write_overlap(struct buf *sql, const struct fact *fact)
{
	buf_printf(sql,
	    "INSERT OR IGNORE INTO source_overlap (path, other) "
	    "SELECT source.path, ours.path FROM \"%s\" AS t "
	    "JOIN source ON source.id = t.source_id "
	    "JOIN source AS ours ON ours.id = ?%zu "
	    "WHERE source.id <> ours.id",
	    fact->table, fact->key_count + 1);
	for (size_t i = 0; i < fact->key_count; i++)
		buf_printf(
		    sql, " AND t.\"%s\" = ?%zu", fact->columns[i].name, i + 1);
}

/* SELECT 1 FROM t WHERE a IS ?1 AND b IS ?2 */
static void write_same(struct buf *sql, const struct fact *fact)
{
	buf_printf(sql, "SELECT 1 FROM \"%s\" WHERE ", fact->table);
	for (size_t i = 0; i < fact->column_count; i++)
		buf_printf(sql, "%s\"%s\" IS ?%zu", i ? " AND " : "",
		    fact->columns[i].name, i + 1);
}

/* UPDATE t SET b = ?2, source_id = ?3, locator = ?4 WHERE a = ?1 */
static void write_replace(struct buf *sql, const struct fact *fact)
{
	size_t n = fact->column_count;
	buf_printf(sql, "UPDATE \"%s\" SET ", fact->table);
	for (size_t i = fact->key_count; i < n; i++)
		buf_printf(
		    sql, "\"%s\" = ?%zu, ", fact->columns[i].name, i + 1);
	buf_printf(
	    sql, "source_id = ?%zu, locator = ?%zu WHERE ", n + 1, n + 2);
	for (size_t i = 0; i < fact->key_count; i++)
		buf_printf(sql, "%s\"%s\" = ?%zu", i ? " AND " : "",
		    fact->columns[i].name, i + 1);
}

static sqlite3_stmt *prepare(struct model *model, sqlite3_stmt **slot,
    void (*write)(struct buf *sql, const struct fact *fact),
    const struct fact *fact, struct error *err)
{
	store_wait(model);
	if (*slot)
		return *slot;
	struct buf sql = { 0 };
	write(&sql, fact);
	if (sqlite3_prepare_v3(model->db, sql.data, (int)sql.len,
		SQLITE_PREPARE_PERSISTENT, slot, NULL) != SQLITE_OK)
		store_failed(model, err, "a fact cannot be added");
	buf_free(&sql);
	return *slot;
}

static bool find_id(struct model *model, enum fact_kind kind,
    const void *record, int64_t *id, struct error *err)
{
	const struct fact *fact = &facts[kind];
	sqlite3_stmt *find =
	    prepare(model, &model->find[kind], write_find, fact, err);
	if (!find)
		return false;
	for (size_t i = 0; i < fact->key_count; i++)
		bind(find, (int)i + 1, &fact->columns[i], record, true);
	int status = sqlite3_step(find);
	if (status == SQLITE_ROW)
		*id = sqlite3_column_int64(find, 0);
	sqlite3_reset(find);
	return status == SQLITE_ROW ||
	       store_failed(model, err, "a fact cannot be found");
}

static bool note_overlap(struct import *import, enum fact_kind kind,
    const void *record, struct error *err)
{
	const struct fact *fact = &facts[kind];
	struct model *model = import_model(import);
	sqlite3_stmt *overlap =
	    prepare(model, &model->overlap[kind], write_overlap, fact, err);
	if (!overlap)
		return false;
	for (size_t i = 0; i < fact->key_count; i++)
		bind(overlap, (int)i + 1, &fact->columns[i], record, true);
	sqlite3_bind_int64(
	    overlap, (int)fact->key_count + 1, import_source(import));
	int status = sqlite3_step(overlap);
	sqlite3_reset(overlap);
	return status == SQLITE_DONE ||
	       store_failed(model, err, "a fact cannot be added");
}

bool import_add(struct import *import, enum fact_kind kind, const void *record,
    int64_t *id, bool *added, struct error *err)
{
	const struct fact *fact = &facts[kind];
	struct model *model = import_model(import);
	sqlite3_stmt *insert =
	    prepare(model, &model->insert[kind], write_insert, fact, err);
	if (!insert)
		return false;
	int at = 1;
	for (size_t i = 0; i < fact->column_count; i++)
		bind(insert, at++, &fact->columns[i], record,
		    i < fact->key_count);
	if (fact->has_source) {
		sqlite3_bind_int64(insert, at++, import_source(import));
		sqlite3_bind_int64(insert, at, import_current(import));
	}
	int status = sqlite3_step(insert);
	bool is_new = status == SQLITE_DONE && sqlite3_changes(model->db) > 0;
	sqlite3_reset(insert);
	if (status != SQLITE_DONE) {
		store_failed(model, err, "a fact cannot be added");
		return error_while(err, "adding a %s", fact->table);
	}
	if (!is_new && fact->has_source &&
	    !note_overlap(import, kind, record, err))
		return false;
	if (added)
		*added = is_new;
	if (!id)
		return true;
	if (!fact->has_id)
		*id = 0;
	else if (is_new)
		*id = sqlite3_last_insert_rowid(model->db);
	else
		return find_id(model, kind, record, id, err);
	return true;
}

/* Whose the rows are that were there, if any. */
static bool note_overlaps(struct import *import, enum fact_kind kind,
    const char *records, struct error *err)
{
	const struct fact *fact = &facts[kind];
	if (!fact->has_source ||
	    sqlite3_changes(import_model(import)->db) == ROWS_AT_ONCE)
		return true;
	for (size_t row = 0; row < ROWS_AT_ONCE; row++)
		if (!note_overlap(
			import, kind, records + row * fact->size, err))
			return false;
	return true;
}

static bool add_rows(struct import *import, enum fact_kind kind,
    const char *records, const int64_t *locators, struct error *err)
{
	const struct fact *fact = &facts[kind];
	struct model *model = import_model(import);
	sqlite3_stmt *insert = prepare(
	    model, &model->insert_many[kind], write_insert_many, fact, err);
	int at = 1;
	if (!insert)
		return false;
	for (size_t row = 0; row < ROWS_AT_ONCE; row++) {
		for (size_t i = 0; i < fact->column_count; i++)
			bind(insert, at++, &fact->columns[i],
			    records + row * fact->size, i < fact->key_count);
		if (!fact->has_source)
			continue;
		sqlite3_bind_int64(insert, at++, import_source(import));
		sqlite3_bind_int64(insert, at++,
		    locators ? locators[row] : import_current(import));
	}
	int status = sqlite3_step(insert);
	sqlite3_reset(insert);
	if (status == SQLITE_DONE)
		return note_overlaps(import, kind, records, err);
	store_failed(model, err, "a fact cannot be added");
	return error_while(err, "adding rows of %s", fact->table);
}

bool import_add_located(struct import *import, enum fact_kind kind,
    const void *records, const int64_t *locators, size_t count,
    struct error *err)
{
	const struct fact *fact = &facts[kind];
	int64_t before = import_current(import);
	const char *record = records;
	size_t done = 0;
	bool good = true;
	for (; good && count - done >= ROWS_AT_ONCE; done += ROWS_AT_ONCE)
		good = add_rows(import, kind, record + done * fact->size,
		    locators ? locators + done : NULL, err);
	for (; good && done < count; done++) {
		if (locators)
			import_locator(import, locators[done]);
		good = import_add(
		    import, kind, record + done * fact->size, NULL, NULL, err);
	}
	import_locator(import, before);
	return good;
}

bool import_add_many(struct import *import, enum fact_kind kind,
    const void *records, size_t count, struct error *err)
{
	return import_add_located(import, kind, records, NULL, count, err);
}

static void bind_all(
    sqlite3_stmt *statement, const struct fact *fact, const void *record)
{
	for (size_t i = 0; i < fact->column_count; i++)
		bind(statement, (int)i + 1, &fact->columns[i], record,
		    i < fact->key_count);
}

bool import_put(struct import *import, enum fact_kind kind, const void *record,
    enum put_end *end, struct error *err)
{
	const struct fact *fact = &facts[kind];
	struct model *model = import_model(import);
	bool added = false;
	if (import_only_meets(import, kind, record, end))
		return true;
	if (!import_add(import, kind, record, NULL, &added, err))
		return false;
	*end = PUT_ADDED;
	if (added)
		return true;
	sqlite3_stmt *same =
	    prepare(model, &model->same[kind], write_same, fact, err);
	if (!same)
		return false;
	bind_all(same, fact, record);
	int status = sqlite3_step(same);
	sqlite3_reset(same);
	*end = status == SQLITE_ROW ? PUT_SAME : PUT_DIFFERS;
	return status == SQLITE_ROW || status == SQLITE_DONE ||
	       store_failed(model, err, "a fact cannot be compared");
}

bool import_replace(struct import *import, enum fact_kind kind,
    const void *record, struct error *err)
{
	const struct fact *fact = &facts[kind];
	struct model *model = import_model(import);
	sqlite3_stmt *replace =
	    prepare(model, &model->replace[kind], write_replace, fact, err);
	if (!replace)
		return false;
	int at = (int)fact->column_count;
	bind_all(replace, fact, record);
	sqlite3_bind_int64(replace, at + 1, import_source(import));
	sqlite3_bind_int64(replace, at + 2, import_current(import));
	int status = sqlite3_step(replace);
	sqlite3_reset(replace);
	return status == SQLITE_DONE ||
	       store_failed(model, err, "a fact cannot be replaced");
}
