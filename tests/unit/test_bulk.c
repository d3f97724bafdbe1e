/* model/bulk.c and model/writer.c: rows of several tables, stored beside their
 * maker, are there for whoever asks after a flush, and none is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "model/bulk.h"
#include "model/query.h"
#include "tests/unit/ask.h"

struct world {
	struct model *model;
	struct arena *keep;
	struct error err;
	struct bulk *numbers;
	struct bulk *names;
};

static void open_world(struct world *world)
{
	*world = (struct world){ .keep = arena_new() };
	assert_true(model_open(&world->model, STR(""), &world->err));
	assert_true(query_run(world->model,
	    "CREATE TEMP TABLE number (n INTEGER PRIMARY KEY, half INTEGER)",
	    &world->err));
	assert_true(query_run(world->model,
	    "CREATE TEMP TABLE name (id INTEGER PRIMARY KEY, text TEXT)",
	    &world->err));
	assert_true(bulk_open(&world->numbers, world->model,
	    "temp.number (n, half)", 2, &world->err));
	assert_true(bulk_open(
	    &world->names, world->model, "temp.name (text)", 1, &world->err));
}

static void close_world(struct world *world)
{
	model_close(world->model);
	arena_free(world->keep);
}

static void add(struct world *world, int64_t n)
{
	char text[32];
	int len = snprintf(text, sizeof text, "row %lld", (long long)n);
	bulk_int(world->numbers, n);
	bulk_int(world->numbers, n % 2 ? UNKNOWN : n / 2);
	bulk_text(world->names, (struct str){ text, (size_t)len });
}

static void rows_of_two_tables_are_all_there(void **state)
{
	(void)state;
	struct world world;
	open_world(&world);
	for (int64_t n = 1; n <= 5000; n++)
		add(&world, n);
	assert_true(bulk_close(world.numbers, &world.err));
	assert_true(bulk_close(world.names, &world.err));
	assert_string_equal(ask_text(world.model, world.keep,
				"SELECT count(*) || ' ' || sum(n) || ' ' || "
				"count(half) || ' ' || sum(half) FROM number"),
	    "5000 12502500 2500 3126250");
	assert_string_equal(
	    ask_text(world.model, world.keep,
		"SELECT count(*) || ' ' || sum(text = 'row ' || id) FROM name"),
	    "5000 5000");
	close_world(&world);
}

/* Whoever asks meanwhile waits for what was given, and disturbs nothing. */
static void questions_between_rows_see_what_was_given(void **state)
{
	(void)state;
	struct world world;
	int64_t count;
	open_world(&world);
	for (int64_t n = 1; n <= 3000; n++) {
		add(&world, n);
		if (n % 700)
			continue;
		assert_true(query_number(&count, world.model,
		    "SELECT count(*) FROM number", &world.err));
		assert_true(count <= n);
		bulk_flush(world.numbers);
		assert_true(query_number(&count, world.model,
		    "SELECT count(*) FROM number", &world.err));
		assert_int_equal(count, n);
	}
	assert_true(bulk_close(world.numbers, &world.err));
	bulk_drop(world.names);
	close_world(&world);
}

static void the_first_failure_is_told_at_the_end(void **state)
{
	(void)state;
	struct world world;
	open_world(&world);
	for (int64_t n = 1; n <= 2000; n++)
		add(&world, n == 300 ? 7 : n);
	assert_false(bulk_close(world.numbers, &world.err));
	assert_non_null(strstr(world.err.message, "UNIQUE"));
	assert_true(bulk_close(world.names, &world.err));
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_of_two_tables_are_all_there),
		cmocka_unit_test(questions_between_rows_see_what_was_given),
		cmocka_unit_test(the_first_failure_is_told_at_the_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
