/* Walks a template and builds the document. Each element has one function in
 * the table below; nothing here knows a measure, a chart or a listing by name.
 * Sections without input are set aside and told in one line each, where the
 * template says <unassessed>. A paragraph or section that ends up without words
 * is left out. */
#include "render/expand.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "model/model.h"
#include "render/print.h"

typedef bool expander(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err);

static bool expand_blocks(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err);

/* ------------------------------------------------------------- questions -- */

static struct str bound(const struct expansion *expansion, struct str text)
{
	if (!str_starts(text, STR("$")))
		return text;
	for (size_t i = expansion->binding_count; i > 0; i--)
		if (str_equal(
			str_skip(text, 1), expansion->bindings[i - 1].name))
			return expansion->bindings[i - 1].value;
	return text;
}

static void set_where(
    struct question *question, struct expansion *expansion, struct str where)
{
	struct key_value *pairs =
	    arena_array(expansion->keep, KEYS_MAX, sizeof *pairs);
	struct str part;
	size_t count = 0;
	while (count < KEYS_MAX && str_split(&where, ';', &part)) {
		size_t equals = str_find_byte(part, '=');
		pairs[count].key = str_trim(str_slice(part, 0, equals));
		pairs[count].value =
		    bound(expansion, str_trim(str_skip(part, equals + 1)));
		count++;
	}
	question->where = pairs;
	question->where_count = count;
}

static void set_by(
    struct question *question, struct expansion *expansion, struct str by)
{
	struct str *keys = arena_array(expansion->keep, KEYS_MAX, sizeof *keys);
	struct str key;
	size_t count = 0;
	while (count < KEYS_MAX && str_split(&by, ' ', &key))
		if (key.len)
			keys[count++] = key;
	question->by = keys;
	question->by_count = count;
}

void expand_question(struct question *question, struct expansion *expansion,
    const struct template_node *node, struct str id)
{
	int64_t shift = 0;
	struct str by = template_get(node, "by");
	if (template_is(node, "for-each"))
		by = template_get(node, "key");
	*question = (struct question){ .id = id };
	if (template_get(node, "where").len)
		set_where(question, expansion, template_get(node, "where"));
	if (by.len)
		set_by(question, expansion, by);
	if (str_to_int(template_get(node, "period"), &shift))
		question->shift = (int)shift;
}

bool expand_ask(struct answer *answer, struct expansion *expansion,
    const struct question *question, struct error *err)
{
	struct str_list *used = &expansion->used;
	bool known = false;
	for (size_t i = 0; i < used->count; i++)
		known = known || str_equal(used->items[i], question->id);
	if (!known)
		VEC_PUSH(used, expansion->keep,
		    arena_str(expansion->keep, question->id));
	return engine_ask(
	    answer, expansion->engine, question, expansion->keep, err);
}

static bool ask_node(struct answer *answer, struct expansion *expansion,
    const struct template_node *node, struct error *err)
{
	struct question question;
	expand_question(&question, expansion, node, template_get(node, "of"));
	return expand_ask(answer, expansion, &question, err) ||
	       error_while(err, "expanding <" STR_FMT "> of " STR_FMT ":%lld",
		   STR_ARG(node->name), STR_ARG(node->place.file),
		   (long long)node->place.line);
}

static bool is_answered(const struct answer *answer)
{
	if (answer->measure->kind == MEASURE_TABLE)
		return answer->row_count > 0;
	return answer->figure.known || answer->figure.class == CLASS_TOO_LITTLE;
}

static int compare_keys(const struct group *a, const struct group *b)
{
	for (size_t i = 0; i < a->key_count && i < b->key_count; i++) {
		int order = str_compare(a->keys[i].value, b->keys[i].value);
		if (order)
			return order;
	}
	return 0;
}

static int by_value(const void *left, const void *right)
{
	const struct group *a = left;
	const struct group *b = right;
	if (a->figure.known != b->figure.known)
		return a->figure.known ? -1 : 1;
	if (a->figure.known && a->figure.value > b->figure.value)
		return -1;
	if (a->figure.known && a->figure.value < b->figure.value)
		return 1;
	return compare_keys(a, b);
}

static int by_size(const void *left, const void *right)
{
	const struct group *a = left;
	const struct group *b = right;
	if (a->figure.n != b->figure.n)
		return a->figure.n > b->figure.n ? -1 : 1;
	return compare_keys(a, b);
}

