/* Wraps the query of a measure in a GROUP BY and keeps what it gives.
 *
 *	SELECT text of keys, bucket, sums FROM (
 *		SELECT keys, bucket, sums FROM (
 *			SELECT keys, bucket, numbers FROM (the measure))
 *		GROUP BY keys, bucket)
 *
 * Keys are integers inside and become text outside, once a cell. A flow is
 * put into buckets by a nested CASE over the bounds, so that a row costs
 * log2(bounds) comparisons. A share of lines is first summed up by record, as
 * commits, not lines, vary independently and make the minimum; a rate whose
 * query has a column "cluster" by that, as one mistake does. */
#include "analysis/cells.h"

#include <stdio.h>
#include <stdlib.h>

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

/* The numbers of a row, the same columns for each kind. */
static const char *numbers_of(const struct measure *m, bool has_unknown)
{
	switch (m->kind) {
	case MEASURE_SHARE:
		if (m->by_record)
			return has_unknown
				   ? "sum(q.n) AS n, sum(q.hit) AS hit,"
				     " sum(q.unknown) AS unknown, 0 AS "
				     "exposure,"
				     " 0 AS enter, 0 AS leave, 0 AS event"
				   : "sum(q.n) AS n, sum(q.hit) AS hit,"
				     " 0 AS unknown, 0 AS exposure,"
				     " 0 AS enter, 0 AS leave, 0 AS event";
		return has_unknown
			   ? "q.n AS n, q.hit AS hit, q.unknown AS unknown,"
			     " 0 AS exposure, 0 AS enter, 0 AS leave, 0 AS "
			     "event"
			   : "q.n AS n, q.hit AS hit, 0 AS unknown,"
			     " 0 AS exposure, 0 AS enter, 0 AS leave, 0 AS "
			     "event";
	case MEASURE_RATE:
		return "q.events AS n, 0 AS hit, 0 AS unknown,"
		       " q.exposure AS exposure,"
		       " 0 AS enter, 0 AS leave, 0 AS event";
	case MEASURE_TIME:
		return "q.n AS n, 0 AS hit, 0 AS unknown, 0 AS exposure,"
		       " q.enter AS enter, q.leave AS leave,"
		       " q.event AS event";
	case MEASURE_COUNT:
		if (m->reading == READING_CAPTURE)
			return "q.n AS n, q.hit AS hit, q.unknown AS unknown,"
			       " 0 AS exposure, 0 AS enter, 0 AS leave, 0 AS "
			       "event";
		break;
	case MEASURE_TABLE:
	case MEASURE_KINDS:
		break;
	}
	return "q.n AS n, 0 AS hit, 0 AS unknown, 0 AS exposure,"
	       " 0 AS enter, 0 AS leave, 0 AS event";
}

/* Records without a line are no cluster. Sums of squares may exceed an integer;
 * they are capped, not wrong. */
#define CLUSTER_SUMS                                                           \
	"count(*) FILTER (WHERE n > 0) AS clusters,"                           \
	" CAST(total(1.0 * hit * hit) AS INTEGER) AS yy,"                      \
	" CAST(total(1.0 * n * hit) AS INTEGER) AS xy,"                        \
	" CAST(total(1.0 * n * n) AS INTEGER) AS xx"
#define NO_CLUSTER_SUMS "0 AS clusters, 0 AS yy, 0 AS xy, 0 AS xx"

static void add_key_names(struct buf *sql, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_printf(sql, ", k%zu", i);
}

/* Events of one cluster become one row; lines are of none. */
#define CLUSTER_NUMBERS                                                        \
	"sum(q.events) AS n, 0 AS hit, 0 AS unknown,"                          \
	" sum(q.exposure) AS exposure, 0 AS enter, 0 AS leave, 0 AS event"

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

/* The rows of the measure: keys, bucket, numbers. */
static bool add_rows(struct buf *sql, struct str *texts, bool by_cluster,
    const struct cell_cache *cache, const struct scan_request *request,
    struct arena *scratch, struct error *err)
{
	const struct measure *m = request->measure;
	bool has_unknown;
	if (!measure_has_column(
		&has_unknown, cache->model, m, STR("unknown"), err))
		return false;
	buf_printf(sql, "SELECT %s",
	    by_cluster ? CLUSTER_NUMBERS : numbers_of(m, has_unknown));
	for (size_t i = 0; i < request->key_count; i++) {
		struct str column;
		bool has_id;
		if (!cell_key_column(&column, &has_id, cache->model, m,
			request->keys[i], scratch, err))
			return false;
		buf_printf(sql, ", " STR_FMT " AS k%zu", STR_ARG(column), i);
		texts[i] = cell_key_sql(scratch, request->keys[i],
		    arena_printf(scratch, "s.k%zu", i), has_id);
	}
	if (m->basis == BASIS_FLOW) {
		buf_add_z(sql, ", CASE WHEN q.at IS NOT NULL THEN ");
		add_bucket(sql, request->bounds, 0, request->bound_count);
		buf_add_z(sql, " END AS b");
	} else {
		buf_add_z(sql, ", 0 AS b");
	}
	buf_printf(
	    sql, " FROM (\n" STR_FMT "\n) AS q", STR_ARG(measure_select(m)));
	add_limits(sql, request);
	if (by_cluster)
		buf_add_z(sql, " GROUP BY q.cluster, b");
	else if (m->by_record)
		buf_add_z(sql, " GROUP BY q.record, b");
	if (by_cluster || m->by_record)
		add_key_names(sql, request->key_count);
	return true;
}

