/* Finds hyphenated words of ASCII letters and digits, of which longer ones stay
 * breakable, lest they be wider than their column; dates and counts by their
 * shape, since months and "of" have other names in other languages: a day of
 * one or two digits, with a point or without, a word in a capital, a year; a
 * number, a short word in small letters, a number. See compound.h. */
#include "render/compound.h"

#include "render/number_token.h"

#define COMPOUND_MAX 16 /* bytes */
#define MONTH_MAX 12	/* bytes: "September", "Sept." */
#define LINK_MAX 3	/* bytes: "of", "to", "von" */
#define COUNT_MAX 20	/* bytes: "123,456 of 1,234,567" */

static size_t word_end(struct str text, size_t at)
{
	while (at < text.len && (ascii_is_alnum(text.ptr[at]) ||
				    (text.ptr[at] == '-' && at + 1 < text.len &&
					ascii_is_alnum(text.ptr[at + 1]))))
		at++;
	return at;
}

static size_t digits_end(struct str text, size_t at)
{
	while (at < text.len && ascii_is_digit(text.ptr[at]))
		at++;
	return at;
}

/* Behind the name of a month at AT; AT itself where there is none. */
static size_t month_end(struct str text, size_t at)
{
	size_t end = at;
	if (at >= text.len || text.ptr[at] < 'A' || text.ptr[at] > 'Z')
		return at;
	/* letters, of other scripts than ours, too, and a point */
	while (end < text.len && text.ptr[end] != ' ' && text.ptr[end] != '-' &&
	       text.ptr[end] != ',' && !ascii_is_digit(text.ptr[end]))
		end++;
	return end - at >= 3 && end - at <= MONTH_MAX ? end : at;
}

/* Behind the date that starts at START; START where none does. */
static size_t date_end(struct str text, size_t start)
{
	size_t day = digits_end(text, start);
	size_t at = day + (day < text.len && text.ptr[day] == '.');
	if (day == start || day - start > 2 || at >= text.len ||
	    text.ptr[at] != ' ')
		return start;
	size_t month = month_end(text, at + 1);
	if (month == at + 1 || month >= text.len || text.ptr[month] != ' ')
		return start;
	size_t year = digits_end(text, month + 1);
	return year - month == 5 ? year : start;
}

/* Behind the number at AT; AT itself where there is none. */
static size_t number_end(struct str text, size_t at)
{
	size_t start;
	size_t end = at;
	return number_digits_next(text, &start, &end) && start == at ? end : at;
}

/* Behind the count that starts at START; START where none does, as amid a
 * number. */
static size_t count_end(struct str text, size_t start)
{
	bool amid =
	    start && (text.ptr[start - 1] == '.' || text.ptr[start - 1] == ',');
	size_t from = number_end(text, start);
	size_t to = from + 1;
	if (amid || from == start || from >= text.len || text.ptr[from] != ' ')
		return start;
	while (to < text.len && text.ptr[to] >= 'a' && text.ptr[to] <= 'z')
		to++;
	size_t letters = to - from - 1;
	if (!letters || letters > LINK_MAX || to >= text.len ||
	    text.ptr[to] != ' ')
		return start;
	size_t end = number_end(text, to + 1);
	return end > to + 1 && end - start <= COUNT_MAX ? end : start;
}

bool compound_next(struct str text, size_t *at, struct str *word)
{
	while (*at < text.len) {
		size_t start = *at;
		if (!ascii_is_alnum(text.ptr[start])) {
			++*at;
			continue;
		}
		*at = date_end(text, start);
		if (*at == start)
			*at = count_end(text, start);
		if (*at > start) {
			*word = str_slice(text, start, *at);
			return true;
		}
		*at = word_end(text, start);
		*word = str_slice(text, start, *at);
		if (word->len <= COMPOUND_MAX &&
		    str_find_byte(*word, '-') < word->len)
			return true;
	}
	return false;
}
