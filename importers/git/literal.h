/* What any text must hold that a pattern matches, so that the pattern need not
 * be tried on most texts. */
#ifndef IMPORTERS_GIT_LITERAL_H
#define IMPORTERS_GIT_LITERAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum {
	LITERAL_MIN = 3,	/* shorter ones say too little */
	LITERALS_MAX = 32,	/* of a pattern */
	LITERAL_PAIRS = 1 << 12 /* kinds of two bytes that are told apart */
};

struct literal {
	const char *text; /* in lower case, ended by NUL */
	size_t len;
};

/* A match holds at least one, and one of ALSO; none: nothing is
 * known. */
struct literals {
	const struct literal *items;
	size_t count;
	const struct literals *also; /* NULL: nothing more */
};

/* Those of PATTERN, a POSIX extended regular expression. */
struct literals literals_of(struct str pattern, struct arena *keep);

/* Which pairs of neighbouring bytes a text has. */
struct literal_pairs {
	uint64_t bits[LITERAL_PAIRS / 64];
};

/* Those of LOWER, a text in lower case. */
void literal_pairs_of(struct literal_pairs *pairs, struct str lower);
/* Whether LOWER, a text in lower case ended by NUL, holds what a match must
 * hold. PAIRS are its. */
bool literals_in(const struct literals *literals,
    const struct literal_pairs *pairs, const char *lower);

#endif
