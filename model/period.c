/* Periods are computed in local time of the organisation: a fixed offset from
 * UTC, and a year that may start in any month. A fiscal year is named by the
 * calendar year in which it starts. */
#include "model/period.h"

#include <string.h>

#include "model/query.h"

enum { MONTHS_OF_QUARTER = 3, BELIEVABLE_DAYS = 400 };

static int start_month(struct calendar calendar)
{
	return calendar.year_start_month ? calendar.year_start_month : 1;
}

static int unit_months(enum period_unit unit)
{
	switch (unit) {
	case PERIOD_QUARTER:
		return MONTHS_OF_QUARTER;
	case PERIOD_MONTH:
		return 1;
	case PERIOD_YEAR:
		return 12;
	case PERIOD_DATES:
		return 0;
	}
	return 0;
}

/* The first second of month MONTH (any number, from 1) of YEAR. */
static int64_t month_start(int year, int month, struct calendar calendar)
{
	struct date date = { .year = year, .month = month, .day = 1 };
	return date_to_time(date) - calendar.zone_seconds;
}

static struct period whole(
    enum period_unit unit, int year, int month, struct calendar calendar)
{
	return (struct period){
		.from = month_start(year, month, calendar),
		.to = month_start(year, month + unit_months(unit), calendar),
		.unit = unit,
		.closed = true,
		.calendar = calendar,
	};
}

static struct date local_date(int64_t time, struct calendar calendar)
{
	return date_from_time(time + calendar.zone_seconds);
}

static bool parse_unit(
    struct period *period, struct str text, struct calendar calendar)
{
	int64_t year;
	int64_t part = 0;
	if (!str_to_int(str_slice(text, 0, 4), &year) || year < 1 ||
	    text.ptr[0] == '+')
		return false;
	if (text.len == 4) {
		*period = whole(
		    PERIOD_YEAR, (int)year, start_month(calendar), calendar);
		return true;
	}
	if (text.len != 7 || text.ptr[4] != '-')
		return false;
	bool quarter = text.ptr[5] == 'Q' || text.ptr[5] == 'q';
	if (!str_to_int(str_skip(text, quarter ? 6 : 5), &part) || part < 1 ||
	    part > (quarter ? 4 : 12))
		return false;
	if (quarter)
		*period = whole(PERIOD_QUARTER, (int)year,
		    start_month(calendar) + ((int)part - 1) * MONTHS_OF_QUARTER,
		    calendar);
	else
		*period = whole(PERIOD_MONTH, (int)year, (int)part, calendar);
	return true;
}

static bool parse_dates(
    struct period *period, struct str text, struct calendar calendar)
{
	int64_t from;
	int64_t last;
	if (text.len != 22 || !str_equal_z(str_slice(text, 10, 12), "..") ||
	    !date_parse_iso(str_slice(text, 0, 10), &from) ||
	    !date_parse_iso(str_skip(text, 12), &last) || last < from)
		return false;
	*period = (struct period){
		.from = from - calendar.zone_seconds,
		.to = last + DAY_SECONDS - calendar.zone_seconds,
		.unit = PERIOD_DATES,
		.closed = true,
		.calendar = calendar,
	};
	return true;
}

bool period_parse(struct period *period, struct str text,
    struct calendar calendar, struct error *err)
{
	text = str_trim(text);
	if (parse_unit(period, text, calendar) ||
	    parse_dates(period, text, calendar))
		return true;
	error_set(err, ERROR_USAGE,
	    "expected a period such as 2026-Q3, 2026-09, 2026 or "
	    "2026-07-01..2026-09-30, found \"" STR_FMT "\"",
	    STR_ARG(text));
	return false;
}

struct period period_shift(struct period period, int count)
{
	if (period.unit == PERIOD_DATES) {
		if (period.from == UNKNOWN)
			return period;
		int64_t length = period.to - period.from;
		period.from += length * count;
		period.to += length * count;
		return period;
	}
	struct date start = local_date(period.from, period.calendar);
	struct period shifted = whole(period.unit, start.year,
	    start.month + count * unit_months(period.unit), period.calendar);
	shifted.closed = period.closed || count < 0;
	return shifted;
}

