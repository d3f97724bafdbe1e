/* The document tree as plain text: one line a paragraph, headings with '#',
 * tables with aligned columns, figures by their words and numbers. People read
 * it in a terminal or a mail; the golden tests compare it, so that what only
 * shows in print (marks, block kinds, page breaks, kept rows) is said in
 * braces. Nothing is wrapped: a change of one word changes one line. */
#include "render/backend.h"

#include "base/utf8.h"

static const char *const mark_names[DOC_MARKS] = {
	[MARK_NONE] = "",
	[MARK_INSIDE] = "\xe2\x97\x8f ",       /* U+25CF */
	[MARK_BORDERLINE] = "\xe2\x97\x90 ",   /* U+25D0 */
	[MARK_OUTSIDE] = "\xe2\x96\xb2 ",      /* U+25B2 */
	[MARK_NOT_ASSESSED] = "\xe2\x96\xa8 ", /* U+25A8 */
	[MARK_TOO_LITTLE] = "\xe2\x80\x93 ",   /* U+2013 */
	[MARK_UP] = "\xe2\x86\x91 ",	       /* U+2191 */
	[MARK_DOWN] = "\xe2\x86\x93 ",	       /* U+2193 */
	[MARK_UNCHANGED] = "\xe2\x89\x88 ",    /* U+2248 */
	[MARK_NOT_COMPARABLE] = "\xc3\x97 ",   /* U+00D7 */
};

static const char *const block_names[DOC_BLOCKS] = {
	[BLOCK_PLAIN] = NULL,
	[BLOCK_COVER] = "cover",
	[BLOCK_MEASURES] = "measures",
	[BLOCK_SENTENCES] = "sentences",
	[BLOCK_DECISIONS] = "decisions",
	[BLOCK_CONFIDENCE] = "confidence",
	[BLOCK_DEFINITIONS] = "definitions",
	[BLOCK_MESSAGES] = "messages",
};

/* Control characters and the like never reach a terminal. */
static void add_clean(struct buf *out, struct str text, struct arena *scratch)
{
	buf_add(out, utf8_printable(scratch, text));
}

static void add_inline(
    struct buf *out, const struct doc *node, struct arena *scratch)
{
	for (const struct doc *at = node->first; at; at = at->next) {
		if (at->kind == DOC_LINK) {
			add_inline(out, at, scratch);
			continue;
		}
		buf_add_z(out, mark_names[at->mark]);
		add_clean(out, at->text, scratch);
	}
}

/* The paragraphs of a cell on one line, parted by " / ". */
static struct str cell_text(const struct doc *cell, struct arena *scratch)
{
	struct buf text = { 0 };
	for (const struct doc *at = cell->first; at; at = at->next) {
		if (at != cell->first)
			buf_add_z(&text, " / ");
		if (at->kind == DOC_FIGURE)
			buf_printf(&text, "[%s: " STR_FMT "]", at->chart->name,
			    STR_ARG(at->alt));
		else
			add_inline(&text, at, scratch);
	}
	struct str copy = arena_str(scratch, buf_str(&text));
	buf_free(&text);
	return copy;
}

static void indent(struct buf *out, int depth)
{
	for (int i = 0; i < depth; i++)
		buf_add_z(out, "  ");
}

#define COLUMNS_MAX 64

struct widths {
	size_t of[COLUMNS_MAX];
};

static void measure_row(
    struct widths *widths, const struct doc *row, struct arena *scratch)
{
	size_t column = 0;
	for (const struct doc *at = row->first; at; at = at->next) {
		size_t span = at->span ? (size_t)at->span : 1;
		size_t length = utf8_count(cell_text(at, scratch));
		if (span == 1 && column < COLUMNS_MAX &&
		    widths->of[column] < length)
			widths->of[column] = length;
		column += span;
	}
}

static void add_cell(struct buf *out, const struct doc *cell, size_t width,
    struct arena *scratch)
{
	struct str text = cell_text(cell, scratch);
	size_t length = utf8_count(text);
	size_t gap = width > length ? width - length : 0;
	if (cell->align == ALIGN_RIGHT)
		buf_printf(out, "%*s", (int)gap, "");
	buf_add(out, text);
	if (cell->align != ALIGN_RIGHT && cell->next)
		buf_printf(out, "%*s", (int)gap, "");
}

static void add_row(struct buf *out, const struct doc *row,
    const struct widths *widths, int depth, struct arena *scratch)
{
	size_t column = 0;
	indent(out, depth);
	buf_add_z(out, row->header ? "= " : row->total ? "+ " : "- ");
	for (const struct doc *at = row->first; at; at = at->next) {
		size_t span = at->span ? (size_t)at->span : 1;
		size_t width = 0;
		for (size_t i = 0; i < span && column < COLUMNS_MAX; i++)
			width += widths->of[column++] + (i ? 3 : 0);
		if (at != row->first)
			buf_add_z(out, " | ");
		add_cell(out, at, width, scratch);
	}
	buf_printf(out, "%s%s\n", row->recommended ? " {recommended}" : "",
	    row->keep ? " {keep}" : "");
}

