/* Sets text for the pages. A link is a tag of its own, so that a paragraph
 * with links is parted into slots: what stands before, the link, what stands
 * behind. Runs never part, so slots are found by run. */
#include "render/pdf/paragraph.h"

#include <math.h>

#include "base/utf8.h"
#include "base/vec.h"

#define BALANCE_STEPS 6
#define PRETTY_LINES 12 /* of a paragraph that is worth it */
#define PRETTY_STEPS 5
#define PRETTY_STEP 0.025 /* of the width */
#define LAST_LINE_PT 45.0
#define WORD_MAX 200   /* characters without a blank */
#define TEXT_MAX 16000 /* characters of one run */
#define CACHED_MAX 64  /* bytes of a text that may come again */

struct gathered {
	struct text_run *items;
	size_t count;
	size_t room;
};

struct link_list {
	const struct doc **items;
	size_t count;
	size_t room;
};

static enum text_role run_role(const struct doc *node, const struct doc *run)
{
	return run->role != TEXT_BODY ? run->role : node->role;
}

static bool is_space(uint32_t code)
{
	return code == ' ' || code == '\n' || code == '\t';
}

/* Pango sets the rest of a word anew for each line of it, so what nobody wrote
 * to be read is kept from taking minutes: a word that fills lines is broken by
 * newlines, and what comes after TEXT_MAX characters is left out. */
static struct str tame(struct layout *layout, struct str text)
{
	struct buf out = { 0 };
	struct str rest = text;
	uint32_t code;
	size_t word = 0;
	if (text.len <= WORD_MAX)
		return text;
	for (size_t n = 0; utf8_next(&rest, &code); n++) {
		char bytes[4];
		if (n == TEXT_MAX) {
			buf_add_z(&out, "\xe2\x80\xa6");
			break;
		}
		word = is_space(code) ? 0 : word + 1;
		if (word > WORD_MAX) {
			buf_add_char(&out, '\n');
			word = 1;
		}
		buf_add_bytes(&out, bytes, utf8_encode(code, bytes));
	}
	struct str copy = arena_str(layout->keep, buf_str(&out));
	buf_free(&out);
	return copy;
}

static size_t count_runs(const struct doc *from)
{
	size_t count = 0;
	for (const struct doc *at = from->first; at; at = at->next)
		count += at->kind == DOC_LINK ? count_runs(at) : 1;
	return count;
}

static void gather(struct layout *layout, const struct doc *node,
    const struct doc *from, const struct paragraph_style *style,
    struct gathered *runs, struct link_list *links)
{
	const struct doc *link = from->kind == DOC_LINK ? from : NULL;
	for (const struct doc *at = from->first; at; at = at->next) {
		if (at->kind == DOC_LINK) {
			gather(layout, node, at, style, runs, links);
			continue;
		}
		struct text_run run = {
			.text = tame(layout, at->text),
			.role = run_role(node, at),
			.weight = at->weight ? at->weight : style->weight,
			.colour = at->colour,
			.mark = at->mark,
			.underline = link && !link->quiet,
		};
		if (link && !link->quiet && run.colour == COLOUR_NONE)
			run.colour = COLOUR_BLUE;
		VEC_PUSH(runs, layout->keep, run);
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
		VEC_PUSH(links, layout->keep, link);
	}
}

static const struct text_block *set(struct layout *layout,
    const struct gathered *runs, double width, bool align_right)
{
	struct text_options options = { .width_pt = width,
		.align_right = align_right };
	return text_lay_out(
	    layout->face, runs->items, runs->count, &options, layout->keep);
}

/* Tables say the same again and again: a lone run without a mark is set once
 * for each look and width. */
static const struct text_block *set_cached(struct layout *layout,
    const struct gathered *runs, const struct paragraph_style *style)
{
	const struct text_run *run = runs->items;
	struct buf key = { 0 };
	bool added;
	if (runs->count != 1 || run->mark != MARK_NONE ||
	    run->text.len > CACHED_MAX)
		return set(layout, runs, style->width, style->align_right);
	buf_printf(&key, "%d %d %d %d %ld %d ", (int)run->role, run->weight,
	    (int)run->colour, run->underline, lround(style->width * 1000),
	    style->align_right);
	buf_add(&key, run->text);
	layout->cache.arena = layout->keep;
	union map_value *value = map_put(&layout->cache, buf_str(&key), &added);
	if (added) {
		/* Setting does not touch the map, so the value stays put. */
		union {
			const struct text_block *block;
			void *pointer;
		} block = { set(
		    layout, runs, style->width, style->align_right) };
		value->pointer = block.pointer;
	}
	buf_free(&key);
	return value->pointer;
}

/* The narrowest setting with as many lines, to a few points. */
static const struct text_block *balance(struct layout *layout,
    const struct gathered *runs, const struct text_block *block, double width)
{
	double low = width / 2;
	double high = width;
	if (block->line_count < 2)
		return block;
	for (int i = 0; i < BALANCE_STEPS; i++) {
		double middle = (low + high) / 2;
		const struct text_block *narrow =
		    set(layout, runs, middle, false);
		if (narrow->line_count > block->line_count) {
			low = middle;
		} else {
			block = narrow;
			high = middle;
		}
	}
	return block;
}

/* No word alone on the last line: a little narrower, the same lines hold more
 * evenly. */
