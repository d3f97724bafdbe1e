/* A commit came by the innermost merge that brought it: the first one, from
 * the oldest of the line of first parents on, whose other parents reach it.
 * Branches are taken likewise, before the next merge of the line they went
 * into. A line is seen as a whole before its merges are followed, so that a
 * merge of the main line into a branch brings nothing. Each commit is visited
 * once; the stack is our own, for branches nest as deep as they like. */
#include "link/landing.h"

#include "link/graph.h"
#include "model/query.h"

/* A line of first parents, oldest last, being walked from its end. */
struct frame {
	size_t start; /* in line */
	size_t next;  /* one behind the commit whose merges are followed */
	size_t parent;
};

struct landing {
	struct graph graph;
	struct query *insert;
	VEC(size_t) line; /* those of all frames */
	VEC(struct frame) frames;
};

static void store(struct landing *landing, size_t at, size_t merge)
{
	const struct graph_node *nodes = landing->graph.nodes.items;
	query_bind_int(landing->insert, 1, nodes[at].commit_id);
	query_bind_int(landing->insert, 2, nodes[merge].commit_id);
	query_do(landing->insert);
}

/* The line that ends at TIP, which MERGE brought (GRAPH_NONE: none did). */
static void open_line(struct landing *landing, size_t tip, size_t merge)
{
	struct graph *graph = &landing->graph;
	struct frame frame = { .start = landing->line.count, .parent = 1 };
	while (tip != GRAPH_NONE && !graph->nodes.items[tip].seen) {
		graph->nodes.items[tip].seen = true;
		VEC_PUSH(&landing->line, graph->keep, tip);
		if (merge != GRAPH_NONE)
			store(landing, tip, merge);
		tip = graph_parent(graph, tip, 0);
	}
	frame.next = landing->line.count;
	if (frame.next > frame.start)
		VEC_PUSH(&landing->frames, graph->keep, frame);
}

static void walk(struct landing *landing, size_t head)
{
	open_line(landing, head, GRAPH_NONE);
	while (landing->frames.count) {
		struct frame *frame =
		    &landing->frames.items[landing->frames.count - 1];
		if (frame->next == frame->start) {
			landing->line.count = frame->start;
			landing->frames.count--;
			continue;
		}
		size_t merge = landing->line.items[frame->next - 1];
		if (frame->parent <
		    landing->graph.nodes.items[merge].parent_count) {
			size_t tip = graph_parent(
			    &landing->graph, merge, frame->parent++);
			open_line(landing, tip, merge);
			continue;
		}
		frame->next--;
		frame->parent = 1;
	}
}

/* From the audited revisions; then from what else nothing follows. */
static bool walk_all(
    struct landing *landing, const struct model *model, struct error *err)
{
	struct query *heads = NULL;
	struct graph *graph = &landing->graph;
	if (!query_open(&heads, model,
		"SELECT head_oid FROM repository WHERE head_oid IS NOT NULL "
		"ORDER BY key",
		err))
		return false;
	while (query_next(heads)) {
		const union map_value *head =
		    map_get(&graph->by_oid, query_text(heads, 0));
		if (head)
			walk(landing, (size_t)head->number);
	}
	for (size_t i = 0; i < graph->nodes.count; i++)
		if (!graph->nodes.items[i].child)
			walk(landing, i);
	return query_close(heads, err);
}

#define MERGES_SPEAK                                                           \
	"SELECT EXISTS (SELECT 1 FROM commit_request WHERE how = 'merge')"     \
	" OR EXISTS (SELECT 1 FROM commit_approval a JOIN \"commit\" c"        \
	" ON c.id = a.commit_id WHERE c.parents > 1)"                          \
	" OR EXISTS (SELECT 1 FROM change h JOIN \"commit\" c"                 \
	" ON c.oid = h.merge_oid WHERE c.parents > 1)"

bool link_landings(struct model *model, struct error *err)
{
	struct landing landing = { 0 };
	int64_t speak;
	bool done;
	if (!query_number(&speak, model, MERGES_SPEAK, err))
		return false;
	if (!speak)
		return true;
	landing.graph.keep = arena_new();
	landing.graph.by_oid.arena = landing.graph.keep;
	done = graph_load(&landing.graph, model, err) &&
	       query_open(&landing.insert, model,
		   "INSERT OR IGNORE INTO commit_landing (commit_id, merge_id) "
		   "VALUES (?1, ?2)",
		   err) &&
	       walk_all(&landing, model, err);
	if (landing.insert) {
		struct error ignored;
		done =
		    query_close(landing.insert, done ? err : &ignored) && done;
	}
	arena_free(landing.graph.keep);
	return done;
}
