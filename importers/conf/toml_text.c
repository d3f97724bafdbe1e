/* TOML 1.0.0: bytes, lines, keys and the four kinds of strings. The text is
 * valid UTF-8 when this begins (conf_toml.c). */
#include "importers/conf/toml.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

int toml_peek(const struct toml *toml, size_t ahead)
{
	if (ahead >= toml->text.len - toml->at)
		return TOML_END;
	return (unsigned char)toml->text.ptr[toml->at + ahead];
}

void toml_take(struct toml *toml)
{
	toml->at++;
}

int64_t toml_column(const struct toml *toml)
{
	return (int64_t)(toml->at - toml->line_start) + 1;
}

static void describe(int c, char out[32])
{
	if (c == TOML_END)
		snprintf(out, 32, "the end of the file");
	else if (c == '\n' || c == '\r')
		snprintf(out, 32, "the end of the line");
	else if (c > ' ' && c < 0x7F)
		snprintf(out, 32, "'%c'", c);
	else
		snprintf(out, 32, "byte 0x%02X", (unsigned)c);
}

bool toml_fail_at(struct toml *toml, size_t start, const char *expected)
{
	char found[32];
	struct place place = { toml->shown, toml->line,
		(int64_t)(start - toml->line_start) + 1 };
	toml->at = start;
	describe(toml_peek(toml, 0), found);
	return error_at(
	    toml->err, place, "expected %s, found %s", expected, found);
}

bool toml_fail(struct toml *toml, const char *expected)
{
	return toml_fail_at(toml, toml->at, expected);
}

/* ----------------------------------------------------------------- lines -- */

void toml_skip_blanks(struct toml *toml)
{
	while (toml_peek(toml, 0) == ' ' || toml_peek(toml, 0) == '\t')
		toml->at++;
}

static bool at_newline(const struct toml *toml)
{
	int c = toml_peek(toml, 0);
	return c == '\n' || (c == '\r' && toml_peek(toml, 1) == '\n');
}

static void take_newline(struct toml *toml)
{
	toml->at += toml_peek(toml, 0) == '\r' ? 2 : 1;
	toml->line++;
	toml->line_start = toml->at;
}

static bool is_control(int c)
{
	return (c >= 0 && c < ' ' && c != '\t') || c == 0x7F;
}

static bool skip_comment(struct toml *toml)
{
	if (toml_peek(toml, 0) != '#')
		return true;
	while (toml_peek(toml, 0) != TOML_END && !at_newline(toml)) {
		if (is_control(toml_peek(toml, 0)))
			return toml_fail(
			    toml, "a comment without control characters");
		toml->at++;
	}
	return true;
}

bool toml_end_line(struct toml *toml)
{
	toml_skip_blanks(toml);
	if (!skip_comment(toml))
		return false;
	if (toml_peek(toml, 0) == TOML_END)
		return true;
	if (!at_newline(toml))
		return toml_fail(toml, "the end of the line");
	take_newline(toml);
	return true;
}

bool toml_skip_lines(struct toml *toml)
{
	for (;;) {
		toml_skip_blanks(toml);
		if (!skip_comment(toml))
			return false;
		if (!at_newline(toml))
			return true;
		take_newline(toml);
	}
}

/* --------------------------------------------------------------- strings -- */

static bool read_hex(struct toml *toml, int digits, uint32_t *code_point)
{
	*code_point = 0;
	for (int i = 0; i < digits; i++) {
		int c = toml_peek(toml, 0);
		int lower = c | 0x20;
		uint32_t digit;
		if (ascii_is_digit(c))
			digit = (uint32_t)(c - '0');
		else if (c != TOML_END && lower >= 'a' && lower <= 'f')
			digit = (uint32_t)(lower - 'a' + 10);
		else
			return toml_fail(
			    toml, "four or eight hexadecimal digits");
		*code_point = *code_point << 4 | digit;
		toml->at++;
	}
	if (!*code_point)
		*code_point = UTF8_REPLACEMENT; /* texts hold no NUL */
	if (*code_point > 0x10FFFF ||
	    (*code_point >= 0xD800 && *code_point <= 0xDFFF))
		return toml_fail_at(
		    toml, toml->at - (size_t)digits, "a Unicode character");
	return true;
}

