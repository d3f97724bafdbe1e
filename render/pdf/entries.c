/* A table of texts as a dictionary: each row is a paragraph in a column of half
 * the width, its first cell bold, the second behind it, the others behind their
 * heads. The tags are those of a table. The heads stand once above; before the
 * cells they are artifacts, as all that repeats. */
#include "render/pdf/block.h"

#include "base/vec.h"
#include "render/pdf/paragraph.h"

#define CAPTION_GAP 3.0
#define HEAD_GAP 4.0
#define ENTRY_GAP 4.0
enum { LINES_WHOLE = 5, FIRST_NAMED = 2 };

static const struct spacing spacing = { 11, 0, 14 };

/* A paragraph put together from cells, and the tag of each of its runs. */
struct entry {
	struct layout *layout;
	struct doc *node;
	struct tag **items;
	size_t count;
	size_t room;
};

static size_t count_runs(const struct doc *node)
{
	size_t count = 0;
	for (const struct doc *at = node->first; at; at = at->next)
		count += at->kind == DOC_LINK ? count_runs(at) : 1;
	return count;
}

static void note(struct entry *entry, struct tag *tag, size_t runs)
{
	for (size_t i = 0; i < runs; i++)
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
		VEC_PUSH(entry, entry->layout->keep, tag);
}

static void add_artifact(struct entry *entry, struct str text)
{
	struct doc *run = doc_add_run(entry->layout->keep, entry->node, text);
	run->colour = COLOUR_INK2;
	note(entry, NULL, 1);
}

static void add_children(
    struct entry *entry, struct doc *into, const struct doc *from, int weight)
{
	struct arena *keep = entry->layout->keep;
	for (const struct doc *at = from->first; at; at = at->next) {
		if (at->kind == DOC_LINK) {
			struct doc *link = doc_add(keep, into, DOC_LINK);
			link->text = at->text;
			link->quiet = at->quiet;
			add_children(entry, link, at, weight);
			continue;
		}
		struct doc *run = doc_add_run(keep, into, at->text);
		run->weight = at->weight ? at->weight : weight;
		run->colour = at->colour;
	}
}

static void add_cell(
    struct entry *entry, const struct doc *cell, struct tag *tag, int weight)
{
	for (const struct doc *at = cell->first; at; at = at->next) {
		if (at->kind != DOC_PARAGRAPH)
			continue;
		add_children(entry, entry->node, at, weight);
		note(entry, tag, count_runs(at));
	}
}

static struct entry entry_new(struct layout *layout)
{
	struct entry entry = { .layout = layout,
		.node = doc_add(layout->keep, NULL, DOC_PARAGRAPH) };
	entry.node->role = TEXT_SMALL;
	return entry;
}

/* "Heads of the table", all in a line. */
static void lay_out_head(
    struct layout *layout, const struct doc *row, struct tag *table)
{
	struct paragraph_style style = { .width = SHEET_WIDTH };
	struct tag *tag =
	    tag_add(layout->keep, tag_add(layout->keep, table, "THead"), "TR");
	struct entry entry = entry_new(layout);
	for (const struct doc *at = row->first; at; at = at->next) {
		struct tag *head =
		    tag_add(layout->keep, tag, at->first ? "TH" : "TD");
		head->scope = at->first ? "Column" : NULL;
		if (at != row->first)
			add_artifact(&entry, STR(" \xc2\xb7 "));
		add_cell(&entry, at, head, 0);
	}
	struct paragraph paragraph = paragraph_set(layout, entry.node, &style);
	struct piece *piece = flow_add(layout);
	paragraph_add_parts(layout, piece, &paragraph, entry.items);
	piece->height = paragraph.block->height + HEAD_GAP;
	piece->keep_next = true;
}

static struct entry entry_of(struct layout *layout, const struct doc *row,
    const struct doc *head, struct tag *parent)
{
	struct tag *tag = tag_add(layout->keep, parent, "TR");
	struct entry entry = entry_new(layout);
	size_t index = 0;
	for (const struct doc *at = row->first; at; at = at->next, index++) {
		struct tag *cell = tag_add(
		    layout->keep, tag, index == 0 && at->first ? "TH" : "TD");
		cell->scope = index == 0 && at->first ? "Row" : NULL;
		if (at->first && index > 0)
			add_artifact(&entry, STR("  "));
		if (at->first && index >= FIRST_NAMED && head && head->first)
			add_artifact(&entry,
			    arena_printf(layout->keep, STR_FMT ": ",
				STR_ARG(paragraph_text(layout, head->first))));
		add_cell(&entry, at, cell, index == 0 ? 600 : 0);
		head = head ? head->next : NULL;
	}
	return entry;
}

/* Lines are pieces of their own, so that columns end where pages do. */
static void lay_out_entry(struct layout *layout, const struct doc *row,
    const struct doc *head, struct tag *parent)
{
	struct paragraph_style style = { .width = layout->width };
	struct entry entry = entry_of(layout, row, head, parent);
	struct paragraph paragraph = paragraph_set(layout, entry.node, &style);
	struct paragraph_tags tags =
	    paragraph_tag_parts(layout, &paragraph, entry.items);
	size_t lines = paragraph.block->line_count;
	for (size_t i = 0; i < lines; i++) {
		struct piece *piece = flow_add(layout);
		piece->before = i == 0 ? ENTRY_GAP : 0;
		if (i == 0)
			block_anchor(layout, piece, row, 0);
		paragraph_add_line(layout, piece, &paragraph, &tags, i, 0, 0);
		piece->height = paragraph.block->lines[i].height;
		piece->keep_next =
		    i + 1 < lines &&
		    (lines <= LINES_WHOLE || i == 0 || i + 2 == lines);
	}
}

static void lay_out_caption(
    struct layout *layout, const struct doc *table, struct tag *parent)
{
	struct paragraph_style style = { .width = SHEET_WIDTH };
	struct paragraph paragraph =
	    paragraph_set(layout, table->first, &style);
	struct piece *piece = flow_start(layout, spacing);
	block_anchor(layout, piece, table, 0);
	paragraph_add(layout, piece, &paragraph,
	    tag_add(layout->keep, parent, "Caption"), 0, 0);
	piece->height = paragraph.block->height + CAPTION_GAP;
	piece->keep_next = true;
}

void entries_lay_out(
    struct layout *layout, const struct doc *table, struct tag *parent)
{
	struct tag *tag = tag_add(layout->keep, parent, "Table");
	const struct doc *head = table->first->next;
	lay_out_caption(layout, table, tag);
	lay_out_head(layout, head, tag);
	struct tag *body = tag_add(layout->keep, tag, "TBody");
	layout->width = HALF_WIDTH;
	for (const struct doc *row = head->next; row; row = row->next)
		lay_out_entry(layout, row, head->first, body);
	layout->width = SHEET_WIDTH;
	layout->after = spacing.after;
}
