/* importers/table, training, metrics, people: whole files into the model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "importers/importer.h"
#include "importers/table/preview.h"
#include "importers/table/reject_file.h"
#include "tests/unit/ask.h"

struct fixture {
	struct arena *keep;
	struct model *model;
	struct str folder;
	struct input input;
	struct account account;
	struct error err;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	char name[] = "/tmp/assay-table-XXXXXX";
	assert_non_null(fixture);
	fixture->keep = arena_new();
	fixture->folder = arena_str(fixture->keep, str_from(mkdtemp(name)));
	fixture->input.time = UNKNOWN;
	assert_true(model_open(&fixture->model, STR(""), &fixture->err));
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	struct str_list names;
	model_close(fixture->model);
	assert_true(
	    file_list(&names, fixture->folder, fixture->keep, &fixture->err));
	for (size_t i = 0; i < names.count; i++)
		unlink(arena_z(fixture->keep,
		    path_join(fixture->keep, fixture->folder, names.items[i])));
	rmdir(arena_z(fixture->keep, fixture->folder));
	arena_free(fixture->keep);
	free(fixture);
	return 0;
}

static void use_file(struct fixture *fixture, struct str path)
{
	fixture->input.path = path;
	fixture->input.shown = path_base(path);
	fixture->input.importer = STR("table");
	assert_true(file_read_head(
	    &fixture->input.head, path, 4096, fixture->keep, &fixture->err));
}

static void write_input(struct fixture *fixture, const char *text)
{
	struct str path =
	    path_join(fixture->keep, fixture->folder, STR("input.csv"));
	assert_true(file_write(path, str_from(text), 0600, &fixture->err));
	use_file(fixture, path);
}

static bool run(struct fixture *fixture)
{
	bool unchanged;
	return importer_run(fixture->model, &fixture->input, &fixture->account,
	    &unchanged, &fixture->err);
}

/* Imports TEXT; its account must be as given. */
static void import(struct fixture *fixture, const char *text, int imported,
    int duplicate, int rejected, int empty)
{
	write_input(fixture, text);
	if (!run(fixture))
		fail_msg("%s (%s)", fixture->err.message, fixture->err.fix);
	const struct account *a = &fixture->account;
	assert_int_equal(a->imported, imported);
	assert_int_equal(a->duplicate, duplicate);
	assert_int_equal(a->rejected, rejected);
	assert_int_equal(a->empty, empty);
	assert_int_equal(a->read, imported + duplicate + rejected + empty);
}

static void refuse(
    struct fixture *fixture, const char *text, const char *message)
{
	write_input(fixture, text);
	assert_false(run(fixture));
	if (!strstr(fixture->err.message, message))
		fail_msg("expected \"%s\", found \"%s\"", message,
		    fixture->err.message);
}

static int64_t number(const struct fixture *fixture, const char *sql)
{
	return ask_number(fixture->model, sql);
}

static void assert_query(
    struct fixture *fixture, const char *sql, const char *expected)
{
	assert_string_equal(
	    ask_text(fixture->model, fixture->keep, sql), expected);
}

/* Each built-in profile and a small invented table of its kind. */
static const struct {
	const char *profile;
	int imported;
	int duplicate;
	int rejected;
	int empty;
} samples[] = {
	{ "amazon-q-activity", 2, 0, 0, 0 },
	{ "amazon-q-report", 1, 0, 0, 0 },
	{ "attestations", 2, 0, 1, 0 },
	{ "benchmarks", 2, 0, 1, 0 },
	{ "claude-code-analytics", 2, 0, 0, 0 },
	{ "claude-code-events", 3, 0, 0, 1 },
	{ "claude-code-metrics", 10, 0, 0, 1 },
	{ "copilot-metrics", 2, 0, 0, 0 },
	{ "copilot-organization", 2, 0, 0, 0 },
	{ "copilot-seats", 2, 0, 0, 0 },
	{ "copilot-usage", 1, 0, 0, 0 },
	{ "copilot-users", 3, 0, 1, 0 },
	{ "cursor-daily", 1, 0, 0, 0 },
	{ "decisions", 2, 0, 1, 0 },
	{ "deployments", 2, 0, 0, 0 },
	{ "devlake-accounts", 2, 0, 0, 0 },
	{ "devlake-deployments", 2, 0, 0, 0 },
	{ "devlake-incidents", 1, 0, 0, 0 },
	{ "devlake-issues", 1, 0, 0, 0 },
	{ "devlake-opsgenie", 1, 0, 0, 0 },
	{ "devlake-pagerduty", 1, 0, 0, 0 },
	{ "devlake-pull-requests", 2, 0, 0, 0 },
	{ "devlake-users", 2, 0, 0, 0 },
	{ "directory", 2, 0, 2, 0 },
	{ "entra-users", 1, 0, 0, 0 },
	{ "gemini-code-assist-logs", 2, 0, 0, 1 },
	{ "gh-pull-requests", 2, 0, 1, 0 },
	{ "github-pulls", 2, 0, 0, 0 },
	{ "github-reviews", 2, 0, 0, 0 },
	{ "gitlab-issues", 1, 0, 0, 0 },
	{ "gitlab-merge-requests", 1, 0, 0, 0 },
	{ "incidents", 3, 0, 2, 0 },
	{ "jira", 2, 0, 1, 0 },
	{ "knowbe4-enrollments", 2, 0, 0, 0 },
	{ "linkedin-learning", 1, 0, 0, 1 },
	{ "metrics", 5, 0, 3, 0 },
	{ "moodle-grades", 3, 0, 0, 1 },
	{ "moodle-log", 1, 0, 0, 1 },
	{ "opsgenie-api", 1, 0, 0, 0 },
	{ "osquery-extensions", 2, 0, 0, 1 },
	{ "pagerduty", 1, 0, 0, 0 },
	{ "pagerduty-api", 2, 0, 0, 0 },
	{ "pluralsight-completions", 1, 0, 0, 0 },
	{ "reviews", 3, 1, 1, 0 },
	{ "scorm", 2, 0, 0, 0 },
	{ "scw-activity", 3, 0, 1, 0 },
	{ "scw-assessment", 2, 0, 0, 1 },
	{ "scw-leaderboard", 2, 0, 0, 0 },
	{ "servicenow-incidents", 1, 0, 1, 0 },
	{ "sightings", 4, 0, 1, 2 },
	{ "snyk-learn", 2, 0, 0, 0 },
	{ "sonarqube-history", 0, 0, 2, 1 },
	{ "sonarqube-measures", 0, 0, 2, 1 },
	{ "spend", 2, 0, 1, 0 },
	{ "statuspage", 1, 0, 0, 0 },
	{ "survey", 11, 0, 1, 2 },
	{ "training", 2, 1, 0, 1 },
	{ "udemy-activity", 2, 0, 0, 0 },
	{ "usage", 1, 0, 2, 0 },
	{ "windsurf-cascade", 2, 0, 0, 0 },
	{ "windsurf-users", 1, 0, 0, 0 },
	{ "work-items", 2, 0, 0, 0 },
	{ "xapi", 2, 0, 0, 1 },
};

