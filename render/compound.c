/* Finds hyphenated words of ASCII letters and digits; see compound.h. Longer
 * ones stay breakable, lest they be wider than their column. */
#include "render/compound.h"

#define COMPOUND_MAX 16 /* bytes */

bool compound_kept(enum text_role role)
{
	return role == TEXT_NAME || role == TEXT_VERDICT ||
	       role == TEXT_HEADING || role == TEXT_FIGURE_TITLE ||
	       role == TEXT_BLOCK_TITLE;
}

static size_t word_end(struct str text, size_t at)
{
	while (at < text.len && (ascii_is_alnum(text.ptr[at]) ||
				    (text.ptr[at] == '-' && at + 1 < text.len &&
					ascii_is_alnum(text.ptr[at + 1]))))
		at++;
	return at;
}

bool compound_next(struct str text, size_t *at, struct str *word)
{
	while (*at < text.len) {
		size_t start = *at;
		if (!ascii_is_alnum(text.ptr[start])) {
			++*at;
			continue;
		}
		*at = word_end(text, start);
		*word = str_slice(text, start, *at);
		if (word->len <= COMPOUND_MAX &&
		    str_find_byte(*word, '-') < word->len)
			return true;
	}
	return false;
}
