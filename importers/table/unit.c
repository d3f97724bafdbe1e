/* One table of units and one of their spellings. */
#include "importers/table/unit.h"

#define SECOND_E6 INT64_C(1000000)

/* clang-format off */
static const struct {
	enum unit unit;
	const char *mark;
	const char *name;
	int64_t microseconds;
} units[] = {
	{ UNIT_NONE, "", "units", 0 },
	{ UNIT_MILLISECONDS, "ms", "milliseconds", SECOND_E6 / 1000 },
	{ UNIT_SECONDS, "s", "seconds", SECOND_E6 },
	{ UNIT_MINUTES, "min", "minutes", 60 * SECOND_E6 },
	{ UNIT_HOURS, "h", "hours", 3600 * SECOND_E6 },
	{ UNIT_DAYS, "d", "days", 86400 * SECOND_E6 },
	{ UNIT_PERCENT, "%", "percent", 0 },
	{ UNIT_SHARE, "share", "share", 0 },
};

static const struct {
	const char *word;
	enum unit unit;
} unit_words[] = {
	{ "ms", UNIT_MILLISECONDS }, { "msec", UNIT_MILLISECONDS },
	{ "millisecond", UNIT_MILLISECONDS }, { "millis", UNIT_MILLISECONDS },
	{ "milliseconds", UNIT_MILLISECONDS },
	{ "s", UNIT_SECONDS }, { "sec", UNIT_SECONDS },
	{ "secs", UNIT_SECONDS }, { "second", UNIT_SECONDS },
	{ "seconds", UNIT_SECONDS },
	{ "m", UNIT_MINUTES }, { "min", UNIT_MINUTES },
	{ "mins", UNIT_MINUTES }, { "minute", UNIT_MINUTES },
	{ "minutes", UNIT_MINUTES },
	{ "h", UNIT_HOURS }, { "hr", UNIT_HOURS }, { "hrs", UNIT_HOURS },
	{ "hour", UNIT_HOURS }, { "hours", UNIT_HOURS },
	{ "d", UNIT_DAYS }, { "day", UNIT_DAYS }, { "days", UNIT_DAYS },
	{ "%", UNIT_PERCENT }, { "percent", UNIT_PERCENT },
	{ "pct", UNIT_PERCENT }, { "percentage", UNIT_PERCENT },
	{ "share", UNIT_SHARE },
};
/* clang-format on */

const char *unit_mark(enum unit unit)
{
	return units[unit].mark;
}

const char *unit_name(enum unit unit)
{
	return units[unit].name;
}

enum unit unit_from(struct str word)
{
	for (size_t i = 0; i < sizeof unit_words / sizeof *unit_words; i++)
		if (str_equal_nocase(word, str_from(unit_words[i].word)))
			return unit_words[i].unit;
	return UNIT_NONE;
}

int64_t unit_microseconds(enum unit unit)
{
	return units[unit].microseconds;
}
