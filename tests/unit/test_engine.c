/* The engine on measures made here: headers, groups, contrasts, what-ifs,
 * changes, privacy. Each measure is a file in a folder of its own, as a user
 * would add it, and its rows are written into its query. */
#include <math.h>

#include "tests/unit/engine_fixture.h"

#include "analysis/measure.h"
#include "base/buf.h"

/* ------------------------------------------------------------- headers -- */

static void wrong_header(
    struct fixture *f, const char *content, int line, const char *message)
{
	struct measure measure;
	struct str same;
	struct error err = { 0 };
	assert_false(measure_parse(&measure, &same, str_from(content),
	    STR("x/a.b.sql"), f->keep, &err));
	assert_int_equal(err.line, line);
	assert_string_equal(err.file, "x/a.b.sql");
	assert_non_null(strstr(err.message, message));
}

static void headers_are_checked(void **state)
{
	struct fixture *f = *state;
	wrong_header(f, "-- title: T\n-- tilte: T\n", 2, "tilte");
	wrong_header(f, "-- title: T\n-- kind: sum\n", 2,
	    "one of count, share, rate, time, table");
	wrong_header(f, "-- title: T\n-- title: U\n", 2, "twice");
	wrong_header(f, "-- title: T\n\nSELECT 1", 1, "\"meaning\"");
	wrong_header(f, "", 1, "\"title\"");
	wrong_header(f,
	    "-- title: T\n-- meaning: M\n-- kind: count\n-- basis: flow\n"
	    "-- unit: u\n-- record: r\n-- sources: git, gti\n",
	    1, "\"gti\"");
}

static void headers_are_read(void **state)
{
	struct fixture *f = *state;
	struct measure m;
	struct str same;
	if (!measure_parse(&m, &same,
		STR("-- title: T\n-- meaning: one\n--    two\n"
		    "-- kind: share\n-- basis: stock\n-- direction: down\n"
		    "-- unit: u\n-- record: r\n-- sources: git\n"
		    "-- interval: none\n\n-- text\nSELECT 1\n"),
		STR("a.b.sql"), f->keep, &f->err))
		stop_at(&f->err);
	assert_true(str_equal_z(m.id, "a.b"));
	assert_true(str_equal_z(m.meaning, "one two"));
	assert_int_equal(m.kind, MEASURE_SHARE);
	assert_int_equal(m.basis, BASIS_STOCK);
	assert_int_equal(m.direction, DIRECTION_DOWN);
	assert_true(m.census);
	assert_true(str_equal_z(str_trim(m.sql), "-- text\nSELECT 1"));
	assert_int_equal(m.sql_line, 11);
}

static void taken_ids_are_refused(void **state)
{
	struct fixture *f = *state;
	add_measure(f, "ai.commit_share", "-- kind: count\n-- basis: flow\n",
	    "SELECT 1");
	run(f, A_SOURCE);
	assert_false(try_open(f));
	assert_non_null(strstr(f->err.message, "exists already"));
}

static void wrong_queries_name_their_file(void **state)
{
	struct fixture *f = *state;
	struct question question = { .id = STR("a.wrong") };
	struct answer answer;
	add_measure(f, "a.wrong", "-- kind: count\n-- basis: flow\n",
	    "SELECT absent FROM nowhere");
	open_engine(f);
	assert_false(
	    engine_ask(&answer, f->engine, &question, f->keep, &f->err));
	assert_non_null(strstr(f->err.file, "a.wrong.sql"));
	if (!strstr(f->err.message, "nowhere"))
		stop_at(&f->err);
	assert_int_equal(f->err.kind, ERROR_INPUT);
}

static void unknown_ids_and_keys_are_refused(void **state)
{
	struct fixture *f = *state;
	struct question question = { .id = STR("ai.comit_share") };
	struct str by = STR("tem");
	struct answer answer;
	open_engine(f);
	assert_false(
	    engine_ask(&answer, f->engine, &question, f->keep, &f->err));
	assert_int_equal(f->err.kind, ERROR_USAGE);
	question = (struct question){
		.id = STR("ai.commit_share"), .by = &by, .by_count = 1
	};
	assert_false(
	    engine_ask(&answer, f->engine, &question, f->keep, &f->err));
	assert_int_equal(f->err.kind, ERROR_USAGE);
	assert_non_null(strstr(f->err.fix, "team"));
}

/* --------------------------------------------------------------- rates -- */

#define RATE                                                                   \
	"-- kind: rate\n-- basis: stock\n-- keys: language\n"                  \
	"-- strata: language\n"
#define RATE_SQL(values)                                                       \
	"SELECT column1 AS language, column2 AS origin, column3 AS "           \
	"events, column4 AS exposure FROM (VALUES " values ")"

