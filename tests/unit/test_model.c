/* model/: the store, imports with their account, periods. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "model/derived.h"
#include "model/import.h"
#include "model/period.h"
#include "tests/unit/ask.h"

static struct model *open_memory(void)
{
	struct model *model = NULL;
	struct error err;
	assert_true(model_open(&model, STR(""), &err));
	return model;
}

static const struct input example = {
	.path = { "x.csv", 5 },
	.shown = { "x.csv", 5 },
	.time = UNKNOWN,
};

static struct import *begin(
    struct model *model, const char *digest, bool incremental, bool *unchanged)
{
	struct import *import = NULL;
	struct error err;
	struct account account;
	struct import_origin origin = { .importer = "table",
		.version = 1,
		.sha256 = digest,
		.why = "",
		.incremental = incremental };
	assert_true(import_begin(
	    &import, unchanged, model, &example, &origin, &account, &err));
	return import;
}

static void add_metric(struct import *import, const char *entity, bool *added)
{
	struct error err;
	assert_true(IMPORT_ADD(import, metric, NULL, added, &err,
	    .entity = str_from(entity), .from_time = 0, .to_time = 10,
	    .name = STR("hours"), .value_e6 = 1, .unit = STR("h")));
}

/* Of this program's scripts they are emptied, of others' made anew. */
static void derived_tables_are_emptied_or_made_anew(void **state)
{
	(void)state;
	struct error err;
	struct model *model = open_memory();
	assert_true(query_run(model,
	    "INSERT INTO person (key, kind, known) VALUES ('a', 'human', 0)",
	    &err));
	assert_true(query_run(model, "CREATE INDEX x ON person (key)", &err));
	assert_true(derived_empty(model, &err));
	assert_int_equal(ask_number(model, "SELECT count(*) FROM person"), 0);
	assert_int_equal(
	    ask_number(
		model, "SELECT count(*) FROM sqlite_schema WHERE name = 'x'"),
	    1);
	assert_true(query_run(model, "UPDATE derivation SET digest = 0", &err));
	assert_true(derived_empty(model, &err));
	assert_int_equal(
	    ask_number(
		model, "SELECT count(*) FROM sqlite_schema WHERE name = 'x'"),
	    0);
	assert_int_equal(
	    ask_number(model, "SELECT count(*) FROM commit_fact"), 0);
	model_close(model);
}

/* Each column of a list in records.h is one of the table, in name and kind,
 * and each key is unique. */
static void records_match_the_schema(void **state)
{
	(void)state;
	struct model *model = open_memory();
	for (size_t i = 0; i < FACT_KINDS; i++) {
		struct query *query = NULL;
		struct error err;
		assert_true(query_open(&query, model,
		    "SELECT count(*), sum(\"notnull\" OR pk), min(type) "
		    "FROM pragma_table_info(?1) WHERE name = ?2",
		    &err));
		for (size_t j = 0; j < facts[i].column_count; j++) {
			const struct fact_column *column = &facts[i].columns[j];
			query_rewind(query);
			query_bind_text(query, 1, str_from(facts[i].table));
			query_bind_text(query, 2, str_from(column->name));
			assert_true(query_next(query));
			if (query_int(query, 0) != 1)
				fail_msg("%s.%s is not in schema.sql",
				    facts[i].table, column->name);
			if (j < facts[i].key_count && query_int(query, 1) != 1)
				fail_msg("%s.%s is a key that may be NULL",
				    facts[i].table, column->name);
			bool text = !strcmp(query_text(query, 2).ptr, "TEXT");
			assert_int_equal(text, column->type == FACT_TYPE_text);
		}
		assert_true(query_close(query, &err));
	}
	model_close(model);
}

static void adding_twice_gives_the_same_row(void **state)
{
	(void)state;
	struct model *model = open_memory();
	struct error err;
	bool unchanged;
	struct import *import = begin(model, "1", false, &unchanged);
	int64_t first;
	int64_t second;
	bool added;
	assert_true(IMPORT_ADD(import, tool, &first, &added, &err,
	    .name = STR("cursor"), .label = STR("Cursor")));
	assert_true(added);
	assert_true(IMPORT_ADD(import, tool, &second, &added, &err,
	    .name = STR("cursor"), .label = STR("other")));
	assert_false(added);
	assert_int_equal(first, second);
	assert_true(import_end(import, NULL, &err));
	assert_int_equal(ask_number(model, "SELECT count(*) FROM tool"), 1);
	model_close(model);
}

