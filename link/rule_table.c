/* The rows go in as they are, in the order of the file; of two with one key the
 * first counts. */
#include "link/rule_table.h"

#include "base/rules.h"
#include "model/query.h"

static bool store(struct model *model, const struct rule_table *table,
    const struct rules *rules, struct error *err)
{
	struct query *query = NULL;
	size_t columns[RULE_COLUMNS_MAX];
	int count = 0;
	for (; count < RULE_COLUMNS_MAX && table->columns[count]; count++)
		if (!rules_column(
			rules, table->columns[count], &columns[count], err))
			return false;
	if (!query_open(&query, model, table->insert, err))
		return false;
	for (size_t i = 0; i < rules->row_count; i++) {
		for (int c = 0; c < count; c++)
			query_bind_text(
			    query, c + 1, rules_cell(rules, i, columns[c]));
		query_do(query);
	}
	return query_close(query, err);
}

bool link_rule_tables(
    struct model *model, const struct asset_folders *folders, struct error *err)
{
	static const struct rule_table tables[] = {
		{ "data/attest-items.csv",
		    { "item", "title", "kind", "capability" },
		    "INSERT OR IGNORE INTO attest_item (item, title, kind, "
		    "capability) VALUES (?1, ?2, ?3, ?4)" },
		{ "data/benchmarks.csv",
		    { "key", "topic", "study", "published", "figure", "value",
			"unit", "sample", "caveat", "confirmed", "read",
			"pattern", "language", "source" },
		    "INSERT OR IGNORE INTO published_benchmark (key, topic, "
		    "study, published, figure, value, unit, sample, caveat, "
		    "confirmed, read, pattern, language, link) VALUES (?1, ?2, "
		    "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)" },
		{ "data/identity-passes.csv", { "pass", "label", "certainty" },
		    "INSERT OR IGNORE INTO identity_pass (pass, label, "
		    "certainty) VALUES (?1, ?2, ?3)" },
		{ "data/machine-accounts.csv", { "what", "pattern", "kind" },
		    "INSERT OR IGNORE INTO machine_rule (what, pattern, kind) "
		    "VALUES (?1, ?2, ?3)" },
		{ "data/scanner-reach.csv", { "scanner", "topic", "languages" },
		    "INSERT OR IGNORE INTO scanner_reach (scanner, topic, "
		    "languages) VALUES (?1, ?2, ?3)" },
		{ "data/signs.csv", { "topic", "what", "pattern", "label" },
		    "INSERT OR IGNORE INTO sign (topic, what, pattern, label) "
		    "VALUES (?1, ?2, ?3, ?4)" },
		{ "data/usage-reports.csv", { "report", "title", "definition" },
		    "INSERT OR IGNORE INTO usage_report (report, title, "
		    "definition) VALUES (?1, ?2, ?3)" },
	};
	struct arena *scratch = arena_new();
	bool done = true;
	for (size_t i = 0; done && i < sizeof tables / sizeof *tables; i++) {
		struct rules rules;
		done = rules_read(&rules, folders, str_from(tables[i].path),
			   scratch, err) &&
		       store(model, &tables[i], &rules, err);
	}
	arena_free(scratch);
	return done;
}
