/* What was read of versions of watched files. Each version is met as the new
 * side of a change and as the old side of another, and again beside merges. */
#ifndef IMPORTERS_GIT_WATCH_MEMO_H
#define IMPORTERS_GIT_WATCH_MEMO_H

#include "base/map.h"
#include "importers/git/watch.h"

struct watch_memo {
	struct arena *keep; /* of what is remembered, and of this */
	struct map places;  /* path and blob -> what was read of it */
	size_t bytes_max;
};

void watch_memo_open(struct watch_memo *memo, size_t bytes_max);
void watch_memo_close(struct watch_memo *memo);

/* Forgets all when it is too much, and tells so; to be called while nothing is
 * in use. */
bool watch_memo_rest(struct watch_memo *memo);
void watch_memo_forget(struct watch_memo *memo);
/* The place for what is read of SIDE, a version of PATH; NULL in it: nothing
 * was. Sides without text share one. */
void **watch_memo_place(
    struct watch_memo *memo, struct str path, const struct watch_side *side);

#endif
