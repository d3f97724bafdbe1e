#include "base/utf8.h"

#include <string.h>

#include "base/vec.h"

/* Length and lowest code point by lead byte, RFC 3629. */
static size_t sequence_length(
    unsigned char lead, uint32_t *bits, uint32_t *lowest)
{
	if (lead < 0x80) {
		*bits = lead;
		*lowest = 0;
		return 1;
	}
	if (lead >= 0xc2 && lead < 0xe0) {
		*bits = lead & 0x1fu;
		*lowest = 0x80;
		return 2;
	}
	if (lead >= 0xe0 && lead < 0xf0) {
		*bits = lead & 0x0fu;
		*lowest = 0x800;
		return 3;
	}
	if (lead >= 0xf0 && lead < 0xf5) {
		*bits = lead & 0x07u;
		*lowest = 0x10000;
		return 4;
	}
	return 0;
}

/* The length of the sequence at the start of TEXT; 0 when it is wrong. */
static size_t decode(struct str text, uint32_t *code_point)
{
	uint32_t code;
	uint32_t lowest;
	size_t length =
	    sequence_length((unsigned char)text.ptr[0], &code, &lowest);
	if (length == 0 || length > text.len)
		return 0;
	for (size_t i = 1; i < length; i++) {
		unsigned char byte = (unsigned char)text.ptr[i];
		if ((byte & 0xc0u) != 0x80)
			return 0;
		code = code << 6 | (byte & 0x3fu);
	}
	if (code < lowest || code > 0x10ffff ||
	    (code >= 0xd800 && code < 0xe000))
		return 0;
	*code_point = code;
	return length;
}

bool utf8_next(struct str *rest, uint32_t *code_point)
{
	if (rest->len == 0)
		return false;
	size_t length = decode(*rest, code_point);
	if (length == 0) {
		*code_point = UTF8_REPLACEMENT;
		length = 1;
	}
	*rest = str_skip(*rest, length);
	return true;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xe0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3f));
	out[2] = (char)(0x80 | (code >> 6 & 0x3f));
	out[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

/* Most text is ASCII: in words. */
struct str utf8_skip_ascii(struct str text)
{
	uint64_t word;
	size_t at = 0;
	for (; text.len - at >= sizeof word; at += sizeof word) {
		memcpy(&word, text.ptr + at, sizeof word);
		if (word & UINT64_C(0x8080808080808080))
			break;
	}
	while (at < text.len && (unsigned char)text.ptr[at] < 0x80)
		at++;
	return str_skip(text, at);
}

bool utf8_is_valid(struct str text)
{
	for (;;) {
		uint32_t code;
		text = utf8_skip_ascii(text);
		if (!text.len)
			return true;
		size_t length = decode(text, &code);
		if (length == 0)
			return false;
		text = str_skip(text, length);
	}
}

size_t utf8_count(struct str text)
{
	size_t count = 0;
	uint32_t code;
	while (utf8_next(&text, &code))
		count++;
	return count;
}

/* A wrong byte takes three bytes as U+FFFD, so three times is enough. */
static struct str rebuild(
    struct arena *keep, struct str text, uint32_t (*change)(uint32_t))
{
	char *copy = arena_array(keep, text.len, 3);
	size_t len = 0;
	uint32_t code;
	while (utf8_next(&text, &code))
		len += utf8_encode(change ? change(code) : code, copy + len);
	return (struct str){ copy, len };
}

struct str utf8_clean(struct arena *keep, struct str text)
{
	return utf8_is_valid(text) ? text : rebuild(keep, text, NULL);
}

static bool is_bidi_control(uint32_t code)
{
	return (code >= 0x202a && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069) || code == 0x200e ||
	       code == 0x200f || code == 0x061c;
}

static bool is_blank(uint32_t code)
{
	return code == '\n' || code == '\t' || code == '\r';
}

bool utf8_is_control(uint32_t code)
{
	return (code < 0x20 && !is_blank(code)) ||
	       (code >= 0x7f && code < 0xa0) || is_bidi_control(code);
}

/* The Unicode Standard, 23.7: FDD0 to FDEF, and the last two of each plane. */
static bool is_noncharacter(uint32_t code)
{
	return (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) == 0xfffe;
}

/* 23.5: E000 to F8FF and the last two planes mean what their maker says. */
static bool is_private(uint32_t code)
{
	return (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000;
}

bool utf8_is_unfit(uint32_t code)
{
	return utf8_is_control(code) || code == '\r' || is_noncharacter(code) ||
	       is_private(code);
}

static uint32_t make_printable(uint32_t code)
{
	if (is_blank(code))
		return ' ';
	return utf8_is_unfit(code) ? UTF8_REPLACEMENT : code;
}

struct str utf8_printable(struct arena *keep, struct str text)
{
	struct str rest = text;
	uint32_t code;
	bool same = utf8_is_valid(text);
	while (same && utf8_next(&rest, &code))
		same = make_printable(code) == code;
	return same ? text : rebuild(keep, text, make_printable);
}
