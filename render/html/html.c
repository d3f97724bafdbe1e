/* The HTML back end: one file, no script, nothing from the network. The tree
 * is walked once; each kind of node has a row in one table with what opens and
 * what closes it. Headings, landmarks, captions and scopes follow the HTML
 * Standard, so that a screen reader gets the same report. All text goes through
 * escape.h. */
#include "base/base64.h"
#include "render/coverage.h"
#include "render/html/style.h"
#include "render/html/writer.h"
#include "render/svg.h"

void html_put(struct writer *writer, const char *markup)
{
	buf_add_z(writer->out, markup);
}

void html_say(struct writer *writer, const char *english)
{
	html_add_text(
	    writer->out, language_say(writer->render->language, STR(""),
			     str_from(english), NULL, writer->scratch));
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
		[BLOCK_ENTRIES] = "entries",
		[BLOCK_MESSAGES] = "messages",
		[BLOCK_SHORT] = "short",
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

/* --------------------------------------------------------- grids, notes */

static void enter_grid(struct writer *writer, const struct doc *node)
{
	const struct theme *theme = writer->render->theme;
	bool has_logo =
	    node->block == BLOCK_COVER && theme && theme->logo.png.len;
	buf_printf(writer->out, "<div class=\"grid %s%s\">\n",
	    html_block_class(node->block), has_logo ? " branded" : "");
	if (node->block == BLOCK_COVER)
		html_put(writer,
		    "<span class=\"mark\" aria-hidden=\"true\"></span>\n");
}

/* Behind the cells, which the style sheet counts; it stands above them. */
static void leave_grid(struct writer *writer, const struct doc *node)
{
	const struct theme *theme = writer->render->theme;
	if (node->block == BLOCK_COVER && theme && theme->logo.png.len) {
		buf_printf(writer->out,
		    "<img class=\"logo\" width=\"%.0f\" height=\"%.0f\"",
		    theme->logo.width_pt * 4 / 3,
		    theme->logo.height_pt * 4 / 3);
		html_add_attribute(writer->out, "alt", theme->logo.text);
		html_put(writer, " src=\"data:image/png;base64,");
		base64_add(writer->out, theme->logo.png);
		html_put(writer, "\">\n");
	}
	html_put(writer, "</div>\n");
}

static void enter_note(struct writer *writer, const struct doc *node)
{
	html_put(writer, "<div class=\"note\" role=\"note\"");
	html_put_id(writer, node->id, "");
	html_put(writer, ">\n");
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
	html_put(writer, "<nav class=\"contents\" aria-label=\"");
	html_say(writer, "Contents");
	html_put(writer, "\"><ul>\n");
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

/* What opens and what closes a kind of node: markup as it is, or a function
 * where it depends on the node. */
struct node_kind {
	const char *open;
	void (*enter)(struct writer *writer, const struct doc *node);
	void (*leave)(struct writer *writer, const struct doc *node);
	const char *close;
	bool walks_itself; /* enter writes its children too */
};

/* clang-format off */
static const struct node_kind kinds[] = {
	[DOC_DOCUMENT] = { .enter = enter_document, .walks_itself = true },
	[DOC_SECTION] = { .enter = enter_section, .leave = leave_section },
	[DOC_HEADING] = { .enter = enter_heading, .leave = leave_heading },
	[DOC_PARAGRAPH] = { .enter = html_enter_paragraph, .leave = html_leave_paragraph },
	[DOC_RUN] = { .enter = html_enter_run },
	[DOC_LINK] = { .enter = html_enter_link, .close = "</a>" },
	[DOC_LIST] = { .open = "<ul>\n", .close = "</ul>\n" },
	[DOC_ITEM] = { .open = "<li>", .close = "</li>\n" },
	[DOC_GRID] = { .enter = enter_grid, .leave = leave_grid },
	[DOC_GRID_CELL] = { .open = "<div>", .close = "</div>\n" },
	[DOC_TABLE] = { .enter = html_enter_table, .leave = html_leave_table },
	[DOC_ROW] = { .enter = html_enter_row, .close = "\n" },
	[DOC_CELL] = { .enter = html_enter_cell },
	[DOC_FIGURE] = { .enter = html_enter_figure, .walks_itself = true },
	[DOC_NOTE] = { .enter = enter_note, .close = "</div>\n" },
};
/* clang-format on */
_Static_assert(sizeof kinds / sizeof *kinds == DOC_KINDS,
    "a new kind of node needs its row here");

void html_walk(struct writer *writer, const struct doc *node)
{
	const struct node_kind *kind = &kinds[node->kind];
	if (kind->open)
		html_put(writer, kind->open);
	if (kind->enter)
		kind->enter(writer, node);
	if (!kind->walks_itself)
		html_walk_children(writer, node);
	if (kind->leave)
		kind->leave(writer, node);
	if (kind->close)
		html_put(writer, kind->close);
}

/* The words that the style sheet itself shows, in the report's language; such
 * that would end a string of CSS stay English. */
static void translate_style(
    struct buf *style, const struct render *render, struct arena *scratch)
{
	static const struct str english = { "Scroll sideways", 15 };
	struct str said =
	    language_say(render->language, STR(""), english, NULL, scratch);
	struct str rest = arena_str(scratch, buf_str(style));
	if (!render->language || str_contains(said, STR("\"")) ||
	    str_contains(said, STR("\\")) || str_contains(said, STR("<")))
		return;
	buf_clear(style);
	for (size_t at; (at = str_find(rest, english)) < rest.len;
	     rest = str_skip(rest, at + english.len)) {
		buf_add(style, str_slice(rest, 0, at));
		buf_add(style, said);
	}
	buf_add(style, rest);
}

static bool write(struct buf *out, const struct render *render,
    struct arena *scratch, struct error *err)
{
	struct writer writer = {
		.out = out, .render = render, .scratch = scratch
	};
	struct buf style = { 0 };
	coverage_write_fonts(&style, render->face, render->root, scratch);
	if (!html_style(&style, render->theme, render->folders, scratch, err)) {
		buf_free(&style);
		return false;
	}
	translate_style(&style, render, scratch);
	html_put_head(&writer, buf_str(&style));
	buf_free(&style);
	svg_write_defs(out);
	html_put(&writer, "<a class=\"skip\" href=\"#_body\">");
	html_say(&writer, "Skip to the report");
	html_put(&writer, "</a>\n");
	html_walk(&writer, render->root);
	html_put_foot(&writer);
	return true;
}

const struct backend backend_html = {
	.name = "html",
	.suffix = "html",
	.write = write,
};
