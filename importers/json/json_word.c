/* Numbers, words and escapes of RFC 8259, sections 6 and 7; NaN and infinities
 * as many tools write them. */
#include "importers/json/json_word.h"

const char json_escapes[UCHAR_MAX + 1] = { ['"'] = '"',
	['\\'] = '\\',
	['/'] = '/',
	['b'] = '\b',
	['f'] = '\f',
	['n'] = '\n',
	['r'] = '\r',
	['t'] = '\t' };

/* Digits with the rest of RFC 8259's grammar; leading zeros are let pass. */
static bool is_number(struct str text)
{
	size_t i = text.len && text.ptr[0] == '-';
	size_t digits = 0;
	for (; i < text.len && ascii_is_digit(text.ptr[i]); i++)
		digits++;
	if (i < text.len && text.ptr[i] == '.')
		for (i++; i < text.len && ascii_is_digit(text.ptr[i]); i++)
			digits++;
	if (!digits)
		return false;
	if (i < text.len && (text.ptr[i] == 'e' || text.ptr[i] == 'E')) {
		i++;
		i += i < text.len && (text.ptr[i] == '-' || text.ptr[i] == '+');
		size_t exponent = i;
		while (i < text.len && ascii_is_digit(text.ptr[i]))
			i++;
		if (i == exponent)
			return false;
	}
	return i == text.len;
}

enum json_token json_word_token(struct str word)
{
	static const struct {
		const char *word;
		enum json_token token;
	} words[] = {
		{ "true", JSON_TRUE },
		{ "false", JSON_FALSE },
		{ "null", JSON_NULL },
		{ "NaN", JSON_NUMBER },
		{ "Infinity", JSON_NUMBER },
		{ "-Infinity", JSON_NUMBER },
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal_z(word, words[i].word))
			return words[i].token;
	return is_number(word) ? JSON_NUMBER : JSON_ERROR;
}
