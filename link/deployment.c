/* Deployments are taken oldest first; a commit belongs to the first one whose
 * revision it is reachable from, so each commit is visited once. */
#include "link/deployment.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "model/query.h"

struct node {
	int64_t commit_id;
	size_t first_parent; /* in parents */
	size_t parent_count;
	bool deployed;
};

struct graph {
	struct arena *keep;
	struct map by_oid; /* -> index of node */
	VEC(struct node) nodes;
	VEC(size_t) parents; /* node indexes */
};

static bool load_commits(
    struct graph *graph, const struct model *model, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT id, oid FROM \"commit\" ORDER BY id", err))
		return false;
	while (query_next(query)) {
		struct node node = { .commit_id = query_int(query, 0) };
		map_put(&graph->by_oid, query_text(query, 1), NULL)->number =
		    (int64_t)graph->nodes.count;
		VEC_PUSH(&graph->nodes, graph->keep, node);
	}
	return query_close(query, err);
}

/* Parents come in the order of the commits, so one cursor over nodes does. */
static bool load_parents(
    struct graph *graph, const struct model *model, struct error *err)
{
	struct query *query = NULL;
	size_t at = 0;
	if (!query_open(&query, model,
		"SELECT commit_id, parent_oid FROM commit_parent "
		"ORDER BY commit_id, ordinal",
		err))
		return false;
	while (query_next(query)) {
		int64_t id = query_int(query, 0);
		union map_value *parent =
		    map_get(&graph->by_oid, query_text(query, 1));
		while (at < graph->nodes.count &&
		       graph->nodes.items[at].commit_id < id)
			at++;
		if (at == graph->nodes.count)
			break;
		struct node *node = &graph->nodes.items[at];
		if (!parent)
			continue; /* beyond a shallow boundary */
		if (node->parent_count++ == 0)
			node->first_parent = graph->parents.count;
		VEC_PUSH(&graph->parents, graph->keep, (size_t)parent->number);
	}
	return query_close(query, err);
}

static bool store(struct query *insert, struct graph *graph, size_t start,
    int64_t deployment_id, int64_t time)
{
	VEC(size_t) stack = { 0 };
	VEC_PUSH(&stack, graph->keep, start);
	while (stack.count) {
		struct node *node =
		    &graph->nodes.items[stack.items[--stack.count]];
		if (node->deployed)
			continue;
		node->deployed = true;
		query_rewind(insert);
		query_bind_int(insert, 1, node->commit_id);
		query_bind_int(insert, 2, deployment_id);
		query_bind_int(insert, 3, time);
		while (query_next(insert))
			;
		for (size_t i = 0; i < node->parent_count; i++)
			VEC_PUSH(&stack, graph->keep,
			    graph->parents.items[node->first_parent + i]);
	}
	return true;
}

static bool walk(struct graph *graph, struct model *model, struct error *err)
{
	struct query *deployments = NULL;
	struct query *insert = NULL;
	bool done = false;
	if (!query_open(&deployments, model,
		"SELECT id, lower(revision), finished_time FROM deployment "
		"WHERE revision IS NOT NULL AND coalesce(succeeded, 1) = 1 "
		"AND (environment IS NULL OR "
		"lower(environment) LIKE 'prod%') "
		"ORDER BY finished_time, key",
		err))
		return false;
	if (query_open(&insert, model,
		"INSERT INTO commit_deployment (commit_id, deployment_id, "
		"time) VALUES (?1, ?2, ?3)",
		err)) {
		while (query_next(deployments)) {
			union map_value *start =
			    map_get(&graph->by_oid, query_text(deployments, 1));
			if (start)
				store(insert, graph, (size_t)start->number,
				    query_int(deployments, 0),
				    query_int(deployments, 2));
		}
		done = query_close(insert, err);
	}
	struct error ignored;
	return query_close(deployments, done ? err : &ignored) && done;
}

bool link_deployments(struct model *model, struct error *err)
{
	int64_t count;
	if (!query_number(
		&count, model, "SELECT count(*) FROM deployment", err))
		return false;
	if (count == 0)
		return true;
	struct graph graph = { .keep = arena_new() };
	graph.by_oid.arena = graph.keep;
	bool done = load_commits(&graph, model, err) &&
		    load_parents(&graph, model, err) &&
		    (graph.nodes.count == 0 || walk(&graph, model, err));
	arena_free(graph.keep);
	return done;
}
