/* Asks the query of a measure for its keys, bucket and numbers row by row, has
 * them added up (counter.h) and keeps the cells.
 *
 *	SELECT bucket, numbers, record, keys FROM (the measure)
 *
 * A flow is put into buckets by a nested CASE over the bounds, so that a row
 * costs log2(bounds) comparisons. Of a share of lines the rows of a record are
 * one, as commits, not lines, vary independently and make the minimum; of a
 * rate whose query has a column "cluster" or "cluster_id" those of a cluster,
 * as one mistake does. */
#include "analysis/cells.h"

#include <stdio.h>
#include <stdlib.h>

#include "analysis/counter.h"
#include "analysis/measure.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "model/query.h"

enum { CELLS_MAX = 5000000 };

struct cell_cache {
	const struct model *model;
	struct arena *keep;
	struct map map; /* request as text -> struct cells */
	int64_t generation;
};

struct cell_cache *cell_cache_new(const struct model *model)
{
	struct arena *keep = arena_new();
	struct cell_cache *cache = ARENA_NEW(keep, struct cell_cache);
	*cache = (struct cell_cache){ .model = model, .keep = keep };
	cache->map.arena = keep;
	cache->generation = model_generation(model);
	return cache;
}

void cell_cache_free(struct cell_cache *cache)
{
	if (cache)
		arena_free(cache->keep);
}

bool measure_failed(const struct measure *measure, struct error *err)
{
	struct place place = { .file = measure->path,
		.line = measure->sql_line };
	char message[sizeof err->message];
	if (err->fix[0]) /* the store's trouble, not the measure's */
		return error_while(
		    err, "asking for " STR_FMT, STR_ARG(measure->id));
	snprintf(message, sizeof message, "%s", err->message);
	error_at(err, place, "%s", message);
	return error_while(err, "asking for " STR_FMT, STR_ARG(measure->id));
}

void cells_bind(struct query *query, int64_t from, int64_t at, bool newest)
{
	query_bind_name(query, ":from", from == UNKNOWN ? UNKNOWN + 1 : from);
	query_bind_name(query, ":at", at);
	query_bind_name(query, ":newest", newest);
}

bool measure_has_column(bool *has, const struct model *model,
    const struct measure *measure, struct str column, struct error *err)
{
	struct arena *scratch = arena_new();
	struct query *query = NULL;
	struct str sql =
	    arena_printf(scratch, "SELECT * FROM (\n" STR_FMT "\n) LIMIT 0",
		STR_ARG(measure_select(measure)));
	bool done;
	*has = false;
	done = query_open(&query, model, arena_z(scratch, sql), err);
	if (done) {
		for (int i = 0; i < query_columns(query); i++)
			*has = *has ||
			       str_equal_z(column, query_column_name(query, i));
		done = query_close(query, err);
	}
	arena_free(scratch);
	return done || measure_failed(measure, err);
}

/* Tables whose rows are keys: the text of row %s. */
/* clang-format off */
static const struct {
	const char *key;
	const char *text;
} id_keys[] = {
	{ "repository",
	    "(SELECT CASE WHEN (SELECT count(*) FROM repository s"
	    " WHERE s.name = r.name) > 1 THEN r.key ELSE r.name END"
	    " FROM repository r WHERE r.id = %s)" },
	{ "team", "(SELECT name FROM team WHERE id = %s)" },
	{ "tool", "(SELECT name FROM tool WHERE id = %s)" },
	{ "model", "(SELECT name FROM model WHERE id = %s)" },
};
/* clang-format on */

struct str cell_key_sql(
    struct arena *keep, struct str key, struct str column, bool has_id)
{
	for (size_t i = 0; has_id && i < sizeof id_keys / sizeof *id_keys;
	     i++) {
		struct str text = str_from(id_keys[i].text);
		size_t at = str_find_byte(text, '%');
		if (!str_equal_z(key, id_keys[i].key))
			continue;
		return arena_printf(keep, STR_FMT STR_FMT STR_FMT,
		    STR_ARG(str_slice(text, 0, at)), STR_ARG(column),
		    STR_ARG(str_skip(text, at + 2)));
	}
	return column;
}

bool cell_key_column(struct str *column, bool *has_id,
    const struct model *model, const struct measure *measure, struct str key,
    struct arena *keep, struct error *err)
{
	struct str id = arena_printf(keep, STR_FMT "_id", STR_ARG(key));
	if (!measure_has_column(has_id, model, measure, id, err))
		return false;
	*column = arena_printf(
	    keep, "q.\"" STR_FMT "\"", STR_ARG(*has_id ? id : key));
	return true;
}

