/* What the tree says, in its order: sections with paragraphs, lists, grids,
 * notes, and where tables and figures stand. A paragraph has its text whole,
 * and apart the sentences that tell of a measure, with the class of their words
 * and the numbers in them. */
#include "render/json/writer.h"

#include "base/vec.h"

static void add_runs(struct buf *out, const struct doc *node)
{
	for (const struct doc *at = node->first; at; at = at->next) {
		if (at->kind == DOC_LINK)
			add_runs(out, at);
		else
			buf_add(out, at->text);
	}
}

struct str json_inline_text(struct json_writer *writer, const struct doc *node)
{
	struct buf out = { 0 };
	add_runs(&out, node);
	struct str text = arena_str(writer->scratch, buf_str(&out));
	buf_free(&out);
	return text;
}

/* A sentence: runs beside one another that tell of one measure. */
struct sentence {
	struct str text;
	struct str measure;
	const char *class;
};

struct sentences {
	struct sentence *items;
	size_t count;
	size_t room;
};

static void gather_sentences(
    struct sentences *sentences, const struct doc *node, struct arena *scratch)
{
	for (const struct doc *at = node->first; at; at = at->next) {
		if (at->kind == DOC_LINK) {
			gather_sentences(sentences, at, scratch);
			continue;
		}
		struct sentence *last =
		    sentences->count ? &sentences->items[sentences->count - 1]
				     : NULL;
		if (last && str_equal(last->measure, at->of) &&
		    last->class == at->class) {
			last->text = arena_printf(scratch, STR_FMT STR_FMT,
			    STR_ARG(last->text), STR_ARG(at->text));
			continue;
		}
		struct sentence sentence = { at->text, at->of, at->class };
		VEC_PUSH(sentences, scratch, sentence);
	}
}

static void write_sentences(struct json_writer *writer, const struct doc *node)
{
	struct json_out *json = &writer->json;
	struct sentences all = { 0 };
	bool opened = false;
	gather_sentences(&all, node, writer->scratch);
	for (size_t i = 0; i < all.count; i++) {
		const struct sentence *at = &all.items[i];
		if (!at->measure.len)
			continue;
		if (!opened)
			json_open_array(json, "sentences");
		opened = true;
		json_open_line(json, NULL);
		json_text(json, "text", str_trim(at->text));
		json_text(json, "measure", at->measure);
		if (at->class)
			json_text(json, "class", str_from(at->class));
		json_close_object(json);
	}
	if (opened)
		json_close_array(json);
}

/* Ids of the numbers in NODE; those of a cell stand with it. */
static void write_numbers(struct json_writer *writer, const struct doc *node)
{
	struct json_out *json = &writer->json;
	const struct printed_numbers *all = &writer->numbers;
	size_t i = json_first_number(writer, node);
	if (i == all->count)
		return;
	json_open_list(json, "numbers");
	for (; i < all->count && all->items[i].node == node; i++)
		json_text(json, NULL, all->items[i].id);
	json_close_array(json);
}

static void write_links(struct json_writer *writer, const struct doc *node)
{
	struct json_out *json = &writer->json;
	bool opened = false;
	for (const struct doc *at = node->first; at; at = at->next) {
		if (at->kind != DOC_LINK)
			continue;
		if (!opened)
			json_open_array(json, "links");
		opened = true;
		json_open_line(json, NULL);
		json_text(json, "text", json_inline_text(writer, at));
		json_text(json, "to", at->text);
		json_close_object(json);
	}
	if (opened)
		json_close_array(json);
}

static void write_paragraph(struct json_writer *writer, const struct doc *node)
{
	struct json_out *json = &writer->json;
	json_text(json, "role", str_from(text_role_name(node->role)));
	json_text(json, "text", json_inline_text(writer, node));
	write_sentences(writer, node);
	write_numbers(writer, node);
	write_links(writer, node);
}

static void write_section(struct json_writer *writer, const struct doc *node)
{
	struct json_out *json = &writer->json;
	json_text(json, "id", node->id);
	json_text(json, "title", json_inline_text(writer, node->first));
	json_int(json, "level", node->first->level);
	json_write_content(writer, node);
}

static void write_figure(struct json_writer *writer, const struct doc *node)
{
	json_text(&writer->json, "figure", node->id);
}

/* A table of the report's files is named; one of the page alone is here. */
static void write_table(struct json_writer *writer, const struct doc *node)
{
	struct json_out *json = &writer->json;
	if (node->data) {
		json_text(json, "table", node->data->id);
		return;
	}
	json_write_print(writer, node);
	json_open_array(json, "cells");
	for (const struct doc *row = node->first; row; row = row->next)
		for (const struct doc *at = row->first;
		     at && row->kind == DOC_ROW; at = at->next) {
			json_open_object(json, NULL);
			json_write_content(writer, at);
			json_close_object(json);
		}
	json_close_array(json);
}

static void write_block(struct json_writer *writer, const struct doc *node)
{
	static void (*const write[DOC_KINDS])(
	    struct json_writer * writer, const struct doc *node) = {
		[DOC_SECTION] = write_section,
		[DOC_HEADING] = write_paragraph,
		[DOC_PARAGRAPH] = write_paragraph,
		[DOC_LIST] = json_write_content,
		[DOC_ITEM] = json_write_content,
		[DOC_GRID] = json_write_content,
		[DOC_GRID_CELL] = json_write_content,
		[DOC_TABLE] = write_table,
		[DOC_FIGURE] = write_figure,
		[DOC_NOTE] = json_write_content,
	};
	json_open_object(&writer->json, NULL);
	json_text(&writer->json, "kind", str_from(doc_kind_name(node->kind)));
	write[node->kind](writer, node);
	json_close_object(&writer->json);
}

/* The heading of a section is its title. */
void json_write_content(struct json_writer *writer, const struct doc *node)
{
	json_open_array(&writer->json, "content");
	for (const struct doc *at = node->first; at; at = at->next)
		if (at->kind != DOC_HEADING || node->kind != DOC_SECTION)
			write_block(writer, at);
	json_close_array(&writer->json);
}
