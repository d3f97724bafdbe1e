/* Commits in the order of history. Clocks of committers differ, and a rebase
 * gives many commits one second: a commit counts as made no earlier than its
 * parents, and after them. */
#include "link/history.h"

#include <stdlib.h>

#include "base/bisect.h"
#include "base/vec.h"
#include "model/query.h"

static bool load_commits(struct history *history, const struct model *model,
    int64_t repository_id, struct error *err)
{
	struct query *query = NULL;
	VEC(struct history_commit) commits = { 0 };
	if (!query_open(&query, model,
		"SELECT c.id, c.commit_time, c.oid FROM commit_repository r "
		"JOIN \"commit\" c ON c.id = r.commit_id "
		"WHERE r.repository_id = ?1 ORDER BY c.id",
		err))
		return false;
	query_bind_int(query, 1, repository_id);
	while (query_next(query)) {
		struct history_commit commit = {
			.id = query_int(query, 0),
			.time = query_int(query, 1),
			.oid = arena_str(history->keep, query_text(query, 2)),
		};
		VEC_PUSH(&commits, history->keep, commit);
	}
	history->commits = commits.items;
	history->count = commits.count;
	return query_close(query, err);
}

/* By row id, while the commits are in that order. */
static size_t find_by_id(const struct history *history, int64_t id)
{
	size_t low;
	BISECT(low, history->count, history->commits[low].id < id);
	return low < history->count && history->commits[low].id == id
		   ? low
		   : SIZE_MAX;
}

static bool load_parents(struct history *history, const struct model *model,
    int64_t repository_id, struct error *err)
{
	struct query *query = NULL;
	VEC(size_t) parents = { 0 };
	if (!query_open(&query, model,
		"SELECT p.commit_id, k.id FROM commit_repository r "
		"JOIN commit_parent p ON p.commit_id = r.commit_id "
		"JOIN \"commit\" k ON k.oid = p.parent_oid "
		"WHERE r.repository_id = ?1 ORDER BY p.commit_id, p.ordinal",
		err))
		return false;
	query_bind_int(query, 1, repository_id);
	while (query_next(query)) {
		size_t child = find_by_id(history, query_int(query, 0));
		size_t parent = find_by_id(history, query_int(query, 1));
		if (child == SIZE_MAX || parent == SIZE_MAX)
			continue;
		struct history_commit *commit = &history->commits[child];
		if (commit->parent_count++ == 0)
			commit->first_parent = parents.count;
		VEC_PUSH(&parents, history->keep, parent);
	}
	history->parents = parents.items;
	return query_close(query, err);
}

/* Places COMMIT when its parents are; else the index of one that is not. */
static size_t place(
    const struct history *history, struct history_commit *commit)
{
	commit->effective = commit->time;
	for (size_t i = 0; i < commit->parent_count; i++) {
		size_t at = history->parents[commit->first_parent + i];
		const struct history_commit *parent = &history->commits[at];
		if (!parent->is_placed)
			return at;
		if (parent->effective > commit->effective)
			commit->effective = parent->effective;
		if (parent->depth >= commit->depth)
			commit->depth = parent->depth + 1;
	}
	commit->is_placed = true;
	return SIZE_MAX;
}

static void place_all(struct history *history)
{
	VEC(size_t) stack = { 0 };
	for (size_t i = 0; i < history->count; i++) {
		VEC_PUSH(&stack, history->keep, i);
		while (stack.count) {
			size_t at = stack.items[stack.count - 1];
			struct history_commit *commit = &history->commits[at];
			size_t missing = commit->is_placed
					     ? SIZE_MAX
					     : place(history, commit);
			if (missing == SIZE_MAX)
				stack.count--;
			else
				VEC_PUSH(&stack, history->keep, missing);
		}
	}
}

static int compare_commits(const void *left, const void *right)
{
	const struct history_commit *a = left;
	const struct history_commit *b = right;
	if (a->effective != b->effective)
		return a->effective < b->effective ? -1 : 1;
	if (a->depth != b->depth)
		return a->depth < b->depth ? -1 : 1;
	return str_compare(a->oid, b->oid);
}

struct id_rank {
	int64_t id;
	size_t rank;
};

static int compare_ids(const void *left, const void *right)
{
	const struct id_rank *a = left;
	const struct id_rank *b = right;
	return (a->id > b->id) - (a->id < b->id);
}

static void index_ranks(struct history *history)
{
	struct id_rank *pairs =
	    arena_array(history->keep, history->count, sizeof *pairs);
	history->ids =
	    arena_array(history->keep, history->count, sizeof *history->ids);
	history->ranks =
	    arena_array(history->keep, history->count, sizeof *history->ranks);
	for (size_t i = 0; i < history->count; i++)
		pairs[i] = (struct id_rank){ history->commits[i].id, i };
	qsort(pairs, history->count, sizeof *pairs, compare_ids);
	for (size_t i = 0; i < history->count; i++) {
		history->ids[i] = pairs[i].id;
		history->ranks[i] = pairs[i].rank;
	}
}

bool history_load(struct history *history, const struct model *model,
    int64_t repository_id, struct arena *keep, struct error *err)
{
	*history = (struct history){ .keep = keep };
	if (!load_commits(history, model, repository_id, err))
		return false;
	if (!history->commits)
		return true;
	if (!load_parents(history, model, repository_id, err))
		return false;
	place_all(history);
	qsort(history->commits, history->count, sizeof *history->commits,
	    compare_commits);
	index_ranks(history);
	return true;
}

size_t history_rank(const struct history *history, int64_t commit_id)
{
	size_t low;
	BISECT(low, history->count, history->ids[low] < commit_id);
	return low < history->count && history->ids[low] == commit_id
		   ? history->ranks[low]
		   : SIZE_MAX;
}
