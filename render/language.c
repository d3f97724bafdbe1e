/* Languages. All phrases of a language stand in one list, the heaviest first;
 * what has no hole is found in a map. A text is looked up whole, then as a
 * number or a date, then sentence by sentence; what a hole held is looked up
 * the same way. Nothing here knows a language: signs, months and plural rules
 * are rows of language.csv. */
#include "render/language.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/rules.h"
#include "base/vec.h"
#include "render/number.h"
#include "render/phrase.h"

#define DEPTH_MAX 6
#define PROSE_BLANKS 3 /* names are shorter */
#define STEPS_MAX 400
#define SENTENCES_MAX 6 /* that one phrase may cover */
#define CELL_BLANKS 2	/* fewer: a text of a cell may be a name */

struct entry {
	struct str context;
	struct str english;
	struct str text;
	size_t weight;
	size_t order;
};

struct language {
	struct str code;
	struct arena *keep;
	struct number_forms forms;
	struct map exact; /* "context|english" -> struct entry */
	struct {
		struct entry **items;
		size_t count;
		size_t room;
	} phrases;
	struct str_list missing;
};

struct saying {
	const struct language *language;
	struct arena *keep;
	int depth;
	int steps;    /* left: texts may come from outside */
	bool has_gap; /* a hole held prose that nothing stands for */
};

static struct str exact_key(
    struct arena *keep, struct str context, struct str english)
{
	return arena_printf(
	    keep, STR_FMT "|" STR_FMT, STR_ARG(context), STR_ARG(english));
}

/* ------------------------------------------------------------- reading -- */

static bool add(struct language *language, struct place place,
    struct str context, struct str english, struct str text, struct error *err)
{
	bool added;
	struct entry *entry = ARENA_NEW(language->keep, struct entry);
	if (!phrase_check(place, english, text, err))
		return false;
	*entry = (struct entry){ .context = context,
		.english = english,
		.text = text,
		.weight = phrase_weight(english),
		.order = language->phrases.count };
	union map_value *slot = map_put(&language->exact,
	    exact_key(language->keep, context, english), &added);
	if (added)
		slot->pointer = entry;
	/* holes alone would be any text */
	if (phrase_has_hole(english) && entry->weight)
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
		VEC_PUSH(&language->phrases, language->keep, entry);
	return true;
}

static struct str file_of(struct language *language, const char *name)
{
	return arena_printf(language->keep, "data/lang/" STR_FMT "/%s",
	    STR_ARG(language->code), name);
}

