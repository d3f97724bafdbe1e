/* The HTML back end: one file, no script, nothing from the network. The tree
 * is walked once; each kind of node has a row in one table with what opens and
 * what closes it. Headings, landmarks, captions and scopes follow the HTML
 * Standard, so that a screen reader gets the same report. All text goes through
 * escape.h. */
#include "render/html/style.h"
#include "render/html/writer.h"
#include "render/svg.h"

void html_put(struct writer *writer, const char *markup)
{
	buf_add_z(writer->out, markup);
}

void html_put_id(struct writer *writer, struct str id, const char *suffix)
{
	if (id.len == 0)
		return;
	buf_add_z(writer->out, " id=\"");
	html_add_text(writer->out, id);
	buf_printf(writer->out, "%s\"", suffix);
}

void html_put_labelled_by(struct writer *writer, struct str id)
{
	if (id.len == 0)
		return;
	buf_add_z(writer->out, " aria-labelledby=\"");
	html_add_text(writer->out, id);
	buf_add_z(writer->out, "_t\"");
}

const char *html_block_class(enum doc_block block)
{
	static const char *const classes[DOC_BLOCKS] = {
		[BLOCK_PLAIN] = "plain",
		[BLOCK_COVER] = "cover",
		[BLOCK_MEASURES] = "measures",
		[BLOCK_SENTENCES] = "sentences",
		[BLOCK_DECISIONS] = "decisions",
		[BLOCK_CONFIDENCE] = "confidence-strip",
		[BLOCK_DEFINITIONS] = "definitions",
	};
	return classes[block];
}

void html_walk_children(struct writer *writer, const struct doc *node)
{
	for (const struct doc *at = node->first; at; at = at->next)
		html_walk(writer, at);
}

/* ---------------------------------------------------- sections, headings */

static void enter_section(struct writer *writer, const struct doc *node)
{
	writer->depth++;
	html_put(
	    writer, node->page_break ? "<section class=\"page\"" : "<section");
	html_put_id(writer, node->id, "");
	html_put_labelled_by(writer, node->id);
	html_put(writer, ">\n");
}

static void leave_section(struct writer *writer, const struct doc *node)
{
	(void)node;
	writer->depth--;
	html_put(writer, "</section>\n");
}

static enum text_role heading_role(const struct doc *node)
{
	if (node->role != TEXT_BODY)
		return node->role;
	if (node->level == 1)
		return TEXT_TITLE;
	return node->level == 2 ? TEXT_HEADING : TEXT_BLOCK_TITLE;
}

static void enter_heading(struct writer *writer, const struct doc *node)
{
	const struct doc *parent = node->parent;
	buf_printf(writer->out, "<h%d class=\"%s\"", node->level,
	    text_role_name(heading_role(node)));
	if (node->id.len)
		html_put_id(writer, node->id, "");
	else if (parent && parent->kind == DOC_SECTION)
		html_put_id(writer, parent->id, "_t");
	html_put(writer, ">");
}

static void leave_heading(struct writer *writer, const struct doc *node)
{
	buf_printf(writer->out, "</h%d>\n", node->level);
}

/* ----------------------------------------------------- lists, grids, notes */

static void enter_list(struct writer *writer, const struct doc *node)
{
	(void)node;
	html_put(writer, "<ul>\n");
}

static void leave_list(struct writer *writer, const struct doc *node)
{
	(void)node;
	html_put(writer, "</ul>\n");
}

static void enter_item(struct writer *writer, const struct doc *node)
{
	(void)node;
	html_put(writer, "<li>");
}

static void leave_item(struct writer *writer, const struct doc *node)
{
	(void)node;
	html_put(writer, "</li>\n");
}

static void enter_grid(struct writer *writer, const struct doc *node)
{
	int count = 0;
	for (const struct doc *at = node->first; at; at = at->next)
		count++;
	buf_printf(writer->out, "<div class=\"grid %s n%d\">\n",
	    html_block_class(node->block), count < 6 ? count : 6);
	if (node->block == BLOCK_COVER)
		html_put(writer,
		    "<span class=\"mark\" aria-hidden=\"true\"></span>"
		    "\n");
}

static void leave_grid(struct writer *writer, const struct doc *node)
{
	(void)node;
	html_put(writer, "</div>\n");
}

static void enter_grid_cell(struct writer *writer, const struct doc *node)
{
	(void)node;
	html_put(writer, "<div>");
}

