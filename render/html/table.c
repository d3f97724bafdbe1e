/* Tables as HTML: caption, heads with their scope, one body, or one for each
 * decision. Cells and rows have no end tags: HTML asks for none, and there are
 * thousands of them. Wide ones scroll inside a region that the keyboard
 * reaches. */
#include "render/html/writer.h"

/* Blocks of page one turn into tiles on a phone; all others scroll. */
static bool scrolls(const struct doc *node)
{
	return node->block == BLOCK_PLAIN || node->block == BLOCK_ENTRIES;
}

static bool has_caption(const struct doc *node)
{
	return node->first && node->first->kind == DOC_PARAGRAPH;
}

void html_enter_table(struct writer *writer, const struct doc *node)
{
	writer->row = NULL;
	if (scrolls(node)) {
		buf_printf(writer->out,
		    "<div class=\"scroll%s\" role=\"region\" tabindex=\"0\"",
		    has_caption(node) ? " titled" : "");
		if (has_caption(node) && node->id.len)
			html_put_labelled_by(writer, node->id);
		else
			html_add_attribute(writer->out, "aria-label",
			    language_say(writer->render->language, STR(""),
				STR("Table"), NULL, writer->scratch));
		html_put(writer, ">");
	}
	buf_printf(
	    writer->out, "<table class=\"%s\"", html_block_class(node->block));
	html_put_id(writer, node->id, "");
	html_put(writer, ">\n");
}

void html_leave_table(struct writer *writer, const struct doc *node)
{
	html_put(writer, "</tbody></table>");
	html_put(writer, scrolls(node) ? "</div>\n" : "\n");
}

/* Opens thead and tbody where they begin; the options of one decision, kept
 * together, are a tbody of their own. */
void html_enter_row(struct writer *writer, const struct doc *node)
{
	const struct doc *before = writer->row;
	writer->row = node;
	if (!before)
		html_put(writer, node->header ? "<thead>\n" : "<tbody>\n");
	else if (before->header && !node->header)
		html_put(writer, "</thead><tbody>\n");
	else if (node->parent->block == BLOCK_DECISIONS && !before->keep &&
		 !before->header)
		html_put(writer, "</tbody><tbody>\n");
	if (node->recommended || node->total)
		buf_printf(writer->out, "<tr class=\"%s%s%s\"",
		    node->recommended ? "recommended" : "",
		    node->recommended && node->total ? " " : "",
		    node->total ? "total" : "");
	else
		html_put(writer, "<tr");
	html_put_id(writer, node->id, "");
	html_put(writer, ">");
}

/* Rows from this one on that the first cell of a decision stands for: those
 * kept with it whose own first cell is empty. */
static int rows_spanned(const struct doc *cell)
{
	const struct doc *row = cell->parent;
	int count = 1;
	if (row->parent->block != BLOCK_DECISIONS || row->header ||
	    cell != row->first || !cell->first)
		return 1;
	while (row->keep && row->next && !row->next->first->first) {
		row = row->next;
		count++;
	}
	return count;
}

/* Whether the first cell of a row above stands for this one too. */
static bool is_spanned(const struct doc *cell)
{
	const struct doc *row = cell->parent;
	return row->parent->block == BLOCK_DECISIONS && cell == row->first &&
	       !cell->first && !row->header;
}

/* Whether all of a cell is one paragraph in small type; heads and entries are
 * all small. */
static bool is_small(const struct doc *cell)
{
	const struct doc *only = cell->first;
	return only && !only->next && only->kind == DOC_PARAGRAPH &&
	       only->role == TEXT_SMALL && !cell->parent->header &&
	       cell->parent->parent->block != BLOCK_ENTRIES;
}

static void put_classes(struct writer *writer, const struct doc *cell)
{
	const char *classes[] = { cell->align == ALIGN_RIGHT ? "r" : NULL,
		cell->whole && cell->align != ALIGN_RIGHT &&
			!cell->parent->header
		    ? "k"
		    : NULL,
		is_small(cell) ? text_role_name(TEXT_SMALL) : NULL };
	bool any = false;
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
		if (!classes[i])
			continue;
		buf_printf(
		    writer->out, any ? " %s" : " class=\"%s", classes[i]);
		any = true;
	}
	if (any)
		html_put(writer, "\"");
}

void html_enter_cell(struct writer *writer, const struct doc *node)
{
	bool column = node->parent->header;
	int rows = rows_spanned(node);
	if (is_spanned(node))
		return;
	html_put(writer, !doc_is_head(node) ? "<td"
			 : column	    ? "<th scope=\"col\""
			 : rows > 1	    ? "<th scope=\"rowgroup\""
					    : "<th scope=\"row\"");
	if (node->span > 1)
		buf_printf(writer->out, " colspan=\"%d\"", node->span);
	if (rows > 1)
		buf_printf(writer->out, " rowspan=\"%d\"", rows);
	put_classes(writer, node);
	html_put(writer, ">");
}
