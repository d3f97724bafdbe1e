/* Calendar periods; ISO weeks after ISO 8601, 3.2.2. */
#include "importers/metrics/period_text.h"

#include "base/date.h"

static bool take_number(struct str *rest, size_t digits, int *value)
{
	int64_t number;
	if (rest->len < digits ||
	    !str_to_int(str_slice(*rest, 0, digits), &number) || number < 0)
		return false;
	*rest = str_skip(*rest, digits);
	*value = (int)number;
	return true;
}

static int64_t month_start(int year, int month)
{
	return date_to_time(
	    (struct date){ .year = year, .month = month, .day = 1 });
}

static bool months(struct time_range *range, int year, int month, int count)
{
	range->from = month_start(year, month);
	range->to = month_start(year, month + count);
	return year > 0;
}

/* Monday of ISO week 1: the week that has 4 January. 1970-01-01 was a
 * Thursday. */
static int64_t first_monday(int year)
{
	int64_t fourth = date_to_time((struct date){ year, 1, 4, 0, 0, 0 });
	int64_t weekday = (fourth / DAY_SECONDS % 7 + 7 + 3) % 7;
	return fourth - weekday * DAY_SECONDS;
}

static bool read_week(struct time_range *range, int year, struct str rest)
{
	int week;
	if (!take_number(&rest, rest.len == 1 ? 1 : 2, &week) || rest.len ||
	    week < 1)
		return false;
	range->from = first_monday(year) + (week - 1) * 7 * DAY_SECONDS;
	range->to = range->from + 7 * DAY_SECONDS;
	return range->from < first_monday(year + 1);
}

static bool read_quarter(struct time_range *range, int year, struct str rest)
{
	int quarter;
	return take_number(&rest, 1, &quarter) && rest.len == 0 &&
	       quarter >= 1 && quarter <= 4 &&
	       months(range, year, quarter * 3 - 2, 3);
}

/* "Q3 2026" */
static bool read_quarter_first(struct time_range *range, struct str text)
{
	struct str rest = str_trim(str_skip(text, 2));
	int year;
	if (rest.len && rest.ptr[0] == '-')
		rest = str_skip(rest, 1);
	return take_number(&rest, 4, &year) && rest.len == 0 &&
	       read_quarter(range, year, str_slice(text, 1, 2));
}

static bool read_month_or_day(
    struct time_range *range, int year, struct str text, struct str rest)
{
	int month;
	if (!take_number(&rest, 2, &month) || month < 1 || month > 12)
		return false;
	if (rest.len == 0)
		return months(range, year, month, 1);
	if (text.len != 10 || !date_parse_iso(text, &range->from))
		return false;
	range->to = range->from + DAY_SECONDS;
	return true;
}

static bool read_one(struct time_range *range, struct str text)
{
	struct str rest = str_trim(text);
	int year;
	text = rest;
	if (rest.len && (rest.ptr[0] | 0x20) == 'q')
		return read_quarter_first(range, rest);
	if (!take_number(&rest, 4, &year) || year < 1)
		return false;
	if (rest.len == 0)
		return months(range, year, 1, 12);
	if (rest.ptr[0] == '-' || rest.ptr[0] == ' ')
		rest = str_skip(rest, 1);
	if (rest.len == 0)
		return false;
	if ((rest.ptr[0] | 0x20) == 'q')
		return read_quarter(range, year, str_skip(rest, 1));
	if ((rest.ptr[0] | 0x20) == 'w')
		return read_week(range, year, str_skip(rest, 1));
	return read_month_or_day(range, year, text, rest);
}

/* Where the second of two periods begins; 0 when there is one only. */
static size_t find_split(struct str text, size_t *mark)
{
	for (size_t i = 0; i + 1 < text.len; i++) {
		*mark = i;
		if (text.ptr[i] == '/')
			return i + 1;
		if (text.ptr[i] == '.' && text.ptr[i + 1] == '.')
			return i + 2;
	}
	return 0;
}

bool period_text_read(struct time_range *range, struct str text)
{
	size_t mark = 0;
	size_t second = find_split(text, &mark);
	struct time_range last;
	if (second == 0)
		return read_one(range, text);
	if (!read_one(range, str_slice(text, 0, mark)) ||
	    !read_one(&last, str_skip(text, second)) || last.to <= range->from)
		return false;
	range->to = last.to;
	return true;
}
