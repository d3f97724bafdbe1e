/* link/finding_state: what becomes of one finding over a series of scans. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/date.h"
#include "link/finding_state.h"

enum { EVENTS_MAX = 6 };

/* What an event does with the finding: + sees it, s sees it set aside, - ran
 * without it, ! failed. */
struct step {
	char what; /* 0: the end */
	int64_t time;
	const char *revision;
	const char *version;
	struct cover cover;
	int64_t tool_time; /* 0: none */
};

struct telling {
	struct event events[EVENTS_MAX];
	const struct step *steps;
	struct series series;
};

static struct cover tell(void *user, size_t number, const struct missed *missed)
{
	const struct telling *telling = user;
	assert_true(missed->seen > 0 && missed->seen < number);
	assert_string_equal(missed->rule.ptr, "R");
	assert_string_equal(missed->path.ptr, "a.c");
	return telling->steps[number - 1].cover;
}

static struct life live(const struct step *steps, struct arena *keep)
{
	struct telling telling = { .steps = steps };
	struct life life = life_begin();
	for (; steps->what; steps++) {
		const struct event event = { steps->time, steps->what != '!',
			str_from(steps->revision ? steps->revision : ""),
			str_from(steps->version ? steps->version : "") };
		telling.events[telling.series.count++] = event;
	}
	telling.series.events = telling.events;
	telling.series.cover = tell;
	telling.series.user = &telling;
	for (size_t i = 1; i <= telling.series.count; i++) {
		const struct step *step = &telling.steps[i - 1];
		const struct claim claim = { .suppressed = step->what == 's',
			.first_time =
			    step->tool_time ? step->tool_time : UNKNOWN };
		if (step->what == '+' || step->what == 's')
			(void)life_see(&life, &telling.series, i, &claim, keep);
		if (life.seen)
			life_end_event(&life, &telling.series, i, STR("R"),
			    STR("a.c"), 1, keep);
	}
	return life;
}

static void add_time(struct buf *out, const char *before, int64_t time)
{
	buf_add_z(out, before);
	if (time == UNKNOWN)
		buf_add_z(out, "?");
	else
		buf_printf(out, "%lld", (long long)time);
}

/* "open 10-30", then each time closed, what is not seen, and returns. */
static void assert_life(const struct life *life, const char *expected)
{
	static const char *const states[] = { "open", "suppressed", "fixed" };
	struct buf out = { 0 };
	struct closed closed;
	buf_add_z(&out, states[life->state]);
	add_time(&out, " ", life->first_time);
	add_time(&out, "-", life->last_time);
	if (life->fixed_time != UNKNOWN)
		add_time(&out, "/", life->fixed_time);
	if (life->tool_time != UNKNOWN)
		add_time(&out, " tool ", life->tool_time);
	for (size_t i = 0; life_closed(life, i, &closed); i++) {
		struct str how = closed.state == FINDING_FIXED
				     ? fixed_how_name(closed.how)
				     : STR("set aside");
		buf_printf(&out, "; " STR_FMT, STR_ARG(how));
		add_time(&out, " ", closed.from_time);
		if (closed.to_time != UNKNOWN)
			add_time(&out, "-", closed.to_time);
	}
	if (life->unseen != UNSEEN_NOT) {
		struct str why = unseen_name(life->unseen);
		buf_printf(&out, "; unseen " STR_FMT, STR_ARG(why));
		add_time(&out, " ", life->unseen_time);
	}
	if (life->reopened) {
		buf_printf(&out, "; back %lld", (long long)life->reopened);
		add_time(&out, " ", life->reopened_time);
	}
	buf_add_char(&out, '\0');
	assert_string_equal(out.data, expected);
	buf_free(&out);
}

#define assert_lived(expected, ...)                                            \
	do {                                                                   \
		struct arena *keep = arena_new();                              \
		const struct step steps[] = { __VA_ARGS__, { .what = 0 } };    \
		struct life life = live(steps, keep);                          \
		assert_life(&life, expected);                                  \
		arena_free(keep);                                              \
	} while (0)
#define SEEN(at)                                                               \
	{                                                                      \
		.what = '+', .time = at                                        \
	}
#define ASIDE(at)                                                              \
	{                                                                      \
		.what = 's', .time = at                                        \
	}
#define MISSED(at)                                                             \
	{                                                                      \
		.what = '-', .time = at                                        \
	}
#define OF(did, at, commit, major)                                             \
	{                                                                      \
		.what = did, .time = at, .revision = commit, .version = major  \
	}
