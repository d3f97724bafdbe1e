/* Numbers, shares and durations as people and spreadsheets write them, in
 * whole millionths. What a value could mean in two ways is not read. */
#ifndef IMPORTERS_TABLE_NUMBER_TEXT_H
#define IMPORTERS_TABLE_NUMBER_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum unit {
	UNIT_NONE,
	UNIT_MILLISECONDS,
	UNIT_SECONDS,
	UNIT_MINUTES,
	UNIT_HOURS,
	UNIT_DAYS,
	UNIT_PERCENT,
	UNIT_SHARE, /* 0 to 1 */
	UNIT_KINDS
};

enum reading_problem {
	READING_FINE,
	READING_BAD,	   /* not of this kind at all */
	READING_AMBIGUOUS, /* 1,234 without knowing the decimal mark */
	READING_NO_UNIT,   /* a bare number, and nothing says of what */
	READING_RANGE,	   /* too large, or not 0 to 100 percent */
};

/* As a profile writes it ("min") and as a message does ("minutes"). */
const char *unit_mark(enum unit unit);
const char *unit_name(enum unit unit);
/* Of a mark, a name or a common spelling; UNIT_NONE when it is none. */
enum unit unit_from(struct str word);

/* DECIMAL is '.' or ',', or 0 when the column did not show it. A single comma
 * before three digits is then ambiguous; a single point is a decimal one.
 * Thousands: the other mark, blanks or apostrophes in groups of three. */
enum reading_problem number_read(
    int64_t *value_e6, struct str text, char decimal);

/* The decimal mark that TEXT shows beyond doubt ("85,5"), else 0. */
char number_evidence(struct str text);

/* Percent of "85%", "17/20", and of "85" or "0.85" by UNIT. */
enum reading_problem percent_read(
    int64_t *percent_e6, struct str text, char decimal, enum unit unit);

/* Seconds of "1h 20m", "01:20:00", "PT1H20M", "2 seconds", and of "80" by
 * UNIT. Two parts ("1:20") are hours and minutes when UNIT is hours, minutes
 * and seconds when it is minutes, else ambiguous. ISO 8601 durations with
 * months or years have no length and are bad. */
enum reading_problem duration_read(
    int64_t *seconds_e6, struct str text, char decimal, enum unit unit);

/* yes, no, true, false, y, n, 1, 0 and their like. */
bool bool_read(int64_t *value, struct str text);

#endif