/* The strata of the mock report, in lines. */
#define MOCK_1                                                                 \
	"('TypeScript','ai',85,46200),('TypeScript','human',36,28400),"        \
	"('TypeScript','unknown',26,18900),('Python','ai',49,31600),"          \
	"('Python','human',25,22100),('Python',NULL,12,10400),"
#define MOCK_2                                                                 \
	"('Java','ai',20,22400),('Java','human',44,61800),"                    \
	"('Java','unknown',15,21600),('Kotlin','ai',22,21300),"                \
	"('Kotlin','human',21,24900),('Kotlin','unknown',9,9800),"
#define MOCK_3                                                                 \
	"('Go','ai',13,18900),('Go','human',30,43600),"                        \
	"('Go','unknown',7,11100),('Terraform','ai',4,8500),"                  \
	"('Terraform','human',3,8600),('Terraform','unknown',2,2500)"

static void ratios_are_pooled(void **state)
{
	struct fixture *f = *state;
	struct answer answer;
	add_measure(f, "t.ratio", RATE, RATE_SQL(MOCK_1 MOCK_2 MOCK_3));
	open_engine(f);
	answer = ask(f, "t.ratio", "language");
	prints(answer.figure.value, "1.30722");
	prints(answer.figure.low, "1.04595");
	prints(answer.figure.high, "1.63376");
	prints(answer.figure.crude, "1.54399");
	prints(answer.figure.p_adjusted, "0.0185");
	prints(answer.heterogeneity_q, "1.03797");
	assert_int_equal(answer.heterogeneity_df, 5);
	assert_int_equal(answer.figure.class, CLASS_CLEAR_UP);
	assert_true(str_equal_z(answer.figure.contrast, "human"));
	prints(answer.all_ai.value, "1.21257");
	prints(answer.all_ai.low, "0.98753");
	prints(answer.none_ai.value, "1.29274");
	prints(answer.none_ai.low, "1.05903");
	assert_int_equal(answer.all_ai.class, CLASS_OPEN);
	assert_true(answer.figure.unstable);
	assert_int_equal(answer.figure.unknown, 71);
	assert_int_equal(answer.group_count, 6);
	/* Terraform: 4 against 3 problems say nothing. */
	assert_true(str_equal_z(answer.groups[4].keys[0].value, "Terraform"));
	assert_false(answer.groups[4].figure.known);
	assert_int_equal(answer.groups[4].figure.class, CLASS_TOO_LITTLE);
	assert_int_equal(answer.groups[4].figure.hit, 4);
}

static void order_of_rows_changes_no_bit(void **state)
{
	struct fixture *f = *state;
	struct figure a, b;
	add_measure(f, "t.one", RATE, RATE_SQL(MOCK_1 MOCK_2 MOCK_3));
	add_measure(f, "t.two", RATE, RATE_SQL(MOCK_2 MOCK_1 MOCK_3));
	open_engine(f);
	a = ask(f, "t.one", NULL).figure;
	b = ask(f, "t.two", NULL).figure;
	assert_memory_equal(&a.value, &b.value, sizeof a.value);
	assert_memory_equal(&a.high, &b.high, sizeof a.high);
	assert_memory_equal(&a.p, &b.p, sizeof a.p);
}

/* Simpson: AI works where there are more problems anyway. In each language
 * both have the same rate, the raw ratio says 2.4. */
static void mixes_do_not_mislead(void **state)
{
	struct fixture *f = *state;
	struct figure figure;
	add_measure(f, "t.simpson", RATE,
	    RATE_SQL("('C','ai',90,9000),('C','human',10,1000),"
		     "('Go','ai',1,1000),('Go','human',90,90000)"));
	open_engine(f);
	figure = ask(f, "t.simpson", NULL).figure;
	assert_true(figure.crude_low > 1);
	prints(figure.value, "1.00");
	assert_int_equal(figure.class, CLASS_OPEN);
}

static void few_known_humans_lead_to_the_rest(void **state)
{
	struct fixture *f = *state;
	struct answer answer;
	add_measure(f, "t.rest", RATE,
	    RATE_SQL("('C','ai',20,10000),('C','human',4,9000),"
		     "('C','unknown',30,30000),('C','bot',99,1000)"));
	open_engine(f);
	answer = ask(f, "t.rest", NULL);
	assert_true(str_equal_z(answer.figure.contrast, "no AI recorded"));
	assert_int_equal(answer.figure.n, 34);
	assert_false(answer.all_ai.known);
	prints(answer.none_ai.value, "2.29");
}

/* What people are known to have written today says nothing of a period that
 * ended long ago. */
