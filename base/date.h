/* Times are seconds since 1970-01-01T00:00:00Z, in the Gregorian calendar
 * without leap seconds. There is no clock here. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

#define DAY_SECONDS INT64_C(86400)
/* A time that is not known; also any other integer fact that is not. */
#define UNKNOWN INT64_MIN

struct date {
	int year;  /* 1 to 9999 */
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
	int hour;
	int minute;
	int second;
};

int64_t date_to_time(struct date date); /* fields may overflow upward */
struct date date_from_time(int64_t time);
bool date_is_valid(struct date date);
/* The first second of the day of TIME. */
int64_t date_day_start(int64_t time);

/* Reads 2026-09-30, with optional time (T or blank), fraction, and zone
 * (Z, +02:00, +0200, +02); no zone is UTC. False on anything else. */
bool date_parse_iso(struct str text, int64_t *time);

struct str date_iso(struct arena *keep, int64_t time);	    /* 2026-09-30 */
struct str date_iso_time(struct arena *keep, int64_t time); /* ...T10:00:00Z */

#endif
