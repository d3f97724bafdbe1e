/* Walks a template and builds the document. Each element has one function in
 * the table below; nothing here knows a measure, a chart or a listing by name.
 * Sections without input are set aside and told in one line each, where the
 * template says <unassessed>. A paragraph or section that ends up without words
 * is left out. */
#include "render/expand.h"

#include "base/buf.h"
#include "base/vec.h"
#include "render/print.h"

typedef bool expander(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err);

static bool expand_blocks(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err);

static bool add_p(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct str role = template_get(node, "role");
	struct doc *paragraph = add_paragraph(expansion, parent,
	    str_equal_z(role, "lead")	 ? TEXT_LEAD
	    : str_equal_z(role, "small") ? TEXT_SMALL
					 : TEXT_BODY,
	    STR_NONE);
	if (!expand_inline(expansion, paragraph, node, err))
		return false;
	if (!paragraph->first)
		doc_drop_last(parent);
	return true;
}

static bool add_item(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct doc *item = doc_add(expansion->keep, parent, DOC_ITEM);
	struct doc *paragraph =
	    add_paragraph(expansion, item, TEXT_BODY, STR_NONE);
	if (!expand_inline(expansion, paragraph, node, err))
		return false;
	if (!paragraph->first)
		doc_drop_last(parent);
	return true;
}

static bool add_list(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct doc *list = doc_add(expansion->keep, parent, DOC_LIST);
	if (!expand_blocks(expansion, list, node, err))
		return false;
	if (!list->first)
		doc_drop_last(parent);
	return true;
}

static bool add_callout(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct doc *note = doc_add(expansion->keep, parent, DOC_NOTE);
	if (!expand_blocks(expansion, note, node, err))
		return false;
	if (!note->first)
		doc_drop_last(parent);
	return true;
}

static bool add_columns(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct doc *grid = doc_add(expansion->keep, parent, DOC_GRID);
	int depth = 2;
	for (const struct doc *at = parent; at; at = at->parent)
		depth += at->kind == DOC_SECTION && at->parent &&
			 at->parent->kind == DOC_SECTION;
	grid->block = BLOCK_SENTENCES;
	for (const struct template_node *at = node->first; at; at = at->next) {
		if (!at->name.ptr)
			continue;
		struct doc *cell =
		    doc_add(expansion->keep, grid, DOC_GRID_CELL);
		struct doc *heading =
		    doc_add(expansion->keep, cell, DOC_HEADING);
		cell->width_pt = 160;
		heading->level = depth;
		heading->role = TEXT_ASK;
		doc_add_run(
		    expansion->keep, heading, template_get(at, "title"));
		if (!expand_inline(expansion,
			add_paragraph(expansion, cell, TEXT_BODY, STR_NONE), at,
			err))
			return false;
		if (!cell->last->first)
			doc_drop_last(cell);
	}
	return true;
}

/* What a section without a figure lacks. */
struct lack {
	struct str missing;
	bool unmet; /* evidence of the period, not an input */
};

/* Whether any of the measures that a section is OF has an answer; *LACK is
 * that of the first that has none. */
static bool any_answered(bool *any, struct lack *lack,
    struct expansion *expansion, const struct template_node *node,
    struct error *err)
{
	struct str rest = template_get(node, "of");
	struct str id;
	*any = !rest.len;
	*lack = (struct lack){ 0 };
	while (str_split(&rest, ' ', &id)) {
		struct answer answer;
		struct question question = { .id = id };
		if (!id.len)
			continue;
		/* Not expand_ask: what is not shown needs no definition. */
		if (!engine_ask(&answer, expansion->engine, &question,
			expansion->keep, err))
			return false;
		*any = *any || expand_is_answered(&answer);
		if (!lack->missing.len)
			*lack = (struct lack){ answer.missing, answer.unmet };
	}
	return true;
}

static void set_aside(struct expansion *expansion,
    const struct template_node *node, const struct lack *lack)
{
	struct str text = template_get(node, "empty");
	if (lack->unmet || (!text.len && lack->missing.len))
		text = arena_printf(expansion->keep, "It needs " STR_FMT ".",
		    STR_ARG(lack->missing));
	if (!text.len)
		text = STR("no input given has figures for it.");
	VEC_PUSH(&expansion->unassessed, expansion->keep,
	    ((struct unassessed){ template_get(node, "title"), text }));
}

/* ID, which a <for-each> may open again: then "team-2", "team-3". */
static struct str unique_id(struct expansion *expansion, struct str id)
{
	expansion->ids.arena = expansion->keep;
	int64_t count = ++map_put(&expansion->ids, id, NULL)->number;
	return count == 1 ? id
			  : arena_printf(expansion->keep, STR_FMT "-%lld",
				STR_ARG(id), (long long)count);
}

static bool is_name_byte(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '_';
}

