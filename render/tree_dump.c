/* The document tree as it is, for tests: one line a paragraph, headings with
 * '#', tables with aligned columns, figures by their words and numbers; on
 * request what only shows in print (block kinds, page breaks, kept rows) is
 * said in braces. Nothing is wrapped: a change of one word changes one line.
 * What people read is render/plain. */
#include "render/backend.h"

#include "base/utf8.h"

static const char *const block_names[DOC_BLOCKS] = {
	[BLOCK_PLAIN] = NULL,
	[BLOCK_COVER] = "cover",
	[BLOCK_MEASURES] = "measures",
	[BLOCK_SENTENCES] = "sentences",
	[BLOCK_DECISIONS] = "decisions",
	[BLOCK_CONFIDENCE] = "confidence",
	[BLOCK_ENTRIES] = "entries",
	[BLOCK_MESSAGES] = "messages",
	[BLOCK_SHORT] = "short",
};

/* MARKS: what only shows in print is said in braces, for tests. */
struct dump {
	struct arena *scratch;
	bool marks;
};

/* Control characters and the like never reach a terminal. */
static void add_clean(struct buf *out, struct str text, const struct dump *dump)
{
	buf_add(out, utf8_printable(dump->scratch, text));
}

static void add_inline(
    struct buf *out, const struct doc *node, const struct dump *dump)
{
	for (const struct doc *at = node->first; at; at = at->next) {
		if (at->kind == DOC_LINK) {
			add_inline(out, at, dump);
			continue;
		}
		if (at->mark != MARK_NONE)
			buf_printf(out, "%s ", mark_sign(at->mark));
		add_clean(out, at->text, dump);
	}
}

/* The paragraphs of a cell on one line, parted by " / ". */
static struct str cell_text(const struct doc *cell, const struct dump *dump)
{
	struct buf text = { 0 };
	for (const struct doc *at = cell->first; at; at = at->next) {
		if (at != cell->first)
			buf_add_z(&text, " / ");
		if (at->kind == DOC_FIGURE)
			buf_printf(&text, "[%s: " STR_FMT "]", at->chart->name,
			    STR_ARG(at->alt));
		else
			add_inline(&text, at, dump);
	}
	struct str copy = arena_str(dump->scratch, buf_str(&text));
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
    struct widths *widths, const struct doc *row, const struct dump *dump)
{
	size_t column = 0;
	for (const struct doc *at = row->first; at; at = at->next) {
		size_t span = at->span ? (size_t)at->span : 1;
		size_t length = utf8_count(cell_text(at, dump));
		if (span == 1 && column < COLUMNS_MAX &&
		    widths->of[column] < length)
			widths->of[column] = length;
		column += span;
	}
}

static void add_cell(struct buf *out, const struct doc *cell, size_t width,
    const struct dump *dump)
{
	struct str text = cell_text(cell, dump);
	size_t length = utf8_count(text);
	size_t gap = width > length ? width - length : 0;
	if (cell->align == ALIGN_RIGHT)
		buf_printf(out, "%*s", (int)gap, "");
	buf_add(out, text);
	if (cell->align != ALIGN_RIGHT && cell->next)
		buf_printf(out, "%*s", (int)gap, "");
}

static void add_row(struct buf *out, const struct doc *row,
    const struct widths *widths, int depth, const struct dump *dump)
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
		add_cell(out, at, width, dump);
	}
	if (dump->marks)
		buf_printf(out, "%s%s",
		    row->recommended ? " {recommended}" : "",
		    row->keep ? " {keep}" : "");
	buf_add_char(out, '\n');
}

static void add_table(struct buf *out, const struct doc *table, int depth,
    const struct dump *dump)
{
	struct widths widths = { 0 };
	for (const struct doc *at = table->first; at; at = at->next)
		if (at->kind == DOC_ROW)
			measure_row(&widths, at, dump);
	indent(out, depth);
	buf_add_z(out, "[table");
	if (table->id.len)
		buf_printf(out, " " STR_FMT, STR_ARG(table->id));
	if (block_names[table->block] && dump->marks)
		buf_printf(out, " {%s}", block_names[table->block]);
	buf_add_z(out, "]");
	if (table->first && table->first->kind == DOC_PARAGRAPH) {
		buf_add_z(out, " ");
		add_inline(out, table->first, dump);
	}
	buf_add_z(out, "\n");
	for (const struct doc *at = table->first; at; at = at->next)
		if (at->kind == DOC_ROW)
			add_row(out, at, &widths, depth, dump);
	buf_add_z(out, "\n");
}

