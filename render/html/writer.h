/* What the parts of the HTML back end share. Each kind of node is written by
 * what opens and what closes it; html.c has the table of all, text.c, table.c
 * and figure.c those that are more than a tag. */
#ifndef RENDER_HTML_WRITER_H
#define RENDER_HTML_WRITER_H

#include "render/backend.h"
#include "render/html/escape.h"

struct writer {
	struct buf *out;
	const struct render *render;
	struct arena *scratch;
	int depth;	       /* of sections: level of their headings */
	const struct doc *row; /* the last one of this table */
};

void html_walk(struct writer *writer, const struct doc *node);
void html_walk_children(struct writer *writer, const struct doc *node);

/* MARKUP is ours and goes out as it is; text from data never comes here. */
void html_put(struct writer *writer, const char *markup);
/* ENGLISH in the report's language, escaped. */
void html_say(struct writer *writer, const char *english);
/* id="IDsuffix", with a blank before it; nothing without an id. The ids of a
 * tree have no underscore, so a suffix with one cannot clash. */
void html_put_id(struct writer *writer, struct str id, const char *suffix);
/* aria-labelledby the heading or caption of the node with this id. */
void html_put_labelled_by(struct writer *writer, struct str id);
const char *html_block_class(enum doc_block block);

void html_enter_paragraph(struct writer *writer, const struct doc *node);
void html_leave_paragraph(struct writer *writer, const struct doc *node);
void html_enter_run(struct writer *writer, const struct doc *node);
void html_enter_link(struct writer *writer, const struct doc *node);
void html_enter_table(struct writer *writer, const struct doc *node);
void html_leave_table(struct writer *writer, const struct doc *node);
void html_enter_row(struct writer *writer, const struct doc *node);
void html_enter_cell(struct writer *writer, const struct doc *node);
void html_enter_figure(struct writer *writer, const struct doc *node);

/* Everything before and behind the tree. STYLE is the whole style sheet. */
void html_put_head(struct writer *writer, struct str style);
void html_put_foot(struct writer *writer);

#endif
