/* Dates as people, spreadsheets and programs write them. Whether 1/2/2026 is
 * in January or February is decided for a whole column, never for a cell. */
#ifndef IMPORTERS_TABLE_DATE_TEXT_H
#define IMPORTERS_TABLE_DATE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum date_order {
	DATE_ORDER_NONE, /* not known */
	DATE_ORDER_DMY,
	DATE_ORDER_MDY,
	DATE_ORDER_YMD, /* with years of two digits */
	DATE_ORDER_KINDS
};

const char *date_order_name(enum date_order order); /* "DMY" */
/* "DMY", "MDY", "YMD" in any case; DATE_ORDER_NONE when it is none. */
enum date_order date_order_from(struct str text);

struct date_reading {
	enum date_order order;
	int64_t zone_seconds; /* east of UTC, for times that name no zone */
	bool serial_1904;     /* spreadsheet day numbers count from 1904 */
};

enum date_problem {
	DATE_FINE,
	DATE_BAD,
	DATE_AMBIGUOUS,	  /* needs an order */
	DATE_WRONG_ORDER, /* cannot be of the order given */
};

/* Reads
 *   2026-09-30, 2026-9-3 6:51:47, 2026/09/30, 20260930, ISO 8601 with zone
 *   30/09/2026, 9/30/26, 30.09.2026, by the order
 *   30/Sep/26 3:54 PM, 30 September 2026, Sep 30, 2026, also with a weekday;
 *   month names in the languages of the table in date_text.c
 *   spreadsheet day numbers of five digits (45292.5), and seconds (ten
 *   digits), milliseconds (13), microseconds (16) or nanoseconds (19)
 *   since 1970
 * Two-digit years are 20xx. A date without time is its first second. */
enum date_problem date_read(
    int64_t *time, struct str text, const struct date_reading *reading);

/* The start in UTC of 2026-09-30, and nothing else; no sentinel. */
bool date_read_iso_day(int64_t *time, struct str text);

/* TEXT has a time of day and no zone: "2026-09-30 10:00". */
bool date_lacks_zone(struct str text);

/* What the values of a column show; starts as zeros. */
struct date_evidence {
	int64_t day_first;   /* values whose first part is over 12 */
	int64_t month_first; /* values whose second part is over 12 */
	int64_t open;	     /* values that could be both and differ by it */
	int64_t serials;     /* spreadsheet day numbers */
	int64_t open_line;   /* of the first open value */
	int64_t open_column;
};
void date_survey(struct date_evidence *evidence, struct str text, int64_t line,
    int64_t column);

/* "no date" as some programs write it: 0001-01-01, 9999-12-31, 0000-00-00,
 * with or without a time. */
bool date_is_sentinel(struct str text);

#endif