static void old_periods_have_the_rest_of_their_own(void **state)
{
	struct fixture *f = *state;
	struct answer answer;
	add_measure(f, "t.old", RATE,
	    RATE_SQL("('C','ai',20,10000),('C','human',40,9000),"
		     "('C','unknown',30,30000)") " "
						 "WHERE column2 <> 'human' "
						 "OR :newest");
	open_engine(f);
	answer = ask(f, "t.old", NULL);
	assert_true(str_equal_z(answer.figure.contrast, "human"));
	engine_close(f->engine);
	run(f,
	    "INSERT INTO deployment (source_id, locator, key, finished_time) "
	    "VALUES (1, 1, 'd', unixepoch('2027-06-01'))");
	if (!try_open(f))
		stop_at(&f->err);
	answer = ask(f, "t.old", NULL);
	assert_true(str_equal_z(answer.figure.contrast, "no AI recorded"));
	assert_int_equal(answer.figure.n, 30);
}

/* Two commits brought all of AI's ten: with clusters that is two events, and
 * too little; the figure of people stays. */
static void clusters_are_events(void **state)
{
	struct fixture *f = *state;
	struct answer answer;
	static const char rows[] =
	    "SELECT column1 AS language, column2 AS origin, column3 AS events,"
	    " column4 AS exposure%s FROM (VALUES ('C','ai',5,0,'r1 c1'),"
	    " ('C','ai',4,0,'r1 c2'), ('C','ai',1,0,'r1 c2'),"
	    " ('C','ai',0,9000,NULL), ('C','ai',0,1000,NULL),"
	    " ('C','human',3,0,'r1 c3'), ('C','human',3,0,'r1 c4'),"
	    " ('C','human',1,0,'r1 c5'), ('C','human',1,0,'r1 c6'),"
	    " ('C','human',2,0,'r1 c7'), ('C','human',0,10000,NULL))";
	char sql[1024];
	snprintf(sql, sizeof sql, rows, "");
	add_measure(f, "t.single", RATE, sql);
	snprintf(sql, sizeof sql, rows, ", column5 AS cluster");
	add_measure(f, "t.clusters", RATE, sql);
	open_engine(f);
	answer = ask(f, "t.single", NULL);
	assert_true(answer.figure.known);
	answer = ask(f, "t.clusters", NULL);
	assert_false(answer.figure.known);
	assert_int_equal(answer.figure.class, CLASS_TOO_LITTLE);
	assert_int_equal(answer.figure.hit, 10);
	assert_int_equal(answer.figure.n, 10);
	prints(answer.figure.exposure, "10");
}

/* People have no tool: each tool is compared with all of them, and what is
 * known of the tools together is drawn on for the small one. */
static void tools_are_beside_people(void **state)
{
	struct fixture *f = *state;
	struct answer answer;
	const struct group *groups;
	add_measure(f, "t.tools",
	    "-- kind: rate\n-- basis: stock\n-- keys: language, tool\n"
	    "-- strata: language\n",
	    "SELECT column1 AS language, column2 AS tool, column3 AS origin,"
	    " column4 AS events, column5 AS exposure FROM (VALUES"
	    " ('C','A','ai',60,20000), ('Go','A','ai',30,20000),"
	    " ('C','B','ai',10,10000), ('C','D','ai',2,400),"
	    " ('C',NULL,'human',20,20000), ('Go',NULL,'human',10,20000))");
	open_engine(f);
	answer = ask(f, "t.tools", "tool");
	groups = answer.groups;
	/* what has no tool is people's alone, and no group */
	assert_int_equal(answer.group_count, 3);
	/* A: (60/2 + 30/2) over (20/2 + 10/2) */
	prints(groups[0].figure.value, "3");
	assert_int_equal(groups[0].figure.n, 30);
	assert_int_equal(groups[0].figure.class, CLASS_CLEAR_UP);
	assert_true(groups[0].figure.p_adjusted > groups[0].figure.p);
	/* B: C alone has both sides, so 10 in 10 against 20 in 20 */
	prints(groups[1].figure.value, "1");
	assert_int_equal(groups[2].figure.class, CLASS_TOO_LITTLE);
	/* D, at the rates of all: 0.4 * 72/30.4; it has 2, and is drawn back */
	assert_true(groups[2].has_shrunk);
	prints(groups[2].unshrunk, "2.111111111");
	assert_true(
	    groups[2].shrunk > 0.9 && groups[2].shrunk < 2 / (0.4 * 72 / 30.4));
	assert_true(groups[1].shrunk < 1 && groups[0].shrunk > 1);
}

/* With it against without it; of what nobody knows it is on neither side, and
 * never for want of the others. */
