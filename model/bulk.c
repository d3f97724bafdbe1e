/* Values wait in an array until ROWS_AT_ONCE rows are there; the last few go
 * in one by one. Their texts lie in an arena that is reset with each batch. */
#include "model/bulk.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "model/store.h"

enum { ROWS_AT_ONCE = 16, COLUMNS_MAX = 32 };

struct value {
	int64_t number;
	struct str text;
	bool is_text;
};

struct bulk {
	struct model *model;
	struct arena *keep; /* texts of the rows that wait */
	sqlite3_stmt *one;
	sqlite3_stmt *many;
	int columns;
	int count; /* of values */
	/* parameter by parameter of MANY: bound so already */
	bool is_null[ROWS_AT_ONCE * COLUMNS_MAX];
	bool has_failed;
	struct error error;
	struct value values[ROWS_AT_ONCE * COLUMNS_MAX];
};

static bool prepare(
    struct bulk *bulk, sqlite3_stmt **statement, const char *into, int rows)
{
	struct buf sql = { 0 };
	buf_printf(&sql, "INSERT INTO %s VALUES ", into);
	for (int row = 0; row < rows; row++) {
		buf_add_z(&sql, row ? ", (?" : "(?");
		for (int i = 1; i < bulk->columns; i++)
			buf_add_z(&sql, ", ?");
		buf_add_z(&sql, ")");
	}
	int status = sqlite3_prepare_v3(bulk->model->db, sql.data, (int)sql.len,
	    SQLITE_PREPARE_PERSISTENT, statement, NULL);
	buf_free(&sql);
	return status == SQLITE_OK;
}

bool bulk_open(struct bulk **out, struct model *model, const char *into,
    int columns, struct error *err)
{
	struct bulk *bulk = calloc(1, sizeof *bulk);
	*out = NULL;
	if (!bulk)
		return error_set(err, ERROR_SYSTEM, "out of memory");
	bulk->model = model;
	bulk->keep = arena_new();
	bulk->columns = columns;
	if (!prepare(bulk, &bulk->one, into, 1) ||
	    !prepare(bulk, &bulk->many, into, ROWS_AT_ONCE)) {
		store_failed(model, err, "rows cannot be added");
		bulk_drop(bulk);
		return false;
	}
	*out = bulk;
	return true;
}

static bool is_null(const struct value *value)
{
	return value->is_text ? !value->text.ptr : value->number == UNKNOWN;
}

static void bind(sqlite3_stmt *statement, int at, const struct value *value)
{
	if (is_null(value))
		sqlite3_bind_null(statement, at);
	else if (value->is_text)
		sqlite3_bind_text(statement, at, value->text.ptr,
		    (int)value->text.len, SQLITE_STATIC);
	else
		sqlite3_bind_int64(statement, at, value->number);
}

/* Columns that nobody fills are many, and stay bound. */
static void bind_many(struct bulk *bulk)
{
	for (int i = 0; i < bulk->count; i++) {
		bool now = is_null(&bulk->values[i]);
		if (!now || !bulk->is_null[i])
			bind(bulk->many, i + 1, &bulk->values[i]);
		bulk->is_null[i] = now;
	}
}

static void run(struct bulk *bulk, sqlite3_stmt *statement)
{
	bulk->has_failed = sqlite3_step(statement) != SQLITE_DONE;
	if (bulk->has_failed)
		store_failed(bulk->model, &bulk->error, "rows cannot be added");
	sqlite3_reset(statement);
}

int bulk_waiting(const struct bulk *bulk)
{
	return bulk->count / bulk->columns;
}

void bulk_flush(struct bulk *bulk)
{
	int rows = bulk->count / bulk->columns;
	if (rows == ROWS_AT_ONCE && !bulk->has_failed) {
		bind_many(bulk);
		run(bulk, bulk->many);
	}
	for (int row = 0; rows < ROWS_AT_ONCE && row < rows; row++) {
		if (bulk->has_failed)
			break;
		for (int i = 0; i < bulk->columns; i++)
			bind(bulk->one, i + 1,
			    &bulk->values[row * bulk->columns + i]);
		run(bulk, bulk->one);
	}
	bulk->count = 0;
	arena_reset(bulk->keep);
}

static void add(struct bulk *bulk, struct value value)
{
	bulk->values[bulk->count++] = value;
	if (bulk->count == ROWS_AT_ONCE * bulk->columns)
		bulk_flush(bulk);
}

void bulk_int(struct bulk *bulk, int64_t value)
{
	add(bulk, (struct value){ .number = value });
}

void bulk_text(struct bulk *bulk, struct str value)
{
	add(bulk, (struct value){
		      .text = arena_str(bulk->keep, value), .is_text = true });
}

void bulk_drop(struct bulk *bulk)
{
	if (!bulk)
		return;
	sqlite3_finalize(bulk->one);
	sqlite3_finalize(bulk->many);
	arena_free(bulk->keep);
	free(bulk);
}

bool bulk_close(struct bulk *bulk, struct error *err)
{
	if (!bulk)
		return true;
	bulk_flush(bulk);
	bool done = !bulk->has_failed;
	if (!done)
		*err = bulk->error;
	bulk_drop(bulk);
	return done;
}
