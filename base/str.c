/* Views of text. Nothing here allocates or knows a locale. */
#include "base/str.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct str str_from(const char *z)
{
	return z ? (struct str){ z, strlen(z) } : STR_NONE;
}

bool str_equal_nocase(struct str a, struct str b)
{
	return a.len == b.len &&
	       (a.len == 0 || !strncasecmp(a.ptr, b.ptr, a.len));
}

int str_compare(struct str a, struct str b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
	if (order)
		return order;
	return a.len < b.len ? -1 : a.len > b.len;
}

bool str_ends(struct str text, struct str suffix)
{
	return text.len >= suffix.len &&
	       str_equal(str_skip(text, text.len - suffix.len), suffix);
}

size_t str_find(struct str text, struct str part)
{
	size_t at = 0;
	while (part.len && at + part.len <= text.len) {
		size_t last = text.len - part.len;
		const char *first =
		    memchr(text.ptr + at, part.ptr[0], last - at + 1);
		if (!first)
			break;
		if (!memcmp(first, part.ptr, part.len))
			return (size_t)(first - text.ptr);
		at = (size_t)(first - text.ptr) + 1;
	}
	return text.len;
}

bool str_contains(struct str text, struct str part)
{
	return part.len == 0 || str_find(text, part) < text.len;
}

size_t str_find_byte(struct str text, char byte)
{
	const char *at = text.len ? memchr(text.ptr, byte, text.len) : NULL;
	return at ? (size_t)(at - text.ptr) : text.len;
}

size_t str_count_byte(struct str text, char byte)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += text.ptr[i] == byte;
	return count;
}

size_t str_rfind_byte(struct str text, char byte)
{
	for (size_t i = text.len; i > 0; i--)
		if (text.ptr[i - 1] == byte)
			return i - 1;
	return text.len;
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str text)
{
	size_t from = 0;
	size_t to = text.len;
	while (from < to && is_blank(text.ptr[from]))
		from++;
	while (to > from && is_blank(text.ptr[to - 1]))
		to--;
	return str_slice(text, from, to);
}

bool str_split(struct str *rest, char separator, struct str *part)
{
	if (!rest->ptr)
		return false;
	size_t at = str_find_byte(*rest, separator);
	*part = str_slice(*rest, 0, at);
	*rest = at < rest->len ? str_skip(*rest, at + 1) : STR_NONE;
	return true;
}

bool str_line(struct str *rest, struct str *line)
{
	if (rest->len == 0)
		return false;
	size_t at = str_find_byte(*rest, '\n');
	*line = str_slice(*rest, 0, at);
	*rest = str_skip(*rest, at + 1);
	if (line->len && line->ptr[line->len - 1] == '\r')
		line->len--;
	return true;
}

static bool digit_value(char c, int *value)
{
	if (ascii_is_digit(c))
		*value = c - '0';
	else if (c >= 'a' && c <= 'f')
		*value = c - 'a' + 10;
	else if (c >= 'A' && c <= 'F')
		*value = c - 'A' + 10;
	else
		return false;
	return true;
}

bool str_hex_to_uint(struct str text, uint64_t *value)
{
	uint64_t sum = 0;
	if (text.len == 0 || text.len > 16)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		int digit;
		if (!digit_value(text.ptr[i], &digit))
			return false;
		sum = sum << 4 | (uint64_t)digit;
	}
	*value = sum;
	return true;
}

bool str_to_int(struct str text, int64_t *value)
{
	bool negative = text.len && text.ptr[0] == '-';
	if (text.len && (negative || text.ptr[0] == '+'))
		text = str_skip(text, 1);
	if (text.len == 0)
		return false;
	int64_t sum = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
		if (__builtin_mul_overflow(sum, (int64_t)10, &sum) ||
		    __builtin_sub_overflow(
			sum, (int64_t)(text.ptr[i] - '0'), &sum))
			return false;
	}
	if (!negative && sum == INT64_MIN)
		return false;
	*value = negative ? sum : -sum;
	return true;
}

/* The program never calls setlocale for numbers, so strtod reads a point. */
bool str_to_double(struct str text, double *value)
{
	char digits[64];
	struct str allowed = STR("0123456789+-.eE");
	if (text.len == 0 || text.len >= sizeof digits)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (str_find_byte(allowed, text.ptr[i]) == allowed.len)
			return false;
	memcpy(digits, text.ptr, text.len);
	digits[text.len] = '\0';
	char *end;
	double number = strtod(digits, &end);
	if (*end != '\0' || !isfinite(number))
		return false;
	*value = number;
	return true;
}

bool str_to_millionths(struct str text, int64_t *value)
{
	bool negative = text.len && text.ptr[0] == '-';
	if (text.len && (negative || text.ptr[0] == '+'))
		text = str_skip(text, 1);
	struct str whole = str_slice(text, 0, str_find_byte(text, '.'));
	struct str part = str_skip(text, whole.len + 1);
	if (whole.len + part.len == 0)
		return false;
	int64_t sum = 0;
	if (whole.len && (whole.ptr[0] == '-' || whole.ptr[0] == '+' ||
			     !str_to_int(whole, &sum)))
		return false;
	int64_t scale = 1000000;
	if (__builtin_mul_overflow(sum, scale, &sum))
		return false;
	for (size_t i = 0; part.ptr && i < part.len; i++) {
		int digit;
		if (!digit_value(part.ptr[i], &digit) || digit > 9)
			return false;
		if (i < 6) {
			scale /= 10;
			sum += digit * scale;
		} else if (i == 6 && digit >= 5) {
			sum++;
		}
	}
	*value = negative ? -sum : sum;
	return true;
}
