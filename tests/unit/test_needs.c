/* Evidence of the period itself: a scan that is new enough, history that is
 * not cut off, enough commits. Without it nothing is assessed. */
#include "tests/unit/engine_fixture.h"

#include "analysis/measure.h"

/* A repository, scanned once at TIME ('2026-05-01'); REF is the audited one or
 * another. */
static void add_scan(struct fixture *f, const char *time, bool audited)
{
	run(f, "INSERT OR IGNORE INTO repository (id, source_id, locator, key, "
	       "name, path, shallow) VALUES (1, 1, 1, 'shop', 'shop', '', 0)");
	run(f,
	    arena_z(f->keep,
		arena_printf(f->keep,
		    "INSERT INTO scan (id, source_id, locator, tool, analysis, "
		    "repository, ref, revision, time, digest, state) VALUES "
		    "(1, 1, 1, 'semgrep', '', 'shop', '', '', "
		    "unixepoch('%s'), 'x', 'done')",
		    time)));
	run(f, arena_z(f->keep,
		   arena_printf(f->keep,
		       "INSERT INTO scan_home VALUES (1, 1, %d, %s)", audited,
		       audited ? "(SELECT time FROM scan)" : "NULL")));
}

static void open_with_views(struct fixture *f)
{
	if (!model_script(f->model, STR("model/views.sql"), NULL, &f->err))
		stop_at(&f->err);
	if (!try_open(f))
		stop_at(&f->err);
}

#define NEEDS_SCAN "-- basis: stock\n-- kind: count\n-- needs: scan\n"

static void check_scan(void **state, const char *header, const char *time,
    bool audited, const char *missing)
{
	struct fixture *f = *state;
	struct answer answer;
	run(f, A_SOURCE);
	add_scan(f, time, audited);
	add_measure(f, "t.open", header, "SELECT 7 AS n, 1790000000 AS at");
	open_with_views(f);
	answer = ask(f, "t.open", NULL);
	assert_string_equal(arena_z(f->keep, answer.missing), missing);
	assert_int_equal(answer.figure.known, !*missing);
	assert_int_equal(
	    answer.figure.class, *missing ? CLASS_NOT_ASSESSED : CLASS_NONE);
}

static void a_scan_of_the_period_is_enough(void **state)
{
	check_scan(state, NEEDS_SCAN, "2026-07-02", true, "");
}

/* A clean report of a checker of style tells nothing of problems. */
static void a_scan_of_style_is_none(void **state)
{
	struct fixture *f = *state;
	run(f, "INSERT INTO scanner_finds VALUES ('semgrep', 'quality')");
	check_scan(state, NEEDS_SCAN, "2026-07-02", true,
	    "a scan of a known repository");
}

static void a_scan_by_nobody_is_none(void **state)
{
	struct fixture *f = *state;
	run(f, "CREATE TRIGGER nameless AFTER INSERT ON scan BEGIN "
	       "UPDATE scan SET tool = 'unknown'; END");
	check_scan(state, NEEDS_SCAN, "2026-07-02", true,
	    "a scan of a known repository");
}

static void a_scan_for_problems_is_none_for_secrets(void **state)
{
	struct fixture *f = *state;
	run(f, "INSERT INTO scanner_finds VALUES ('semgrep', 'security')");
	check_scan(state, "-- basis: stock\n-- kind: count\n-- needs: secret\n",
	    "2026-07-02", true, "a scan for secrets of a known repository");
}

static void a_scan_for_secrets_is_one(void **state)
{
	struct fixture *f = *state;
	run(f, "INSERT INTO scanner_finds VALUES ('semgrep', 'secret')");
	check_scan(state, "-- basis: stock\n-- kind: count\n-- needs: secret\n",
	    "2026-07-02", true, "");
}

#define NEEDS_TOPIC "-- basis: stock\n-- kind: count\n-- needs: injection\n"

/* That nothing was found says nothing where nothing looked for it. */
static void a_scan_for_other_things_is_none(void **state)
{
	struct fixture *f = *state;
	run(f, "INSERT INTO scanner_reach VALUES ('semgrep', 'crypto', '*')");
	check_scan(state, NEEDS_TOPIC, "2026-07-02", true,
	    "a scan of a known repository by a tool that looks for injection");
}

static void a_scan_for_a_topic_is_one(void **state)
{
	struct fixture *f = *state;
	run(f,
	    "INSERT INTO scanner_reach VALUES ('semgrep', 'injection', '*')");
	check_scan(state, NEEDS_TOPIC, "2026-07-02", true, "");
}

