/* Paragraphs, runs and links as HTML. A run that looks like its paragraph is
 * bare text; a mark is a reference to a symbol that the page defines once, and
 * keeps to the word behind it. */
#include "render/html/writer.h"

#include "base/utf8.h"
#include "render/compound.h"

#define UNBROKEN_MAX 24 /* characters that stay on one line with their mark */
#define LONG_WORD 24	/* bytes; may be broken */

static bool is_caption(const struct doc *node)
{
	return node->parent && node->parent->kind == DOC_TABLE;
}

/* A cell's only paragraph needs no element: its cell says that it is small. */
static bool is_bare(const struct doc *node)
{
	const struct doc *parent = node->parent;
	return parent && parent->kind == DOC_CELL && !node->next &&
	       parent->first == node &&
	       (node->role == TEXT_CELL || node->role == TEXT_SMALL);
}

void html_enter_paragraph(struct writer *writer, const struct doc *node)
{
	if (is_bare(node))
		return;
	if (is_caption(node)) {
		html_put(writer, "<caption");
		html_put_id(writer, node->parent->id, "_t");
	} else {
		html_put(writer, "<p");
	}
	buf_printf(writer->out, " class=\"%s%s\">", text_role_name(node->role),
	    node->align == ALIGN_RIGHT ? " r" : "");
}

void html_leave_paragraph(struct writer *writer, const struct doc *node)
{
	if (is_bare(node))
		return;
	html_put(writer, is_caption(node)		       ? "</caption>\n"
			 : node->parent->kind == DOC_CELL      ? "</p>"
			 : node->parent->kind == DOC_GRID_CELL ? "</p>"
							       : "</p>\n");
}

/* Long words, which are paths, may end a line after a slash. */
static void put_words(struct writer *writer, struct str text)
{
	size_t done = 0;
	size_t start = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == ' ')
			start = i + 1;
		if (text.ptr[i] != '/')
			continue;
		struct str rest = str_skip(text, start);
		if (str_find_byte(rest, ' ') < LONG_WORD)
			continue;
		html_add_text(writer->out, str_slice(text, done, i + 1));
		html_put(writer, "<wbr>");
		done = i + 1;
	}
	html_add_text(writer->out, str_skip(text, done));
}

/* One line of text, with "AI-assisted" and dates whole. */
static void put_line(struct writer *writer, struct str line)
{
	struct str word;
	size_t done = 0;
	size_t at = 0;
	while (compound_next(line, &at, &word)) {
		put_words(writer, str_slice(line, done, at - word.len));
		html_put(writer, "<span class=\"st\">");
		html_add_text(writer->out, word);
		html_put(writer, "</span>");
		done = at;
	}
	put_words(writer, str_skip(line, done));
}

static void put_text(struct writer *writer, struct str text)
{
	struct str line;
	bool first = true;
	while (str_split(&text, '\n', &line)) {
		if (!first)
			html_put(writer, "<br>");
		put_line(writer, line);
		first = false;
	}
}

static void put_mark(struct writer *writer, enum doc_mark mark)
{
	buf_printf(writer->out,
	    "<svg class=\"ic\" viewBox=\"0 0 9 9\" aria-hidden=\"true\""
	    " focusable=\"false\"><use href=\"#_m-%s\"/></svg>",
	    mark_name(mark));
}

/* The head over the strips names the two sides and the limit between them:
 * "outside | limit | inside" is set apart as far as the strips are wide. */
static bool put_ends(struct writer *writer, struct str text)
{
	struct str part;
	if (!writer->row || !writer->row->header ||
	    writer->row->parent->block != BLOCK_MEASURES ||
	    !str_contains(text, STR(" | ")))
		return false;
	html_put(writer, "<span class=\"ends\">");
	while (str_split(&text, '|', &part)) {
		html_put(writer, "<span>");
		html_add_text(writer->out, str_trim(part));
		html_put(writer, "</span> ");
	}
	html_put(writer, "</span>");
	return true;
}

/* A run that looks like its paragraph is bare text. */
void html_enter_run(struct writer *writer, const struct doc *node)
{
	if (put_ends(writer, node->text))
		return;
	bool bold = node->weight == 600;
	bool unbroken =
	    node->mark != MARK_NONE && utf8_count(node->text) <= UNBROKEN_MAX;
	const char *element = bold ? "b" : "span";
	bool plain = !node->weight && node->colour == COLOUR_NONE && !unbroken;
	if (!plain) {
		buf_printf(writer->out, "<%s", element);
		if (node->colour != COLOUR_NONE || unbroken)
			buf_printf(writer->out, " class=\"%s%s%s%s\"",
			    node->colour ? "t-" : "",
			    node->colour ? colour_name(node->colour) : "",
			    node->colour && unbroken ? " " : "",
			    unbroken ? "st" : "");
		else if (!bold)
			html_put(writer, " class=\"n\"");
		html_put(writer, ">");
	}
	if (node->mark != MARK_NONE)
		put_mark(writer, node->mark);
	put_text(writer, node->text);
	if (!plain)
		buf_printf(writer->out, "</%s>", element);
}

void html_enter_link(struct writer *writer, const struct doc *node)
{
	html_put(writer, node->quiet ? "<a class=\"q\"" : "<a");
	html_add_href(writer->out, node->text);
	if (!str_starts(node->text, STR("#")))
		html_put(writer, " rel=\"noreferrer\"");
	html_put(writer, ">");
}
