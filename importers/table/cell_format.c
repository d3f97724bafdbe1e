/* A number of a workbook is a date or a percentage by its number format alone
 * (ECMA-376 part 1, 18.8.30 and 18.8.31). Of a code the first section counts;
 * quoted, escaped and bracketed parts say nothing, but for elapsed hours,
 * minutes and seconds. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "importers/table/workbook.h"

/* Letters of a format code that mean something. */
struct marks {
	bool day; /* or a year, or an era */
	bool month;
	bool hour; /* or seconds */
	bool elapsed;
	bool percent;
};

static size_t skip_quoted(struct str code, size_t i)
{
	size_t end = str_find_byte(str_skip(code, i + 1), '"');
	return i + 1 + end;
}

/* "[h]" counts hours; "[Red]", "[$-409]" and "[>1]" are something else. */
static size_t take_bracket(struct marks *marks, struct str code, size_t i)
{
	struct str rest = str_skip(code, i + 1);
	size_t end = str_find_byte(rest, ']');
	struct str inner = str_slice(rest, 0, end);
	size_t same = 0;
	while (same < inner.len && strchr("hHmMsS", inner.ptr[same]))
		same++;
	marks->elapsed |= inner.len > 0 && same == inner.len;
	return i + 1 + end;
}

static void take_letter(struct marks *marks, char c)
{
	switch (c) {
	case 'y':
	case 'Y':
	case 'd':
	case 'D':
		marks->day = true;
		return;
	case 'm':
	case 'M':
		marks->month = true;
		return;
	case 'h':
	case 'H':
	case 's':
	case 'S':
		marks->hour = true;
		return;
	case '%':
		marks->percent = true;
		return;
	default:
		return;
	}
}

enum cell_format cell_format_of(struct str code)
{
	struct marks marks = { 0 };
	if (str_equal_nocase(code, STR("General")))
		return CELL_FORMAT_NUMBER;
	for (size_t i = 0; i < code.len && code.ptr[i] != ';'; i++) {
		char c = code.ptr[i];
		if (c == '"')
			i = skip_quoted(code, i);
		else if (c == '\\' || c == '_' || c == '*')
			i++;
		else if (c == '[')
			i = take_bracket(&marks, code, i);
		else
			take_letter(&marks, c);
	}
	if (marks.elapsed)
		return CELL_FORMAT_TIME;
	if (marks.day || (marks.month && !marks.hour))
		return CELL_FORMAT_DATE;
	if (marks.hour)
		return CELL_FORMAT_TIME;
	return marks.percent ? CELL_FORMAT_PERCENT : CELL_FORMAT_NUMBER;
}

enum cell_format cell_format_of_id(int64_t id)
{
	if (id == 9 || id == 10)
		return CELL_FORMAT_PERCENT;
	if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) ||
	    id == 36 || (id >= 50 && id <= 58))
		return CELL_FORMAT_DATE;
	if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) ||
	    (id >= 45 && id <= 47))
		return CELL_FORMAT_TIME;
	return CELL_FORMAT_NUMBER;
}

/* Fifteen digits are what a cell holds. */
static struct str plain_text(double value, struct arena *scratch)
{
	char text[64];
	snprintf(text, sizeof text, "%.15g", value);
	if (strchr(text, 'e') && fabs(value) < 1e15)
		snprintf(text, sizeof text, "%.12f", value);
	return arena_str(scratch, str_from(text));
}

/* Hours may be more than a day has. */
static struct str time_text(double value, struct arena *scratch)
{
	int64_t seconds = (int64_t)(value * (double)DAY_SECONDS + 0.5);
	return arena_printf(scratch, "%02lld:%02d:%02d",
	    (long long)(seconds / 3600), (int)(seconds / 60 % 60),
	    (int)(seconds % 60));
}

/* Day 1 is 1900-01-01, and the 29 February 1900 that never was is day 60. */
static struct str date_text(double value, bool base_1904, struct arena *scratch)
{
	int64_t day = (int64_t)floor(value);
	int64_t second =
	    (int64_t)((value - floor(value)) * (double)DAY_SECONDS + 0.5);
	int64_t epoch = base_1904 ? date_to_time((struct date){
					.year = 1904, .month = 1, .day = 1 })
				  : date_to_time((struct date){
					.year = 1899, .month = 12, .day = 30 });
	if (!base_1904 && day < 60)
		day++;
	int64_t time = epoch + day * DAY_SECONDS + second;
	if (second % DAY_SECONDS == 0)
		return date_iso(scratch, time);
	struct str text = date_iso_time(scratch, time);
	return str_slice(text, 0, text.len - 1); /* of no zone */
}

struct str cell_number_text(double value, enum cell_format format,
    bool base_1904, struct arena *scratch)
{
	bool is_day = value >= 0 && value < 2958466; /* year 10000 */
	switch (format) {
	case CELL_FORMAT_NUMBER:
		break;
	case CELL_FORMAT_PERCENT:
		return arena_printf(scratch, STR_FMT "%%",
		    STR_ARG(plain_text(value * 100, scratch)));
	case CELL_FORMAT_TIME:
		if (is_day)
			return time_text(value, scratch);
		break;
	case CELL_FORMAT_DATE:
		if (is_day && value < 1 && !base_1904)
			return time_text(value, scratch);
		if (is_day)
			return date_text(value, base_1904, scratch);
		break;
	}
	return plain_text(value, scratch);
}
