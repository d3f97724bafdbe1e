/* A sample of records that anybody can draw again: those whose SHA-256 with
 * the seed is least, whatever their order. */
#ifndef ANALYSIS_RECORD_SAMPLE_H
#define ANALYSIS_RECORD_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { RECORD_SAMPLE_MAX = 10000 };

struct record_sample {
	size_t size;	 /* records to draw */
	struct str seed; /* "" is one, too */
	struct arena *keep;
	struct sampled {
		struct str digest;
		int64_t ordinal;
		struct str *cells;
	} * items; /* by digest */
	size_t count;
	size_t columns;
	int64_t seen; /* records of the population */
};

/* Takes a record of COUNT cells. */
void record_sample_add(
    struct record_sample *sample, const struct str *cells, size_t count);

/* Gives the records drawn to ROW, in the order they came in. */
void record_sample_tell(struct record_sample *sample,
    void (*row)(void *user, const struct str *cells, size_t count), void *user);

#endif
