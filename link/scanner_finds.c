/* A clean report of a checker of style says nothing of security, and one of
 * packages nothing of secrets. Two tables tell what a scanner looks for; one
 * that ever reported a secret looks for secrets, too (a rule pack may have been
 * added to it). Scanners in no table count as scanners of security, as their
 * results do. */
#include "link/scanner_finds.h"

#include "base/rules.h"
#include "model/query.h"

#define INSERT_FINDS "INSERT OR IGNORE INTO scanner_finds (scanner, category) "

static bool store(struct model *model, const struct rules *rules,
    size_t scanner, size_t category, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model, INSERT_FINDS "VALUES (?1, ?2)", err))
		return false;
	for (size_t i = 0; i < rules->row_count; i++) {
		query_bind_text(query, 1, rules_cell(rules, i, scanner));
		query_bind_text(query, 2, rules_cell(rules, i, category));
		query_do(query);
	}
	return query_close(query, err);
}

static bool store_table(struct model *model,
    const struct asset_folders *folders, const char *name, const char *column,
    struct error *err)
{
	struct arena *scratch = arena_new();
	struct rules rules;
	size_t scanner;
	size_t category;
	bool done = rules_read(&rules, folders, str_from(name), scratch, err) &&
		    rules_column(&rules, "scanner", &scanner, err) &&
		    rules_column(&rules, column, &category, err) &&
		    store(model, &rules, scanner, category, err);
	arena_free(scratch);
	return done;
}

bool link_scanner_finds(
    struct model *model, const struct asset_folders *folders, struct error *err)
{
	struct query *query = NULL;
	if (!store_table(
		model, folders, "data/scanners.csv", "category", err) ||
	    !store_table(
		model, folders, "data/scanner-finds.csv", "finds", err) ||
	    !query_open(&query, model,
		INSERT_FINDS "SELECT DISTINCT tool, category FROM finding "
			     "WHERE category <> 'quality'",
		err))
		return false;
	query_do(query);
	return query_close(query, err);
}
