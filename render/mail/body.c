/* The HTML part: one column of 600 px, tables for layout (role presentation)
 * because Word, which draws for Outlook, knows nothing else, all styles on the
 * elements, signs for marks. The tree is walked once; each kind of node has a
 * row in one table. All text goes through render/html/escape.h. */
#include "render/mail/writer.h"

#include "base/utf8.h"

#define LONG_WORD 24 /* bytes; longer ones may be broken */

/* A table that holds nothing but the layout. */
static void put_layout(struct mail_writer *writer, const char *more)
{
	mail_put(writer,
	    "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\""
	    " cellspacing=\"0\" border=\"0\"");
	mail_put(writer, more);
}

/* ------------------------------------------------------------ paragraphs -- */

/* Above and below a paragraph; in cells there is none. */
static const char *margins(const struct doc *node)
{
	if (node->parent->kind == DOC_CELL ||
	    node->parent->kind == DOC_GRID_CELL ||
	    node->parent->kind == DOC_ITEM)
		return "margin:0";
	switch (node->role) {
	case TEXT_VERDICT:
		return "margin:12px 0 20px";
	case TEXT_BLOCK_TITLE:
	case TEXT_FIGURE_TITLE:
		return "margin:16px 0 6px";
	case TEXT_HEADING:
		return "margin:24px 0 8px";
	case TEXT_TITLE:
	case TEXT_SUBTITLE:
	case TEXT_SMALL:
	case TEXT_CELL:
		return "margin:0 0 8px";
	case TEXT_BODY:
	case TEXT_LEAD:
	case TEXT_VALUE:
	case TEXT_CONFIDENCE:
	case TEXT_NAME:
	case TEXT_ASK:
	case TEXT_ROLES:
		break;
	}
	return "margin:0 0 12px";
}

static void put_paragraph(struct mail_writer *writer, const struct doc *node)
{
	mail_open(writer, "p", node->role, margins(node));
	mail_walk_children(writer, node);
	mail_put(writer, "</p>\n");
}

static void put_heading(struct mail_writer *writer, const struct doc *node)
{
	char element[4] = { 'h', (char)('0' + node->level), 0 };
	mail_open(writer, element, node->role, margins(node));
	mail_walk_children(writer, node);
	buf_printf(writer->out, "</%s>\n", element);
}

/* Long words (digests, addresses) may end a line after every so many bytes of
 * ASCII; what is copied of them is whole. */
static void put_words(struct mail_writer *writer, struct str text)
{
	struct str word;
	bool first = true;
	while (str_split(&text, ' ', &word)) {
		if (!first)
			mail_put(writer, " ");
		first = false;
		while (word.len > LONG_WORD && !utf8_skip_ascii(word).len) {
			html_add_text(
			    writer->out, str_slice(word, 0, LONG_WORD));
			mail_put(writer, "<wbr>");
			word = str_skip(word, LONG_WORD);
		}
		html_add_text(writer->out, word);
	}
}

static void put_run(struct mail_writer *writer, const struct doc *node)
{
	bool plain = !node->weight && node->colour == COLOUR_NONE;
	if (!plain)
		mail_open_span(writer, node->colour, node->weight);
	if (node->mark != MARK_NONE)
		buf_printf(writer->out,
		    "<span aria-hidden=\"true\">%s</span>&nbsp;",
		    mark_sign(node->mark));
	put_words(writer, node->text);
	if (!plain)
		mail_put(writer, "</span>");
}

/* Nothing of the tree is elsewhere in a mail, so links within it are text. */
static void put_link(struct mail_writer *writer, const struct doc *node)
{
	bool leads = !str_starts(node->text, STR("#"));
	if (leads) {
		mail_put(writer, "<a class=\"c-blue\"");
		html_add_href(writer->out, node->text);
		mail_put(writer, " style=\"");
		mail_put_colour(writer, "color", COLOUR_BLUE);
		mail_put(writer, ";text-decoration:underline\">");
	}
	mail_walk_children(writer, node);
	if (leads)
		mail_put(writer, "</a>");
}

/* ----------------------------------------------------------------- grids -- */

static void put_logo(struct mail_writer *writer)
{
	const struct mail_picture *logo = mail_logo(writer);
	if (!logo)
		return;
	buf_printf(writer->out,
	    "<img src=\"cid:" STR_FMT "\" width=\"%d\" height=\"%d\"",
	    STR_ARG(logo->id), logo->width_px, logo->height_px);
	html_add_attribute(
	    writer->out, "alt", writer->render->theme->logo.text);
	mail_put(
	    writer, " style=\"display:block;border:0;margin:0 0 12px\">\n");
}

/* "Label value; label value", in one paragraph. */
static void put_pairs(struct mail_writer *writer, const struct doc *first)
{
	mail_open(writer, "p", TEXT_SMALL, "margin:0 0 8px");
	for (const struct doc *cell = first; cell; cell = cell->next) {
		for (const struct doc *at = cell->first; at; at = at->next) {
			mail_walk_children(writer, at);
			mail_put(writer, at->next ? ": " : "");
		}
		mail_put(writer, cell->next ? ". " : ".");
	}
	mail_put(writer, "</p>\n");
}

