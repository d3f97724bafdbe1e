/* Findings from results: finding.sql says which scans speak about which
 * repository and when, identity.c which results are the same finding and what
 * became of it, finding_origin.c whose line it stands on. Here the results are
 * streamed through them, one series of scans at a time. */
#include "link/finding.h"

#include "base/date.h"
#include "base/hash.h"
#include "link/finding_origin.h"
#include "link/identity.h"
#include "link/place.h"
#include "link/scan_home.h"
#include "model/query.h"

/* Which series and event a row belongs to. */
struct position {
	int64_t repository_id; /* 0: not placed */
	struct str repository;
	struct str tool;
	struct str analysis;
	int64_t time; /* UNKNOWN: in no trend */
	struct str batch;
};

struct work {
	struct model *model;
	struct query *insert;
	struct places *places;
	struct arena *series_keep;
	struct arena *event_keep;
	struct series *series;
	struct position at;
	bool is_done; /* every scan of the event is */
	bool has_event;
	struct error *err;
};

/* Ordered so that series, events and results come one after another. */
static const char results_sql[] =
    "SELECT e.repository_id, e.repository, e.tool, e.analysis, e.time, "
    "e.batch, e.done, r.id, r.rule, r.path, r.line, r.fingerprint, "
    "r.suppressed, r.first_time "
    "FROM temp.scan_event e LEFT JOIN result r ON r.scan_id = e.scan_id "
    "AND r.kind = 'fail' AND coalesce(r.baseline, '') <> 'absent' "
    "ORDER BY e.repository, e.repository_id, e.tool, e.analysis, "
    "e.time IS NULL, e.time, e.batch, r.rule, r.path, r.line, "
    "r.\"column\", e.digest, r.ordinal";

/* A finding of two analyses of one tool is open while one of them has it. */
static const char insert_sql[] =
    "INSERT INTO finding (key, repository_id, tool, rule, category, severity, "
    "severity_rank, cwe, path, line, state, first_time, last_time, "
    "fixed_time, first_result_id, last_result_id) "
    "SELECT ?1, ?2, ?3, r.rule, r.category, r.severity, "
    "CASE r.severity WHEN 'critical' THEN 1 WHEN 'high' THEN 2 "
    "WHEN 'medium' THEN 3 WHEN 'low' THEN 4 ELSE 5 END, "
    "(SELECT cwe FROM result_cwe WHERE result_id = r.id AND rank = 0), "
    "?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM result r WHERE r.id = ?11 "
    "ON CONFLICT (key) DO UPDATE SET "
    "first_result_id = CASE WHEN coalesce(excluded.first_time, 0) < "
    "coalesce(first_time, 0) THEN excluded.first_result_id "
    "ELSE first_result_id END, "
    "first_time = min(coalesce(first_time, excluded.first_time), "
    "coalesce(excluded.first_time, first_time)), "
    "fixed_time = CASE WHEN state = 'fixed' AND excluded.state = 'fixed' "
    "THEN max(fixed_time, excluded.fixed_time) END, "
    "state = CASE WHEN 'open' IN (state, excluded.state) THEN 'open' "
    "WHEN 'suppressed' IN (state, excluded.state) THEN 'suppressed' "
    "ELSE 'fixed' END, "
    "line = CASE WHEN coalesce(excluded.last_time, 0) > "
    "coalesce(last_time, 0) THEN excluded.line ELSE line END, "
    "last_result_id = CASE WHEN coalesce(excluded.last_time, 0) > "
    "coalesce(last_time, 0) THEN excluded.last_result_id "
    "ELSE last_result_id END, "
    "last_time = max(coalesce(last_time, excluded.last_time), "
    "coalesce(excluded.last_time, last_time))";

static struct position position_of(
    const struct query *query, struct arena *keep)
{
	return (struct position){
		query_int(query, 0),
		arena_str(keep, query_text(query, 1)),
		arena_str(keep, query_text(query, 2)),
		arena_str(keep, query_text(query, 3)),
		query_int(query, 4),
		arena_str(keep, query_text(query, 5)),
	};
}

static bool is_same_series(const struct position *a, const struct query *query)
{
	return a->repository_id == query_int(query, 0) &&
	       str_equal(a->repository, query_text(query, 1)) &&
	       str_equal(a->tool, query_text(query, 2)) &&
	       str_equal(a->analysis, query_text(query, 3));
}

static bool is_same_event(const struct position *a, const struct query *query)
{
	return a->time == query_int(query, 4) &&
	       str_equal(a->batch, query_text(query, 5));
}

