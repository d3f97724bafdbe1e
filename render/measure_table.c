/* Tables of a template: one measure by its groups or the rows of a table
 * measure (figure_table.c, row_table.c), several measures side by side, or a
 * listing. */
#include "base/vec.h"
#include "render/expand.h"
#include "render/print.h"

static const struct group *find_group(
    const struct answer *answer, struct str value)
{
	for (size_t i = 0; i < answer->group_count; i++)
		if (str_equal(answer->groups[i].keys[0].value, value))
			return &answer->groups[i];
	return NULL;
}

static void add_side_cell(struct table *table,
    const struct expansion *expansion, const struct answer *answer,
    struct str key)
{
	struct arena *keep = expansion->keep;
	static const struct figure none = { 0 };
	const struct group *group = find_group(answer, key);
	const struct figure *figure = group ? &group->figure : &none;
	struct str text = words_value(answer->measure, figure, keep);
	if (!group && answer->figure.known)
		text = STR("none");
	table_add_few(table,
	    words_few(expansion->words, answer->measure, figure, keep), keep);
	table_real(table, keep,
	    text.ptr ? text : words_missing(answer->measure, figure),
	    figure->value, figure->known && !figure->suppressed);
	if (!figure->known || figure->suppressed)
		table->cells[table->cell_count - 1].print =
		    text.ptr ? text : words_missing(answer->measure, figure);
	table_text(table, keep,
	    !group && answer->figure.known
		? STR("none")
		: words_state(answer->measure, figure));
}

enum { SIDES_MAX = 6 };

static bool fill_sides(struct table *table, struct expansion *expansion,
    const struct template_node *node, struct error *err)
{
	struct answer answers[SIDES_MAX];
	struct arena *keep = expansion->keep;
	struct str rest = template_get(node, "of");
	struct str id;
	size_t count = 0;
	struct str_list keys = { 0 };
	table_column(table, keep,
	    (struct table_column){ .name = template_get(node, "by"),
		.title = key_title(template_get(node, "by"), keep) });
	while (count < SIDES_MAX && str_split(&rest, ' ', &id)) {
		struct question question;
		struct answer *answer = &answers[count];
		if (!id.len)
			continue;
		expand_question(&question, expansion, node, id);
		if (!expand_ask(answer, expansion, &question, err))
			return false;
		expand_order(answer, node, keep);
		table_column(table, keep,
		    (struct table_column){ .name = id,
			.title = answer->measure->title,
			.number = true });
		table_column(table, keep,
		    (struct table_column){ .name = arena_printf(keep,
					       STR_FMT ".state", STR_ARG(id)),
			.show = SHOW_CSV });
		for (size_t i = 0; i < answer->group_count; i++) {
			bool known = false;
			struct str value = answer->groups[i].keys[0].value;
			for (size_t k = 0; k < keys.count; k++)
				known =
				    known || str_equal(keys.items[k], value);
			if (!known)
				VEC_PUSH(&keys, keep, value);
		}
		count++;
	}
	for (size_t k = 0; k < keys.count; k++) {
		table_value(table, keep,
		    key_words(
			expansion, template_get(node, "by"), keys.items[k]),
		    keys.items[k].ptr ? keys.items[k] : STR(""));
		for (size_t i = 0; i < count; i++)
			add_side_cell(
			    table, expansion, &answers[i], keys.items[k]);
	}
	return true;
}

static bool fill_node(struct table *table, struct expansion *expansion,
    const struct template_node *node, struct error *err)
{
	struct answer answer;
	struct question question;
	struct str name = template_get(node, "name");
	struct str of = str_trim(template_get(node, "of"));
	if (name.ptr)
		return listing_fill(table, expansion, name, err);
	if (str_find_byte(of, ' ') < of.len)
		return fill_sides(table, expansion, node, err);
	expand_question(&question, expansion, node, of);
	if (!expand_ask(&answer, expansion, &question, err))
		return false;
	expand_order(&answer, node, expansion->keep);
	table_fill(table, expansion, &answer);
	return true;
}

/* Whether all of several rows say the same in COLUMN, or one says nothing. */
static bool is_alike(const struct table *table, size_t column)
{
	if (table_rows(table) == 1)
		return !table->cells[column].raw.len;
	for (size_t i = column + table->column_count; i < table->cell_count;
	     i += table->column_count)
		if (!str_equal(
			table->cells[i].print, table->cells[column].print))
			return false;
	return true;
}

/* Whether NAMES has column I of TABLE; as "name?" only where its values differ.
 */
