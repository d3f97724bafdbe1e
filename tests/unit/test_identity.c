/* link/identity: which results are the same finding, and what became of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/date.h"
#include "link/identity.h"

#define AT(time)                                                               \
	{                                                                      \
		time, true, { "", 0 },                                         \
		{                                                              \
			"", 0                                                  \
		}                                                              \
	}
#define FAILED(time)                                                           \
	{                                                                      \
		time, false, { "", 0 },                                        \
		{                                                              \
			"", 0                                                  \
		}                                                              \
	}

enum { EVENTS_MAX = 8, SIGHTINGS_MAX = 16 };

/* One rule in one file: events, and what each saw. */
struct story {
	struct event events[EVENTS_MAX];
	struct {
		size_t event; /* 0: the end */
		int64_t line;
		const char *fingerprint;
		bool suppressed;
		int64_t first_time;
	} sightings[SIGHTINGS_MAX];
};

static const struct event done_thrice[] = { AT(10), AT(20), AT(30) };

/* "line state first-last/fixed #ordinal", findings separated by "; ". */
static void assert_told(const struct story *story, const char *expected)
{
	static const char *const states[] = { "open", "suppressed", "fixed" };
	struct arena *keep = arena_new();
	struct tracker *tracker = tracker_new(keep);
	struct buf out = { 0 };
	size_t events = 0;
	while (events < EVENTS_MAX && story->events[events].time)
		events++;
	const struct series series = { story->events, events, NULL, NULL };
	tracker_begin(tracker, &series);
	for (size_t i = 0; story->sightings[i].event; i++) {
		const char *print = story->sightings[i].fingerprint;
		tracker_add(tracker, story->sightings[i].event,
		    (struct sighting){
			.line = story->sightings[i].line,
			.marks.fingerprint = str_from(print ? print : ""),
			.result_id = (int64_t)i + 1,
			.claim = { .suppressed = story->sightings[i].suppressed,
			    .first_time = story->sightings[i].first_time
					      ? story->sightings[i].first_time
					      : UNKNOWN },
		    });
	}
	tracker_end(tracker);
	for (size_t i = 0; i < tracker_count(tracker); i++) {
		const struct finding *f = tracker_finding(tracker, i);
		buf_printf(&out, "%s%lld %s ", i ? "; " : "",
		    (long long)f->line, states[f->life.state]);
		if (f->life.first_time == UNKNOWN)
			buf_add_z(&out, "?");
		else
			buf_printf(&out, "%lld-%lld",
			    (long long)f->life.first_time,
			    (long long)f->life.last_time);
		if (f->life.fixed_time != UNKNOWN)
			buf_printf(
			    &out, "/%lld", (long long)f->life.fixed_time);
		buf_printf(&out, " #%lld", (long long)f->ordinal);
	}
	buf_add_char(&out, '\0');
	assert_string_equal(out.data, expected);
	buf_free(&out);
	tracker_free(tracker);
	arena_free(keep);
}

#define THRICE .events = { AT(10), AT(20), AT(30) }

static void a_finding_opens_and_is_fixed(void **state)
{
	(void)state;
	assert_int_equal(done_thrice[2].time, 30);
	assert_told(&(struct story){ THRICE,
			.sightings = { { 1, 5 }, { 2, 5 }, { 3, 5 } } },
	    "5 open 10-30 #1");
	assert_told(&(struct story){ THRICE, .sightings = { { 1, 5 } } },
	    "5 fixed 10-10/20 #1");
	assert_told(&(struct story){ THRICE, .sightings = { { 3, 5 } } },
	    "5 open 30-30 #1");
}

static void a_scan_that_failed_closes_nothing(void **state)
{
	(void)state;
	assert_told(&(struct story){ .events = { AT(10), FAILED(20), AT(30) },
			.sightings = { { 1, 5 }, { 1, 9 }, { 3, 5 } } },
	    "5 open 10-30 #1; 9 fixed 10-10/30 #1");
	assert_told(&(struct story){ .events = { AT(10), FAILED(20) },
			.sightings = { { 1, 5 }, { 2, 7 } } },
	    "7 open 10-20 #1");
}

static void fingerprints_follow_a_line_that_moves(void **state)
{
	(void)state;
	assert_told(
	    &(struct story){ THRICE,
		.sightings = { { 1, 5, "p:a" }, { 1, 6, "p:b" },
		    { 2, 60, "p:b" }, { 2, 70, "p:a" }, { 3, 6, "p:a" } } },
	    "6 open 10-30 #1; 60 fixed 10-20/30 #1");
	/* Another value is another finding, however near. */
	assert_told(
	    &(struct story){ THRICE, .sightings = { { 1, 5, "p:a" },
					 { 2, 5, "p:b" }, { 3, 5, "p:b" } } },
	    "5 fixed 10-10/20 #1; 5 open 20-30 #1");
	/* It is known again when it comes back. */
	assert_told(&(struct story){ THRICE,
			.sightings = { { 1, 5, "p:a" }, { 3, 9, "p:a" } } },
	    "9 open 10-30 #1");
}