static struct str sample_path(struct fixture *fixture, const char *profile)
{
	struct str path =
	    arena_printf(fixture->keep, "tests/corpus/tables/%s.csv", profile);
	if (access(arena_z(fixture->keep, path), R_OK) == 0)
		return path;
	return arena_printf(
	    fixture->keep, "tests/corpus/tables/%s.json", profile);
}

static void each_profile_knows_its_sample(void **state)
{
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		const char *why = "";
		struct arena *scratch = arena_new();
		use_file(fixture, sample_path(fixture, samples[i].profile));
		assert_true(importer_table.recognises(
				&fixture->input, &why, scratch) > 50);
		char expected[128];
		snprintf(expected, sizeof expected, "profile %s@",
		    samples[i].profile);
		if (!strstr(why, expected))
			fail_msg("expected %s, found %s", expected, why);
		arena_free(scratch);
		if (!run(fixture))
			fail_msg(
			    "%s: %s", samples[i].profile, fixture->err.message);
		const struct account *a = &fixture->account;
		if (a->imported != samples[i].imported ||
		    a->duplicate != samples[i].duplicate ||
		    a->rejected != samples[i].rejected ||
		    a->empty != samples[i].empty)
			fail_msg("%s: %d imported, %d duplicate, %d rejected, "
				 "%d empty",
			    samples[i].profile, (int)a->imported,
			    (int)a->duplicate, (int)a->rejected, (int)a->empty);
	}
}

static void there_is_a_sample_for_each_profile(void **state)
{
	struct fixture *fixture = *state;
	struct profile_list list;
	assert_true(
	    profile_load_all(&list, NULL, fixture->keep, &fixture->err));
	assert_int_equal(list.count, sizeof samples / sizeof *samples);
	for (size_t i = 0; i < list.count; i++)
		assert_true(
		    str_equal_z(list.items[i].name, samples[i].profile));
}

/* The same rows under another name are all duplicates; the same file again
 * changes nothing. */
static void importing_twice_adds_nothing(void **state)
{
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		bool unchanged;
		use_file(fixture, sample_path(fixture, samples[i].profile));
		assert_true(run(fixture));
		assert_true(importer_run(fixture->model, &fixture->input,
		    &fixture->account, &unchanged, &fixture->err));
		assert_true(unchanged);
		fixture->input.shown = arena_printf(
		    fixture->keep, "again-%s.csv", samples[i].profile);
		assert_true(run(fixture));
		assert_int_equal(fixture->account.imported, 0);
		assert_int_equal(fixture->account.duplicate,
		    samples[i].imported + samples[i].duplicate);
	}
}

static void training_is_read_in_full(void **state)
{
	struct fixture *fixture = *state;
	import(fixture,
	    "Name,E-Mail,Course,Started,Completed,Status,Score,Duration "
	    "(min),Language\n"
	    "Ann,ann@example.com,SQL,2026-01-01,2026-01-02T10:00:00Z,"
	    "Completed,85%,1.5,Java\n"
	    "Bo,bo@example.com,SQL,,,Not Started,,,\n"
	    "Cy,cy@example.com,SQL,,2026-01-03,,17/20,1h 20m,\n"
	    "Di,di@example.com,SQL,,,sort of done,,,\n",
	    4, 0, 0, 0);
	assert_query(fixture,
	    "SELECT a.name || '/' || a.email || '/' || status || '/' || "
	    "score_e6 || '/' || seconds || '/' || language || '/' || "
	    "completed_time || '/' || started_time || '/' || t.locator "
	    "FROM training t JOIN alias a ON a.id = alias_id "
	    "WHERE a.name = 'Ann'",
	    "Ann/ann@example.com/completed/85000000/90/Java/1767348000/"
	    "1767225600/2");
	assert_query(fixture,
	    "SELECT group_concat(status || ':' || coalesce(seconds, '')) "
	    "FROM (SELECT * FROM training ORDER BY locator)",
	    "completed:90,assigned:,completed:4800,unknown:");
	assert_int_equal(
	    number(fixture, "SELECT count(*) FROM diagnostic WHERE code = "
			    "'unknown-words'"),
	    1);
}