static bool is_chosen(const struct table *table, size_t i, struct str names)
{
	struct str name;
	while (str_split(&names, ' ', &name)) {
		bool asks = str_ends(name, STR("?"));
		if (asks)
			name.len--;
		if (str_equal(name, table->columns[i].name))
			return !asks || !is_alike(table, i);
	}
	return false;
}

/* Columns that the template does not name stand in the file alone, and so does
 * the repository where there is but one. */
static void choose_columns(struct table *table,
    const struct expansion *expansion, const struct template_node *node)
{
	for (size_t i = 1; i < table->column_count; i++)
		if (str_equal_z(table->columns[i].name, "repository") &&
		    expansion->facts.repositories == 1)
			table->columns[i].show = SHOW_CSV;
	struct str names = template_get(node, "columns");
	for (size_t i = 0; names.ptr && i < table->column_count; i++)
		if (table->columns[i].show != SHOW_NONE &&
		    !is_chosen(table, i, names))
			table->columns[i].show = SHOW_CSV;
}

static const struct table_column *printed_at(
    const struct table *table, size_t *column, size_t from)
{
	for (*column = from; *column < table->column_count; ++*column)
		if (table->columns[*column].show == SHOW_BOTH ||
		    table->columns[*column].show == SHOW_PRINT)
			return &table->columns[*column];
	return NULL;
}

/* Rows that are hidden say so behind their name where the template leaves out
 * their state. */
static void say_hidden(struct table *table)
{
	size_t name;
	size_t place;
	if (!printed_at(table, &name, 0) ||
	    !printed_at(table, &place, name + 1))
		return;
	for (size_t i = 0; i < table->column_count; i++) {
		if (!str_equal_z(table->columns[i].name, "state") ||
		    table->columns[i].show != SHOW_CSV)
			continue;
		for (size_t at = 0; at < table->cell_count;
		     at += table->column_count)
			if (str_equal_z(table->cells[at + i].raw, "suppressed"))
				table->cells[at + place].print =
				    STR("not shown, for privacy");
	}
}

/* Why some of what NODE prints is too little to say, below it. */
static void add_few(struct expansion *expansion, struct doc *parent,
    const struct table *table, const struct doc *node)
{
	struct str few = table_few(table, node, expansion->keep);
	if (!few.ptr)
		return;
	struct doc *paragraph = doc_add(expansion->keep, parent, DOC_PARAGRAPH);
	paragraph->role = TEXT_SMALL;
	doc_add_run(expansion->keep, paragraph, few);
}

/* What is not known beside the rows of a measure, below them. */
static bool add_partial(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct arena *keep = expansion->keep;
	struct answer answer;
	struct str of = str_trim(template_get(node, "of"));
	if (!of.len || str_find_byte(of, ' ') < of.len)
		return true;
	if (!expand_ask_node(&answer, expansion, node, err))
		return false;
	expansion->partial = answer.partial;
	if (!answer.partial.ptr)
		return true;
	struct doc *paragraph = doc_add(keep, parent, DOC_PARAGRAPH);
	paragraph->role = TEXT_SMALL;
	doc_add_run(keep, paragraph,
	    answer.row_count || answer.group_count
		? arena_printf(keep, STR_FMT ".",
		      STR_ARG(print_sentence(keep, answer.partial)))
		: arena_printf(keep, STR_FMT ": " STR_FMT ".",
		      STR_ARG(answer.measure->title), STR_ARG(answer.partial)));
	return true;
}

bool expand_table(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	struct str title;
	const struct template_node *head = node->first;
	while (head && !template_is(head, "title"))
		head = head->next;
	if (!expand_text(&title, expansion, head, err))
		return false;
	struct table *table =
	    table_new(&expansion->tables, title, expansion->keep);
	int64_t limit;
	table->list = template_get(node, "name");
	if (str_to_int(template_get(node, "limit"), &limit))
		table->limit = (size_t)limit;
	expansion->telling = table;
	if (!fill_node(table, expansion, node, err))
		return false;
	expansion->telling = NULL;
	choose_columns(table, expansion, node);
	say_hidden(table);
	table_drop_empty(table);
	/* What has no group or row is told by the text, not by a table. */
	if (!table_rows(table) && !template_get(node, "name").ptr) {
		expansion->tables.count--;
		return add_partial(expansion, parent, node, err);
	}
	struct str print = template_get(node, "print");
	if (str_equal_z(print, "no"))
		return true;
	table->entries = table->entries || str_equal_z(print, "entries");
	table->is_apart = expansion->is_mail;
	if (str_equal_z(template_get(node, "fold"), "yes"))
		table_fold(table, expansion->keep);
	add_few(expansion, parent, table,
	    table_doc(table, parent, true, expansion->keep));
	return add_partial(expansion, parent, node, err);
}
