/* Lines of report.txt: how wide letters are, where lines end, and tables side
 * by side or row by row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "render/plain/plain.h"

static struct str wrapped(
    struct arena *keep, const char *text, size_t first, size_t rest)
{
	struct buf out = { 0 };
	plain_wrap(&out, str_from(text), (struct plain_indent){ first, rest });
	struct str copy = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return copy;
}

static void letters_have_their_width(void **state)
{
	(void)state;
	assert_int_equal(plain_width(STR("abc")), 3);
	assert_int_equal(plain_width(STR("\xc3\xa4")), 1);
	/* a combining accent goes with the letter before */
	assert_int_equal(plain_width(STR("a\xcc\x88")), 1);
	/* two letters of Japanese */
	assert_int_equal(plain_width(STR("\xe6\x94\xaf\xe6\x89\x95")), 4);
	assert_int_equal(plain_width(STR("")), 0);
}

static void no_line_is_wider_than_80(void **state)
{
	struct arena *keep = arena_new();
	(void)state;
	struct str text = STR("");
	for (int i = 0; i < 60; i++)
		text =
		    arena_printf(keep, STR_FMT "w%d \xe6\x94\xaf\xe6\x89\x95 ",
			STR_ARG(text), i * i);
	struct str rest = wrapped(keep, arena_z(keep, text), 0, 4);
	struct str line;
	int lines = 0;
	while (str_line(&rest, &line)) {
		assert_true(plain_width(line) <= PLAIN_COLUMNS);
		assert_true(lines++ == 0 || str_starts(line, STR("    ")));
	}
	assert_true(lines > 5);
	arena_free(keep);
}

static void long_words_stick_out_and_wide_ones_part(void **state)
{
	struct arena *keep = arena_new();
	struct str word = STR("");
	struct str wide = STR("");
	(void)state;
	for (int i = 0; i < 100; i++) {
		word = arena_printf(keep, STR_FMT "x", STR_ARG(word));
		wide =
		    arena_printf(keep, STR_FMT "\xe6\x94\xaf", STR_ARG(wide));
	}
	struct str text = wrapped(keep,
	    arena_z(
		keep, arena_printf(keep, "see " STR_FMT " now", STR_ARG(word))),
	    0, 2);
	assert_true(str_contains(text,
	    arena_printf(keep, "see\n  " STR_FMT "\n  now\n", STR_ARG(word))));
	struct str rest = wrapped(keep, arena_z(keep, wide), 0, 0);
	struct str line;
	assert_true(str_line(&rest, &line));
	assert_int_equal(plain_width(line), PLAIN_COLUMNS);
	arena_free(keep);
}

static void blanks_at_ends_are_none(void **state)
{
	struct arena *keep = arena_new();
	(void)state;
	assert_true(str_equal_z(wrapped(keep, "", 0, 0), "\n"));
	assert_true(str_equal_z(wrapped(keep, "  a   b  ", 0, 0), "a b\n"));
	arena_free(keep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_have_their_width),
		cmocka_unit_test(no_line_is_wider_than_80),
		cmocka_unit_test(long_words_stick_out_and_wide_ones_part),
		cmocka_unit_test(blanks_at_ends_are_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