/* Of a tool that no table names it is known when it reported one. */
static void a_tool_that_reported_it_looks_for_it(void **state)
{
	struct fixture *f = *state;
	run(f, "INSERT INTO finding (id, key, tool, rule, category, severity, "
	       "severity_rank, cwe, path, line, state, first_result_id, "
	       "last_result_id) VALUES (1, 'k', 'semgrep', 'r', 'security', "
	       "'low', 4, 89, 'a.c', 1, 'open', 0, 0)");
	check_scan(state, NEEDS_TOPIC, "2026-07-02", true, "");
}

static void an_older_scan_is_not(void **state)
{
	check_scan(state, NEEDS_SCAN, "2026-06-29", true,
	    "a newer scan (the last is of 2026-06-29)");
}

/* The end of the period is 1 October, 92 days after 1 July. */
static void a_stock_may_rest_on_one_of_92_days(void **state)
{
	check_scan(state, NEEDS_SCAN, "2026-07-01", true, "");
}

static void another_ref_says_nothing(void **state)
{
	check_scan(state, NEEDS_SCAN, "2026-09-20", false,
	    "a scan of a known repository");
}

static void what_was_found_needs_one_in_the_period(void **state)
{
	check_scan(state, "-- basis: flow\n-- kind: count\n-- needs: scan\n",
	    "2026-06-29", true, "a newer scan (the last is of 2026-06-29)");
}

/* Months: scanned once, on 2 July; June knows nothing, September may rest on
 * it, of what was found in August and September nothing is known. */
static void months_without_a_scan_have_no_figure(void **state)
{
	struct fixture *f = *state;
	struct question question = { .id = STR("t.open"), .months = true };
	struct answer answer;
	static const bool known[2][4] = { { false, true, true, true },
		{ false, true, false, false } };
	run(f, A_SOURCE);
	add_scan(f, "2026-07-02", true);
	add_measure(f, "t.open", NEEDS_SCAN, "SELECT 7 AS n");
	add_measure(f, "t.found",
	    "-- basis: flow\n-- kind: count\n-- needs: scan\n",
	    "SELECT 7 AS n, 1783000000 AS at");
	open_with_views(f);
	for (int flow = 0; flow < 2; flow++) {
		question.id = flow ? STR("t.found") : STR("t.open");
		if (!engine_ask(
			&answer, f->engine, &question, f->keep, &f->err))
			stop_at(&f->err);
		for (int month = 0; month < 4; month++)
			assert_int_equal(answer.groups[9 + month].figure.known,
			    known[flow][month]);
	}
}

#define NO_SECOND "a second scan of a repository by the same scanner"

/* One scan tells what there is, not what came or went. */
static void check_second(void **state, const char *scanner,
    const char *analysis, const char *time, const char *missing)
{
	struct fixture *f = *state;
	struct answer answer;
	run(f, A_SOURCE);
	add_scan(f, "2026-07-02", true);
	run(f, arena_z(f->keep,
		   arena_printf(f->keep,
		       "INSERT INTO scan (id, source_id, locator, tool, "
		       "analysis, repository, ref, revision, time, digest, "
		       "state) VALUES (2, 1, 2, '%s', '%s', 'shop', '', '', "
		       "unixepoch('%s'), 'y', 'done')",
		       scanner, analysis, time)));
	add_measure(f, "t.found",
	    "-- basis: flow\n-- kind: count\n-- sources: repeated_scan\n",
	    "SELECT 7 AS n, 1783000000 AS at");
	open_with_views(f);
	answer = ask(f, "t.found", NULL);
	assert_int_equal(answer.figure.known, !*missing);
	assert_string_equal(arena_z(f->keep, answer.missing), missing);
}

static void a_second_scan_tells_what_came(void **state)
{
	check_second(state, "semgrep", "", "2026-07-09", "");
}

static void one_of_another_scanner_does_not(void **state)
{
	check_second(state, "bandit", "", "2026-07-09", NO_SECOND);
}

static void one_of_another_kind_does_not(void **state)
{
	check_second(state, "semgrep", "secrets", "2026-07-09", NO_SECOND);
}

static void one_after_the_period_does_not(void **state)
{
	check_second(state, "semgrep", "", "2026-10-02",
	    NO_SECOND " by the end of the period");
}