static void headers_may_be_in_other_languages(void **state)
{
	struct fixture *fixture = *state;
	import(fixture,
	    "Teilnehmer;E-Mail-Adresse;Kurs;Abgeschlossen am;Status\n"
	    "Ann;ann@example.com;SQL;30. September 2026;Bestanden\n"
	    "Bo;bo@example.com;SQL;;Überfällig\n",
	    2, 0, 0, 0);
	assert_query(fixture,
	    "SELECT group_concat(status || completed_time) FROM "
	    "(SELECT * FROM training ORDER BY locator)",
	    "passed1790726400,overdue-9223372036854775808");
}

static void columns_may_be_joined(void **state)
{
	struct fixture *fixture = *state;
	struct preview preview;
	struct buf out = { 0 };
	import(fixture,
	    "Last name,First name,Course,Completed\n"
	    "Example,Ann,SQL,2026-01-02\n,Bo,SQL,2026-01-02\n"
	    ",,SQL,2026-01-02\n",
	    2, 0, 1, 0);
	assert_query(fixture,
	    "SELECT group_concat(name) FROM (SELECT name FROM alias "
	    "ORDER BY name)",
	    "Ann Example,Bo");
	assert_true(preview_table(
	    &preview, &fixture->input, fixture->keep, &fixture->err));
	preview_profile(&out, &preview, STR("x"));
	assert_true(str_contains(
	    buf_str(&out), STR("field person first name + last name\n")));
	buf_free(&out);
}

static void a_name_that_is_an_address_is_one(void **state)
{
	struct fixture *fixture = *state;
	import(fixture, "Learner,Course,Status\nann@example.com,SQL,passed\n",
	    1, 0, 0, 0);
	assert_query(fixture, "SELECT name || '|' || email FROM alias",
	    "|ann@example.com");
}

static void addresses_are_cleaned(void **state)
{
	struct fixture *fixture = *state;
	import(fixture,
	    "Email,Course,Status\n"
	    "\xe2\x80\x8b ann@example.com\xc2\xa0,A,passed\n"
	    "Bo Example <bo@example.com>,A,passed\n"
	    "mailto:cy@example.com,A,passed\n"
	    "nobody,A,passed\n"
	    "NULL,A,passed\n",
	    3, 0, 2, 0);
	assert_query(fixture,
	    "SELECT group_concat(email) FROM (SELECT email FROM alias "
	    "ORDER BY email)",
	    "ann@example.com,bo@example.com,cy@example.com");
	assert_query(
	    fixture, "SELECT code FROM reject WHERE line = 5", "bad-email");
	assert_query(
	    fixture, "SELECT code FROM reject WHERE line = 6", "missing");
}

static void rejects_have_their_place(void **state)
{
	struct fixture *fixture = *state;
	import(fixture,
	    "Name,Course,Completed,Time (hours)\n"
	    "\"Ann\nExample\",SQL,2026-01-02,n/a\n"
	    "Bo,SQL,2026-01-02,3\n",
	    1, 0, 1, 0);
	assert_query(fixture,
	    "SELECT line || ':' || \"column\" || ' ' || code FROM reject",
	    "3:25 bad-number");
	assert_query(fixture, "SELECT substr(text, 1, 41) FROM reject",
	    "expected hours as a number, found \"n/a\"; ");
}

static void date_order_is_the_columns(void **state)
{
	struct fixture *fixture = *state;
	import(fixture,
	    "Name,Course,Completed\nAnn,SQL,1/2/2026\nBo,SQL,13/2/2026\n", 2, 0,
	    0, 0);
	assert_int_equal(
	    number(fixture, "SELECT min(completed_time) FROM training"),
	    1769904000); /* 1 February */
	import(fixture,
	    "Name,Course,Completed\nAnn,SQL,1/2/2026\nBo,SQL,2/13/2026\n", 2, 0,
	    0, 0);
	assert_int_equal(
	    number(fixture, "SELECT min(completed_time) FROM training"),
	    1767312000); /* 2 January */
}

static void ambiguous_dates_ask_for_the_order(void **state)
{
	struct fixture *fixture = *state;
	const char *text =
	    "Name,Course,Completed\nAnn,SQL,3/3/2026\nAnn,SQL,1/2/2026\n";
	refuse(fixture, text, "whose order is clear");
	assert_int_equal(fixture->err.line, 3);
	assert_int_equal(fixture->err.column, 9);
	assert_non_null(strstr(fixture->err.fix, "--date-order"));
	fixture->input.date_order = STR("MDY");
	import(fixture, text, 2, 0, 0, 0);
	fixture->input.date_order = STR("DYM");
	refuse(fixture, text, "a date order");
}

/* Columns are looked at as a whole once a cell asks for it, be it the last. */
static void late_cells_ask_for_their_column(void **state)
{
	struct fixture *f = *state;
	refuse(f,
	    "Name,Course,Completed\n"
	    "Ann,SQL,2026-01-05\n"
	    "Bo,SQL,2026-01-06\n"
	    "Cy,SQL,1/2/2026\n",
	    "no day is over 12");
	assert_int_equal(f->err.line, 4);
	assert_int_equal(number(f, "SELECT count(*) FROM training"), 0);
	assert_int_equal(number(f, "SELECT count(*) FROM alias"), 0);
	import(f,
	    "Name,Course,Completed\n"
	    "Ann,SQL,2026-01-05\n"
	    "Bo,SQL,1/2/2026\n"
	    "Cy,SQL,46027\n"
	    "Dee,SQL,13/2/2026\n",
	    4, 0, 0, 0);
	assert_query(f,
	    "SELECT group_concat(date(completed_time, 'unixepoch')) FROM "
	    "training",
	    "2026-01-05,2026-02-01,2026-01-05,2026-02-13");
	assert_int_equal(
	    number(f, "SELECT count(*) FROM diagnostic WHERE code = "
		      "'serial-dates'"),
	    1);
	import(f,
	    "Entity,Period,Metric,Value,Unit\n"
	    "shop,2026-01,defects,1,count\n"
	    "shop,2026-02,defects,\"1,234\",count\n"
	    "shop,2026-03,defects,\"1,5\",count\n",
	    3, 0, 0, 0);
	assert_int_equal(
	    number(f, "SELECT max(value_e6) FROM metric"), 1500000);
}

