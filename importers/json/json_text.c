/* Texts between quotes: escapes are undone, and what is no UTF-8 or a NUL
 * becomes U+FFFD. While skipping nothing is collected. */
#include <limits.h>
#include <string.h>

#include "base/utf8.h"
#include "importers/json/json_in_parts.h"
#include "importers/json/json_word.h"

static void keep_bytes(struct json_in *json, const void *bytes, size_t count)
{
	size_t room = JSON_TEXT_MAX - json->value.len;
	if (!json->skipping)
		buf_add_bytes(&json->value, bytes, count < room ? count : room);
}

static bool scan_hex(struct json_in *json, uint32_t *unit)
{
	*unit = 0;
	for (int i = 0; i < 4; i++) {
		int c = text_in_peek(&json->text);
		int lower = c | 0x20;
		uint32_t digit;
		if (ascii_is_digit(c))
			digit = (uint32_t)(c - '0');
		else if (c != TEXT_IN_END && lower >= 'a' && lower <= 'f')
			digit = (uint32_t)(lower - 'a' + 10);
		else
			return json_in_fail(
			    json, "four hexadecimal digits after \\u");
		*unit = *unit << 4 | digit;
		json->text.at++;
	}
	return true;
}

static void keep_code_point(struct json_in *json, uint32_t code_point)
{
	char bytes[4];
	bool is_wrong =
	    !code_point || (code_point >= 0xD800 && code_point <= 0xDFFF);
	keep_bytes(json, bytes,
	    utf8_encode(is_wrong ? UTF8_REPLACEMENT : code_point, bytes));
}

static bool scan_escape(struct json_in *json);

/* Behind "\u": one code point, from two units where they are a pair. HIGH is
 * kept back until it is known what follows. */
static bool scan_unicode(struct json_in *json)
{
	uint32_t unit;
	uint32_t high = 0;
	for (;;) {
		if (!scan_hex(json, &unit))
			return false;
		if (high && unit >= 0xDC00 && unit <= 0xDFFF) {
			keep_code_point(json, 0x10000 +
						  ((high - 0xD800) << 10) +
						  (unit - 0xDC00));
			return true;
		}
		if (high)
			keep_code_point(json, high);
		if (unit < 0xD800 || unit > 0xDBFF ||
		    text_in_peek(&json->text) != '\\')
			break;
		json->text.at++;
		high = unit;
		if (text_in_peek(&json->text) != 'u') {
			keep_code_point(json, high);
			return scan_escape(json);
		}
		json->text.at++;
	}
	keep_code_point(json, unit);
	return true;
}

/* Behind the backslash. */
static bool scan_escape(struct json_in *json)
{
	int c = text_in_peek(&json->text);
	if (c != TEXT_IN_END && json_escapes[c]) {
		json->text.at++;
		keep_bytes(json, &json_escapes[c], 1);
		return true;
	}
	if (c != 'u')
		return json_in_fail(
		    json, "one of \" \\ / b f n r t u after \\");
	json->text.at++;
	return scan_unicode(json);
}

/* The top bit of each byte of WORD that is BYTE, and maybe of some above it
 * (S. E. Anderson, Bit Twiddling Hacks, "zero byte"). */
static uint64_t bytes_like(uint64_t word, unsigned char byte)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t differing = word ^ (ones * byte);
	return (differing - ones) & ~differing & (ones << 7);
}

/* AT, or behind it, before the first byte that needs thought or less than a
 * word before END; HIGH gathers bits of the bytes. */
static const unsigned char *pass_plain(
    const unsigned char *at, const unsigned char *end, uint64_t *high)
{
	uint64_t word;
	for (; (size_t)(end - at) >= sizeof word; at += sizeof word) {
		memcpy(&word, at, sizeof word);
		uint64_t found = bytes_like(word, '"') |
				 bytes_like(word, '\\') |
				 bytes_like(word, '\n');
		if (!found) {
			*high |= word;
			continue;
		}
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
		at += __builtin_ctzll(found) / CHAR_BIT;
		*high |= word;
#endif
		break;
	}
	return at;
}

/* Takes what needs no thought; *HIGH gathers the bits of the bytes. */
static void scan_plain(struct json_in *json, unsigned *high)
{
	const unsigned char *from = json->text.at;
	const unsigned char *end = json->text.end;
	uint64_t words = 0;
	const unsigned char *at = pass_plain(from, end, &words);
	unsigned bits = words & UINT64_C(0x8080808080808080) ? 0x80 : 0;
	while (at < end && *at != '"' && *at != '\\' && *at != '\n')
		bits |= *at++;
	keep_bytes(json, from, (size_t)(at - from));
	json->text.at = at;
	*high |= bits;
}

/* The same of a text that nobody wants to have, with simple escapes: no more
 * than there is of the block. */
static void skip_plain(struct json_in *json)
{
	const unsigned char *at = json->text.at;
	const unsigned char *end = json->text.end;
	uint64_t high = 0;
	for (;;) {
		at = pass_plain(at, end, &high);
		if (end - at < 2 || *at != '\\' || !json_escapes[at[1]])
			break;
		at += 2;
	}
	json->text.at = at;
}

static void clean_text(struct json_in *json, unsigned high)
{
	json->current = buf_str(&json->value);
	bool has_nul = json->current.len &&
		       memchr(json->current.ptr, 0, json->current.len);
	if (!has_nul && (!(high & 0x80) || utf8_is_valid(json->current)))
		return;
	struct str rest = json->current;
	uint32_t code_point;
	buf_clear(&json->cleaned);
	while (utf8_next(&rest, &code_point)) {
		char bytes[4];
		size_t n = utf8_encode(
		    code_point ? code_point : UTF8_REPLACEMENT, bytes);
		buf_add_bytes(&json->cleaned, bytes, n);
	}
	json->current = buf_str(&json->cleaned);
}

bool json_in_take_text(struct json_in *json)
{
	unsigned high = 0;
	buf_clear(&json->value);
	for (;;) {
		if (json->skipping)
			skip_plain(json);
		int c = text_in_peek(&json->text);
		if (c == TEXT_IN_END || c == '\n')
			return json_in_fail(json, "a closing quote");
		if (c == '"')
			break;
		if (c != '\\') {
			scan_plain(json, &high);
			continue;
		}
		json->text.at++;
		if (!scan_escape(json))
			return false;
	}
	json->text.at++;
	if (!json->skipping)
		clean_text(json, high);
	return true;
}
