/* Results are counted by what a preview shows of them, each without a row; of
 * other facts it is remembered which were met (model/seen.h), so that the
 * second of a kind counts as the repeat that it would be. */
#include "model/preview_tally.h"

#include <stdio.h>

#include "base/map.h"
#include "model/query.h"
#include "model/seen.h"

enum { TALLY_CWE_MAX = 16384, TALLY_RULES_MAX = 100000 };

struct preview_tally {
	int64_t results;
	int64_t cwes;
	int64_t suppressed;
	int64_t absent;
	struct map rules;      /* no more than TALLY_RULES_MAX */
	struct map severities; /* of findings */
	int64_t by_cwe[TALLY_CWE_MAX];
	struct seen *seen;
	int64_t facts[FACT_KINDS]; /* met for the first time */
};

struct preview_tally *preview_tally_new(struct arena *keep)
{
	struct preview_tally *tally = ARENA_NEW(keep, struct preview_tally);
	tally->severities.arena = tally->rules.arena = keep;
	return tally;
}

void preview_tally_free(struct preview_tally *tally)
{
	if (tally)
		seen_free(tally->seen);
}

void preview_tally_result(struct preview_tally *tally,
    const struct fact_result *result, const int *cwe, int cwe_count)
{
	tally->results++;
	tally->cwes += cwe_count;
	tally->suppressed += result->suppressed == 1;
	tally->absent += str_equal_z(result->baseline, "absent");
	if (tally->rules.count < TALLY_RULES_MAX)
		map_put(&tally->rules, result->rule, NULL)->number++;
	if (!str_equal_z(result->kind, "fail"))
		return;
	map_put(&tally->severities, result->severity, NULL)->number++;
	for (int i = 0; i < cwe_count; i++)
		if (cwe[i] < TALLY_CWE_MAX)
			tally->by_cwe[cwe[i]]++;
}

/* Rows whose values are added up, or read again. */
static bool is_stored(enum fact_kind kind)
{
	return kind == FACT_KIND_metric || kind == FACT_KIND_seat;
}

bool preview_tally_meets(struct preview_tally *tally, enum fact_kind kind,
    const void *record, enum put_end *end)
{
	if (is_stored(kind))
		return false;
	if (!tally->seen)
		tally->seen = seen_new();
	*end = seen_put(tally->seen, kind, record);
	if (*end == PUT_ADDED)
		tally->facts[kind]++;
	return *end != PUT_ADDED || tally->facts[kind] > PREVIEW_FACTS;
}

static void store_count(
    struct query *query, const char *what, struct str name, int64_t count)
{
	query_bind_text(query, 1, str_from(what));
	query_bind_text(query, 2, name);
	query_bind_int(query, 3, count);
	query_do(query);
}

static void store_counts(
    struct query *query, const char *what, const struct map *map)
{
	for (size_t i = 0; i < map->room; i++) {
		const struct map_entry *entry = &map->entries[i];
		if (entry->key.ptr)
			store_count(
			    query, what, entry->key, entry->value.number);
	}
}

bool preview_tally_store(
    const struct preview_tally *tally, struct model *model, struct error *err)
{
	struct query *query = NULL;
	if (!query_run(model,
		"CREATE TEMP TABLE IF NOT EXISTS tally "
		"(what TEXT, name TEXT, n INTEGER)",
		err) ||
	    !query_open(&query, model,
		"INSERT INTO temp.tally VALUES (?1, ?2, ?3)", err))
		return false;
	store_count(query, "result", STR(""), tally->results);
	store_count(query, "result_cwe", STR(""), tally->cwes);
	store_count(query, "suppressed", STR(""), tally->suppressed);
	store_count(query, "absent", STR(""), tally->absent);
	for (size_t i = 0; i < FACT_KINDS; i++)
		if (tally->facts[i] > PREVIEW_FACTS)
			store_count(query, facts[i].table, STR(""),
			    tally->facts[i] - PREVIEW_FACTS);
	store_counts(query, "severity", &tally->severities);
	store_counts(query, "rule", &tally->rules);
	for (int cwe = 0; cwe < TALLY_CWE_MAX; cwe++) {
		char name[16];
		snprintf(name, sizeof name, "%d", cwe);
		if (tally->by_cwe[cwe])
			store_count(
			    query, "cwe", str_from(name), tally->by_cwe[cwe]);
	}
	return query_close(query, err);
}
