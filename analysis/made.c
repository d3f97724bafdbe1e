/* A judgement stands in a temporary table, by the end of its period, so that
 * several periods can be asked of one engine. */
#include "analysis/made.h"

#include "analysis/controls.h"
#include "analysis/readiness.h"
#include "model/query.h"

static bool make_readiness(const struct engine *engine, struct period period,
    bool newest, struct error *err)
{
	struct arena *scratch = arena_new();
	struct readiness readiness;
	bool done = readiness_judge(&readiness, engine->model, period, newest,
			true, engine->folders, scratch, err) &&
		    readiness_store(&readiness, engine->model, err);
	arena_free(scratch);
	return done;
}

static bool make_controls(const struct engine *engine, struct period period,
    bool newest, struct error *err)
{
	return controls_make(engine, period, newest, err);
}

static const struct made {
	const char *name;
	const char *probe; /* gives a row when :at was judged */
	bool (*make)(const struct engine *engine, struct period period,
	    bool newest, struct error *err);
} tables[] = {
	{ "readiness",
	    "SELECT 1 FROM readiness WHERE at = :at "
	    "UNION ALL SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM repository) "
	    "LIMIT 1",
	    make_readiness },
	{ "controls",
	    "SELECT 1 FROM control_result WHERE at = :at "
	    "UNION ALL SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM repository) "
	    "LIMIT 1",
	    make_controls },
};
enum { TABLES = sizeof tables / sizeof *tables };

static const struct made *find(struct str name)
{
	for (size_t i = 0; i < TABLES; i++)
		if (str_equal_z(name, tables[i].name))
			return &tables[i];
	return NULL;
}

bool made_exists(struct str name)
{
	return find(name) != NULL;
}

bool made_ready(
    const struct engine *engine, const struct asked *asked, struct error *err)
{
	const struct made *made = find(asked->measure->made);
	struct query *query = NULL;
	bool there;
	if (!made)
		return true;
	if (!query_open(&query, engine->model, made->probe, err))
		return false;
	query_bind_name(query, ":at", asked->period.to);
	there = query_next(query);
	if (!query_close(query, err) || there)
		return there;
	return made->make(engine, asked->period, asked->newest, err);
}
