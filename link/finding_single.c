/* Every result of a scan that is alone in its series is a finding. Its key has
 * a number where rule, file and fingerprint or line are equal, and that number
 * goes by the order of results, which costs much to make by the million and is
 * needed by few. So a scan is read twice as it lies in the file: the first time
 * to count how many results have what tells them apart, in two bits each that
 * are found by a hash; the second time those that are sure to be alone are
 * stored, the others left to link/finding.c. */
#include "link/finding_single.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/hash.h"
#include "link/finding_result.h"
#include "model/bulk.h"
#include "model/query.h"

enum {
	CELLS_A_BYTE = 4,
	CELLS_A_RESULT = 64, /* so that few share one by chance */
	BYTES_MIN = 1 << 12,
	BYTES_MAX = 1 << 24,
};

struct single {
	struct finding_store *store;
	struct bulk *crowded;
	struct query *count; /* results of a scan, first pass */
	struct query *read;  /* second pass */
	struct arena *scratch;
	struct event event;
	struct finding_owner owner;
	unsigned char *cells;
	uint64_t bytes; /* a power of two */
};

static const char scans_sql[] =
    "SELECT e.scan_id, e.time, e.repository_id, e.repository, e.tool, "
    "(SELECT min(r.id) FROM result r WHERE r.scan_id = e.scan_id), "
    "(SELECT max(r.id) FROM result r WHERE r.scan_id = e.scan_id), "
    "(SELECT count(*) FROM result r WHERE r.scan_id = e.scan_id) "
    "FROM temp.single_scan s JOIN temp.scan_event e ON e.scan_id = s.scan_id "
    "ORDER BY e.series";

/* As they lie in the file: not by an index. */
#define OF_SCAN                                                                \
	"FROM result r LEFT JOIN temp.result_path p "                          \
	"ON p.repository_id = ?4 AND p.path = r.path "                         \
	"WHERE r.id BETWEEN ?2 AND ?3 AND +r.scan_id = ?1 "                    \
	"AND " FINDING_RESULT_COUNTS
static const char count_sql[] =
    "SELECT r.rule, coalesce(p.found, r.path), r.line, r.fingerprint " OF_SCAN;
static const char read_sql[] =
    "SELECT coalesce(p.found, r.path), " FINDING_RESULT_COLUMNS " " OF_SCAN;

/* ----------------------------------------------------------------- cells -- */

/* How often what tells a result from others was met: 0, 1, or 2 for more. */
static unsigned cell_get(const struct single *single, uint64_t hash)
{
	unsigned shift = (unsigned)(hash % CELLS_A_BYTE) * 2;
	uint64_t at = hash / CELLS_A_BYTE & (single->bytes - 1);
	return (unsigned)single->cells[at] >> shift & 3U;
}

static void cell_count(struct single *single, uint64_t hash)
{
	unsigned shift = (unsigned)(hash % CELLS_A_BYTE) * 2;
	uint64_t at = hash / CELLS_A_BYTE & (single->bytes - 1);
	if (cell_get(single, hash) < 2)
		single->cells[at] =
		    (unsigned char)(single->cells[at] + (1U << shift));
}

static bool make_cells(struct single *single, int64_t results)
{
	uint64_t wanted = (uint64_t)results * CELLS_A_RESULT / CELLS_A_BYTE;
	free(single->cells);
	for (single->bytes = BYTES_MIN;
	     single->bytes < wanted && single->bytes < BYTES_MAX;)
		single->bytes *= 2;
	single->cells = calloc(1, single->bytes);
	return single->cells;
}

static uint64_t mix(uint64_t hash, uint64_t more)
{
	hash = (hash ^ more) * 0x9e3779b97f4a7c15U;
	return hash ^ hash >> 29;
}

/* One number for what a finding's key is made of. */
static uint64_t hash_of(
    struct str rule, struct str path, struct str fingerprint, int64_t line)
{
	struct str first =
	    str_slice(fingerprint, 0, str_find_byte(fingerprint, '\n'));
	uint64_t hash = mix(hash_quick(rule), hash_quick(path));
	return mix(hash, first.len ? hash_quick(first) : (uint64_t)line);
}

/* ---------------------------------------------------------------- passes -- */

static void ask(
    struct query *query, const struct query *scan, int64_t repository_id)
{
	query_rewind(query);
	query_bind_int(query, 1, query_int(scan, 0));
	query_bind_int(query, 2, query_int(scan, 5));
	query_bind_int(query, 3, query_int(scan, 6));
	query_bind_int(query, 4, repository_id);
}

static void count_results(struct single *single)
{
	const struct query *row = single->count;
	while (query_next(single->count))
		cell_count(
		    single, hash_of(query_text(row, 0), query_text(row, 1),
				query_text(row, 3), query_int(row, 2)));
}

static void take_result(struct single *single)
{
	const struct series series = { &single->event, 1, NULL, NULL };
	struct sighting sighting = finding_result_read(single->read, 1);
	sighting.path = query_text(single->read, 0);
	if (cell_get(single, hash_of(sighting.rule, sighting.path,
				 sighting.marks.fingerprint, sighting.line)) >
	    1) {
		bulk_int(single->crowded, sighting.result_id);
		return;
	}
	struct finding finding = finding_begin(&sighting, single->scratch);
	finding.ordinal = 1;
	finding_see(&finding, &sighting, &series, 1, single->scratch);
	finding_store_put(single->store, &single->owner, &finding);
	arena_reset(single->scratch);
}

static bool take_scan(
    struct single *single, const struct query *scan, struct error *err)
{
	struct arena *keep = arena_new();
	single->event = (struct event){ .time = query_int(scan, 1) };
	single->owner = (struct finding_owner){ query_int(scan, 2),
		arena_str(keep, query_text(scan, 3)),
		arena_str(keep, query_text(scan, 4)) };
	bool done = make_cells(single, query_int(scan, 7));
	if (done) {
		ask(single->count, scan, single->owner.repository_id);
		count_results(single);
		ask(single->read, scan, single->owner.repository_id);
		while (query_next(single->read))
			take_result(single);
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
	struct single single = { .store = store, .scratch = arena_new() };
	struct error ignored;
	bool done = bulk_open(&single.crowded, model,
			"temp.crowded (result_id)", 1, err) &&
		    query_open(&single.count, model, count_sql, err) &&
		    query_open(&single.read, model, read_sql, err) &&
		    take_scans(&single, model, err);
	done = bulk_close(single.crowded, done ? err : &ignored) && done;
	done = queries_close((struct query *[]){ single.read, single.count }, 2,
		   done ? err : &ignored) &&
	       done;
	free(single.cells);
	arena_free(single.scratch);
	return done;
}

bool link_single_scans(struct model *model, struct error *err)
{
	return query_run(model, "DROP TABLE IF EXISTS temp.single_scan", err) &&
	       query_run(model,
		   "CREATE TEMP TABLE single_scan (scan_id INTEGER PRIMARY "
		   "KEY)",
		   err) &&
	       query_run(model,
		   "INSERT INTO temp.single_scan SELECT min(scan_id) "
		   "FROM temp.scan_event GROUP BY series "
		   "HAVING count(*) = 1",
		   err) &&
	       query_run(model, "DROP TABLE IF EXISTS temp.crowded", err) &&
	       query_run(model,
		   "CREATE TEMP TABLE crowded (result_id INTEGER PRIMARY KEY)",
		   err);
}
