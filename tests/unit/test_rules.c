/* base/rules: the CSV dialect of data/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/rules.h"

static struct rules parse(struct arena *arena, const char *text)
{
	struct rules rules;
	struct error err = { 0 };
	if (!rules_parse(&rules, STR("t.csv"), str_from(text), arena, &err))
		fail_msg("%s", err.message);
	return rules;
}

static void reads_quotes_and_places(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct rules rules = parse(
	    arena, "\xEF\xBB\xBFid,text\r\n1,\"a, \"\"b\"\"\nc\"\n\n2,\n");
	size_t column;
	struct error err;
	assert_int_equal(rules.row_count, 2);
	assert_true(rules_column(&rules, "text", &column, &err));
	assert_true(str_equal_z(rules_cell(&rules, 0, column), "a, \"b\"\nc"));
	assert_true(str_equal_z(rules_cell(&rules, 1, column), ""));
	assert_int_equal(rules.lines[1], 5);
	assert_false(rules_column(&rules, "none", &column, &err));
	arena_free(arena);
}

static void names_the_line_of_a_bad_row(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct rules rules;
	struct error err = { 0 };
	assert_false(rules_parse(
	    &rules, STR("t.csv"), STR("a,b\n1,2\n1,2,3\n"), arena, &err));
	assert_int_equal(err.line, 3);
	assert_false(rules_parse(
	    &rules, STR("t.csv"), STR("a,b\n1,\"2\n"), arena, &err));
	assert_int_equal(err.line, 2);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_quotes_and_places),
		cmocka_unit_test(names_the_line_of_a_bad_row),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
