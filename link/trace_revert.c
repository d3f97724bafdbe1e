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

static struct str keep_reason(struct str reason, struct arena *keep)
{
	return reason.len ? arena_str(keep, reason) : STR_NONE;
}

static bool remember_old(struct trace *trace, const struct model *model,
    struct arena *keep, struct arena *scratch, struct error *err)
{
	struct map by_oid = { .arena = scratch };
	struct query *query = NULL;
	for (size_t i = 0; i < trace->count; i++)
		map_put(&by_oid, trace->commits[i].oid, NULL)->number =
		    (int64_t)i;
	if (!query_open(&query, model,
		"SELECT v.oid, v.state, v.reason FROM temp.traced x "
		"JOIN \"commit\" k ON k.id = x.commit_id "
		"JOIN repository r ON r.id = x.repository_id "
		"JOIN revert_trial v ON v.oid = k.oid "
		"AND v.head_oid = r.head_oid",
		err))
		return false;
	while (query_next(query)) {
		const union map_value *at =
		    map_get(&by_oid, query_text(query, 0));
		struct trace_commit *commit = &trace->commits[at->number];
		commit->revert = state_of(query_text(query, 1));
		commit->revert_reason = keep_reason(query_text(query, 2), keep);
	}
	return query_close(query, err);
}

static bool store_new(
    struct model *model, const struct trials *trials, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"INSERT OR REPLACE INTO revert_trial VALUES (?1, ?2, ?3, ?4)",
		err))
		return false;
	for (size_t i = 0; i < trials->items.count; i++) {
		const struct revert *item = &trials->items.items[i];
		if (item->state == REVERT_NOT_TRIED)
			continue; /* the object may come */
		query_bind_text(query, 1, item->commit);
		query_bind_text(query, 2, trials->head);
		query_bind_text(query, 3, str_from(revert_word(item->state)));
		query_bind_text(query, 4, str_from(item->reason));
		query_do(query);
	}
	return query_close(query, err);
}

static bool try_repository(struct trace *trace, struct model *model,
    struct trials *trials, const struct trace_trial_options *options,
    struct arena *keep, struct error *err)
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
	for (size_t i = 0; i < trials->items.count; i++) {
		const struct revert *item = &trials->items.items[i];
		struct trace_commit *commit =
		    &trace->commits[trials->at.items[i]];
		commit->revert = item->state;
		commit->revert_reason =
		    keep_reason(str_from(item->reason), keep);
	}
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
		"UPDATE temp.traced SET revert = ?2, reason = ?3 "
		"WHERE position = ?1",
		err))
		return false;
	for (size_t i = 0; i < trace->count; i++) {
		const struct trace_commit *commit = &trace->commits[i];
		bool is_tried = commit->revert != REVERT_NOT_TRIED;
		if (!is_tried && !commit->revert_reason.len)
			continue;
		query_bind_int(query, 1, (int64_t)i + 1);
		query_bind_text(query, 2,
		    is_tried ? str_from(revert_word(commit->revert))
			     : STR_NONE);
		query_bind_text(query, 3, commit->revert_reason);
		query_do(query);
	}
	return query_close(query, err);
}

static bool try_all(struct trace *trace, struct model *model, struct str folder,
    const struct trace_trial_options *options, struct arena *keep,
    struct arena *scratch, struct error *err)
{
	struct trace_repositories list = { 0 };
	if (!trace_repositories(&list, model, folder, scratch, err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		struct trials trials = { .path = list.items[i].path,
			.head = list.items[i].head };
		collect(&trials, trace, list.items[i].id, scratch);
		if (!try_repository(trace, model, &trials, options, keep, err))
			return false;
	}
	return true;
}

bool trace_try_reverts(struct trace *trace, struct model *model,
    struct str folder, const struct trace_trial_options *options,
    struct arena *keep, struct error *err)
{
	struct arena *scratch = arena_new();
	bool done =
	    remember_old(trace, model, keep, scratch, err) &&
	    try_all(trace, model, folder, options, keep, scratch, err) &&
	    store_states(trace, model, err);
	arena_free(scratch);
	return done;
}

bool trace_repositories(struct trace_repositories *list,
    const struct model *model, struct str folder, struct arena *keep,
    struct error *err)
{
	struct query *query = NULL;
	*list = (struct trace_repositories){ 0 };
	if (!query_open(&query, model,
		"SELECT id, path, name, head_oid FROM repository "
		"WHERE path <> '' AND head_oid IS NOT NULL AND id IN "
		"(SELECT repository_id FROM temp.traced) ORDER BY key",
		err))
		return false;
	while (query_next(query)) {
		struct trace_repository repository = {
			.id = query_int(query, 0),
			.path = arena_str(keep, query_text(query, 1)),
			.name = arena_str(keep, query_text(query, 2)),
			.head = arena_str(keep, query_text(query, 3)),
		};
		if (folder.len)
			repository.path =
			    path_join(keep, folder, repository.path);
		VEC_PUSH(list, keep, repository);
	}
	return query_close(query, err);
}
