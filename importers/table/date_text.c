/* A date is cut into three components, each a number or the name of a month,
 * and a rest that is a time of day with an optional zone. Components decide
 * the order by themselves when one is a name or has four digits in front;
 * else the order of the column does. Spreadsheet day numbers after ECMA-376
 * part 1, 18.17.4.1 (1900 and 1904 date bases). */
#include "importers/table/date_text.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"

/* clang-format off */
/* Names and their short forms from Unicode CLDR, "months", Gregorian: English,
 * German, French, Spanish, Italian, Portuguese, Dutch. No name means two
 * months in any of them. */
static const struct {
	const char *name;
	int month;
} month_names[] = {
	{ "jan", 1 }, { "january", 1 }, { "januar", 1 }, { "jänner", 1 },
	{ "janvier", 1 }, { "janv", 1 }, { "enero", 1 }, { "ene", 1 },
	{ "gennaio", 1 }, { "gen", 1 }, { "janeiro", 1 }, { "januari", 1 },
	{ "feb", 2 }, { "february", 2 }, { "februar", 2 }, { "février", 2 },
	{ "févr", 2 }, { "febrero", 2 }, { "febbraio", 2 },
	{ "fevereiro", 2 }, { "fev", 2 }, { "februari", 2 },
	{ "mar", 3 }, { "march", 3 }, { "märz", 3 }, { "mrz", 3 },
	{ "mär", 3 }, { "mars", 3 }, { "marzo", 3 }, { "março", 3 },
	{ "maart", 3 }, { "mrt", 3 },
	{ "apr", 4 }, { "april", 4 }, { "avril", 4 }, { "avr", 4 },
	{ "abril", 4 }, { "abr", 4 }, { "aprile", 4 },
	{ "may", 5 }, { "mai", 5 }, { "mayo", 5 }, { "maggio", 5 },
	{ "mag", 5 }, { "maio", 5 }, { "mei", 5 },
	{ "jun", 6 }, { "june", 6 }, { "juni", 6 }, { "juin", 6 },
	{ "junio", 6 }, { "giugno", 6 }, { "giu", 6 }, { "junho", 6 },
	{ "jul", 7 }, { "july", 7 }, { "juli", 7 }, { "juillet", 7 },
	{ "juil", 7 }, { "julio", 7 }, { "luglio", 7 }, { "lug", 7 },
	{ "julho", 7 },
	{ "aug", 8 }, { "august", 8 }, { "août", 8 }, { "agosto", 8 },
	{ "ago", 8 }, { "augustus", 8 },
	{ "sep", 9 }, { "sept", 9 }, { "september", 9 }, { "septembre", 9 },
	{ "septiembre", 9 }, { "settembre", 9 }, { "set", 9 },
	{ "setembro", 9 },
	{ "oct", 10 }, { "october", 10 }, { "okt", 10 }, { "oktober", 10 },
	{ "octobre", 10 }, { "octubre", 10 }, { "ottobre", 10 },
	{ "ott", 10 }, { "outubro", 10 }, { "out", 10 },
	{ "nov", 11 }, { "november", 11 }, { "novembre", 11 },
	{ "noviembre", 11 }, { "novembro", 11 },
	{ "dec", 12 }, { "december", 12 }, { "dez", 12 }, { "dezember", 12 },
	{ "décembre", 12 }, { "déc", 12 }, { "diciembre", 12 }, { "dic", 12 },
	{ "dicembre", 12 }, { "dezembro", 12 },
};

static const char *const weekdays[] = {
	"mon", "monday", "tue", "tues", "tuesday", "wed", "wednesday", "thu",
	"thur", "thurs", "thursday", "fri", "friday", "sat", "saturday",
	"sun", "sunday",
};
/* clang-format on */

static const char *const order_names[] = { "", "DMY", "MDY", "YMD" };

const char *date_order_name(enum date_order order)
{
	return order_names[order];
}

enum date_order date_order_from(struct str text)
{
	for (int i = DATE_ORDER_DMY; i < DATE_ORDER_KINDS; i++)
		if (str_equal_nocase(text, str_from(order_names[i])))
			return (enum date_order)i;
	return DATE_ORDER_NONE;
}

static size_t count_digits(struct str text)
{
	size_t n = 0;
	while (n < text.len && ascii_is_digit(text.ptr[n]))
		n++;
	return n;
}

struct component {
	int value;     /* of a number, or of a month name */
	size_t digits; /* 0: a month name */
};

/* Letters, a final point, and bytes of UTF-8. */
static struct str take_word(struct str *rest)
{
	size_t n = 0;
	while (n < rest->len && (((unsigned char)rest->ptr[n] & 0x80u) ||
				    ((rest->ptr[n] | 0x20) >= 'a' &&
					(rest->ptr[n] | 0x20) <= 'z')))
		n++;
	struct str word = str_slice(*rest, 0, n);
	*rest = str_skip(*rest, n);
	if (n && rest->len && rest->ptr[0] == '.')
		*rest = str_skip(*rest, 1);
	return word;
}

