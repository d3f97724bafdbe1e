/* Cells: the population of a measure, counted by the engine's wrapped query
 * into sums by key and time, so that C sees cells, not rows. One scan over
 * the whole history serves tile, trend and table; scans are kept until the
 * model changes. */
#ifndef ANALYSIS_CELLS_H
#define ANALYSIS_CELLS_H

#include "analysis/engine.h"

enum { KEYS_MAX = 8 };

struct cell {
	struct str keys[KEYS_MAX]; /* in the order asked; ptr NULL: unknown */
	int bucket; /* flow: how many bounds lie at or before it */
	int64_t n;  /* rate: events */
	int64_t hit;
	int64_t unknown;  /* of n, of unknown origin */
	int64_t exposure; /* rate: lines */
	int64_t clusters; /* weighted share, and its sums */
	double yy;
	double xy;
	double xx;
	int64_t enter; /* time, in seconds */
	int64_t leave;
	bool event;
};

/* The order of keys by their text; what is unknown comes before no text. */
int keys_compare(const struct str *a, const struct str *b, size_t count);

struct cells {
	struct cell *items;
	size_t count;
	const int64_t *bounds; /* flow: ascending */
	size_t bound_count;
};

/* What is scanned. Flow: BOUNDS; stock: the window FROM (may be UNKNOWN) to
 * AT, and whether that is the end of the reported period. */
struct scan_request {
	const struct measure *measure;
	const struct str *keys;
	size_t key_count;
	const int64_t *bounds;
	size_t bound_count;
	int64_t from;
	int64_t at;
	bool newest;
	bool open; /* flow: what was before the first of BOUNDS is asked too */
};

struct cell_cache;

/* The cache borrows MODEL. */
struct cell_cache *cell_cache_new(const struct model *model);
void cell_cache_free(struct cell_cache *cache);

/* *CELLS belong to the cache and live until the model changes. A query that
 * SQLite refuses is an input error that names its file. */
bool cells_get(const struct cells **cells, struct cell_cache *cache,
    const struct scan_request *request, struct error *err) MUST_USE;

/* The column of KEY in the query of MEASURE as Q: "team_id" where it has that
 * (*HAS_ID), else "team"; and the SQL that makes text for print of COLUMN. */
bool cell_key_column(struct str *column, bool *has_id,
    const struct model *model, const struct measure *measure, struct str key,
    struct arena *keep, struct error *err) MUST_USE;
struct str cell_key_sql(
    struct arena *keep, struct str key, struct str column, bool has_id);
/* Whether the query of MEASURE has COLUMN. */
bool measure_has_column(bool *has, const struct model *model,
    const struct measure *measure, struct str column,
    struct error *err) MUST_USE;

/* Binds :from, :at and :newest; an open start binds the least number. */
struct query;
void cells_bind(struct query *query, int64_t from, int64_t at, bool newest);

/* A query of MEASURE that failed: the same error, with its file. False. */
bool measure_failed(const struct measure *measure, struct error *err);

#endif