struct period period_month(struct period period, int back)
{
	struct date last = local_date(period.to - 1, period.calendar);
	return whole(
	    PERIOD_MONTH, last.year, last.month - back, period.calendar);
}

/* The last quarter that ended by AS_OF. */
static struct period last_quarter(int64_t as_of, struct calendar calendar)
{
	struct date now = local_date(as_of, calendar);
	int into = (now.month - start_month(calendar) + 12) % 12;
	struct period current = whole(PERIOD_QUARTER, now.year,
	    now.month - into % MONTHS_OF_QUARTER, calendar);
	return current.to <= as_of ? current : period_shift(current, -1);
}

/* What happened, of every kind with its time: not what is stated or agreed,
 * such as policies and decisions. The newest commit is that of a head, as a
 * commit in the middle with a wrong clock has later descendants. */
#define RECORD_TIMES(T)                                                        \
	T("finished_time", "deployment")                                       \
	T("opened_time", "incident")                                           \
	T("time", "scan")                                                      \
	T("completed_time", "training")                                        \
	T("time", "assessment")                                                \
	T("to_time - 1", "survey")                                             \
	T("merged_time", "change")                                             \
	T("resolved_time", "work_item")                                        \
	T("time", "coverage_report")                                           \
	T("time", "test_run")                                                  \
	T("time", "benchmark_run")                                             \
	T("day_time", "usage")                                                 \
	T("day_time", "sighting")                                              \
	T("from_time", "spend") /* may be paid ahead */                        \
	T("to_time - 1", "metric")
#define TIME_NOT_SAID "(-9223372036854775807 - 1)" /* UNKNOWN */
#define ANY_TIME(column, table)                                                \
	"SELECT " column " AS t FROM " table " WHERE " column                  \
	" > " TIME_NOT_SAID " UNION ALL "
#define NEWEST_TIME(column, table)                                             \
	"SELECT max(" column ") AS t FROM " table " WHERE " column             \
	" > " TIME_NOT_SAID " AND " column " <= ?1 UNION ALL "

bool period_newest(int64_t *time, const struct model *model, struct error *err)
{
	struct query *query = NULL;
	int64_t head;
	int64_t limit;
	*time = UNKNOWN;
	if (!query_number(&head, model,
		"SELECT max(commit_time) FROM \"commit\" "
		"JOIN repository ON head_oid = oid",
		err))
		return false;
	limit =
	    head == UNKNOWN ? INT64_MAX : head + BELIEVABLE_DAYS * DAY_SECONDS;
	if (!query_open(&query, model,
		"SELECT max(t) FROM (" RECORD_TIMES(
		    NEWEST_TIME) "SELECT NULL AS t)",
		err))
		return false;
	query_bind_int(query, 1, limit);
	if (query_next(query))
		*time = query_int(query, 0);
	if (head != UNKNOWN && (*time == UNKNOWN || head > *time))
		*time = head;
	return query_close(query, err);
}

struct period period_all(int64_t as_of, struct calendar calendar)
{
	return (struct period){ .from = UNKNOWN,
		.to = as_of + 1,
		.unit = PERIOD_DATES,
		.calendar = calendar };
}

bool period_default(struct period *period, const struct model *model,
    int64_t as_of, struct calendar calendar, struct error *err)
{
	struct query *query = NULL;
	bool has_record = false;
	*period = last_quarter(as_of, calendar);
	if (!query_open(&query, model,
		"SELECT 1 FROM commit_repository JOIN \"commit\" c "
		"ON c.id = commit_id WHERE commit_time < ?1 "
		"UNION ALL SELECT 1 FROM (" RECORD_TIMES(
		    ANY_TIME) "SELECT NULL AS t) "
			      "WHERE t < ?1 LIMIT 1",
		err))
		return false;
	query_bind_int(query, 1, period->to);
	has_record = query_next(query);
	if (!query_close(query, err))
		return false;
	if (!has_record)
		*period = period_all(as_of, calendar);
	return true;
}

