/* Text of a file as UTF-8 with lines that end in LF, whatever it was saved
 * as: UTF-8 with or without BOM, UTF-16 (by BOM or by its zero bytes),
 * Windows-1252 (when bytes are not UTF-8). Read as a stream. */
#ifndef IMPORTERS_TABLE_ENCODING_H
#define IMPORTERS_TABLE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

enum encoding_kind {
	ENCODING_UTF8,
	ENCODING_UTF16_LE,
	ENCODING_UTF16_BE,
	ENCODING_WINDOWS_1252,
	ENCODING_KINDS
};

struct encoding {
	enum encoding_kind kind;
	bool bom;
	int64_t wrong; /* places that are not of this encoding */
};

const char *encoding_name(struct encoding encoding); /* "UTF-8 with BOM" */

/* Looks at all of the file PATH, or at MEMORY when its ptr is not NULL. Bytes
 * that are not UTF-8 make it Windows-1252, unless there are more right
 * sequences than wrong bytes. */
bool encoding_detect(struct encoding *encoding, struct str path,
    struct str memory, struct error *err) MUST_USE;

struct text_stream;

/* Opens PATH, or MEMORY when its ptr is not NULL. text_close gives it back.
 * What is wrong in the encoding reads as U+FFFD, and so does a zero byte. */
bool text_open(struct text_stream **stream, struct str path, struct str memory,
    struct encoding encoding, struct error *err) MUST_USE;
void text_close(struct text_stream *stream); /* NULL is fine */

/* The next part, valid until the next call; empty at the end. False when the
 * file cannot be read any more. */
bool text_next(
    struct text_stream *stream, struct str *part, struct error *err) MUST_USE;
int64_t text_bytes_read(const struct text_stream *stream); /* of the file */

#endif