/* How many of BOUNDS [FROM, TO) lie at or before "at". */
static void add_bucket(
    struct buf *sql, const int64_t *bounds, size_t from, size_t to)
{
	size_t middle = from + (to - from) / 2;
	if (from == to) {
		buf_printf(sql, "%zu", from);
		return;
	}
	buf_printf(
	    sql, "CASE WHEN q.at < %lld THEN ", (long long)bounds[middle]);
	add_bucket(sql, bounds, from, middle);
	buf_add_z(sql, " ELSE ");
	add_bucket(sql, bounds, middle + 1, to);
	buf_add_z(sql, " END");
}

/* The numbers of a row in the order of enum counter_column. */
static const char *numbers_of(const struct measure *m, bool has_unknown)
{
	switch (m->kind) {
	case MEASURE_SHARE:
		return has_unknown ? "q.n, q.hit, q.unknown, 0, 0, 0, 0"
				   : "q.n, q.hit, 0, 0, 0, 0, 0";
	case MEASURE_RATE:
		return "q.events, 0, 0, q.exposure, 0, 0, 0";
	case MEASURE_TIME:
		return "q.n, 0, 0, 0, q.enter, q.leave, q.event";
	case MEASURE_COUNT:
		if (m->reading == READING_CAPTURE)
			return "q.n, q.hit, q.unknown, 0, 0, 0, 0";
		break;
	case MEASURE_TABLE:
	case MEASURE_KINDS:
		break;
	}
	return "q.n, 0, 0, 0, 0, 0, 0";
}

/* Of a long history most lies before the first period that can be asked. */
static void add_limits(struct buf *sql, const struct scan_request *request)
{
	const int64_t *bounds = request->bounds;
	size_t count = request->bound_count;
	if (request->measure->basis != BASIS_FLOW || request->open ||
	    count == 0)
		return;
	buf_printf(sql, " WHERE q.at >= %lld AND q.at < %lld",
	    (long long)bounds[0], (long long)bounds[count - 1]);
}

/* What makes the rows of one record one; none: each row is its own. */
static bool record_column(const char **column, const struct cell_cache *cache,
    const struct measure *m, struct error *err)
{
	static const char *const clusters[] = { "q.cluster_id", "q.cluster" };
	*column = m->by_record ? "q.record" : NULL;
	for (int i = 0; m->kind == MEASURE_RATE && i < 2; i++) {
		bool has_column;
		if (!measure_has_column(&has_column, cache->model, m,
			str_skip(str_from(clusters[i]), 2), err))
			return false;
		if (has_column)
			*column = clusters[i];
	}
	return true;
}

static void add_time(struct buf *sql, const struct scan_request *request)
{
	if (request->measure->basis != BASIS_FLOW) {
		buf_add_z(sql, "0");
		return;
	}
	buf_add_z(sql, "CASE WHEN q.at IS NOT NULL THEN ");
	add_bucket(sql, request->bounds, 0, request->bound_count);
	buf_add_z(sql, " END");
}

/* Adds the keys; NAMES are what stands for those that are row ids. */
static bool add_keys(struct buf *sql, struct str *names,
    const struct cell_cache *cache, const struct scan_request *request,
    struct arena *scratch, struct error *err)
{
	for (size_t i = 0; i < request->key_count; i++) {
		struct str key = request->keys[i];
		struct str column;
		bool has_id;
		if (!cell_key_column(&column, &has_id, cache->model,
			request->measure, key, scratch, err))
			return false;
		buf_printf(sql, ", " STR_FMT, STR_ARG(column));
		names[i] = has_id ? cell_key_sql(scratch, key, STR("?1"), true)
				  : STR_NONE;
	}
	return true;
}

static bool write_sql(struct buf *sql, struct counter_request *rows,
    struct str *names, const struct cell_cache *cache,
    const struct scan_request *request, struct arena *scratch,
    struct error *err)
{
	const struct measure *m = request->measure;
	const char *record;
	bool has_unknown;
	if (!record_column(&record, cache, m, err) ||
	    !measure_has_column(
		&has_unknown, cache->model, m, STR("unknown"), err))
		return false;
	buf_add_z(sql, "SELECT ");
	add_time(sql, request);
	buf_printf(sql, ", %s", numbers_of(m, has_unknown));
	if (record)
		buf_printf(sql, ", %s", record);
	if (!add_keys(sql, names, cache, request, scratch, err))
		return false;
	buf_printf(
	    sql, " FROM (\n" STR_FMT "\n) AS q", STR_ARG(measure_select(m)));
	add_limits(sql, request);
	buf_add_char(sql, '\0');
	*rows = (struct counter_request){ .key_count = request->key_count,
		.by_record = record != NULL,
		.names = names };
	return true;
}