static bool write_sql(struct buf *sql, const struct cell_cache *cache,
    const struct scan_request *request, struct arena *scratch,
    struct error *err)
{
	struct str texts[KEYS_MAX];
	struct buf rows = { 0 };
	const struct measure *m = request->measure;
	bool by_cluster = false;
	bool done = m->kind != MEASURE_RATE ||
		    measure_has_column(
			&by_cluster, cache->model, m, STR("cluster"), err);
	done = done &&
	       add_rows(&rows, texts, by_cluster, cache, request, scratch, err);
	buf_add_z(sql,
	    "SELECT b, n, hit, unknown, exposure, clusters, yy, xy, xx,"
	    " enter, leave, event");
	for (size_t i = 0; done && i < request->key_count; i++)
		buf_printf(sql, ", " STR_FMT, STR_ARG(texts[i]));
	buf_printf(sql,
	    " FROM (SELECT b, sum(n) AS n, sum(hit) AS hit,"
	    " sum(unknown) AS unknown, sum(exposure) AS exposure, %s,"
	    " enter, leave, event",
	    m->by_record || by_cluster ? CLUSTER_SUMS : NO_CLUSTER_SUMS);
	add_key_names(sql, request->key_count);
	buf_printf(sql,
	    " FROM (" STR_FMT ") WHERE b IS NOT NULL"
	    " GROUP BY b, enter, leave, event",
	    STR_ARG(buf_str(&rows)));
	add_key_names(sql, request->key_count);
	buf_add_z(sql, ") AS s");
	buf_free(&rows);
	return done;
}

enum { FIXED_COLUMNS = 12 };

static struct cell read_cell(
    const struct query *query, size_t key_count, struct arena *keep)
{
	struct cell cell = {
		.bucket = (int)query_int(query, 0),
		.n = query_int(query, 1),
		.hit = query_int(query, 2),
		.unknown = query_int(query, 3),
		.exposure = query_int(query, 4),
		.clusters = query_int(query, 5),
		.yy = (double)query_int(query, 6),
		.xy = (double)query_int(query, 7),
		.xx = (double)query_int(query, 8),
		.enter = query_int(query, 9),
		.leave = query_int(query, 10),
		.event = query_int(query, 11) == 1,
	};
	for (size_t i = 0; i < key_count; i++)
		cell.keys[i] =
		    arena_str(keep, query_text(query, FIXED_COLUMNS + (int)i));
	return cell;
}

/* A sum over nothing, or of nothing known, is none. */
static void mend(struct cell *cell)
{
	int64_t *const numbers[] = { &cell->n, &cell->hit, &cell->unknown,
		&cell->exposure };
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (*numbers[i] == UNKNOWN)
			*numbers[i] = 0;
}

/* By the text of keys, so that sums have one order whatever the row ids. */
static int compare_cells(const void *a, const void *b)
{
	const struct cell *x = a;
	const struct cell *y = b;
	for (size_t i = 0; i < KEYS_MAX; i++) {
		int order = str_compare(x->keys[i], y->keys[i]);
		if (order == 0)
			order =
			    (x->keys[i].ptr != NULL) - (y->keys[i].ptr != NULL);
		if (order)
			return order;
	}
	if (x->bucket != y->bucket)
		return x->bucket < y->bucket ? -1 : 1;
	if (x->leave != y->leave)
		return x->leave < y->leave ? -1 : 1;
	if (x->enter != y->enter)
		return x->enter < y->enter ? -1 : 1;
	return (x->event > y->event) - (x->event < y->event);
}

static bool scan(struct cells *cells, struct cell_cache *cache,
    const struct scan_request *request, const char *sql, struct error *err)
{
	struct query *query = NULL;
	VEC(struct cell) all = { 0 };
	bool too_many = false;
	if (!query_open(&query, cache->model, sql, err))
		return false;
	cells_bind(query, request->from, request->at, request->newest);
	while (!too_many && query_next(query)) {
		struct cell cell =
		    read_cell(query, request->key_count, cache->keep);
		mend(&cell);
		VEC_PUSH(&all, cache->keep, cell);
		too_many = all.count >= CELLS_MAX;
	}
	if (!query_close(query, err))
		return false;
	if (too_many)
		return error_set(err, ERROR_INPUT,
		    "the measure has more than %d cells", CELLS_MAX);
	if (all.count)
		qsort(all.items, all.count, sizeof *all.items, compare_cells);
	cells->items = all.items;
	cells->count = all.count;
	return true;
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
	struct buf sql = { 0 };
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
	done = write_sql(&sql, cache, request, scratch, err);
	buf_add_char(&sql, '\0');
	if (done && !scan(cells, cache, request, sql.data, err))
		done = measure_failed(request->measure, err);
	if (done)
		map_put(&cache->map, key, NULL)->pointer = cells;
	*out = cells;
out:
	buf_free(&sql);
	arena_free(scratch);
	return done;
}
