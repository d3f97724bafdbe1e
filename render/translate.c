/* Translation in three passes. A text of a template is one phrase with its
 * elements as {1}, {2}: their order may change. Runs of the tree are phrases
 * that words.csv, measures and C made; in a cell the English head of the column
 * is their context, since short words there may be names that somebody chose.
 * Right-aligned cells hold numbers. */
#include "render/translate.h"

#include "base/buf.h"
#include "base/vec.h"
#include "render/phrase.h"

enum { COLUMNS_MAX = 64 };

struct walk {
	struct translation *translation;
	struct str heads[COLUMNS_MAX]; /* of the table around, in English */
	struct str context;
};

void translation_start(struct translation *translation,
    const struct language *language, struct arena *keep)
{
	*translation = (struct translation){ .language = language,
		.keep = keep,
		.seen = { .arena = keep },
		.own = { .arena = keep } };
}

static void note_missing(struct translation *translation, struct str text)
{
	bool added;
	map_put(&translation->seen, text, &added);
	if (added)
		VEC_PUSH(&translation->missing, translation->keep, text);
}

/* ------------------------------------------------------------ templates -- */

/* The content of NODE with {n} in place of its n-th element; *WORDS tells
 * whether it has text at all. */
static struct str phrase_of(
    const struct template_node *node, bool *words, struct arena *keep)
{
	struct buf out = { 0 };
	int number = 0;
	*words = false;
	for (const struct template_node *at = node->first; at; at = at->next) {
		if (at->name.ptr)
			buf_printf(&out, "{%d}", ++number);
		else
			buf_add(&out, at->text);
		for (size_t i = 0; !at->name.ptr && i < at->text.len; i++)
			*words = *words || (at->text.ptr[i] | 32) >= 'a';
	}
	struct str phrase = arena_str(keep, str_trim(buf_str(&out)));
	buf_free(&out);
	return phrase;
}

static struct template_node *child_at(
    const struct template_node *node, int64_t number)
{
	for (struct template_node *at = node->first; at; at = at->next)
		if (at->name.ptr && --number == 0)
			return at;
	return NULL;
}

static void append(struct template_node *parent, struct template_node *child)
{
	child->next = NULL;
	child->parent = parent;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

static void append_text(struct translation *translation,
    struct template_node *parent, struct str text)
{
	if (!text.len)
		return;
	struct template_node *node =
	    ARENA_NEW(translation->keep, struct template_node);
	node->text = text;
	node->place = parent->place;
	append(parent, node);
	map_put(&translation->own, str_trim(text), NULL);
}

/* Sets NODE's content anew as TEXT has it. An element that TEXT leaves out is
 * gone; one that it names twice stands where it is named first. */
static void set_content(struct translation *translation,
    struct template_node *node, struct str text)
{
	struct template_node old = *node;
	struct template_node *children[PHRASE_HOLES_MAX] = { NULL };
	struct str before;
	struct str hole;
	bool more = true;
	for (int i = 0; i < PHRASE_HOLES_MAX; i++)
		children[i] = child_at(&old, i + 1);
	node->first = node->last = NULL;
	while (more) {
		int64_t number;
		more = phrase_next(&text, &before, &hole);
		append_text(translation, node, before);
		if (!more || !str_to_int(hole, &number) || number < 1 ||
		    number > PHRASE_HOLES_MAX || !children[number - 1])
			continue;
		append(node, children[number - 1]);
		children[number - 1] = NULL;
	}
}

/* Line breaks of the file are blanks. */
static struct str on_one_line(struct str text, struct arena *keep)
{
	struct buf out = { 0 };
	for (size_t i = 0; i < text.len; i++) {
		bool blank = text.ptr[i] == ' ' || text.ptr[i] == '\n' ||
			     text.ptr[i] == '\t';
		if (!blank)
			buf_add_char(&out, text.ptr[i]);
		else if (out.len && out.data[out.len - 1] != ' ')
			buf_add_char(&out, ' ');
	}
	struct str line = arena_str(keep, str_trim(buf_str(&out)));
	buf_free(&out);
	return line;
}

static void translate_attributes(
    struct translation *translation, struct template_node *node)
{
	static const char *const names[] = { "title", "empty", "label" };
	for (size_t i = 0; i < node->attribute_count; i++)
		for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
			struct template_attribute *at = &node->attributes[i];
			if (!str_equal_z(at->name, names[k]) || !at->value.len)
				continue;
			struct str english =
			    on_one_line(at->value, translation->keep);
			struct str said =
			    language_template(translation->language, english);
			if (said.ptr) {
				at->value = said;
				map_put(&translation->own, said, NULL);
			} else {
				note_missing(translation, english);
			}
		}
}

