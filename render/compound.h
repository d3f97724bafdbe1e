/* What stays on one line: short words with a hyphen ("AI-assisted"), and dates
 * ("30 September 2026"), which read badly in two parts. */
#ifndef RENDER_COMPOUND_H
#define RENDER_COMPOUND_H

#include <stdbool.h>

#include "base/str.h"

/* The next such word or date of TEXT at or behind *AT, into *WORD; *AT moves
 * behind it. False when there is none. */
bool compound_next(struct str text, size_t *at, struct str *word);

#endif
