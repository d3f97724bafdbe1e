/* The words engine. Sentences are data: a row of data/words.csv has a name, the
 * classes it speaks for (none: any) and the text with fields in braces. They
 * are checked when read, so that a report cannot fail over a sentence: every
 * field must be one this file or its callers know, and no text may use words of
 * cause for observed figures. The classes and their words follow the rule in
 * docs/method.md, "Words". */
#include "render/words.h"

#include "analysis/measure.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/near.h"
#include "base/rules.h"
#include "base/vec.h"
#include "render/phrase.h"

#define WORDS_FILE STR("data/words.csv")
#define BRACES_MAX 40 /* length of a field's name */

struct words {
	struct arena *keep;
	struct str_list names;
	struct map texts; /* "say|class" -> struct str */
};

/* Fields a sentence may use. */
static const char *const field_names[] = { "value", "low", "high", "interval",
	"hit", "n", "rest", "rest_share", "exposure", "exposure_rest", "rate",
	"rate_rest", "crude", "crude_interval", "rest_code", "rest_title",
	"fewer", "more", "unknown", "title", "unit", "previous", "change",
	"change_interval", "limit", "status", "all_ai", "none_ai",
	"all_ai_interval", "none_ai_interval", "period", "dates", "groups",
	"top", "top_value", "part", "rest_part", "share", "counts", "count",
	"total", "name", "what", "terms", "production", "in_percent",
	"all_ai_class", "none_ai_class", "split", "split_interval", "band",
	"like_hit", "like_n", "like_exposure", "like_exposure_rest", "strata",
	"e_value", "e_value_limit", "spread", "agree", "excess",
	"excess_interval", "source", "living", "places" };

/* Words that claim a cause; whole words, lower case. */
static const char *const causal[] = { "cause", "causes", "caused", "because",
	"due to", "leads to", "led to", "results in", "thanks to" };

void words_set(struct word_fields *fields, const char *name, struct str value)
{
	for (size_t i = 0; i < fields->count; i++)
		if (strcmp(fields->items[i].name, name) == 0) {
			fields->items[i].value = value;
			return;
		}
	if (fields->count < WORD_FIELDS_MAX)
		fields->items[fields->count++] =
		    (struct word_field){ name, value };
}

struct str words_get(const struct word_fields *fields, struct str name)
{
	for (size_t i = 0; i < fields->count; i++)
		if (str_equal_z(name, fields->items[i].name))
			return fields->items[i].value;
	return STR_NONE;
}

bool words_class_from(struct str name, enum word_class *class)
{
	for (int i = 0; i < WORD_CLASSES; i++)
		if (str_equal_z(name, word_class_name((enum word_class)i))) {
			*class = (enum word_class)i;
			return true;
		}
	return false;
}

static bool check_fields(struct place place, struct str text, struct error *err)
{
	size_t known = sizeof field_names / sizeof *field_names;
	struct str names[sizeof field_names / sizeof *field_names];
	struct str before;
	struct str field;
	for (size_t i = 0; i < known; i++)
		names[i] = str_from(field_names[i]);
	while (phrase_next(&text, &before, &field)) {
		bool found = str_starts(field, STR("row_"));
		for (size_t i = 0; i < known; i++)
			found = found || str_equal(field, names[i]);
		if (found)
			continue;
		struct str near = near_name(field, names, known);
		error_at(err, place,
		    "expected a field in braces, found \"{" STR_FMT "}\"",
		    STR_ARG(str_slice(field, 0, BRACES_MAX)));
		return near.ptr
			   ? error_fix(err, "did you mean \"{" STR_FMT "}\"?",
				 STR_ARG(near))
			   : false;
	}
	return true;
}

static bool holds_word(struct str text, struct str word)
{
	for (size_t i = 0; i + word.len <= text.len; i++)
		if (str_equal_nocase(str_slice(text, i, i + word.len), word) &&
		    (i == 0 || !ascii_is_letter(text.ptr[i - 1])) &&
		    (i + word.len == text.len ||
			!ascii_is_letter(text.ptr[i + word.len])))
			return true;
	return false;
}

