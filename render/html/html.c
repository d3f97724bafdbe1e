/* The HTML back end: one file, no script, nothing from the network. The tree
 * is walked once; each kind of node has a row in one table with what opens and
 * what closes it. Headings, landmarks, captions and scopes follow the HTML
 * Standard, so that a screen reader gets the same report. Every chart stands
 * there at both widths, CSS shows one. All text goes through escape.h; a policy
 * (CSP Level 3) forbids everything but the one style sheet, by its hash. */

#include "base/base64.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "render/backend.h"
#include "render/html/escape.h"
#include "render/html/style.h"
#include "render/svg.h"

#define UNBROKEN_MAX 24 /* characters that stay on one line with their mark */

struct writer {
	struct buf *out;
	const struct render *render;
	struct arena *scratch;
	int depth;	       /* of sections: level of their headings */
	const struct doc *row; /* the last one of this table */
};

static void walk(struct writer *writer, const struct doc *node);

static void walk_children(struct writer *writer, const struct doc *node)
{
	for (const struct doc *at = node->first; at; at = at->next)
		walk(writer, at);
}

static void put(struct writer *writer, const char *markup)
{
	buf_add_z(writer->out, markup);
}

static void put_id(struct writer *writer, struct str id, const char *suffix)
{
	if (id.len == 0)
		return;
	buf_add_z(writer->out, " id=\"");
	html_add_text(writer->out, id);
	buf_printf(writer->out, "%s\"", suffix);
}

/* aria-labelledby the heading of the node with this id. */
static void put_labelled_by(struct writer *writer, struct str id)
{
	if (id.len == 0)
		return;
	buf_add_z(writer->out, " aria-labelledby=\"");
	html_add_text(writer->out, id);
	buf_add_z(writer->out, "_t\"");
}

/* ---------------------------------------------------- sections, headings */

static void enter_section(struct writer *writer, const struct doc *node)
{
	writer->depth++;
	put(writer, node->page_break ? "<section class=\"page\"" : "<section");
	put_id(writer, node->id, "");
	put_labelled_by(writer, node->id);
	put(writer, ">\n");
}

static void leave_section(struct writer *writer, const struct doc *node)
{
	(void)node;
	writer->depth--;
	put(writer, "</section>\n");
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
		put_id(writer, node->id, "");
	else if (parent && parent->kind == DOC_SECTION)
		put_id(writer, parent->id, "_t");
	put(writer, ">");
}

static void leave_heading(struct writer *writer, const struct doc *node)
{
	buf_printf(writer->out, "</h%d>\n", node->level);
}

/* ------------------------------------------------------------------ text */

static bool is_caption(const struct doc *node)
{
	return node->parent && node->parent->kind == DOC_TABLE;
}

/* A cell's only paragraph in the role of cells needs no element. */
static bool is_bare(const struct doc *node)
{
	const struct doc *parent = node->parent;
	return parent && parent->kind == DOC_CELL && !node->next &&
	       parent->first == node &&
	       (node->role == TEXT_CELL ||
		   (parent->header && node->role == TEXT_SMALL &&
		       parent->parent->header));
}

static void enter_paragraph(struct writer *writer, const struct doc *node)
{
	if (is_bare(node))
		return;
	if (is_caption(node)) {
		put(writer, "<caption");
		put_id(writer, node->parent->id, "_t");
	} else {
		put(writer, "<p");
	}
	buf_printf(writer->out, " class=\"%s%s\">", text_role_name(node->role),
	    node->align == ALIGN_RIGHT ? " r" : "");
}

static void leave_paragraph(struct writer *writer, const struct doc *node)
{
	if (is_bare(node))
		return;
	put(writer, is_caption(node)			  ? "</caption>\n"
		    : node->parent->kind == DOC_CELL	  ? "</p>"
		    : node->parent->kind == DOC_GRID_CELL ? "</p>"
							  : "</p>\n");
}

static void put_text(struct writer *writer, struct str text)
{
	struct str line;
	bool first = true;
	while (str_split(&text, '\n', &line)) {
		if (!first)
			put(writer, "<br>");
		html_add_text(writer->out, line);
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
	put(writer, "<span class=\"ends\">");
	while (str_split(&text, '|', &part)) {
		put(writer, "<span>");
		html_add_text(writer->out, str_trim(part));
		put(writer, "</span> ");
	}
	put(writer, "</span>");
	return true;
}

/* A run that looks like its paragraph is bare text. */
static void enter_run(struct writer *writer, const struct doc *node)
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
			put(writer, " class=\"n\"");
		put(writer, ">");
	}
	if (node->mark != MARK_NONE)
		put_mark(writer, node->mark);
	put_text(writer, node->text);
	if (!plain)
		buf_printf(writer->out, "</%s>", element);
}

