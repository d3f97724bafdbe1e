/* Prepared statements behind a small cursor. */
#include "model/query.h"

#include "base/memory.h"
#include "model/store.h"

struct query {
	const struct model *model;
	sqlite3_stmt *statement;
	int status;
	struct error problem; /* of the first step that failed */
};

bool query_open(struct query **out, const struct model *model, const char *sql,
    struct error *err)
{
	struct query *query = must_have(sqlite3_malloc(sizeof *query));
	*out = NULL;
	store_wait(model);
	*query = (struct query){ .model = model, .status = SQLITE_ROW };
	if (sqlite3_prepare_v2(model->db, sql, -1, &query->statement, NULL) !=
	    SQLITE_OK) {
		sqlite3_free(query);
		(void)store_failed(model, err, "a query is wrong");
		return false;
	}
	*out = query;
	return true;
}

void query_bind_int(struct query *query, int index, int64_t value)
{
	store_wait(query->model);
	if (value == UNKNOWN)
		sqlite3_bind_null(query->statement, index);
	else
		sqlite3_bind_int64(query->statement, index, value);
}

void query_bind_text(struct query *query, int index, struct str value)
{
	store_wait(query->model);
	if (!value.ptr)
		sqlite3_bind_null(query->statement, index);
	else
		sqlite3_bind_text(query->statement, index, value.ptr,
		    (int)value.len, SQLITE_TRANSIENT);
}

void query_bind_name(struct query *query, const char *name, int64_t value)
{
	int index = sqlite3_bind_parameter_index(query->statement, name);
	if (index)
		query_bind_int(query, index, value);
}

void query_bind_name_text(
    struct query *query, const char *name, struct str value)
{
	int index = sqlite3_bind_parameter_index(query->statement, name);
	if (index)
		query_bind_text(query, index, value);
}

bool query_next(struct query *query)
{
	store_wait(query->model);
	if (query->status == SQLITE_ROW)
		query->status = sqlite3_step(query->statement);
	if (query->status != SQLITE_ROW && query->status != SQLITE_DONE &&
	    query->problem.kind == ERROR_NONE)
		(void)store_failed(
		    query->model, &query->problem, "a query failed");
	return query->status == SQLITE_ROW;
}

void query_rewind(struct query *query)
{
	store_wait(query->model);
	sqlite3_reset(query->statement);
	query->status = SQLITE_ROW;
}

void query_do(struct query *query)
{
	while (query_next(query))
		;
	query_rewind(query);
}

bool query_close(struct query *query, struct error *err)
{
	bool done = query->problem.kind == ERROR_NONE;
	if (!done)
		*err = query->problem;
	store_wait(query->model);
	sqlite3_finalize(query->statement);
	sqlite3_free(query);
	return done;
}

bool queries_close(
    struct query *const queries[], size_t count, bool done, struct error *err)
{
	struct error ignored;
	for (size_t i = 0; i < count; i++)
		if (queries[i])
			done = query_close(queries[i], done ? err : &ignored) &&
			       done;
	return done;
}

int query_columns(const struct query *query)
{
	return sqlite3_column_count(query->statement);
}

const char *query_column_name(const struct query *query, int column)
{
	return sqlite3_column_name(query->statement, column);
}

bool query_is_null(const struct query *query, int column)
{
	store_wait(query->model);
	return sqlite3_column_type(query->statement, column) == SQLITE_NULL;
}

bool query_is_number(const struct query *query, int column)
{
	store_wait(query->model);
	return sqlite3_column_type(query->statement, column) == SQLITE_INTEGER;
}

/* One lookup for type and number; with SQLITE_OPEN_NOMUTEX a value of a column
 * may be read so (https://www.sqlite.org/c3ref/value.html). */
int64_t query_int(const struct query *query, int column)
{
	sqlite3_value *value;
	store_wait(query->model);
	value = sqlite3_column_value(query->statement, column);
	return sqlite3_value_type(value) == SQLITE_NULL
		   ? UNKNOWN
		   : sqlite3_value_int64(value);
}

struct str query_text(const struct query *query, int column)
{
	store_wait(query->model);
	const char *text =
	    (const char *)sqlite3_column_text(query->statement, column);
	if (!text)
		return STR_NONE;
	return (struct str){ text,
		(size_t)sqlite3_column_bytes(query->statement, column) };
}

bool query_number(int64_t *value, const struct model *model, const char *sql,
    struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model, sql, err))
		return false;
	*value = query_next(query) ? query_int(query, 0) : UNKNOWN;
	return query_close(query, err);
}

bool query_run(struct model *model, const char *sql, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model, sql, err))
		return false;
	query_do(query);
	model->generation++;
	return query_close(query, err);
}