/* 37 rows: two statements of 16, and 5 alone; again, nothing is added. */
static void adds_many_rows_as_one_by_one(void **state)
{
	enum { ROWS = 37 };
	struct fact_line_change rows[ROWS];
	struct error err;
	bool unchanged;
	int64_t repository;
	struct model *model = open_memory();
	struct import *import = begin(model, "d1", false, &unchanged);
	(void)state;
	assert_true(IMPORT_ADD(import, repository, &repository, NULL, &err,
	    .key = STR("r"), .name = STR("r"), .path = STR("")));
	for (int i = 0; i < ROWS; i++)
		rows[i] = (struct fact_line_change){ repository, 100 + i, 0, i,
			1, i, 1 };
	for (int i = 0; i < 2; i++)
		assert_true(import_add_many(
		    import, FACT_KIND_line_change, rows, ROWS, &err));
	assert_true(import_end(import, NULL, &err));
	assert_int_equal(
	    ask_number(model, "SELECT count(*) FROM line_change"), ROWS);
	assert_int_equal(
	    ask_number(model, "SELECT count(*) FROM line_change WHERE "
			      "at_time = 100 + file_id AND "
			      "count = file_id AND commit_id = 0"),
	    ROWS);
	model_close(model);
}

static void the_same_content_is_not_read_again(void **state)
{
	(void)state;
	struct model *model = open_memory();
	struct error err;
	bool unchanged;
	bool added;
	struct import *import = begin(model, "1", false, &unchanged);
	import_read(import, 2, 1);
	add_metric(import, "a", &added);
	import_accept(import);
	assert_true(import_end(import, NULL, &err));
	assert_null(begin(model, "1", false, &unchanged));
	assert_true(unchanged);
	/* another content replaces it */
	import = begin(model, "2", false, &unchanged);
	assert_false(unchanged);
	import_read(import, 2, 1);
	add_metric(import, "b", &added);
	assert_true(added);
	import_accept(import);
	assert_true(import_end(import, NULL, &err));
	assert_int_equal(ask_number(model, "SELECT count(*) FROM metric"), 1);
	assert_int_equal(ask_number(model, "SELECT count(*) FROM source"), 1);
	/* an incremental one adds */
	import = begin(model, "3", true, &unchanged);
	import_read(import, 3, 1);
	add_metric(import, "c", &added);
	import_accept(import);
	assert_true(import_end(import, NULL, &err));
	assert_int_equal(ask_number(model, "SELECT count(*) FROM metric"), 2);
	model_close(model);
}

/* A content of x.csv with a scan of that time. */
static void read_scan(struct model *model, const char *digest, int64_t time)
{
	struct error err;
	bool unchanged;
	struct import *import = begin(model, digest, false, &unchanged);
	assert_non_null(import);
	assert_true(IMPORT_ADD(import, scan, NULL, NULL, &err, .tool = STR("x"),
	    .analysis = STR(""), .repository = STR("r"), .ref = STR(""),
	    .revision = STR(""), .time = time, .digest = str_from(digest),
	    .rules = UNKNOWN, .state = STR("done")));
	assert_true(import_end(import, NULL, &err));
}