static int month_of(struct str word)
{
	for (size_t i = 0; i < sizeof month_names / sizeof *month_names; i++)
		if (str_equal_nocase(word, str_from(month_names[i].name)))
			return month_names[i].month;
	return 0;
}

static bool is_weekday(struct str word)
{
	for (size_t i = 0; i < sizeof weekdays / sizeof *weekdays; i++)
		if (str_equal_nocase(word, str_from(weekdays[i])))
			return true;
	return false;
}

static bool take_component(struct str *rest, struct component *part)
{
	size_t digits = count_digits(*rest);
	if (digits == 0) {
		part->digits = 0;
		part->value = month_of(take_word(rest));
		return part->value != 0;
	}
	int64_t value;
	if (digits > 4 || !str_to_int(str_slice(*rest, 0, digits), &value))
		return false;
	*rest = str_skip(*rest, digits);
	part->value = (int)value;
	part->digits = digits;
	return true;
}

static bool skip_any(struct str *rest, const char *bytes)
{
	size_t n = 0;
	while (n < rest->len && rest->ptr[n] && strchr(bytes, rest->ptr[n]))
		n++;
	*rest = str_skip(*rest, n);
	return n > 0;
}

/* Three components and what follows them. */
static bool take_components(struct str *rest, struct component parts[3])
{
	struct str after = *rest;
	if (is_weekday(take_word(&after)) && skip_any(&after, ", "))
		*rest = after;
	for (int i = 0; i < 3; i++) {
		if (!take_component(rest, &parts[i]))
			return false;
		if (i < 2 && !skip_any(rest, "/-. ,"))
			return false;
	}
	return true;
}

static struct date civil(int year, int month, int day)
{
	return (struct date){ .year = year, .month = month, .day = day };
}

static int full_year(struct component part)
{
	return part.digits == 2 ? 2000 + part.value : part.value;
}

static bool is_year(struct component part)
{
	return part.digits == 4 || part.digits == 2;
}

/* Dates that need no order: a month by name, or the year in front. */
static bool place_by_itself(struct date *date, const struct component parts[3])
{
	if (parts[0].digits == 4) {
		*date = civil(parts[0].value, parts[1].value, parts[2].value);
		return parts[2].digits > 0;
	}
	if (parts[1].digits == 0) { /* 30 September 2026 */
		*date =
		    civil(full_year(parts[2]), parts[1].value, parts[0].value);
		return parts[0].digits > 0 && is_year(parts[2]);
	}
	*date = civil(full_year(parts[2]), parts[0].value, parts[1].value);
	return parts[0].digits == 0 && is_year(parts[2]);
}

static bool is_all_numbers(const struct component parts[3])
{
	return parts[0].digits && parts[0].digits < 3 && parts[1].digits &&
	       parts[1].digits < 3 && is_year(parts[2]);
}

static enum date_problem place_by_order(
    struct date *date, const struct component parts[3], enum date_order order)
{
	int first = parts[0].value;
	int second = parts[1].value;
	int year = full_year(parts[2]);
	switch (order) {
	case DATE_ORDER_NONE:
		*date = civil(year, first, second);
		return first == second ? DATE_FINE : DATE_AMBIGUOUS;
	case DATE_ORDER_DMY:
		*date = civil(year, second, first);
		return second > 12 ? DATE_WRONG_ORDER : DATE_FINE;
	case DATE_ORDER_MDY:
		*date = civil(year, first, second);
		return first > 12 ? DATE_WRONG_ORDER : DATE_FINE;
	case DATE_ORDER_YMD:
		*date = civil(2000 + first, second, parts[2].value);
		return parts[0].digits != 2 || parts[2].digits == 4
			   ? DATE_WRONG_ORDER
			   : DATE_FINE;
	case DATE_ORDER_KINDS:
		break;
	}
	return DATE_BAD;
}

static bool take_number(struct str *rest, int *value)
{
	size_t digits = count_digits(*rest);
	int64_t number;
	if (digits == 0 || digits > 2 ||
	    !str_to_int(str_slice(*rest, 0, digits), &number))
		return false;
	*rest = str_skip(*rest, digits);
	*value = (int)number;
	return true;
}

