/* How much of one file is in another, on git's scale. */
#ifndef IMPORTERS_GIT_SIMILAR_H
#define IMPORTERS_GIT_SIMILAR_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum {
	SIMILAR_SCORE_MAX = 60000,
	SIMILAR_SCORE_MIN = 30000,  /* below this git sees no rename */
	SIMILAR_SCORE_NAME = 45000, /* enough for the same base name */
};

/* A file cut into chunks; all with one hash are one. */
struct chunk {
	uint32_t hash;
	uint32_t bytes;
};

struct chunks {
	struct chunk *items;
	size_t count;
	size_t size_bytes; /* of the file */
};

/* A table for one file at a time, against which others are scored. */
struct similar;
struct similar *similar_new(void);
void similar_free(struct similar *similar); /* NULL is fine */

/* The chunks of CONTENT, in KEEP. */
void similar_cut(struct similar *similar, struct chunks *chunks,
    struct str content, struct arena *keep);

/* Whether files of these sizes can reach SIMILAR_SCORE_MIN. */
bool similar_sizes(size_t a, size_t b);

/* The file that the next scores are against, until it is put down; it has to
 * live so long. */
void similar_hold(struct similar *similar, const struct chunks *target);
void similar_put_down(struct similar *similar);
/* The score of SOURCE and what is held: bytes of shared chunks over those of
 * the larger file, times SIMILAR_SCORE_MAX; 0 when the sizes rule it out. */
int similar_score(const struct similar *similar, const struct chunks *source);

#endif
