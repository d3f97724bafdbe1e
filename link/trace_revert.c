/* What was tried once is remembered in the table revert_trial by commit and
 * head, whose answer never changes; the rest is tried, repository by
 * repository. */
#include "link/trace.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "model/query.h"

/* The commits of one repository that are to be tried. */
struct trials {
	VEC(struct revert) items;
	VEC(size_t) at; /* index in the trace, side by side */
	struct str path;
	struct str head;
};

static enum revert_state state_of(struct str word)
{
	enum revert_state state = REVERT_NOT_TRIED;
	for (int i = 0; i < REVERT_STATES; i++)
		if (str_equal_z(word, revert_word((enum revert_state)i)))
			state = (enum revert_state)i;
	return state;
}

static bool remember_old(struct trace *trace, const struct model *model,
    struct arena *scratch, struct error *err)
{
	struct map by_oid = { .arena = scratch };
	struct query *query = NULL;
	for (size_t i = 0; i < trace->count; i++)
		map_put(&by_oid, trace->commits[i].oid, NULL)->number =
		    (int64_t)i;
	if (!query_open(&query, model,
		"SELECT v.oid, v.state FROM temp.traced x "
		"JOIN \"commit\" k ON k.id = x.commit_id "
		"JOIN repository r ON r.id = x.repository_id "
		"JOIN revert_trial v ON v.oid = k.oid "
		"AND v.head_oid = r.head_oid",
		err))
		return false;
	while (query_next(query)) {
		const union map_value *at =
		    map_get(&by_oid, query_text(query, 0));
		trace->commits[at->number].revert =
		    state_of(query_text(query, 1));
	}
	return query_close(query, err);
}

static bool store_new(
    struct model *model, const struct trials *trials, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"INSERT OR REPLACE INTO revert_trial VALUES (?1, ?2, ?3)", err))
		return false;
	for (size_t i = 0; i < trials->items.count; i++) {
		const struct revert *item = &trials->items.items[i];
		if (item->state == REVERT_NOT_TRIED)
			continue; /* the object may come */
		query_rewind(query);
		query_bind_text(query, 1, item->commit);
		query_bind_text(query, 2, trials->head);
		query_bind_text(query, 3, str_from(revert_word(item->state)));
		while (query_next(query))
			;
	}
	return query_close(query, err);
}

static bool try_repository(struct trace *trace, struct model *model,
    struct trials *trials, const struct trace_trial_options *options,
    struct error *err)
{
	struct error why;
	if (!trials->items.count)
		return true;
	if (!revert_try(trials->path, trials->head, trials->items.items,
		trials->items.count, options->revert, &why)) {
		options->missing(
		    options->user, trials->path, trials->items.count, &why);
		return true; /* not at hand: not tried */
	}
	for (size_t i = 0; i < trials->items.count; i++)
		trace->commits[trials->at.items[i]].revert =
		    trials->items.items[i].state;
	return store_new(model, trials, err);
}

static void collect(struct trials *trials, const struct trace *trace,
    int64_t repository_id, struct arena *scratch)
{
	for (size_t i = 0; i < trace->count; i++) {
		const struct trace_commit *commit = &trace->commits[i];
		struct revert item = { .commit = commit->oid };
		if (commit->repository_id != repository_id ||
		    commit->revert != REVERT_NOT_TRIED)
			continue;
		VEC_PUSH(&trials->items, scratch, item);
		VEC_PUSH(&trials->at, scratch, i);
	}
}

/* For the measures. */
static bool store_states(
    const struct trace *trace, struct model *model, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"UPDATE temp.traced SET revert = ?2 WHERE commit_id = "
		"(SELECT id FROM \"commit\" WHERE oid = ?1)",
		err))
		return false;
	for (size_t i = 0; i < trace->count; i++) {
		if (trace->commits[i].revert == REVERT_NOT_TRIED)
			continue;
		query_rewind(query);
		query_bind_text(query, 1, trace->commits[i].oid);
		query_bind_text(
		    query, 2, str_from(revert_word(trace->commits[i].revert)));
		while (query_next(query))
			;
	}
	return query_close(query, err);
}

static bool try_all(struct trace *trace, struct model *model, struct str folder,
    const struct trace_trial_options *options, struct arena *scratch,
    struct error *err)
{
	struct query *query = NULL;
	struct error ignored;
	bool done = true;
	if (!query_open(&query, model,
		"SELECT r.id, r.path, r.head_oid FROM repository r "
		"WHERE r.path <> '' AND r.head_oid IS NOT NULL AND "
		"r.id IN (SELECT repository_id FROM temp.traced) "
		"ORDER BY r.key",
		err))
		return false;
	while (done && query_next(query)) {
		struct trials trials = {
			.path = arena_str(scratch, query_text(query, 1)),
			.head = arena_str(scratch, query_text(query, 2)),
		};
		if (folder.len)
			trials.path = path_join(scratch, folder, trials.path);
		collect(&trials, trace, query_int(query, 0), scratch);
		done = try_repository(trace, model, &trials, options, err);
	}
	return query_close(query, done ? err : &ignored) && done;
}

bool trace_try_reverts(struct trace *trace, struct model *model,
    struct str folder, const struct trace_trial_options *options,
    struct error *err)
{
	struct arena *scratch = arena_new();
	bool done = remember_old(trace, model, scratch, err) &&
		    try_all(trace, model, folder, options, scratch, err) &&
		    store_states(trace, model, err);
	arena_free(scratch);
	return done;
}
