/* What stands in one place and tells of others: the messages of all sections
 * on page two, what could not be assessed, and, on paper, the tables behind the
 * figures. Page two comes first and knows last, so each keeps its place in the
 * tree and is filled when all is expanded; what stays empty is taken away. */
#include "base/vec.h"
#include "render/expand.h"

#define QUESTION_PT 150.0

/* The section around, which the message speaks of. */
bool brief_message(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct doc *text = doc_add(expansion->keep, NULL, DOC_PARAGRAPH);
	text->role = TEXT_BODY;
	if (!expand_inline(expansion, text, node, err))
		return false;
	while (parent && parent->kind != DOC_SECTION)
		parent = parent->parent;
	if (text->first && parent)
		VEC_PUSH(&expansion->messages, expansion->keep,
		    ((struct message){
			parent->id, parent->first->first->text, text }));
	return true;
}

static struct doc *add_cell(
    struct expansion *expansion, struct doc *row, double width_pt)
{
	struct doc *cell = doc_add(expansion->keep, row, DOC_CELL);
	cell->header = row->header;
	cell->width_pt = width_pt;
	return cell;
}

bool brief_messages(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct doc *table = doc_add(expansion->keep, parent, DOC_TABLE);
	struct doc *head = doc_add(expansion->keep, table, DOC_ROW);
	(void)node;
	(void)err;
	table->block = BLOCK_MESSAGES;
	head->header = true;
	add_paragraph(expansion, add_cell(expansion, head, QUESTION_PT),
	    TEXT_SMALL, STR("Question"));
	add_paragraph(
	    expansion, add_cell(expansion, head, 0), TEXT_SMALL, STR("Answer"));
	expansion->places.messages = table;
	return true;
}

/* A section with its heading and what NODE says below it. */
static bool keep_place(struct doc **place, struct expansion *expansion,
    struct doc *parent, const struct template_node *node, struct error *err)
{
	struct doc *section = open_section(expansion, parent,
	    template_get(node, "id"), template_get(node, "title"));
	struct doc *lead = add_paragraph(expansion, section,
	    section->first->level > 2 ? TEXT_BODY : TEXT_LEAD, STR_NONE);
	if (!expand_inline(expansion, lead, node, err))
		return false;
	if (!lead->first)
		doc_drop_last(section);
	*place = section;
	return true;
}

bool brief_unassessed(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	return keep_place(
	    &expansion->places.unassessed, expansion, parent, node, err);
}

bool brief_figures(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	if (!keep_place(
		&expansion->places.figures, expansion, parent, node, err))
		return false;
	expansion->places.figures->twins = true;
	return true;
}

static void take_away(struct doc *node)
{
	struct doc *parent = node->parent;
	struct doc *before = NULL;
	for (struct doc *at = parent->first; at != node; at = at->next)
		before = at;
	if (before)
		before->next = node->next;
	else
		parent->first = node->next;
	if (parent->last == node)
		parent->last = before;
}

static void add_message(struct expansion *expansion, struct doc *table,
    const struct message *message)
{
	struct doc *row = doc_add(expansion->keep, table, DOC_ROW);
	struct doc *cell = add_cell(expansion, row, 0);
	struct doc *name =
	    add_paragraph(expansion, cell, TEXT_NAME, message->title);
	cell->header = true;
	cite_link(expansion, name->first,
	    arena_printf(expansion->keep, "#" STR_FMT, STR_ARG(message->id)));
	name->first->quiet = false;
	cell = add_cell(expansion, row, 0);
	struct doc *text = add_paragraph(expansion, cell, TEXT_BODY, STR_NONE);
	text->first = message->text->first;
	text->last = message->text->last;
	for (struct doc *at = text->first; at; at = at->next)
		at->parent = text;
}

static void fill_messages(struct expansion *expansion)
{
	struct doc *table = expansion->places.messages;
	if (!table)
		return;
	if (!expansion->messages.count) {
		take_away(table);
		return;
	}
	for (size_t i = 0; i < expansion->messages.count; i++)
		add_message(expansion, table, &expansion->messages.items[i]);
}

static void fill_unassessed(struct expansion *expansion)
{
	struct doc *section = expansion->places.unassessed;
	if (!section)
		return;
	if (!expansion->unassessed.count) {
		take_away(section);
		return;
	}
	for (size_t i = 0; i < expansion->unassessed.count; i++) {
		const struct unassessed *at = &expansion->unassessed.items[i];
		struct doc *paragraph =
		    add_paragraph(expansion, section, TEXT_BODY, STR_NONE);
		bool asks = str_ends(at->title, STR("?"));
		add_strong(expansion, paragraph, at->title)->mark =
		    MARK_NOT_ASSESSED;
		add_strong(expansion, paragraph,
		    asks ? STR(" Not assessed. ") : STR(": not assessed. "));
		doc_add_run(expansion->keep, paragraph, at->text);
	}
}

void brief_settle(struct expansion *expansion)
{
	fill_messages(expansion);
	fill_unassessed(expansion);
	if (expansion->places.figures && !expansion->figures)
		take_away(expansion->places.figures);
}