bool period_later(struct period_later *later, const struct model *model,
    struct period period, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"WITH record (scan, t) AS (SELECT 1, time FROM scan UNION ALL "
		"SELECT 0, commit_time FROM \"commit\" c "
		"JOIN commit_repository ON commit_id = c.id "
		"WHERE commit_time >= coalesce(?1, " TIME_NOT_SAID ")) "
		"SELECT "
		"sum(scan AND t >= ?2), sum(scan AND t >= ?1 AND t < ?2), "
		"sum(NOT scan AND t >= ?2), "
		"sum(NOT scan AND t >= ?1 AND t < ?2) FROM record",
		err))
		return false;
	query_bind_int(query, 1, period.from);
	query_bind_int(query, 2, period.to);
	*later = (struct period_later){ 0 };
	if (query_next(query) && !query_is_null(query, 0)) {
		if (query_int(query, 1) == 0)
			later->scans = query_int(query, 0);
		if (query_int(query, 3) == 0)
			later->commits = query_int(query, 2);
	}
	return query_close(query, err);
}

static int quarter_of(struct period period)
{
	struct date start = local_date(period.from, period.calendar);
	int into = (start.month - start_month(period.calendar) + 12) % 12;
	return into / MONTHS_OF_QUARTER + 1;
}

/* The year in which the fiscal year of the period starts. */
static int year_of(struct period period)
{
	struct date start = local_date(period.from, period.calendar);
	return start.month < start_month(period.calendar) ? start.year - 1
							  : start.year;
}

static struct str local_iso(
    struct arena *keep, int64_t time, struct calendar calendar)
{
	return date_iso(keep, time + calendar.zone_seconds);
}

struct str period_id(struct arena *keep, struct period period)
{
	struct date start = { 0 };
	struct str last = local_iso(keep, period.to - 1, period.calendar);
	if (period.from == UNKNOWN)
		return arena_printf(keep, "to-" STR_FMT, STR_ARG(last));
	start = local_date(period.from, period.calendar);
	switch (period.unit) {
	case PERIOD_QUARTER:
		return arena_printf(
		    keep, "%d-Q%d", year_of(period), quarter_of(period));
	case PERIOD_MONTH:
		return arena_printf(keep, "%04d-%02d", start.year, start.month);
	case PERIOD_YEAR:
		return arena_printf(keep, "%04d", start.year);
	case PERIOD_DATES:
		break;
	}
	return arena_printf(keep, STR_FMT ".." STR_FMT,
	    STR_ARG(local_iso(keep, period.from, period.calendar)),
	    STR_ARG(last));
}

static const char *const month_names[] = { "January", "February", "March",
	"April", "May", "June", "July", "August", "September", "October",
	"November", "December" };

static struct str short_date(
    struct arena *keep, struct date date, bool with_year)
{
	struct str text = arena_printf(
	    keep, "%d %.3s", date.day, month_names[date.month - 1]);
	if (with_year)
		text =
		    arena_printf(keep, STR_FMT " %d", STR_ARG(text), date.year);
	return text;
}

struct str period_dates(struct arena *keep, struct period period)
{
	struct date last = local_date(period.to - 1, period.calendar);
	struct str to = short_date(keep, last, true);
	if (period.from == UNKNOWN)
		return arena_printf(keep, "up to " STR_FMT, STR_ARG(to));
	struct date first = local_date(period.from, period.calendar);
	return arena_printf(keep, STR_FMT " to " STR_FMT,
	    STR_ARG(short_date(keep, first, first.year != last.year)),
	    STR_ARG(to));
}

struct str period_label(struct arena *keep, struct period period)
{
	struct date start;
	if (period.unit == PERIOD_DATES || period.from == UNKNOWN)
		return period_dates(keep, period);
	start = local_date(period.from, period.calendar);
	switch (period.unit) {
	case PERIOD_QUARTER:
		return arena_printf(
		    keep, "%d Q%d", year_of(period), quarter_of(period));
	case PERIOD_MONTH:
		return arena_printf(
		    keep, "%s %d", month_names[start.month - 1], start.year);
	case PERIOD_YEAR:
	case PERIOD_DATES:
		break;
	}
	return arena_printf(keep, "%d", start.year);
}
