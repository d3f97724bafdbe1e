/* The commits of a model and their parents, for walks over history. */
#ifndef LINK_GRAPH_H
#define LINK_GRAPH_H

#include "base/map.h"
#include "base/vec.h"
#include "model/model.h"

#define GRAPH_NONE SIZE_MAX /* a parent that is not in the model */

struct graph_node {
	int64_t commit_id;
	size_t first_parent; /* in parents */
	size_t parent_count;
	bool seen;  /* by the walk */
	bool child; /* it is somebody's parent */
};

struct graph {
	struct arena *keep;
	struct map by_oid; /* -> index of node */
	VEC(struct graph_node) nodes;
	VEC(size_t) parents; /* node indexes, in order; or GRAPH_NONE */
};

/* GRAPH starts as { .keep = ..., .by_oid = { .arena = ... } }. */
bool graph_load(
    struct graph *graph, const struct model *model, struct error *err) MUST_USE;

/* The INDEXth parent of the node AT, or GRAPH_NONE. */
size_t graph_parent(const struct graph *graph, size_t at, size_t index);

#endif