/* A nightly job overwrites its file: each content is a scan of its night. */
static void an_overwritten_file_keeps_its_earlier_scans(void **state)
{
	static const char scans[] =
	    "SELECT o.path, s.time FROM scan s JOIN source o "
	    "ON o.id = s.source_id ORDER BY s.time, o.path";
	static const char said[] = "SELECT s.path, d.code FROM diagnostic d "
				   "JOIN source s ON s.id = d.source_id "
				   "ORDER BY s.path, d.code";
	struct model *model = open_memory();
	struct arena *keep = arena_new();
	struct error err;
	bool unchanged;
	(void)state;
	read_scan(model, "a", 1);
	read_scan(model, "b", 2);
	assert_string_equal(
	    ask_rows(model, keep, scans), "x.csv@a|1\nx.csv|2\n");
	assert_string_equal(
	    ask_rows(model, keep, said), "x.csv@a|scans-kept\n");
	/* What comes back is kept once. */
	read_scan(model, "a", 1);
	assert_string_equal(
	    ask_rows(model, keep, scans), "x.csv|1\nx.csv@b|2\n");
	/* The same scan once more, otherwise exported. */
	read_scan(model, "c", 1);
	assert_string_equal(
	    ask_rows(model, keep, scans), "x.csv|1\nx.csv@b|2\n");
	assert_string_equal(ask_rows(model, keep, said),
	    "x.csv|scans-replaced\nx.csv@b|scans-kept\n");
	/* One that is no scan at all, or cannot be read. */
	assert_true(
	    import_end(begin(model, "d", false, &unchanged), NULL, &err));
	error_set(&err, ERROR_INPUT, "broken");
	assert_true(import_refuse(model, &example, &err, &err));
	assert_string_equal(
	    ask_rows(model, keep, scans), "x.csv@c|1\nx.csv@b|2\n");
	/* Nobody can tell two without time and revision apart. */
	read_scan(model, "e", UNKNOWN);
	read_scan(model, "f", 3);
	assert_string_equal(
	    ask_rows(model, keep, scans), "x.csv@c|1\nx.csv@b|2\nx.csv|3\n");
	assert_int_equal(ask_number(model, "SELECT count(*) FROM source"), 3);
	arena_free(keep);
	model_close(model);
}

static void an_account_must_balance(void **state)
{
	(void)state;
	struct model *model = open_memory();
	struct error err;
	struct account account;
	bool unchanged;
	struct import *import = begin(model, "1", false, &unchanged);
	import_read(import, 2, 1);
	assert_false(import_end(import, &account, &err));
	assert_non_null(strstr(err.message, "does not balance"));
	assert_int_equal(ask_number(model, "SELECT count(*) FROM source"), 0);

	import = begin(model, "1", false, &unchanged);
	import_read(import, 2, 1);
	import_accept(import);
	import_read(import, 3, 1);
	import_reject(import, 0, 0, "bad-date", "expected %s", "a date");
	import_read(import, 4, 1);
	import_duplicate(import);
	import_read(import, 5, 1);
	import_empty(import);
	assert_true(import_end(import, &account, &err));
	assert_int_equal(account.read, 4);
	assert_int_equal(ask_number(model, "SELECT line FROM reject"), 3);
	assert_int_equal(
	    ask_number(model, "SELECT read = imported + duplicate + rejected + "
			      "empty FROM source"),
	    1);
	model_close(model);
}

static void an_abandoned_import_leaves_nothing(void **state)
{
	(void)state;
	struct model *model = open_memory();
	bool unchanged;
	bool added;
	struct import *import = begin(model, "1", false, &unchanged);
	add_metric(import, "a", &added);
	import_abandon(import);
	assert_int_equal(ask_number(model, "SELECT count(*) FROM metric"), 0);
	assert_int_equal(ask_number(model, "SELECT count(*) FROM source"), 0);
	model_close(model);
}

