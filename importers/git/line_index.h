/* A text as an array of lines: where each starts, and a hash that stands for
 * its bytes. */
#ifndef IMPORTERS_GIT_LINE_INDEX_H
#define IMPORTERS_GIT_LINE_INDEX_H

#include <stdint.h>

#include "base/str.h"

/* Starts as { 0 }: not made. The text is less than 4 GiB and outlives it. */
struct line_index {
	struct str text;
	uint32_t count;
	uint32_t *starts; /* of each line; the last one is the end */
	uint64_t *hashes; /* with the line's newline */
};

/* Of the LINES of TEXT. LIKE, another version of it with the same KEY, spares
 * the work for what both have in common; NULL or not made: there is none. Who
 * does not know KEY cannot choose lines of equal hash, so that these are taken
 * for equal lines. */
void line_index_make(struct line_index *index, struct str text, uint32_t lines,
    uint64_t key, const struct line_index *like);
void line_index_free(struct line_index *index); /* { 0 } is fine */

/* LINE must be one of the text. */
struct str line_index_line(const struct line_index *index, uint32_t line);
/* The line that starts at byte AT, or behind all of them. */
uint32_t line_index_find(const struct line_index *index, size_t at);

/* Equal ones at the start of COUNT hashes, or at the end. */
uint32_t line_index_head(const uint64_t *a, const uint64_t *b, uint32_t count);
uint32_t line_index_tail(
    const uint64_t *a_end, const uint64_t *b_end, uint32_t count);

/* The first place from FROM on of HASH among COUNT HASHES, not too far ahead:
 * the further, the more lines before were MISSED. COUNT when there is none. */
uint32_t line_index_seek(const uint64_t *hashes, uint32_t from, uint32_t count,
    uint64_t hash, uint32_t missed);

#endif
