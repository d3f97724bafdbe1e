/* Small steps through a line of text. */
#include "importers/deps/scan.h"

bool scan_line(struct scan_lines *lines)
{
	lines->number++;
	return str_line(&lines->rest, &lines->line);
}

bool scan_word(struct str *rest, struct str *word)
{
	*rest = str_trim(*rest);
	size_t end = 0;
	while (end < rest->len && (unsigned char)rest->ptr[end] > ' ')
		end++;
	*word = str_slice(*rest, 0, end);
	*rest = str_skip(*rest, end);
	return end > 0;
}

bool scan_is_word_byte(char c)
{
	return ascii_is_alnum(c) || c == '_';
}

bool scan_keyword(struct str *rest, const char *word)
{
	struct str keyword = str_from(word);
	if (!str_starts(*rest, keyword) ||
	    (rest->len > keyword.len &&
		scan_is_word_byte(rest->ptr[keyword.len])))
		return false;
	*rest = str_skip(*rest, keyword.len);
	return true;
}

bool scan_quoted(struct str *rest, struct str *text)
{
	for (size_t i = 0; i < rest->len; i++) {
		char quote = rest->ptr[i];
		if (quote != '"' && quote != '\'')
			continue;
		struct str inner = str_skip(*rest, i + 1);
		size_t end = str_find_byte(inner, quote);
		if (end == inner.len)
			return false;
		*text = str_slice(inner, 0, end);
		*rest = str_skip(inner, end + 1);
		return true;
	}
	return false;
}

struct str scan_without_comment(struct str line, struct str mark)
{
	char quote = 0;
	for (size_t i = 0; i < line.len; i++) {
		char c = line.ptr[i];
		if (quote && c == '\\')
			i++;
		else if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (str_starts(str_skip(line, i), mark))
			return str_slice(line, 0, i);
	}
	return line;
}

size_t scan_find(struct str text, struct str part)
{
	size_t at = 0;
	while (part.len && text.len - at >= part.len) {
		struct str rest = str_skip(text, at);
		size_t step = str_find_byte(rest, part.ptr[0]);
		if (str_starts(str_skip(rest, step), part))
			return at + step;
		at += step < rest.len ? step + 1 : step;
	}
	return part.len ? text.len : 0;
}
