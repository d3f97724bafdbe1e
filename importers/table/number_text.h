/* Numbers and shares as people and spreadsheets write them, in
 * whole millionths. What a value could mean in two ways is not read. */
#ifndef IMPORTERS_TABLE_NUMBER_TEXT_H
#define IMPORTERS_TABLE_NUMBER_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "importers/table/unit.h"

enum reading_problem {
	READING_FINE,
	READING_BAD,	   /* not of this kind at all */
	READING_AMBIGUOUS, /* 1,234 without knowing the decimal mark */
	READING_NO_UNIT,   /* a bare number, and nothing says of what */
	READING_RANGE,	   /* too large, or not 0 to 100 percent */
};

/* DECIMAL is '.' or ',', or 0 when the column did not show it. A single comma
 * before three digits is then ambiguous; a single point is a decimal one.
 * Thousands: the other mark, blanks or apostrophes in groups of three. */
enum reading_problem number_read(
    int64_t *value_e6, struct str text, char decimal);

/* The value of up to twelve digits and nothing else. */
bool number_read_digits(int64_t *value, struct str text);

/* The decimal mark that TEXT shows beyond doubt ("85,5"), else 0. */
char number_evidence(struct str text);

/* Percent of "85%", "17/20", and of "85" or "0.85" by UNIT. */
enum reading_problem percent_read(
    int64_t *percent_e6, struct str text, char decimal, enum unit unit);

/* yes, no, true, false, y, n, 1, 0 and their like. */
bool bool_read(int64_t *value, struct str text);

#endif
