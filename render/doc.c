/* The document tree: making nodes, and the rules every tree must keep before a
 * back end sees it. Which kind may stand in which is one table; what a kind
 * asks of its own node is one function a kind. A broken rule is a mistake of
 * ours, never of an input, so the message names the path to the node. The rules
 * are those that PDF/UA (ISO 14289-1) and HTML ask of structure: one title,
 * headings without gaps, equal rows, alternative texts. */
#include "render/doc.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"

#define DEPTH_MAX 32
#define ALT_MIN 20 /* characters that say more than "chart" */

#define BIT(kind) (1u << (kind))
#define INLINE (BIT(DOC_RUN) | BIT(DOC_LINK))
#define BLOCKS                                                                 \
	(BIT(DOC_PARAGRAPH) | BIT(DOC_LIST) | BIT(DOC_GRID) | BIT(DOC_TABLE) | \
	    BIT(DOC_FIGURE) | BIT(DOC_NOTE))

static const struct rule {
	const char *name;
	unsigned children; /* kinds that may stand in it */
	bool may_be_empty;
} rules[DOC_KINDS] = {
	[DOC_DOCUMENT] = { "document", BIT(DOC_SECTION) | BLOCKS, false },
	[DOC_SECTION] = { "section",
	    BIT(DOC_SECTION) | BIT(DOC_HEADING) | BLOCKS, false },
	[DOC_HEADING] = { "heading", INLINE, false },
	[DOC_PARAGRAPH] = { "paragraph", INLINE, false },
	[DOC_RUN] = { "run", 0, true },
	[DOC_LINK] = { "link", BIT(DOC_RUN), false },
	[DOC_LIST] = { "list", BIT(DOC_ITEM), false },
	[DOC_ITEM] = { "item", BIT(DOC_PARAGRAPH) | BIT(DOC_LIST), false },
	[DOC_GRID] = { "grid", BIT(DOC_GRID_CELL), false },
	[DOC_GRID_CELL] = { "grid-cell", BIT(DOC_HEADING) | BIT(DOC_PARAGRAPH),
	    false },
	[DOC_TABLE] = { "table", BIT(DOC_PARAGRAPH) | BIT(DOC_ROW), false },
	[DOC_ROW] = { "row", BIT(DOC_CELL), false },
	[DOC_CELL] = { "cell", BIT(DOC_PARAGRAPH) | BIT(DOC_FIGURE), true },
	[DOC_FIGURE] = { "figure", BIT(DOC_PARAGRAPH), true },
	[DOC_NOTE] = { "note", BIT(DOC_PARAGRAPH) | BIT(DOC_LIST), false },
};

struct checking {
	struct arena *arena;
	struct map ids;
	int titles; /* headings of level 1 */
	struct error *err;
};

const char *doc_kind_name(enum doc_kind kind)
{
	return rules[kind].name;
}

struct doc *doc_add(struct arena *keep, struct doc *parent, enum doc_kind kind)
{
	struct doc *node = ARENA_NEW(keep, struct doc);
	node->kind = kind;
	node->parent = parent;
	if (!parent)
		return node;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	return node;
}

struct doc *doc_add_run(struct arena *keep, struct doc *parent, struct str text)
{
	struct doc *run = doc_add(keep, parent, DOC_RUN);
	run->text = utf8_clean(keep, text);
	return run;
}

static int place_among_siblings(const struct doc *node)
{
	int place = 1;
	if (!node->parent)
		return 1;
	for (const struct doc *at = node->parent->first; at && at != node;
	     at = at->next)
		place += at->kind == node->kind;
	return place;
}

/* "document/section[2]/table[1]", from the root down. */
static void add_path(struct buf *path, const struct doc *node)
{
	if (node->parent) {
		add_path(path, node->parent);
		buf_printf(path, "/%s[%d]", doc_kind_name(node->kind),
		    place_among_siblings(node));
	} else {
		buf_add_z(path, doc_kind_name(node->kind));
	}
}

static bool broken(
    struct checking *checking, const struct doc *node, const char *what)
{
	struct buf path = { 0 };
	add_path(&path, node);
	error_set(checking->err, ERROR_SYSTEM,
	    "the document tree is broken at " STR_FMT ": %s",
	    STR_ARG(buf_str(&path)), what);
	buf_free(&path);
	return false;
}

static size_t count_children(const struct doc *node, enum doc_kind kind)
{
	size_t count = 0;
	for (const struct doc *at = node->first; at; at = at->next)
		count += at->kind == kind;
	return count;
}

static bool has_digit(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_digit(text.ptr[i]))
			return true;
	return false;
}

static bool check_section(struct checking *checking, const struct doc *node)
{
	if (!node->first || node->first->kind != DOC_HEADING)
		return broken(checking, node, "it must start with a heading");
	if (count_children(node, DOC_HEADING) != 1)
		return broken(checking, node, "it has more than one heading");
	return true;
}

/* A section directly below the document has level 2, each step down one more;
 * headings in a grid belong to the level of the section around. */
static bool check_heading(struct checking *checking, const struct doc *node)
{
	int depth = 1;
	for (const struct doc *at = node->parent; at; at = at->parent)
		depth += at->kind == DOC_SECTION;
	bool in_grid = node->parent && node->parent->kind == DOC_GRID_CELL;
	if (node->level == 1) {
		checking->titles++;
		return in_grid ||
		       broken(checking, node,
			   "only the cover strip has a heading of level 1");
	}
	if (node->level != depth + (in_grid && depth == 1))
		return broken(checking, node, "its level leaves a gap");
	return true;
}

static bool check_run(struct checking *checking, const struct doc *node)
{
	if (node->text.len == 0 && node->mark == MARK_NONE)
		return broken(checking, node, "it has neither text nor mark");
	if (!utf8_is_valid(node->text))
		return broken(checking, node, "its text is not UTF-8");
	return true;
}