static void add_table(
    struct buf *out, const struct doc *table, int depth, struct arena *scratch)
{
	struct widths widths = { 0 };
	for (const struct doc *at = table->first; at; at = at->next)
		if (at->kind == DOC_ROW)
			measure_row(&widths, at, scratch);
	indent(out, depth);
	buf_add_z(out, "[table");
	if (table->id.len)
		buf_printf(out, " " STR_FMT, STR_ARG(table->id));
	if (block_names[table->block])
		buf_printf(out, " {%s}", block_names[table->block]);
	buf_add_z(out, "]");
	if (table->first && table->first->kind == DOC_PARAGRAPH) {
		buf_add_z(out, " ");
		add_inline(out, table->first, scratch);
	}
	buf_add_z(out, "\n");
	for (const struct doc *at = table->first; at; at = at->next)
		if (at->kind == DOC_ROW)
			add_row(out, at, &widths, depth, scratch);
	buf_add_z(out, "\n");
}

static void add_figure(
    struct buf *out, const struct doc *figure, int depth, struct arena *scratch)
{
	indent(out, depth);
	buf_printf(out, "[figure " STR_FMT " {%s}]\n", STR_ARG(figure->id),
	    figure->chart->name);
	for (const struct doc *at = figure->first; at; at = at->next) {
		indent(out, depth + 1);
		add_inline(out, at, scratch);
		buf_add_z(out, "\n");
	}
	indent(out, depth + 1);
	buf_add_z(out, "Shows: ");
	add_clean(out, figure->alt, scratch);
	buf_add_z(out, "\n");
	if (figure->twin)
		add_table(out, figure->twin, depth + 1, scratch);
}

static void add_line(struct buf *out, const struct doc *node, const char *start,
    int depth, struct arena *scratch)
{
	indent(out, depth);
	buf_add_z(out, start);
	add_inline(out, node, scratch);
	buf_add_z(out, "\n");
}

static void add_node(
    struct buf *out, const struct doc *node, int depth, struct arena *scratch);

static void add_children(
    struct buf *out, const struct doc *node, int depth, struct arena *scratch)
{
	for (const struct doc *at = node->first; at; at = at->next)
		add_node(out, at, depth, scratch);
}

static void add_heading(
    struct buf *out, const struct doc *node, int depth, struct arena *scratch)
{
	static const char *const signs[] = { "", "# ", "## ", "### " };
	indent(out, depth);
	buf_add_z(
	    out, signs[node->level >= 1 && node->level <= 3 ? node->level : 3]);
	add_inline(out, node, scratch);
	if (node->parent->kind == DOC_SECTION && node->parent->page_break)
		buf_add_z(out, " {page}");
	buf_add_z(out, "\n\n");
}

static void add_node(
    struct buf *out, const struct doc *node, int depth, struct arena *scratch)
{
	switch (node->kind) {
	case DOC_DOCUMENT:
	case DOC_SECTION:
		add_children(out, node, depth, scratch);
		break;
	case DOC_HEADING:
		add_heading(out, node, depth, scratch);
		break;
	case DOC_PARAGRAPH:
		add_line(out, node, "", depth, scratch);
		if (node->parent->kind == DOC_SECTION ||
		    node->parent->kind == DOC_DOCUMENT)
			buf_add_z(out, "\n");
		break;
	case DOC_LIST:
		add_children(out, node, depth, scratch);
		buf_add_z(out, "\n");
		break;
	case DOC_ITEM:
		indent(out, depth);
		buf_add_z(out, "* ");
		buf_add(out, cell_text(node, scratch));
		buf_add_z(out, "\n");
		break;
	case DOC_GRID:
		indent(out, depth);
		buf_printf(out, "[grid {%s}]\n",
		    block_names[node->block] ? block_names[node->block]
					     : "plain");
		add_children(out, node, depth + 1, scratch);
		buf_add_z(out, "\n");
		break;
	case DOC_GRID_CELL:
		indent(out, depth);
		buf_add(out, cell_text(node, scratch));
		buf_add_z(out, "\n");
		break;
	case DOC_TABLE:
		add_table(out, node, depth, scratch);
		break;
	case DOC_FIGURE:
		add_figure(out, node, depth, scratch);
		break;
	case DOC_NOTE:
		indent(out, depth);
		buf_add_z(out, "Note: ");
		buf_add(out, cell_text(node, scratch));
		buf_add_z(out, "\n\n");
		break;
	case DOC_RUN:
	case DOC_LINK:
	case DOC_ROW:
	case DOC_CELL:
	case DOC_KINDS:
		break;
	}
}

static bool write_text(struct buf *out, const struct render *render,
    struct arena *scratch, struct error *err)
{
	const struct doc_meta *meta = render->meta;
	(void)err;
	buf_printf(out,
	    STR_FMT "\n" STR_FMT ", " STR_FMT ", report " STR_FMT "\n\n",
	    STR_ARG(meta->title), STR_ARG(meta->edition),
	    STR_ARG(meta->classification), STR_ARG(meta->report_id));
	add_node(out, render->root, 0, scratch);
	return true;
}

const struct backend backend_text = {
	.name = "text",
	.suffix = "txt",
	.write = write_text,
};
