/* importers/table: what text, numbers and dates of a CSV file mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "importers/metrics/period_text.h"
#include "importers/table/csv.h"
#include "importers/table/date_text.h"
#include "importers/table/duration_text.h"
#include "importers/table/encoding.h"
#include "importers/table/header.h"
#include "importers/table/layout.h"
#include "importers/table/number_text.h"

#define E6 INT64_C(1000000)

/* All of MEMORY as the reader above would see it, and its encoding. */
static struct str read_all(
    struct str memory, const char **encoding, struct arena *keep)
{
	struct error err;
	struct encoding found;
	struct text_stream *stream = NULL;
	struct buf text = { 0 };
	assert_true(encoding_detect(&found, STR_NONE, memory, &err));
	assert_true(text_open(&stream, STR_NONE, memory, found, &err));
	for (;;) {
		struct str part;
		assert_true(text_next(stream, &part, &err));
		if (part.len == 0)
			break;
		buf_add(&text, part);
	}
	text_close(stream);
	struct str copy = arena_str(keep, buf_str(&text));
	buf_free(&text);
	*encoding = encoding_name(found);
	return copy;
}

static void assert_text(struct str text, const char *expected)
{
	if (!str_equal_z(text, expected))
		fail_msg("expected \"%s\", found \"" STR_FMT "\"", expected,
		    STR_ARG(text));
}

static void encodings_are_found(void **state)
{
	static const struct {
		struct str bytes;
		const char *encoding;
		const char *text;
	} cases[] = {
		{ { "a,b\r\n1,2\r\n", 10 }, "UTF-8", "a,b\n1,2\n" },
		{ { "a\rb\rc", 5 }, "UTF-8", "a\nb\nc" },
		{ { "\xef\xbb\xbf"
		    "a,b\n",
		      7 },
		    "UTF-8 with BOM", "a,b\n" },
		{ { "na\xc3\xafve", 6 }, "UTF-8", "naïve" },
		{ { "na\xefve \x80", 7 }, "Windows-1252", "naïve €" },
		{ { "\xff\xfe"
		    "a\0\xe9\0\r\0\n\0",
		      10 },
		    "UTF-16LE", "aé\n" },
		{ { "\xfe\xff\0a\xd8\x3d\xde\x00", 8 }, "UTF-16BE", "a😀" },
		{ { "a\0,\0b\0\n\0", 8 }, "UTF-16LE", "a,b\n" },
		{ { "\0a\0,\0b\0\n", 8 }, "UTF-16BE", "a,b\n" },
		{ { "a\xc3", 2 }, "Windows-1252", "aÃ" },
		{ { "\xc3\xa9\xc3\xa9\xc3\xa9\xff", 7 }, "UTF-8",
		    "ééé\xef\xbf\xbd" },
		{ { "", 0 }, "UTF-8", "" },
	};
	(void)state;
	struct arena *keep = arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *encoding;
		struct str text = read_all(cases[i].bytes, &encoding, keep);
		assert_string_equal(encoding, cases[i].encoding);
		assert_text(text, cases[i].text);
	}
	arena_free(keep);
}

/* A sequence that a block of 64 KiB cuts is one character all the same. */
static void blocks_cut_no_character(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	for (size_t shift = 0; shift < 4; shift++) {
		struct buf bytes = { 0 };
		struct buf expected = { 0 };
		while (bytes.len < (1 << 16) - 3 + shift)
			buf_add_char(&bytes, 'a');
		buf_add(&expected, buf_str(&bytes));
		buf_add_z(&bytes, "😀\r\né");
		buf_add_z(&expected, "😀\né");
		const char *encoding;
		struct str text = read_all(buf_str(&bytes), &encoding, keep);
		assert_true(str_equal(text, buf_str(&expected)));
		buf_free(&bytes);
		buf_free(&expected);
	}
	arena_free(keep);
}

/* Each record as "line:column cell|cell", an open quote as "!". */
static struct str parse(const char *text, char separator, struct arena *keep)
{
	struct error err;
	struct text_stream *stream = NULL;
	struct buf out = { 0 };
	assert_true(text_open(
	    &stream, STR_NONE, str_from(text), (struct encoding){ 0 }, &err));
	struct csv_reader *reader =
	    csv_reader_open(stream, separator, false, true, keep);
	for (;;) {
		struct csv_record record;
		bool end;
		assert_true(csv_reader_next(reader, &record, &end, &err));
		if (end)
			break;
		buf_printf(
		    &out, "%d-%d", (int)record.line, (int)record.end_line);
		for (size_t i = 0; i < record.count; i++)
			buf_printf(&out, "|%d:" STR_FMT,
			    (int)record.cells[i].column,
			    STR_ARG(record.cells[i].text));
		buf_add_z(&out, record.fault ? "! " : " ");
	}
	csv_reader_close(reader);
	text_close(stream);
	struct str copy = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return copy;
}

