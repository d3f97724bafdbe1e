/* Where a change stands, when it could stand at several places. */
#ifndef IMPORTERS_GIT_SLIDE_H
#define IMPORTERS_GIT_SLIDE_H

#include "importers/git/window.h"

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

/* Moves each of GROUPS as git does: it may merge with its neighbours; it
 * settles beside a change of the OTHER side, else where the indentation says
 * that a block begins (M. Haggerty's indent heuristic of git 2.11). */
void slide_groups(
    struct groups *groups, const struct groups *other, struct window *window);

#endif