/* Said of what the period that is asked for has none of. */
static void check_later(void **state, const char *time, int64_t scans)
{
	struct fixture *f = *state;
	struct period period;
	struct period_later later;
	run(f, A_SOURCE);
	add_scan(f, time, true);
	if (!period_parse(
		&period, STR("2026-Q3"), (struct calendar){ 1, 0 }, &f->err) ||
	    !period_later(&later, f->model, period, &f->err))
		stop_at(&f->err);
	assert_int_equal(later.scans, scans);
	assert_int_equal(later.commits, 0);
}

static void a_scan_after_the_period_is_later(void **state)
{
	check_later(state, "2026-10-01", 1);
}

static void one_in_the_period_or_before_is_not(void **state)
{
	check_later(state, "2026-09-30", 0);
}

/* ------------------------------------------------------------- history -- */

/* COUNT commits of a day in September each, from 2 September on, of which the
 * first has a parent; the clone may have been cut off there. */
static void add_commits(struct fixture *f, int count, bool shallow)
{
	run(f, A_SOURCE);
	run(f, arena_z(f->keep,
		   arena_printf(f->keep,
		       "INSERT INTO repository (id, source_id, locator, key, "
		       "name, path, shallow) VALUES "
		       "(1, 1, 1, 'shop', 'shop', '', %d)",
		       shallow)));
	run(f, "INSERT INTO alias (id, name, email, login) "
	       "VALUES (1, 'n', 'e', '')");
	for (int i = 0; i < count; i++) {
		run(f,
		    arena_z(f->keep,
			arena_printf(f->keep,
			    "INSERT INTO \"commit\" (id, source_id, locator, "
			    "oid, author_alias_id, committer_alias_id, "
			    "author_time, commit_time, parents) SELECT %d, 1, "
			    "1, 'c%d', 1, 1, t, t, 1 FROM (SELECT "
			    "unixepoch('2026-09-02') + %d * 86400 AS t)",
			    i + 1, i + 1, i)));
		run(f,
		    arena_z(f->keep,
			arena_printf(f->keep,
			    "INSERT INTO commit_parent VALUES (%d, 0, 'c%d')",
			    i + 1, i)));
		run(f, arena_z(f->keep,
			   arena_printf(f->keep,
			       "INSERT INTO commit_origin (commit_id, "
			       "repository_id, origin) VALUES (%d, 1, 'ai')",
			       i + 1)));
	}
	run(f, "INSERT INTO commit_repository (commit_id, repository_id) "
	       "SELECT id, 1 FROM \"commit\"");
	run(f, "INSERT INTO file (id, path) VALUES (1, 'a.c'), (2, 'b.c')");
	run(f, "INSERT INTO commit_file (commit_id, file_id, added, deleted, "
	       "kind, language) SELECT c.id, f.id, 100, 0, 'source', 'C' "
	       "FROM \"commit\" c, file f");
	open_with_views(f);
}

static void history_cut_off_is_not_judged(void **state)
{
	struct fixture *f = *state;
	struct answer answer;
	add_commits(f, 6, true);
	answer = ask(f, "ai.origin_coverage", NULL);
	assert_int_equal(answer.figure.class, CLASS_NOT_ASSESSED);
	assert_int_equal(figure_status(&answer.figure, DIRECTION_UP, 0.8),
	    STATUS_NOT_ASSESSED);
	assert_string_equal(arena_z(f->keep, answer.missing),
	    "the history of shop, whose clone is cut off");
}

/* A clone that goes back beyond the period has all of its commits. */
static void history_cut_off_before_the_period_is_enough(void **state)
{
	struct fixture *f = *state;
	add_commits(f, 6, true);
	run(f, "UPDATE \"commit\" SET commit_time = unixepoch('2026-06-01') "
	       "WHERE id = 1");
	assert_true(ask(f, "ai.origin_coverage", NULL).figure.known);
	assert_false(ask(f, "ai.tools_new", NULL).figure.known);
}

static void a_whole_clone_is_judged(void **state)
{
	struct fixture *f = *state;
	struct figure figure;
	add_commits(f, 5, false);
	figure = ask(f, "ai.origin_coverage", NULL).figure;
	assert_int_equal(
	    figure_status(&figure, DIRECTION_UP, 0.8), STATUS_INSIDE);
}