/* Digest of what makes a finding one. */
static void finding_key(char hex[HASH_HEX_SIZE], const struct position *at,
    const struct finding *finding)
{
	struct arena *scratch = arena_new();
	struct hash *hash = hash_new(scratch);
	hash_add_field(hash, at->repository);
	hash_add_field(hash, at->tool);
	hash_add_field(hash, finding->rule);
	hash_add_field(hash, finding->path);
	hash_add_field(hash, finding->key_text);
	hash_add_field(
	    hash, arena_printf(scratch, "%lld", (long long)finding->ordinal));
	hash_end(hash, hex);
	arena_free(scratch);
}

static void store_finding(struct work *work, const struct finding *finding)
{
	static const struct str states[] = { { "open", 4 },
		{ "suppressed", 10 }, { "fixed", 5 } };
	struct query *insert = work->insert;
	const struct position *at = &work->at;
	char key[HASH_HEX_SIZE];
	finding_key(key, at, finding);
	query_rewind(insert);
	query_bind_text(insert, 1, str_from(key));
	query_bind_int(
	    insert, 2, at->repository_id ? at->repository_id : UNKNOWN);
	query_bind_text(insert, 3, at->tool);
	query_bind_text(insert, 4, finding->path);
	query_bind_int(insert, 5, finding->line);
	query_bind_text(insert, 6, states[finding->state]);
	query_bind_int(insert, 7, finding->first_time);
	query_bind_int(insert, 8, finding->last_time);
	query_bind_int(insert, 9, finding->fixed_time);
	query_bind_int(insert, 10, finding->first_result_id);
	query_bind_int(insert, 11, finding->last_result_id);
	while (query_next(insert))
		;
}

static void end_event(struct work *work)
{
	if (work->has_event)
		series_end_event(work->series, work->at.time, work->is_done);
	work->has_event = false;
}

static void end_series(struct work *work)
{
	if (!work->series)
		return;
	end_event(work);
	for (size_t i = 0; i < series_count(work->series); i++)
		store_finding(work, series_finding(work->series, i));
	work->series = NULL;
	arena_reset(work->series_keep);
}

static void start_row(struct work *work, const struct query *query)
{
	if (!work->series || !is_same_series(&work->at, query)) {
		end_series(work);
		work->series = series_new(work->series_keep, work->event_keep);
		work->at = position_of(query, work->series_keep);
	} else if (!is_same_event(&work->at, query)) {
		end_event(work);
		work->at = position_of(query, work->series_keep);
	}
	if (!work->has_event)
		work->is_done = true;
	work->has_event = true;
	work->is_done &= query_int(query, 6) == 1;
}

static bool take_row(struct work *work, const struct query *query)
{
	struct str path;
	start_row(work, query);
	if (query_is_null(query, 7))
		return true; /* a scan that found nothing */
	if (!places_find(work->places, work->at.repository_id,
		query_text(query, 9), &path, work->err))
		return false;
	series_add(work->series, (struct sighting){
				     .result_id = query_int(query, 7),
				     .rule = query_text(query, 8),
				     .path = path,
				     .line = query_int(query, 10),
				     .fingerprint = query_text(query, 11),
				     .suppressed = query_int(query, 12) == 1,
				     .first_time = query_int(query, 13),
				 });
	return true;
}

static bool stream_results(struct work *work)
{
	struct query *query = NULL;
	bool taken = true;
	if (!query_open(&query, work->model, results_sql, work->err))
		return false;
	while (taken && query_next(query))
		taken = take_row(work, query);
	end_series(work);
	if (taken)
		return query_close(query, work->err);
	struct error ignored;
	(void)!query_close(query, &ignored);
	return false;
}

static bool fill_findings(struct model *model, struct error *err)
{
	struct work work = { .model = model, .err = err };
	if (!query_open(&work.insert, model, insert_sql, err))
		return false;
	work.places = places_new(model);
	work.series_keep = arena_new();
	work.event_keep = arena_new();
	bool done = work.places ? stream_results(&work)
				: error_set(err, ERROR_SYSTEM, "out of memory");
	struct error ignored;
	arena_free(work.event_keep);
	arena_free(work.series_keep);
	places_free(work.places);
	return query_close(work.insert, done ? err : &ignored) && done;
}

bool link_findings(
    struct model *model, const struct link_options *options, struct error *err)
{
	return link_scan_homes(model, err) &&
	       model_script(model, STR("link/finding.sql"), NULL, err) &&
	       fill_findings(model, err) &&
	       link_finding_origins(model, options, err);
}