/* A backslash at the end of a line: all white space behind it goes. */
static bool skip_folded(struct toml *toml)
{
	toml_skip_blanks(toml);
	if (!at_newline(toml))
		return toml_fail(toml, "the end of the line after \\");
	for (;;) {
		toml_skip_blanks(toml);
		if (!at_newline(toml))
			return true;
		take_newline(toml);
	}
}

static bool read_escape(struct toml *toml, bool many_lines, struct buf *out)
{
	static const char from[] = "btnfr\"\\";
	static const char to[] = "\b\t\n\f\r\"\\";
	char bytes[4];
	uint32_t code_point;
	int c = toml_peek(toml, 0);
	const char *at = c > 0 ? strchr(from, c) : NULL;
	if (at) {
		toml->at++;
		buf_add_char(out, to[at - from]);
		return true;
	}
	if (many_lines && (c == ' ' || c == '\t' || at_newline(toml)))
		return skip_folded(toml);
	if (c != 'u' && c != 'U')
		return toml_fail(toml, "one of b t n f r u U \" \\ after \\");
	toml->at++;
	if (!read_hex(toml, c == 'u' ? 4 : 8, &code_point))
		return false;
	buf_add_bytes(out, bytes, utf8_encode(code_point, bytes));
	return true;
}

/* How many QUOTEs stand here, up to five. */
static size_t count_quotes(const struct toml *toml, int quote)
{
	size_t n = 0;
	while (n < 5 && toml_peek(toml, n) == quote)
		n++;
	return n;
}

/* Behind three quotes. */
static bool read_lines(struct toml *toml, int quote, struct buf *out)
{
	if (at_newline(toml))
		take_newline(toml);
	for (;;) {
		int c = toml_peek(toml, 0);
		size_t quotes = c == quote ? count_quotes(toml, quote) : 0;
		if (quotes >= 3) {
			for (size_t i = 3; i < quotes; i++)
				buf_add_char(out, (char)quote);
			toml->at += quotes;
			return true;
		}
		if (at_newline(toml)) {
			buf_add_char(out, '\n');
			take_newline(toml);
			continue;
		}
		if (c == TOML_END || is_control(c))
			return toml_fail(toml, "three closing quotes");
		toml->at++;
		if (c == '\\' && quote == '"') {
			if (!read_escape(toml, true, out))
				return false;
			continue;
		}
		buf_add_char(out, (char)c);
	}
}

/* Behind one quote. */
static bool read_line(struct toml *toml, int quote, struct buf *out)
{
	for (;;) {
		int c = toml_peek(toml, 0);
		if (c == TOML_END || is_control(c))
			return toml_fail(toml, "a closing quote");
		toml->at++;
		if (c == quote)
			return true;
		if (c != '\\' || quote != '"')
			buf_add_char(out, (char)c);
		else if (!read_escape(toml, false, out))
			return false;
	}
}

static bool keep_text(
    struct toml *toml, struct buf *buf, bool done, struct str *text)
{
	if (done) {
		struct str all = buf_str(buf);
		*text = all.len ? arena_str(toml->keep, all) : STR("");
	}
	buf_free(buf);
	return done;
}

bool toml_string(struct toml *toml, struct str *text)
{
	struct buf buf = { 0 };
	int quote = toml_peek(toml, 0);
	bool many = count_quotes(toml, quote) >= 3;
	toml->at += many ? 3 : 1;
	return keep_text(toml, &buf,
	    many ? read_lines(toml, quote, &buf) : read_line(toml, quote, &buf),
	    text);
}

/* ------------------------------------------------------------------ keys -- */

static bool is_bare(int c)
{
	return ascii_is_alnum(c) || c == '-' || c == '_';
}

bool toml_key(struct toml *toml, struct str *key)
{
	size_t start = toml->at;
	int c = toml_peek(toml, 0);
	if (c == '"' || c == '\'') {
		struct buf buf = { 0 };
		toml->at++;
		return keep_text(toml, &buf, read_line(toml, c, &buf), key);
	}
	while (is_bare(toml_peek(toml, 0)))
		toml->at++;
	*key = str_slice(toml->text, start, toml->at);
	return key->len || toml_fail(toml, "a key");
}
