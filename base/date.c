/* Civil dates after Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms" (2013): years start in March, eras have 400 years. */
#include "base/date.h"

static int64_t days_from_civil(int64_t year, int64_t month, int64_t day)
{
	year -= month <= 2;
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t year_of_era = year - era * 400;
	int64_t shifted = month + (month > 2 ? -3 : 9);
	int64_t day_of_year = (153 * shifted + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 -
			     year_of_era / 100 + day_of_year;
	return era * 146097 + day_of_era - 719468;
}

int64_t date_to_time(struct date date)
{
	int64_t months = (int64_t)date.month - 1;
	int64_t year = date.year + months / 12;
	int64_t month = months % 12;
	if (month < 0) {
		month += 12;
		year--;
	}
	int64_t days = days_from_civil(year, month + 1, 1) + date.day - 1;
	return days * DAY_SECONDS + (int64_t)date.hour * 3600 +
	       (int64_t)date.minute * 60 + date.second;
}

struct date date_from_time(int64_t time)
{
	int64_t days = time / DAY_SECONDS;
	int64_t rest = time % DAY_SECONDS;
	if (rest < 0) {
		rest += DAY_SECONDS;
		days--;
	}
	days += 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int64_t day_of_era = days - era * 146097;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 +
				  day_of_era / 36524 - day_of_era / 146096) /
			      365;
	int64_t day_of_year =
	    day_of_era -
	    (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t shifted = (5 * day_of_year + 2) / 153;
	int64_t month = shifted + (shifted < 10 ? 3 : -9);
	return (struct date){
		.year = (int)(year_of_era + era * 400 + (month <= 2)),
		.month = (int)month,
		.day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1),
		.hour = (int)(rest / 3600),
		.minute = (int)(rest / 60 % 60),
		.second = (int)(rest % 60),
	};
}

int64_t date_day_start(int64_t time)
{
	int64_t rest = time % DAY_SECONDS;
	return time - (rest < 0 ? rest + DAY_SECONDS : rest);
}

bool date_is_valid(struct date date)
{
	if (date.year < 1 || date.year > 9999 || date.month < 1 ||
	    date.month > 12 || date.day < 1 || date.hour < 0 ||
	    date.hour > 23 || date.minute < 0 || date.minute > 59 ||
	    date.second < 0 || date.second > 60)
		return false;
	struct date back = date_from_time(date_to_time(
	    (struct date){ date.year, date.month, date.day, 0, 0, 0 }));
	return back.month == date.month && back.day == date.day;
}

/* Takes exactly COUNT digits off the front. */
static bool take_digits(struct str *rest, int count, int *value)
{
	int sum = 0;
	for (int i = 0; i < count; i++) {
		if (rest->len == 0 || rest->ptr[0] < '0' || rest->ptr[0] > '9')
			return false;
		sum = sum * 10 + rest->ptr[0] - '0';
		*rest = str_skip(*rest, 1);
	}
	*value = sum;
	return true;
}

static bool take_byte(struct str *rest, char byte)
{
	if (rest->len == 0 || rest->ptr[0] != byte)
		return false;
	*rest = str_skip(*rest, 1);
	return true;
}

/* "Z", "+02:00", "+0200", "+02" or nothing, to the end of the text. */
static bool take_zone(struct str rest, int64_t *seconds)
{
	*seconds = 0;
	rest = str_trim(rest);
	if (rest.len == 0 || str_equal(rest, STR("Z")) ||
	    str_equal(rest, STR("z")) || str_equal(rest, STR("UTC")))
		return true;
	int sign = rest.ptr[0] == '-' ? -1 : 1;
	if (!take_byte(&rest, '+') && !take_byte(&rest, '-'))
		return false;
	int hours;
	int minutes = 0;
	if (!take_digits(&rest, 2, &hours))
		return false;
	take_byte(&rest, ':');
	if (rest.len && !take_digits(&rest, 2, &minutes))
		return false;
	*seconds = sign * ((int64_t)hours * 3600 + (int64_t)minutes * 60);
	return rest.len == 0 && hours <= 15 && minutes < 60;
}

static bool take_clock(struct str *rest, struct date *date)
{
	if (!take_digits(rest, 2, &date->hour) || !take_byte(rest, ':') ||
	    !take_digits(rest, 2, &date->minute))
		return false;
	if (take_byte(rest, ':') && !take_digits(rest, 2, &date->second))
		return false;
	int digit;
	if (take_byte(rest, '.') || take_byte(rest, ','))
		while (take_digits(rest, 1, &digit))
			;
	return true;
}

bool date_parse_iso(struct str text, int64_t *time)
{
	struct date date = { 0 };
	struct str rest = str_trim(text);
	if (!take_digits(&rest, 4, &date.year) || !take_byte(&rest, '-') ||
	    !take_digits(&rest, 2, &date.month) || !take_byte(&rest, '-') ||
	    !take_digits(&rest, 2, &date.day))
		return false;
	int64_t zone_seconds = 0;
	if (rest.len) {
		if (!take_byte(&rest, 'T') && !take_byte(&rest, 't') &&
		    !take_byte(&rest, ' '))
			return false;
		if (!take_clock(&rest, &date) ||
		    !take_zone(rest, &zone_seconds))
			return false;
	}
	if (!date_is_valid(date))
		return false;
	*time = date_to_time(date) - zone_seconds;
	return true;
}

struct str date_iso(struct arena *keep, int64_t time)
{
	struct date date = date_from_time(time);
	return arena_printf(
	    keep, "%04d-%02d-%02d", date.year, date.month, date.day);
}

struct str date_iso_time(struct arena *keep, int64_t time)
{
	struct date date = date_from_time(time);
	return arena_printf(keep, "%04d-%02d-%02dT%02d:%02d:%02dZ", date.year,
	    date.month, date.day, date.hour, date.minute, date.second);
}
