/* Numbers, dates and plurals of a language. English forms come in, as print.c
 * wrote them; what is none of them is left to others. */
#include "render/number.h"

#include <string.h>

#include "base/buf.h"
#include "base/near.h"
#include "base/rules.h"
#include "render/phrase.h"

static const char english_months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

/* ------------------------------------------------------------- reading -- */

static size_t split_list(
    struct str *items, size_t room, struct str text, char separator)
{
	size_t count = 0;
	struct str part;
	while (str_split(&text, separator, &part)) {
		if (count < room)
			items[count] = str_trim(part);
		count++;
	}
	return count;
}

struct form {
	const char *key;
	struct str *value;
};

static bool set_list(struct number_forms *forms, struct str key,
    struct str value, struct place place, struct error *err)
{
	struct str *months =
	    str_equal_z(key, "months") ? forms->months : forms->months_short;
	if (str_equal_z(key, "plural")) {
		forms->plural_count =
		    split_list(forms->plural, NUMBER_RULES_MAX, value, ';');
		return forms->plural_count <= NUMBER_RULES_MAX ||
		       error_at(err, place, "expected at most %d rules",
			   NUMBER_RULES_MAX);
	}
	return split_list(months, 12, value, ' ') == 12 ||
	       error_at(err, place,
		   "expected twelve months parted by blanks, found \"" STR_FMT
		   "\"",
		   STR_ARG(str_slice(value, 0, 120)));
}

static bool unknown_key(struct place place, struct str key,
    const struct str *names, size_t count, struct error *err)
{
	struct str near = near_name(key, names, count);
	error_at(err, place,
	    "expected a key of a language, found \"" STR_FMT "\"",
	    STR_ARG(str_slice(key, 0, 40)));
	return near.ptr &&
	       error_fix(err, "did you mean \"" STR_FMT "\"?", STR_ARG(near));
}

bool number_forms_read(struct number_forms *forms, struct str file,
    struct str content, struct arena *keep, struct error *err)
{
	const struct form rows[] = { { "name", &forms->name },
		{ "decimal", &forms->decimal },
		{ "thousands", &forms->thousands },
		{ "percent", &forms->percent }, { "date", &forms->date },
		{ "date_short", &forms->date_short }, { "day", &forms->day },
		{ "day_short", &forms->day_short }, { "month", &forms->month },
		{ "month_short", &forms->month_short },
		{ "quarter", &forms->quarter },
		{ "quarter_short", &forms->quarter_short }, { "months", NULL },
		{ "months_short", NULL }, { "plural", NULL } };
	enum { ROWS = sizeof rows / sizeof *rows };
	struct str names[ROWS];
	bool given[ROWS] = { false };
	struct rules rules;
	size_t key;
	size_t value;
	*forms = (struct number_forms){ 0 };
	for (size_t i = 0; i < ROWS; i++)
		names[i] = str_from(rows[i].key);
	if (!rules_parse(&rules, file, content, keep, err) ||
	    !rules_column(&rules, "key", &key, err) ||
	    !rules_column(&rules, "value", &value, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		struct str name = rules_cell(&rules, i, key);
		struct str text = rules_cell(&rules, i, value);
		struct place place = { file, rules.lines[i], 0 };
		size_t at = 0;
		while (at < ROWS && !str_equal(names[at], name))
			at++;
		if (at == ROWS)
			return unknown_key(place, name, names, ROWS, err);
		given[at] = true;
		if (rows[at].value)
			*rows[at].value = text;
		else if (!set_list(forms, name, text, place, err))
			return false;
	}
	for (size_t i = 0; i < ROWS; i++)
		if (!given[i])
			return error_at(err, (struct place){ file, 0, 0 },
			    "expected the key \"%s\", found none", rows[i].key);
	return true;
}

/* ------------------------------------------------------------- numbers -- */

/* The number alone, as the language writes it. */
static struct str write_number(
    const struct number_forms *forms, struct str text, struct arena *keep)
{
	struct buf out = { 0 };
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == ',')
			buf_add(&out, forms->thousands);
		else if (c == '.')
			buf_add(&out, forms->decimal);
		else if (c == '%')
			buf_add(&out, forms->percent);
		else
			buf_add_char(&out, c);
	}
	struct str written = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return written;
}

/* --------------------------------------------------------------- dates -- */

struct day {
	int64_t year; /* 0: not said */
	int64_t month;
	int64_t day;
	int64_t quarter;
};

static int64_t month_of(struct str text)
{
	for (int i = 0; text.len == 3 && i < 12; i++)
		if (!memcmp(english_months + i * 3, text.ptr, 3))
			return i + 1;
	return 0;
}

static bool is_year(struct str text, int64_t *year)
{
	return text.len == 4 && str_to_int(text, year) && *year >= 1900;
}

static bool is_day(struct str text, int64_t *day)
{
	return text.len <= 2 && str_to_int(text, day) && *day >= 1 &&
	       *day <= 31;
}