#define BROKEN(at)                                                             \
	{                                                                      \
		.what = '!', .time = at                                        \
	}

static void one_scan_only_opens(void **state)
{
	(void)state;
	assert_lived("open 10-10", SEEN(10));
	assert_lived("suppressed 10-10; set aside 10", ASIDE(10));
	assert_lived("open ?-?", SEEN(UNKNOWN));
	assert_lived("suppressed ?-?", ASIDE(UNKNOWN));
}

static void a_comparable_scan_without_it_fixes(void **state)
{
	(void)state;
	assert_lived("fixed 10-20/30; gone 30", SEEN(10), SEEN(20), MISSED(30));
	assert_lived(
	    "fixed 10-10/20; gone 20", SEEN(10), MISSED(20), MISSED(30));
	assert_lived("open 20-20", MISSED(10), SEEN(20));
}

static void what_comes_back_is_open_and_counted(void **state)
{
	(void)state;
	assert_lived("open 10-30; gone 20-30; back 1 30", SEEN(10), MISSED(20),
	    SEEN(30));
	assert_lived("open 10-50; gone 20-30; gone 40-50; back 2 50", SEEN(10),
	    MISSED(20), SEEN(30), MISSED(40), SEEN(50));
	assert_lived("fixed 10-30/40; gone 20-30; gone 40; back 1 30", SEEN(10),
	    MISSED(20), SEEN(30), MISSED(40));
	/* set aside when it is back: it came back all the same */
	assert_lived("suppressed 10-30; gone 20-30; set aside 30; back 1 30",
	    SEEN(10), MISSED(20), ASIDE(30));
}

static void what_is_set_aside_keeps_its_times(void **state)
{
	(void)state;
	assert_lived(
	    "open 10-30; set aside 20-30", SEEN(10), ASIDE(20), SEEN(30));
	assert_lived("fixed 10-20/30; set aside 20-30; gone 30", SEEN(10),
	    ASIDE(20), MISSED(30));
}

static void a_failed_scan_says_nothing(void **state)
{
	(void)state;
	assert_lived("open 10-10; unseen failed 20", SEEN(10), BROKEN(20));
	assert_lived("open 10-30", SEEN(10), BROKEN(20), SEEN(30));
	assert_lived(
	    "fixed 10-10/30; gone 30", SEEN(10), BROKEN(20), MISSED(30));
}

static void a_scan_without_time_fixes_nothing(void **state)
{
	(void)state;
	assert_lived("open 10-10", SEEN(10), MISSED(UNKNOWN));
	assert_lived("open 10-10", SEEN(10), SEEN(UNKNOWN));
	assert_lived(
	    "fixed 10-10/20; gone 20", SEEN(10), MISSED(20), SEEN(UNKNOWN));
}

/* The same code, another answer: something else changed. */
static void the_same_revision_cannot_fix(void **state)
{
	(void)state;
	assert_lived("open 10-10; unseen revision 20", OF('+', 10, "a", NULL),
	    OF('-', 20, "a", NULL));
	assert_lived("fixed 10-10/30; gone 30", OF('+', 10, "a", NULL),
	    OF('-', 20, "a", NULL), OF('-', 30, "b", NULL));
	assert_lived("fixed 10-10/20; gone 20", OF('+', 10, "", NULL),
	    OF('-', 20, "", NULL));
}

static void another_major_version_cannot_fix(void **state)
{
	(void)state;
	assert_lived("open 10-10; unseen version 20", OF('+', 10, "a", "1"),
	    OF('-', 20, "b", "2"), OF('-', 30, "c", "2"));
	assert_lived("fixed 10-20/30; gone 30", OF('+', 10, "a", "1"),
	    OF('+', 20, "b", "2"), OF('-', 30, "c", "2"));
	/* whatever it is that looks: the line is not there */
	assert_lived("fixed 10-10/20; changed 20", OF('+', 10, "a", "1"),
	    { '-', 20, "b", "2",
		{ SAID_NOTHING, SAID_NOTHING, SAID_YES, false, true }, 0 });
	/* unknown is not another */
	assert_lived("fixed 10-10/20; gone 20", OF('+', 10, "a", "1"),
	    OF('-', 20, "b", ""));
}

#define SAYS(at, ...)                                                          \
	{                                                                      \
		'-', at, NULL, NULL, __VA_ARGS__, 0                            \
	}