/* TITLE with each $name of a <for-each> around replaced by its group. */
static struct str bound_title(struct expansion *expansion, struct str title)
{
	struct buf out = { 0 };
	if (!expansion->binding_count)
		return title;
	for (size_t i = 0; i < title.len;) {
		size_t end = i + 1;
		while (title.ptr[i] == '$' && end < title.len &&
		       is_name_byte(title.ptr[end]))
			end++;
		buf_add(
		    &out, expand_bound(expansion, str_slice(title, i, end)));
		i = end;
	}
	struct str bound = arena_str(expansion->keep, buf_str(&out));
	buf_free(&out);
	return bound;
}

struct doc *open_section(struct expansion *expansion, struct doc *parent,
    struct str id, struct str title)
{
	struct doc *section = doc_add(expansion->keep, parent, DOC_SECTION);
	struct doc *heading = doc_add(expansion->keep, section, DOC_HEADING);
	int depth = 2;
	for (const struct doc *at = parent; at; at = at->parent)
		depth += at->kind == DOC_SECTION;
	section->id = unique_id(expansion, id);
	heading->level = depth;
	heading->role = depth > 2 ? TEXT_BLOCK_TITLE : TEXT_HEADING;
	doc_add_run(expansion->keep, heading, bound_title(expansion, title));
	return section;
}

static bool add_section(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	bool any;
	struct lack lack;
	if (!any_answered(&any, &lack, expansion, node, err))
		return false;
	if (!any) {
		set_aside(expansion, node, &lack);
		return true;
	}
	size_t messages = expansion->messages.count;
	bool page_break = expansion->break_next ||
			  str_equal_z(template_get(node, "page-break"), "yes");
	expansion->break_next = false;
	struct doc *section = open_section(expansion, parent,
	    template_get(node, "id"), template_get(node, "title"));
	section->page_break = page_break;
	if (!expand_blocks(expansion, section, node, err))
		return false;
	if (!section->first->next) {
		doc_drop_last(parent);
		expansion->messages.count = messages;
		expansion->break_next = page_break;
		set_aside(expansion, node, &lack);
	}
	return true;
}

static bool add_if_block(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	bool true_now;
	if (!expand_holds(&true_now, expansion, node, err))
		return false;
	return !true_now || expand_blocks(expansion, parent, node, err);
}

static bool add_each(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct answer answer;
	if (!expand_ask_node(&answer, expansion, node, err))
		return false;
	expand_order(&answer, node, expansion->keep);
	if (expansion->binding_count == BINDINGS_MAX)
		return error_at(err, node->place,
		    "expected at most %d <for-each> within each other",
		    BINDINGS_MAX);
	struct binding *binding =
	    &expansion->bindings[expansion->binding_count++];
	binding->name = template_get(node, "as");
	for (size_t i = 0; i < answer.group_count; i++) {
		/* who is in no team is no team */
		if (answer.groups[i].figure.suppressed ||
		    !answer.groups[i].keys[0].value.len)
			continue;
		binding->value = answer.groups[i].keys[0].value;
		if (!expand_blocks(expansion, parent, node, err))
			return false;
	}
	expansion->binding_count--;
	return true;
}

static bool add_break(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	(void)parent;
	(void)node;
	(void)err;
	expansion->break_next = true;
	return true;
}

static bool expand_blocks(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	static const struct {
		const char *name;
		expander *add;
	} kinds[] = {
		{ "section", add_section },
		{ "appendix", add_section },
		{ "p", add_p },
		{ "list", add_list },
		{ "item", add_item },
		{ "callout", add_callout },
		{ "block", expand_block },
		{ "columns", add_columns },
		{ "chart", expand_chart },
		{ "table", expand_table },
		{ "if", add_if_block },
		{ "for-each", add_each },
		{ "part", expand_blocks },
		{ "page-break", add_break },
		{ "unassessed", brief_unassessed },
		{ "message", brief_message },
		{ "messages", brief_messages },
		{ "figures", brief_figures },
	};
	for (const struct template_node *at = node->first; at; at = at->next)
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
			if (template_is(at, kinds[i].name) &&
			    !kinds[i].add(expansion, parent, at, err))
				return false;
	return true;
}

/* A link to a section that was left out, for it had no input, is its text. */
static void drop_dead_links(const struct map *ids, struct doc *node)
{
	if (node->kind == DOC_LINK && str_starts(node->text, STR("#")) &&
	    !map_get(ids, str_skip(node->text, 1))) {
		node->kind = DOC_RUN;
		node->text = node->first ? node->first->text : STR("-");
		node->first = node->last = NULL;
	}
	for (struct doc *at = node->first; at; at = at->next)
		drop_dead_links(ids, at);
}

bool expand_template(struct doc **root, struct expansion *expansion,
    const struct template_node *template, struct error *err)
{
	struct map ids = { .arena = expansion->keep };
	*root = doc_add(expansion->keep, NULL, DOC_DOCUMENT);
	if (!key_words_read(expansion, err) ||
	    !expand_blocks(expansion, *root, template, err))
		return false;
	brief_settle(expansion);
	doc_ids(&ids, *root);
	drop_dead_links(&ids, *root);
	return true;
}
