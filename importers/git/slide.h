/* Where a change stands, when it could stand at several places. */
#ifndef IMPORTERS_GIT_SLIDE_H
#define IMPORTERS_GIT_SLIDE_H

#include <stddef.h>

#include "importers/git/line_index.h"

/* Changed lines [start, end) of one side; between groups of one side stands
 * at least one line that did not change. */
struct group {
	uint32_t start;
	uint32_t end;
};

struct groups {
	struct group *items;
	size_t count;
	size_t room;
};

/* Moves each of GROUPS, in the first LINES of a text, as git does: it may merge
 * with its neighbours; it settles beside a change of the OTHER side, else where
 * the indentation says that a block begins (M. Haggerty's indent heuristic of
 * git 2.11). */
void slide_groups(struct groups *groups, const struct groups *other,
    const struct line_index *index, uint32_t lines);

#endif
