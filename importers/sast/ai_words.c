/* A pattern is a word in lower case: '?' is any one character, '*' at an end
 * says that more letters may follow there. A word ends where letters do, and
 * where a capital follows a small letter or begins the next word (LLMChain). */
#include "importers/sast/ai_words.h"

bool ai_words_load(struct ai_words *words, const struct asset_folders *folders,
    struct arena *keep, struct error *err)
{
	return rules_read(&words->rules, folders, STR("data/ai-words.csv"),
		   keep, err) &&
	       rules_column(&words->rules, "pattern", &words->pattern, err);
}

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

static bool is_in(struct str text, struct str pattern)
{
	bool is_open = str_starts(pattern, STR("*"));
	bool may_go_on = str_ends(pattern, STR("*"));
	struct str core = str_slice(pattern, is_open, pattern.len - may_go_on);
	for (size_t at = 0; at + core.len <= text.len; at++)
		if (small(text.ptr[at]) == core.ptr[0] &&
		    fits(text, at, core) &&
		    (is_open || begins_word(text, at)) &&
		    (may_go_on || ends_word(text, at + core.len)))
			return true;
	return false;
}

bool ai_words_in(const struct ai_words *words, struct str text)
{
	for (size_t i = 0; text.len && i < words->rules.row_count; i++) {
		struct str pattern =
		    rules_cell(&words->rules, i, words->pattern);
		if (pattern.len > 2 && is_in(text, pattern))
			return true;
	}
	return false;
}
