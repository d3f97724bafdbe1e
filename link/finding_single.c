/* Every result of a scan that is alone in its series is a finding. Its key has
 * a number where rule, file and fingerprint or line are equal, and that number
 * goes by the order of results, which costs much to make by the million and is
 * needed by few. So the results are stored as they lie in the file, and a hash
 * of what tells each from others is remembered. Where two have one, both are
 * left to link/finding.c, and what was stored of the first is taken back. */
#include "link/finding_single.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/hash.h"
#include "link/finding_result.h"
#include "model/bulk.h"
#include "model/query.h"

/* Larger scans are sorted as a whole: memory is that of so many. Results are
 * read AT_ONCE, so that what is made of them can be stored meanwhile. */
enum { RESULTS_MAX = 1 << 20, TAKE_BACKS = 4, AT_ONCE = 2048 };

/* What tells a result from others, and the finding that it is. */
struct mark {
	uint32_t hash[2]; /* both 0: free; halves, so that it takes 12 bytes */
	uint32_t finding; /* row id; its highest bit: it is shared */
};
#define SHARED 0x80000000U

struct single {
	struct finding_store *store;
	struct bulk *crowded;
	struct query *results; /* of a scan */
	struct query *weaknesses;
	int64_t weak_id; /* the result whose weakness is next; 0: none is */
	struct query *placed; /* likewise, with files of the repository */
	struct query *take_back[TAKE_BACKS];
	struct arena *scratch;
	struct arena *keep; /* texts of the results that were read */
	struct sighting *read;
	struct event event;
	struct finding_owner owner;
	struct mark *marks;
	uint64_t room; /* a power of two */
};

static const char scans_sql[] =
    "SELECT e.scan_id, e.time, e.repository_id, e.repository, e.tool, "
    "s.first_result_id, s.last_result_id, s.results "
    "FROM temp.single_scan s JOIN temp.scan_event e ON e.scan_id = s.scan_id "
    "ORDER BY e.series";

/* As they lie in the file: not by an index. */
#define RESULTS(path, join)                                                    \
	"SELECT " path ", " FINDING_RESULT_COLUMNS_OF(                         \
	    "") " FROM result r " join                                         \
		"WHERE r.id BETWEEN ?2 AND ?3 AND +r.scan_id = ?1 "            \
		"AND " FINDING_RESULT_COUNTS " ORDER BY r.id"

static const char results_sql[] = RESULTS("r.path", "");
static const char placed_sql[] = RESULTS("coalesce(p.found, r.path)",
    "LEFT JOIN temp.result_path p "
    "ON p.repository_id = ?4 AND p.path = r.path ");

/* Beside them, in the same order, which costs less than to look each up. */
static const char weaknesses_sql[] =
    "SELECT result_id, cwe FROM result_cwe "
    "WHERE result_id BETWEEN ?1 AND ?2 AND rank = 0 ORDER BY result_id";

/* Of the finding ?1. */
static const char *const take_back_sql[TAKE_BACKS] = {
	"INSERT INTO temp.crowded SELECT first_result_id FROM finding "
	"WHERE id = ?1",
	"DELETE FROM finding_closed WHERE finding_id = ?1",
	"DELETE FROM finding_origin WHERE finding_id = ?1",
	"DELETE FROM finding WHERE id = ?1",
};

/* ----------------------------------------------------------------- marks -- */

static bool make_marks(struct single *single, int64_t results)
{
	free(single->marks);
	for (single->room = 16; single->room < (uint64_t)results * 2;)
		single->room *= 2;
	single->marks = calloc(single->room, sizeof *single->marks);
	return single->marks;
}

/* The one with HASH, or the free one where it belongs. */
static struct mark *find_mark(const struct single *single, uint64_t hash)
{
	uint32_t high = (uint32_t)(hash >> 32);
	uint32_t low = (uint32_t)hash | 1U;
	uint64_t at = hash >> 1 & (single->room - 1);
	struct mark *mark = &single->marks[at];
	while ((mark->hash[0] || mark->hash[1]) &&
	       (mark->hash[0] != low || mark->hash[1] != high)) {
		at = (at + 1) & (single->room - 1);
		mark = &single->marks[at];
	}
	mark->hash[0] = low;
	mark->hash[1] = high;
	return mark;
}

static uint64_t mix(uint64_t hash, uint64_t more)
{
	hash = (hash ^ more) * 0x9e3779b97f4a7c15U;
	return hash ^ hash >> 29;
}

/* One number for what a finding's key is made of. */
static uint64_t hash_of(const struct sighting *sighting)
{
	struct str print = sighting->marks.fingerprint;
	uint64_t hash =
	    mix(hash_quick(sighting->rule), hash_quick(sighting->path));
	if (print.len)
		return mix(hash, hash_quick(str_slice(
				     print, 0, str_find_byte(print, '\n'))));
	if (sighting->marks.package.len && !sighting->line)
		return mix(hash, hash_quick(sighting->marks.package));
	return mix(hash, (uint64_t)sighting->line);
}

/* --------------------------------------------------------------- results -- */

static void take_result(struct single *single, const struct sighting *sighting)
{
	const struct series series = { &single->event, 1, NULL, NULL };
	if (sighting->claim.absent &&
	    (!claim_tells(&sighting->claim) || single->event.time == UNKNOWN))
		return;
	struct mark *mark = find_mark(single, hash_of(sighting));
	if (mark->finding) {
		mark->finding |= SHARED;
		bulk_int(single->crowded, sighting->result_id);
		return;
	}
	struct finding finding = finding_begin(sighting, single->scratch);
	finding.ordinal = 1;
	finding_see(&finding, sighting, &series, 1, single->scratch);
	life_end(&finding.life, single->scratch);
	mark->finding = (uint32_t)finding_store_put(
	    single->store, &single->owner, &finding);
	arena_reset(single->scratch);
}

