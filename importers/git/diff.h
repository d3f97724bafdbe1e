/* What git's diff says of two texts. */
#ifndef IMPORTERS_GIT_DIFF_H
#define IMPORTERS_GIT_DIFF_H

#include "base/arena.h"
#include "importers/git/line_index.h"
#include "importers/git/script.h"

struct diff_text {
	struct str content; /* less than 4 GiB */
	uint32_t lines;
	struct line_index *index; /* made when it is needed; NULL: not kept */
};

struct diff {
	/* Zero context, indent heuristic, and the common tail cut off in
	 * blocks of 1 KiB, but for the first line that the cut touches. */
	struct script script;
	int64_t added; /* of the whole texts, as numstat counts */
	int64_t deleted;
};

/* The hunks stand in SCRATCH, with all that was needed to find them. KEY is
 * any number that those who wrote the texts cannot know, the same for all
 * texts whose indexes are kept. */
struct diff diff_texts(const struct diff_text *old, const struct diff_text *new,
    uint64_t key, struct arena *scratch);

#endif