static const struct text_block *fill_last_line(struct layout *layout,
    const struct gathered *runs, const struct text_block *block,
    const struct paragraph_style *style)
{
	if (block->line_count < 2 || block->line_count > PRETTY_LINES)
		return block;
	double width = style->width;
	for (int i = 0; i < PRETTY_STEPS; i++) {
		const struct text_block *fresh;
		if (block->lines[block->line_count - 1].width >= LAST_LINE_PT)
			return block;
		width -= style->width * PRETTY_STEP;
		fresh = set(layout, runs, width, style->align_right);
		if (fresh->line_count != block->line_count)
			return block;
		block = fresh;
	}
	return block;
}

struct paragraph paragraph_set(struct layout *layout, const struct doc *node,
    const struct paragraph_style *style)
{
	size_t count = count_runs(node);
	struct gathered runs = { .room = count };
	struct link_list links = { .room = count };
	runs.items = arena_array(layout->keep, count, sizeof *runs.items);
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
	links.items = arena_array(layout->keep, count, sizeof *links.items);
	gather(layout, node, node, style, &runs, &links);
	const struct text_block *block = set_cached(layout, &runs, style);
	if (style->balanced)
		block = balance(layout, &runs, block, style->width);
	if (style->pretty)
		block = fill_last_line(layout, &runs, block, style);
	return (struct paragraph){ node, block, links.items };
}

static void add_words(struct buf *out, const struct doc *node)
{
	for (const struct doc *at = node->first; at; at = at->next) {
		if (at->kind == DOC_LINK)
			add_words(out, at);
		else
			buf_add(out, at->text);
	}
}

struct str paragraph_text(struct layout *layout, const struct doc *node)
{
	struct buf words = { 0 };
	add_words(&words, node);
	struct str text = arena_str(layout->keep, buf_str(&words));
	buf_free(&words);
	return text;
}

static struct tag_slot *link_slot(
    struct layout *layout, const struct doc *link, struct tag *parent)
{
	struct tag_slot *slot = tag_add_leaf(layout->keep, parent, "Link");
	slot->tag->target = link->text;
	slot->tag->text = paragraph_text(layout, link);
	return slot;
}

struct paragraph_tags paragraph_tag_parts(struct layout *layout,
    const struct paragraph *paragraph, struct tag *const *owners)
{
	size_t count = paragraph->block->run_count;
	struct paragraph_tags tags;
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are meant */
	tags.slots = arena_array(layout->keep, count + 1, sizeof *tags.slots);
	for (size_t i = 0; i < count; i++) {
		const struct doc *link = paragraph->links[i];
		if (i > 0 && link == paragraph->links[i - 1] &&
		    owners[i] == owners[i - 1])
			tags.slots[i] = tags.slots[i - 1];
		else if (link && owners[i])
			tags.slots[i] = link_slot(layout, link, owners[i]);
		else if (owners[i])
			tags.slots[i] = tag_add_slot(layout->keep, owners[i]);
	}
	return tags;
}

struct paragraph_tags paragraph_tag(
    struct layout *layout, const struct paragraph *paragraph, struct tag *tag)
{
	size_t count = paragraph->block->run_count;
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are meant */
	struct tag **tags = arena_array(layout->keep, count, sizeof *tags);
	for (size_t i = 0; i < count; i++)
		tags[i] = tag;
	return paragraph_tag_parts(layout, paragraph, tags);
}

/* Runs FROM to END on LINE, if anything of them stands there. */
static void add_part(struct layout *layout, struct piece *piece,
    const struct text_block *block, struct item part)
{
	double right = 0;
	double left = 0;
	bool found = false;
	for (size_t i = part.first_run; i < part.end_run; i++) {
		double x;
		double width;
		if (!text_run_extent(block, i, part.line, &x, &width))
			continue;
		left = !found || x < left ? x : left;
		right = !found || x + width > right ? x + width : right;
		found = true;
	}
	if (!found)
		return;
	part.width = right - left;
	part.link_left = left;
	piece_add(layout, piece, part);
}

void paragraph_add_line(struct layout *layout, struct piece *piece,
    const struct paragraph *paragraph, const struct paragraph_tags *tags,
    size_t line, double x, double y)
{
	const struct text_block *block = paragraph->block;
	struct item item = {
		.kind = ITEM_TEXT,
		.text = block,
		.line = line,
		.x = x,
		.y = y,
		.width = block->lines[line].width,
		.height = block->lines[line].height,
	};
	size_t from = 0;
	if (block->run_count == 0 || block->lines[line].width <= 0)
		return;
	for (size_t i = 1; i <= block->run_count; i++) {
		if (i < block->run_count && tags->slots[i] == tags->slots[from])
			continue;
		item.slot = tags->slots[from];
		if (from == 0 && i == block->run_count) {
			piece_add(layout, piece, item);
			return;
		}
		item.first_run = from;
		item.end_run = i;
		add_part(layout, piece, block, item);
		from = i;
	}
}

static void add_all(struct layout *layout, struct piece *piece,
    const struct paragraph *paragraph, const struct paragraph_tags *tags,
    double x, double y)
{
	for (size_t i = 0; i < paragraph->block->line_count; i++)
		paragraph_add_line(layout, piece, paragraph, tags, i, x,
		    y + paragraph->block->lines[i].top);
}

void paragraph_add_parts(struct layout *layout, struct piece *piece,
    const struct paragraph *paragraph, struct tag *const *tags)
{
	struct paragraph_tags parts =
	    paragraph_tag_parts(layout, paragraph, tags);
	add_all(layout, piece, paragraph, &parts, 0, 0);
}

void paragraph_add(struct layout *layout, struct piece *piece,
    const struct paragraph *paragraph, struct tag *tag, double x, double y)
{
	struct paragraph_tags tags = paragraph_tag(layout, paragraph, tag);
	add_all(layout, piece, paragraph, &tags, x, y);
}
