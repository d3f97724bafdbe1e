/* The objects of a PDF as this program writes it (writer.h): streams one
 * after another, the table of all objects last, with a digest of all before. A
 * PDF that another program wrote, or wrote on, has another form. */
#ifndef RENDER_PDF_WALK_H
#define RENDER_PDF_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct pdf_walk {
	struct str bytes;
	size_t at;
	const char *wrong; /* in words; NULL: nothing so far */
	bool ended;	   /* the table of all objects was the last */
};

struct pdf_part {
	struct str dict;  /* between its brackets */
	struct str bytes; /* as stored: deflated where DICT says so */
};

/* BYTES must outlive WALK. */
void pdf_walk_open(struct pdf_walk *walk, struct str bytes);
/* The next stream; false at the end, or where WALK->wrong says why. */
bool pdf_walk_next(struct pdf_walk *walk, struct pdf_part *part);

/* SHA-256 of what PART holds, in hex, and its size; false when it cannot be
 * inflated. */
bool pdf_part_digest(
    const struct pdf_part *part, char *hex, size_t *size_bytes);

#endif
