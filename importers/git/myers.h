/* The shortest way from one sequence of numbers to another. */
#ifndef IMPORTERS_GIT_MYERS_H
#define IMPORTERS_GIT_MYERS_H

#include <stdint.h>

#include "base/arena.h"

/* One side; CHANGED has a place for each number and is zero before. */
struct sequence {
	const uint64_t *items;
	uint32_t count;
	unsigned char *changed; /* 1: on this side alone */
};

/* Sets what changed from SIDES[0] to SIDES[1], as git's diff does. */
void myers_compare(const struct sequence sides[2], struct arena *scratch);

#endif