static void columns_of_activities_are_records(void **state)
{
	struct fixture *f = *state;
	const char *table =
	    "First name,Surname,Email address,Quiz: A+B (Percentage),"
	    "Quiz:  C (percentage) ,Course total (Percentage)\n"
	    "Ann,Ex,ann@example.org,85.00 %,B+,1.00 %\n"
	    "Bo,Ex,bo@example.org,-,40 %,2.00 %\n"
	    ",,,10 %,20 %,-\n"
	    ",,,,,\n";
	import(f, table, 2, 0, 3, 2);
	assert_query(f,
	    "SELECT group_concat(course || ' ' || (score_e6 / 1000000), '; ') "
	    "FROM (SELECT * FROM training ORDER BY course)",
	    "Quiz: A+B 85; quiz: c 40");
	assert_query(f,
	    "SELECT group_concat(line || ':' || \"column\" || ' ' || code, ' "
	    "') "
	    "FROM reject",
	    "2:32 bad-number 4:1 missing 4:1 missing");
	refuse(f,
	    "First name,Surname,Email address,Quiz: A (Real),"
	    "Last downloaded from this course\n"
	    "Ann,Ex,ann@example.org,8.5,1790000000\n",
	    "grades in points of an unknown maximum");
}

static void mixed_dates_are_rejected(void **state)
{
	struct fixture *fixture = *state;
	import(fixture,
	    "Name,Course,Completed\nAnn,SQL,13/2/2026\nBo,SQL,2/13/2026\n"
	    "Cy,SQL,2026-02-13\n",
	    1, 0, 2, 0);
	assert_query(
	    fixture, "SELECT DISTINCT code FROM reject", "mixed-dates");
}

static void numbers_follow_their_column(void **state)
{
	struct fixture *fixture = *state;
	import(fixture,
	    "entity;period;metric;value;unit\nA;2026;x;1,5;h\nB;2026;x;1.234;h"
	    "\n",
	    2, 0, 0, 0);
	assert_int_equal(
	    number(fixture, "SELECT max(value_e6) FROM metric"), 1234000000);
	import(fixture,
	    "entity,period,metric,value,unit\nA,2026,x,\"1,234\",h\n", 0, 0, 1,
	    0);
	assert_query(fixture, "SELECT code FROM reject", "ambiguous-number");
}

static void shares_are_not_taken_for_percent(void **state)
{
	struct fixture *fixture = *state;
	import(fixture,
	    "Name,Course,Completed,Score\nAnn,SQL,2026-01-02,0.85\n", 0, 0, 1,
	    0);
	assert_query(fixture, "SELECT code FROM reject", "ambiguous-share");
	import(fixture,
	    "Name,Course,Completed,Score\nAnn,SQL,2026-01-02,0.85\n"
	    "Bo,SQL,2026-01-02,85\n",
	    2, 0, 0, 0);
}

static void odd_rows_are_accounted_for(void **state)
{
	struct fixture *fixture = *state;
	import(fixture,
	    "Name,Course,Completed,,\n"
	    "Ann,SQL,2026-01-02,,\n"
	    "\n"
	    ",,,,\n"
	    "Name,Course,Completed,,\n"
	    "Bo,SQL\n"
	    "Cy,SQL,2026-01-02,,,more\n"
	    "Total,,2,,\n",
	    2, 0, 1, 4);
	assert_query(fixture, "SELECT line || code FROM reject", "7wide-row");
}

/* It costs its own line, and no other. */
static void an_open_quote_is_told(void **state)
{
	struct fixture *fixture = *state;
	import(fixture,
	    "Name,Course,Completed\nAnn,SQL,2026-01-02\n"
	    "Bo,\"SQL,2026-01-02\nCy,SQL,2026-01-02\n"
	    "\"Di\" D,SQL,2026-01-02\nEd,SQL,2026-01-02\n",
	    3, 0, 2, 0);
	assert_query(fixture, "SELECT group_concat(line || code) FROM reject",
	    "3open-quote,5open-quote");
	assert_query(fixture, "SELECT max(locator) FROM training", "6");
}

static void limits_reject_a_record_alone(void **state)
{
	struct fixture *fixture = *state;
	struct buf text = { 0 };
	buf_add_z(&text, "Name,Course,Completed\nAnn");
	for (int i = 0; i < CSV_CELLS_LIMIT; i++)
		buf_add_char(&text, ',');
	buf_add_z(&text, "\nBo,SQL,2026-01-02\nCy,");
	while (text.len < CSV_RECORD_LIMIT + (1 << 16))
		buf_add_z(&text, "long long text ");
	buf_add_z(&text, "\nDi,SQL,2026-01-02\n");
	buf_add_bytes(&text, "", 1);
	import(fixture, text.data, 2, 0, 2, 0);
	buf_free(&text);
	assert_query(fixture, "SELECT group_concat(line || code) FROM reject",
	    "2wide-row,4long-line");
}