static bool check_link(struct checking *checking, const struct doc *node)
{
	if (str_starts(node->text, STR("#")) ||
	    str_starts(node->text, STR("https://")) ||
	    str_starts(node->text, STR("http://")))
		return true;
	return broken(checking, node, "its target is neither #id nor http(s)");
}

static int row_width(const struct doc *row)
{
	int width = 0;
	for (const struct doc *at = row->first; at; at = at->next)
		width += at->span ? at->span : 1;
	return width;
}

static bool check_table(struct checking *checking, const struct doc *node)
{
	int width = 0;
	bool body = false;
	for (const struct doc *at = node->first; at; at = at->next) {
		if (at->kind == DOC_PARAGRAPH) {
			if (at != node->first)
				return broken(
				    checking, at, "a caption must stand first");
			continue;
		}
		if (!width && !at->header)
			return broken(
			    checking, at, "the first row must be a header");
		if (at->header && body)
			return broken(checking, at,
			    "header rows must stand before the others");
		if (width && row_width(at) != width)
			return broken(checking, at,
			    "it has more or fewer columns than the first row");
		width = row_width(at);
		body = body || !at->header;
	}
	if (!body)
		return broken(checking, node, "it has no row of data");
	return true;
}

static bool check_row(struct checking *checking, const struct doc *node)
{
	if (node->keep && !node->next)
		return broken(checking, node, "the last row keeps with none");
	return true;
}

static bool check_captions(struct checking *checking, const struct doc *node)
{
	static const enum text_role roles[] = { TEXT_FIGURE_TITLE,
		TEXT_SUBTITLE, TEXT_SMALL };
	size_t i = 0;
	for (const struct doc *at = node->first; at; at = at->next, i++)
		if (i >= 3 || at->role != roles[i])
			return broken(checking, at,
			    "a figure has title, subtitle and source, so");
	if (i != 3)
		return broken(checking, node,
		    "a figure needs title, subtitle and source");
	return true;
}

static bool check_figure(struct checking *checking, const struct doc *node)
{
	if (!node->chart || !node->chart_data)
		return broken(checking, node, "it has no chart");
	if (!node->alt.len || !utf8_is_valid(node->alt))
		return broken(checking, node, "it has no alternative text");
	if (node->is_inline)
		return !node->first || broken(checking, node,
					   "an inline figure has no caption");
	if (utf8_count(node->alt) < ALT_MIN || !has_digit(node->alt))
		return broken(checking, node,
		    "its alternative text is short or names no number");
	if (!node->twin || node->twin->kind != DOC_TABLE)
		return broken(checking, node, "it has no table of its numbers");
	return check_captions(checking, node);
}

static bool (*const own_check[DOC_KINDS])(
    struct checking *checking, const struct doc *node) = {
	[DOC_SECTION] = check_section,
	[DOC_HEADING] = check_heading,
	[DOC_RUN] = check_run,
	[DOC_LINK] = check_link,
	[DOC_TABLE] = check_table,
	[DOC_ROW] = check_row,
	[DOC_FIGURE] = check_figure,
};

static bool check_id(struct checking *checking, const struct doc *node)
{
	bool added;
	if (!node->id.len)
		return true;
	for (size_t i = 0; i < node->id.len; i++) {
		char c = node->id.ptr[i];
		if (!(ascii_is_alnum(c) || c == '-'))
			return broken(checking, node,
			    "its id has other signs than letters, digits, -");
	}
	map_put(&checking->ids, node->id, &added);
	return added || broken(checking, node, "its id stands twice");
}

static bool check_node(
    struct checking *checking, const struct doc *node, int depth)
{
	if (depth > DEPTH_MAX)
		return broken(checking, node, "it is nested too deep");
	if (!node->first && !rules[node->kind].may_be_empty)
		return broken(checking, node, "it is empty");
	if (!check_id(checking, node))
		return false;
	if (own_check[node->kind] && !own_check[node->kind](checking, node))
		return false;
	for (const struct doc *at = node->first; at; at = at->next) {
		if (!(rules[node->kind].children & BIT(at->kind)))
			return broken(checking, at, "it may not stand there");
		if (!check_node(checking, at, depth + 1))
			return false;
	}
	return !node->twin || check_node(checking, node->twin, depth + 1);
}

static bool check_targets(struct checking *checking, const struct doc *node)
{
	if (node->kind == DOC_LINK && str_starts(node->text, STR("#")) &&
	    !map_get(&checking->ids, str_skip(node->text, 1)))
		return broken(checking, node, "its target is not in the tree");
	for (const struct doc *at = node->first; at; at = at->next)
		if (!check_targets(checking, at))
			return false;
	return true;
}

bool doc_check(const struct doc *root, struct error *err)
{
	struct arena *arena = arena_new();
	struct checking checking = {
		.arena = arena, .ids = { .arena = arena }, .err = err
	};
	bool ok;
	if (root->kind != DOC_DOCUMENT)
		ok = broken(&checking, root, "the root is no document");
	else
		ok = check_node(&checking, root, 0) &&
		     check_targets(&checking, root);
	if (ok && checking.titles != 1)
		ok = broken(
		    &checking, root, "it must have one heading of level 1");
	arena_free(arena);
	return ok;
}

bool doc_is_head(const struct doc *cell)
{
	return cell->first && (cell->header || cell->parent->header);
}

void doc_ids(struct map *ids, const struct doc *node)
{
	if (node->id.len)
		map_put(ids, node->id, NULL);
	for (const struct doc *at = node->first; at; at = at->next)
		doc_ids(ids, at);
	if (node->twin)
		doc_ids(ids, node->twin);
}