static bool read_texts(struct language *language,
    const struct asset_folders *folders, struct error *err)
{
	struct rules rules;
	size_t at[3];
	if (!rules_read(&rules, folders, file_of(language, "texts.csv"),
		language->keep, err) ||
	    !rules_column(&rules, "context", &at[0], err) ||
	    !rules_column(&rules, "english", &at[1], err) ||
	    !rules_column(&rules, "text", &at[2], err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		struct place place = { rules.name, rules.lines[i], 0 };
		struct str context = rules_cell(&rules, i, at[0]);
		struct str english = rules_cell(&rules, i, at[1]);
		if (map_get(&language->exact,
			exact_key(language->keep, context, english)))
			return error_at(err, place,
			    "expected each text once, found \"" STR_FMT
			    "\" again",
			    STR_ARG(str_slice(english, 0, 120)));
		if (!add(language, place, context, english,
			rules_cell(&rules, i, at[2]), err))
			return false;
	}
	return true;
}

struct sentence {
	struct str say;
	struct str class;
	struct str text;
	int64_t line;
};

struct sentences {
	struct sentence *items;
	size_t count;
	struct map by_name; /* "say|class" -> struct sentence */
	struct str file;
};

static bool read_sentences(struct sentences *sentences, struct str file,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct rules rules;
	size_t at[3];
	sentences->by_name.arena = keep;
	sentences->file = file;
	if (!rules_read(&rules, folders, file, keep, err) ||
	    !rules_column(&rules, "say", &at[0], err) ||
	    !rules_column(&rules, "class", &at[1], err) ||
	    !rules_column(&rules, "text", &at[2], err))
		return false;
	sentences->count = rules.row_count;
	sentences->items =
	    arena_array(keep, rules.row_count, sizeof *sentences->items);
	for (size_t i = 0; i < rules.row_count; i++) {
		struct sentence *to = &sentences->items[i];
		to->say = rules_cell(&rules, i, at[0]);
		to->class = rules_cell(&rules, i, at[1]);
		to->text = rules_cell(&rules, i, at[2]);
		to->line = rules.lines[i];
		map_put(&sentences->by_name,
		    exact_key(keep, to->say, to->class), NULL)
		    ->pointer = to;
	}
	return true;
}

/* The sentences by name and class: English gives the phrase, the language what
 * stands for it. */
static bool read_words(struct language *language,
    const struct asset_folders *folders, struct error *err)
{
	struct arena *keep = language->keep;
	struct sentences english = { 0 };
	struct sentences own = { 0 };
	if (!read_sentences(
		&english, STR("data/words.csv"), folders, keep, err) ||
	    !read_sentences(
		&own, file_of(language, "words.csv"), folders, keep, err))
		return false;
	for (size_t i = 0; i < own.count; i++) {
		const struct sentence *at = &own.items[i];
		struct place place = { own.file, at->line, 0 };
		union map_value *slot = map_get(
		    &english.by_name, exact_key(keep, at->say, at->class));
		if (!slot)
			return error_at(err, place,
			    "expected a sentence of data/words.csv, found "
			    "\"" STR_FMT "\" of class \"" STR_FMT "\"",
			    STR_ARG(at->say), STR_ARG(at->class));
		const struct sentence *from = slot->pointer;
		if (!add(language, place, STR(""), from->text, at->text, err))
			return false;
	}
	for (size_t i = 0; i < english.count; i++) {
		const struct sentence *at = &english.items[i];
		struct str key = exact_key(keep, at->say, at->class);
		if (!map_get(&own.by_name, key))
			VEC_PUSH(&language->missing, keep, key);
	}
	return true;
}

static int by_weight(const void *a, const void *b)
{
	const struct entry *one = *(struct entry *const *)a;
	const struct entry *two = *(struct entry *const *)b;
	if (one->weight != two->weight)
		return one->weight > two->weight ? -1 : 1;
	return one->order < two->order ? -1 : one->order > two->order;
}

static bool is_code(struct str code)
{
	for (size_t i = 0; i < code.len; i++)
		if ((code.ptr[i] < 'a' || code.ptr[i] > 'z') &&
		    (code.ptr[i] < 'A' || code.ptr[i] > 'Z') &&
		    code.ptr[i] != '-')
			return false;
	return code.len >= 2 && code.len <= 16;
}

static bool refuse_code(struct str code, struct arena *keep, struct error *err)
{
	struct str names = STR("en");
	struct str name;
	size_t at = 0;
	while (asset_next(&at, STR("data/lang/"), &name))
		if (str_ends(name, STR("/language.csv")))
			names = arena_printf(keep, STR_FMT ", " STR_FMT,
			    STR_ARG(names),
			    STR_ARG(str_slice(name, 10, name.len - 13)));
	(void)error_set(err, ERROR_INPUT,
	    "output.language: expected the code of a language, found "
	    "\"" STR_FMT "\"",
	    STR_ARG(str_slice(code, 0, 40)));
	return error_fix(err,
	    "there are " STR_FMT
	    "; a folder lang/CODE below --data DIR adds one",
	    STR_ARG(names));
}

bool language_open(const struct language **result, struct str code,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct error missing = { 0 };
	struct str forms;
	*result = NULL;
	if (!code.len || str_equal_z(code, "en"))
		return true;
	struct language *language = ARENA_NEW(keep, struct language);
	language->code = arena_str(keep, code);
	language->keep = keep;
	language->exact.arena = keep;
	if (!is_code(code) ||
	    !asset_read(&forms, folders, file_of(language, "language.csv"),
		keep, &missing))
		return refuse_code(code, keep, err);
	if (!number_forms_read(&language->forms,
		file_of(language, "language.csv"), forms, keep, err) ||
	    !read_texts(language, folders, err) ||
	    !read_words(language, folders, err))
		return error_while(err, "reading a language");
	if (language->phrases.count)
		qsort(language->phrases.items, language->phrases.count,
		    sizeof(struct entry *), by_weight);
	*result = language;
	return true;
}

struct str language_code(const struct language *language)
{
	return language ? language->code : STR("en");
}

const struct str_list *language_missing(const struct language *language)
{
	return &language->missing;
}

struct str language_template(
    const struct language *language, struct str english)
{
	struct arena *scratch = arena_new();
	union map_value *slot =
	    map_get(&language->exact, exact_key(scratch, STR(""), english));
	arena_free(scratch);
	return slot ? ((struct entry *)slot->pointer)->text : STR_NONE;
}

bool language_is_prose(struct str text)
{
	return str_count_byte(text, ' ') >= PROSE_BLANKS;
}

/* -------------------------------------------------------------- saying -- */

static bool say(struct saying *saying, struct str context, struct str text,
    struct str *said);

/* What stands for HOLE of a phrase. */
static struct str fill_hole(
    struct saying *saying, struct str hole, const struct phrase_match *match)
{
	struct str name = phrase_hole_name(hole);
	struct str value = phrase_value(match, name);
	struct str rest = str_skip(hole, name.len);
	if (str_starts(rest, STR("|")))
		return number_plural(
		    &saying->language->forms, value, str_skip(rest, 1));
	if (str_equal_z(rest, "="))
		return value;
	struct str context =
	    str_starts(rest, STR(":")) ? str_skip(rest, 1) : STR("");
	struct str said;
	if (say(saying, context, value, &said))
		return said;
	saying->has_gap = saying->has_gap ||
			  (!str_equal_z(rest, "?") && language_is_prose(value));
	return value;
}

static struct str fill(
    struct saying *saying, struct str text, const struct phrase_match *match)
{
	struct buf out = { 0 };
	struct str before;
	struct str hole;
	bool more = true;
	while (more) {
		more = phrase_next(&text, &before, &hole);
		buf_add(&out, before);
		if (more)
			buf_add(&out, fill_hole(saying, hole, match));
	}
	struct str filled = arena_str(saying->keep, buf_str(&out));
	buf_free(&out);
	return filled;
}

static bool say_exact(struct saying *saying, struct str context,
    struct str text, struct str *said)
{
	struct str key = exact_key(saying->keep, context, text);
	union map_value *slot = map_get(&saying->language->exact, key);
	if (!slot)
		return false;
	*said = ((struct entry *)slot->pointer)->text;
	return true;
}

static bool say_phrase(struct saying *saying, struct str context,
    struct str text, struct str *said)
{
	const struct language *language = saying->language;
	for (size_t i = 0; i < language->phrases.count; i++) {
		const struct entry *at = language->phrases.items[i];
		struct phrase_match match;
		if (at->weight > text.len || !str_equal(at->context, context) ||
		    !phrase_match(&match, at->english, text))
			continue;
		*said = fill(saying, at->text, &match);
		return true;
	}
	return false;
}

/* A list, or a label and what it is of: each part on its own. */
static bool say_parts(struct saying *saying, struct str context,
    struct str text, struct str *said)
{
	static const struct str marks[] = { { "; ", 2 }, { ": ", 2 },
		{ " / ", 3 }, { ", ", 2 }, { "\n", 1 } };
	for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
		size_t at = str_find(text, marks[k]);
		struct str one;
		struct str two;
		if (at == text.len ||
		    !say(saying, context, str_slice(text, 0, at), &one) ||
		    !say(saying, context, str_skip(text, at + marks[k].len),
			&two))
			continue;
		*said = arena_printf(saying->keep, STR_FMT STR_FMT STR_FMT,
		    STR_ARG(one), STR_ARG(marks[k]), STR_ARG(two));
		return true;
	}
	return false;
}

