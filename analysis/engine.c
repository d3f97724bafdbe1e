/* The engine: opens the registry of measures, makes questions ready, and
 * finds the cells that answer them. Answers are put together in ask.c,
 * changes between periods in change.c, bare populations in records.c. */
#include "analysis/engine.h"

#include <stdlib.h>

#include "analysis/engine_parts.h"
#include "analysis/made.h"
#include "analysis/measure.h"
#include "analysis/needs.h"
#include "base/date.h"
#include "base/vec.h"
#include "model/query.h"

#define MINIMUM_GROUP 5

static int compare_time(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* Starts and ends of the periods and months that reports ask for, so that
 * one scan of a flow answers all of them. */
static void set_bounds(struct engine *engine)
{
	size_t n = 0;
	size_t count = 0;
	int64_t *bounds = arena_array(
	    engine->keep, 2 * (TREND_MONTHS + SHIFTS_HELD + 1), sizeof *bounds);
	for (int back = 0; back < TREND_MONTHS; back++) {
		struct period month = period_month(engine->period, back);
		bounds[n++] = month.from;
		bounds[n++] = month.to;
	}
	for (int back = 0; back <= SHIFTS_HELD; back++) {
		struct period period = period_shift(engine->period, -back);
		if (period.from != UNKNOWN)
			bounds[n++] = period.from;
		bounds[n++] = period.to;
	}
	qsort(bounds, n, sizeof *bounds, compare_time);
	for (size_t i = 0; i < n; i++)
		if (count == 0 || bounds[count - 1] != bounds[i])
			bounds[count++] = bounds[i];
	engine->bounds = bounds;
	engine->bound_count = count;
}

static void set_minimum_group(struct engine *engine)
{
	struct str text = model_setting(
	    engine->model, STR("privacy.minimum_group"), engine->keep);
	if (!text.ptr || !str_to_int(text, &engine->minimum_group))
		engine->minimum_group = MINIMUM_GROUP;
}

bool engine_open(struct engine **out, const struct model *model,
    struct period period, const struct asset_folders *folders,
    struct str measures, struct arena *keep, struct error *err)
{
	struct engine *engine = ARENA_NEW(keep, struct engine);
	*out = NULL;
	*engine = (struct engine){
		.model = model,
		.period = period,
		.keep = keep,
		.folders = folders,
		.people = { .arena = keep },
		.missing = { .arena = keep },
		.changes = { .arena = keep },
		.heard = { .arena = keep },
	};
	if (!model_ready(model, err) ||
	    !measures_load(&engine->measures, &engine->measure_count, folders,
		measures, keep, err))
		return false;
	if (!period_newest(&engine->newest, model, err))
		return false;
	set_bounds(engine);
	set_minimum_group(engine);
	engine->checked = ARENA_NEW(keep, struct map);
	*engine->checked = (struct map){ .arena = keep };
	engine->cache = cell_cache_new(model);
	*out = engine;
	return true;
}

void engine_close(struct engine *engine)
{
	if (engine && !engine->has_others_cells)
		cell_cache_free(engine->cache);
}

bool engine_share_cells(struct engine *engine, const struct engine *other)
{
	cell_cache_free(engine->cache);
	engine->cache = other->cache;
	engine->has_others_cells = true;
	return true;
}

void engine_show_small(struct engine *engine, bool show)
{
	engine->show_small = show;
}

bool engine_shows_small(const struct engine *engine)
{
	return engine->show_small;
}

struct period engine_period(const struct engine *engine)
{
	return engine->period;
}

const struct model *engine_model(const struct engine *engine)
{
	return engine->model;
}

const struct measure *engine_measure(const struct engine *engine, struct str id)
{
	size_t low = 0;
	size_t high = engine->measure_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(engine->measures[middle].id, id);
		if (order == 0)
			return &engine->measures[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct measure *engine_measures(
    const struct engine *engine, size_t *count)
{
	*count = engine->measure_count;
	return engine->measures;
}

static struct str question_key(
    const struct question *question, struct arena *keep)
{
	struct str key = arena_printf(keep, STR_FMT " %d %d",
	    STR_ARG(question->id), question->shift, question->months);
	for (size_t i = 0; i < question->by_count; i++)
		key = arena_printf(keep, STR_FMT "\n" STR_FMT, STR_ARG(key),
		    STR_ARG(question->by[i]));
	for (size_t i = 0; i < question->where_count; i++)
		key = arena_printf(keep, STR_FMT "\n" STR_FMT "=%s" STR_FMT,
		    STR_ARG(key), STR_ARG(question->where[i].key),
		    question->where[i].value.ptr ? "" : "-",
		    STR_ARG(question->where[i].value));
	return key;
}

void engine_hear(struct engine *engine, const struct question *question)
{
	struct arena *keep = engine->keep;
	struct arena *scratch = arena_new();
	bool added;
	map_put(&engine->heard, question_key(question, scratch), &added);
	arena_free(scratch);
	if (!added)
		return;
	struct str *by = arena_array(keep, question->by_count + 1, sizeof *by);
	struct key_value *where =
	    arena_array(keep, question->where_count + 1, sizeof *where);
	for (size_t i = 0; i < question->by_count; i++)
		by[i] = arena_str(keep, question->by[i]);
	for (size_t i = 0; i < question->where_count; i++) {
		where[i].key = arena_str(keep, question->where[i].key);
		where[i].value = arena_str(keep, question->where[i].value);
	}
	struct question heard = *question;
	heard.id = arena_str(keep, question->id);
	heard.by = by;
	heard.where = where;
	VEC_PUSH(&engine->questions, keep, heard);
}

const struct question *engine_questions(
    const struct engine *engine, size_t *count)
{
	*count = engine->questions.count;
	return engine->questions.items;
}

static bool add_key(
    struct asked *asked, struct str key, bool checked, struct error *err)
{
	const struct measure *m = asked->measure;
	if (checked && !list_has(m->keys, key)) {
		error_set(err, ERROR_USAGE,
		    STR_FMT " has no key \"" STR_FMT "\"", STR_ARG(m->id),
		    STR_ARG(key));
		return error_fix(err, "its keys are " STR_FMT "%s",
		    STR_ARG(m->keys),
		    m->kind == MEASURE_TABLE ? " (for --where only)"
					     : ", and month");
	}
	if (asked->key_count == KEYS_MAX)
		return error_set(err, ERROR_USAGE,
		    "a question has at most %d keys", KEYS_MAX);
	asked->keys[asked->key_count++] = key;
	return true;
}

static bool add_by(
    struct asked *asked, const struct question *question, struct error *err)
{
	for (size_t i = 0; i < question->by_count; i++) {
		if (str_equal_z(question->by[i], "month")) {
			asked->months = true;
			continue;
		}
		if (!add_key(asked, question->by[i], true, err))
			return false;
		asked->by_count++;
	}
	if (asked->measure->kind == MEASURE_TABLE &&
	    (asked->by_count || asked->months))
		return error_set(err, ERROR_USAGE,
		    STR_FMT " is a table: it has rows, not groups",
		    STR_ARG(asked->measure->id));
	return true;
}

/* Keys that the kind needs besides what was asked. */
static bool add_implied(struct asked *asked, struct error *err)
{
	const struct measure *m = asked->measure;
	struct str strata = m->strata;
	struct str stratum;
	asked->origin_at = asked->key_count;
	if (m->kind != MEASURE_RATE && m->reading != READING_DIFFERENCE)
		return true;
	if (!add_key(asked, STR("origin"), false, err))
		return false;
	asked->strata_at = asked->key_count;
	while (list_next(&strata, &stratum)) {
		if (!add_key(asked, stratum, false, err))
			return false;
		asked->strata_count++;
	}
	return true;
}

bool engine_is_newest(const struct engine *engine, struct period period)
{
	return engine->newest == UNKNOWN ||
	       period.to >= engine->newest - HEAD_DAYS_MAX * DAY_SECONDS;
}

bool asked_read(struct asked *asked, const struct engine *engine,
    const struct question *question, struct error *err)
{
	*asked = (struct asked){
		.measure = engine_measure(engine, question->id),
		.period = period_shift(engine->period, question->shift),
		.where = question->where,
		.where_count = question->where_count,
		.months = question->months,
		.shift = question->shift,
	};
	asked->newest =
	    question->shift == 0 && engine_is_newest(engine, asked->period);
	if (!asked->measure)
		return error_set(err, ERROR_USAGE,
		    "there is no measure \"" STR_FMT "\"",
		    STR_ARG(question->id));
	if (!add_by(asked, question, err))
		return false;
	asked->where_at = asked->key_count;
	for (size_t i = 0; i < question->where_count; i++)
		if (!add_key(asked, question->where[i].key, true, err))
			return false;
	return add_implied(asked, err) && made_ready(engine, asked, err);
}

static bool holds_bound(const struct engine *engine, int64_t bound)
{
	return bsearch(&bound, engine->bounds, engine->bound_count,
		   sizeof bound, compare_time) != NULL;
}

static bool fulfils(const struct asked *asked, const struct cell *cell)
{
	for (size_t i = 0; i < asked->where_count; i++) {
		struct str key = cell->keys[asked->where_at + i];
		struct str wanted = asked->where[i].value;
		if (key.ptr ? !str_equal(key, wanted) : wanted.len != 0)
			return false;
	}
	return true;
}

/* Whether bucket I of a flow lies in PERIOD. */
static bool in_period(
    const struct scan_request *request, int bucket, struct period period)
{
	size_t i = (size_t)bucket;
	if (!request->bounds || i >= request->bound_count ||
	    request->bounds[i] > period.to)
		return false;
	return period.from == UNKNOWN ||
	       (i > 0 && request->bounds[i - 1] >= period.from);
}

bool asked_portion(struct portion *portion, struct engine *engine,
    const struct asked *asked, struct period period, bool newest,
    struct arena *keep, struct error *err)
{
	const struct measure *m = asked->measure;
	int64_t own[2] = { period.from, period.to };
	struct scan_request request = {
		.measure = m, .keys = asked->keys, .key_count = asked->key_count
	};
	const struct cells *cells;
	const struct cell **picked;
	if (m->basis == BASIS_STOCK) {
		request.from = period.from;
		request.at = period.to;
		request.newest = newest;
	} else if (holds_bound(engine, period.to) &&
		   (period.from == UNKNOWN ||
		       holds_bound(engine, period.from))) {
		request.bounds = engine->bounds;
		request.bound_count = engine->bound_count;
		request.open =
		    engine->period.from == UNKNOWN || period.from == UNKNOWN;
	} else {
		size_t skip = period.from == UNKNOWN;
		request.bounds = own + skip;
		request.bound_count = 2 - skip;
		request.open = skip;
	}
	if (!cells_get(&cells, engine->cache, &request, err))
		return false;
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are meant */
	picked = arena_array(keep, cells->count + 1, sizeof *picked);
	*portion = (struct portion){ .measure = m,
		.cells = picked,
		.origin_at = asked->origin_at,
		.strata_at = asked->strata_at,
		.strata_count = asked->strata_count };
	for (size_t i = 0; i < cells->count; i++)
		if ((m->basis == BASIS_STOCK ||
			in_period(&request, cells->items[i].bucket, period)) &&
		    fulfils(asked, &cells->items[i]))
			picked[portion->count++] = &cells->items[i];
	return true;
}

bool team_people(
    int64_t *people, struct engine *engine, struct str team, struct error *err)
{
	struct query *query = NULL;
	union map_value *found;
	*people = 0;
	if (!engine->has_people) {
		if (!query_open(&query, engine->model,
			"SELECT name, people FROM team", err))
			return false;
		while (query_next(query))
			map_put(&engine->people, query_text(query, 0), NULL)
			    ->number = query_int(query, 1);
		if (!query_close(query, err))
			return false;
		engine->has_people = true;
	}
	found = map_get(&engine->people, team);
	if (found)
		*people = found->number;
	return true;
}

struct str answer_cell(
    const struct answer *answer, size_t row, const char *name)
{
	for (size_t i = 0; i < answer->column_count; i++)
		if (str_equal_z(answer->columns[i].name, name))
			return answer->cells[row * answer->column_count + i];
	return STR_NONE;
}