static void add_figure(struct buf *out, const struct doc *figure, int depth,
    const struct dump *dump)
{
	indent(out, depth);
	buf_printf(out, "[figure " STR_FMT, STR_ARG(figure->id));
	if (dump->marks)
		buf_printf(out, " {%s}", figure->chart->name);
	buf_add_z(out, "]\n");
	for (const struct doc *at = figure->first; at; at = at->next) {
		indent(out, depth + 1);
		add_inline(out, at, dump);
		buf_add_z(out, "\n");
	}
	indent(out, depth + 1);
	buf_add_z(out, "Shows: ");
	add_clean(out, figure->alt, dump);
	buf_add_z(out, "\n");
	if (figure->twin)
		add_table(out, figure->twin, depth + 1, dump);
}

static void add_line(struct buf *out, const struct doc *node, const char *start,
    int depth, const struct dump *dump)
{
	indent(out, depth);
	buf_add_z(out, start);
	add_inline(out, node, dump);
	buf_add_z(out, "\n");
}

static void add_node(struct buf *out, const struct doc *node, int depth,
    const struct dump *dump);

static void add_children(
    struct buf *out, const struct doc *node, int depth, const struct dump *dump)
{
	for (const struct doc *at = node->first; at; at = at->next)
		add_node(out, at, depth, dump);
}

static void add_heading(
    struct buf *out, const struct doc *node, int depth, const struct dump *dump)
{
	static const char *const signs[] = { "", "# ", "## ", "### " };
	indent(out, depth);
	buf_add_z(
	    out, signs[node->level >= 1 && node->level <= 3 ? node->level : 3]);
	add_inline(out, node, dump);
	if (node->parent->kind == DOC_SECTION && node->parent->page_break &&
	    dump->marks)
		buf_add_z(out, " {page}");
	buf_add_z(out, "\n\n");
}

static void add_node(
    struct buf *out, const struct doc *node, int depth, const struct dump *dump)
{
	switch (node->kind) {
	case DOC_DOCUMENT:
	case DOC_SECTION:
		add_children(out, node, depth, dump);
		break;
	case DOC_HEADING:
		add_heading(out, node, depth, dump);
		break;
	case DOC_PARAGRAPH:
		add_line(out, node, "", depth, dump);
		if (node->parent->kind == DOC_SECTION ||
		    node->parent->kind == DOC_DOCUMENT)
			buf_add_z(out, "\n");
		break;
	case DOC_LIST:
		add_children(out, node, depth, dump);
		buf_add_z(out, "\n");
		break;
	case DOC_ITEM:
		indent(out, depth);
		buf_add_z(out, "* ");
		buf_add(out, cell_text(node, dump));
		buf_add_z(out, "\n");
		break;
	case DOC_GRID:
		if (dump->marks) {
			indent(out, depth++);
			buf_printf(out, "[grid {%s}]\n",
			    block_names[node->block] ? block_names[node->block]
						     : "plain");
		}
		add_children(out, node, depth, dump);
		buf_add_z(out, "\n");
		break;
	case DOC_GRID_CELL:
		indent(out, depth);
		buf_add(out, cell_text(node, dump));
		buf_add_z(out, "\n");
		break;
	case DOC_TABLE:
		add_table(out, node, depth, dump);
		break;
	case DOC_FIGURE:
		add_figure(out, node, depth, dump);
		break;
	case DOC_NOTE:
		indent(out, depth);
		buf_add_z(out, "Note: ");
		buf_add(out, cell_text(node, dump));
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

static bool write_tree(struct buf *out, const struct render *render,
    struct arena *scratch, struct error *err)
{
	const struct doc_meta *meta = render->meta;
	const struct dump dump = { .scratch = scratch, .marks = render->marks };
	(void)err;
	/* The cover says it, too. */
	if (render->marks)
		buf_printf(out,
		    STR_FMT "\n" STR_FMT ", " STR_FMT ", report " STR_FMT
			    "\n\n",
		    STR_ARG(meta->title), STR_ARG(meta->edition),
		    STR_ARG(meta->classification), STR_ARG(meta->report_id));
	add_node(out, render->root, 0, &dump);
	return true;
}

const struct backend backend_tree = {
	.name = "tree",
	.suffix = "txt",
	.write = write_tree,
};
