/* A pattern is a word in lower case: '?' is any one character, '*' at an end
 * says that more letters may follow there. It has two letters or more. A word
 * ends where letters do, and where a capital follows a small letter or begins
 * the next word (LLMChain). */
#include "importers/sast/ai_words.h"

#include "base/rules.h"

static bool begins_word(struct str text, size_t at)
{
	char before = at ? text.ptr[at - 1] : ' ';
	return !(ascii_is_lower(before) || ascii_is_upper(before)) ||
	       (ascii_is_lower(before) && ascii_is_upper(text.ptr[at]));
}

static bool ends_word(struct str text, size_t at)
{
	char next = at < text.len ? text.ptr[at] : ' ';
	bool is_new = ascii_is_upper(next) && at + 1 < text.len &&
		      ascii_is_lower(text.ptr[at + 1]);
	return !(ascii_is_lower(next) || ascii_is_upper(next)) || is_new ||
	       (ascii_is_upper(next) && ascii_is_lower(text.ptr[at - 1]));
}

static bool fits(struct str text, size_t at, struct str core)
{
	for (size_t i = 0; i < core.len; i++)
		if (core.ptr[i] != '?' &&
		    ascii_lower(text.ptr[at + i]) != core.ptr[i])
			return false;
	return true;
}

/* A pattern without the stars at its ends. */
struct ai_word {
	struct str core;
	bool is_open; /* letters may stand before it */
	bool may_go_on;
};

static bool stands_at(
    const struct ai_word *word, struct str text, size_t at, bool begins)
{
	size_t end = at + word->core.len;
	return end <= text.len && (word->is_open || begins) &&
	       fits(text, at, word->core) &&
	       (word->may_go_on || ends_word(text, end));
}

static bool any_stands_at(
    const struct ai_words *words, struct str text, size_t at)
{
	bool begins = begins_word(text, at);
	for (size_t i = 0; i < words->count; i++)
		if (stands_at(&words->items[i], text, at, begins))
			return true;
	return false;
}

bool ai_words_in(const struct ai_words *words, struct str text)
{
	const unsigned char *bytes = (const unsigned char *)text.ptr;
	unsigned pair = text.len ? bytes[0] : 0;
	for (size_t i = 1; i < text.len; i++) {
		pair = (pair << 8 | bytes[i]) & 0xFFFFU;
		if ((words->pairs[pair / 8] & 1u << pair % 8) &&
		    any_stands_at(words, text, i - 1))
			return true;
	}
	return false;
}

static bool may_be(char c, char pattern)
{
	return pattern == '?' || ascii_lower(c) == pattern;
}

static void add_pairs(struct ai_words *words, struct str core)
{
	for (int first = 0; first < 256; first++) {
		if (!may_be((char)first, core.ptr[0]))
			continue;
		for (int second = 0; second < 256; second++)
			if (may_be((char)second, core.ptr[1]))
				words->pairs[(first << 8 | second) / 8] |=
				    (unsigned char)(1u << second % 8);
	}
}

static void add_word(struct ai_words *words, struct str pattern)
{
	enum { LETTERS_MIN = 2 };
	bool is_open = str_starts(pattern, STR("*"));
	bool may_go_on = str_ends(pattern, STR("*"));
	size_t end = pattern.len > may_go_on ? pattern.len - may_go_on : 0;
	struct str core = str_slice(pattern, is_open, end);
	if (core.len < LETTERS_MIN)
		return;
	words->items[words->count++] =
	    (struct ai_word){ core, is_open, may_go_on };
	add_pairs(words, core);
}

bool ai_words_load(struct ai_words *words, const struct asset_folders *folders,
    struct arena *keep, struct error *err)
{
	struct rules rules;
	size_t pattern;
	*words = (struct ai_words){ 0 };
	if (!rules_read(&rules, folders, STR("data/ai-words.csv"), keep, err) ||
	    !rules_column(&rules, "pattern", &pattern, err))
		return false;
	words->items =
	    arena_array(keep, rules.row_count + 1, sizeof *words->items);
	for (size_t i = 0; i < rules.row_count; i++)
		add_word(words, rules_cell(&rules, i, pattern));
	return true;
}
