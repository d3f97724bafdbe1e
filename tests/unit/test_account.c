/* The account of inputs in print: a row each while there are few, else by
 * folder, else by format; the counts always add up to the total. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "render/account.h"

static struct arena *keep;

static struct table *account(void)
{
	struct tables tables = { 0 };
	struct table *table = table_new(&tables, STR("Account"), keep);
	table_columns(table, keep,
	    "path Source;importer Read as;#read Records;#imported Imported;"
	    "#duplicate Duplicate;#rejected Rejected;#empty Empty;bytes");
	return table;
}

/* An input of 1,000 records, one of them rejected. */
static void add(struct table *table, struct str path, const char *importer)
{
	table_text(table, keep, path);
	table_text(table, keep, str_from(importer));
	table_count(table, keep, 1000);
	table_count(table, keep, 999);
	table_count(table, keep, 0);
	table_count(table, keep, 1);
	table_count(table, keep, 0);
	table_text(table, keep, STR("17"));
}

static void add_many(
    struct table *table, const char *folder, int count, const char *importer)
{
	for (int i = 0; i < count; i++)
		add(table, arena_printf(keep, "%s/%03d.x", folder, i),
		    importer);
}

/* "source inputs format records rejected" of a printed row. */
static void is(const struct table *table, size_t row, const char *want)
{
	const struct table_cell *cells =
	    table->printed->cells + row * table->printed->column_count;
	assert_true(row < table_rows(table->printed));
	assert_string_equal(
	    arena_z(keep,
		arena_printf(keep,
		    STR_FMT " " STR_FMT " " STR_FMT " " STR_FMT " " STR_FMT,
		    STR_ARG(cells[0].print), STR_ARG(cells[1].print),
		    STR_ARG(cells[2].print), STR_ARG(cells[3].print),
		    STR_ARG(cells[6].print))),
	    want);
}

static void few_stand_one_by_one(void **state)
{
	struct table *table = account();
	(void)state;
	add(table, STR("code"), "git");
	add(table, STR("inputs/a.sarif"), "sarif");
	account_print(table, keep);
	assert_int_equal(table_rows(table->printed), 3);
	is(table, 0, "code 1 git 1,000 1");
	is(table, 1, "inputs/a.sarif 1 sarif 1,000 1");
	is(table, 2, "All 2  2,000 2");
	assert_true(table->printed->has_total);
	assert_int_equal(table_rows(table), 2);
}

static void one_needs_no_total(void **state)
{
	struct table *table = account();
	(void)state;
	add(table, STR("code"), "git");
	account_print(table, keep);
	assert_int_equal(table_rows(table->printed), 1);
	assert_false(table->printed->has_total);
}

/* Ten of a folder and format are one row; the few beside them keep theirs. */
static void many_of_a_folder_are_one(void **state)
{
	struct table *table = account();
	(void)state;
	add(table, STR("a.csv"), "table");
	add_many(table, "scans", 20, "sarif");
	add(table, STR("scans/b.csv"), "table");
	account_print(table, keep);
	assert_int_equal(table_rows(table->printed), 4);
	is(table, 0, "a.csv 1 table 1,000 1");
	is(table, 1, "scans/ 20 sarif 20,000 20");
	is(table, 2, "scans/b.csv 1 table 1,000 1");
	is(table, 3, "All 22  22,000 22");
	assert_int_equal(table_rows(table), 22);
}

static void small_folders_are_folded_next(void **state)
{
	struct table *table = account();
	(void)state;
	for (int i = 0; i < 5; i++)
		add_many(table, arena_z(keep, arena_printf(keep, "q%d", i)), 4,
		    "sarif");
	account_print(table, keep);
	assert_int_equal(table_rows(table->printed), 6);
	is(table, 4, "q4/ 4 sarif 4,000 4");
	is(table, 5, "All 20  20,000 20");
}

/* Of very many folders the format is left, and print stays short. */
static void at_last_formats_are_left(void **state)
{
	struct table *table = account();
	(void)state;
	for (int i = 0; i < 300; i++)
		add_many(table, arena_z(keep, arena_printf(keep, "r%d", i)), 1,
		    i % 3 ? "sarif" : "git");
	account_print(table, keep);
	assert_int_equal(table_rows(table->printed), 3);
	is(table, 0, "all folders 100 git 100,000 100");
	is(table, 1, "all folders 200 sarif 200,000 200");
	is(table, 2, "All 300  300,000 300");
}

static int setup(void **state)
{
	(void)state;
	keep = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(keep);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(few_stand_one_by_one),
		cmocka_unit_test(one_needs_no_total),
		cmocka_unit_test(many_of_a_folder_are_one),
		cmocka_unit_test(small_folders_are_folded_next),
		cmocka_unit_test(at_last_formats_are_left),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