static void a_behaviour_has_its_own_sides(void **state)
{
	struct fixture *f = *state;
	struct answer answer;
	static const char header[] = "-- kind: rate\n-- basis: stock\n"
				     "-- reading: behaviour\n"
				     "-- keys: language\n-- strata: language\n";
	add_measure(f, "t.with", header,
	    "SELECT column1 AS language, column2 AS origin,"
	    " column3 AS events, column4 AS exposure FROM (VALUES"
	    " ('C','with',60,20000), ('C','without',20,20000),"
	    " ('C','unknown',30,10000), ('C','human',9,9000))");
	add_measure(f, "t.alone", header,
	    "SELECT column1 AS language, column2 AS origin,"
	    " column3 AS events, column4 AS exposure FROM (VALUES"
	    " ('C','with',60,20000), ('C','without',2,20000),"
	    " ('C','unknown',30,10000))");
	open_engine(f);
	answer = ask(f, "t.with", NULL);
	prints(answer.figure.value, "3");
	assert_int_equal(answer.figure.unknown, 39);
	assert_true(str_equal_z(answer.figure.contrast, "without"));
	assert_null(answer.driver);
	answer = ask(f, "t.alone", NULL);
	assert_false(answer.figure.known);
	assert_int_equal(answer.figure.n, 2);
}

/* The unknown are not taken for human, nor are too few humans made up for. */
static void a_difference_is_to_known_humans(void **state)
{
	struct fixture *f = *state;
	struct figure figure;
	static const char header[] = "-- kind: share\n-- basis: stock\n"
				     "-- reading: difference\n";
	add_measure(f, "t.a", header,
	    "SELECT column1 AS origin, column2 AS hit, column3 AS n FROM "
	    "(VALUES ('ai', 4, 37), ('human', 4, 19), ('unknown', 0, 5))");
	add_measure(f, "t.b", header,
	    "SELECT column1 AS origin, column2 AS hit, column3 AS n FROM "
	    "(VALUES ('ai', 4, 37), ('human', 1, 4), ('unknown', 3, 50))");
	open_engine(f);
	figure = ask(f, "t.a", NULL).figure;
	prints(figure.value, "-0.1024");
	figure = ask(f, "t.b", NULL).figure;
	assert_false(figure.known);
	assert_int_equal(figure.class, CLASS_TOO_LITTLE);
	assert_true(str_equal_z(figure.contrast, "human"));
}

static void too_little_has_no_ratio(void **state)
{
	struct fixture *f = *state;
	struct figure figure;
	add_measure(f, "t.few", RATE,
	    RATE_SQL("('C','ai',4,10000),('C','human',40,90000)"));
	add_measure(f, "t.short", RATE,
	    RATE_SQL("('C','ai',40,999),('C','human',40,90000)"));
	open_engine(f);
	figure = ask(f, "t.few", NULL).figure;
	assert_false(figure.known);
	assert_int_equal(figure.class, CLASS_TOO_LITTLE);
	assert_int_equal(figure.hit, 4);
	assert_int_equal(
	    ask(f, "t.short", NULL).figure.class, CLASS_TOO_LITTLE);
}

/* ------------------------------------------------------------- changes -- */

/* 2026-08-01 and 2026-05-01 */
#define NOW "1785542400"
#define BEFORE "1777593600"
#define SHARE_SQL(hit, n, hit_before, n_before)                                \
	"SELECT " NOW " AS at, " #n " AS n, " #hit " AS hit UNION ALL "        \
	"SELECT " BEFORE ", " #n_before ", " #hit_before
#define FAMILY "-- basis: flow\n-- family: test\n"

static void changes_of_a_family_are_adjusted(void **state)
{
	struct fixture *f = *state;
	struct figure figure;
	add_measure(f, "t.a", "-- kind: share\n" FAMILY,
	    SHARE_SQL(1648, 1912, 1286, 1567));
	add_measure(f, "t.b", "-- kind: share\n" FAMILY,
	    SHARE_SQL(1379, 1912, 1150, 1567));
	add_measure(
	    f, "t.c", "-- kind: share\n" FAMILY, SHARE_SQL(29, 38, 24, 36));
	add_measure(
	    f, "t.d", "-- kind: share\n" FAMILY, SHARE_SQL(10, 20, 10, 20));
	add_measure(
	    f, "t.e", "-- kind: count\n" FAMILY, SHARE_SQL(0, 11, 0, 19));
	open_engine(f);
	figure = change(f, "t.a");
	prints(figure.value, "0.041248");
	prints(figure.low, "0.016887");
	prints(figure.high, "0.065909");
	prints(figure.p_adjusted, "0.0043");
	assert_int_equal(figure.class, CLASS_CLEAR_UP);
	figure = change(f, "t.e");
	prints(figure.value, "-8");
	prints(figure.p, "0.1496");
	assert_int_equal(figure.class, CLASS_OPEN);
	assert_int_equal(change(f, "t.c").class, CLASS_OPEN);
}

