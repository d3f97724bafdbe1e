/* TOML 1.0.0: booleans, numbers, dates and times. */
#include "importers/conf/toml.h"

#include <string.h>

#include "base/buf.h"

/* --------------------------------------------------------------- numbers -- */

/* Without "_", each of which stands between two digits of BASE. False when
 * there is something else. */
static bool read_digits(struct str text, unsigned base, char *out, size_t *len)
{
	bool was_digit = false;
	*len = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		char lower = (char)(c | 0x20);
		unsigned digit = ascii_is_digit(c) ? (unsigned)(c - '0')
				 : lower >= 'a' && lower <= 'f'
				     ? (unsigned)(lower - 'a' + 10)
				     : 16;
		if (c == '_' ? !was_digit : digit >= base)
			return false;
		was_digit = c != '_';
		if (was_digit)
			out[(*len)++] = c;
	}
	return was_digit;
}

static bool read_prefixed(
    struct toml *toml, struct str word, char *digits, struct conf *node)
{
	unsigned base = word.ptr[1] == 'x' ? 16 : word.ptr[1] == 'o' ? 8 : 2;
	uint64_t value = 0;
	size_t len;
	if (!read_digits(str_skip(word, 2), base, digits, &len))
		return false;
	for (size_t i = 0; i < len; i++) {
		char c = digits[i];
		uint64_t digit = ascii_is_digit(c)
				     ? (uint64_t)(c - '0')
				     : (uint64_t)((c | 0x20) - 'a' + 10);
		if (value > (INT64_MAX - digit) / base)
			return false;
		value = value * base + digit;
	}
	node->kind = CONF_INTEGER;
	node->text =
	    arena_printf(toml->keep, "%llu", (unsigned long long)value);
	return true;
}

static bool has_leading_zero(struct str digits)
{
	return digits.len > 1 && digits.ptr[0] == '0';
}

/* digits [. digits] [e [+-] digits] */
static bool copy_number(
    struct str text, char *out, size_t *used, enum conf_kind *kind)
{
	size_t len;
	size_t exponent = str_find_byte(text, 'e');
	if (exponent == text.len)
		exponent = str_find_byte(text, 'E');
	struct str mantissa = str_slice(text, 0, exponent);
	size_t dot = str_find_byte(mantissa, '.');
	struct str whole = str_slice(mantissa, 0, dot);
	if (!read_digits(whole, 10, out + *used, &len) ||
	    has_leading_zero((struct str){ out + *used, len }))
		return false;
	*used += len;
	*kind = mantissa.len == whole.len && exponent == text.len ? CONF_INTEGER
								  : CONF_FLOAT;
	if (dot < mantissa.len) {
		out[(*used)++] = '.';
		if (!read_digits(
			str_skip(mantissa, dot + 1), 10, out + *used, &len))
			return false;
		*used += len;
	}
	if (exponent < text.len) {
		struct str power = str_skip(text, exponent + 1);
		out[(*used)++] = 'e';
		if (power.len && (power.ptr[0] == '-' || power.ptr[0] == '+')) {
			out[(*used)++] = power.ptr[0];
			power = str_skip(power, 1);
		}
		if (!read_digits(power, 10, out + *used, &len))
			return false;
		*used += len;
	}
	return true;
}

/* [+-] a number, inf or nan */
static bool read_number(
    struct toml *toml, struct str word, char *out, struct conf *node)
{
	size_t used = 0;
	int64_t value;
	struct str rest = word;
	if (rest.ptr[0] == '-' || rest.ptr[0] == '+') {
		if (rest.ptr[0] == '-')
			out[used++] = '-';
		rest = str_skip(rest, 1);
	}
	if (str_equal_z(rest, "inf") || str_equal_z(rest, "nan")) {
		node->kind = CONF_FLOAT;
		node->text = word;
		return true;
	}
	if (!copy_number(rest, out, &used, &node->kind))
		return false;
	node->text = arena_str(toml->keep, (struct str){ out, used });
	if (node->kind == CONF_FLOAT)
		return true;
	if (!str_to_int(node->text, &value))
		return false;
	if (!value)
		node->text = STR("0"); /* -0 */
	return true;
}

/* ----------------------------------------------------------------- dates -- */

