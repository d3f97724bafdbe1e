/* What the parts of the mail back end share: body.c walks the tree, table.c
 * its tables, style.c says how things look, picture.c paints charts. */
#ifndef RENDER_MAIL_WRITER_H
#define RENDER_MAIL_WRITER_H

#include "base/vec.h"
#include "render/backend.h"
#include "render/html/escape.h"
#include "render/mail/mail.h"

#define MAIL_WIDTH_PX 600

struct mail_picture {
	struct str id; /* Content-ID without brackets */
	struct str name;
	struct str png;
	int width_px; /* as shown; the file has twice as many */
	int height_px;
};

struct mail_writer {
	struct buf *out;
	const struct render *render;
	const struct mail *mail;
	struct arena *scratch;
	VEC(struct mail_picture) pictures;
	bool compact; /* a table of figures, behind its drawing */
};

/* The HTML part; pictures are left in WRITER. */
void mail_write_body(struct mail_writer *writer);
void mail_walk(struct mail_writer *writer, const struct doc *node);
void mail_walk_children(struct mail_writer *writer, const struct doc *node);
void mail_put_table(struct mail_writer *writer, const struct doc *node);

/* The chart of a figure; NULL when cairo cannot paint it. */
const struct mail_picture *mail_paint(
    struct mail_writer *writer, const struct doc *figure);
/* The logo of the theme; NULL when there is none. */
const struct mail_picture *mail_logo(struct mail_writer *writer);

/* MARKUP is ours and goes out as it is; text from data never comes here. */
void mail_put(struct mail_writer *writer, const char *markup);
/* <ELEMENT with class and style of ROLE; MORE is CSS of ours behind it. */
void mail_open(struct mail_writer *writer, const char *element,
    enum text_role role, const char *more);
/* class and style of a run in COLOUR and WEIGHT; nothing for neither. */
void mail_open_span(struct mail_writer *writer, enum colour colour, int weight);
/* name:#rrggbb, in the light palette. */
void mail_put_colour(
    struct mail_writer *writer, const char *name, enum colour colour);
/* The little that cannot stand on elements: dark mode, phones. */
void mail_put_style(struct mail_writer *writer);

#endif