static void enter_link(struct writer *writer, const struct doc *node)
{
	put(writer, "<a");
	html_add_href(writer->out, node->text);
	if (!str_starts(node->text, STR("#")))
		put(writer, " rel=\"noreferrer\"");
	put(writer, ">");
}

static void leave_link(struct writer *writer, const struct doc *node)
{
	(void)node;
	put(writer, "</a>");
}

/* ----------------------------------------------------- lists, grids, notes */

static void enter_list(struct writer *writer, const struct doc *node)
{
	(void)node;
	put(writer, "<ul>\n");
}

static void leave_list(struct writer *writer, const struct doc *node)
{
	(void)node;
	put(writer, "</ul>\n");
}

static void enter_item(struct writer *writer, const struct doc *node)
{
	(void)node;
	put(writer, "<li>");
}

static void leave_item(struct writer *writer, const struct doc *node)
{
	(void)node;
	put(writer, "</li>\n");
}

static const char *const block_classes[DOC_BLOCKS] = {
	[BLOCK_PLAIN] = "plain",
	[BLOCK_COVER] = "cover",
	[BLOCK_MEASURES] = "measures",
	[BLOCK_SENTENCES] = "sentences",
	[BLOCK_DECISIONS] = "decisions",
	[BLOCK_CONFIDENCE] = "confidence-strip",
	[BLOCK_DEFINITIONS] = "definitions",
};

static void enter_grid(struct writer *writer, const struct doc *node)
{
	int count = 0;
	for (const struct doc *at = node->first; at; at = at->next)
		count++;
	buf_printf(writer->out, "<div class=\"grid %s n%d\">\n",
	    block_classes[node->block], count < 6 ? count : 6);
	if (node->block == BLOCK_COVER)
		put(writer, "<span class=\"mark\" aria-hidden=\"true\"></span>"
			    "\n");
}

static void leave_grid(struct writer *writer, const struct doc *node)
{
	(void)node;
	put(writer, "</div>\n");
}

static void enter_grid_cell(struct writer *writer, const struct doc *node)
{
	(void)node;
	put(writer, "<div>");
}

static void leave_grid_cell(struct writer *writer, const struct doc *node)
{
	(void)node;
	put(writer, "</div>\n");
}

static void enter_note(struct writer *writer, const struct doc *node)
{
	put(writer, "<div class=\"note\" role=\"note\"");
	put_id(writer, node->id, "");
	put(writer, ">\n");
}

static void leave_note(struct writer *writer, const struct doc *node)
{
	(void)node;
	put(writer, "</div>\n");
}

/* ---------------------------------------------------------------- tables */

/* Blocks of page one turn into tiles on a phone; all others scroll. */
static bool scrolls(const struct doc *node)
{
	return node->block == BLOCK_PLAIN || node->block == BLOCK_DEFINITIONS;
}

static bool has_caption(const struct doc *node)
{
	return node->first && node->first->kind == DOC_PARAGRAPH;
}

static void enter_table(struct writer *writer, const struct doc *node)
{
	writer->row = NULL;
	if (scrolls(node)) {
		put(writer, "<div class=\"scroll\" role=\"region\""
			    " tabindex=\"0\"");
		if (has_caption(node) && node->id.len)
			put_labelled_by(writer, node->id);
		else
			put(writer, " aria-label=\"Table\"");
		put(writer, ">");
	}
	buf_printf(
	    writer->out, "<table class=\"%s\"", block_classes[node->block]);
	put_id(writer, node->id, "");
	put(writer, ">\n");
}

static void leave_table(struct writer *writer, const struct doc *node)
{
	put(writer, "</tbody></table>");
	put(writer, scrolls(node) ? "</div>\n" : "\n");
}

/* Opens thead and tbody where they begin; the options of one decision, kept
 * together, are a tbody of their own. */
static void enter_row(struct writer *writer, const struct doc *node)
{
	const struct doc *before = writer->row;
	writer->row = node;
	if (!before)
		put(writer, node->header ? "<thead>\n" : "<tbody>\n");
	else if (before->header && !node->header)
		put(writer, "</thead><tbody>\n");
	else if (node->parent->block == BLOCK_DECISIONS && !before->keep &&
		 !before->header)
		put(writer, "</tbody><tbody>\n");
	if (node->recommended || node->total)
		buf_printf(writer->out, "<tr class=\"%s%s%s\">",
		    node->recommended ? "recommended" : "",
		    node->recommended && node->total ? " " : "",
		    node->total ? "total" : "");
	else
		put(writer, "<tr>");
}