static bool check_cause(struct place place, struct str text, struct error *err)
{
	for (size_t i = 0; i < sizeof causal / sizeof *causal; i++)
		if (holds_word(text, str_from(causal[i]))) {
			error_at(err, place,
			    "expected no word of cause, found \"%s\"",
			    causal[i]);
			return error_fix(err, "observed figures show that "
					      "things go together: write "
					      "\"goes with\", \"is found "
					      "in\", \"compared with\"");
		}
	return true;
}

static struct str text_key(struct arena *keep, struct str say, struct str class)
{
	return arena_printf(
	    keep, STR_FMT "|" STR_FMT, STR_ARG(say), STR_ARG(class));
}

static bool add_text(struct words *words, struct str say, struct str class,
    struct str text, struct place place, struct error *err)
{
	bool added;
	enum word_class known;
	if (class.len && !words_class_from(class, &known)) {
		struct str names[WORD_CLASSES];
		for (int i = 0; i < WORD_CLASSES; i++)
			names[i] =
			    str_from(word_class_name((enum word_class)i));
		struct str near = near_name(class, names, WORD_CLASSES);
		error_at(err, place,
		    "expected a class of words, found \"" STR_FMT "\"",
		    STR_ARG(class));
		return near.ptr
			   ? error_fix(err, "did you mean \"" STR_FMT "\"?",
				 STR_ARG(near))
			   : false;
	}
	struct str key = text_key(words->keep, say, class);
	struct str *slot = ARENA_NEW(words->keep, struct str);
	*slot = text;
	map_put(&words->texts, key, &added)->pointer = slot;
	return added || error_at(err, place,
			    "expected one text for \"" STR_FMT
			    "\" and its class, found a "
			    "second",
			    STR_ARG(say));
}

static bool add_row(struct words *words, const struct rules *rules, size_t row,
    const size_t columns[3], struct error *err)
{
	struct str say = rules_cell(rules, row, columns[0]);
	struct str classes = rules_cell(rules, row, columns[1]);
	struct str text = rules_cell(rules, row, columns[2]);
	struct place place = { rules->name, rules->lines[row], 0 };
	struct str class;
	if (!check_fields(place, text, err) || !check_cause(place, text, err))
		return false;
	size_t last = words->names.count;
	if (!last || !str_equal(words->names.items[last - 1], say))
		VEC_PUSH(&words->names, words->keep, say);
	if (!classes.len)
		return add_text(words, say, classes, text, place, err);
	while (str_split(&classes, ' ', &class))
		if (!add_text(words, say, class, text, place, err))
			return false;
	return true;
}

