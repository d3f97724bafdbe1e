/* A number is first cut into digits and marks, then the marks are weighed:
 * with two kinds the last is the decimal one, a mark that repeats is for
 * thousands, and a single comma before three digits needs the column to say. */
#include "importers/table/number_text.h"

#include <string.h>

enum { DIGITS_LIMIT = 40 };

#define ONE_E6 INT64_C(1000000)

/* clang-format off */
static const struct {
	const char *word;
	int value;
} truths[] = {
	{ "yes", 1 }, { "no", 0 }, { "true", 1 }, { "false", 0 },
	{ "y", 1 }, { "n", 0 }, { "t", 1 }, { "f", 0 }, { "1", 1 }, { "0", 0 },
};
/* clang-format on */

/* A number without its blanks, and what marks it has. */
struct plain_number {
	char text[DIGITS_LIMIT];
	size_t len;
	size_t commas;
	size_t points;
	size_t last_comma; /* offsets */
	size_t last_point;
	size_t digits;
	bool grouped; /* by blanks or apostrophes */
};

/* A blank of any kind or an apostrophe, that stands between digits in groups
 * of three: its length in bytes. */
static size_t group_mark(struct str rest)
{
	static const struct str marks[] = {
		{ " ", 1 }, { "'", 1 }, { "\xc2\xa0", 2 }, /* no-break space */
		{ "\xe2\x80\xaf", 3 }, /* narrow no-break space */
		{ "\xe2\x80\x89", 3 }, /* thin space */
		{ "\xe2\x80\x99", 3 }, /* right single quote */
	};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(rest, marks[i]))
			return marks[i].len;
	return 0;
}

static bool three_digits_follow(struct str rest)
{
	size_t n = 0;
	while (n < rest.len && ascii_is_digit(rest.ptr[n]))
		n++;
	return n == 3;
}

static void note_mark(struct plain_number *number, char mark)
{
	if (mark == ',') {
		number->commas++;
		number->last_comma = number->len;
	} else {
		number->points++;
		number->last_point = number->len;
	}
}

/* False when TEXT has more in it than a sign, digits and marks. */
static bool take_apart(struct plain_number *number, struct str text)
{
	*number = (struct plain_number){ 0 };
	struct str rest = str_trim(text);
	if (str_starts(rest, STR("\xe2\x88\x92"))) { /* minus sign */
		number->text[number->len++] = '-';
		rest = str_skip(rest, 3);
	} else if (rest.len && (rest.ptr[0] == '-' || rest.ptr[0] == '+')) {
		number->text[number->len++] = rest.ptr[0];
		rest = str_skip(rest, 1);
	}
	while (rest.len) {
		if (number->len >= sizeof number->text)
			return false;
		char c = rest.ptr[0];
		size_t group = group_mark(rest);
		if (group) {
			rest = str_skip(rest, group);
			if (!number->digits || number->commas ||
			    number->points || !three_digits_follow(rest))
				return false;
			number->grouped = true;
			continue;
		}
		if (c == ',' || c == '.')
			note_mark(number, c);
		else if (ascii_is_digit(c))
			number->digits++;
		else
			return false;
		number->text[number->len++] = c;
		rest = str_skip(rest, 1);
	}
	return number->digits > 0;
}

/* Whether MARK stands before three digits each time, and after one to three
 * the first time, up to END. */
static bool is_grouping(
    const struct plain_number *number, char mark, size_t end)
{
	size_t run = 0;
	bool first = true;
	for (size_t i = 0; i < end; i++) {
		char c = number->text[i];
		if (ascii_is_digit(c)) {
			run++;
		} else if (c == mark) {
			if (first ? run == 0 || run > 3 : run != 3)
				return false;
			first = false;
			run = 0;
		}
	}
	return first || run == 3;
}

/* A single mark that could be for thousands: 1,234 but not 0,123. */
static bool may_group(const struct plain_number *number, char mark)
{
	size_t sign = !ascii_is_digit(number->text[0]);
	return !number->grouped && number->text[sign] != '0' &&
	       is_grouping(number, mark, number->len);
}

/* What the marks of NUMBER say by themselves: its decimal mark, ' ' for a
 * number that has none, 0 when they leave it open. */
static char decimal_shown(const struct plain_number *number)
{
	if (number->commas && number->points)
		return number->last_comma > number->last_point ? ',' : '.';
	if (number->commas + number->points == 0)
		return ' ';
	if (number->commas > 1 || number->points > 1)
		return ' ';
	char mark = '.';
	if (number->commas)
		mark = ',';
	if (may_group(number, mark))
		return 0;
	return mark;
}

