/* Units of time and of shares, as headers, profiles and cells name them. */
#ifndef IMPORTERS_TABLE_UNIT_H
#define IMPORTERS_TABLE_UNIT_H

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

/* As a profile writes it ("min") and as a message does ("minutes"). */
const char *unit_mark(enum unit unit);
const char *unit_name(enum unit unit);
/* Of a mark, a name or a common spelling; UNIT_NONE when it is none. */
enum unit unit_from(struct str word);
/* How long one of it is; 0 when it is no unit of time. */
int64_t unit_microseconds(enum unit unit);

#endif