/* Eight hundred lines of four commits are four commits, by language too. */
static void few_commits_are_too_little(void **state)
{
	struct fixture *f = *state;
	struct answer answer;
	add_commits(f, 4, false);
	answer = ask(f, "ai.origin_coverage", "language");
	assert_int_equal(answer.figure.n, 800);
	assert_int_equal(answer.figure.class, CLASS_TOO_LITTLE);
	assert_int_equal(figure_status(&answer.figure, DIRECTION_UP, 0.8),
	    STATUS_TOO_LITTLE);
	assert_int_equal(answer.groups[0].figure.class, CLASS_TOO_LITTLE);
}

/* A commit with lines in two languages is one commit of the whole. */
static void groups_do_not_count_a_commit_twice(void **state)
{
	struct fixture *f = *state;
	struct figure whole;
	struct figure split;
	add_commits(f, 4, false);
	run(f, "UPDATE commit_file SET language = 'Go' WHERE file_id = 2");
	assert_int_equal(ask(f, "ai.origin_coverage", "language").figure.class,
	    CLASS_TOO_LITTLE);
	run(f, "UPDATE commit_origin SET origin = 'human' WHERE commit_id = 1");
	whole = ask(f, "ai.line_share", NULL).figure;
	split = ask(f, "ai.line_share", "language").figure;
	assert_memory_equal(&whole.low, &split.low, sizeof whole.low);
	assert_memory_equal(&whole.high, &split.high, sizeof whole.high);
}

/* A scan of TIME is the newest record; the period ends on 1 October. */
static void check_head(void **state, const char *time, const char *missing)
{
	struct fixture *f = *state;
	run(f, A_SOURCE);
	add_scan(f, time, true);
	add_measure(f, "t.owned",
	    "-- basis: stock\n-- kind: count\n-- needs: head\n",
	    "SELECT 7 AS n, 1790000000 AS at WHERE :newest");
	open_with_views(f);
	assert_string_equal(
	    arena_z(f->keep, ask(f, "t.owned", NULL).missing), missing);
}

static void files_of_the_next_quarter_may_speak(void **state)
{
	check_head(state, "2027-01-01", "");
}

static void newer_files_do_not(void **state)
{
	check_head(state, "2027-01-02",
	    "the files of that time (those of the audited revision are "
	    "newer)");
}

/* As a clone without blobs is read. */
static void lines_that_nobody_has_are_not_none(void **state)
{
	struct fixture *f = *state;
	add_commits(f, 6, false);
	assert_true(ask(f, "ai.line_share", NULL).figure.known);
	run(f, "UPDATE commit_file SET added = NULL, kind = 'source'");
	assert_string_equal(
	    arena_z(f->keep, ask(f, "ai.line_share", NULL).missing),
	    "contents of files, which this clone leaves out (partial)");
}

static void unknown_needs_are_refused(void **state)
{
	struct fixture *f = *state;
	struct measure measure;
	struct str same;
	assert_false(measure_parse(&measure, &same,
	    STR("-- title: T\n-- meaning: M\n-- kind: count\n-- basis: flow\n"
		"-- unit: u\n-- record: r\n-- sources: git\n-- needs: scans\n"),
	    STR("x/a.b.sql"), f->keep, &f->err));
	assert_non_null(strstr(f->err.message, "\"scans\""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_scan_of_the_period_is_enough),
		TEST(a_scan_of_style_is_none),
		TEST(a_scan_by_nobody_is_none),
		TEST(a_scan_for_problems_is_none_for_secrets),
		TEST(a_scan_for_secrets_is_one),
		TEST(a_scan_for_other_things_is_none),
		TEST(a_scan_for_a_topic_is_one),
		TEST(a_tool_that_reported_it_looks_for_it),
		TEST(an_older_scan_is_not),
		TEST(a_stock_may_rest_on_one_of_92_days),
		TEST(another_ref_says_nothing),
		TEST(what_was_found_needs_one_in_the_period),
		TEST(months_without_a_scan_have_no_figure),
		TEST(a_second_scan_tells_what_came),
		TEST(one_of_another_scanner_does_not),
		TEST(one_of_another_kind_does_not),
		TEST(one_after_the_period_does_not),
		TEST(a_scan_after_the_period_is_later),
		TEST(one_in_the_period_or_before_is_not),
		TEST(history_cut_off_is_not_judged),
		TEST(history_cut_off_before_the_period_is_enough),
		TEST(a_whole_clone_is_judged),
		TEST(few_commits_are_too_little),
		TEST(groups_do_not_count_a_commit_twice),
		TEST(files_of_the_next_quarter_may_speak),
		TEST(newer_files_do_not),
		TEST(lines_that_nobody_has_are_not_none),
		TEST(unknown_needs_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
