/* Periods of reporting: quarters, months, years, explicit dates. Half-open:
 * from <= t < to. */
#ifndef MODEL_PERIOD_H
#define MODEL_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "model/model.h"

enum period_unit {
	PERIOD_QUARTER,
	PERIOD_MONTH,
	PERIOD_YEAR,
	PERIOD_DATES, /* explicit, or everything up to as-of */
};

/* The calendar of the organisation. */
struct calendar {
	int year_start_month; /* 1 to 12; 0 means 1 */
	int64_t zone_seconds; /* east of UTC */
};

struct period {
	int64_t from; /* UNKNOWN: open, everything before TO */
	int64_t to;
	enum period_unit unit;
	bool closed; /* ended by as-of */
	struct calendar calendar;
};

/* "2026-Q3", "2026-09", "2026", "2026-01-01..2026-09-30" (last day within). */
bool period_parse(struct period *period, struct str text,
    struct calendar calendar, struct error *err) MUST_USE;

/* The last quarter that ended by AS_OF; when the model has no record before
 * its end, everything up to AS_OF, open. */
bool period_default(struct period *period, const struct model *model,
    int64_t as_of, struct calendar calendar, struct error *err) MUST_USE;

/* Of scans and of commits: how many lie after PERIOD where none lies in it. */
struct period_later {
	int64_t scans;
	int64_t commits;
};
bool period_later(struct period_later *later, const struct model *model,
    struct period period, struct error *err) MUST_USE;

/* Everything up to AS_OF, open. */
struct period period_all(int64_t as_of, struct calendar calendar);

/* The newest believable record of the model: the newest head's commit, scan,
 * deployment, incident, training, ticket or metric, leaving out records more
 * than 400 days after the newest head; UNKNOWN in an empty model. */
bool period_newest(
    int64_t *time, const struct model *model, struct error *err) MUST_USE;

/* The period COUNT units later (earlier when negative). Dates shift by their
 * own length. */
struct period period_shift(struct period period, int count);
/* Month COUNT before the one that holds the last second of PERIOD. */
struct period period_month(struct period period, int back);

struct str period_id(struct arena *keep, struct period period); /* 2026-Q3 */
/* "2026 Q3", "September 2026", "1 Jul to 30 Sep 2026". */
struct str period_label(struct arena *keep, struct period period);
struct str period_dates(struct arena *keep, struct period period);

#endif