/* What is counted in full has no test: it leaves the others as they are. */
static void a_census_is_in_no_family(void **state)
{
	struct fixture *f = *state;
	struct figure figure;
	add_measure(
	    f, "t.a", "-- kind: share\n" FAMILY, SHARE_SQL(30, 50, 20, 50));
	add_measure(f, "t.b", "-- kind: share\n-- interval: none\n" FAMILY,
	    SHARE_SQL(94, 100, 98, 100));
	add_measure(f, "t.c", "-- kind: share\n-- interval: none\n" FAMILY,
	    SHARE_SQL(9412, 10000, 9410, 10000));
	open_engine(f);
	figure = change(f, "t.a");
	assert_true(figure.tested);
	prints(figure.p_adjusted - figure.p, "0.000000");
	figure = change(f, "t.b");
	assert_false(figure.tested);
	assert_int_equal(figure.class, CLASS_CLEAR_DOWN);
	figure = change(f, "t.c");
	assert_false(figure.tested);
	assert_int_equal(figure.class, CLASS_OPEN);
}

/* Numbers FROM to TO, where the period before had 1 to 50. */
#define STOCK_SQL(from, to)                                                    \
	"WITH RECURSIVE x(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM x "      \
	"WHERE i < 200) SELECT i AS record, 1 AS n FROM x WHERE CASE WHEN "    \
	":at > " NOW " THEN i BETWEEN " #from " AND " #to " ELSE i <= 50 END"

/* 73 after 50, by 23 more or by 73 others: the first is no chance. */
static void a_stock_changes_by_what_enters_and_leaves(void **state)
{
	struct fixture *f = *state;
	struct figure figure;
	add_measure(
	    f, "t.a", "-- kind: count\n-- basis: stock\n", STOCK_SQL(1, 73));
	add_measure(
	    f, "t.b", "-- kind: count\n-- basis: stock\n", STOCK_SQL(101, 173));
	add_measure(
	    f, "t.c", "-- kind: count\n-- basis: stock\n", STOCK_SQL(1, 50));
	open_engine(f);
	figure = change(f, "t.a");
	prints(figure.value, "23");
	/* 23 is 14.58 to 34.51, 0 is 0 to 3.69: 23 - sqrt(8.42^2 + 3.69^2) */
	prints(figure.low, "13.8");
	prints(figure.high, "34.5");
	prints(figure.p, "0.0000");
	assert_int_equal(figure.class, CLASS_CLEAR_UP);
	figure = change(f, "t.b");
	prints(figure.value, "23");
	prints(figure.p, "0.04");
	figure = change(f, "t.c");
	prints(figure.value, "0");
	assert_int_equal(figure.class, CLASS_OPEN);
}

static void other_scanners_are_not_comparable(void **state)
{
	struct fixture *f = *state;
	struct figure figure;
	open_engine(f);
	run(f, "INSERT INTO scan (source_id, locator, tool, analysis, "
	       "repository, ref, revision, time, digest, rules, state) VALUES "
	       "(1, 1, 'a', '', 'r', '', '', " BEFORE ", 'x', 100, 'done'), "
	       "(1, 1, 'a', '', 'r', '', '', " NOW ", 'y', 180, 'done')");
	figure = change(f, "finding.open_by_severity");
	assert_int_equal(figure.class, CLASS_NOT_COMPARABLE);
	assert_true(str_equal_z(figure.reason, "a ran 180 rules, before 100"));
}

/* A repository that nobody scanned before brings its old problems with it. */
static void more_that_is_scanned_is_not_worse(void **state)
{
	struct fixture *f = *state;
	struct figure figure;
	open_engine(f);
	run(f, "INSERT INTO scan (source_id, locator, tool, analysis, "
	       "repository, ref, revision, time, digest, rules, state) VALUES "
	       "(1, 1, 'a', '', 'r', '', '', " BEFORE ", 'x', 100, 'done'), "
	       "(1, 1, 'a', '', 'r', '', '', " NOW ", 'y', 100, 'done'), "
	       "(1, 1, 'a', 'js', 'r', '', '', " NOW ", 'z', 100, 'done')");
	figure = change(f, "finding.open_by_severity");
	assert_int_equal(figure.class, CLASS_NOT_COMPARABLE);
	assert_true(str_starts(figure.reason, STR("more is scanned: ")));
}

static void less_that_is_scanned_is_not_better(void **state)
{
	struct fixture *f = *state;
	struct figure figure;
	open_engine(f);
	run(f, "INSERT INTO scan (source_id, locator, tool, analysis, "
	       "repository, ref, revision, time, digest, rules, state) VALUES "
	       "(1, 1, 'a', '', 'r', '', '', " BEFORE ", 'x', 100, 'done'), "
	       "(1, 1, 'a', 'js', 'r', '', '', " BEFORE ", 'z', 100, 'done'), "
	       "(1, 1, 'a', '', 'r', '', '', " NOW ", 'y', 100, 'done')");
	figure = change(f, "finding.open_by_severity");
	assert_int_equal(figure.class, CLASS_NOT_COMPARABLE);
	assert_true(str_starts(figure.reason, STR("less is scanned: ")));
}

