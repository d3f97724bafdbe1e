/* Periods as tables write them, as half-open ranges of time in UTC. */
#ifndef IMPORTERS_METRICS_PERIOD_TEXT_H
#define IMPORTERS_METRICS_PERIOD_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct time_range {
	int64_t from;
	int64_t to; /* exclusive */
};

/* Reads 2026, 2026-Q3, Q3 2026, 2026-09, 2026-W39 (ISO 8601: weeks begin on
 * Monday, week 1 has the first Thursday), 2026-09-30, and two of them with
 * ".." or "/" between: from the start of the first to the end of the second.
 * False on anything else. */
bool period_text_read(struct time_range *range, struct str text);

#endif
