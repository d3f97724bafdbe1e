/* The bytes of a text file as UTF-8, block by block, whatever Unicode encoding
 * it has: UTF-8 with or without byte order mark, UTF-16 little or big endian
 * with a mark, or without one when every second byte of the start is 0.
 * Memory is two blocks, however long the file. */
#ifndef IMPORTERS_JSON_TEXT_IN_H
#define IMPORTERS_JSON_TEXT_IN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

#define TEXT_IN_END (-1)

struct text_source; /* the file, and how its bytes are decoded */

/* AT and END are the part of the block that is not read yet. */
struct text_in {
	const unsigned char *at;
	const unsigned char *end;
	const unsigned char *block; /* where the block starts */
	int64_t before;		    /* bytes of earlier blocks */
	int64_t line;		    /* of AT, from 1 */
	int64_t line_start;	    /* offset at which that line starts */
	struct text_source *source;
};

/* Opens the file PATH; a folder or an unreadable file is an error. */
bool text_in_open(struct text_in *text, struct str path, struct arena *keep,
    struct error *err) MUST_USE;
/* The same for bytes in memory, which must outlive it. */
void text_in_open_bytes(
    struct text_in *text, struct str bytes, struct arena *keep);
void text_in_close(struct text_in *text); /* twice is fine */

/* The next block, when AT has reached END; false at the end of the text. */
bool text_in_fill(struct text_in *text);
/* Adds to the block what follows it, when it can: only to UTF-8 of a file, and
 * as far as there is room. What was taken is no longer in it. */
bool text_in_more(struct text_in *text);
/* After the end: an unreadable disk, or half a character at the end. */
const char *text_in_problem(const struct text_in *text); /* NULL: none */
/* Bytes of the file that were taken. */
int64_t text_in_done(const struct text_in *text);

/* The next byte without taking it; TEXT_IN_END when there is none. */
static inline int text_in_peek(struct text_in *text)
{
	if (text->at == text->end && !text_in_fill(text))
		return TEXT_IN_END;
	return *text->at;
}

/* To be told for each '\n' that was taken (AT stands behind it). */
static inline void text_in_newline(struct text_in *text)
{
	text->line++;
	text->line_start = text->before + (text->at - text->block);
}

static inline int64_t text_in_column(const struct text_in *text)
{
	return text->before + (text->at - text->block) - text->line_start + 1;
}

#endif
