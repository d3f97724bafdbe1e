#include "importers/attest/entry.h"

#include <stdio.h>

#include "base/date.h"

enum { SHOWN_MAX = 60 };

static struct str scalar(const struct conf *conf, const char *key)
{
	const struct conf *value = conf_get(conf, key);
	return value && value->kind != CONF_LIST && value->kind != CONF_TABLE &&
		       value->kind != CONF_NULL
		   ? value->text
		   : STR_NONE;
}

/* Whether WORD stands in WORDS, which are parted by blanks. */
static bool is_among(struct str word, struct str words)
{
	while (words.len) {
		size_t end = str_find_byte(words, ' ');
		if (str_equal(str_slice(words, 0, end), word))
			return true;
		words = str_skip(words, end < words.len ? end + 1 : end);
	}
	return false;
}

struct entry entry_begin(struct import *import, const struct conf *conf)
{
	import_read(import, conf->line, conf->column);
	return (struct entry){ .import = import, .conf = conf };
}

void entry_reject(struct entry *entry, const char *key, const char *code,
    const char *expected)
{
	const struct conf *value = conf_get(entry->conf, key);
	struct str found = scalar(entry->conf, key);
	if (entry->is_bad)
		return;
	entry->is_bad = true;
	import_reject(entry->import, value ? value->line : entry->conf->line,
	    value ? value->column : entry->conf->column, code,
	    "expected %s as %s, found %s" STR_FMT "%s; fix: write it as "
	    "docs/formats.md shows",
	    expected, key, found.ptr ? "\"" : "nothing",
	    STR_ARG(str_slice(found, 0, SHOWN_MAX)), found.ptr ? "\"" : "");
}

struct str entry_text(struct entry *entry, const char *key,
    enum entry_need need, const char *words)
{
	struct str text = scalar(entry->conf, key);
	if (text.len)
		return text;
	if (need == ENTRY_REQUIRED)
		entry_reject(entry, key, "missing", words);
	return STR_NONE;
}

int64_t entry_day(struct entry *entry, const char *key, enum entry_need need)
{
	struct str text = scalar(entry->conf, key);
	int64_t time = UNKNOWN;
	if ((text.len || need == ENTRY_REQUIRED) &&
	    !date_parse_iso(text, &time))
		entry_reject(
		    entry, key, "bad-date", "a day such as 2026-09-30");
	return time;
}

struct str entry_word(struct entry *entry, const char *key,
    enum entry_need need, const char *words)
{
	struct str text = scalar(entry->conf, key);
	struct str all = str_from(words);
	if (!text.len && need == ENTRY_OPEN)
		return str_slice(all, 0, str_find_byte(all, ' '));
	if (!is_among(text, all)) {
		char expected[ENTRY_WORDS_MAX + 16];
		snprintf(expected, sizeof expected, "one of: %s", words);
		entry_reject(entry, key, "bad-word", expected);
	}
	return text;
}

bool entry_yes(struct entry *entry, const char *key)
{
	struct str text = scalar(entry->conf, key);
	bool yes = is_among(text, STR("yes true"));
	if (text.len && !yes && !is_among(text, STR("no false")))
		entry_reject(entry, key, "bad-word", "yes or no");
	return yes;
}

void entry_only(struct entry *entry, const char *keys)
{
	if (entry->conf->kind != CONF_TABLE) {
		entry->is_bad = true;
		import_reject(entry->import, entry->conf->line,
		    entry->conf->column, "bad-entry",
		    "expected keys with values, found none; fix: write it as "
		    "docs/formats.md shows");
		return;
	}
	for (const struct conf *at = entry->conf->first; at; at = at->next)
		if (!is_among(at->key, str_from(keys)) && !entry->is_bad) {
			entry->is_bad = true;
			import_reject(entry->import, at->line, at->column,
			    "unknown-key",
			    "expected one of: %s, found \"" STR_FMT
			    "\"; fix: correct or remove it",
			    keys, STR_ARG(str_slice(at->key, 0, SHOWN_MAX)));
		}
}

int entry_recognises(
    const struct input *input, const char *keys, const char **why)
{
	struct str head = input->head;
	struct str line;
	while (str_line(&head, &line)) {
		line = str_trim(line);
		if (!line.len || line.ptr[0] == '#' ||
		    str_equal_z(line, "---") ||
		    str_starts(line, STR("version:")))
			continue;
		size_t end = str_find_byte(line, ':');
		if (end == line.len ||
		    !is_among(str_slice(line, 0, end), str_from(keys)))
			return 0;
		*why = "its first key";
		return 90;
	}
	return 0;
}
