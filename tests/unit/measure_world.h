/* The world of tests/measures/world.sql, or another script's, opened for the
 * third quarter of 2026: for the tests of measures and of the report. */
#ifndef TESTS_UNIT_MEASURE_WORLD_H
#define TESTS_UNIT_MEASURE_WORLD_H

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

#define WORLD "tests/measures/world.sql"

struct world {
	struct model *model;
	struct engine *engine;
	struct arena *keep;
	struct error err;
};

static inline void stop_at(const struct error *err)
{
	error_print(err, stderr);
	fail();
}

/* Runs the statements of a script, which end with ";" at a line's end. */
static inline void run_script(struct world *world, struct str sql)
{
	struct str line;
	struct str statement = STR("");
	while (str_line(&sql, &line)) {
		if (str_starts(line, STR("--")))
			continue;
		statement = arena_printf(world->keep, STR_FMT STR_FMT "\n",
		    STR_ARG(statement), STR_ARG(line));
		if (!str_ends(line, STR(";")))
			continue;
		if (!query_run(world->model, arena_z(world->keep, statement),
			&world->err))
			stop_at(&world->err);
		statement = STR("");
	}
}

/* A model that holds what SCRIPT puts there; STR("") leaves it empty. */
static inline void open_script(struct world *world, struct str script)
{
	struct period period;
	*world = (struct world){ .keep = arena_new() };
	if (!model_open(&world->model, STR(""), &world->err) ||
	    !model_script(
		world->model, STR("model/views.sql"), NULL, &world->err))
		stop_at(&world->err);
	run_script(world, script);
	if (!period_parse(
		&period, STR("2026-Q3"), (struct calendar){ 0 }, &world->err) ||
	    !engine_open(&world->engine, world->model, period, NULL, STR_NONE,
		world->keep, &world->err))
		stop_at(&world->err);
}

static inline void open_world(struct world *world)
{
	struct arena *scratch = arena_new();
	struct str script;
	struct error err;
	if (!file_read(&script, STR(WORLD), 0, scratch, &err))
		stop_at(&err);
	open_script(world, script);
	arena_free(scratch);
}

/* Small groups and single people are told of, as with --restricted. */
static inline void tell_of_people(struct world *world)
{
	run_script(world,
	    STR("INSERT INTO setting (source_id, locator, name, value) "
		"SELECT 1, 1, 'privacy.scoring.' || column1, 'x' "
		"FROM (VALUES ('purpose'), ('lawful_basis'), ('agreed_by'));"
		"\n"));
	engine_show_small(world->engine, true);
}

static inline void close_world(struct world *world)
{
	engine_close(world->engine);
	model_close(world->model);
	arena_free(world->keep);
}

#endif
