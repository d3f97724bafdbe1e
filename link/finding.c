/* Findings from results: finding.sql says which scans speak about which
 * repository and when, place.c which file of it a path means, identity.c which
 * results are the same finding, finding_state.c what became of it,
 * finding_origin.c whose line it stands on. Here the results are streamed
 * through them, sorted by series of scans, rule and file, so that memory holds
 * one rule in one file. */
#include "link/finding.h"

#include "base/hash.h"
#include "base/vec.h"
#include "link/file_stream.h"
#include "link/finding_cover.h"
#include "link/finding_origin.h"
#include "link/finding_result.h"
#include "link/finding_single.h"
#include "link/finding_store.h"
#include "link/place.h"
#include "link/result_line.h"
#include "link/result_region.h"
#include "link/scan_home.h"
#include "model/query.h"

/* Each with each, to find those that were renamed. */
enum { RULES_COMPARED_MAX = 4000 };

/* Whose findings are being followed. */
struct position {
	int64_t series; /* 0: none */
	struct finding_owner owner;
	struct str rule;
	struct str party; /* of files: link/file_stream.h */
};

struct work {
	struct model *model;
	const struct link_options *options;
	struct query *insert_match;
	struct query *events;
	struct finding_store *store;
	struct finding_cover *cover;
	struct tracker *tracker;
	struct arena *series_keep;
	struct arena *group_keep;
	struct arena *tracker_keep;
	struct arena *keep; /* of all */
	struct position at;
	VEC(struct event) events_of; /* the series */
	struct series series;
};

/* Sorted by series, rule and file, of the results that FROM gives; it has
 * scan_event e and result r. */
#define RESULTS(from)                                                          \
	"SELECT e.series, e.event, e.repository_id, e.repository, e.tool, "    \
	"coalesce(g.name, r.rule), "                                           \
	"coalesce(t.party, p.found, r.path) AS party, "                        \
	"CASE WHEN t.party IS NOT NULL "                                       \
	"THEN coalesce(p.found, r.path) END, t.stream, x.born, "               \
	"x.text, x.context, x.words, x.sketch, "                               \
	"x.around, " FINDING_RESULT_COLUMNS " FROM " from FINDING_RESULT_JOIN  \
	"LEFT JOIN temp.result_path p ON p.repository_id = e.repository_id "   \
	"AND p.path = r.path "                                                 \
	"LEFT JOIN temp.file_stream t ON t.repository_id = e.repository_id "   \
	"AND t.path = coalesce(p.found, r.path) "                              \
	"LEFT JOIN temp.result_line x ON x.result_id = r.id "                  \
	"LEFT JOIN temp.rule_name g ON g.tool = e.tool AND g.rule = r.rule "   \
	"WHERE " FINDING_RESULT_COUNTS                                         \
	" ORDER BY e.series, 6, 7, e.event, 18, r.\"column\", "                \
	"e.digest, r.ordinal"

static const char series_sql[] =
    RESULTS("temp.scan_event e CROSS JOIN result r ON r.scan_id = e.scan_id "
	    "AND e.scan_id NOT IN (SELECT scan_id FROM temp.single_scan)");
static const char crowded_sql[] =
    RESULTS("temp.crowded q CROSS JOIN result r ON r.id = q.result_id "
	    "CROSS JOIN temp.scan_event e ON e.scan_id = r.scan_id");

static const char events_sql[] =
    "SELECT time, min(done), "
    "iif(min(revision) = max(revision), min(revision), ''), "
    "iif(min(version) = max(version), min(version), '') "
    "FROM temp.scan_event WHERE series = ?1 GROUP BY event ORDER BY event";

static const char insert_match_sql[] =
    "INSERT INTO finding_match (result_id, finding_id, pass) "
    "VALUES (?1, ?2, ?3)";

/* How each result was known again; ROWS: of finding, for each finding. */
static void store_matches(struct work *work, const int64_t *rows)
{
	struct query *insert = work->insert_match;
	for (size_t i = 0; i < tracker_known_count(work->tracker); i++) {
		const struct known_again *known =
		    tracker_known(work->tracker, i);
		query_bind_int(insert, 1, known->result_id);
		query_bind_int(insert, 2, rows[known->finding]);
		query_bind_text(insert, 3, identity_pass_id(known->pass));
		query_do(insert);
	}
}

static void end_group(struct work *work)
{
	if (!work->at.series)
		return;
	tracker_end(work->tracker);
	size_t count = tracker_count(work->tracker);
	int64_t *rows = arena_array(work->group_keep, count, sizeof *rows);
	for (size_t i = 0; i < count; i++)
		rows[i] = finding_store_put(work->store, &work->at.owner,
		    tracker_finding(work->tracker, i));
	store_matches(work, rows);
	arena_reset(work->group_keep);
}

