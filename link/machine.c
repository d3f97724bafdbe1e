/* The table goes into the model as it is; link/people.sql looks accounts up in
 * it. Marks of commits say of more (data/ai-signatures.csv). */
#include "link/machine.h"

#include "base/rules.h"
#include "model/query.h"

enum { COLUMNS = 3 };

static bool store(struct model *model, const struct rules *rules,
    const size_t *columns, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"INSERT OR IGNORE INTO machine_rule (what, pattern, kind) "
		"VALUES (?1, ?2, ?3)",
		err))
		return false;
	for (size_t i = 0; i < rules->row_count; i++) {
		query_rewind(query);
		for (int c = 0; c < COLUMNS; c++)
			query_bind_text(
			    query, c + 1, rules_cell(rules, i, columns[c]));
		while (query_next(query))
			;
	}
	return query_close(query, err);
}

bool link_machines(
    struct model *model, const struct asset_folders *folders, struct error *err)
{
	static const char *const names[COLUMNS] = { "what", "pattern", "kind" };
	struct arena *scratch = arena_new();
	struct rules rules;
	size_t columns[COLUMNS];
	bool done = rules_read(
	    &rules, folders, STR("data/machine-accounts.csv"), scratch, err);
	for (int i = 0; i < COLUMNS && done; i++)
		done = rules_column(&rules, names[i], &columns[i], err);
	done = done && store(model, &rules, columns, err);
	arena_free(scratch);
	return done;
}
