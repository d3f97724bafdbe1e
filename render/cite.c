/* Numbers of the text as links to what defines them. A link to each number
 * would be read out one by one; so one a sentence, from its first number to its
 * last: "AI took part in [70 of 179 commits (39%)]." Which tables tell the
 * number stands with the definition. Runs are parted when the tree is done and
 * in its language; links whose target the report does not have become text. */
#include "analysis/measure.h"
#include "base/map.h"
#include "render/expand.h"

struct str cite_target(struct str id, struct arena *keep)
{
	struct str target = arena_printf(keep, "#m-" STR_FMT, STR_ARG(id));
	char *signs = arena_z(keep, target);
	for (size_t i = 1; i < target.len; i++)
		if (signs[i] == '.' || signs[i] == '_')
			signs[i] = '-';
	return (struct str){ signs, target.len };
}

static void make_link(struct doc *run, struct str target, struct arena *keep)
{
	struct doc *inner = ARENA_NEW(keep, struct doc);
	struct doc *parent = run->parent;
	struct doc *next = run->next;
	*inner = *run;
	inner->parent = run;
	inner->next = NULL;
	*run = (struct doc){ .kind = DOC_LINK,
		.parent = parent,
		.next = next,
		.first = inner,
		.last = inner,
		.text = target,
		.quiet = true,
		.loose = true };
}

static void note_target(struct expansion *expansion, struct str target)
{
	expansion->cited.arena = expansion->keep;
	map_put(&expansion->cited, target, NULL);
}

bool cite_has(const struct expansion *expansion, struct str target)
{
	return map_get(&expansion->cited, target) != NULL;
}

void cite_link(struct expansion *expansion, struct doc *run, struct str target)
{
	note_target(expansion, target);
	make_link(run, target, expansion->keep);
}

/* The end of the sentence that starts TEXT, its blank included. */
static size_t sentence_end(struct str text)
{
	for (size_t i = 0; i + 2 < text.len; i++)
		if (text.ptr[i] == '.' && text.ptr[i + 1] == ' ' &&
		    ascii_is_upper(text.ptr[i + 2]))
			return i + 2;
	return text.len;
}

/* Signs before a number that belong to it: "+", "x", U+2212. */
static size_t number_start(struct str text, size_t at)
{
	if (at >= 1 && (text.ptr[at - 1] == '+' || text.ptr[at - 1] == '<' ||
			   text.ptr[at - 1] == '>'))
		return at - 1;
	if (at >= 3 &&
	    str_equal(str_slice(text, at - 3, at), STR("\xe2\x88\x92")))
		return at - 3;
	return at;
}

/* Behind the last number: its percent, its times sign, a bracket it opened. */
static size_t number_end(struct str text, size_t start, size_t at)
{
	size_t open = 0;
	if (at < text.len && text.ptr[at] == '%')
		at++;
	if (str_starts(str_skip(text, at), STR("\xc3\x97")))
		at += 2;
	for (size_t i = start; i < at; i++) {
		open += text.ptr[i] == '(';
		open -= text.ptr[i] == ')' && open;
	}
	if (open && at < text.len && text.ptr[at] == ')')
		at++;
	return at;
}

/* "claude-opus-4-6", "T-02": digits behind a letter of the same word. */
static bool is_of_name(struct str text, size_t at)
{
	while (at > 0 && text.ptr[at - 1] != ' ') {
		char c = text.ptr[--at];
		if (ascii_is_letter(c))
			return true;
	}
	return false;
}

static bool numbers_in(struct str text, size_t *from, size_t *to)
{
	size_t first = text.len;
	size_t last = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (!ascii_is_digit(text.ptr[i]) || is_of_name(text, i))
			continue;
		if (first == text.len)
			first = i;
		last = i + 1;
	}
	if (first == text.len)
		return false;
	*from = number_start(text, first);
	*to = number_end(text, *from, last);
	return true;
}

void cite_add(struct expansion *expansion, struct doc *parent, struct str text,
    struct str id, enum word_class class)
{
	if (!text.len)
		return;
	struct doc *run = doc_add_run(expansion->keep, parent, text);
	run->of = id;
	if (class != CLASS_NONE)
		run->class = word_class_name(class);
	note_target(expansion, cite_target(id, expansion->keep));
}

/* A copy of RUN with TEXT, behind LAST. */
static struct doc *add_part(const struct doc *run, struct doc *last,
    struct str text, struct arena *keep)
{
	struct doc *part = ARENA_NEW(keep, struct doc);
	*part = *run;
	part->text = text;
	part->next = last->next;
	last->next = part;
	if (part->parent->last == last)
		part->parent->last = part;
	return part;
}

/* Parts RUN, whose text is in the report's language by now, behind itself;
 * returns the last part. */
static struct doc *split(struct doc *run, struct arena *keep)
{
	struct str target = cite_target(run->of, keep);
	struct str text = run->text;
	const struct doc whole = *run;
	struct doc *last = run;
	bool is_first = true;
	while (text.len) {
		size_t from = 0;
		size_t to = 0;
		struct str sentence = str_slice(text, 0, sentence_end(text));
		bool cites = numbers_in(sentence, &from, &to);
		const struct str parts[] = { str_slice(sentence, 0, from),
			str_slice(sentence, from, to), str_skip(sentence, to) };
		text = str_skip(text, sentence.len);
		for (size_t i = 0; i < 3; i++) {
			if (!parts[i].len)
				continue;
			if (!is_first)
				last = add_part(&whole, last, parts[i], keep);
			last->text = parts[i];
			is_first = false;
			if (i == 1 && cites)
				make_link(last, target, keep);
		}
	}
	return last;
}

static void cite_children(struct doc *node, struct arena *keep)
{
	for (struct doc *at = node->first; at; at = at->next) {
		if (at->kind == DOC_RUN && at->of.len)
			at = split(at, keep);
		else
			cite_children(at, keep);
	}
	if (node->twin)
		cite_children(node->twin, keep);
}

/* A link holds one run; it becomes that run. */
static void loosen(struct doc *node, struct map *ids)
{
	if (node->kind == DOC_LINK && node->loose &&
	    !map_get(ids, str_skip(node->text, 1))) {
		struct doc *parent = node->parent;
		struct doc *next = node->next;
		*node = *node->first;
		node->parent = parent;
		node->next = next;
		return;
	}
	for (struct doc *at = node->first; at; at = at->next)
		loosen(at, ids);
	if (node->twin)
		loosen(node->twin, ids);
}

void cite_tree(struct doc *root, struct arena *keep)
{
	struct map ids = { .arena = keep };
	cite_children(root, keep);
	doc_ids(&ids, root);
	loosen(root, &ids);
}