static void leave_grid_cell(struct writer *writer, const struct doc *node)
{
	(void)node;
	html_put(writer, "</div>\n");
}

static void enter_note(struct writer *writer, const struct doc *node)
{
	html_put(writer, "<div class=\"note\" role=\"note\"");
	html_put_id(writer, node->id, "");
	html_put(writer, ">\n");
}

static void leave_note(struct writer *writer, const struct doc *node)
{
	(void)node;
	html_put(writer, "</div>\n");
}

/* ------------------------------------------------------------------ page */

static bool is_chapter(const struct doc *node)
{
	return node->kind == DOC_SECTION && node->id.len && node->first &&
	       node->first->kind == DOC_HEADING;
}

/* A list of the chapters, on screens, behind what stands before them. */
static void put_contents(struct writer *writer, const struct doc *root)
{
	size_t count = 0;
	for (const struct doc *at = root->first; at; at = at->next)
		count += is_chapter(at);
	if (count < 2)
		return;
	html_put(
	    writer, "<nav class=\"contents\" aria-label=\"Contents\"><ul>\n");
	for (const struct doc *at = root->first; at; at = at->next) {
		if (!is_chapter(at))
			continue;
		html_put(writer, "<li><a href=\"#");
		html_add_text(writer->out, at->id);
		html_put(writer, "\">");
		html_walk_children(writer, at->first);
		html_put(writer, "</a></li>\n");
	}
	html_put(writer, "</ul></nav>\n");
}

static void enter_document(struct writer *writer, const struct doc *node)
{
	bool listed = false;
	writer->depth = 1;
	html_put(writer, "<main id=\"_body\">\n");
	for (const struct doc *at = node->first; at; at = at->next) {
		if (!listed && is_chapter(at)) {
			put_contents(writer, node);
			listed = true;
		}
		html_walk(writer, at);
	}
	html_put(writer, "</main>\n");
}

struct node_kind {
	void (*enter)(struct writer *writer, const struct doc *node);
	void (*leave)(struct writer *writer, const struct doc *node);
	bool walks_itself; /* enter does its children too */
};

static const struct node_kind kinds[] = {
	[DOC_DOCUMENT] = { enter_document, NULL, true },
	[DOC_SECTION] = { enter_section, leave_section, false },
	[DOC_HEADING] = { enter_heading, leave_heading, false },
	[DOC_PARAGRAPH] = { html_enter_paragraph, html_leave_paragraph, false },
	[DOC_RUN] = { html_enter_run, NULL, true },
	[DOC_LINK] = { html_enter_link, html_leave_link, false },
	[DOC_LIST] = { enter_list, leave_list, false },
	[DOC_ITEM] = { enter_item, leave_item, false },
	[DOC_GRID] = { enter_grid, leave_grid, false },
	[DOC_GRID_CELL] = { enter_grid_cell, leave_grid_cell, false },
	[DOC_TABLE] = { html_enter_table, html_leave_table, false },
	[DOC_ROW] = { html_enter_row, html_leave_row, false },
	[DOC_CELL] = { html_enter_cell, html_leave_cell, false },
	[DOC_FIGURE] = { html_enter_figure, NULL, true },
	[DOC_NOTE] = { enter_note, leave_note, false },
};
_Static_assert(sizeof kinds / sizeof *kinds == DOC_KINDS,
    "a new kind of node needs its row here");

void html_walk(struct writer *writer, const struct doc *node)
{
	const struct node_kind *kind = &kinds[node->kind];
	kind->enter(writer, node);
	if (!kind->walks_itself)
		html_walk_children(writer, node);
	if (kind->leave)
		kind->leave(writer, node);
}

static bool write(struct buf *out, const struct render *render,
    struct arena *scratch, struct error *err)
{
	struct writer writer = {
		.out = out, .render = render, .scratch = scratch
	};
	struct buf style = { 0 };
	if (!html_style(&style, render->folders, scratch, err)) {
		buf_free(&style);
		return false;
	}
	html_put_head(&writer, buf_str(&style));
	buf_free(&style);
	svg_write_defs(out);
	html_put(&writer,
	    "<a class=\"skip\" href=\"#_body\">Skip to the report</a>"
	    "\n");
	html_walk(&writer, render->root);
	html_put_foot(&writer);
	return true;
}

const struct backend backend_html = {
	.name = "html",
	.suffix = "html",
	.write = write,
};