static void put_cover(struct mail_writer *writer, const struct doc *node)
{
	put_logo(writer);
	mail_put(writer,
	    "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\""
	    " border=\"0\" style=\"margin:0 0 12px\"><tr><td width=\"48\""
	    " height=\"6\" class=\"b-blue\"");
	mail_put(writer, " style=\"font-size:1px;line-height:6px;");
	mail_put_colour(writer, "background-color", COLOUR_BLUE);
	mail_put(writer, "\">&nbsp;</td></tr></table>\n");
	mail_walk_children(writer, node->first);
	put_pairs(writer, node->first->next);
}

/* "What changed. Two measures ...": a paragraph each. */
static void put_sentences(struct mail_writer *writer, const struct doc *node)
{
	for (const struct doc *cell = node->first; cell; cell = cell->next) {
		mail_open(writer, "p", TEXT_BODY, "margin:0 0 12px");
		for (const struct doc *at = cell->first; at; at = at->next) {
			bool head = at->kind == DOC_HEADING;
			if (head)
				mail_open_span(writer, COLOUR_BLUE, 600);
			mail_walk_children(writer, at);
			mail_put(writer, head ? ".</span> " : "");
		}
		mail_put(writer, "</p>\n");
	}
}

/* A row each: what it is at left, what that means beside it. */
static void put_rows(struct mail_writer *writer, const struct doc *node)
{
	put_layout(writer, " style=\"margin:0 0 12px\">\n");
	for (const struct doc *cell = node->first; cell; cell = cell->next) {
		mail_put(writer, "<tr>");
		for (const struct doc *at = cell->first; at; at = at->next) {
			buf_printf(writer->out,
			    "<td%s valign=\"top\" style=\"padding:0 %s 6px "
			    "0\">",
			    at->next ? " width=\"30%\"" : "",
			    at->next ? "12px" : "0");
			mail_walk(writer, at);
			mail_put(writer, "</td>");
		}
		mail_put(writer, "</tr>\n");
	}
	mail_put(writer, "</table>\n");
}

static void put_grid(struct mail_writer *writer, const struct doc *node)
{
	if (node->block == BLOCK_COVER)
		put_cover(writer, node);
	else if (node->block == BLOCK_SENTENCES)
		put_sentences(writer, node);
	else
		put_rows(writer, node);
}

/* --------------------------------------------------------------- figures -- */

/* In a cell a drawing is its words. */
static void put_figure(struct mail_writer *writer, const struct doc *node)
{
	if (node->is_inline) {
		mail_open(writer, "p", TEXT_SMALL, "margin:0");
		html_add_text(writer->out, node->alt);
		mail_put(writer, "</p>");
		return;
	}
	for (const struct doc *at = node->first; at; at = at->next)
		if (at->role == TEXT_FIGURE_TITLE || at->role == TEXT_SUBTITLE)
			mail_walk(writer, at);
	const struct mail_picture *picture = mail_paint(writer, node);
	if (picture) {
		buf_printf(writer->out,
		    "<img src=\"cid:" STR_FMT "\" width=\"%d\" height=\"%d\"",
		    STR_ARG(picture->id), picture->width_px,
		    picture->height_px);
		html_add_attribute(writer->out, "alt", node->alt);
		mail_put(writer, " style=\"display:block;width:100%;"
				 "height:auto;border:1px solid ");
		buf_printf(writer->out, "#%06X;max-width:%dpx;",
		    (unsigned)theme_rgb(
			writer->render->theme, COLOUR_GRID, PALETTE_LIGHT),
		    picture->width_px);
		mail_put_colour(writer, "background-color", COLOUR_PAPER);
		mail_put(writer, "\">\n");
	}
	writer->compact = true;
	if (node->twin)
		mail_walk(writer, node->twin);
	writer->compact = false;
	for (const struct doc *at = node->first; at; at = at->next)
		if (at->role != TEXT_FIGURE_TITLE && at->role != TEXT_SUBTITLE)
			mail_walk(writer, at);
}

static void put_note(struct mail_writer *writer, const struct doc *node)
{
	put_layout(writer,
	    " style=\"margin:0 0 16px\"><tr><td class=\"b-wash\""
	    " style=\"padding:12px 12px 0;border-left:4px solid ");
	buf_printf(writer->out, "#%06X;",
	    (unsigned)theme_rgb(
		writer->render->theme, COLOUR_ALERT, PALETTE_LIGHT));
	mail_put_colour(writer, "background-color", COLOUR_WASH);
	mail_put(writer, "\">");
	mail_walk_children(writer, node);
	mail_put(writer, "</td></tr></table>\n");
}

/* ------------------------------------------------------------------ walk -- */

