#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

void number_shortest(char out[NUMBER_SIZE], double value)
{
	out[0] = '\0';
	if (!isfinite(value))
		return;
	if (value == 0)
		value = 0; /* no "-0" */
	for (int digits = 1; digits <= 17; digits++) {
		snprintf(out, NUMBER_SIZE, "%.*g", digits, value);
		if (strtod(out, NULL) == value)
			return;
	}
}
