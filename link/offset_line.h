/* Which lines of a text a region is that counts bytes or characters. */
#ifndef LINK_OFFSET_LINE_H
#define LINK_OFFSET_LINE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum offset_unit {
	OFFSET_BYTES,
	OFFSET_UTF16,
	OFFSET_CODE_POINTS,
	OFFSET_UNITS,
	OFFSET_UNTOLD = OFFSET_UNITS, /* any of them */
};

/* "byte", "utf16", "codepoint", as in result_offset; others are untold. */
enum offset_unit offset_unit_of(struct str name);

struct offset_lines {
	int64_t *starts[OFFSET_UNITS]; /* of each line */
	int64_t ends[OFFSET_UNITS];    /* of the text */
	size_t count;		       /* lines, as git counts them */
	bool is_unicode;	       /* its characters can be counted */
};

/* Of TEXT as UTF-8. Characters are counted behind a byte order mark, bytes with
 * it (SARIF 2.1.0 sections 3.30.2 and 3.30.3). Lives in KEEP. */
struct offset_lines offset_lines(struct str text, struct arena *keep);

/* The lines, from 1, in which the LENGTH units from START (from 0) begin and
 * end; a region without length is in the line of the unit behind it, at the end
 * of the text in the last one. False where they are not all in the text, where
 * it is not UTF-8 and characters are to be counted, and for an untold unit
 * where not all give the same lines. */
bool offset_lines_find(const struct offset_lines *lines, enum offset_unit unit,
    int64_t start, int64_t length, int64_t *line, int64_t *end_line);

#endif
