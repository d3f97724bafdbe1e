/* A pattern is a word in lower case: '?' is any one character, '*' at an end
 * says that more letters may follow there. A word ends where letters do, and
 * where a capital follows a small letter or begins the next word (LLMChain). */
#include "importers/sast/ai_words.h"

#include "base/rules.h"

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

static char small(char c)
{
	return is_capital(c) ? (char)(c - 'A' + 'a') : c;
}

static bool begins_word(struct str text, size_t at)
{
	char before = at ? text.ptr[at - 1] : ' ';
	return !(is_small(before) || is_capital(before)) ||
	       (is_small(before) && is_capital(text.ptr[at]));
}

static bool ends_word(struct str text, size_t at)
{
	char next = at < text.len ? text.ptr[at] : ' ';
	bool is_new =
	    is_capital(next) && at + 1 < text.len && is_small(text.ptr[at + 1]);
	return !(is_small(next) || is_capital(next)) || is_new ||
	       (is_capital(next) && is_small(text.ptr[at - 1]));
}

static bool fits(struct str text, size_t at, struct str core)
{
	for (size_t i = 0; i < core.len; i++)
		if (core.ptr[i] != '?' &&
		    small(text.ptr[at + i]) != core.ptr[i])
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

bool ai_words_in(const struct ai_words *words, struct str text)
{
	for (size_t at = 0; at < text.len; at++) {
		unsigned char c = (unsigned char)text.ptr[at];
		if (!words->begins[c])
			continue;
		bool begins = begins_word(text, at);
		if (!begins && !words->begins_open[c])
			continue;
		for (size_t i = 0; i < words->count; i++)
			if (stands_at(&words->items[i], text, at, begins))
				return true;
	}
	return false;
}

static void add_word(struct ai_words *words, struct str pattern)
{
	bool is_open = str_starts(pattern, STR("*"));
	bool may_go_on = str_ends(pattern, STR("*"));
	size_t end = pattern.len > may_go_on ? pattern.len - may_go_on : 0;
	struct str core = str_slice(pattern, is_open, end);
	if (!core.len)
		return;
	words->items[words->count++] =
	    (struct ai_word){ core, is_open, may_go_on };
	for (int c = 0; c < 256; c++) {
		bool fits = core.ptr[0] == '?' || small((char)c) == core.ptr[0];
		words->begins[c] |= fits;
		words->begins_open[c] |= fits && is_open;
	}
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
