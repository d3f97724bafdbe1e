/* Values wait in a batch until it is full; then the writer stores it, while the
 * next one fills. A statement stores ROWS_AT_ONCE rows, the last few go in one
 * by one. Texts lie in the arena of their batch. */
#include "model/bulk.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "model/store.h"

enum { ROWS_AT_ONCE = 32, ROWS_MAX = 1024, BATCHES = 3, COLUMNS_MAX = 32 };

struct value {
	union {
		int64_t number;
		const char *text;
	} as;
	int len; /* of a text */
	enum { VALUE_NONE, VALUE_NUMBER, VALUE_TEXT } kind;
};

struct batch {
	struct bulk *bulk;
	struct arena *keep; /* texts */
	size_t job;	    /* that stores it; 0: none yet */
	int count;	    /* of values */
	struct value values[];
};

struct bulk {
	struct model *model;
	struct batch *batches[BATCHES];
	int at; /* the one that fills */
	int columns;
	/* What follows is of who writes. */
	sqlite3_stmt *one;
	sqlite3_stmt *many;
	/* parameter by parameter of MANY: bound so already */
	bool is_null[ROWS_AT_ONCE * COLUMNS_MAX];
	bool has_failed;
	struct error error;
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

/* The batch that fills next; the writer may still have it. */
static bool open_batch(struct bulk *bulk)
{
	struct batch **batch = &bulk->batches[bulk->at];
	size_t values = (size_t)bulk->columns * ROWS_MAX;
	if (*batch) {
		writer_wait_for(bulk->model->writer, (*batch)->job);
		(*batch)->count = 0;
		arena_reset((*batch)->keep);
		return true;
	}
	*batch = malloc(sizeof **batch + values * sizeof(struct value));
	if (!*batch)
		return false;
	**batch = (struct batch){ .bulk = bulk, .keep = arena_new() };
	return true;
}

bool bulk_open(struct bulk **out, struct model *model, const char *into,
    int columns, struct error *err)
{
	struct bulk *bulk = calloc(1, sizeof *bulk);
	*out = NULL;
	if (!bulk)
		return error_set(err, ERROR_SYSTEM, "out of memory");
	bulk->model = model;
	bulk->columns = columns;
	store_wait(model);
	if (!open_batch(bulk)) {
		bulk_drop(bulk);
		return error_set(err, ERROR_SYSTEM, "out of memory");
	}
	if (!prepare(bulk, &bulk->one, into, 1) ||
	    !prepare(bulk, &bulk->many, into, ROWS_AT_ONCE)) {
		store_failed(model, err, "rows cannot be added");
		bulk_drop(bulk);
		return false;
	}
	*out = bulk;
	return true;
}

static void bind(sqlite3_stmt *statement, int at, const struct value *value)
{
	switch (value->kind) {
	case VALUE_NONE:
		sqlite3_bind_null(statement, at);
		break;
	case VALUE_NUMBER:
		sqlite3_bind_int64(statement, at, value->as.number);
		break;
	case VALUE_TEXT:
		sqlite3_bind_text(
		    statement, at, value->as.text, value->len, SQLITE_STATIC);
		break;
	}
}

/* Columns that nobody fills are many, and stay bound. */
static void bind_many(struct bulk *bulk, const struct value *values)
{
	for (int i = 0; i < ROWS_AT_ONCE * bulk->columns; i++) {
		bool now = values[i].kind == VALUE_NONE;
		if (!now || !bulk->is_null[i])
			bind(bulk->many, i + 1, &values[i]);
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

/* By the writer, or by the caller while there is nothing to write. */
static void store_batch(void *user)
{
	struct batch *batch = user;
	struct bulk *bulk = batch->bulk;
	int rows = batch->count / bulk->columns;
	const struct value *values = batch->values;
	for (; rows >= ROWS_AT_ONCE && !bulk->has_failed;
	     rows -= ROWS_AT_ONCE) {
		bind_many(bulk, values);
		run(bulk, bulk->many);
		values += ROWS_AT_ONCE * bulk->columns;
	}
	for (; rows > 0 && !bulk->has_failed; rows--) {
		for (int i = 0; i < bulk->columns; i++)
			bind(bulk->one, i + 1, values++);
		run(bulk, bulk->one);
	}
}

int bulk_waiting(const struct bulk *bulk)
{
	return bulk->batches[bulk->at]->count / bulk->columns;
}

void bulk_flush(struct bulk *bulk)
{
	struct batch *batch = bulk->batches[bulk->at];
	store_wait(bulk->model);
	store_batch(batch);
	batch->count = 0;
	arena_reset(batch->keep);
}

/* With no memory for another batch, this one is stored first. */
static void give_batch(struct bulk *bulk)
{
	struct batch *batch = bulk->batches[bulk->at];
	int before = bulk->at;
	batch->job = writer_give(&bulk->model->writer, store_batch, batch);
	bulk->at = (bulk->at + 1) % BATCHES;
	if (open_batch(bulk))
		return;
	bulk->at = before;
	(void)open_batch(bulk);
}

static struct value *next_value(struct bulk *bulk)
{
	struct batch *batch = bulk->batches[bulk->at];
	return &batch->values[batch->count++];
}

static void end_value(struct bulk *bulk)
{
	if (bulk->batches[bulk->at]->count == ROWS_MAX * bulk->columns)
		give_batch(bulk);
}

void bulk_int(struct bulk *bulk, int64_t value)
{
	*next_value(bulk) = (struct value){ .as.number = value,
		.kind = value == UNKNOWN ? VALUE_NONE : VALUE_NUMBER };
	end_value(bulk);
}

void bulk_text(struct bulk *bulk, struct str value)
{
	struct value *next = next_value(bulk);
	struct arena *keep = bulk->batches[bulk->at]->keep;
	*next = (struct value){ .kind = VALUE_NONE };
	if (value.ptr)
		*next = (struct value){ .as.text = arena_str(keep, value).ptr,
			.len = (int)value.len,
			.kind = VALUE_TEXT };
	end_value(bulk);
}

void bulk_drop(struct bulk *bulk)
{
	if (!bulk)
		return;
	store_wait(bulk->model);
	sqlite3_finalize(bulk->one);
	sqlite3_finalize(bulk->many);
	for (int i = 0; i < BATCHES; i++) {
		if (bulk->batches[i])
			arena_free(bulk->batches[i]->keep);
		free(bulk->batches[i]);
	}
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