static int severity_rank(struct str name)
{
	static const char *const ranks[] = { "critical", "high", "medium",
		"low", "info" };
	int rank = 0;
	while (rank < 5 && !str_equal_z(name, ranks[rank]))
		rank++;
	return rank;
}

static int by_severity(const void *left, const void *right)
{
	const struct group *a = left;
	const struct group *b = right;
	return severity_rank(a->keys[0].value) -
	       severity_rank(b->keys[0].value);
}

void expand_order(struct answer *answer, const struct template_node *node)
{
	int64_t limit;
	struct str order = template_get(node, "order");
	if (answer->group_count && !order.len &&
	    str_equal_z(answer->groups[0].keys[0].key, "severity"))
		qsort(answer->groups, answer->group_count,
		    sizeof *answer->groups, by_severity);
	if (answer->group_count && str_equal_z(order, "value"))
		qsort(answer->groups, answer->group_count,
		    sizeof *answer->groups, by_value);
	if (answer->group_count && str_equal_z(order, "n"))
		qsort(answer->groups, answer->group_count,
		    sizeof *answer->groups, by_size);
	if (str_to_int(template_get(node, "limit"), &limit)) {
		if (answer->group_count > (size_t)limit)
			answer->group_count = (size_t)limit;
		if (answer->row_count > (size_t)limit)
			answer->row_count = (size_t)limit;
	}
}

/* ------------------------------------------------------------ conditions -- */

static bool has_class(const struct template_node *node, enum word_class class)
{
	struct str rest = template_get(node, "class");
	struct str name;
	enum word_class wanted;
	while (str_split(&rest, ' ', &name))
		if (words_class_from(name, &wanted) && wanted == class)
			return true;
	return false;
}

static bool holds(bool *result, struct expansion *expansion,
    const struct template_node *node, struct error *err)
{
	struct answer answer;
	struct str known = template_get(node, "known");
	struct str has = template_get(node, "has");
	*result = true;
	if (has.ptr) {
		if (!listing_has(result, expansion, has, err))
			return false;
		if (str_equal_z(known, "no"))
			*result = !*result;
		return true;
	}
	if (!template_get(node, "of").ptr)
		return true;
	if (!ask_node(&answer, expansion, node, err))
		return false;
	if (known.ptr && str_equal_z(known, "yes") != is_answered(&answer))
		*result = false;
	if (template_get(node, "class").ptr &&
	    !has_class(node, answer.figure.class))
		*result = false;
	return true;
}

/* ---------------------------------------------------------------- inline -- */

/* Adds TEXT as a run; no two blanks meet, none stands at the start. */
static void add_text(
    struct expansion *expansion, struct doc *parent, struct str text)
{
	const struct doc *last = parent->last;
	bool blank =
	    !last || (last->kind == DOC_RUN && str_ends(last->text, STR(" ")));
	if (blank && str_starts(text, STR(" ")))
		text = str_skip(text, 1);
	if (text.len)
		doc_add_run(expansion->keep, parent, text);
}

static bool add_value(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct answer answer;
	struct str part = template_get(node, "part");
	struct word_fields fields = { 0 };
	struct question question;
	expand_question(&question, expansion, node, template_get(node, "of"));
	if (str_equal_z(part, "previous")) {
		question.shift--;
		part = STR("value");
	}
	if (!expand_ask(&answer, expansion, &question, err))
		return false;
	words_figure(&fields, answer.measure, &answer.figure, expansion->keep);
	struct str text =
	    str_equal_z(part, "class")
		? words_say(expansion->words, STR("class"), answer.figure.class,
		      false, &fields, expansion->keep)
		: words_get(&fields, part.len ? part : STR("value"));
	if (!text.ptr)
		text = words_missing(answer.measure, &answer.figure);
	add_text(expansion, parent, text.ptr ? text : STR("not known"));
	return true;
}

static void set_previous(struct word_fields *fields,
    struct expansion *expansion, const struct answer *answer,
    const struct answer *previous)
{
	words_set(fields, "previous",
	    words_value(answer->measure, &previous->figure, expansion->keep));
	if (answer->measure->kind != MEASURE_RATE)
		return;
	words_set(fields, "all_ai",
	    words_value(answer->measure, &answer->all_ai, expansion->keep));
	words_set(fields, "all_ai_interval",
	    words_interval(answer->measure, &answer->all_ai, expansion->keep));
	words_set(fields, "none_ai",
	    words_value(answer->measure, &answer->none_ai, expansion->keep));
	words_set(fields, "none_ai_interval",
	    words_interval(answer->measure, &answer->none_ai, expansion->keep));
}

