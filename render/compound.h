/* What stays on one line: short words with a hyphen ("AI-assisted"), dates
 * ("30 September 2026") and counts ("8 of 61"), which read badly in two
 * parts. */
#ifndef RENDER_COMPOUND_H
#define RENDER_COMPOUND_H

#include <stdbool.h>

#include "base/str.h"

/* The next such part of TEXT at or behind *AT, into *WORD; *AT moves
 * behind it. False when there is none. */
bool compound_next(struct str text, size_t *at, struct str *word);

#endif
