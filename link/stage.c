/* The table goes into the model as it is; queries look words and scanners up in
 * it (model/views.sql, link/incident.sql). */
#include "link/stage.h"

#include "base/rules.h"
#include "model/query.h"

enum { COLUMNS = 3 };

static bool store(struct model *model, const struct rules *rules,
    const size_t *columns, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"INSERT INTO stage_rule (what, name, stage) "
		"VALUES (?1, ?2, ?3)",
		err))
		return false;
	for (size_t i = 0; i < rules->row_count; i++) {
		for (int c = 0; c < COLUMNS; c++)
			query_bind_text(
			    query, c + 1, rules_cell(rules, i, columns[c]));
		query_do(query);
	}
	return query_close(query, err);
}

bool link_stages(
    struct model *model, const struct asset_folders *folders, struct error *err)
{
	static const char *const names[COLUMNS] = { "what", "name", "stage" };
	struct arena *scratch = arena_new();
	struct rules rules;
	size_t columns[COLUMNS];
	bool done =
	    rules_read(&rules, folders, STR("data/stages.csv"), scratch, err);
	for (int i = 0; i < COLUMNS && done; i++)
		done = rules_column(&rules, names[i], &columns[i], err);
	done = done && store(model, &rules, columns, err);
	arena_free(scratch);
	return done;
}
