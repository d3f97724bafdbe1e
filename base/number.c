#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Up to here a double holds every integer. */
#define INTEGER_MAX 9007199254740992.0
#define ROUNDED_DIGITS 10

void number_shortest(char out[NUMBER_SIZE], double value)
{
	out[0] = '\0';
	if (!isfinite(value))
		return;
	if (value == 0)
		value = 0; /* no "-0" */
	if (value == trunc(value) && fabs(value) < INTEGER_MAX) {
		snprintf(out, NUMBER_SIZE, "%.0f", value); /* 40, not 4e+01 */
		return;
	}
	for (int digits = 1; digits <= 17; digits++) {
		snprintf(out, NUMBER_SIZE, "%.*g", digits, value);
		if (strtod(out, NULL) == value)
			return;
	}
}

void number_rounded(char out[NUMBER_SIZE], double value)
{
	char digits[NUMBER_SIZE];
	snprintf(digits, sizeof digits, "%.*g", ROUNDED_DIGITS, value);
	number_shortest(out, strtod(digits, NULL));
}