#define SERIES_SQL(time, series)                                               \
	"WITH RECURSIVE x(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM x "      \
	"WHERE i < " #series ") INSERT INTO scan (source_id, locator, tool, "  \
	"analysis, repository, ref, revision, time, digest, rules, state) "    \
	"SELECT 1, 1, 'a', 'part ' || i, 'r', '', '', " time ", 'd' || " time  \
	" || i, 100, 'done' FROM x"

/* One of twenty scans that came, or failed, leaves the others comparable. */
static void one_of_twenty_scans_decides_nothing(void **state)
{
	struct fixture *f = *state;
	open_engine(f);
	run(f, SERIES_SQL(BEFORE, 19));
	run(f, SERIES_SQL(NOW, 20));
	assert_int_not_equal(
	    change(f, "finding.open_by_severity").class, CLASS_NOT_COMPARABLE);
}

static void one_failed_of_twenty_decides_nothing(void **state)
{
	struct fixture *f = *state;
	open_engine(f);
	run(f, SERIES_SQL(BEFORE, 20));
	run(f, SERIES_SQL(NOW, 20));
	run(f, "UPDATE scan SET state = 'failed' WHERE time = " NOW
	       " AND analysis = 'part 7'");
	assert_int_not_equal(
	    change(f, "finding.open_by_severity").class, CLASS_NOT_COMPARABLE);
}

static void two_of_twenty_scans_decide(void **state)
{
	struct fixture *f = *state;
	struct figure figure;
	open_engine(f);
	run(f, SERIES_SQL(BEFORE, 18));
	run(f, SERIES_SQL(NOW, 20));
	figure = change(f, "finding.open_by_severity");
	assert_int_equal(figure.class, CLASS_NOT_COMPARABLE);
	assert_true(str_starts(figure.reason, STR("more is scanned: ")));
}

/* ------------------------------------------------------------- privacy -- */

#define DAY "2026-08-01T00:00:00Z"

static void fill_teams(struct fixture *f)
{
	run(f, "INSERT INTO team (id, name, people) VALUES (1, 'Big', 9), "
	       "(2, 'Middle', 6), (3, 'Small', 4)");
	add_measure(f, "t.teams",
	    "-- kind: count\n-- basis: flow\n-- keys: team\n",
	    "SELECT " NOW " AS at, column1 AS n, column2 AS team_id, "
	    "1 AS source_id, column2 AS locator FROM "
	    "(VALUES (10, 1), (20, 2), (30, 3))");
	add_measure(f, "t.staff",
	    "--    , directory\n" /* goes on with the sources */
	    "-- kind: count\n-- basis: stock\n-- keys: team\n",
	    "SELECT column2 AS team_id, column1 AS n, 1 AS source_id, "
	    "column2 AS locator FROM (VALUES (1, 1), (1, 2), (1, 3))");
	open_engine(f);
	run(f, "INSERT INTO directory (source_id, locator, person, team, "
	       "from_time) VALUES (1, 1, 'p', 'Big', 0)");
}

static void small_teams_are_hidden(void **state)
{
	struct fixture *f = *state;
	struct answer answer;
	fill_teams(f);
	answer = ask(f, "t.teams", "team");
	assert_int_equal(answer.group_count, 3);
	assert_true(answer.groups[0].figure.known);
	/* Small, and Middle so that it cannot be subtracted. */
	assert_true(answer.groups[1].figure.suppressed);
	assert_true(answer.groups[2].figure.suppressed);
	assert_int_equal(answer.groups[2].figure.n, 0);
	assert_int_equal(answer.hidden_count, 2);
	assert_int_equal(answer.figure.n, 60);
	engine_show_small(f->engine, true);
	answer = ask(f, "t.teams", "team");
	assert_int_equal(answer.groups[2].figure.n, 30);
}

static void one_small_team_is_not_told(void **state)
{
	struct fixture *f = *state;
	struct key_value where = { STR("team"), STR("Small") };
	struct question question = {
		.id = STR("t.teams"), .where = &where, .where_count = 1
	};
	struct answer answer;
	fill_teams(f);
	if (!engine_ask(&answer, f->engine, &question, f->keep, &f->err))
		stop_at(&f->err);
	assert_true(answer.figure.suppressed);
	assert_int_equal(answer.figure.n, 0);
}

/* What the table hides by subtraction, a question of its own does not tell;
 * nor does it together with the table, or by another key. */
static void one_team_tells_no_more_than_the_table(void **state)
{
	struct fixture *f = *state;
	struct str by[] = { STR("team"), STR("month") };
	struct key_value where = { STR("team"), STR("Middle") };
	struct question question = { .id = STR("t.teams"),
		.by = by,
		.where = &where,
		.where_count = 1 };
	struct answer answer;
	fill_teams(f);
	for (size_t count = 0; count <= 2; count++) {
		question.by_count = count;
		if (!engine_ask(
			&answer, f->engine, &question, f->keep, &f->err))
			stop_at(&f->err);
		assert_true(answer.figure.suppressed);
		for (size_t i = 0; i < answer.group_count; i++)
			assert_true(answer.groups[i].figure.suppressed);
	}
	where.value = STR("Big");
	if (!engine_ask(&answer, f->engine, &question, f->keep, &f->err))
		stop_at(&f->err);
	assert_int_equal(answer.figure.n, 10);
}

