/* The commits of a repository in an order in which each comes after its
 * parents, and else by time. */
#ifndef LINK_HISTORY_H
#define LINK_HISTORY_H

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "model/model.h"

struct history {
	struct arena *keep;
	struct history_commit {
		int64_t id;
		int64_t time;	   /* of the committer */
		int64_t effective; /* the latest of its own and its parents' */
		int64_t depth;	   /* of the longest way to a root */
		struct str oid;
		size_t first_parent; /* in parents */
		size_t parent_count;
		bool is_placed;
	} * commits; /* in that order, once loaded */
	size_t count;
	size_t *parents; /* indexes, while loading */
	int64_t *ids;	 /* sorted row ids */
	size_t *ranks;	 /* side by side: place in COMMITS */
};

/* Loads the commits of a repository into KEEP. */
bool history_load(struct history *history, const struct model *model,
    int64_t repository_id, struct arena *keep, struct error *err) MUST_USE;

/* The place of a commit in the order; SIZE_MAX when it is not in it. */
size_t history_rank(const struct history *history, int64_t commit_id);

#endif