/* The group with the greatest value, for "most in ...". */
static void set_top(struct word_fields *fields, struct expansion *expansion,
    const struct answer *answer)
{
	const struct group *top = NULL;
	int64_t shown = 0;
	for (size_t i = 0; i < answer->group_count; i++) {
		const struct group *at = &answer->groups[i];
		if (!at->figure.known || at->figure.suppressed)
			continue;
		shown++;
		if (!top || at->figure.value > top->figure.value)
			top = at;
	}
	words_set(fields, "groups", print_small(expansion->keep, shown));
	if (!top || !top->key_count)
		return;
	words_set(fields, "top", top->keys[0].value);
	words_set(fields, "top_value",
	    words_value(answer->measure, &top->figure, expansion->keep));
}

static bool sentence_of(struct str *text, struct expansion *expansion,
    const struct template_node *node, struct error *err)
{
	struct answer answer;
	struct answer previous;
	struct question question;
	struct word_fields fields = { 0 };
	struct arena *keep = expansion->keep;
	expand_question(&question, expansion, node, template_get(node, "of"));
	if (!expand_ask(&answer, expansion, &question, err))
		return false;
	question.shift--;
	question.by_count = 0;
	if (!expand_ask(&previous, expansion, &question, err))
		return false;
	words_figure(&fields, answer.measure, &answer.figure, keep);
	set_previous(&fields, expansion, &answer, &previous);
	set_top(&fields, expansion, &answer);
	words_set(&fields, "period", expansion->facts.period);
	words_set(&fields, "dates", expansion->facts.dates);
	words_set(
	    &fields, "count", print_count(keep, (int64_t)answer.row_count));
	if (answer.missing.len)
		words_set(&fields, "what", answer.missing);
	enum word_class class = answer.figure.class;
	if (answer.measure->kind == MEASURE_TABLE)
		class = answer.row_count ? CLASS_NONE : CLASS_NOT_ASSESSED;
	struct str say = template_get(node, "say");
	if (words_not_reached(answer.measure, &answer.figure))
		say = arena_printf(keep, STR_FMT ".not_reached", STR_ARG(say));
	*text = words_say(expansion->words, say, class, answer.figure.unstable,
	    &fields, keep);
	return true;
}

static bool add_sentence(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct str text;
	if (!sentence_of(&text, expansion, node, err))
		return false;
	if (text.ptr)
		add_text(expansion, parent, text);
	return true;
}

static bool add_fact(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	const struct facts *facts = &expansion->facts;
	const struct doc_meta *meta = expansion->meta;
	struct arena *keep = expansion->keep;
	struct str approved = expansion->indicators.approved_by;
	if (approved.len && expansion->indicators.approved_on.len)
		approved =
		    arena_printf(keep, STR_FMT ", " STR_FMT, STR_ARG(approved),
			STR_ARG(expansion->indicators.approved_on));
	struct str before =
	    model_setting(expansion->model, STR("period.human_before"), keep);
	const struct {
		const char *name;
		struct str value;
	} rows[] = {
		{ "organisation", facts->organisation },
		{ "period", facts->period },
		{ "dates", facts->dates },
		{ "as-of", facts->as_of },
		{ "program", meta->program },
		{ "report-id", meta->report_id },
		{ "digest", facts->digest },
		{ "classification", meta->classification },
		{ "edition", meta->edition },
		{ "repositories", print_things(keep, facts->repositories,
				      "repository", "repositories") },
		{ "sources",
		    print_things(keep, facts->sources, "input", "inputs") },
		{ "minimum-group", print_small(keep, facts->minimum_group) },
		{ "approved-by", approved },
		{ "human-before", before.len ? before : STR("2021-06-29") },
	};
	struct str name = template_get(node, "name");
	(void)err;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_equal_z(name, rows[i].name))
			add_text(expansion, parent,
			    rows[i].value.len ? rows[i].value : STR("nobody"));
	return true;
}

