/* Short words with a hyphen ("AI-assisted"), which titles and names keep on one
 * line: a break inside them reads badly in large type and narrow columns. */
#ifndef RENDER_COMPOUND_H
#define RENDER_COMPOUND_H

#include <stdbool.h>

#include "base/str.h"
#include "render/theme.h"

/* Whether texts of ROLE keep such words whole. */
bool compound_kept(enum text_role role);

/* The next such word of TEXT at or behind *AT, into *WORD; *AT moves behind
 * it. False when there is none. */
bool compound_next(struct str text, size_t *at, struct str *word);

#endif