/* Contexts in lower case are forms ("dative"), others heads of columns. */
static bool is_cell(struct str context)
{
	return context.len && (context.ptr[0] < 'a' || context.ptr[0] > 'z');
}

/* A short text of a cell may be a name: only its own column knows. */
static bool is_general(struct str context, struct str text)
{
	return !is_cell(context) || str_count_byte(text, ' ') >= CELL_BLANKS;
}

static bool say(struct saying *saying, struct str context, struct str text,
    struct str *said)
{
	const struct number_forms *forms = &saying->language->forms;
	bool general = context.len && is_general(context, text);
	if (saying->depth > DEPTH_MAX || --saying->steps < 0)
		return false;
	saying->depth++;
	bool found =
	    say_exact(saying, context, text, said) ||
	    (is_cell(context) && say_exact(saying, STR("cell"), text, said)) ||
	    (general && say_exact(saying, STR(""), text, said)) ||
	    number_say(forms, text, is_cell(context), said, saying->keep) ||
	    say_phrase(saying, context, text, said) ||
	    (is_cell(context) && say_phrase(saying, STR("cell"), text, said)) ||
	    (general && say_phrase(saying, STR(""), text, said)) ||
	    say_parts(saying, context, text, said);
	saying->depth--;
	return found;
}

/* The end of the sentence that starts at FROM: behind its full stop. */
static size_t sentence_end(struct str text, size_t from)
{
	size_t at = from + str_find(str_skip(text, from), STR(". "));
	return at < text.len ? at + 1 : text.len;
}