static void rules_and_files_decide(void **state)
{
	(void)state;
	assert_lived("open 10-10; unseen rule 20", SEEN(10),
	    SAYS(20, { SAID_NO, SAID_YES, SAID_YES, false, false }));
	assert_lived("open 10-10; unseen file 20", SEEN(10),
	    SAYS(20, { SAID_YES, SAID_NO, SAID_YES, false, false }));
	assert_lived("open 10-10; unseen unread 20", SEEN(10),
	    SAYS(20, { SAID_YES, SAID_YES, SAID_YES, true, false }));
	assert_lived("fixed 10-10/20; changed 20", SEEN(10),
	    SAYS(20, { SAID_YES, SAID_YES, SAID_YES, false, false }));
	/* by the next that can be compared */
	assert_lived("fixed 10-10/30; gone 30", SEEN(10),
	    SAYS(20, { SAID_NO, SAID_YES, SAID_NOTHING, false, false }),
	    MISSED(30));
	/* the newest reason, since the first; a failure is none */
	assert_lived("open 10-10; unseen file 20", SEEN(10),
	    SAYS(20, { SAID_NO, SAID_YES, SAID_YES, false, false }),
	    SAYS(30, { SAID_YES, SAID_NO, SAID_YES, false, false }),
	    BROKEN(40));
}

/* Whatever was run: without the file there is no finding in it. */
static void a_deleted_file_takes_it_along(void **state)
{
	(void)state;
	assert_lived("fixed 10-10/20; deleted 20", SEEN(10),
	    SAYS(20, { SAID_NO, SAID_NO, SAID_NO, false, false }));
	assert_lived("open 10-10; unseen failed 20", SEEN(10),
	    { '!', 20, NULL, NULL, { SAID_NO, SAID_NO, SAID_NO, false, false },
		0 });
}

static void the_tools_date_is_kept_apart(void **state)
{
	(void)state;
	assert_lived("open 10-20 tool 4",
	    { .what = '+', .time = 10, .tool_time = 5 },
	    { .what = '+', .time = 20, .tool_time = 4 });
	assert_lived("fixed 10-10/20 tool 15; gone 20",
	    { .what = '+', .time = 10, .tool_time = 15 }, MISSED(20));
}

/* -------------------------------------------------------------- two series --
 */

#define assert_merged(expected, one, two)                                      \
	do {                                                                   \
		struct arena *keep = arena_new();                              \
		struct life a = live(one, keep);                               \
		struct life b = live(two, keep);                               \
		struct life again = b;                                         \
		life_merge(&b, &a, keep);                                      \
		life_merge(&a, &again, keep);                                  \
		assert_life(&a, expected);                                     \
		assert_life(&b, expected);                                     \
		arena_free(keep);                                              \
	} while (0)

static void two_series_are_one_life(void **state)
{
	(void)state;
	static const struct step fixed[] = { SEEN(10), MISSED(20),
		{ .what = 0 } };
	static const struct step open[] = { SEEN(15), SEEN(25), { .what = 0 } };
	static const struct step late[] = { SEEN(30), { .what = 0 } };
	static const struct step aside[] = { ASIDE(5), { .what = 0 } };
	static const struct step dateless[] = { SEEN(UNKNOWN), { .what = 0 } };
	static const struct step unseen[] = { SEEN(10), BROKEN(20),
		{ .what = 0 } };
	assert_merged("open 10-25", fixed, open);
	assert_merged("open 10-30; gone 20-30; back 1 30", fixed, late);
	assert_merged(
	    "suppressed 5-10; set aside 5-10; set aside 20", fixed, aside);
	assert_merged("fixed 10-10/20; gone 20", fixed, fixed);
	assert_merged("open 10-10", fixed, dateless);
	assert_merged("open 10-25", unseen, open);
	assert_merged("open 10-10; unseen failed 20", unseen, fixed);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_scan_only_opens),
		cmocka_unit_test(a_comparable_scan_without_it_fixes),
		cmocka_unit_test(what_comes_back_is_open_and_counted),
		cmocka_unit_test(what_is_set_aside_keeps_its_times),
		cmocka_unit_test(a_failed_scan_says_nothing),
		cmocka_unit_test(a_scan_without_time_fixes_nothing),
		cmocka_unit_test(the_same_revision_cannot_fix),
		cmocka_unit_test(another_major_version_cannot_fix),
		cmocka_unit_test(rules_and_files_decide),
		cmocka_unit_test(a_deleted_file_takes_it_along),
		cmocka_unit_test(the_tools_date_is_kept_apart),
		cmocka_unit_test(two_series_are_one_life),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
