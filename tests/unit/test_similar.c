/* importers/git/similar: the scores of git diff -M. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "importers/git/similar.h"

static int score(struct str source, struct str target)
{
	struct arena *keep = arena_new();
	struct similar *similar = similar_new();
	struct chunks a;
	struct chunks b;
	similar_cut(similar, &a, source, keep);
	similar_cut(similar, &b, target, keep);
	similar_hold(similar, &b);
	int result = similar_score(similar, &a);
	similar_put_down(similar);
	similar_free(similar);
	arena_free(keep);
	return result;
}

/* 3 of 4 equal lines */
static void counts_shared_bytes(void **state)
{
	(void)state;
	assert_int_equal(
	    score(STR("aa\nbb\ncc\ndd\n"), STR("aa\nbb\ncc\nxx\n")), 45000);
	assert_int_equal(
	    score(STR("dd\ncc\nbb\naa\n"), STR("aa\nbb\ncc\ndd\n")), 60000);
	/* of doubled lines as many as the other side has */
	assert_int_equal(
	    score(STR("aa\naa\naa\n"), STR("aa\nbb\ncc\n")), 20000);
}

static void is_seen_against_the_larger_file(void **state)
{
	(void)state;
	assert_int_equal(
	    score(STR("aa\nbb\n"), STR("aa\nbb\ncc\ndd\n")), 30000);
	/* sizes alone rule it out */
	assert_int_equal(score(STR("aa\n"), STR("aa\nbb\ncc\ndd\n")), 0);
	assert_true(similar_sizes(50, 100));
	assert_false(similar_sizes(49, 100));
	assert_true(similar_sizes(100, 50));
}

/* git up to 2.43: what stands behind the last newline is no chunk */
static void passes_over_an_open_end(void **state)
{
	(void)state;
	assert_int_equal(score(STR("aa\nbb"), STR("aa\nbb")), 36000);
	/* but one of 64 bytes is */
	assert_int_equal(score(STR("0123456789012345678901234567890123456789"
				   "012345678901234567890123"),
			     STR("0123456789012345678901234567890123456789"
				 "012345678901234567890123")),
	    60000);
}

static void passes_over_cr_in_text(void **state)
{
	(void)state;
	assert_int_equal(score(STR("aa\r\nbb\r\n"), STR("aa\nbb\n")), 45000);
	assert_int_equal(score(STR(""), STR("")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_shared_bytes),
		cmocka_unit_test(is_seen_against_the_larger_file),
		cmocka_unit_test(passes_over_an_open_end),
		cmocka_unit_test(passes_over_cr_in_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