/* Two or four digits at AT; -1 when they are none. */
static int number_at(struct str text, size_t at, size_t digits)
{
	int value = 0;
	if (at + digits > text.len)
		return -1;
	for (size_t i = at; i < at + digits; i++) {
		if (!ascii_is_digit(text.ptr[i]))
			return -1;
		value = value * 10 + (text.ptr[i] - '0');
	}
	return value;
}

static bool byte_is(struct str text, size_t at, char c)
{
	return at < text.len && text.ptr[at] == c;
}

static bool is_date(struct str text)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	int year = number_at(text, 0, 4);
	int month = number_at(text, 5, 2);
	int day = number_at(text, 8, 2);
	if (year < 0 || month < 1 || month > 12 || day < 1 ||
	    !byte_is(text, 4, '-') || !byte_is(text, 7, '-'))
		return false;
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return day <= days[month - 1] + (month == 2 && leap);
}

/* hh:mm:ss[.digits]; its length, 0 when it is none. */
static size_t time_length(struct str text)
{
	int hour = number_at(text, 0, 2);
	int minute = number_at(text, 3, 2);
	int second = number_at(text, 6, 2);
	size_t len = 8;
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
	    second > 60 || !byte_is(text, 2, ':') || !byte_is(text, 5, ':'))
		return 0;
	if (!byte_is(text, len, '.'))
		return len;
	while (len + 1 < text.len && ascii_is_digit(text.ptr[len + 1]))
		len++;
	return len > 8 ? len + 1 : 0;
}

static bool is_offset(struct str text)
{
	if (str_equal_z(text, "Z") || str_equal_z(text, "z"))
		return true;
	int hour = number_at(text, 1, 2);
	int minute = number_at(text, 4, 2);
	return text.len == 6 && (text.ptr[0] == '+' || text.ptr[0] == '-') &&
	       byte_is(text, 3, ':') && hour >= 0 && hour <= 23 &&
	       minute >= 0 && minute <= 59;
}

static bool read_date(struct str word, struct conf *node)
{
	node->text = word;
	node->kind = CONF_LOCAL_TIME;
	if (byte_is(word, 2, ':'))
		return time_length(word) == word.len;
	node->kind = CONF_LOCAL_DATE;
	if (!is_date(word) || word.len == 10)
		return word.len == 10 && is_date(word);
	if (!strchr("Tt ", word.ptr[10]))
		return false;
	struct str time = str_skip(word, 11);
	size_t len = time_length(time);
	node->kind = len == time.len ? CONF_LOCAL_DATE_TIME : CONF_DATE_TIME;
	return len && (len == time.len || is_offset(str_skip(time, len)));
}

/* ------------------------------------------------------------------- all -- */

static bool is_word(int c)
{
	return ascii_is_alnum(c) || (c > 0 && strchr("+-._:", c));
}

/* A date and a time may have one blank between them. */
static struct str take_word(struct toml *toml)
{
	size_t start = toml->at;
	while (is_word(toml_peek(toml, 0)))
		toml->at++;
	if (toml->at - start == 10 && toml_peek(toml, 0) == ' ' &&
	    toml->text.ptr[start + 4] == '-' && toml_peek(toml, 1) >= '0' &&
	    toml_peek(toml, 1) <= '9')
		for (toml->at++; is_word(toml_peek(toml, 0));)
			toml->at++;
	return str_slice(toml->text, start, toml->at);
}

bool toml_scalar(struct toml *toml, struct conf *node)
{
	size_t start = toml->at;
	struct str word = take_word(toml);
	bool done = false;
	if (!word.len)
		return toml_fail(toml, "a value");
	char *digits = arena_alloc(toml->keep, word.len + 1);
	if (str_equal_z(word, "true") || str_equal_z(word, "false")) {
		node->kind = CONF_BOOL;
		node->text = word;
		return true;
	}
	if (byte_is(word, 2, ':') ||
	    (byte_is(word, 4, '-') && number_at(word, 0, 4) >= 0 &&
		byte_is(word, 7, '-')))
		done = read_date(word, node);
	else if (word.len > 2 && word.ptr[0] == '0' &&
		 strchr("xob", word.ptr[1]))
		done = read_prefixed(toml, word, digits, node);
	else
		done = read_number(toml, word, digits, node);
	return done || toml_fail_at(toml, start,
			   "a quoted text, number, date, true or false");
}
