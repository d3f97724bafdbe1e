/* Whether a text names a person: their addresses, and their names of two words
 * or more as the directory and the commits have them. The words of the text, in
 * runs of up to RUN_MAX, are put into a set, and each name is looked up in it:
 * one pass over both, however many people there are. */
#include <stdint.h>

#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "cli/mail_out.h"
#include "model/query.h"

enum { RUN_MAX = 4, WORDS_MIN = 2 };

struct word {
	struct str text;
	int64_t line;
};

struct words_list {
	struct word *items;
	size_t count;
	size_t room;
};

static bool is_mark(char c)
{
	static const struct str marks = { ".,;:!?()[]{}<>\"'|/*=#", 21 };
	return str_find_byte(marks, c) < marks.len;
}

/* Without what stands around it. */
static struct str bare(struct str word)
{
	while (word.len && is_mark(word.ptr[0]))
		word = str_skip(word, 1);
	while (word.len && is_mark(word.ptr[word.len - 1]))
		word.len--;
	return word;
}

static void split_words(
    struct words_list *words, struct str text, struct arena *scratch)
{
	struct str line;
	int64_t number = 0;
	while (str_line(&text, &line)) {
		struct str word;
		number++;
		while (str_split(&line, ' ', &word)) {
			const struct word at = {
				arena_lower(scratch, bare(word)), number
			};
			if (at.text.len)
				VEC_PUSH(words, scratch, at);
		}
	}
}

/* The words of NAME as those of the text, with one blank between them. */
static struct str key_of(
    const struct word *words, size_t count, struct arena *scratch)
{
	struct str key = STR("");
	for (size_t i = 0; i < count; i++)
		key = arena_printf(scratch, STR_FMT "%s" STR_FMT, STR_ARG(key),
		    i ? " " : "", STR_ARG(words[i].text));
	return key;
}

static void fill_set(
    struct map *set, const struct words_list *words, struct arena *scratch)
{
	for (size_t i = 0; i < words->count; i++)
		for (size_t n = 1; n <= RUN_MAX && i + n <= words->count; n++) {
			bool added;
			union map_value *slot = map_put(
			    set, key_of(&words->items[i], n, scratch), &added);
			if (added)
				slot->number = words->items[i].line;
		}
}

/* People alone, not programs; nor what is also the name of something that a
 * report names by right. */
static const char names_sql[] =
    "SELECT name FROM directory WHERE name IS NOT NULL"
    " UNION SELECT value FROM directory_alias WHERE kind <> 'login'"
    " UNION SELECT name FROM person WHERE kind = 'human' AND name IS NOT NULL"
    " UNION SELECT email FROM person WHERE kind = 'human'"
    " AND email IS NOT NULL"
    " EXCEPT SELECT name FROM repository"
    " EXCEPT SELECT team FROM directory"
    " EXCEPT SELECT role FROM directory"
    " EXCEPT SELECT value FROM setting WHERE name = 'organisation.name'";

static bool is_told(const struct map *set, struct str name, int64_t *line,
    struct arena *scratch)
{
	struct words_list words = { 0 };
	split_words(&words, name, scratch);
	bool is_address = words.count == 1 && str_contains(name, STR("@"));
	if (words.count > RUN_MAX || (words.count < WORDS_MIN && !is_address))
		return false;
	const union map_value *slot =
	    map_get(set, key_of(words.items, words.count, scratch));
	if (slot)
		*line = slot->number;
	return slot != NULL;
}

static struct str line_at(struct str text, int64_t number)
{
	struct str line = STR("");
	while (number-- > 0 && str_line(&text, &line))
		;
	return str_trim(line);
}

bool mail_names_nobody(const struct model *model, struct str text,
    const char *what, struct error *err)
{
	struct arena *scratch = arena_new();
	struct arena *name = arena_new();
	struct words_list words = { 0 };
	struct map set = { .arena = scratch };
	struct query *query = NULL;
	int64_t line = 0;
	split_words(&words, text, scratch);
	fill_set(&set, &words, scratch);
	bool done = query_open(&query, model, names_sql, err);
	while (done && !line && query_next(query)) {
		is_told(&set, query_text(query, 0), &line, name);
		arena_reset(name);
	}
	done = done && query_close(query, err);
	if (done && line) {
		struct str said = utf8_printable(scratch, line_at(text, line));
		error_set(err, ERROR_LIMIT,
		    "%s would name a person: \"" STR_FMT "\"", what,
		    STR_ARG(str_slice(said, 0, 200)));
		error_fix(err, "name roles in place of people in decisions, "
			       "limits and the like; or give --restricted");
		done = false;
	}
	arena_free(name);
	arena_free(scratch);
	return done;
}
