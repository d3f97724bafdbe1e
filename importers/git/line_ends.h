/* Which commit ended a line: took it away, or put another in its place. */
#ifndef IMPORTERS_GIT_LINE_ENDS_H
#define IMPORTERS_GIT_LINE_ENDS_H

#include "importers/git/lineage.h"

struct line_ends;

struct line_ends *line_ends_new(const struct reach *reach);
void line_ends_free(struct line_ends *ends); /* NULL is fine */

/* For lineage_options.on_change; USER is the ends. Keeps who lost and gained
 * which lines: memory grows with the lines that the files ever lost. */
void line_ends_change(void *user, const struct lineage *lineage,
    uint32_t commit, const struct line_array *before,
    const struct line_array *after);

enum line_end {
	LINE_ENDED,
	LINE_REDONE, /* so it was, but what took its place changed later */
	LINE_ALIVE,  /* it is still there */
	LINE_APART,  /* the line was never on the way to UNTIL */
	LINE_LOST,   /* where it was lost, something cannot be read */
};

/* After the replay: the commit that ended line NUMBER, which commit FROM has,
 * on the way to UNTIL (indexes of the reach). That is the commit without it
 * whose first parent has it, found along first parents from UNTIL on; at a
 * merge whose other parent has lost it as well the search goes on there. The
 * ancestors of FROM are not on the way. Cheapest when asked FROM by FROM. */
enum line_end line_ends_find(struct line_ends *ends,
    const struct lineage *lineage, uint32_t number, uint32_t from,
    uint32_t until, uint32_t *commit);

#endif
