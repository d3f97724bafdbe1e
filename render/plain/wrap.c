/* Lines of a terminal. Where they may end: at a blank, and beside a wide letter
 * of East Asia (UAX 11; what is simpler than UAX 14 is that no rule forbids a
 * sign to begin a line). */
#include "render/plain/plain.h"

#include <glib.h>

#include "base/utf8.h"

static size_t width_of(uint32_t code)
{
	if (g_unichar_iszerowidth(code))
		return 0;
	return g_unichar_iswide(code) ? 2 : 1;
}

size_t plain_width(struct str text)
{
	uint32_t code;
	size_t width = 0;
	while (utf8_next(&text, &code))
		width += width_of(code);
	return width;
}

void plain_repeat(struct buf *out, char c, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_add_char(out, c);
}

/* Takes what no line may part off *REST; BLANK: blanks stood before it. */
static bool next_word(struct str *rest, struct str *word, bool *blank)
{
	uint32_t code;
	size_t wide = 0;
	*blank = str_starts(*rest, STR(" "));
	while (str_starts(*rest, STR(" ")))
		*rest = str_skip(*rest, 1);
	*word = (struct str){ rest->ptr, 0 };
	while (rest->len && rest->ptr[0] != ' ') {
		struct str after = *rest;
		(void)utf8_next(&after, &code);
		wide = width_of(code) == 2;
		if ((wide && word->len))
			break;
		word->len += rest->len - after.len;
		*rest = after;
		if (wide)
			break;
	}
	return word->len > 0;
}

void plain_wrap(struct buf *out, struct str text, struct plain_indent indent)
{
	struct str word;
	bool blank;
	bool starts = true;
	size_t column = indent.first;
	plain_repeat(out, ' ', indent.first);
	while (next_word(&text, &word, &blank)) {
		size_t width = plain_width(word);
		if (!starts && column + blank + width > PLAIN_COLUMNS) {
			buf_add_char(out, '\n');
			plain_repeat(out, ' ', indent.rest);
			column = indent.rest;
			starts = true;
		}
		if (!starts && blank) {
			buf_add_char(out, ' ');
			column++;
		}
		buf_add(out, word);
		column += width;
		starts = false;
	}
	buf_add_char(out, '\n');
}
