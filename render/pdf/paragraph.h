/* Paragraphs and headings: runs and links set to a width, then added to a
 * piece line by line with their tags. */
#ifndef RENDER_PDF_PARAGRAPH_H
#define RENDER_PDF_PARAGRAPH_H

#include "render/pdf/sheet.h"

struct paragraph {
	const struct doc *node;
	const struct text_block *block;
	const struct doc **links; /* by run: the link it stands in, or NULL */
};

struct paragraph_style {
	double width; /* 0: natural, one line */
	bool align_right;
	int weight;    /* for runs without one of their own; 0: the role's */
	bool balanced; /* lines of about equal length */
	bool pretty;   /* the last line is not a word alone */
};

struct paragraph paragraph_set(struct layout *layout, const struct doc *node,
    const struct paragraph_style *style);

/* The paragraph's painting as a tag: new slots as links part it. */
struct paragraph_tags {
	struct tag_slot **slots; /* by run */
};
struct paragraph_tags paragraph_tag(
    struct layout *layout, const struct paragraph *paragraph, struct tag *tag);

/* The same where runs are of several tags: TAGS has one for each run, NULL for
 * an artifact. */
struct paragraph_tags paragraph_tag_parts(struct layout *layout,
    const struct paragraph *paragraph, struct tag *const *tags);

/* Adds line LINE of PARAGRAPH to PIECE; the line's corner is at X, Y. */
void paragraph_add_line(struct layout *layout, struct piece *piece,
    const struct paragraph *paragraph, const struct paragraph_tags *tags,
    size_t line, double x, double y);

/* Adds all lines below TAG; the block's corner is at X, Y. */
void paragraph_add(struct layout *layout, struct piece *piece,
    const struct paragraph *paragraph, struct tag *tag, double x, double y);

/* Adds all lines at PIECE's corner below TAGS, one for each run. */
void paragraph_add_parts(struct layout *layout, struct piece *piece,
    const struct paragraph *paragraph, struct tag *const *tags);

/* All words of NODE, links too, for bookmarks and link descriptions. */
struct str paragraph_text(struct layout *layout, const struct doc *node);

#endif