void translate_template(
    struct translation *translation, struct template_node *node)
{
	bool words;
	if (!translation->language || !node->name.ptr)
		return;
	translate_attributes(translation, node);
	struct str english = phrase_of(node, &words, translation->keep);
	struct str said =
	    words ? language_template(translation->language, english)
		  : STR_NONE;
	if (said.ptr)
		set_content(translation, node, said);
	else if (words)
		note_missing(translation, english);
	for (struct template_node *at = node->first; at; at = at->next)
		translate_template(translation, at);
}

/* ----------------------------------------------------------------- tree -- */

static struct str say(struct walk *walk, struct str context, struct str text)
{
	struct translation *translation = walk->translation;
	bool known;
	if (map_get(&translation->own, str_trim(text)))
		return text;
	struct str said = language_say(
	    translation->language, context, text, &known, translation->keep);
	if (!known && language_is_prose(text))
		note_missing(translation, text);
	return said;
}

struct str translate_text(struct translation *translation, struct str text)
{
	struct walk walk = { .translation = translation };
	return translation->language ? say(&walk, STR(""), text) : text;
}

static void walk_node(struct walk *walk, struct doc *node);

static void walk_children(struct walk *walk, struct doc *node)
{
	for (struct doc *at = node->first; at; at = at->next)
		walk_node(walk, at);
}

/* The text of a cell, which names the column below it. */
static struct str text_of(const struct doc *node, struct arena *keep)
{
	struct buf out = { 0 };
	for (const struct doc *block = node->first; block; block = block->next)
		for (const struct doc *at = block->first; at; at = at->next)
			buf_add(&out, at->text);
	struct str text = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return text;
}

static bool has_contexts(const struct doc *table)
{
	return table->block == BLOCK_PLAIN || table->block == BLOCK_DECISIONS ||
	       table->block == BLOCK_ENTRIES;
}

static void walk_row(struct walk *walk, struct doc *row)
{
	size_t column = 0;
	bool contexts = has_contexts(row->parent);
	for (struct doc *cell = row->first; cell; cell = cell->next) {
		if (row->header && column < COLUMNS_MAX)
			walk->heads[column] =
			    text_of(cell, walk->translation->keep);
		walk->context = STR("");
		if (contexts && !row->header && cell->align == ALIGN_LEFT &&
		    column < COLUMNS_MAX)
			walk->context = walk->heads[column].len
					    ? walk->heads[column]
					    : STR("cell");
		walk_children(walk, cell);
		column += cell->span ? (size_t)cell->span : 1;
	}
	walk->context = STR("");
}

static void walk_table(struct walk *walk, struct doc *table)
{
	struct walk inner = { .translation = walk->translation,
		.context = STR("") };
	walk_children(&inner, table);
}

/* Where room is scarce a language may say things shorter: the large figures of
 * page one, and its cover. */
static struct str context_of(const struct walk *walk, const struct doc *run)
{
	const struct doc *at = run->parent;
	if (walk->context.len || !at)
		return walk->context;
	if (at->role == TEXT_VALUE)
		return STR("value");
	if (at->parent && at->parent->parent &&
	    at->parent->parent->block == BLOCK_COVER)
		return STR("cover");
	return walk->context;
}

static void walk_node(struct walk *walk, struct doc *node)
{
	if (node->kind == DOC_TABLE) {
		walk_table(walk, node);
	} else if (node->kind == DOC_ROW) {
		walk_row(walk, node);
	} else {
		if (node->kind == DOC_RUN)
			node->text =
			    say(walk, context_of(walk, node), node->text);
		if (node->kind == DOC_FIGURE) {
			node->alt = say(walk, STR(""), node->alt);
			if (node->twin)
				walk_node(walk, node->twin);
		}
		walk_children(walk, node);
	}
}

void translate_doc(struct translation *translation, struct doc *root)
{
	struct walk walk = { .translation = translation, .context = STR("") };
	if (translation->language)
		walk_node(&walk, root);
}

/* ------------------------------------------------------------- drawings -- */

void translate_drawing(struct drawing *drawing, const struct language *language,
    struct arena *keep)
{
	if (!language)
		return;
	for (size_t i = 0; i < drawing->count; i++) {
		struct shape *shape = &drawing->items[i];
		if (shape->kind == SHAPE_TEXT)
			shape->text = language_say(
			    language, STR(""), shape->text, NULL, keep);
	}
}