/* Nine people of Big write C, one of them Python; Middle has six for each.
 * (Big, Python) is the work of one: without more it is what (Big, C) leaves of
 * Big, and what (Middle, Python) leaves of Python. */
static void few_of_a_team_are_not_told_by_another_key(void **state)
{
	struct fixture *f = *state;
	struct str by[] = { STR("team"), STR("language") };
	struct question question = {
		.id = STR("t.work"), .by = by, .by_count = 2
	};
	struct answer answer;
	int hidden = 0;
	run(f, "INSERT INTO team (id, name, people) VALUES (1, 'Big', 9), "
	       "(2, 'Middle', 6)");
	run(f, "INSERT INTO person (id, key, kind, known) "
	       "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
	       "FROM n WHERE i < 15) SELECT i, 'P' || i, 'human', 1 FROM n");
	add_measure(f, "t.work",
	    "-- kind: count\n-- basis: flow\n-- keys: team, language\n"
	    "-- hide: people\n",
	    "SELECT " NOW " AS at, n, team_id, language, person_id, "
	    "1 AS source_id, person_id AS locator FROM (WITH RECURSIVE k (i) "
	    "AS "
	    "(SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 15) "
	    "SELECT 5 AS n, iif(i < 10, 1, 2) AS team_id, i AS person_id, "
	    "'C' AS language FROM k UNION ALL "
	    "SELECT 7, iif(i < 10, 1, 2), i, 'Python' FROM k "
	    "WHERE i = 1 OR i >= 10)");
	open_engine(f);
	if (!engine_ask(&answer, f->engine, &question, f->keep, &f->err))
		stop_at(&f->err);
	assert_int_equal(answer.group_count, 4);
	for (size_t i = 0; i < 4; i++)
		hidden += answer.groups[i].figure.suppressed;
	/* all four: each line with a hidden cell has two */
	assert_int_equal(hidden, 4);
	engine_show_small(f->engine, true);
	if (!engine_ask(&answer, f->engine, &question, f->keep, &f->err))
		stop_at(&f->err);
	assert_int_equal(answer.groups[1].figure.n, 7);
}

struct listing {
	struct buf text;
};

static void list_row(void *user, const struct str *cells, size_t count)
{
	struct listing *listing = user;
	for (size_t i = 0; i < count; i++)
		buf_printf(&listing->text, "%s" STR_FMT, i ? "," : "",
		    STR_ARG(cells[i]));
	buf_add_char(&listing->text, '\n');
}

static void lists(
    struct fixture *f, const struct question *question, const char *expected)
{
	struct listing listing = { 0 };
	if (!engine_records(
		f->engine, question, list_row, list_row, &listing, &f->err))
		stop_at(&f->err);
	assert_string_equal(arena_z(f->keep, buf_str(&listing.text)), expected);
	buf_free(&listing.text);
}

static void records_do_not_name_small_teams(void **state)
{
	struct fixture *f = *state;
	struct key_value where = { STR("team"), STR("Small") };
	struct question question = { .id = STR("t.teams") };
	fill_teams(f);
	lists(f, &question,
	    "at,n,team,source,locator\n" DAY ",10,Big,x,1\n" DAY
	    ",20,,x,2\n" DAY ",30,,x,3\n");
	question.id = STR("t.staff");
	lists(f, &question, "team,n,source,locator\n,1,,\n,1,,\nBig,1,x,1\n");
	question.where = &where;
	question.where_count = 1;
	for (int i = 0; i < 2; i++) {
		assert_false(engine_records(
		    f->engine, &question, list_row, list_row, NULL, &f->err));
		assert_int_equal(f->err.kind, ERROR_USAGE);
		where.value = STR("Middle");
	}
	engine_show_small(f->engine, true);
	lists(f, &question, "team,n,source,locator\nMiddle,1,x,2\n");
}

/* --------------------------------------------------------------- trend -- */

static void trends_have_thirteen_months(void **state)
{
	struct fixture *f = *state;
	struct question question = { .id = STR("t.trend"), .months = true };
	struct answer answer;
	add_measure(f, "t.trend", "-- kind: count\n-- basis: flow\n",
	    "SELECT " NOW " AS at, 3 AS n UNION ALL SELECT " BEFORE ", 4");
	open_engine(f);
	if (!engine_ask(&answer, f->engine, &question, f->keep, &f->err))
		stop_at(&f->err);
	assert_int_equal(answer.group_count, 13);
	assert_true(str_equal_z(answer.groups[0].keys[0].value, "2025-09"));
	assert_true(str_equal_z(answer.groups[12].keys[0].value, "2026-09"));
	assert_int_equal(answer.groups[8].figure.n, 4);
	assert_int_equal(answer.groups[11].figure.n, 3);
	assert_int_equal(answer.figure.n, 3);
}

