/* Escaping for HTML and SVG. The five characters of markup become character
 * references (HTML Standard, 13.1.4), all else stays readable text. What no
 * document may hold, or what could lead a reader astray, becomes U+FFFD.
 * Text is composed (UAX 15, form C), as the Web asks: names of files from some
 * systems are not. */
#include "render/html/escape.h"

#include <glib.h>

#include "base/utf8.h"

#define FIRST_COMBINING 0x300u

static const char *reference(uint32_t code)
{
	switch (code) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

/* What stands in OUT from START on, composed. */
static void compose(struct buf *out, size_t start)
{
	char *composed = g_utf8_normalize(out->data + start,
	    (gssize)(out->len - start), G_NORMALIZE_DEFAULT_COMPOSE);
	if (composed) {
		out->len = start;
		buf_add_z(out, composed);
	}
	g_free(composed);
}

void html_add_text(struct buf *out, struct str text)
{
	size_t start = out->len;
	bool combines = false;
	uint32_t code;
	char bytes[4];
	while (utf8_next(&text, &code)) {
		const char *z = reference(code);
		if (z) {
			buf_add_z(out, z);
			continue;
		}
		if (utf8_is_unfit(code))
			code = UTF8_REPLACEMENT;
		combines = combines || code >= FIRST_COMBINING;
		buf_add_bytes(out, bytes, utf8_encode(code, bytes));
	}
	if (combines)
		compose(out, start);
}

void html_add_attribute(struct buf *out, const char *name, struct str text)
{
	buf_printf(out, " %s=\"", name);
	html_add_text(out, text);
	buf_add_char(out, '"');
}

/* Unreserved and reserved characters of RFC 3986, section 2, and "%", but
 * neither quote nor ampersand as such. */
static bool is_uri_byte(char c)
{
	static const struct str marks = { "-._~:/?#[]@!$()*+,;=%", 21 };
	return ascii_is_alnum(c) || str_find_byte(marks, c) < marks.len;
}

void html_add_href(struct buf *out, struct str target)
{
	bool allowed = str_starts(target, STR("#")) ||
		       str_starts(target, STR("https://")) ||
		       str_starts(target, STR("http://"));
	buf_add_z(out, " href=\"");
	if (!allowed)
		target = STR("#");
	for (size_t i = 0; i < target.len; i++) {
		char c = target.ptr[i];
		if (c == '&')
			buf_add_z(out, "&amp;");
		else if (is_uri_byte(c))
			buf_add_char(out, c);
		else
			buf_printf(out, "%%%02X", (unsigned char)c);
	}
	buf_add_char(out, '"');
}
