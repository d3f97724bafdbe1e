/* Parents come in the order of the commits, so one cursor over nodes does. */
#include "link/graph.h"

#include "model/query.h"

static bool load_commits(
    struct graph *graph, const struct model *model, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT id, oid FROM \"commit\" ORDER BY id", err))
		return false;
	while (query_next(query)) {
		struct graph_node node = { .commit_id = query_int(query, 0) };
		map_put(&graph->by_oid, query_text(query, 1), NULL)->number =
		    (int64_t)graph->nodes.count;
		VEC_PUSH(&graph->nodes, graph->keep, node);
	}
	return query_close(query, err);
}

static void add_parent(
    struct graph *graph, struct graph_node *node, const union map_value *parent)
{
	if (node->parent_count++ == 0)
		node->first_parent = graph->parents.count;
	VEC_PUSH(&graph->parents, graph->keep,
	    parent ? (size_t)parent->number : GRAPH_NONE);
	if (parent)
		graph->nodes.items[parent->number].child = true;
}

bool graph_load(
    struct graph *graph, const struct model *model, struct error *err)
{
	struct query *query = NULL;
	size_t at = 0;
	if (!load_commits(graph, model, err) ||
	    !query_open(&query, model,
		"SELECT commit_id, parent_oid FROM commit_parent "
		"ORDER BY commit_id, ordinal",
		err))
		return false;
	while (query_next(query)) {
		int64_t id = query_int(query, 0);
		while (at < graph->nodes.count &&
		       graph->nodes.items[at].commit_id < id)
			at++;
		if (at == graph->nodes.count)
			break;
		add_parent(graph, &graph->nodes.items[at],
		    map_get(&graph->by_oid, query_text(query, 1)));
	}
	return query_close(query, err);
}

size_t graph_parent(const struct graph *graph, size_t at, size_t index)
{
	const struct graph_node *node = &graph->nodes.items[at];
	return index < node->parent_count
		   ? graph->parents.items[node->first_parent + index]
		   : GRAPH_NONE;
}
