/* What was made of the tables is made once, where there is a shelf. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/rules.h"
#include "base/shelf.h"

#define TABLE STR("data/severity.csv")

static void test_empty(void **state)
{
	struct asset_folders none = { .shelf = NULL };
	struct arena *keep = arena_new();
	int thing = 7;
	(void)state;
	assert_null(shelf_find(NULL, STR("a")));
	assert_null(shelf_find(&none, STR("a")));
	assert_ptr_equal(shelf_keep(NULL, keep), keep);
	assert_ptr_equal(shelf_keep(&none, keep), keep);
	shelf_put(&none, STR("a"), &thing, sizeof thing);
	assert_null(shelf_find(&none, STR("a")));
	shelf_free(NULL);
	arena_free(keep);
}

static void test_puts_a_copy(void **state)
{
	struct asset_folders folders = { .shelf = shelf_new() };
	int thing = 7;
	(void)state;
	assert_null(shelf_find(&folders, STR("a")));
	shelf_put(&folders, STR("a"), &thing, sizeof thing);
	thing = 8;
	const int *found = shelf_find(&folders, STR("a"));
	assert_non_null(found);
	assert_int_equal(*found, 7);
	assert_null(shelf_find(&folders, STR("b")));
	shelf_free(folders.shelf);
}

/* The rows outlive the arena of the input that was read first. */
static void test_reads_a_table_once(void **state)
{
	struct asset_folders folders = { .shelf = shelf_new() };
	struct rules first;
	struct rules second;
	struct error err;
	(void)state;
	struct arena *keep = arena_new();
	assert_true(rules_read(&first, &folders, TABLE, keep, &err));
	arena_free(keep);
	keep = arena_new();
	assert_true(rules_read(&second, &folders, TABLE, keep, &err));
	assert_ptr_equal(first.cells, second.cells);
	assert_true(second.row_count > 5);
	assert_true(rules_read(&second, NULL, TABLE, keep, &err));
	assert_ptr_not_equal(first.cells, second.cells);
	assert_int_equal(first.row_count, second.row_count);
	arena_free(keep);
	shelf_free(folders.shelf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_puts_a_copy),
		cmocka_unit_test(test_reads_a_table_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