static void without_fingerprint_the_nearest_line_decides(void **state)
{
	(void)state;
	assert_told(
	    &(struct story){ THRICE, .sightings = { { 1, 10 }, { 1, 50 },
					 { 2, 12 }, { 2, 48 }, { 3, 47 } } },
	    "12 fixed 10-20/30 #1; 47 open 10-30 #1");
	/* The closest pair first: 20 stays, 10 becomes 30. */
	assert_told(&(struct story){ THRICE,
			.sightings = { { 1, 10 }, { 1, 20 }, { 2, 20 },
			    { 2, 30 }, { 3, 20 }, { 3, 30 } } },
	    "30 open 10-30 #1; 20 open 10-30 #1");
	/* A new one among them. */
	assert_told(
	    &(struct story){ THRICE, .sightings = { { 1, 10 }, { 2, 10 },
					 { 2, 11 }, { 3, 10 }, { 3, 11 } } },
	    "10 open 10-30 #1; 11 open 20-30 #1");
	/* Fixed, then another elsewhere: two findings. Back at its line: one.
	 */
	assert_told(
	    &(struct story){ THRICE, .sightings = { { 1, 10 }, { 3, 90 } } },
	    "10 fixed 10-10/20 #1; 90 open 30-30 #1");
	assert_told(
	    &(struct story){ THRICE, .sightings = { { 1, 10 }, { 3, 10 } } },
	    "10 open 10-30 #1");
}

static void a_tool_that_begins_to_print_keeps_its_findings(void **state)
{
	(void)state;
	assert_told(&(struct story){ THRICE,
			.sightings = { { 1, 10 }, { 1, 20 }, { 2, 11, "p:a" },
			    { 2, 21, "p:b" }, { 3, 40, "p:a" } } },
	    "40 open 10-30 #1; 21 fixed 10-20/30 #1");
}

static void equal_results_stay_as_many_findings(void **state)
{
	(void)state;
	assert_told(&(struct story){ THRICE,
			.sightings = { { 1, 5, "p:a" }, { 1, 5, "p:a" },
			    { 1, 5, "p:a" }, { 2, 5, "p:a" }, { 2, 5, "p:a" },
			    { 3, 5, "p:a" }, { 3, 5, "p:a" } } },
	    "5 open 10-30 #1; 5 open 10-30 #2; 5 fixed 10-10/20 #3");
}

static void suppressions_come_and_go(void **state)
{
	(void)state;
	assert_told(&(struct story){ THRICE,
			.sightings = { { 1, 5 }, { 2, 5, NULL, true },
			    { 3, 5, NULL, true } } },
	    "5 suppressed 10-30 #1");
	assert_told(
	    &(struct story){ THRICE,
		.sightings = { { 1, 5, NULL, true }, { 2, 5 }, { 3, 5 } } },
	    "5 open 10-30 #1");
}

static void the_tools_own_first_sighting_is_kept_apart(void **state)
{
	(void)state;
	assert_told(
	    &(struct story){ THRICE, .sightings = { { 2, 5, NULL, false, 4 },
					 { 3, 5, NULL, false, 4 } } },
	    "5 open 20-30 #1");
}

/* A scan without time shows what is there, and dates nothing. */
static void scans_without_time_only_list(void **state)
{
	(void)state;
	assert_told(&(struct story){ .events = { AT(UNKNOWN) },
			.sightings = { { 1, 5 } } },
	    "5 open ? #1");
	assert_told(&(struct story){ .events = { AT(10), AT(UNKNOWN) },
			.sightings = { { 1, 5 }, { 1, 9 }, { 2, 6 }, { 2, 30 },
			    { 2, 40 } } },
	    "5 open 10-10 #1; 9 open 10-10 #1; 40 open ? #1");
}

/* More pairs than are compared: lines are matched in order. */
static void very_many_results_are_matched_in_order(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	struct tracker *tracker = tracker_new(keep);
	const struct series series = { done_thrice, 2, NULL, NULL };
	tracker_begin(tracker, &series);
	for (size_t event = 1; event <= 2; event++)
		for (int64_t line = 1; line <= 1000; line++)
			tracker_add(tracker, event,
			    (struct sighting){ .line = line,
				.marks.fingerprint = STR(""),
				.claim.first_time = UNKNOWN });
	tracker_end(tracker);
	assert_int_equal(tracker_count(tracker), 1000);
	assert_int_equal(tracker_finding(tracker, 999)->line, 1000);
	assert_int_equal(
	    tracker_finding(tracker, 999)->life.state, FINDING_OPEN);
	tracker_free(tracker);
	arena_free(keep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_finding_opens_and_is_fixed),
		cmocka_unit_test(a_scan_that_failed_closes_nothing),
		cmocka_unit_test(fingerprints_follow_a_line_that_moves),
		cmocka_unit_test(without_fingerprint_the_nearest_line_decides),
		cmocka_unit_test(
		    a_tool_that_begins_to_print_keeps_its_findings),
		cmocka_unit_test(equal_results_stay_as_many_findings),
		cmocka_unit_test(suppressions_come_and_go),
		cmocka_unit_test(the_tools_own_first_sighting_is_kept_apart),
		cmocka_unit_test(scans_without_time_only_list),
		cmocka_unit_test(very_many_results_are_matched_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
