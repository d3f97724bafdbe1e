/* Tables of a mail: data tables with heads that name their scope. Widths are
 * shares of the whole, as attributes, for Word reads no others; rules and
 * padding stand on the cells. One of many columns keeps its width on a phone
 * and is moved there. */
#include "render/mail/writer.h"

enum { PHONE_COLUMNS = 6 };

static double widths_of(const struct doc *row)
{
	double sum = 0;
	for (const struct doc *cell = row->first; cell; cell = cell->next)
		if (cell->width_pt <= 0)
			return 0;
		else
			sum += cell->width_pt;
	return sum;
}

static void put_padding(struct mail_writer *writer, const struct doc *cell)
{
	const struct doc *row = cell->parent;
	int down = writer->compact ? 3 : 8;
	int edge = row->recommended ? 8 : 0;
	buf_printf(writer->out,
	    " style=\"text-align:%s;font-weight:normal;padding:%dpx %dpx %dpx "
	    "%dpx",
	    cell->align == ALIGN_RIGHT ? "right" : "left",
	    row->header ? 0 : down, cell->next ? 10 : edge,
	    row->header ? 4 : down, cell == row->first ? edge : 0);
}

static void put_cell(
    struct mail_writer *writer, const struct doc *cell, double whole_pt)
{
	const struct doc *row = cell->parent;
	bool wash = row->recommended && !row->header;
	const char *element = doc_is_head(cell) ? "th" : "td";
	buf_printf(writer->out, "<%s", element);
	if (doc_is_head(cell))
		buf_printf(
		    writer->out, " scope=\"%s\"", row->header ? "col" : "row");
	if (cell->span > 1)
		buf_printf(writer->out, " colspan=\"%d\"", cell->span);
	if (row->header && whole_pt > 0)
		buf_printf(writer->out, " width=\"%d%%\"",
		    (int)(cell->width_pt / whole_pt * 100 + 0.5));
	buf_printf(writer->out, " align=\"%s\" valign=\"%s\"",
	    cell->align == ALIGN_RIGHT ? "right" : "left",
	    row->header ? "bottom" : "top");
	buf_printf(writer->out, " class=\"l-rule%s\"", wash ? " b-wash" : "");
	put_padding(writer, cell);
	if (!row->header) {
		mail_put(writer, ";border-top:1px solid ");
		buf_printf(writer->out, "#%06X",
		    (unsigned)theme_rgb(
			writer->render->theme, COLOUR_RULE, PALETTE_LIGHT));
	}
	if (wash) {
		mail_put(writer, ";");
		mail_put_colour(writer, "background-color", COLOUR_WASH);
	}
	mail_put(writer, "\">");
	mail_walk_children(writer, cell);
	if (!cell->first)
		mail_put(writer, "&nbsp;");
	buf_printf(writer->out, "</%s>", element);
}

static void put_row(struct mail_writer *writer, const struct doc *row)
{
	double whole_pt = row->header ? widths_of(row) : 0;
	mail_put(writer, row->header ? "<tr class=\"heads\">" : "<tr>");
	for (const struct doc *cell = row->first; cell; cell = cell->next)
		put_cell(writer, cell, whole_pt);
	mail_put(writer, "</tr>\n");
}

static const char *class_of(const struct doc *table)
{
	size_t columns = 0;
	if (table->block == BLOCK_SHORT)
		return " short";
	for (const struct doc *row = table->first; row && !columns;
	     row = row->next)
		for (const struct doc *at = row->first;
		     row->kind == DOC_ROW && at; at = at->next)
			columns++;
	return table->block == BLOCK_PLAIN && columns > PHONE_COLUMNS ? " wide"
								      : "";
}

void mail_put_table(struct mail_writer *writer, const struct doc *node)
{
	for (const struct doc *at = node->first; at; at = at->next)
		if (at->kind == DOC_PARAGRAPH)
			mail_walk(writer, at);
	if (node->block == BLOCK_PLAIN)
		mail_put(writer, "<div style=\"overflow-x:auto\">");
	buf_printf(writer->out,
	    "<table width=\"100%%\" cellpadding=\"0\" cellspacing=\"0\""
	    " border=\"0\" class=\"l-rule%s\" style=\"border-bottom:1px solid "
	    "#%06X;margin:0 0 16px\">\n",
	    class_of(node),
	    (unsigned)theme_rgb(
		writer->render->theme, COLOUR_RULE, PALETTE_LIGHT));
	for (const struct doc *at = node->first; at; at = at->next)
		if (at->kind == DOC_ROW)
			put_row(writer, at);
	mail_put(writer, "</table>");
	mail_put(writer, node->block == BLOCK_PLAIN ? "</div>\n" : "\n");
}