static bool add_summary(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct str text;
	if (!summary_text(&text, expansion, template_get(node, "part"), err))
		return false;
	if (text.ptr)
		add_text(expansion, parent, text);
	return true;
}

static bool add_bold(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	(void)err;
	if (node->first && node->first->text.len)
		add_strong(expansion, parent, node->first->text);
	return true;
}

static bool add_link(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	(void)err;
	struct doc *link = doc_add(expansion->keep, parent, DOC_LINK);
	link->text = template_get(node, "to");
	doc_add_run(expansion->keep, link,
	    node->first && node->first->text.len ? node->first->text
						 : link->text);
	return true;
}

static bool add_key(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	(void)err;
	add_text(expansion, parent,
	    bound(expansion, arena_printf(expansion->keep, "$" STR_FMT,
				 STR_ARG(template_get(node, "name")))));
	return true;
}

static bool add_inline(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err);

static bool add_if(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	bool true_now;
	if (!holds(&true_now, expansion, node, err))
		return false;
	return !true_now || add_inline(expansion, parent, node, err);
}

static bool add_inline(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	static const struct {
		const char *name;
		expander *add;
	} kinds[] = {
		{ "value", add_value },
		{ "sentence", add_sentence },
		{ "fact", add_fact },
		{ "summary", add_summary },
		{ "strong", add_bold },
		{ "link", add_link },
		{ "key", add_key },
		{ "if", add_if },
	};
	for (const struct template_node *at = node->first; at; at = at->next) {
		if (!at->name.ptr)
			add_text(expansion, parent, at->text);
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
			if (template_is(at, kinds[i].name) &&
			    !kinds[i].add(expansion, parent, at, err))
				return false;
	}
	return true;
}

/* Takes the last child off. */
static void drop_last(struct doc *parent)
{
	struct doc *before = NULL;
	for (struct doc *at = parent->first; at && at != parent->last;
	     at = at->next)
		before = at;
	parent->last = before;
	if (before)
		before->next = NULL;
	else
		parent->first = NULL;
}

static void trim_end(struct doc *parent)
{
	while (parent->last && parent->last->kind == DOC_RUN) {
		while (str_ends(parent->last->text, STR(" ")))
			parent->last->text.len--;
		if (parent->last->text.len || parent->last->mark)
			return;
		drop_last(parent);
	}
}

bool expand_inline(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	if (!add_inline(expansion, parent, node, err))
		return false;
	trim_end(parent);
	return true;
}

bool expand_text(struct str *text, struct expansion *expansion,
    const struct template_node *node, struct error *err)
{
	struct doc *paragraph = doc_add(expansion->keep, NULL, DOC_PARAGRAPH);
	*text = STR("");
	if (!expand_inline(expansion, paragraph, node, err))
		return false;
	for (const struct doc *at = paragraph->first; at; at = at->next) {
		const struct doc *run = at->kind == DOC_LINK ? at->first : at;
		*text = arena_printf(expansion->keep, STR_FMT STR_FMT,
		    STR_ARG(*text), STR_ARG(run->text));
	}
	return true;
}

/* ---------------------------------------------------------------- blocks -- */

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
		drop_last(parent);
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
		drop_last(parent);
	return true;
}

static bool add_list(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct doc *list = doc_add(expansion->keep, parent, DOC_LIST);
	if (!expand_blocks(expansion, list, node, err))
		return false;
	if (!list->first)
		drop_last(parent);
	return true;
}

static bool add_callout(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct doc *note = doc_add(expansion->keep, parent, DOC_NOTE);
	if (!expand_blocks(expansion, note, node, err))
		return false;
	if (!note->first)
		drop_last(parent);
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
			drop_last(cell);
	}
	return true;
}

/* Whether any of the measures that a section is OF has an answer; *MISSING
 * names what would fill the first that has none. */
static bool any_answered(bool *any, struct str *missing,
    struct expansion *expansion, const struct template_node *node,
    struct error *err)
{
	struct str rest = template_get(node, "of");
	struct str id;
	*any = !rest.len;
	*missing = STR_NONE;
	while (str_split(&rest, ' ', &id)) {
		struct answer answer;
		struct question question = { .id = id };
		if (!id.len)
			continue;
		/* Not expand_ask: what is not shown needs no definition. */
		if (!engine_ask(&answer, expansion->engine, &question,
			expansion->keep, err))
			return false;
		*any = *any || is_answered(&answer);
		if (!missing->len)
			*missing = answer.missing;
	}
	return true;
}