int keys_compare(const struct str *a, const struct str *b, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int order = str_compare(a[i], b[i]);
		if (order == 0)
			order = (a[i].ptr != NULL) - (b[i].ptr != NULL);
		if (order)
			return order;
	}
	return 0;
}

/* By the text of keys, so that sums have one order whatever the row ids. */
static int compare_cells(const void *a, const void *b)
{
	const struct cell *x = a;
	const struct cell *y = b;
	int order = keys_compare(x->keys, y->keys, KEYS_MAX);
	if (order)
		return order;
	if (x->bucket != y->bucket)
		return x->bucket < y->bucket ? -1 : 1;
	if (x->leave != y->leave)
		return x->leave < y->leave ? -1 : 1;
	if (x->enter != y->enter)
		return x->enter < y->enter ? -1 : 1;
	return (x->event > y->event) - (x->event < y->event);
}

static bool scan(struct cells *cells, struct cell_cache *cache,
    const struct scan_request *request, struct error *err)
{
	struct arena *scratch = arena_new();
	struct buf sql = { 0 };
	struct str names[KEYS_MAX];
	struct counter_request rows;
	bool fits = true;
	bool done =
	    write_sql(&sql, &rows, names, cache, request, scratch, err) &&
	    query_open(&rows.query, cache->model, sql.data, err);
	if (done) {
		cells_bind(
		    rows.query, request->from, request->at, request->newest);
		fits = count_cells(cells, &rows, CELLS_MAX, cache->keep);
		done = query_close(rows.query, err);
	}
	if (!fits)
		done = error_set(err, ERROR_INPUT,
		    "the measure has more than %d cells", CELLS_MAX);
	done = done && name_cells(cells, &rows, cache->model, cache->keep, err);
	if (done && cells->count)
		qsort(cells->items, cells->count, sizeof *cells->items,
		    compare_cells);
	buf_free(&sql);
	arena_free(scratch);
	return done;
}

/* What makes two requests one: the query, the keys, the time. */
static struct str request_key(
    const struct scan_request *request, struct arena *scratch)
{
	const struct measure *m = request->measure;
	bool asks_from = str_contains(m->sql, STR(":from"));
	bool asks_newest = str_contains(m->sql, STR(":newest"));
	struct str key = arena_printf(scratch, "%d %d %d %d %lld %lld %d",
	    (int)m->kind, (int)m->basis, (int)request->open, (int)m->by_record,
	    (long long)(asks_from ? request->from : 0), (long long)request->at,
	    asks_newest && request->newest);
	for (size_t i = 0; i < request->key_count; i++)
		key = arena_printf(scratch, STR_FMT "|" STR_FMT, STR_ARG(key),
		    STR_ARG(request->keys[i]));
	for (size_t i = 0; i < request->bound_count; i++)
		key = arena_printf(scratch, STR_FMT " %lld", STR_ARG(key),
		    (long long)request->bounds[i]);
	return arena_printf(
	    scratch, STR_FMT "\n" STR_FMT, STR_ARG(key), STR_ARG(m->sql));
}

static void forget(struct cell_cache *cache)
{
	struct arena *keep = cache->keep;
	const struct model *model = cache->model;
	/* The cache itself lies in the arena: only its cells go. */
	cache->map = (struct map){ .arena = keep };
	cache->generation = model_generation(model);
}

bool cells_get(const struct cells **out, struct cell_cache *cache,
    const struct scan_request *request, struct error *err)
{
	struct arena *scratch = arena_new();
	struct cells *cells;
	struct str key;
	union map_value *found;
	bool done = true;
	if (cache->generation != model_generation(cache->model))
		forget(cache);
	key = request_key(request, scratch);
	found = map_get(&cache->map, key);
	if (found) {
		*out = found->pointer;
		goto out;
	}
	cells = ARENA_NEW(cache->keep, struct cells);
	done = scan(cells, cache, request, err) ||
	       measure_failed(request->measure, err);
	if (done)
		map_put(&cache->map, key, NULL)->pointer = cells;
	*out = cells;
out:
	arena_free(scratch);
	return done;
}