/* "30 Sep 2026", "1 Jul", "Sep 2026", "2026 Q3", "2026-Q3". */
static bool read_day(struct day *day, struct str text)
{
	struct str parts[4];
	size_t count = split_list(parts, 4, text, ' ');
	*day = (struct day){ 0 };
	if (text.len == 7 && (text.ptr[4] == '-' || text.ptr[4] == ' ') &&
	    text.ptr[5] == 'Q')
		return is_year(str_slice(text, 0, 4), &day->year) &&
		       str_to_int(str_skip(text, 6), &day->quarter) &&
		       day->quarter >= 1 && day->quarter <= 4;
	if (count == 2 && is_year(parts[1], &day->year))
		return (day->month = month_of(parts[0])) > 0;
	if ((count != 2 && count != 3) || !is_day(parts[0], &day->day))
		return false;
	day->month = month_of(parts[1]);
	return day->month && (count == 2 || is_year(parts[2], &day->year));
}

static struct str write_day(const struct number_forms *forms,
    const struct day *day, struct str form, struct arena *keep)
{
	struct buf out = { 0 };
	struct str before;
	struct str hole;
	bool more = true;
	size_t month = day->month ? (size_t)day->month - 1 : 0;
	while (more) {
		more = phrase_next(&form, &before, &hole);
		buf_add(&out, before);
		if (!more)
			break;
		if (str_equal_z(hole, "d"))
			buf_printf(&out, "%d", (int)day->day);
		else if (str_equal_z(hole, "dd"))
			buf_printf(&out, "%02d", (int)day->day);
		else if (str_equal_z(hole, "m"))
			buf_printf(&out, "%d", (int)day->month);
		else if (str_equal_z(hole, "mm"))
			buf_printf(&out, "%02d", (int)day->month);
		else if (str_equal_z(hole, "month"))
			buf_add(&out, forms->months[month]);
		else if (str_equal_z(hole, "mon"))
			buf_add(&out, forms->months_short[month]);
		else if (str_equal_z(hole, "y"))
			buf_printf(&out, "%d", (int)day->year);
		else if (str_equal_z(hole, "q"))
			buf_printf(&out, "%d", (int)day->quarter);
	}
	struct str written = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return written;
}

bool number_say(const struct number_forms *forms, struct str text, bool small,
    struct str *said, struct arena *keep)
{
	struct day day;
	if (!text.len || text.len > 40)
		return false;
	if (phrase_is_number(text)) {
		*said = small ? text : write_number(forms, text, keep);
		return true;
	}
	if (!read_day(&day, text))
		return false;
	*said = write_day(forms, &day,
	    day.quarter ? (small ? forms->quarter_short : forms->quarter)
	    : !day.day	? (small ? forms->month_short : forms->month)
	    : !day.year ? (small ? forms->day_short : forms->day)
	    : small	? forms->date_short
			: forms->date,
	    keep);
	return true;
}

/* -------------------------------------------------------------- plural -- */

/* "2-4", "1", "12-14": whether N lies there. */
static bool in_range(int64_t n, struct str range)
{
	int64_t from;
	int64_t to;
	size_t dash = str_find_byte(range, '-');
	if (!str_to_int(str_slice(range, 0, dash), &from))
		return false;
	if (dash == range.len)
		return n == from;
	return str_to_int(str_skip(range, dash + 1), &to) && n >= from &&
	       n <= to;
}

/* "n%10=2-4", "n!=1". */
static bool holds(int64_t n, struct str term)
{
	int64_t by;
	size_t sign = str_find_byte(term, '=');
	bool negated = sign > 0 && sign < term.len && term.ptr[sign - 1] == '!';
	struct str left = str_trim(str_slice(term, 0, sign - negated));
	struct str range = str_trim(str_skip(term, sign + 1));
	if (sign == term.len || !str_starts(left, STR("n")))
		return false;
	if (left.len > 2 && left.ptr[1] == '%' &&
	    str_to_int(str_skip(left, 2), &by) && by > 0)
		n %= by;
	return in_range(n, range) != negated;
}

static bool rule_holds(int64_t n, struct str rule)
{
	struct str term;
	while (str_split(&rule, '&', &term))
		if (!holds(n, str_trim(term)))
			return false;
	return true;
}

struct str number_plural(
    const struct number_forms *forms, struct str text, struct str words)
{
	struct str word = STR("");
	char digits[24];
	size_t length = 0;
	int64_t n = -1;
	for (size_t i = 0; i < text.len && length < sizeof digits; i++)
		if (text.ptr[i] != ',')
			digits[length++] = text.ptr[i];
	if (!str_to_int((struct str){ digits, length }, &n))
		n = str_equal_z(text, "one") ? 1 : -1;
	for (size_t i = 0; str_split(&words, '|', &word); i++)
		if (i < forms->plural_count && n >= 0 &&
		    rule_holds(n, forms->plural[i]))
			return word;
	return word;
}