/* AM or PM, also a.m.; false when the hour does not go with it. */
static bool take_half_day(struct str *rest, int *hour)
{
	struct str after = *rest;
	skip_any(&after, " ");
	if (str_starts(after, STR("\xe2\x80\xaf"))) /* narrow no-break space */
		after = str_skip(after, 3);
	if (after.len < 2)
		return true;
	char half = (char)(after.ptr[0] | 0x20);
	size_t skip = (after.ptr[1] | 0x20) == 'm' ? 2 : 4;
	if (half != 'a' && half != 'p')
		return true;
	if (skip == 4 && !str_equal_nocase(str_slice(after, 1, 4), STR(".m.")))
		return true;
	if (*hour < 1 || *hour > 12)
		return false;
	*hour = *hour % 12 + (half == 'p' ? 12 : 0);
	*rest = str_skip(after, skip);
	return true;
}

/* 3:54, 15:54:07.123, 3:54 PM */
static bool take_clock(struct str *rest, struct date *date)
{
	if (!take_number(rest, &date->hour) || !rest->len ||
	    rest->ptr[0] != ':')
		return false;
	*rest = str_skip(*rest, 1);
	if (!take_number(rest, &date->minute))
		return false;
	if (rest->len && rest->ptr[0] == ':') {
		*rest = str_skip(*rest, 1);
		if (!take_number(rest, &date->second))
			return false;
	}
	if (rest->len > 1 && (rest->ptr[0] == '.' || rest->ptr[0] == ',') &&
	    ascii_is_digit(rest->ptr[1])) {
		*rest = str_skip(*rest, 1);
		*rest = str_skip(*rest, count_digits(*rest));
	}
	return take_half_day(rest, &date->hour);
}

/* Z, UTC, GMT, +02:00, +0200, +02; nothing is ZONE as it stands. */
static bool take_zone(struct str rest, int64_t *zone)
{
	rest = str_trim(rest);
	if (str_starts(rest, STR("UTC")) || str_starts(rest, STR("GMT"))) {
		rest = str_skip(rest, 3);
		*zone = 0;
	} else if (str_equal_nocase(rest, STR("Z"))) {
		*zone = 0;
		return true;
	}
	if (rest.len == 0)
		return true;
	int sign = rest.ptr[0] == '-' ? -1 : 1;
	if (rest.ptr[0] != '-' && rest.ptr[0] != '+')
		return false;
	rest = str_skip(rest, 1);
	int64_t hours;
	int64_t minutes = 0;
	if (count_digits(rest) < 2 ||
	    !str_to_int(str_slice(rest, 0, 2), &hours))
		return false;
	rest = str_skip(rest, 2);
	if (rest.len && rest.ptr[0] == ':')
		rest = str_skip(rest, 1);
	if (rest.len && (rest.len != 2 || !str_to_int(rest, &minutes)))
		return false;
	*zone = sign * (hours * 3600 + minutes * 60);
	return hours <= 15 && minutes >= 0 && minutes < 60;
}

/* What follows the components. */
static bool read_time_of_day(struct str rest, struct date *date, int64_t *zone)
{
	if (str_starts(rest, STR("T")) || str_starts(rest, STR("t")))
		rest = str_skip(rest, 1);
	else
		skip_any(&rest, " ,");
	if (str_starts(rest, STR("at ")))
		rest = str_skip(rest, 3);
	if (rest.len == 0)
		return true;
	return take_clock(&rest, date) && take_zone(rest, zone);
}

/* Day numbers: whole days and a part of a day. 1900 is the base of which day
 * 60 is the 29 February that never was; we start after it. */
static bool read_serial(
    int64_t *time, struct str text, const struct date_reading *reading)
{
	int64_t days_e6;
	if (count_digits(text) != 5 || !str_to_millionths(text, &days_e6))
		return false;
	static const struct date base_1900 = { 1899, 12, 30, 0, 0, 0 };
	static const struct date base_1904 = { 1904, 1, 1, 0, 0, 0 };
	int64_t base =
	    date_to_time(reading->serial_1904 ? base_1904 : base_1900);
	int64_t day = days_e6 / 1000000;
	int64_t rest_e6 = days_e6 % 1000000;
	*time = base + day * DAY_SECONDS +
		(rest_e6 * DAY_SECONDS + 500000) / 1000000 -
		reading->zone_seconds;
	return true;
}

/* A whole number: 20260930, a day number, seconds, or
 * thousandths, millionths or billionths of them. */
static bool read_digits(
    int64_t *time, struct str text, const struct date_reading *reading)
{
	size_t digits = count_digits(text);
	int64_t number;
	if (digits == 5)
		return read_serial(time, text, reading);
	if (digits != text.len || !str_to_int(text, &number))
		return false;
	if (digits == 10) {
		*time = number;
		return true;
	}
	if (digits == 13 || digits == 16 || digits == 19) {
		*time = number / (digits == 13	    ? INT64_C(1000)
				     : digits == 16 ? INT64_C(1000000)
						    : INT64_C(1000000000));
		return true;
	}
	struct date date = civil((int)(number / 10000 % 10000),
	    (int)(number / 100 % 100), (int)(number % 100));
	if (digits != 8 || !date_is_valid(date))
		return false;
	*time = date_to_time(date) - reading->zone_seconds;
	return true;
}

