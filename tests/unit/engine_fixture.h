/* What tests of the engine share: a model in memory, and measures of their own
 * as files in a folder, as a user would add them. */
#ifndef TESTS_UNIT_ENGINE_FIXTURE_H
#define TESTS_UNIT_ENGINE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/engine.h"
#include "base/file.h"
#include "model/query.h"

struct fixture {
	struct arena *keep;
	struct model *model;
	struct engine *engine;
	struct str folder;
	struct error err;
};

static inline void stop_at(const struct error *err)
{
	error_print(err, stderr);
	fail();
}

static inline int set_up(void **state)
{
	struct arena *keep = arena_new();
	struct fixture *f = ARENA_NEW(keep, struct fixture);
	char folder[] = "/tmp/assay-engine-XXXXXX";
	f->keep = keep;
	assert_non_null(mkdtemp(folder));
	f->folder = arena_str(keep, str_from(folder));
	if (!model_open(&f->model, STR(""), &f->err))
		stop_at(&f->err);
	*state = f;
	return 0;
}

static inline int tear_down(void **state)
{
	struct fixture *f = *state;
	struct str_list names = { 0 };
	if (file_list(&names, f->folder, f->keep, &f->err))
		for (size_t i = 0; i < names.count; i++)
			remove(arena_z(f->keep,
			    path_join(f->keep, f->folder, names.items[i])));
	remove(arena_z(f->keep, f->folder));
	engine_close(f->engine);
	model_close(f->model);
	arena_free(f->keep);
	return 0;
}

static inline void run(struct fixture *f, const char *sql)
{
	if (!query_run(f->model, sql, &f->err))
		stop_at(&f->err);
}

/* A measure file "NAME.sql" with HEADER besides the usual fields. */
/* Any input answers it unless HEADER names sources. */
static inline void add_measure(
    struct fixture *f, const char *name, const char *header, const char *sql)
{
	struct str content = arena_printf(f->keep,
	    "-- title: T\n-- meaning: M\n-- unit: u\n-- record: r\n"
	    "%s%s\n%s\n",
	    strstr(header, "-- sources:") ? "" : "-- sources: source\n", header,
	    sql);
	struct str path = path_join(
	    f->keep, f->folder, arena_printf(f->keep, "%s.sql", name));
	FILE *file = fopen(arena_z(f->keep, path), "w");
	assert_non_null(file);
	fwrite(content.ptr, 1, content.len, file);
	fclose(file);
}

#define A_SOURCE                                                               \
	"INSERT INTO source (id, path, importer, sha256, bytes, version, "     \
	"options, why) VALUES (1, 'x', 'y', 'z', 1, 1, '', '')"

static inline bool try_open(struct fixture *f)
{
	struct period period;
	struct calendar calendar = { 0 };
	if (!period_parse(&period, STR("2026-Q3"), calendar, &f->err))
		stop_at(&f->err);
	return engine_open(
	    &f->engine, f->model, period, NULL, f->folder, f->keep, &f->err);
}

static inline void open_engine(struct fixture *f)
{
	run(f, A_SOURCE);
	if (!try_open(f))
		stop_at(&f->err);
}

static inline struct answer ask(
    struct fixture *f, const char *id, const char *by)
{
	struct str key = str_from(by);
	struct question question = {
		.id = str_from(id), .by = &key, .by_count = by ? 1 : 0
	};
	struct answer answer;
	if (!engine_ask(&answer, f->engine, &question, f->keep, &f->err))
		stop_at(&f->err);
	return answer;
}

static inline struct figure change(struct fixture *f, const char *id)
{
	struct question question = { .id = str_from(id) };
	struct figure figure;
	if (!engine_change(&figure, f->engine, &question, f->keep, &f->err))
		stop_at(&f->err);
	return figure;
}

static inline void prints(double value, const char *expected)
{
	const char *point = strchr(expected, '.');
	int decimals = point ? (int)strlen(point + 1) : 0;
	char text[64];
	snprintf(text, sizeof text, "%.*f", decimals, value);
	assert_string_equal(text, expected);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