static void start_series(struct work *work, const struct query *query)
{
	arena_reset(work->series_keep);
	work->events_of.items = NULL;
	work->events_of.count = work->events_of.room = 0;
	work->at = (struct position){
		.series = query_int(query, 0),
		.owner = { query_int(query, 2),
		    arena_str(work->series_keep, query_text(query, 3)),
		    arena_str(work->series_keep, query_text(query, 4)) },
	};
	query_rewind(work->events);
	query_bind_int(work->events, 1, work->at.series);
	while (query_next(work->events)) {
		struct event event = { query_int(work->events, 0),
			query_int(work->events, 1) == 1,
			arena_str(
			    work->series_keep, query_text(work->events, 2)),
			arena_str(
			    work->series_keep, query_text(work->events, 3)) };
		VEC_PUSH(&work->events_of, work->series_keep, event);
	}
	work->series = (struct series){ work->events_of.items,
		work->events_of.count, finding_cover_ask, work->cover };
	finding_cover_series(work->cover, work->at.series,
	    work->at.owner.repository_id, work->events_of.items);
}

static void start_group(struct work *work, const struct query *query)
{
	end_group(work);
	if (work->at.series != query_int(query, 0))
		start_series(work, query);
	work->at.rule = arena_str(work->group_keep, query_text(query, 5));
	work->at.party = arena_str(work->group_keep, query_text(query, 6));
	tracker_begin(work->tracker, &work->series);
}

static uint64_t number_or_none(const struct query *query, int column)
{
	return query_is_null(query, column)
		   ? 0
		   : (uint64_t)query_int(query, column);
}

static void take_result(struct work *work, const struct query *query)
{
	const struct position *at = &work->at;
	if (at->series != query_int(query, 0) ||
	    !str_equal(at->rule, query_text(query, 5)) ||
	    !str_equal(at->party, query_text(query, 6)))
		start_group(work, query);
	struct sighting sighting = finding_result_read(query, 15);
	bool is_joined = !query_is_null(query, 7);
	sighting.path = query_text(query, is_joined ? 7 : 6);
	sighting.stream = hash_quick(query_text(query, is_joined ? 8 : 6));
	sighting.marks.born = number_or_none(query, 9);
	if (!sighting.marks.text) /* else as the tool says */
		sighting.marks.text = number_or_none(query, 10);
	sighting.marks.context = number_or_none(query, 11);
	sighting.marks.words = number_or_none(query, 12);
	sighting.marks.sketch = (struct line_sketch){ number_or_none(query, 13),
		number_or_none(query, 14) };
	tracker_add(work->tracker, (size_t)query_int(query, 1), sighting);
}

static bool stream_results(
    struct work *work, const char *sql, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, work->model, sql, err))
		return false;
	while (query_next(query))
		take_result(work, query);
	end_group(work);
	work->at = (struct position){ .series = 0 };
	return query_close(query, err);
}

static bool open_work(struct work *work, struct error *err)
{
	work->series_keep = arena_new();
	work->group_keep = arena_new();
	work->tracker_keep = arena_new();
	work->keep = arena_new();
	work->tracker = tracker_new(work->tracker_keep);
	if (!work->tracker)
		return error_set(err, ERROR_SYSTEM, "out of memory");
	return finding_store_open(&work->store, work->model,
		   work->options->folders, work->keep, err) &&
	       finding_cover_open(
		   &work->cover, work->model, work->options, work->keep, err) &&
	       query_open(
		   &work->insert_match, work->model, insert_match_sql, err) &&
	       query_open(&work->events, work->model, events_sql, err);
}

static bool close_work(struct work *work, struct error *err)
{
	struct error ignored;
	bool done = finding_store_close(work->store, err);
	done = finding_cover_close(work->cover, done ? err : &ignored) && done;
	done = queries_close(
	    (struct query *[]){ work->events, work->insert_match }, 2, done,
	    err);
	tracker_free(work->tracker);
	arena_free(work->keep);
	arena_free(work->tracker_keep);
	arena_free(work->group_keep);
	arena_free(work->series_keep);
	return done;
}

/* The results and their index are sorted by two threads: both orders are
 * total, so that it cannot be seen. */
static bool fill_findings(
    struct model *model, const struct link_options *options, struct error *err)
{
	struct work work = { .model = model, .options = options };
	struct error ignored;
	bool done = query_run(model, "PRAGMA threads = 1", err) &&
		    open_work(&work, err) &&
		    link_single_findings(model, work.store, err) &&
		    stream_results(&work, crowded_sql, err) &&
		    stream_results(&work, series_sql, err);
	done = close_work(&work, done ? err : &ignored) && done;
	return query_run(model, "PRAGMA threads = 0", done ? err : &ignored) &&
	       done;
}

bool link_findings(
    struct model *model, const struct link_options *options, struct error *err)
{
	const struct model_parameter most[] = {
		{ ":most", RULES_COMPARED_MAX },
		{ NULL, 0 },
	};
	return link_scan_homes(model, err) &&
	       model_script(model, STR("link/scan_page.sql"), NULL, err) &&
	       model_script(model, STR("link/finding.sql"), NULL, err) &&
	       link_single_scans(model, err) && link_result_paths(model, err) &&
	       model_script(model, STR("link/rule_name.sql"), most, err) &&
	       link_result_regions(model, options, err) &&
	       link_result_lines(model, options, err) &&
	       link_file_streams(model, err) &&
	       fill_findings(model, options, err) &&
	       link_finding_origins(model, options, err);
}
