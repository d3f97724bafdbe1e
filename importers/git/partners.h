/* How often lines of one text stand in another: git's diff leaves out those
 * without a partner, and some with very many (xdl_cleanup_records). */
#ifndef IMPORTERS_GIT_PARTNERS_H
#define IMPORTERS_GIT_PARTNERS_H

#include <stdbool.h>

#include "base/arena.h"
#include "importers/git/line_index.h"

enum { OLD, NEW, SIDES };

/* A side of a comparison. What stands before and behind the part is the same
 * on both sides. */
struct side {
	const struct line_index *index;
	uint32_t first; /* line that the part starts with */
	uint32_t count; /* lines of the part */
	uint32_t lines; /* of the text, without those cut off at its end */
};

/* Lines of a part, counted from its first one, ascending. */
struct line_list {
	uint32_t *items;
	size_t count;
	size_t room;
};

/* The lines of each part that do not take part in the search, in texts that
 * end where they are cut off, and in whole texts. */
struct left_out {
	struct line_list cut[SIDES];
	struct line_list whole[SIDES];
};

void partners_find(struct left_out *left_out, const struct side sides[SIDES],
    struct arena *scratch);

#endif
