/* Reading the model. A query is prepared, bound, stepped and closed:
 *
 *	struct query *query = NULL;
 *	if (!query_open(&query, model, "SELECT id, oid FROM \"commit\"", err))
 *		return false;
 *	while (query_next(query))
 *		use(query_int(query, 0), query_text(query, 1));
 *	return query_close(query, err);
 *
 * query_close reports what went wrong while stepping. Columns count from 0. */
#ifndef MODEL_QUERY_H
#define MODEL_QUERY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"
#include "model/model.h"

struct query;

/* Prepares SQL. Fails with what SQLite says; MODEL is borrowed until
 * query_close, which fails where a step did. */
bool query_open(struct query **query, const struct model *model,
    const char *sql, struct error *err) MUST_USE;
/* Parameters count from 1, or have a name (":at"); a name that the statement
 * lacks is no error. Text is copied. UNKNOWN and a NULL text bind NULL. */
void query_bind_int(struct query *query, int index, int64_t value);
void query_bind_text(struct query *query, int index, struct str value);
void query_bind_name(struct query *query, const char *name, int64_t value);
void query_bind_name_text(
    struct query *query, const char *name, struct str value);
bool query_next(struct query *query);	/* false at the end and on error */
void query_rewind(struct query *query); /* keeps the bindings */
/* For a statement that gives no rows, or none that matter: runs it, and makes
 * it ready to be bound and run again. */
void query_do(struct query *query);
bool query_close(struct query *query, struct error *err) MUST_USE;
/* Closes COUNT queries, NULL among them or not. DONE tells whether all went
 * well before: if so ERR is of the first that failed, else it stays. True where
 * nothing failed. */
bool queries_close(struct query *const queries[], size_t count, bool done,
    struct error *err) MUST_USE;

int query_columns(const struct query *query);
const char *query_column_name(const struct query *query, int column);
bool query_is_null(const struct query *query, int column);
bool query_is_number(const struct query *query, int column); /* an integer */
int64_t query_int(const struct query *query, int column);    /* NULL: UNKNOWN */
/* Valid until the next step; NULL gives none; numbers as their digits. */
struct str query_text(const struct query *query, int column);

/* One number; UNKNOWN when there is no row. */
bool query_number(int64_t *value, const struct model *model, const char *sql,
    struct error *err) MUST_USE;
/* A statement that gives no rows; only for link and the store. The model is of
 * another generation then. */
bool query_run(
    struct model *model, const char *sql, struct error *err) MUST_USE;

#endif
