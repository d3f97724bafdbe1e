/* Shared by the files that write report.txt: plain.c what stands in the tree,
 * table.c its tables, wrap.c lines of 80 columns. */
#ifndef RENDER_PLAIN_PLAIN_H
#define RENDER_PLAIN_PLAIN_H

#include "render/backend.h"

enum { PLAIN_COLUMNS = 80 };

struct plain {
	struct buf *out;
	const struct language *language; /* NULL: English */
	struct arena *scratch;
};

/* How many columns TEXT takes: two for a wide letter of East Asia, none for
 * one that goes with the letter before. */
size_t plain_width(struct str text);
/* Adds TEXT in lines of PLAIN_COLUMNS, the first INDENT.first columns in, the
 * others INDENT.rest. A word that is longer than a line sticks out. */
struct plain_indent {
	size_t first;
	size_t rest;
};
void plain_wrap(struct buf *out, struct str text, struct plain_indent indent);
/* COUNT times C. */
void plain_repeat(struct buf *out, char c, size_t count);

/* The text of a paragraph, fit for a terminal; where a link leads outside, its
 * address behind it. */
struct str plain_inline(const struct plain *plain, const struct doc *node);
/* The blocks of a cell, parted by BETWEEN; figures by what they show. */
struct str plain_cell(
    const struct plain *plain, const struct doc *cell, const char *between);
/* A word of ours in the report's language: "Table". */
struct str plain_word(const struct plain *plain, const char *english);

/* A DOC_TABLE with its caption. */
void plain_table(const struct plain *plain, const struct doc *table);

#endif