static void keep_text(struct single *single, struct str *text)
{
	*text = arena_str(single->keep, *text);
}

static void next_weakness(struct single *single)
{
	single->weak_id = query_next(single->weaknesses)
			      ? query_int(single->weaknesses, 0)
			      : 0;
}

/* The main one of RESULT_ID, which only grows; 0: none. */
static int64_t weakness_of(struct single *single, int64_t result_id)
{
	while (single->weak_id && single->weak_id < result_id)
		next_weakness(single);
	return single->weak_id == result_id && result_id
		   ? query_int(single->weaknesses, 1)
		   : 0;
}

/* The next ones; how many. */
static size_t read_results(struct single *single, struct query *results)
{
	size_t count = 0;
	arena_reset(single->keep);
	while (count < AT_ONCE && query_next(results)) {
		struct sighting *read = &single->read[count++];
		*read = finding_result_read(results, 1);
		read->path = query_text(results, 0);
		read->cwe = weakness_of(single, read->result_id);
		keep_text(single, &read->path);
		keep_text(single, &read->rule);
		keep_text(single, &read->marks.fingerprint);
		keep_text(single, &read->marks.package);
		keep_text(single, &read->marks.version);
	}
	return count;
}

static void take_results(struct single *single, struct query *results)
{
	size_t count;
	do {
		count = read_results(single, results);
		for (size_t i = 0; i < count; i++)
			take_result(single, &single->read[i]);
	} while (count == AT_ONCE);
}

static void take_back(struct single *single, int64_t finding_id)
{
	for (int i = 0; i < TAKE_BACKS; i++) {
		query_bind_int(single->take_back[i], 1, finding_id);
		query_do(single->take_back[i]);
	}
}

/* In the order of the table, which is that of hashes of texts. */
static void take_back_shared(struct single *single)
{
	bool is_flushed = false;
	for (uint64_t i = 0; i < single->room; i++) {
		if (!(single->marks[i].finding & SHARED))
			continue;
		if (!is_flushed)
			finding_store_flush(single->store);
		is_flushed = true;
		take_back(single, single->marks[i].finding & ~SHARED);
	}
}

static bool take_scan(
    struct single *single, const struct query *scan, struct error *err)
{
	struct arena *keep = arena_new();
	single->event = (struct event){ .time = query_int(scan, 1) };
	single->owner = (struct finding_owner){ query_int(scan, 2),
		arena_str(keep, query_text(scan, 3)),
		arena_str(keep, query_text(scan, 4)) };
	bool is_placed = single->owner.repository_id != 0;
	bool done = make_marks(single, query_int(scan, 7));
	struct query *results = is_placed ? single->placed : single->results;
	query_rewind(results);
	query_bind_int(results, 1, query_int(scan, 0));
	query_bind_int(results, 2, query_int(scan, 5));
	query_bind_int(results, 3, query_int(scan, 6));
	if (is_placed)
		query_bind_int(results, 4, single->owner.repository_id);
	query_rewind(single->weaknesses);
	query_bind_int(single->weaknesses, 1, query_int(scan, 5));
	query_bind_int(single->weaknesses, 2, query_int(scan, 6));
	next_weakness(single);
	if (done) {
		take_results(single, results);
		take_back_shared(single);
	}
	arena_free(keep);
	return done || error_set(err, ERROR_SYSTEM, "out of memory");
}

static bool take_scans(
    struct single *single, struct model *model, struct error *err)
{
	struct query *scans = NULL;
	struct error ignored;
	bool done = true;
	if (!query_open(&scans, model, scans_sql, err))
		return false;
	while (done && query_next(scans))
		done = take_scan(single, scans, err);
	return query_close(scans, done ? err : &ignored) && done;
}

bool link_single_findings(
    struct model *model, struct finding_store *store, struct error *err)
{
	struct arena *keep = arena_new();
	struct single single = { .store = store,
		.scratch = arena_new(),
		.keep = arena_new(),
		.read = arena_array(keep, AT_ONCE, sizeof *single.read) };
	struct error ignored;
	bool done = bulk_open(&single.crowded, model,
			"temp.crowded (result_id)", 1, err) &&
		    query_open(&single.results, model, results_sql, err) &&
		    query_open(&single.placed, model, placed_sql, err) &&
		    query_open(&single.weaknesses, model, weaknesses_sql, err);
	for (int i = 0; done && i < TAKE_BACKS; i++)
		done = query_open(
		    &single.take_back[i], model, take_back_sql[i], err);
	done = done && take_scans(&single, model, err);
	done = bulk_close(single.crowded, done ? err : &ignored) && done;
	done = queries_close(single.take_back, TAKE_BACKS, done, err);
	done = queries_close((struct query *[]){ single.results, single.placed,
				 single.weaknesses },
	    3, done, err);
	free(single.marks);
	arena_free(single.keep);
	arena_free(single.scratch);
	arena_free(keep);
	return done;
}

/* Another series of the tool could have the same finding. */
bool link_single_scans(struct model *model, struct error *err)
{
	const struct model_parameter most[] = {
		{ ":most", RESULTS_MAX },
		{ NULL, 0 },
	};
	return model_script(model, STR("link/finding_single.sql"), most, err);
}