static bool is_digits_only(struct str text)
{
	size_t digits = count_digits(text);
	return digits == text.len || (digits == 5 && text.ptr[digits] == '.');
}

/* Two digits at AT, or something over 99. */
static int two_digits(const char *at)
{
	return ascii_is_digit(at[0]) && ascii_is_digit(at[1])
		   ? (at[0] - '0') * 10 + at[1] - '0'
		   : 100;
}

/* "0026-02-13" was meant as another year. */
enum { OLDEST_CENTURY = 19 };

bool date_read_iso_day(int64_t *time, struct str text)
{
	enum { ISO_DAY_LENGTH = 10 };
	if (text.len != ISO_DAY_LENGTH || text.ptr[4] != '-' ||
	    text.ptr[7] != '-' || date_is_sentinel(text))
		return false;
	int century = two_digits(text.ptr);
	int year = two_digits(text.ptr + 2);
	struct date date = civil(century * 100 + year, two_digits(text.ptr + 5),
	    two_digits(text.ptr + 8));
	bool is_sure = date.month > 0 && date.month <= 12 && date.day > 0 &&
		       date.day <= 28;
	if (century < OLDEST_CENTURY || century > 99 || year > 99 ||
	    (!is_sure && !date_is_valid(date)))
		return false;
	*time = date_to_time(date);
	return true;
}

static enum date_problem read_date(
    int64_t *time, struct str text, const struct date_reading *reading)
{
	struct str rest = str_trim(text);
	if (date_read_iso_day(time, rest)) {
		*time -= reading->zone_seconds;
		return DATE_FINE;
	}
	if (rest.len == 0)
		return DATE_BAD;
	if (is_digits_only(rest))
		return read_digits(time, rest, reading) ? DATE_FINE : DATE_BAD;
	struct component parts[3];
	struct date date = { 0 };
	int64_t zone = reading->zone_seconds;
	if (!take_components(&rest, parts))
		return DATE_BAD;
	if (is_all_numbers(parts)) {
		enum date_problem problem =
		    place_by_order(&date, parts, reading->order);
		if (problem)
			return problem;
	} else if (!place_by_itself(&date, parts)) {
		return DATE_BAD;
	}
	if (!read_time_of_day(rest, &date, &zone) || !date_is_valid(date))
		return DATE_BAD;
	*time = date_to_time(date) - zone;
	return DATE_FINE;
}

enum date_problem date_read(
    int64_t *time, struct str text, const struct date_reading *reading)
{
	const struct date oldest = {
		.year = OLDEST_CENTURY * 100, .month = 1, .day = 1
	};
	enum date_problem problem = read_date(time, text, reading);
	if (problem == DATE_FINE && *time < date_to_time(oldest) - DAY_SECONDS)
		return DATE_BAD;
	return problem;
}

void date_survey(struct date_evidence *evidence, struct str text, int64_t line,
    int64_t column)
{
	struct component parts[3];
	struct str rest = str_trim(text);
	/* a year in front leaves nothing open */
	if (rest.len > 4 && !ascii_is_digit(rest.ptr[4]) &&
	    count_digits(rest) == 4)
		return;
	if (is_digits_only(rest)) {
		evidence->serials += count_digits(rest) == 5;
		return;
	}
	if (!take_components(&rest, parts) || !is_all_numbers(parts))
		return;
	int first = parts[0].value;
	int second = parts[1].value;
	if (first > 12 && second <= 12)
		evidence->day_first++;
	else if (second > 12 && first <= 12)
		evidence->month_first++;
	else if (first != second && evidence->open++ == 0) {
		evidence->open_line = line;
		evidence->open_column = column;
	}
}

bool date_is_sentinel(struct str text)
{
	static const char *const sentinels[] = {
		"0001-01-01",
		"9999-12-31",
		"0000-00-00",
		/* ends of time of directories and their data bases */
		"2999-12-31",
		"4712-12-31",
	};
	if (text.len < 2 || (text.ptr[0] == '2' && text.ptr[1] != '9') ||
	    !strchr("0249", text.ptr[0]))
		return false;
	for (size_t i = 0; i < sizeof sentinels / sizeof *sentinels; i++)
		if (str_starts(text, str_from(sentinels[i])))
			return true;
	return false;
}

bool date_lacks_zone(struct str text)
{
	struct str clock = str_skip(text, str_find_byte(text, ':'));
	for (size_t i = 0; i < clock.len; i++)
		if (strchr("+-Zz", clock.ptr[i]) ||
		    str_starts(str_skip(clock, i), STR("UTC")) ||
		    str_starts(str_skip(clock, i), STR("GMT")))
			return false;
	return clock.len > 0;
}