static void secret_columns_are_dropped(void **state)
{
	struct fixture *fixture = *state;
	import(fixture, "Name,Course,Completed,apiKey\nAnn,SQL,never,sk-123\n",
	    0, 0, 1, 0);
	assert_query(fixture,
	    "SELECT severity || line FROM diagnostic WHERE code = "
	    "'secret-column'",
	    "warning1");
	struct buf out = { 0 };
	int64_t count;
	assert_true(reject_file_write(
	    &out, &count, fixture->model, &fixture->input, &fixture->err));
	assert_false(str_contains(buf_str(&out), STR("sk-123")));
	struct preview preview;
	buf_clear(&out);
	assert_true(preview_table(
	    &preview, &fixture->input, fixture->keep, &fixture->err));
	preview_write(&out, &preview);
	assert_false(str_contains(buf_str(&out), STR("sk-123")));
	assert_true(str_contains(buf_str(&out), STR("named as a secret")));
	buf_free(&out);
}

static void rejects_make_a_file(void **state)
{
	struct fixture *fixture = *state;
	import(fixture,
	    "Name,Course,Completed\n\"Ann\nExample\",=SQL(),never\n"
	    "Bo,SQL,2026-01-02\nCy,SQL,never\n",
	    1, 0, 2, 0);
	struct buf out = { 0 };
	int64_t count;
	assert_true(reject_file_write(
	    &out, &count, fixture->model, &fixture->input, &fixture->err));
	assert_int_equal(count, 2);
	assert_true(str_starts(buf_str(&out),
	    STR("Name,Course,Completed,_line,_reason_code,_reason\r\n"
		"\"Ann\nExample\",\"'=SQL()\",never,2,bad-date,")));
	assert_true(
	    str_contains(buf_str(&out), STR("Cy,SQL,never,5,bad-date,")));
	/* what is mended there can be imported by itself */
	for (size_t i = 0; i + 5 <= out.len; i++)
		if (!memcmp(out.data + i, ",never", 6))
			memcpy(out.data + i + 1, "45292", 5);
	buf_add_bytes(&out, "", 1);
	fixture->input.shown = STR("mended.csv");
	write_input(fixture, out.data);
	fixture->input.shown = STR("mended.csv");
	assert_true(run(fixture));
	assert_int_equal(fixture->account.imported, 2);
	buf_free(&out);
}

static void no_profile_says_what_is_near(void **state)
{
	struct fixture *fixture = *state;
	refuse(fixture, "Learner,Subject,Completed\nAnn,SQL,2026-01-02\n",
	    "found \"Learner\", \"Subject\", \"Completed\"");
	assert_non_null(
	    strstr(fixture->err.fix, "training has \"learner\", \"completed\"; "
				     "lacks \"course\""));
	fixture->input.profile = STR("trainig");
	refuse(fixture, "a,b\n1,2\n", "found \"trainig\"");
	fixture->input.profile = STR("jira@7");
	refuse(fixture, "a,b\n1,2\n", "found \"jira@7\"");
	fixture->input.profile = STR("jira");
	refuse(fixture, "a,b\n1,2\n", "the header of profile jira");
}

static void repeated_headers_are_refused(void **state)
{
	struct fixture *fixture = *state;
	refuse(fixture, "Name,Course,Completed,course\nAnn,A,2026-01-02,B\n",
	    "expected one column \"course\"");
	assert_int_equal(fixture->err.column, 23);
}

/* Titles and dates with commas agree better than the separator; the header
 * tells which it is. */
static void a_header_finds_its_separator(void **state)
{
	struct fixture *fixture = *state;
	import(fixture,
	    "Name;Course;Completed;\n"
	    "Ann, B;SQL;Wed, 2 Oct 2013\n"
	    "Bo, C;SQL;;;Wed, 2 Oct 2013\n"
	    "Cy, D;SQL;;Wed, 2 Oct 2013\n"
	    "Di, E;SQL; a, b\n",
	    1, 0, 3, 0);
}

static void units_that_disagree_are_refused(void **state)
{
	struct fixture *fixture = *state;
	refuse(fixture,
	    "user_id,course_id,course_name,module_name,campaign_name,"
	    "enrollment_date,completion_date,time_spent (minutes)\n",
	    "expected seconds in column");
}

/* An own profile makes two that fit, then replaces the built-in one. */
static void own_profiles_extend_and_replace(void **state)
{
	struct fixture *fixture = *state;
	struct asset_folders folders = { .data = fixture->folder };
	struct str inner =
	    path_join(fixture->keep, fixture->folder, STR("profiles"));
	struct str path = path_join(fixture->keep, inner, STR("a.profile"));
	const char *body = "title T\ntarget decision\nsource s\nchecked "
			   "2026-01-01\nrequire key\nrequire option\n"
			   "field key title\nfield title key\n"
			   "field option option\n";
	const char *table = "key,title,option\nK,T,A\n";
	assert_true(file_make_folders(inner, &fixture->err));
	assert_true(file_write(path,
	    arena_printf(fixture->keep, "profile mine@1\n%s", body), 0600,
	    &fixture->err));
	fixture->input.folders = &folders;
	refuse(fixture, table, "found 2: decisions (has \"key\"");
	fixture->input.profile = STR("mine");
	import(fixture, table, 1, 0, 0, 0);
	assert_query(fixture, "SELECT key FROM decision", "T");
	fixture->input.profile = STR_NONE;
	assert_true(file_write(path,
	    arena_printf(fixture->keep, "profile decisions@9\n%s", body), 0600,
	    &fixture->err));
	import(fixture, table, 1, 0, 0, 0);
	assert_query(fixture, "SELECT key FROM decision", "T");
	unlink(arena_z(fixture->keep, path));
	rmdir(arena_z(fixture->keep, inner));
}