static void nothing_is_known_of_the_future(void **state)
{
	struct fixture *f = *state;
	struct period period;
	struct calendar calendar = { 0 };
	struct question question = { .id = STR("outcome.deployments") };
	struct answer answer;
	run(f, A_SOURCE);
	run(f,
	    "INSERT INTO deployment (source_id, locator, key, finished_time) "
	    "VALUES (1, 1, 'd', " BEFORE ")");
	if (!period_parse(&period, STR("2026-Q3"), calendar, &f->err))
		stop_at(&f->err);
	for (int closed = 0; closed < 2; closed++) {
		period.closed = closed;
		if (!engine_open(&f->engine, f->model, period, NULL, f->folder,
			f->keep, &f->err))
			stop_at(&f->err);
		if (!engine_ask(
			&answer, f->engine, &question, f->keep, &f->err))
			stop_at(&f->err);
		/* As-of beyond the period says that there were none. */
		assert_int_equal(answer.figure.known, closed);
		if (!closed)
			engine_close(f->engine);
	}
}

/* -------------------------------------------------------------- limits -- */

static void figures_stand_against_limits(void **state)
{
	struct figure figure = { .known = true,
		.has_interval = true,
		.value = 1.3,
		.low = 1.05,
		.high = 1.63,
		.class = CLASS_NONE };
	(void)state;
	assert_int_equal(
	    figure_status(&figure, DIRECTION_DOWN, 1.25), STATUS_BORDERLINE);
	assert_int_equal(
	    figure_status(&figure, DIRECTION_DOWN, 2), STATUS_INSIDE);
	assert_int_equal(
	    figure_status(&figure, DIRECTION_DOWN, 1), STATUS_OUTSIDE);
	assert_int_equal(
	    figure_status(&figure, DIRECTION_UP, 1), STATUS_INSIDE);
	assert_int_equal(
	    figure_status(&figure, DIRECTION_NONE, 1), STATUS_NONE);
	figure.partial = true; /* of a part, only too many of a count is sure */
	assert_int_equal(
	    figure_status(&figure, DIRECTION_DOWN, 1), STATUS_NOT_ASSESSED);
	figure.counted = true;
	assert_int_equal(
	    figure_status(&figure, DIRECTION_DOWN, 1), STATUS_OUTSIDE);
	assert_int_equal(
	    figure_status(&figure, DIRECTION_DOWN, 2), STATUS_NOT_ASSESSED);
	figure.partial = false;
	assert_int_equal(
	    figure_status(&figure, DIRECTION_DOWN, 1.25), STATUS_OUTSIDE);
	figure.known = false;
	assert_int_equal(
	    figure_status(&figure, DIRECTION_DOWN, 2), STATUS_TOO_LITTLE);
	figure.class = CLASS_NOT_ASSESSED;
	assert_int_equal(
	    figure_status(&figure, DIRECTION_DOWN, 2), STATUS_NOT_ASSESSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(headers_are_checked),
		TEST(headers_are_read),
		TEST(taken_ids_are_refused),
		TEST(wrong_queries_name_their_file),
		TEST(unknown_ids_and_keys_are_refused),
		TEST(ratios_are_pooled),
		TEST(order_of_rows_changes_no_bit),
		TEST(mixes_do_not_mislead),
		TEST(few_known_humans_lead_to_the_rest),
		TEST(old_periods_have_the_rest_of_their_own),
		TEST(clusters_are_events),
		TEST(tools_are_beside_people),
		TEST(a_behaviour_has_its_own_sides),
		TEST(a_difference_is_to_known_humans),
		TEST(too_little_has_no_ratio),
		TEST(changes_of_a_family_are_adjusted),
		TEST(a_census_is_in_no_family),
		TEST(a_stock_changes_by_what_enters_and_leaves),
		TEST(other_scanners_are_not_comparable),
		TEST(one_of_twenty_scans_decides_nothing),
		TEST(one_failed_of_twenty_decides_nothing),
		TEST(two_of_twenty_scans_decide),
		TEST(more_that_is_scanned_is_not_worse),
		TEST(less_that_is_scanned_is_not_better),
		TEST(small_teams_are_hidden),
		TEST(one_small_team_is_not_told),
		TEST(one_team_tells_no_more_than_the_table),
		TEST(few_of_a_team_are_not_told_by_another_key),
		TEST(records_do_not_name_small_teams),
		TEST(trends_have_thirteen_months),
		TEST(nothing_is_known_of_the_future),
		TEST(figures_stand_against_limits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
