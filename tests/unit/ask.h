/* Questions to a model, for tests that look at what was stored. */
#ifndef TESTS_UNIT_ASK_H
#define TESTS_UNIT_ASK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/query.h"

static inline void ask_open(
    struct query **query, const struct model *model, const char *sql)
{
	struct error err;
	if (!query_open(query, model, sql, &err))
		fail_msg("%s: %s", sql, err.message);
}

static inline void ask_close(struct query *query, const char *sql)
{
	struct error err;
	if (!query_close(query, &err))
		fail_msg("%s: %s", sql, err.message);
}

/* The number that SQL gives; it fails where it gives none. */
static inline int64_t ask_number(const struct model *model, const char *sql)
{
	struct error err;
	int64_t value = 0;
	if (!query_number(&value, model, sql, &err))
		fail_msg("%s: %s", sql, err.message);
	return value;
}

/* The first column of the first row, as text; "-" for NULL or no row. */
static inline const char *ask_text(
    const struct model *model, struct arena *keep, const char *sql)
{
	struct query *query = NULL;
	const char *answer = "-";
	ask_open(&query, model, sql);
	if (query_next(query) && !query_is_null(query, 0))
		answer = arena_z(keep, query_text(query, 0));
	ask_close(query, sql);
	return answer;
}

/* All rows, "a|b\n" each, as sqlite3(1) prints them. */
static inline const char *ask_rows(
    const struct model *model, struct arena *keep, const char *sql)
{
	struct query *query = NULL;
	struct str text = STR("");
	ask_open(&query, model, sql);
	while (query_next(query))
		for (int i = 0; i < query_columns(query); i++)
			text = arena_printf(keep, STR_FMT "%s" STR_FMT "%s",
			    STR_ARG(text), i ? "|" : "",
			    STR_ARG(query_text(query, i)),
			    i + 1 == query_columns(query) ? "\n" : "");
	ask_close(query, sql);
	return arena_z(keep, text);
}

#endif