bool words_open(struct words **result, const struct asset_folders *folders,
    struct arena *keep, struct error *err)
{
	struct rules rules;
	size_t columns[3];
	struct words *words = ARENA_NEW(keep, struct words);
	words->keep = keep;
	words->texts.arena = keep;
	*result = words;
	if (!rules_read(&rules, folders, WORDS_FILE, keep, err) ||
	    !rules_column(&rules, "say", &columns[0], err) ||
	    !rules_column(&rules, "class", &columns[1], err) ||
	    !rules_column(&rules, "text", &columns[2], err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++)
		if (!add_row(words, &rules, i, columns, err))
			return false;
	return true;
}

const struct str_list *words_names(const struct words *words)
{
	return &words->names;
}

static struct str find_text(
    const struct words *words, struct str say, const char *class)
{
	struct arena *scratch = arena_new();
	union map_value *slot =
	    map_get(&words->texts, text_key(scratch, say, str_from(class)));
	arena_free(scratch);
	return slot ? *(struct str *)slot->pointer : STR_NONE;
}

/* None when a field is not known. */
static struct str fill(
    struct str text, const struct word_fields *fields, struct arena *keep)
{
	struct buf out = { 0 };
	struct str before;
	struct str field;
	bool known = true;
	while (known && text.len) {
		bool has_field = phrase_next(&text, &before, &field);
		buf_add(&out, before);
		if (!has_field)
			break;
		struct str value = words_get(fields, field);
		known = value.ptr != NULL;
		buf_add(&out, value);
	}
	struct str filled = known ? arena_str(keep, buf_str(&out)) : STR_NONE;
	buf_free(&out);
	return filled;
}

struct str words_say(const struct words *words, struct str say,
    enum word_class class, bool unstable, const struct word_fields *fields,
    struct arena *keep)
{
	struct str text = find_text(words, say, word_class_name(class));
	if (!text.ptr && class != CLASS_NOT_ASSESSED)
		text = find_text(words, say, "");
	if (!text.ptr)
		return STR_NONE;
	struct str said = fill(text, fields, keep);
	if (!unstable || !said.ptr)
		return said;
	struct str more = find_text(
	    words, arena_printf(keep, STR_FMT ".unstable", STR_ARG(say)), "");
	struct str added = more.ptr ? fill(more, fields, keep) : STR_NONE;
	return added.ptr ? arena_printf(keep, STR_FMT " " STR_FMT,
			       STR_ARG(said), STR_ARG(added))
			 : said;
}

const char *words_status(enum figure_status status)
{
	static const char *const words[FIGURE_STATUSES] = {
		[STATUS_NONE] = "",
		[STATUS_INSIDE] = "Inside",
		[STATUS_BORDERLINE] = "Borderline",
		[STATUS_OUTSIDE] = "Outside",
		[STATUS_NOT_ASSESSED] = "Not assessed",
		[STATUS_TOO_LITTLE] = "Too little data",
		[STATUS_NOT_COMPARABLE] = "Not comparable",
	};
	return words[status];
}

enum doc_mark words_status_mark(enum figure_status status)
{
	static const enum doc_mark marks[FIGURE_STATUSES] = {
		[STATUS_NONE] = MARK_NONE,
		[STATUS_INSIDE] = MARK_INSIDE,
		[STATUS_BORDERLINE] = MARK_BORDERLINE,
		[STATUS_OUTSIDE] = MARK_OUTSIDE,
		[STATUS_NOT_ASSESSED] = MARK_NOT_ASSESSED,
		[STATUS_TOO_LITTLE] = MARK_TOO_LITTLE,
		[STATUS_NOT_COMPARABLE] = MARK_NOT_COMPARABLE,
	};
	return marks[status];
}

static bool is_real(enum word_class change)
{
	return change == CLASS_CLEAR_UP || change == CLASS_CLEAR_DOWN;
}

static bool is_better(enum word_class change, enum measure_direction good)
{
	return (change == CLASS_CLEAR_UP) == (good == DIRECTION_UP);
}

const char *words_change(enum word_class change, enum measure_direction good)
{
	if (is_real(change) && good == DIRECTION_NONE)
		return change == CLASS_CLEAR_UP ? "Higher" : "Lower";
	if (is_real(change))
		return is_better(change, good) ? "Better" : "Worse";
	switch (change) {
	case CLASS_NOT_ASSESSED:
	case CLASS_NONE:
		return "No earlier figure";
	case CLASS_TOO_LITTLE:
		return "Too little data";
	case CLASS_NOT_COMPARABLE:
		return "Not comparable";
	case CLASS_EQUAL:
	case CLASS_OPEN:
	case CLASS_CLEAR_UP:
	case CLASS_CLEAR_DOWN:
	case WORD_CLASSES:
		break;
	}
	return "Unchanged";
}

enum doc_mark words_change_mark(enum word_class change)
{
	static const enum doc_mark marks[WORD_CLASSES] = {
		[CLASS_NOT_ASSESSED] = MARK_TOO_LITTLE,
		[CLASS_TOO_LITTLE] = MARK_TOO_LITTLE,
		[CLASS_CLEAR_UP] = MARK_UP,
		[CLASS_CLEAR_DOWN] = MARK_DOWN,
		[CLASS_EQUAL] = MARK_UNCHANGED,
		[CLASS_OPEN] = MARK_UNCHANGED,
		[CLASS_NOT_COMPARABLE] = MARK_NOT_COMPARABLE,
		[CLASS_NONE] = MARK_TOO_LITTLE,
	};
	return marks[change];
}

enum colour words_change_colour(
    enum word_class change, enum measure_direction good)
{
	if (!is_real(change) || good == DIRECTION_NONE)
		return COLOUR_INK;
	return is_better(change, good) ? COLOUR_BLUE : COLOUR_ALERT;
}
