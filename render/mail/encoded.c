/* GMime would make encoded words of any length where a text has no blanks, as
 * those of many scripts have none, and leave what looks like an encoded word
 * as it is, to be decoded by whoever reads it. So these are made here. */
#include "render/mail/encoded.h"

#include "base/base64.h"
#include "base/utf8.h"

#define FOLD "\r\n "
#define START "=?UTF-8?B?"
#define END "?="

enum {
	LINE_COLUMNS = 76,
	PLAIN_WORD_MAX = 60,
	MARKS = sizeof START - 1 + sizeof END - 1,
	FIRST_COLUMN = 1, /* of a folded line, behind its blank */
};

/* Short words of printable ASCII, none of which looks encoded. */
static bool is_plain(struct str text)
{
	size_t word = 0;
	if (str_contains(text, STR("=?")))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		word = text.ptr[i] == ' ' ? 0 : word + 1;
		if (text.ptr[i] < ' ' || text.ptr[i] > '~' ||
		    word > PLAIN_WORD_MAX)
			return false;
	}
	return true;
}

static size_t fold(struct buf *out, size_t column, size_t length)
{
	if (column + length <= LINE_COLUMNS || column == FIRST_COLUMN)
		return column;
	buf_add_z(out, FOLD);
	return FIRST_COLUMN;
}

/* The blank that a fold begins with stands for the one between two words. */
static size_t add_plain(struct buf *out, struct str text, size_t column)
{
	struct str word;
	bool first = true;
	while (str_split(&text, ' ', &word)) {
		size_t blank = first ? 0 : 1;
		size_t before = column;
		column = fold(out, column, blank + word.len);
		if (!first && column == before) {
			buf_add_char(out, ' ');
			column++;
		}
		buf_add(out, word);
		column += word.len;
		first = false;
	}
	return column;
}

/* As many whole characters as ROOM columns hold in base64. */
static size_t fitting(struct str text, size_t room)
{
	size_t most = room / 4 * 3;
	struct str rest = text;
	size_t length = 0;
	uint32_t code;
	while (utf8_next(&rest, &code) && text.len - rest.len <= most)
		length = text.len - rest.len;
	return length;
}

static size_t add_encoded(struct buf *out, struct str text, size_t column)
{
	while (text.len) {
		size_t room = column + MARKS < LINE_COLUMNS
				  ? LINE_COLUMNS - column - MARKS
				  : 0;
		size_t length = fitting(text, room);
		if (!length) {
			buf_add_z(out, FOLD);
			column = FIRST_COLUMN;
			continue;
		}
		buf_add_z(out, START);
		base64_add(out, str_slice(text, 0, length));
		buf_add_z(out, END);
		column += MARKS + (length + 2) / 3 * 4;
		text = str_skip(text, length);
	}
	return column;
}

size_t encoded_add_text(
    struct buf *out, struct str text, size_t column, struct arena *scratch)
{
	struct str clean = str_trim(utf8_printable(scratch, text));
	return is_plain(clean) ? add_plain(out, clean, column)
			       : add_encoded(out, clean, column);
}

/* A name in quotes: commas and the like are part of it (RFC 5322, 3.2.4). */
static struct str quoted(struct str name, struct arena *scratch)
{
	struct buf out = { 0 };
	buf_add_char(&out, '"');
	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] == '"' || name.ptr[i] == '\\')
			buf_add_char(&out, '\\');
		buf_add_char(&out, name.ptr[i]);
	}
	buf_add_char(&out, '"');
	struct str text = arena_str(scratch, buf_str(&out));
	buf_free(&out);
	return text;
}

static void add_name(
    struct buf *out, struct str name, size_t column, struct arena *scratch)
{
	struct str clean = str_trim(utf8_printable(scratch, name));
	struct str text = quoted(clean, scratch);
	if (is_plain(text))
		add_plain(out, text, column);
	else
		add_encoded(out, clean, column);
}

void encoded_add_addresses(struct buf *out, const struct mail_address *items,
    size_t count, size_t column, struct arena *scratch)
{
	for (size_t i = 0; i < count; i++) {
		const struct mail_address *at = &items[i];
		struct str address =
		    at->name.len ? arena_printf(scratch, "<" STR_FMT ">",
				       STR_ARG(at->address))
				 : at->address;
		if (i) {
			buf_add_z(out, "," FOLD);
			column = FIRST_COLUMN;
		}
		if (at->name.len) {
			add_name(out, at->name, column, scratch);
			buf_add_z(out, FOLD);
		}
		buf_add(out, address);
	}
}