static void leave_row(struct writer *writer, const struct doc *node)
{
	(void)node;
	put(writer, "</tr>\n");
}

/* An empty head names nothing, so it is a plain cell. */
static bool is_head(const struct doc *cell)
{
	return cell->first && (cell->header || cell->parent->header);
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

static void enter_cell(struct writer *writer, const struct doc *node)
{
	bool column = node->parent->header;
	int rows = rows_spanned(node);
	if (is_spanned(node))
		return;
	put(writer, !is_head(node) ? "<td"
		    : column	   ? "<th scope=\"col\""
		    : rows > 1	   ? "<th scope=\"rowgroup\""
				   : "<th scope=\"row\"");
	if (node->span > 1)
		buf_printf(writer->out, " colspan=\"%d\"", node->span);
	if (rows > 1)
		buf_printf(writer->out, " rowspan=\"%d\"", rows);
	if (node->align == ALIGN_RIGHT)
		put(writer, " class=\"r\"");
	put(writer, ">");
}

static void leave_cell(struct writer *writer, const struct doc *node)
{
	if (!is_spanned(node))
		put(writer, is_head(node) ? "</th>" : "</td>");
}

/* --------------------------------------------------------------- figures */

static void put_chart(struct writer *writer, const struct doc *node,
    double width_pt, const char *class)
{
	struct drawing drawing = { 0 };
	struct svg_options options = { .class = class, .alt = node->alt };
	node->chart->layout(&drawing, node->chart_data, width_pt,
	    writer->render->face, writer->scratch);
	svg_write(writer->out, &drawing, &options);
}

static void put_drawing(struct writer *writer, const struct doc *node)
{
	put(writer, "<div class=\"draw\">");
	if (node->chart->wide_only) {
		put(writer, "<div class=\"scroll\" role=\"region\""
			    " tabindex=\"0\"");
		put_labelled_by(writer, node->id);
		put(writer, ">");
		put_chart(writer, node, CHART_WIDE_PT, "only");
		put(writer, "</div>");
	} else {
		put_chart(writer, node, CHART_WIDE_PT, "wide");
		put_chart(writer, node, CHART_NARROW_PT, "narrow");
	}
	put(writer, "</div>\n");
}

static void put_caption(struct writer *writer, const struct doc *node)
{
	int level = writer->depth + 1;
	put(writer, "<figcaption>");
	for (const struct doc *at = node->first; at; at = at->next) {
		if (at->role == TEXT_FIGURE_TITLE) {
			buf_printf(writer->out, "<h%d class=\"figure-title\"",
			    level < 6 ? level : 6);
			put_id(writer, node->id, "_t");
			put(writer, ">");
			walk_children(writer, at);
			buf_printf(
			    writer->out, "</h%d>\n", level < 6 ? level : 6);
		} else if (at->role == TEXT_SUBTITLE) {
			walk(writer, at);
		}
	}
	put(writer, "</figcaption>\n");
}

static void put_twin(struct writer *writer, const struct doc *node)
{
	put(writer, "<details class=\"twin\"><summary>The numbers as a table");
	if (node->twin->id.len) {
		put(writer, " (");
		html_add_text(writer->out, node->twin->id);
		put(writer, ")");
	}
	put(writer, "</summary>\n");
	walk(writer, node->twin);
	put(writer, "</details>\n");
}

static void enter_figure(struct writer *writer, const struct doc *node)
{
	if (node->is_inline) {
		double width = node->chart->inline_width_pt;
		put_chart(writer, node, width > 0 ? width : CHART_NARROW_PT,
		    node->chart->name);
		return;
	}
	put(writer, "<figure");
	put_id(writer, node->id, "");
	put_labelled_by(writer, node->id);
	put(writer, ">\n");
	put_caption(writer, node);
	put_drawing(writer, node);
	for (const struct doc *at = node->first; at; at = at->next)
		if (at->role != TEXT_FIGURE_TITLE && at->role != TEXT_SUBTITLE)
			walk(writer, at);
	if (node->twin)
		put_twin(writer, node);
	put(writer, "</figure>\n");
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
	put(writer, "<nav class=\"contents\" aria-label=\"Contents\"><ul>\n");
	for (const struct doc *at = root->first; at; at = at->next) {
		if (!is_chapter(at))
			continue;
		put(writer, "<li><a href=\"#");
		html_add_text(writer->out, at->id);
		put(writer, "\">");
		walk_children(writer, at->first);
		put(writer, "</a></li>\n");
	}
	put(writer, "</ul></nav>\n");
}

static void enter_document(struct writer *writer, const struct doc *node)
{
	bool listed = false;
	writer->depth = 1;
	put(writer, "<main id=\"_body\">\n");
	for (const struct doc *at = node->first; at; at = at->next) {
		if (!listed && is_chapter(at)) {
			put_contents(writer, node);
			listed = true;
		}
		walk(writer, at);
	}
	put(writer, "</main>\n");
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
	[DOC_PARAGRAPH] = { enter_paragraph, leave_paragraph, false },
	[DOC_RUN] = { enter_run, NULL, true },
	[DOC_LINK] = { enter_link, leave_link, false },
	[DOC_LIST] = { enter_list, leave_list, false },
	[DOC_ITEM] = { enter_item, leave_item, false },
	[DOC_GRID] = { enter_grid, leave_grid, false },
	[DOC_GRID_CELL] = { enter_grid_cell, leave_grid_cell, false },
	[DOC_TABLE] = { enter_table, leave_table, false },
	[DOC_ROW] = { enter_row, leave_row, false },
	[DOC_CELL] = { enter_cell, leave_cell, false },
	[DOC_FIGURE] = { enter_figure, NULL, true },
	[DOC_NOTE] = { enter_note, leave_note, false },
};
_Static_assert(sizeof kinds / sizeof *kinds == DOC_KINDS,
    "a new kind of node needs its row here");

static void walk(struct writer *writer, const struct doc *node)
{
	const struct node_kind *kind = &kinds[node->kind];
	kind->enter(writer, node);
	if (!kind->walks_itself)
		walk_children(writer, node);
	if (kind->leave)
		kind->leave(writer, node);
}

static void put_policy(struct writer *writer, struct str style)
{
	char hex[HASH_HEX_SIZE];
	char digest[32];
	hash_bytes(style, hex);
	for (size_t i = 0; i < sizeof digest; i++) {
		uint64_t byte = 0;
		if (str_hex_to_uint((struct str){ hex + 2 * i, 2 }, &byte))
			digest[i] = (char)(unsigned char)byte;
	}
	put(writer, "<meta http-equiv=\"Content-Security-Policy\" content=\""
		    "default-src 'none'; style-src 'sha256-");
	base64_add(writer->out, (struct str){ digest, sizeof digest });
	put(writer, "'; font-src data:; base-uri 'none'; form-action 'none'"
		    "\">\n");
}

static void put_head(struct writer *writer, struct str style)
{
	const struct doc_meta *meta = writer->render->meta;
	put(writer, "<!DOCTYPE html>\n<html");
	html_add_attribute(writer->out, "lang",
	    meta->language.len ? meta->language : STR("en"));
	put(writer, "><head><meta charset=\"utf-8\">\n");
	put_policy(writer, style);
	put(writer, "<meta name=\"viewport\" content=\"width=device-width,"
		    "initial-scale=1\">\n"
		    "<meta name=\"color-scheme\" content=\"light dark\">\n"
		    "<meta name=\"referrer\" content=\"no-referrer\">\n"
		    "<meta name=\"generator\"");
	html_add_attribute(writer->out, "content", meta->program);
	put(writer, ">\n<title>");
	html_add_text(writer->out, meta->title);
	if (meta->edition.len) {
		put(writer, ", ");
		html_add_text(writer->out, meta->edition);
	}
	put(writer, "</title>\n<style>");
	buf_add(writer->out, style);
	put(writer, "</style></head>\n<body>\n");
}

static void put_foot(struct writer *writer)
{
	const struct doc_meta *meta = writer->render->meta;
	put(writer, "<footer>");
	if (meta->report_id.len) {
		put(writer, "Report ");
		html_add_text(writer->out, meta->report_id);
		put(writer, ". ");
	}
	if (meta->classification.len) {
		html_add_text(writer->out, meta->classification);
		put(writer, ". ");
	}
	put(writer, "Made by ");
	html_add_text(writer->out, meta->program);
	put(writer, ".</footer>\n</body></html>\n");
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
	put_head(&writer, buf_str(&style));
	buf_free(&style);
	svg_write_defs(out);
	put(&writer, "<a class=\"skip\" href=\"#_body\">Skip to the report</a>"
		     "\n");
	walk(&writer, render->root);
	put_foot(&writer);
	return true;
}

const struct backend backend_html = {
	.name = "html",
	.suffix = "html",
	.write = write,
};
