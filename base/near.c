/* Distance by optimal string alignment (Damerau 1964, without repeated edits
 * of one place), three rows at a time. */
#include "base/near.h"

#include "base/utf8.h"

#define WORD_MAX 64

enum { NAMES_SHOWN = 8 }; /* of what could have been meant */

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t distance(struct str a, struct str b)
{
	size_t rows[3][WORD_MAX + 1];
	for (size_t j = 0; j <= b.len; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *now = rows[i % 3];
		const size_t *last = rows[(i + 2) % 3];
		const size_t *before = rows[(i + 1) % 3];
		now[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			char x = ascii_lower(a.ptr[i - 1]);
			char y = ascii_lower(b.ptr[j - 1]);
			now[j] = least(last[j] + 1, now[j - 1] + 1);
			now[j] = least(now[j], last[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == ascii_lower(b.ptr[j - 2]) &&
			    y == ascii_lower(a.ptr[i - 2]))
				now[j] = least(now[j], before[j - 2] + 1);
		}
	}
	return rows[a.len % 3][b.len];
}

struct str near_name(struct str word, const struct str *names, size_t count)
{
	struct str best = STR_NONE;
	size_t best_edits = word.len / 3 + 1;
	if (!word.len || word.len > WORD_MAX)
		return best;
	for (size_t i = 0; i < count; i++) {
		if (!names[i].len || names[i].len > WORD_MAX)
			continue;
		size_t edits = distance(word, names[i]);
		if (edits < best_edits ||
		    (!best.ptr && edits == best_edits && edits < word.len)) {
			best = names[i];
			best_edits = edits;
		}
	}
	return best;
}

bool near_fix(struct error *err, struct str word, const struct str *names,
    size_t count, struct arena *scratch)
{
	struct str near = near_name(word, names, count);
	struct str listed = STR("");
	if (near.len)
		return error_fix(err, "did you mean " STR_FMT "?",
		    STR_ARG(utf8_printable(scratch, near)));
	if (err->fix[0])
		return false;
	for (size_t i = 0; i < count && i < NAMES_SHOWN; i++)
		listed = i ? arena_printf(scratch, STR_FMT ", " STR_FMT,
				 STR_ARG(listed), STR_ARG(names[i]))
			   : names[i];
	if (!count)
		return error_fix(err, "there is none to choose from");
	return error_fix(err, "there is: " STR_FMT "%s",
	    STR_ARG(utf8_printable(scratch, listed)),
	    count > NAMES_SHOWN ? ", ..." : "");
}
