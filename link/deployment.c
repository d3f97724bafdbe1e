/* Deployments are taken oldest first; a commit belongs to the first one whose
 * revision it is reachable from, so each commit is visited once. */
#include "link/deployment.h"

#include "link/graph.h"
#include "model/query.h"

static bool store(struct query *insert, struct graph *graph, size_t start,
    int64_t deployment_id, int64_t time)
{
	VEC(size_t) stack = { 0 };
	VEC_PUSH(&stack, graph->keep, start);
	while (stack.count) {
		size_t at = stack.items[--stack.count];
		struct graph_node *node = &graph->nodes.items[at];
		if (node->seen)
			continue;
		node->seen = true;
		query_bind_int(insert, 1, node->commit_id);
		query_bind_int(insert, 2, deployment_id);
		query_bind_int(insert, 3, time);
		query_do(insert);
		for (size_t i = 0; i < node->parent_count; i++)
			if (graph_parent(graph, at, i) != GRAPH_NONE)
				VEC_PUSH(&stack, graph->keep,
				    graph_parent(graph, at, i));
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
	bool done = graph_load(&graph, model, err) &&
		    (graph.nodes.count == 0 || walk(&graph, model, err));
	arena_free(graph.keep);
	return done;
}