static void a_directory_gives_people_and_aliases(void **state)
{
	struct fixture *fixture = *state;
	use_file(fixture, sample_path(fixture, "directory"));
	assert_true(run(fixture));
	assert_query(fixture,
	    "SELECT group_concat(person || ':' || team || ':' || "
	    "coalesce(to_time, '')) FROM (SELECT * FROM directory ORDER BY "
	    "person, team)",
	    "E1:Web:,E2:Tools:1782864000,E2:Web:1782864000");
	assert_query(fixture,
	    "SELECT group_concat(person || ' ' || kind || ' ' || value) FROM "
	    "(SELECT * FROM directory_alias ORDER BY person, kind, value)",
	    "E1 email ann.example@home.example,E1 email ann@example.com,"
	    "E1 login ann,E1 login ann-e,E1 name Ann Example,"
	    "E2 email bo@example.com,E2 login bo,E2 name Bo Example");
}

static void an_incident_keeps_what_it_did(void **state)
{
	struct fixture *fixture = *state;
	use_file(fixture, sample_path(fixture, "incidents"));
	assert_true(run(fixture));
	assert_query(fixture,
	    "SELECT key || ai_related || '/' || hours_down_e6 || '/' || "
	    "records || '/' || money_e6 || currency FROM incident WHERE "
	    "key = 'I-1'",
	    "I-11/4500000/1200000/10000000000EUR");
	assert_int_equal(
	    number(fixture,
		"SELECT count(*) FROM incident WHERE ai_related IS NULL"),
	    2);
	/* a cost without a currency is no reason to lose the incident */
	assert_int_equal(
	    number(fixture,
		"SELECT count(*) FROM incident WHERE currency IS NULL "
		"AND money_e6 IS NOT NULL"),
	    1);
}

/* Keys of two trackers may be equal; the same file once more adds none. */
static void incidents_of_two_trackers_are_two(void **state)
{
	struct fixture *f = *state;
	import(f,
	    "key,opened,severity,tracker\n1,2026-09-01,low,A\n"
	    "1,2026-09-05,high,B\n1,2026-09-01,low,A\n2,2026-09-06,low,\n",
	    3, 1, 0, 0);
	assert_query(f,
	    "SELECT group_concat(system || key, ' ') FROM (SELECT * FROM "
	    "incident ORDER BY system, key)",
	    "A1 B1 incidents2");
}

/* Of two exports the later one has the newer state of a ticket; of
 * deployments one id with other values is a conflict. */
static void later_rows_replace_older_ones(void **state)
{
	struct fixture *fixture = *state;
	import(fixture,
	    "key,status,created,resolved\nT-1,open,2026-01-02,\n"
	    "T-1,done,2026-01-02,2026-01-05\n"
	    "T-1,done,2026-01-02,2026-01-05\n",
	    2, 1, 0, 0);
	assert_query(
	    fixture, "SELECT status || locator FROM work_item", "done3");
	assert_query(fixture,
	    "SELECT severity FROM diagnostic WHERE code = 'replaced'", "note");
	import(fixture,
	    "id,environment,finished\n1,test,2026-01-02\n"
	    "1,production,2026-01-02\n1,test,2026-01-02\n",
	    1, 1, 1, 0);
	assert_query(fixture, "SELECT line || code FROM reject", "3conflict");
}

static void an_export_that_was_cut_is_told(void **state)
{
	struct fixture *fixture = *state;
	struct buf text = { 0 };
	buf_add_z(&text, "Issue key,Issue Type,Created\n");
	for (int i = 0; i < 1000; i++)
		buf_printf(&text, "A-%d,Bug,2026-01-02\n", i);
	buf_add_bytes(&text, "", 1);
	import(fixture, text.data, 1000, 0, 0, 0);
	buf_free(&text);
	assert_query(fixture, "SELECT code FROM diagnostic", "maybe-cut");
}

/* A changed profile reads the same bytes again. */
static void a_changed_profile_reads_again(void **state)
{
	struct fixture *fixture = *state;
	bool unchanged;
	struct str path =
	    path_join(fixture->keep, fixture->folder, STR("own.profile"));
	for (int i = 0; i < 3; i++) {
		struct str text = arena_printf(fixture->keep,
		    "profile own@1\ntitle T\ntarget decision\nsource s\n"
		    "checked 2026-01-01\nrequire a\nfield key a\n"
		    "field title b\nfield option c\nconstant state %s\n",
		    i ? "done" : "open");
		assert_true(file_write(path, text, 0600, &fixture->err));
		write_input(fixture, "a,b,c\nD,T,A\n");
		fixture->input.profile = path;
		assert_true(importer_run(fixture->model, &fixture->input,
		    &fixture->account, &unchanged, &fixture->err));
		assert_int_equal(unchanged, i == 2);
		assert_query(
		    fixture, "SELECT state FROM decision", i ? "done" : "open");
	}
}

static void a_preview_explains_and_writes_a_profile(void **state)
{
	struct fixture *fixture = *state;
	struct preview preview;
	use_file(fixture, sample_path(fixture, "training"));
	assert_true(preview_table(
	    &preview, &fixture->input, fixture->keep, &fixture->err));
	assert_int_equal(preview.rows, 4);
	assert_int_equal(preview.data, 3);
	assert_int_equal(preview.empty, 1);
	assert_int_equal(preview.table.match.header.line, 4);
	const struct preview_column *completed = &preview.columns[3];
	assert_string_equal(completed->field, "completed");
	assert_string_equal(completed->date_order, "DMY");
	assert_int_equal(completed->low, 1788220800);
	assert_int_equal(completed->high, 1790777100);
	assert_int_equal(preview.columns[5].high, 85500000);
	assert_int_equal(preview.columns[5].empty, 2);
	assert_null(preview.columns[1].field);
	struct buf out = { 0 };
	preview_profile(&out, &preview, STR("our-lms"));
	struct str path =
	    path_join(fixture->keep, fixture->folder, STR("x.profile"));
	assert_true(file_write(path, buf_str(&out), 0600, &fixture->err));
	assert_true(str_contains(buf_str(&out), STR("date-order DMY\n")));
	buf_free(&out);
	fixture->input.profile = path;
	if (!run(fixture))
		fail_msg("%s", fixture->err.message);
	assert_int_equal(fixture->account.imported, 2);
}