/* Without its thousands marks and with a point for the decimal mark. */
static enum reading_problem finish(
    int64_t *value_e6, const struct plain_number *number, char decimal)
{
	char thousands = decimal == ',' ? '.' : ',';
	size_t end = number->len;
	size_t decimals = 0;
	char plain[DIGITS_LIMIT];
	size_t len = 0;
	for (size_t i = 0; i < number->len; i++) {
		if (number->text[i] != decimal)
			continue;
		decimals++;
		end = i;
	}
	if (decimals > 1) { /* then it is no decimal mark */
		thousands = decimal;
		end = number->len;
		decimal = ' ';
	}
	if (!is_grouping(number, thousands, end))
		return READING_BAD;
	for (size_t i = 0; i < number->len; i++) {
		char c = number->text[i];
		if (c == thousands && i < end)
			continue;
		if (c == thousands)
			return READING_BAD;
		if (c == decimal)
			c = '.';
		plain[len++] = c;
	}
	return str_to_millionths((struct str){ plain, len }, value_e6)
		   ? READING_FINE
		   : READING_RANGE;
}

/* 1.5e3, as programs write it. */
static bool read_exponent(int64_t *value_e6, struct str text)
{
	double value;
	text = str_trim(text);
	if (str_find_byte(text, 'e') == text.len &&
	    str_find_byte(text, 'E') == text.len)
		return false;
	if (!str_to_double(text, &value) || value > 9e12 || value < -9e12)
		return false;
	double scaled = value * 1e6;
	*value_e6 = (int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
	return true;
}

/* Few enough to be read without a look at the range. */
bool number_read_digits(int64_t *value, struct str text)
{
	enum { PLAIN_DIGITS = 12 };
	*value = 0;
	if (text.len == 0 || text.len > PLAIN_DIGITS)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (!ascii_is_digit(text.ptr[i]))
			return false;
		*value = *value * 10 + (text.ptr[i] - '0');
	}
	return true;
}

enum reading_problem number_read(
    int64_t *value_e6, struct str text, char decimal)
{
	struct plain_number number;
	int64_t plain;
	if (number_read_digits(&plain, text)) {
		*value_e6 = plain * ONE_E6;
		return READING_FINE;
	}
	if (!take_apart(&number, text))
		return read_exponent(value_e6, text) ? READING_FINE
						     : READING_BAD;
	char shown = decimal_shown(&number);
	if (shown == 0 && number.commas && !decimal)
		return READING_AMBIGUOUS;
	if (shown == 0)
		shown = decimal;
	if (shown == ' ' && number.points > 1)
		shown = ',';
	else if (shown == ' ' || shown == 0)
		shown = '.';
	return finish(value_e6, &number, shown);
}

char number_evidence(struct str text)
{
	struct plain_number number;
	int64_t plain;
	if (number_read_digits(&plain, text))
		return 0;
	text = str_trim(text);
	if (str_ends(text, STR("%")))
		text = str_slice(text, 0, text.len - 1);
	if (!take_apart(&number, text))
		return 0;
	char shown = decimal_shown(&number);
	if (shown != ' ')
		return shown;
	if (number.commas > 1)
		return '.';
	if (number.points > 1)
		return ',';
	return 0;
}

/* "17/20" */
static enum reading_problem read_fraction(
    int64_t *percent_e6, struct str text, char decimal)
{
	size_t slash = str_find_byte(text, '/');
	int64_t part;
	int64_t whole;
	if (slash == text.len)
		return READING_BAD;
	if (number_read(&part, str_slice(text, 0, slash), decimal) ||
	    number_read(&whole, str_skip(text, slash + 1), decimal))
		return READING_BAD;
	if (whole <= 0 || part < 0 || part > whole)
		return READING_RANGE;
	*percent_e6 = (int64_t)((double)part / (double)whole * 100 * 1e6 + 0.5);
	return READING_FINE;
}

enum reading_problem percent_read(
    int64_t *percent_e6, struct str text, char decimal, enum unit unit)
{
	text = str_trim(text);
	if (str_find_byte(text, '/') < text.len)
		return read_fraction(percent_e6, text, decimal);
	if (str_ends(text, STR("%"))) {
		text = str_slice(text, 0, text.len - 1);
		unit = UNIT_PERCENT;
	}
	enum reading_problem problem = number_read(percent_e6, text, decimal);
	if (problem)
		return problem;
	if (unit == UNIT_SHARE &&
	    __builtin_mul_overflow(*percent_e6, (int64_t)100, percent_e6))
		return READING_RANGE;
	if (unit != UNIT_SHARE && unit != UNIT_PERCENT)
		return READING_NO_UNIT;
	return *percent_e6 < 0 || *percent_e6 > 100 * ONE_E6 ? READING_RANGE
							     : READING_FINE;
}

bool bool_read(int64_t *value, struct str text)
{
	for (size_t i = 0; i < sizeof truths / sizeof *truths; i++) {
		if (!str_equal_nocase(text, str_from(truths[i].word)))
			continue;
		*value = truths[i].value;
		return true;
	}
	return false;
}
