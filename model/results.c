/* A scan that has no results yet gets them in the order of their ordinals, so
 * that none of them can be there already: their rows get ids here and wait
 * until there are several. Any other result is looked up and added by itself.
 * Weaknesses refer to their result, and wait until it is written. */
#include "model/results.h"

#include "base/vec.h"
#include "model/bulk.h"
#include "model/query.h"

struct fresh_scan {
	int64_t id;
	int64_t ordinal; /* of its last result; UNKNOWN: it had some before */
};

struct weakness_row {
	int64_t result_id;
	int rank;
	int cwe;
};

enum { WAITING_MAX = 8192 };

struct results {
	struct import *import;
	struct arena *keep;
	struct bulk *rows;
	struct bulk *weakness_rows;
	int64_t next_id; /* 0: not known */
	VEC(struct fresh_scan) scans;
	size_t scan; /* the last one used */
	struct weakness_row waiting[WAITING_MAX];
	int waiting_count;
};

struct results *results_new(struct import *import, struct arena *keep)
{
	struct results *results = ARENA_NEW(keep, struct results);
	results->import = import;
	results->keep = keep;
	return results;
}

static bool has_results(
    bool *has, const struct model *model, int64_t scan_id, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT EXISTS (SELECT 1 FROM result WHERE scan_id = ?1)", err))
		return false;
	query_bind_int(query, 1, scan_id);
	*has = query_next(query) && query_int(query, 0) == 1;
	return query_close(query, err);
}

static bool find_scan(struct fresh_scan **scan, struct results *results,
    int64_t id, struct error *err)
{
	bool has = false;
	if (!results->scans.count ||
	    results->scans.items[results->scan].id != id)
		for (results->scan = 0; results->scan < results->scans.count;
		     results->scan++)
			if (results->scans.items[results->scan].id == id)
				break;
	if (results->scan == results->scans.count) {
		if (!has_results(&has, import_model(results->import), id, err))
			return false;
		struct fresh_scan fresh = { id, has ? UNKNOWN : 0 };
		VEC_PUSH(&results->scans, results->keep, fresh);
	}
	*scan = &results->scans.items[results->scan];
	return true;
}

static bool open_rows(struct results *results, struct error *err)
{
	const struct fact *fact = &facts[FACT_KIND_result];
	struct model *model = import_model(results->import);
	struct str into = STR("result (id, source_id, locator");
	if (!query_number(&results->next_id, model,
		"SELECT coalesce(max(id), 0) + 1 FROM result", err))
		return false;
	if (results->rows)
		return true;
	for (size_t i = 0; i < fact->column_count; i++)
		into = arena_printf(results->keep, STR_FMT ", \"%s\"",
		    STR_ARG(into), fact->columns[i].name);
	into = arena_printf(results->keep, STR_FMT ")", STR_ARG(into));
	return bulk_open(&results->rows, model, arena_z(results->keep, into),
		   (int)fact->column_count + 3, err) &&
	       bulk_open(&results->weakness_rows, model,
		   "result_cwe (result_id, rank, cwe)", 3, err);
}

static void add_value(
    struct bulk *rows, const struct fact_column *column, const void *record)
{
	const void *field = (const char *)record + column->offset;
	int64_t number;
	switch (column->type) {
	case FACT_TYPE_text:
		bulk_text(rows, *(const struct str *)field);
		break;
	case FACT_TYPE_ref:
		number = *(const int64_t *)field;
		bulk_int(rows, number ? number : UNKNOWN);
		break;
	case FACT_TYPE_num:
		bulk_int(rows, *(const int64_t *)field);
		break;
	}
}

static void write_weaknesses(struct results *results)
{
	struct bulk *rows = results->weakness_rows;
	for (int i = 0; i < results->waiting_count; i++) {
		bulk_int(rows, results->waiting[i].result_id);
		bulk_int(rows, results->waiting[i].rank);
		bulk_int(rows, results->waiting[i].cwe);
	}
	results->waiting_count = 0;
}

static void add_row(struct results *results, const struct fact_result *result,
    const int *cwe, int cwe_count)
{
	const struct fact *fact = &facts[FACT_KIND_result];
	struct bulk *rows = results->rows;
	bulk_int(rows, UNKNOWN); /* the next, which is cheapest */
	bulk_int(rows, import_source(results->import));
	bulk_int(rows, import_current(results->import));
	for (size_t i = 0; i < fact->column_count; i++)
		add_value(rows, &fact->columns[i], result);
	if (results->waiting_count + cwe_count > WAITING_MAX)
		bulk_flush(rows);
	if (!bulk_waiting(rows))
		write_weaknesses(results);
	for (int i = 0; i < cwe_count; i++)
		results->waiting[results->waiting_count++] =
		    (struct weakness_row){ results->next_id, i, cwe[i] };
	results->next_id++;
}

static void write_waiting(struct results *results)
{
	if (!results->rows)
		return;
	bulk_flush(results->rows);
	write_weaknesses(results);
	bulk_flush(results->weakness_rows);
}

/* One of which it is not sure that it is new. */
static bool add_alone(struct results *results, const struct fact_result *result,
    const int *cwe, int cwe_count, int64_t *id, bool *added, struct error *err)
{
	write_waiting(results);
	results->next_id = 0;
	if (!import_add(
		results->import, FACT_KIND_result, result, id, added, err))
		return false;
	for (int i = 0; *added && i < cwe_count; i++)
		if (!IMPORT_ADD(results->import, result_cwe, NULL, NULL, err,
			.result_id = *id, .rank = i, .cwe = cwe[i]))
			return false;
	return true;
}

bool results_add(struct results *results, const struct fact_result *result,
    const int *cwe, int cwe_count, int64_t *id, bool *added, struct error *err)
{
	struct fresh_scan *scan;
	if (!find_scan(&scan, results, result->scan_id, err))
		return false;
	if (scan->ordinal == UNKNOWN || result->ordinal <= scan->ordinal)
		return add_alone(
		    results, result, cwe, cwe_count, id, added, err);
	if (!results->next_id && !open_rows(results, err))
		return false;
	scan->ordinal = result->ordinal;
	*id = results->next_id;
	add_row(results, result, cwe, cwe_count);
	*added = true;
	return true;
}

bool results_end(struct results *results, struct error *err)
{
	struct error ignored;
	write_waiting(results);
	bool done = bulk_close(results->rows, err);
	done =
	    bulk_close(results->weakness_rows, done ? err : &ignored) && done;
	results->rows = results->weakness_rows = NULL;
	return done;
}

void results_drop(struct results *results)
{
	bulk_drop(results->rows);
	bulk_drop(results->weakness_rows);
}