/* Without a profile the preview still says what it saw, and gives a draft. */
static void a_preview_drafts_a_profile(void **state)
{
	struct fixture *fixture = *state;
	struct preview preview;
	write_input(fixture, "Wer;Was\nAnn;SQL\n");
	assert_false(preview_table(
	    &preview, &fixture->input, fixture->keep, &fixture->err));
	assert_int_equal(preview.table.layout.separator, ';');
	assert_int_equal(preview.column_count, 2);
	assert_true(str_equal_z(preview.columns[1].samples[0], "SQL"));
	struct buf out = { 0 };
	preview_profile(&out, &preview, STR("x"));
	assert_true(str_contains(buf_str(&out), STR("# field ... was\n")));
	preview_write(&out, &preview);
	buf_free(&out);
}

/* Real and published tables; counts by an independent reader. */
static void corpus_tables_are_read(void **state)
{
	static const struct {
		const char *path;
		int read; /* -1: no profile fits, and that is said */
		int imported;
	} files[] = {
		{ "devlake-customize/issue_worklogs.csv", -1, 0 },
		{ "devlake-customize/issues_input.csv", 3, 3 },
		{ "devlake-customize/issues_input2.csv", 2, 2 },
		{ "devlake-customize/sprints.csv", -1, 0 },
		{ "devlake-dora/cicd_deployment_commits.csv", 16, 16 },
		{ "devlake-dora/incidents.csv", 7, 7 },
		{ "devlake-dora/issues.csv", 14, 14 },
		{ "devlake-dora/project_pr_metrics.csv", -1, 0 },
		{ "devlake-dora/repos.csv", -1, 0 },
		{ "devlake-gh-copilot/_raw_copilot_metrics.csv", -1, 0 },
		{ "devlake-org/accounts.csv", 10, 10 },
		{ "devlake-org/users.csv", 10, 10 },
		{ "incidents/_tool_opsgenie_incidents.csv", 2, 2 },
		{ "incidents/_tool_pagerduty_incidents.csv", 3, 3 },
		{ "jira/rodecarv_jira.csv", 2, 2 },
	};
	struct fixture *fixture = *state;
	const char *corpus = getenv("ASSAY_CORPUS");
	if (!corpus) {
		print_message("15 files of the corpus skipped\n");
		skip();
	}
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		use_file(fixture, arena_printf(fixture->keep, "%s/metrics/%s",
				      corpus, files[i].path));
		bool done = run(fixture);
		if (done != (files[i].read >= 0))
			fail_msg("%s: %s", files[i].path, fixture->err.message);
		if (!done)
			continue;
		if (fixture->account.read != files[i].read ||
		    fixture->account.imported != files[i].imported)
			fail_msg("%s: read %d, imported %d", files[i].path,
			    (int)fixture->account.read,
			    (int)fixture->account.imported);
	}
	assert_int_equal(
	    number(fixture,
		"SELECT created_time FROM work_item WHERE key = 'PT-2'"),
	    1704815640); /* 2024-01-09 15:54 */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* 09:00 at two hours east is 07:00 UTC; a time that names its zone stays. */
static void times_without_zone_are_of_the_organisation(void **state)
{
	struct fixture *f = *state;
	static const char table[] =
	    "key,opened,resolved,severity\n"
	    "I-1,2026-09-01 09:00,2026-09-01T10:00:00Z,low\n"
	    "I-2,2026-09-02 09:00 -05:00,,low\n";
	f->input.profile = STR("incidents");
	import(f, table, 2, 0, 0, 0);
	assert_query(f,
	    "SELECT group_concat(strftime('%H', opened_time, 'unixepoch')) "
	    "FROM incident ORDER BY key",
	    "09,14");
	assert_query(f,
	    "SELECT text FROM diagnostic WHERE code = 'unzoned-times'",
	    "times of day without a zone: 1, read as UTC; period.time_zone "
	    "in the configuration says otherwise");
	f->input.zone_seconds = 7200;
	import(f, table, 2, 0, 0, 0);
	assert_query(f,
	    "SELECT group_concat(strftime('%d %H', opened_time, 'unixepoch') "
	    "|| strftime(' %H', resolved_time, 'unixepoch')) FROM incident "
	    "WHERE key = 'I-1'",
	    "01 07 10");
	assert_query(f,
	    "SELECT text FROM diagnostic WHERE code = 'unzoned-times'",
	    "times of day without a zone: 1, read as of the time zone of the "
	    "organisation");
}

static void import_named(
    struct fixture *fixture, const char *name, const char *text)
{
	struct str path =
	    path_join(fixture->keep, fixture->folder, str_from(name));
	assert_true(file_write(path, str_from(text), 0600, &fixture->err));
	use_file(fixture, path);
	if (!run(fixture))
		fail_msg("%s (%s)", fixture->err.message, fixture->err.fix);
}

/* A point of a counter that goes on: it began at START, seconds of a day. */
#define POINT(session, start, time, value)                                     \
	"{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":"    \
	"\"claude_code.lines_of_code.count\",\"sum\":{"                        \
	"\"aggregationTemporality\":2,\"dataPoints\":[{\"attributes\":["       \
	"{\"key\":\"user.email\",\"value\":{\"stringValue\":\"ann@x.org\"}},"  \
	"{\"key\":\"session.id\",\"value\":{\"stringValue\":\"" session        \
	"\"}},{\"key\":\"type\",\"value\":{\"stringValue\":\"added\"}}],"      \
	"\"startTimeUnixNano\":\"17907" start "000000000\","                   \
	"\"timeUnixNano\":\"17907" time "000000000\",\"asInt\":\"" value       \
	"\"}]}}]}]}]}\n"

