/* Two forms of keys: that of Jira, YouTrack and Linear, capital letters, a
 * hyphen and a number (support.atlassian.com, "Reference work items in your
 * development spaces": a key has two characters or more, the first a letter);
 * and that of an issue of the same host behind a word that closes it or refers
 * to it (docs.github.com, "Linking a pull request to an issue";
 * docs.gitlab.com, "Default closing pattern"). A hyphen is looked for, or a
 * number sign, as there are few of both. */
#include "importers/git/ticket.h"

static bool is_word(char c)
{
	return ascii_is_alnum(c) || c == '_';
}

static void add(struct ticket_list *list, struct str key)
{
	if (key.len > TICKET_KEY_MAX || list->count == TICKETS_MAX)
		return;
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->keys[i], key))
			return;
	list->keys[list->count++] = key;
}

/* Behind the digits from START on; START where there are none. */
static size_t number_end(struct str text, size_t start)
{
	size_t end = start;
	while (end < text.len && ascii_is_digit(text.ptr[end]))
		end++;
	return end < text.len && is_word(text.ptr[end]) ? start : end;
}

/* The hyphen at AT has a project before it and a number behind it. */
static void look_at_hyphen(struct ticket_list *list, struct str text, size_t at)
{
	size_t end = number_end(text, at + 1);
	size_t start = at;
	while (start > 0 && (ascii_is_upper(text.ptr[start - 1]) ||
				ascii_is_digit(text.ptr[start - 1]) ||
				text.ptr[start - 1] == '_'))
		start--;
	if (end == at + 1 || at - start < 2 ||
	    !ascii_is_upper(text.ptr[start]) ||
	    (start > 0 && ascii_is_lower(text.ptr[start - 1])) ||
	    (start > 1 && text.ptr[start - 1] == '-' &&
		!ascii_is_lower(text.ptr[start - 2])))
		return;
	add(list, (struct str){ text.ptr + start, end - start });
}

static bool is_same_word(struct str word, const char *small)
{
	size_t i = 0;
	for (; i < word.len && small[i]; i++)
		if ((word.ptr[i] | 0x20) != small[i])
			return false;
	return i == word.len && !small[i];
}

static bool closes(struct str word)
{
	static const char *const words[] = { "close", "closes", "closed", "fix",
		"fixes", "fixed", "resolve", "resolves", "resolved", "ref",
		"refs", "references", "implements" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (is_same_word(word, words[i]))
			return true;
	return false;
}

/* The number sign at AT stands behind a word that closes. */
static void look_at_sign(struct ticket_list *list, struct str text, size_t at)
{
	size_t end = number_end(text, at + 1);
	size_t word_end = at;
	size_t start;
	while (word_end > 0 &&
	       (text.ptr[word_end - 1] == ' ' || text.ptr[word_end - 1] == ':'))
		word_end--;
	for (start = word_end; start > 0 && is_word(text.ptr[start - 1]);)
		start--;
	if (end > at + 1 && word_end < at &&
	    closes((struct str){ text.ptr + start, word_end - start }))
		add(list, (struct str){ text.ptr + at, end - at });
}

void ticket_find(struct ticket_list *list, struct str message)
{
	*list = (struct ticket_list){ 0 };
	for (size_t at = str_find_byte(message, '-');
	     at < message.len && list->count < TICKETS_MAX;
	     at += 1 + str_find_byte(str_skip(message, at + 1), '-'))
		look_at_hyphen(list, message, at);
	for (size_t at = str_find_byte(message, '#');
	     at < message.len && list->count < TICKETS_MAX;
	     at += 1 + str_find_byte(str_skip(message, at + 1), '#'))
		look_at_sign(list, message, at);
}