static void other_files_are_no_model(void **state)
{
	(void)state;
	char path[] = "/tmp/assay-test-XXXXXX";
	int fd = mkstemp(path);
	struct model *model = NULL;
	struct error err;
	assert_true(fd >= 0);
	assert_int_equal(
	    write(fd, "this is not a database, it is text...", 37), 37);
	close(fd);
	assert_false(model_open(&model, str_from(path), &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	assert_null(model);
	unlink(path);
}

static const struct calendar utc = { 1, 0 };

static void check_period(const char *text, struct calendar calendar,
    const char *from, const char *to, const char *id)
{
	struct arena *scratch = arena_new();
	struct period period;
	struct error err;
	assert_true(period_parse(&period, str_from(text), calendar, &err));
	assert_string_equal(
	    arena_z(scratch, date_iso_time(scratch, period.from)), from);
	assert_string_equal(
	    arena_z(scratch, date_iso_time(scratch, period.to)), to);
	assert_string_equal(arena_z(scratch, period_id(scratch, period)), id);
	arena_free(scratch);
}

static void periods_read_quarters_months_years_and_dates(void **state)
{
	(void)state;
	check_period("2026-Q3", utc, "2026-07-01T00:00:00Z",
	    "2026-10-01T00:00:00Z", "2026-Q3");
	check_period("2026-12", utc, "2026-12-01T00:00:00Z",
	    "2027-01-01T00:00:00Z", "2026-12");
	check_period("2026", utc, "2026-01-01T00:00:00Z",
	    "2027-01-01T00:00:00Z", "2026");
	check_period("2026-01-15..2026-01-15", utc, "2026-01-15T00:00:00Z",
	    "2026-01-16T00:00:00Z", "2026-01-15..2026-01-15");
	/* a year from April; the last quarter lies in the next year */
	struct calendar april = { 4, 0 };
	check_period("2026-Q4", april, "2027-01-01T00:00:00Z",
	    "2027-04-01T00:00:00Z", "2026-Q4");
	struct calendar east = { 1, 7200 };
	check_period("2026-Q1", east, "2025-12-31T22:00:00Z",
	    "2026-03-31T22:00:00Z", "2026-Q1");
	struct period period;
	struct error err;
	const char *const wrong[] = { "", "2026-Q5", "2026-13", "26-Q1",
		"2026-Q", "2026-02-01..2026-01-01", "Q3 2026", "+026" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(
		    period_parse(&period, str_from(wrong[i]), utc, &err));
}

static void periods_shift_over_years(void **state)
{
	(void)state;
	struct arena *scratch = arena_new();
	struct period period;
	struct error err;
	assert_true(period_parse(&period, STR("2026-Q1"), utc, &err));
	assert_string_equal(
	    arena_z(scratch, period_id(scratch, period_shift(period, -1))),
	    "2025-Q4");
	assert_string_equal(
	    arena_z(scratch, period_id(scratch, period_shift(period, 7))),
	    "2027-Q4");
	assert_string_equal(
	    arena_z(scratch, period_id(scratch, period_month(period, 3))),
	    "2025-12");
	arena_free(scratch);
}

static void the_default_is_the_last_quarter_that_ended(void **state)
{
	(void)state;
	struct arena *scratch = arena_new();
	struct model *model = open_memory();
	struct period period;
	struct error err;
	bool unchanged;
	bool added;
	int64_t as_of;
	int64_t newest;
	date_parse_iso(STR("2026-11-21"), &as_of);
	assert_true(period_newest(&newest, model, &err));
	assert_true(newest == UNKNOWN);
	assert_true(period_default(&period, model, as_of, utc, &err));
	assert_false(period.closed); /* nothing before its end: open */
	assert_true(period.from == UNKNOWN);
	struct import *import = begin(model, "1", false, &unchanged);
	import_read(import, 1, 1);
	add_metric(import, "a", &added);
	import_accept(import);
	assert_true(import_end(import, NULL, &err));
	assert_true(period_default(&period, model, as_of, utc, &err));
	assert_true(period.closed);
	assert_string_equal(
	    arena_z(scratch, period_id(scratch, period)), "2026-Q3");
	/* on the last second of a quarter it has not ended yet */
	date_parse_iso(STR("2026-09-30T23:59:59Z"), &as_of);
	assert_true(period_default(&period, model, as_of, utc, &err));
	assert_string_equal(
	    arena_z(scratch, period_id(scratch, period)), "2026-Q2");
	model_close(model);
	arena_free(scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(derived_tables_are_emptied_or_made_anew),
		cmocka_unit_test(records_match_the_schema),
		cmocka_unit_test(adding_twice_gives_the_same_row),
		cmocka_unit_test(adds_many_rows_as_one_by_one),
		cmocka_unit_test(the_same_content_is_not_read_again),
		cmocka_unit_test(an_overwritten_file_keeps_its_earlier_scans),
		cmocka_unit_test(an_account_must_balance),
		cmocka_unit_test(an_abandoned_import_leaves_nothing),
		cmocka_unit_test(other_files_are_no_model),
		cmocka_unit_test(periods_read_quarters_months_years_and_dates),
		cmocka_unit_test(periods_shift_over_years),
		cmocka_unit_test(the_default_is_the_last_quarter_that_ended),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