static void set_aside(struct expansion *expansion,
    const struct template_node *node, struct str missing)
{
	struct str text = template_get(node, "empty");
	if (!text.len)
		text =
		    missing.len
			? arena_printf(expansion->keep,
			      STR_FMT " would fill it.",
			      STR_ARG(print_sentence(expansion->keep, missing)))
			: STR("no input given has figures for it.");
	VEC_PUSH(&expansion->unassessed, expansion->keep,
	    ((struct unassessed){ template_get(node, "title"), text }));
}

static struct doc *open_section(struct expansion *expansion, struct doc *parent,
    struct str id, struct str title)
{
	struct doc *section = doc_add(expansion->keep, parent, DOC_SECTION);
	struct doc *heading = doc_add(expansion->keep, section, DOC_HEADING);
	int depth = 1;
	for (const struct doc *at = section; at; at = at->parent)
		depth += at->kind == DOC_SECTION;
	section->id = id;
	heading->level = depth;
	heading->role = depth > 2 ? TEXT_BLOCK_TITLE : TEXT_HEADING;
	doc_add_run(expansion->keep, heading, title);
	return section;
}

static bool add_section(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	bool any;
	struct str missing;
	if (!any_answered(&any, &missing, expansion, node, err))
		return false;
	if (!any) {
		set_aside(expansion, node, missing);
		return true;
	}
	bool page_break = expansion->break_next ||
			  str_equal_z(template_get(node, "page-break"), "yes");
	expansion->break_next = false;
	struct doc *section = open_section(expansion, parent,
	    template_get(node, "id"), template_get(node, "title"));
	section->page_break = page_break;
	if (!expand_blocks(expansion, section, node, err))
		return false;
	if (!section->first->next) {
		drop_last(parent);
		expansion->break_next = page_break;
		set_aside(expansion, node, missing);
	}
	return true;
}

static bool add_unassessed(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	if (!expansion->unassessed.count)
		return true;
	struct doc *section = open_section(expansion, parent,
	    template_get(node, "id"), template_get(node, "title"));
	struct doc *lead =
	    add_paragraph(expansion, section, TEXT_LEAD, STR_NONE);
	if (!expand_inline(expansion, lead, node, err))
		return false;
	if (!lead->first)
		drop_last(section);
	for (size_t i = 0; i < expansion->unassessed.count; i++) {
		const struct unassessed *at = &expansion->unassessed.items[i];
		struct doc *paragraph =
		    add_paragraph(expansion, section, TEXT_BODY, STR_NONE);
		bool asks = str_ends(at->title, STR("?"));
		struct doc *run = add_strong(expansion, paragraph,
		    arena_printf(expansion->keep, STR_FMT "%s ",
			STR_ARG(at->title),
			asks ? " Not assessed." : ": not assessed."));
		run->mark = MARK_NOT_ASSESSED;
		doc_add_run(expansion->keep, paragraph, at->text);
	}
	return true;
}

static bool add_if_block(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	bool true_now;
	if (!holds(&true_now, expansion, node, err))
		return false;
	return !true_now || expand_blocks(expansion, parent, node, err);
}

static bool add_each(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct answer answer;
	if (!ask_node(&answer, expansion, node, err))
		return false;
	expand_order(&answer, node);
	if (expansion->binding_count == BINDINGS_MAX)
		return error_at(err, node->place,
		    "expected at most %d <for-each> within each other",
		    BINDINGS_MAX);
	struct binding *binding =
	    &expansion->bindings[expansion->binding_count++];
	binding->name = template_get(node, "as");
	for (size_t i = 0; i < answer.group_count; i++) {
		if (answer.groups[i].figure.suppressed)
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
		{ "unassessed", add_unassessed },
	};
	for (const struct template_node *at = node->first; at; at = at->next)
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
			if (template_is(at, kinds[i].name) &&
			    !kinds[i].add(expansion, parent, at, err))
				return false;
	return true;
}

bool expand_template(struct doc **root, struct expansion *expansion,
    const struct template_node *template, struct error *err)
{
	*root = doc_add(expansion->keep, NULL, DOC_DOCUMENT);
	return expand_blocks(expansion, *root, template, err);
}