/* Session A comes to 50, B to 60, C to 20, wherever the file was cut. */
static void rotated_files_are_one_day(void **state)
{
	static const char *const points[] = {
		POINT("A", "60000", "60060", "30"),
		POINT("B", "60030", "60090", "10"),
		POINT("A", "60000", "60120", "50"),
		POINT("B", "60030", "60150", "60"),
		POINT("C", "60160", "60180", "20"),
	};
	enum { POINTS = sizeof points / sizeof *points };
	struct fixture *fixture = *state;
	for (size_t cut = 1; cut < POINTS; cut++)
		for (int swap = 0; swap < 2; swap++) {
			struct str parts[2] = { STR(""), STR("") };
			for (size_t i = 0; i < POINTS; i++) {
				struct str *part = &parts[(i >= cut) ^ swap];
				*part = arena_printf(fixture->keep,
				    STR_FMT "%s", STR_ARG(*part), points[i]);
			}
			assert_true(query_run(fixture->model,
			    "DELETE FROM source", &fixture->err));
			import_named(fixture, "a.json",
			    arena_z(fixture->keep, parts[0]));
			import_named(fixture, "b.json",
			    arena_z(fixture->keep, parts[1]));
			assert_query(fixture,
			    "SELECT sum(lines_added) || ' ' || "
			    "count(DISTINCT since_time) FROM usage",
			    "130 3");
		}
}

/* Its address goes on behind that of the request. */
static void a_review_is_of_its_request(void **state)
{
	struct fixture *fixture = *state;
	use_file(fixture, sample_path(fixture, "github-reviews"));
	assert_true(run(fixture));
	use_file(fixture, sample_path(fixture, "github-pulls"));
	assert_true(run(fixture));
	assert_query(fixture,
	    "SELECT group_concat(key || ' ' || reviews_read, ', ') FROM "
	    "(SELECT * FROM change ORDER BY key)",
	    "https://github.com/o/r/pull/7 1, https://github.com/o/r/pull/8 "
	    "0");
	assert_query(fixture,
	    "SELECT count(*) FROM review r JOIN change c "
	    "ON c.key = r.change_key",
	    "2");
}

#define ANSWERS                                                                \
	"question,answer,team,date\nq,1,Web,2026-09-01\nq,2,Web,2026-09-01\n"  \
	"q,3,Web,2026-09-01\nq,4,Web,2026-09-02\nq,5,Web,2026-09-02\n"

/* A list that grew tells nobody's answer, and counts no answer twice. */
static void a_survey_that_grew_is_one(void **state)
{
	struct fixture *fixture = *state;
	import_named(fixture, "week-1.csv", ANSWERS);
	import_named(fixture, "week-2.csv", ANSWERS "q,5,Web,2026-09-09\n");
	assert_true(model_script(
	    fixture->model, STR("model/views.sql"), NULL, &fixture->err));
	assert_query(fixture,
	    "SELECT group_concat(answers || ' of ' || team) FROM survey_fact",
	    "6 of Web");
	/* another team's file is another part */
	import_named(fixture, "ops.csv",
	    "question,answer,team,date\nq,1,Ops,2026-09-01\n"
	    "q,2,Ops,2026-09-01\nq,3,Ops,2026-09-01\nq,4,Ops,2026-09-02\n"
	    "q,5,Ops,2026-09-02\n");
	assert_query(fixture,
	    "SELECT group_concat(answers || ' of ' || team) FROM "
	    "(SELECT * FROM survey_fact ORDER BY team)",
	    "5 of Ops,6 of Web");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_profile_knows_its_sample),
		TEST(there_is_a_sample_for_each_profile),
		TEST(importing_twice_adds_nothing),
		TEST(training_is_read_in_full),
		TEST(headers_may_be_in_other_languages),
		TEST(columns_may_be_joined),
		TEST(a_name_that_is_an_address_is_one),
		TEST(addresses_are_cleaned),
		TEST(rejects_have_their_place),
		TEST(date_order_is_the_columns),
		TEST(ambiguous_dates_ask_for_the_order),
		TEST(late_cells_ask_for_their_column),
		TEST(columns_of_activities_are_records),
		TEST(mixed_dates_are_rejected),
		TEST(numbers_follow_their_column),
		TEST(shares_are_not_taken_for_percent),
		TEST(odd_rows_are_accounted_for),
		TEST(an_open_quote_is_told),
		TEST(limits_reject_a_record_alone),
		TEST(secret_columns_are_dropped),
		TEST(rejects_make_a_file),
		TEST(no_profile_says_what_is_near),
		TEST(repeated_headers_are_refused),
		TEST(a_header_finds_its_separator),
		TEST(units_that_disagree_are_refused),
		TEST(own_profiles_extend_and_replace),
		TEST(a_directory_gives_people_and_aliases),
		TEST(an_incident_keeps_what_it_did),
		TEST(incidents_of_two_trackers_are_two),
		TEST(later_rows_replace_older_ones),
		TEST(an_export_that_was_cut_is_told),
		TEST(a_changed_profile_reads_again),
		TEST(a_preview_explains_and_writes_a_profile),
		TEST(a_preview_drafts_a_profile),
		TEST(corpus_tables_are_read),
		TEST(times_without_zone_are_of_the_organisation),
		TEST(rotated_files_are_one_day),
		TEST(a_survey_that_grew_is_one),
		TEST(a_review_is_of_its_request),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
