/* Durations by what stands in them: a P in front (ISO 8601, 5.5.2: PnW,
 * PnDTnHnMnS), colons, words, or a bare number whose unit is known. */
#include "importers/table/duration_text.h"

#define SECOND_E6 INT64_C(1000000)

/* VALUE_E6 of UNIT in microseconds, added to *SUM. */
static bool add_time(int64_t *sum, int64_t value_e6, enum unit unit)
{
	int64_t whole = value_e6 / SECOND_E6;
	int64_t rest = value_e6 % SECOND_E6;
	int64_t in_e6 = unit_microseconds(unit);
	int64_t product;
	return !__builtin_mul_overflow(whole, in_e6, &product) &&
	       !__builtin_add_overflow(*sum, product, sum) &&
	       !__builtin_add_overflow(*sum, rest * (in_e6 / 1000) / 1000, sum);
}

/* "01:20:00", "120:00:05.5"; two parts by UNIT. */
static enum reading_problem read_clock(
    int64_t *seconds_e6, struct str text, enum unit unit)
{
	int64_t parts[3];
	size_t count = 0;
	struct str part;
	while (str_split(&text, ':', &part)) {
		if (count == 3 || number_read(&parts[count], part, '.') ||
		    parts[count] < 0)
			return READING_BAD;
		if (count && parts[count] >= 60 * SECOND_E6)
			return READING_BAD;
		count++;
	}
	if (count == 2 && unit != UNIT_HOURS && unit != UNIT_MINUTES)
		return READING_AMBIGUOUS;
	if (count < 2)
		return READING_BAD;
	static const enum unit smaller[] = {
		UNIT_HOURS,
		UNIT_MINUTES,
		UNIT_SECONDS,
	};
	size_t first = count == 2 && unit == UNIT_MINUTES;
	*seconds_e6 = 0;
	for (size_t i = 0; i < count; i++)
		if (!add_time(seconds_e6, parts[i], smaller[first + i]))
			return READING_RANGE;
	return READING_FINE;
}

static struct str take_run(struct str *rest, bool (*belongs)(char))
{
	size_t n = 0;
	while (n < rest->len && belongs(rest->ptr[n]))
		n++;
	struct str run = str_slice(*rest, 0, n);
	*rest = str_skip(*rest, n);
	return run;
}

static bool in_number(char c)
{
	return ascii_is_digit(c) || c == '.' || c == ',';
}

static bool in_word(char c)
{
	return ascii_is_letter(c);
}

static bool in_gap(char c)
{
	return c == ' ' || c == ',' || c == '\t';
}

/* "1h 20m", "2 seconds", "1 hour, 3 minutes and 5 seconds" */
static enum reading_problem read_words(
    int64_t *seconds_e6, struct str text, char decimal)
{
	struct str rest = str_trim(text);
	*seconds_e6 = 0;
	while (rest.len) {
		int64_t value;
		struct str digits = take_run(&rest, in_number);
		take_run(&rest, in_gap);
		enum unit unit = unit_from(take_run(&rest, in_word));
		if (unit < UNIT_MILLISECONDS || unit > UNIT_DAYS)
			return READING_BAD;
		enum reading_problem problem =
		    number_read(&value, digits, decimal);
		if (problem)
			return problem;
		if (!add_time(seconds_e6, value, unit))
			return READING_RANGE;
		take_run(&rest, in_gap);
		if (str_starts(rest, STR("and ")))
			rest = str_trim(str_skip(rest, 4));
	}
	return READING_FINE;
}

/* PnW, PnDTnHnMnS; months and years have no fixed length. */
static enum reading_problem read_iso(int64_t *seconds_e6, struct str text)
{
	struct str rest = str_skip(text, 1);
	bool time = false;
	bool any = false;
	*seconds_e6 = 0;
	while (rest.len) {
		if (rest.ptr[0] == 'T' && !time) {
			time = true;
			rest = str_skip(rest, 1);
			continue;
		}
		int64_t value;
		if (number_read(&value, take_run(&rest, in_number), '.') ||
		    rest.len == 0)
			return READING_BAD;
		char letter = rest.ptr[0];
		rest = str_skip(rest, 1);
		enum unit unit = time && letter == 'H'	  ? UNIT_HOURS
				 : time && letter == 'M'  ? UNIT_MINUTES
				 : time && letter == 'S'  ? UNIT_SECONDS
				 : !time && letter == 'D' ? UNIT_DAYS
							  : UNIT_NONE;
		if (!time && letter == 'W' && value < INT64_MAX / 7) {
			unit = UNIT_DAYS;
			value *= 7;
		}
		if (unit == UNIT_NONE)
			return READING_BAD;
		if (!add_time(seconds_e6, value, unit))
			return READING_RANGE;
		any = true;
	}
	return any ? READING_FINE : READING_BAD;
}

enum reading_problem duration_read(
    int64_t *seconds_e6, struct str text, char decimal, enum unit unit)
{
	text = str_trim(text);
	if (text.len == 0)
		return READING_BAD;
	if (text.ptr[0] == 'P')
		return read_iso(seconds_e6, text);
	if (str_find_byte(text, ':') < text.len)
		return read_clock(seconds_e6, text, unit);
	if (in_word(text.ptr[text.len - 1]))
		return read_words(seconds_e6, text, decimal);
	int64_t value;
	enum reading_problem problem = number_read(&value, text, decimal);
	if (problem)
		return problem;
	if (value < 0)
		return READING_RANGE;
	if (unit < UNIT_MILLISECONDS || unit > UNIT_DAYS)
		return READING_NO_UNIT;
	*seconds_e6 = 0;
	return add_time(seconds_e6, value, unit) ? READING_FINE : READING_RANGE;
}
