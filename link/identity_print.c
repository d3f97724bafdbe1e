/* Tools write several fingerprints, and newer versions of a tool others: only
 * values of one name say anything, and the best name that two have decides.
 * SARIF 2.1.0, 3.27.16 and 3.27.17. */
#include "link/identity_print.h"

struct str identity_print_next(struct str *text)
{
	size_t end = str_find_byte(*text, '\n');
	struct str line = str_slice(*text, 0, end);
	*text = str_skip(*text, end < text->len ? end + 1 : end);
	return line;
}

/* The fingerprint of TEXT that is called NAME; none when it has none. */
static struct str named(struct str text, struct str name)
{
	while (text.len) {
		struct str line = identity_print_next(&text);
		if (str_equal(
			str_slice(line, 0, str_find_byte(line, ':')), name))
			return line;
	}
	return STR_NONE;
}

enum print_likeness identity_prints_compare(struct str a, struct str b)
{
	if (!a.len || !b.len)
		return PRINTS_NOT_COMPARABLE;
	while (a.len) {
		struct str line = identity_print_next(&a);
		struct str other =
		    named(b, str_slice(line, 0, str_find_byte(line, ':')));
		if (other.ptr)
			return str_equal(line, other) ? PRINTS_ALIKE
						      : PRINTS_UNLIKE;
	}
	return PRINTS_NOT_COMPARABLE;
}