/* Up to SENTENCES_MAX sentences at once, as many as one phrase covers; fewer
 * where more would leave a gap. */
static size_t say_some(struct saying *saying, struct str context,
    struct str text, size_t from, struct buf *out, bool *known)
{
	size_t ends[SENTENCES_MAX] = { 0 };
	size_t count = 0;
	struct str said;
	for (size_t end = from; end < text.len && count < SENTENCES_MAX;)
		ends[count++] = end = sentence_end(text, end);
	size_t lead = from < text.len && text.ptr[from] == ' ';
	struct str best = str_slice(text, from + lead, ends[0]);
	size_t end = ends[0];
	bool whole = false;
	for (size_t i = count; i > 0 && !whole; i--) {
		saying->steps = STEPS_MAX;
		saying->has_gap = false;
		if (!say(saying, context,
			str_slice(text, from + lead, ends[i - 1]), &said))
			continue;
		best = said;
		end = ends[i - 1];
		whole = !saying->has_gap;
	}
	*known = *known && whole;
	buf_add(out, str_slice(text, from, from + lead));
	buf_add(out, best);
	return end;
}

struct str language_say(const struct language *language, struct str context,
    struct str text, bool *known, struct arena *keep)
{
	bool all = true;
	if (known)
		*known = true;
	if (!language || !text.len)
		return text;
	struct arena *scratch = arena_new();
	struct saying saying = { .language = language, .keep = scratch };
	struct buf out = { 0 };
	struct str trimmed = str_trim(text);
	size_t lead = trimmed.len ? (size_t)(trimmed.ptr - text.ptr) : 0;
	buf_add(&out, str_slice(text, 0, lead));
	for (size_t at = 0; at < trimmed.len;)
		at = say_some(&saying, context, trimmed, at, &out, &all);
	buf_add(&out, str_skip(text, lead + trimmed.len));
	struct str said = arena_str(keep, buf_str(&out));
	buf_free(&out);
	arena_free(scratch);
	if (known)
		*known = all;
	return said;
}

const struct number_forms *language_forms(const struct language *language)
{
	return language ? &language->forms : NULL;
}
