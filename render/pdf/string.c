/* Strings, names, numbers and dates as ISO 32000-1, 7.3.3-7.3.5 and 7.9.2-4
 * want them, and text for the XMP packet. */
#include "render/pdf/string.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"

static bool is_plain(struct str text)
{
	if (text.len > PDF_TEXT_MAX)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < ' ' || text.ptr[i] > '~')
			return false;
	return true;
}

static void add_literal(struct buf *out, struct str ascii)
{
	buf_add_char(out, '(');
	for (size_t i = 0; i < ascii.len; i++) {
		if (strchr("()\\", ascii.ptr[i]))
			buf_add_char(out, '\\');
		buf_add_char(out, ascii.ptr[i]);
	}
	buf_add_char(out, ')');
}

static void add_utf16(struct buf *out, uint32_t code)
{
	if (code < 0x10000) {
		buf_printf(out, "%04X", (unsigned)code);
		return;
	}
	code -= 0x10000;
	buf_printf(out, "%04X%04X", 0xd800u + (unsigned)(code >> 10),
	    0xdc00u + (unsigned)(code & 0x3ff));
}

void pdf_add_text(struct buf *out, struct str text)
{
	uint32_t code;
	if (is_plain(text)) {
		add_literal(out, text);
		return;
	}
	buf_add_z(out, "<FEFF");
	for (size_t n = 0; utf8_next(&text, &code); n++) {
		if (n == PDF_TEXT_MAX) {
			add_utf16(out, 0x2026);
			break;
		}
		add_utf16(out, utf8_is_unfit(code) ? UTF8_REPLACEMENT : code);
	}
	buf_add_char(out, '>');
}

void pdf_add_uri(struct buf *out, struct str uri)
{
	/* RFC 3986, 2.2 and 2.3, without the brackets that delimit. */
	static const char kept[] = "-._~:/?#[]@!$&'*+,;=%";
	buf_add_char(out, '(');
	for (size_t i = 0; i < uri.len; i++) {
		char c = uri.ptr[i];
		bool letter = ascii_is_alnum(c);
		if (letter || (c && strchr(kept, c)))
			buf_add_char(out, c);
		else
			buf_printf(out, "%%%02X", (unsigned char)c);
	}
	buf_add_char(out, ')');
}

bool pdf_is_safe_uri(struct str uri)
{
	return str_starts(uri, STR("https://")) ||
	       str_starts(uri, STR("http://")) ||
	       str_starts(uri, STR("mailto:"));
}

void pdf_add_name(struct buf *out, struct str name)
{
	buf_add_char(out, '/');
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		if (ascii_is_alnum(c) || c == '-' || c == '_' || c == '.')
			buf_add_char(out, c);
		else
			buf_printf(out, "#%02X", (unsigned char)c);
	}
}

void pdf_add_number(struct buf *out, double value)
{
	long long milli = llround(value * 1000.0);
	if (milli < 0)
		buf_add_char(out, '-');
	milli = milli < 0 ? -milli : milli;
	buf_printf(out, "%lld", milli / 1000);
	int rest = (int)(milli % 1000);
	if (!rest)
		return;
	char digits[5];
	digits[0] = '.';
	digits[1] = (char)('0' + rest / 100);
	digits[2] = (char)('0' + rest / 10 % 10);
	digits[3] = (char)('0' + rest % 10);
	size_t length = 4;
	while (digits[length - 1] == '0')
		length--;
	buf_add_bytes(out, digits, length);
}

void pdf_add_reference(struct buf *out, int number)
{
	buf_printf(out, "%d 0 R", number);
}

void pdf_add_date(struct buf *out, int64_t when_utc)
{
	struct date d = date_from_time(when_utc);
	buf_printf(out, "(D:%04d%02d%02d%02d%02d%02dZ)", d.year, d.month, d.day,
	    d.hour, d.minute, d.second);
}

void pdf_add_xml(struct buf *out, struct str text)
{
	uint32_t code;
	for (size_t n = 0; utf8_next(&text, &code); n++) {
		char bytes[4];
		if (n == PDF_TEXT_MAX) {
			buf_add_z(out, "\xe2\x80\xa6");
			break;
		}
		if (code == '<')
			buf_add_z(out, "&lt;");
		else if (code == '>')
			buf_add_z(out, "&gt;");
		else if (code == '&')
			buf_add_z(out, "&amp;");
		else if (code == '"')
			buf_add_z(out, "&quot;");
		else if (utf8_is_unfit(code))
			buf_add_z(out, "\xef\xbf\xbd");
		else
			buf_add_bytes(out, bytes, utf8_encode(code, bytes));
	}
}
