/* Hashes of the lines of a file, by which a result is known again. */
#ifndef LINK_LINE_HASH_H
#define LINK_LINE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct line_hash {
	uint64_t value;
	uint32_t number; /* among the equal ones of the file, from 1 */
};

struct line_hashes {
	struct line_hash *items; /* by line, from 0 */
	size_t count;		 /* a last line end begins another line */
};

/* GitHub's primaryLocationLineHash of each line of TEXT, read as UTF-8, blanks
 * left out: hash of the 100 UTF-16 units that begin there. Lives in KEEP.
 * Source: github/codeql-action, src/fingerprints.ts. */
struct line_hashes line_hashes(struct str text, struct arena *keep);

/* "39fa2ee980eb94b0:1", as GitHub writes it. */
struct str line_hash_text(struct arena *keep, struct line_hash hash);

/* One number for lines FIRST to LAST of TEXT (from 1; at most
 * LINE_CONTEXT_LINES_MAX of them count) and LINE_CONTEXT_AROUND lines with text
 * on either side of them, blanks left out. 0: it has no such line. */
enum { LINE_CONTEXT_AROUND = 3, LINE_CONTEXT_LINES_MAX = 50 };

/* Where the lines of a text begin. */
struct line_starts {
	struct str text;
	size_t *items;
	size_t count;
};

struct line_starts line_starts(struct str text, struct arena *keep);
uint64_t line_context(
    const struct line_starts *starts, int64_t first, int64_t last);
/* The same of LINE alone; 0 also for a line without text. */
uint64_t line_words(const struct line_starts *starts, int64_t line);

/* Which words (letters, digits, '_') stand in lines FIRST to LAST, at most
 * LINE_SKETCH_LINES_MAX of them, and in LINE_CONTEXT_AROUND lines with text on
 * either side: one bit of 64 for each word (Bloom 1970). 0: none. */
enum { LINE_SKETCH_LINES_MAX = 10 };
struct line_sketch {
	uint64_t words;
	uint64_t around;
};
struct line_sketch line_sketch(
    const struct line_starts *starts, int64_t first, int64_t last);
/* How alike two sets of words are, in percent: those that are in both over
 * those that are in either (Jaccard 1912). Two empty ones say nothing: 0. */
int line_alike_pct(uint64_t a, uint64_t b);

#endif
