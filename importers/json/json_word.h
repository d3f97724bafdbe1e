/* What a JSON text is made of below its structure: escapes, numbers and the
 * words true, false and null. Shared by the two ways through a file. */
#ifndef IMPORTERS_JSON_JSON_WORD_H
#define IMPORTERS_JSON_JSON_WORD_H

#include <limits.h>
#include <stdbool.h>

#include "importers/json/json_in.h"

enum { JSON_WORD_MAX = 1024 }; /* bytes */

/* What a letter behind a backslash stands for; 0: none, or 'u'. */
extern const char json_escapes[UCHAR_MAX + 1];

/* Of a number or one of the words. */
static inline bool json_is_word_byte(int c)
{
	return ascii_is_alnum(c) || c == '+' || c == '-' || c == '.';
}

/* JSON_NUMBER (also NaN and infinities), JSON_TRUE, JSON_FALSE, JSON_NULL;
 * JSON_ERROR for any other word. */
enum json_token json_word_token(struct str word);

#endif
