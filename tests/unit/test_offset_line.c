/* link/offset_line.c: lines of regions that count bytes or characters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "link/offset_line.h"

/* Lines begin at bytes 0, 8, 14, 25, code points 0, 5, 10, 15 and UTF-16 units
 * 0, 5, 10, 17; the ends are 31, 21 and 23. */
#define TEXT                                                                   \
	"\xef\xbb\xbfone\r\ntw\xc3\xb6\r\n\xf0\x9f\x98\x80\xf0\x9f\x98\x80x\r" \
	"\nfour\r\n"

struct sample {
	enum offset_unit unit;
	int64_t start;
	int64_t length;
	int64_t line; /* 0: none */
	int64_t end_line;
};

static void assert_found(
    const char *text, const struct sample *samples, size_t count)
{
	struct arena *keep = arena_new();
	struct offset_lines lines = offset_lines(str_from(text), keep);
	for (size_t i = 0; i < count; i++) {
		const struct sample *sample = &samples[i];
		int64_t line = 0;
		int64_t end_line = 0;
		bool found = offset_lines_find(&lines, sample->unit,
		    sample->start, sample->length, &line, &end_line);
		if (found != (sample->line > 0) ||
		    (found &&
			(line != sample->line || end_line != sample->end_line)))
			fail_msg("sample %zu: %lld to %lld", i,
			    found ? (long long)line : 0LL, (long long)end_line);
	}
	arena_free(keep);
}
#define ASSERT_FOUND(text, samples)                                            \
	assert_found(text, samples, sizeof(samples) / sizeof *(samples))

static void each_unit_counts_its_own(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ OFFSET_BYTES, 0, 0, 1, 1 },
		{ OFFSET_BYTES, 7, 1, 1, 1 },
		{ OFFSET_BYTES, 8, 6, 2, 2 },
		{ OFFSET_BYTES, 24, 2, 3, 4 },
		{ OFFSET_CODE_POINTS, 4, 0, 1, 1 },
		{ OFFSET_CODE_POINTS, 5, 0, 2, 2 },
		{ OFFSET_CODE_POINTS, 16, 1, 4, 4 },
		{ OFFSET_UTF16, 16, 1, 3, 3 },
		{ OFFSET_UTF16, 16, 2, 3, 4 },
		{ OFFSET_UTF16, 0, 23, 1, 4 },
	};
	ASSERT_FOUND(TEXT, samples);
}

/* SARIF 2.1.0, 3.30.2, example 8, is the end of four lines. */
static void a_region_is_within_the_text(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ OFFSET_CODE_POINTS, 21, 0, 4, 4 },
		{ OFFSET_CODE_POINTS, 22, 0, 0, 0 },
		{ OFFSET_CODE_POINTS, 20, 2, 0, 0 },
		{ OFFSET_BYTES, 31, 0, 4, 4 },
		{ OFFSET_BYTES, 1, INT64_MAX, 0, 0 },
		{ OFFSET_BYTES, INT64_MAX, INT64_MAX, 0, 0 },
		{ OFFSET_BYTES, -1, 0, 0, 0 },
	};
	static const struct sample example[] = {
		{ OFFSET_UTF16, 22, 0, 4, 4 },
		{ OFFSET_UTF16, 1, 2, 1, 1 },
	};
	static const struct sample empty[] = {
		{ OFFSET_BYTES, 0, 0, 1, 1 },
		{ OFFSET_BYTES, 0, 1, 0, 0 },
	};
	ASSERT_FOUND(TEXT, samples);
	ASSERT_FOUND("abcd\r\nefg\r\nhijk\r\nlmn\r\n", example);
	ASSERT_FOUND("", empty);
}

static void a_unit_that_is_not_told_has_to_make_no_difference(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ OFFSET_UNTOLD, 2, 1, 1, 1 },
		{ OFFSET_UNTOLD, 6, 1, 0, 0 },
		{ OFFSET_UNTOLD, 9, 1, 2, 2 },
		{ OFFSET_UNTOLD, 16, 1, 0, 0 },
	};
	ASSERT_FOUND(TEXT, samples);
	assert_int_equal(offset_unit_of(STR("byte")), OFFSET_BYTES);
	assert_int_equal(offset_unit_of(STR("utf16")), OFFSET_UTF16);
	assert_int_equal(offset_unit_of(STR("codepoint")), OFFSET_CODE_POINTS);
	assert_int_equal(offset_unit_of(STR("")), OFFSET_UNTOLD);
}

static void characters_of_no_utf_8_are_not_counted(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ OFFSET_BYTES, 4, 1, 2, 2 },
		{ OFFSET_UTF16, 4, 1, 0, 0 },
		{ OFFSET_UNTOLD, 0, 1, 0, 0 },
	};
	ASSERT_FOUND("\xe9t\xe9\nx\n", samples);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_unit_counts_its_own),
		cmocka_unit_test(a_region_is_within_the_text),
		cmocka_unit_test(
		    a_unit_that_is_not_told_has_to_make_no_difference),
		cmocka_unit_test(characters_of_no_utf_8_are_not_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