static void records_keep_their_place(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	assert_text(
	    parse("a,bc\nd,\"e\"\n", ',', keep), "1-1|1:a|3:bc 2-2|1:d|3:e ");
	assert_text(
	    parse("a,\"x\ny\"\nb,c", ',', keep), "1-2|1:a|3:x\ny 3-3|1:b|3:c ");
	assert_text(parse("a\n\nb\n", ',', keep), "1-1|1:a 2-2 3-3|1:b ");
	assert_text(
	    parse("a,\"b\nc,d\n", ',', keep), "1-1|1:a,\"b! 2-2|1:c|3:d ");
	assert_text(parse("a;\"b \"\"q\"\"; c\"\n", ';', keep),
	    "1-1|1:a|3:b \"q\"; c ");
	assert_text(parse("a\tb c\t\n", '\t', keep), "1-1|1:a|3:b c|7: ");
	assert_text(parse("", ',', keep), "");
	arena_free(keep);
}

static void separators_are_found(void **state)
{
	static const struct {
		const char *text;
		char separator;
		size_t width;
	} cases[] = {
		{ "a,b,c\n1,2,3\n", ',', 3 },
		{ "a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", ';', 3 },
		{ "a\tb\n1, or 2\t3\n", '\t', 2 },
		{ "a|b|c\nx, y|z|w\n", '|', 3 },
		{ "sep=;\na;b\n1;2\n", ';', 2 },
		{ "\"sep=,\"\na,b\n1,2\n", ',', 2 },
		{ "Report\nGenerated on 1 May\n\na,b,c\n1,2,3\n1,2,3\n", ',',
		    3 },
		{ "a,b,,,\n1,2,,,\n", ',', 2 },
		{ "a,b\n1,\"x;y;z\"\n2,\"x;y\"\n", ',', 2 },
		{ "id\n1\n", ',', 1 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *keep = arena_new();
		struct error err;
		struct layout layout;
		assert_true(layout_detect(
		    &layout, STR_NONE, str_from(cases[i].text), 0, keep, &err));
		assert_int_equal(layout.separator, cases[i].separator);
		assert_int_equal(layout.width, cases[i].width);
		arena_free(keep);
	}
}

static void preambles_are_passed(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	struct error err;
	struct layout layout;
	assert_true(layout_detect(&layout, STR_NONE,
	    STR("Training\nGenerated on,2026-09-30\n\nName,Course,Score\n"
		"Ann,SQL,80\n"),
	    0, keep, &err));
	assert_int_equal(layout_likely_header(&layout), 3);
	arena_free(keep);
}

static void headers_are_normalised(void **state)
{
	static const char *const cases[][2] = {
		{ "\xef\xbb\xbf E-Mail  Address ", "e-mail address" },
		{ "user_login", "user login" },
		{ "Time\xc2\xa0spent", "time spent" },
		{ "__id__", "id" },
		{ "Zeit\xe2\x80\x8b (min)", "zeit (min)" },
		{ "Σ Time Spent", "Σ time spent" },
		{ "Échéance", "échéance" },
	};
	(void)state;
	struct arena *keep = arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_text(
		    header_normalise(keep, str_from(cases[i][0])), cases[i][1]);
	arena_free(keep);
}

static struct column column_named(const char *raw, struct arena *keep)
{
	struct csv_cell cell = { .text = str_from(raw) };
	struct csv_record record = { .cells = &cell, .count = 1 };
	struct header header;
	header_read(&header, &record, 0, false, keep);
	return header.columns[0];
}

static void brackets_are_aliases_and_units(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	struct column column =
	    column_named("Name [displayName] Required", keep);
	assert_text(column.name, "name required");
	assert_text(column.alias, "displayname");
	assert_int_equal(column_answers(&column, STR("displayname")), 1);
	assert_int_equal(column_answers(&column, STR("name required")), 2);
	assert_int_equal(
	    column_named("Time (minutes)", keep).unit, UNIT_MINUTES);
	assert_int_equal(
	    column_named("duration_ms", keep).unit, UNIT_MILLISECONDS);
	assert_int_equal(
	    column_named("Usage in seconds", keep).unit, UNIT_SECONDS);
	assert_int_equal(column_named("Score %", keep).unit, UNIT_PERCENT);
	assert_int_equal(column_named("Time spent", keep).unit, UNIT_NONE);
	arena_free(keep);
}

static void two_rows_make_a_header(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	struct error err;
	struct layout layout;
	struct header header;
	assert_true(layout_detect(&layout, STR_NONE,
	    STR("Planned,,Actual,\nStart,End,Start,End\n1,2,3,4\n"), 0, keep,
	    &err));
	header_read(&header, layout.records, 0, true, keep);
	assert_int_equal(header.count, 4);
	assert_text(header.columns[1].name, "planned end");
	assert_text(header.columns[2].name, "actual start");
	assert_int_equal(column_answers(&header.columns[2], STR("start")), 0);
	/* what only one of them is called needs nothing above it */
	assert_true(layout_detect(&layout, STR_NONE,
	    STR("Learner,,Course,\nE-mail,Name,Title,Completed\n1,2,3,4\n"), 0,
	    keep, &err));
	header_read(&header, layout.records, 0, true, keep);
	assert_text(header.columns[3].name, "course completed");
	assert_int_equal(
	    column_answers(&header.columns[3], STR("completed")), 1);
	arena_free(keep);
}

static void secrets_are_known_by_name(void **state)
{
	static const char *const secret[] = { "api key", "apikey", "key",
		"access token", "client secret", "password", "private key",
		"accesstoken" };
	static const char *const open[] = { "keyboard", "tokens", "monkey",
		"keynote", "prompt tokens", "passed" };
	(void)state;
	for (size_t i = 0; i < sizeof secret / sizeof *secret; i++)
		assert_true(name_is_secret(str_from(secret[i])));
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		assert_false(name_is_secret(str_from(open[i])));
}

static void numbers_are_read(void **state)
{
	static const struct {
		const char *text;
		char decimal;
		enum reading_problem problem;
		int64_t value_e6;
	} cases[] = {
		{ "12", 0, READING_FINE, 12 * E6 },
		{ "-3.5", 0, READING_FINE, -3500000 },
		{ "85,5", 0, READING_FINE, 85500000 },
		{ "0.8999999999999999", 0, READING_FINE, 900000 },
		{ "1,234", 0, READING_AMBIGUOUS, 0 },
		{ "1,234", '.', READING_FINE, 1234 * E6 },
		{ "1,234", ',', READING_FINE, 1234000 },
		{ "0,125", 0, READING_FINE, 125000 },
		{ "1.234", 0, READING_FINE, 1234000 },
		{ "1.234", ',', READING_FINE, 1234 * E6 },
		{ "1,234,567", 0, READING_FINE, 1234567 * E6 },
		{ "1.234.567", 0, READING_FINE, 1234567 * E6 },
		{ "1,234.5", 0, READING_FINE, 1234500000 },
		{ "1.234,5", 0, READING_FINE, 1234500000 },
		{ "1'234.5", 0, READING_FINE, 1234500000 },
		{ "1 234", 0, READING_FINE, 1234 * E6 },
		{ "1\xc2\xa0"
		  "234,5",
		    0, READING_FINE, 1234500000 },
		{ "1\xe2\x80\xaf"
		  "234",
		    0, READING_FINE, 1234 * E6 },
		{ "\xe2\x88\x92"
		  "5",
		    0, READING_FINE, -5 * E6 },
		{ "1.5e3", 0, READING_FINE, 1500 * E6 },
		{ "1,23,456", 0, READING_BAD, 0 },
		{ "12,34.5", 0, READING_BAD, 0 },
		{ "1 2", 0, READING_BAD, 0 },
		{ "n/a", 0, READING_BAD, 0 },
		{ "B+", 0, READING_BAD, 0 },
		{ "", 0, READING_BAD, 0 },
		{ "-", 0, READING_BAD, 0 },
		{ "99999999999999999999", 0, READING_RANGE, 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t value = 0;
		enum reading_problem problem = number_read(
		    &value, str_from(cases[i].text), cases[i].decimal);
		if (problem != cases[i].problem ||
		    (!problem && value != cases[i].value_e6))
			fail_msg("\"%s\": problem %d, value %lld",
			    cases[i].text, (int)problem, (long long)value);
	}
}

static void columns_show_their_decimal_mark(void **state)
{
	(void)state;
	assert_int_equal(number_evidence(STR("85,5")), ',');
	assert_int_equal(number_evidence(STR("85,5%")), ',');
	assert_int_equal(number_evidence(STR("85.5")), '.');
	assert_int_equal(number_evidence(STR("1,234.5")), '.');
	assert_int_equal(number_evidence(STR("1.234.567")), ',');
	assert_int_equal(number_evidence(STR("1,234")), 0);
	assert_int_equal(number_evidence(STR("12")), 0);
	assert_int_equal(number_evidence(STR("n/a")), 0);
}

static void percentages_are_read(void **state)
{
	static const struct {
		const char *text;
		enum unit unit;
		enum reading_problem problem;
		int64_t percent_e6;
	} cases[] = {
		{ "85%", UNIT_NONE, READING_FINE, 85 * E6 },
		{ "85 %", UNIT_NONE, READING_FINE, 85 * E6 },
		{ "85,5 %", UNIT_NONE, READING_FINE, 85500000 },
		{ "17/20", UNIT_NONE, READING_FINE, 85 * E6 },
		{ "85", UNIT_PERCENT, READING_FINE, 85 * E6 },
		{ "0.85", UNIT_SHARE, READING_FINE, 85 * E6 },
		{ "85", UNIT_NONE, READING_NO_UNIT, 0 },
		{ "185", UNIT_PERCENT, READING_RANGE, 0 },
		{ "-1", UNIT_PERCENT, READING_RANGE, 0 },
		{ "21/20", UNIT_NONE, READING_RANGE, 0 },
		{ "3/0", UNIT_NONE, READING_RANGE, 0 },
		{ "B+", UNIT_PERCENT, READING_BAD, 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t value = 0;
		enum reading_problem problem = percent_read(
		    &value, str_from(cases[i].text), 0, cases[i].unit);
		if (problem != cases[i].problem ||
		    (!problem && value != cases[i].percent_e6))
			fail_msg("\"%s\": problem %d, value %lld",
			    cases[i].text, (int)problem, (long long)value);
	}
}

static void durations_are_read(void **state)
{
	static const struct {
		const char *text;
		enum unit unit;
		enum reading_problem problem;
		int64_t seconds_e6;
	} cases[] = {
		{ "1h 20m", UNIT_NONE, READING_FINE, 4800 * E6 },
		{ "01:20:00", UNIT_NONE, READING_FINE, 4800 * E6 },
		{ "0120:00:01.50", UNIT_NONE, READING_FINE, 432001500000 },
		{ "PT1H20M", UNIT_NONE, READING_FINE, 4800 * E6 },
		{ "P1DT0.5S", UNIT_NONE, READING_FINE, 86400500000 },
		{ "P2W", UNIT_NONE, READING_FINE, 1209600 * E6 },
		{ "P1M", UNIT_NONE, READING_BAD, 0 },
		{ "PT", UNIT_NONE, READING_BAD, 0 },
		{ "80", UNIT_MINUTES, READING_FINE, 4800 * E6 },
		{ "1,5", UNIT_HOURS, READING_FINE, 5400 * E6 },
		{ "4800000", UNIT_MILLISECONDS, READING_FINE, 4800 * E6 },
		{ "2 seconds", UNIT_NONE, READING_FINE, 2 * E6 },
		{ "1 hour, 3 minutes and 5 seconds", UNIT_NONE, READING_FINE,
		    3785 * E6 },
		{ "1.5 hours", UNIT_MINUTES, READING_FINE, 5400 * E6 },
		{ "80", UNIT_NONE, READING_NO_UNIT, 0 },
		{ "1:20", UNIT_NONE, READING_AMBIGUOUS, 0 },
		{ "1:20", UNIT_HOURS, READING_FINE, 4800 * E6 },
		{ "1:20", UNIT_MINUTES, READING_FINE, 80 * E6 },
		{ "1:75:00", UNIT_NONE, READING_BAD, 0 },
		{ "-5", UNIT_MINUTES, READING_RANGE, 0 },
		{ "5 bananas", UNIT_NONE, READING_BAD, 0 },
		{ "9999999999999 days", UNIT_NONE, READING_RANGE, 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t value = 0;
		enum reading_problem problem = duration_read(
		    &value, str_from(cases[i].text), 0, cases[i].unit);
		if (problem != cases[i].problem ||
		    (!problem && value != cases[i].seconds_e6))
			fail_msg("\"%s\": problem %d, value %lld",
			    cases[i].text, (int)problem, (long long)value);
	}
}

/* Expected times by: date -u -d '...' +%s */
static void dates_are_read(void **state)
{
	static const struct {
		const char *text;
		enum date_order order;
		enum date_problem problem;
		int64_t time;
	} cases[] = {
		{ "2026-09-30", DATE_ORDER_NONE, DATE_FINE, 1790726400 },
		{ "2023-4-10 6:51:47", DATE_ORDER_NONE, DATE_FINE, 1681109507 },
		{ "2023-04-10T06:51:47.000+00:00", DATE_ORDER_NONE, DATE_FINE,
		    1681109507 },
		{ "2023-04-10T08:51:47+0200", DATE_ORDER_NONE, DATE_FINE,
		    1681109507 },
		{ "2023-04-10 06:51:47 UTC", DATE_ORDER_NONE, DATE_FINE,
		    1681109507 },
		{ "2022-07-17 07:15:55.959+00:00", DATE_ORDER_NONE, DATE_FINE,
		    1658042155 },
		{ "2026/09/30", DATE_ORDER_NONE, DATE_FINE, 1790726400 },
		{ "20260930", DATE_ORDER_NONE, DATE_FINE, 1790726400 },
		{ "30/09/2026", DATE_ORDER_DMY, DATE_FINE, 1790726400 },
		{ "30.09.2026", DATE_ORDER_DMY, DATE_FINE, 1790726400 },
		{ "9/30/26", DATE_ORDER_MDY, DATE_FINE, 1790726400 },
		{ "26/09/30", DATE_ORDER_YMD, DATE_FINE, 1790726400 },
		{ "1/2/2026", DATE_ORDER_NONE, DATE_AMBIGUOUS, 0 },
		{ "2/2/2026", DATE_ORDER_NONE, DATE_FINE, 1769990400 },
		{ "30/09/2026", DATE_ORDER_MDY, DATE_WRONG_ORDER, 0 },
		{ "9/30/2026", DATE_ORDER_DMY, DATE_WRONG_ORDER, 0 },
		{ "09/Jan/24 3:54 PM", DATE_ORDER_NONE, DATE_FINE, 1704815640 },
		{ "10/Jan/24 12:00 AM", DATE_ORDER_NONE, DATE_FINE,
		    1704844800 },
		{ "30 September 2026", DATE_ORDER_NONE, DATE_FINE, 1790726400 },
		{ "Sep 30, 2026", DATE_ORDER_NONE, DATE_FINE, 1790726400 },
		{ "Wed, 30 Sep 2026 00:00:00 GMT", DATE_ORDER_NONE, DATE_FINE,
		    1790726400 },
		{ "30. Dezember 2026", DATE_ORDER_NONE, DATE_FINE, 1798588800 },
		{ "30 décembre 2026", DATE_ORDER_NONE, DATE_FINE, 1798588800 },
		{ "45292", DATE_ORDER_NONE, DATE_FINE, 1704067200 },
		{ "45292.5", DATE_ORDER_NONE, DATE_FINE, 1704110400 },
		{ "1704067200", DATE_ORDER_NONE, DATE_FINE, 1704067200 },
		{ "1704067200000", DATE_ORDER_NONE, DATE_FINE, 1704067200 },
		{ "2026-02-30", DATE_ORDER_NONE, DATE_BAD, 0 },
		{ "2026-13-01", DATE_ORDER_NONE, DATE_BAD, 0 },
		{ "31/02/2026", DATE_ORDER_DMY, DATE_BAD, 0 },
		{ "2026-09-30 25:00", DATE_ORDER_NONE, DATE_BAD, 0 },
		{ "2026-09-30 13:00 PM", DATE_ORDER_NONE, DATE_BAD, 0 },
		{ "yesterday", DATE_ORDER_NONE, DATE_BAD, 0 },
		{ "12", DATE_ORDER_NONE, DATE_BAD, 0 },
		{ "", DATE_ORDER_NONE, DATE_BAD, 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t time = 0;
		struct date_reading reading = { .order = cases[i].order };
		enum date_problem problem =
		    date_read(&time, str_from(cases[i].text), &reading);
		if (problem != cases[i].problem ||
		    (!problem && time != cases[i].time))
			fail_msg("\"%s\": problem %d, time %lld", cases[i].text,
			    (int)problem, (long long)time);
	}
}

static void dates_follow_zone_and_base(void **state)
{
	(void)state;
	int64_t time;
	struct date_reading reading = { .serial_1904 = true };
	assert_int_equal(date_read(&time, STR("43830"), &reading), DATE_FINE);
	assert_int_equal(time, 1704067200);
	reading = (struct date_reading){ .zone_seconds = 7200 };
	date_read(&time, STR("2026-09-30 02:00"), &reading);
	assert_int_equal(time, 1790726400);
	date_read(&time, STR("2026-09-30 02:00Z"), &reading);
	assert_int_equal(time, 1790726400 + 7200);
}

static void columns_show_their_date_order(void **state)
{
	(void)state;
	struct date_evidence evidence = { 0 };
	date_survey(&evidence, STR("1/2/2026"), 2, 5);
	date_survey(&evidence, STR("3/3/2026"), 3, 5);
	assert_int_equal(evidence.open, 1);
	assert_int_equal(evidence.open_line, 2);
	date_survey(&evidence, STR("13/2/2026"), 4, 5);
	assert_int_equal(evidence.day_first, 1);
	assert_int_equal(evidence.month_first, 0);
	date_survey(&evidence, STR("2/13/2026 1:00 PM"), 5, 5);
	assert_int_equal(evidence.month_first, 1);
	date_survey(&evidence, STR("45292"), 6, 5);
	assert_int_equal(evidence.serials, 1);
	date_survey(&evidence, STR("2026-02-03"), 7, 5);
	date_survey(&evidence, STR("3 Feb 2026"), 8, 5);
	assert_int_equal(evidence.open, 1);
	assert_true(date_is_sentinel(STR("0001-01-01T00:00:00Z")));
	assert_true(date_is_sentinel(STR("4712-12-31")));
	assert_false(date_is_sentinel(STR("2001-01-01")));
	int64_t time;
	assert_false(date_read_iso_day(&time, STR("0026-02-13")));
	assert_int_equal(date_read(&time, STR("0026-02-13 10:00"),
			     &(struct date_reading){ 0 }),
	    DATE_BAD);
}

static void periods_are_read(void **state)
{
	static const struct {
		const char *text;
		int64_t from;
		int64_t to;
	} cases[] = {
		{ "2026-Q3", 1782864000, 1790812800 },
		{ "2026Q3", 1782864000, 1790812800 },
		{ "Q3 2026", 1782864000, 1790812800 },
		{ "2026-09", 1788220800, 1790812800 },
		{ "2026", 1767225600, 1798761600 },
		{ "2026-09-30", 1790726400, 1790812800 },
		{ "2026-W39", 1789948800, 1790553600 },
		{ "2026-W01", 1766966400, 1767571200 },
		{ "2026-07-01..2026-09-30", 1782864000, 1790812800 },
		{ "2026-07/2026-09", 1782864000, 1790812800 },
	};
	static const char *const wrong[] = { "2026-Q5", "2026-13", "2026-W54",
		"2026-00", "Q3", "last quarter", "2026-09-31", "",
		"2026-09..2026-01", "2025-W53" };
	(void)state;
	struct time_range range;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(period_text_read(&range, str_from(cases[i].text)));
		assert_int_equal(range.from, cases[i].from);
		assert_int_equal(range.to, cases[i].to);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(period_text_read(&range, str_from(wrong[i])));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encodings_are_found),
		cmocka_unit_test(blocks_cut_no_character),
		cmocka_unit_test(records_keep_their_place),
		cmocka_unit_test(separators_are_found),
		cmocka_unit_test(preambles_are_passed),
		cmocka_unit_test(headers_are_normalised),
		cmocka_unit_test(brackets_are_aliases_and_units),
		cmocka_unit_test(two_rows_make_a_header),
		cmocka_unit_test(secrets_are_known_by_name),
		cmocka_unit_test(numbers_are_read),
		cmocka_unit_test(columns_show_their_decimal_mark),
		cmocka_unit_test(percentages_are_read),
		cmocka_unit_test(durations_are_read),
		cmocka_unit_test(dates_are_read),
		cmocka_unit_test(dates_follow_zone_and_base),
		cmocka_unit_test(columns_show_their_date_order),
		cmocka_unit_test(periods_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