struct node_kind {
	const char *open;
	void (*put)(struct mail_writer *writer, const struct doc *node);
	const char *close; /* without PUT, around the children */
};

/* clang-format off */
static const struct node_kind kinds[] = {
	[DOC_DOCUMENT] = { .open = "" },
	[DOC_SECTION] = { .open = "" },
	[DOC_HEADING] = { .put = put_heading },
	[DOC_PARAGRAPH] = { .put = put_paragraph },
	[DOC_RUN] = { .put = put_run },
	[DOC_LINK] = { .put = put_link },
	[DOC_LIST] = { .open = "<ul style=\"margin:0 0 12px;padding:0 0 0 20px\">\n", .close = "</ul>\n" },
	[DOC_ITEM] = { .open = "<li style=\"margin:0 0 6px\">", .close = "</li>\n" },
	[DOC_GRID] = { .put = put_grid },
	[DOC_GRID_CELL] = { .open = "" },
	[DOC_TABLE] = { .put = mail_put_table },
	[DOC_ROW] = { .open = "" },
	[DOC_CELL] = { .open = "" },
	[DOC_FIGURE] = { .put = put_figure },
	[DOC_NOTE] = { .put = put_note },
};
/* clang-format on */
_Static_assert(sizeof kinds / sizeof *kinds == DOC_KINDS,
    "a new kind of node needs its row here");

void mail_walk_children(struct mail_writer *writer, const struct doc *node)
{
	for (const struct doc *at = node->first; at; at = at->next)
		mail_walk(writer, at);
}

void mail_walk(struct mail_writer *writer, const struct doc *node)
{
	const struct node_kind *kind = &kinds[node->kind];
	if (kind->put) {
		kind->put(writer, node);
		return;
	}
	mail_put(writer, kind->open);
	mail_walk_children(writer, node);
	if (kind->close)
		mail_put(writer, kind->close);
}

/* ------------------------------------------------------------------ page -- */

static void put_head(struct mail_writer *writer)
{
	struct str language = writer->render->meta->language;
	mail_put(writer,
	    "<!DOCTYPE html>\n<html"
	    " xmlns:o=\"urn:schemas-microsoft-com:office:office\"");
	html_add_attribute(
	    writer->out, "lang", language.len ? language : STR("en"));
	mail_put(writer,
	    "><head><meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width,"
	    "initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<meta name=\"supported-color-schemes\" content=\"light dark\">\n"
	    "<meta name=\"x-apple-disable-message-reformatting\">\n"
	    "<meta name=\"format-detection\" content=\"telephone=no,date=no,"
	    "address=no,email=no\">\n<title>");
	html_add_text(writer->out,
	    utf8_printable(writer->scratch, writer->mail->subject));
	mail_put(writer,
	    "</title>\n<!--[if mso]><xml><o:OfficeDocumentSettings>"
	    "<o:PixelsPerInch>96</o:PixelsPerInch>"
	    "</o:OfficeDocumentSettings></xml><![endif]-->\n");
	mail_put_style(writer);
	mail_put(writer, "</head>\n");
}

/* Seen in lists of mails alone; blanks behind it keep what follows out. */
static void put_preheader(struct mail_writer *writer)
{
	mail_put(writer, "<div style=\"display:none;font-size:1px;"
			 "line-height:1px;max-height:0;"
			 "overflow:hidden;mso-hide:all\">");
	html_add_text(writer->out, writer->mail->preheader);
	for (int i = 0; i < 40; i++)
		mail_put(writer, "&#847;&zwnj;&nbsp;");
	mail_put(writer, "</div>\n");
}

void mail_write_body(struct mail_writer *writer)
{
	put_head(writer);
	mail_put(writer, "<body class=\"b-paper\" style=\"margin:0;padding:0;");
	mail_put_colour(writer, "background-color", COLOUR_PAPER);
	mail_put(writer, "\">\n");
	if (writer->mail->preheader.len)
		put_preheader(writer);
	put_layout(writer, " class=\"b-paper\" style=\"table-layout:fixed;");
	mail_put_colour(writer, "background-color", COLOUR_PAPER);
	mail_put(writer, "\"><tr><td align=\"center\""
			 " style=\"padding:24px 16px\">\n");
	buf_printf(writer->out,
	    "<!--[if mso]><table role=\"presentation\" width=\"%d\""
	    " cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td>"
	    "<![endif]-->\n",
	    MAIL_WIDTH_PX);
	buf_printf(writer->out, "<div role=\"article\" lang=\"" STR_FMT "\">",
	    STR_ARG(writer->render->meta->language));
	put_layout(writer, "");
	buf_printf(writer->out,
	    " style=\"table-layout:fixed;max-width:%dpx\"><tr><td "
	    "align=\"left\">\n",
	    MAIL_WIDTH_PX);
	mail_walk(writer, writer->render->root);
	mail_put(writer, "</td></tr></table></div>\n"
			 "<!--[if mso]></td></tr></table><![endif]-->\n"
			 "</td></tr></table>\n</body></html>\n");
}
