/* Names are cut into words at "-", "_" and blanks; each step drops or reorders
 * words. What is not known to be a note or an effort stays in the name. */
#include "importers/git/model_name.h"

#include <string.h>

enum { WORDS_MAX = 16, NAME_MAX_BYTES = 200 };

struct words {
	struct str items[WORDS_MAX];
	size_t count;
};

static bool is_one_of(struct str word, const char *const *list)
{
	for (; *list; list++)
		if (str_equal_z(word, *list))
			return true;
	return false;
}

static bool is_not_recorded(struct str name)
{
	static const char *const list[] = { "", "unknown", "default", "auto",
		"tab", "<synthetic>", "none", "n/a", "no", "null", "false",
		"model", "unspecified", NULL };
	return is_one_of(name, list);
}

static bool is_digits(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return text.len > 0;
}

static bool is_family(struct str word)
{
	static const char *const list[] = { "opus", "sonnet", "haiku", "fable",
		"mythos", "instant", NULL };
	return is_one_of(word, list);
}

static bool is_effort(struct str word)
{
	static const char *const list[] = { "thinking", "high", "medium", "low",
		"xhigh", "minimal", "reasoning", NULL };
	return is_one_of(word, list);
}

static bool is_version(struct str word)
{
	return word.len && word.len <= 5 && ascii_is_digit(word.ptr[0]) &&
	       is_digits(str_slice(word, 0, 1)) &&
	       !is_digits(str_slice(word, 3, 5));
}

/* TEXT without notes in (), [] and without quotes around it. */
static struct str strip_notes(struct str text, struct arena *keep)
{
	char *out = arena_alloc(keep, text.len);
	size_t len = 0;
	int depth = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '(' || c == '[')
			depth++;
		else if (depth && (c == ')' || c == ']'))
			depth--;
		else if (!depth && c != '"' && c != '\'' && c != '`')
			out[len++] = c;
	}
	return str_trim((struct str){ out, len });
}

static void split_words(struct words *words, struct str name)
{
	size_t start = 0;
	words->count = 0;
	for (size_t i = 0; i <= name.len; i++) {
		if (i < name.len && name.ptr[i] != '-' && name.ptr[i] != '_' &&
		    name.ptr[i] != ' ' && name.ptr[i] != '\t')
			continue;
		if (i > start && words->count < WORDS_MAX)
			words->items[words->count++] =
			    str_slice(name, start, i);
		start = i + 1;
	}
}

static void drop_last(struct words *words)
{
	while (words->count > 1) {
		struct str last = words->items[words->count - 1];
		bool is_date = last.len == 8 && is_digits(last);
		if (!is_date && !is_effort(last))
			return;
		words->count--;
	}
}

static struct str join(
    const struct words *words, char separator, struct arena *keep)
{
	struct str text = STR("");
	for (size_t i = 0; i < words->count; i++)
		text =
		    i ? arena_printf(keep, STR_FMT "%c" STR_FMT, STR_ARG(text),
			    separator, STR_ARG(words->items[i]))
		      : words->items[i];
	return text;
}

/* claude-FAMILY-VERSION from words in any order; none when it is no name of
 * Anthropic's. */
static struct str anthropic(const struct words *words, struct arena *keep)
{
	struct str family = STR_NONE;
	struct words version = { 0 };
	bool is_claude = false;
	for (size_t i = 0; i < words->count; i++) {
		struct str word = words->items[i];
		if (str_equal_z(word, "claude"))
			is_claude = true;
		else if (is_family(word) && !family.ptr)
			family = word;
		else if (is_version(word) && version.count < 2 &&
			 (is_claude || family.ptr))
			version.items[version.count++] = word;
	}
	if (!family.ptr || (!is_claude && !is_family(words->items[0])))
		return STR_NONE;
	if (!version.count)
		return arena_printf(keep, "claude-" STR_FMT, STR_ARG(family));
	struct str text = join(&version, '-', keep);
	char *name =
	    arena_z(keep, arena_printf(keep, "claude-" STR_FMT "-" STR_FMT,
			      STR_ARG(family), STR_ARG(text)));
	for (char *dot = strchr(name, '.'); dot; dot = strchr(dot, '.'))
		*dot = '-';
	return str_from(name);
}

struct str model_name_normal(struct str raw, struct arena *keep)
{
	struct words words;
	struct str name = strip_notes(
	    arena_lower(keep, str_slice(raw, 0, NAME_MAX_BYTES)), keep);
	size_t colon = str_rfind_byte(name, ':');
	if (is_not_recorded(name))
		return STR_NONE;
	/* "Z.ai: GLM 5.1" names the provider; "qwen3:8b" does not */
	if (colon + 1 < name.len && name.ptr[colon + 1] == ' ')
		name = str_trim(str_skip(name, colon + 1));
	size_t slash = str_rfind_byte(name, '/');
	if (slash < name.len)
		name = str_skip(name, slash + 1);
	name = str_slice(name, 0, str_find_byte(name, '@'));
	split_words(&words, name);
	drop_last(&words);
	if (words.count == 0 || is_not_recorded(join(&words, '-', keep)))
		return STR_NONE;
	struct str claude = anthropic(&words, keep);
	return claude.ptr ? claude : join(&words, '-', keep);
}
