/* importers/json over JSONTestSuite (N. Seriot, "Parsing JSON is a Minefield"):
 * what must be read is, what must not is refused but for what stands below, and
 * the two ways through a file agree on all. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "tests/fuzz/json_ways.h"

#define SUITE "tests/corpus/json"

static bool is_read(struct str text, struct arena *keep)
{
	struct json_in *json;
	struct error err;
	enum json_token token;
	if (!json_in_open_bytes(&json, text, STR("t.json"), keep, &err))
		return false;
	do
		token = json_in_next(json);
	while (token > JSON_END);
	json_in_close(json);
	return token == JSON_END;
}

static void every_file(void (*look)(struct str name, struct str text))
{
	struct arena *keep = arena_new();
	struct str_list names;
	struct error err;
	size_t looked = 0;
	assert_true(file_list(&names, STR(SUITE), keep, &err));
	for (size_t i = 0; i < names.count; i++) {
		struct str text;
		if (!str_ends(names.items[i], STR(".json")))
			continue;
		assert_true(file_read(&text,
		    path_join(keep, STR(SUITE), names.items[i]), 0, keep,
		    &err));
		look(names.items[i], text);
		looked++;
	}
	assert_int_equal(looked, 316);
	arena_free(keep);
}

/* What is read although it is no JSON (importers/json/json_in.h says so), by
 * the middle of the name behind "n_". */
static const char *const tolerated[] = {
	/* text behind the document, of which json_in_rubbish tells */
	"array_comma_after_close",
	"array_extra_close",
	"multidigit_number_then_00",
	"object_trailing_comment",
	"object_trailing_comment_open",
	"object_trailing_comment_slash_open",
	"object_trailing_comment_slash_open_incomplete",
	"object_with_trailing_garbage",
	"string_with_trailing_garbage",
	"structure_array_trailing_garbage",
	"structure_array_with_extra_array_close",
	"structure_close_unopened_array",
	"structure_number_with_trailing_garbage",
	"structure_object_followed_by_closing_object",
	"structure_trailing_#",
	/* several documents */
	"structure_double_array",
	"structure_object_with_trailing_garbage",
	/* numbers that can mean one thing only */
	"number_-01",
	"number_-2.",
	"number_.2e-3",
	"number_0.e1",
	"number_2.e+3",
	"number_2.e-3",
	"number_2.e3",
	"number_neg_int_starting_with_zero",
	"number_neg_real_without_int_part",
	"number_real_without_fractional_part",
	"number_starting_with_dot",
	"number_with_leading_zero",
	/* numbers that many tools write */
	"number_NaN",
	"number_infinity",
	"number_minus_infinity",
	/* control characters in a text */
	"string_unescaped_ctrl_char",
	"string_unescaped_tab",
};

static bool is_tolerated(struct str name)
{
	size_t count = sizeof tolerated / sizeof *tolerated;
	struct str middle = str_slice(name, 2, name.len - strlen(".json"));
	for (size_t i = 0; i < count; i++)
		if (str_equal_z(middle, tolerated[i]))
			return true;
	return false;
}

/* Of names with i_ the standard leaves it open. */
static void judge(struct str name, struct str text)
{
	struct arena *keep = arena_new();
	bool read = is_read(text, keep);
	bool expected = name.ptr[0] == 'y' || is_tolerated(name);
	if (name.ptr[0] != 'i' && read != expected)
		fail_msg(
		    STR_FMT " is%s read", STR_ARG(name), read ? "" : " not");
	arena_free(keep);
}

static void what_is_json_is_read(void **state)
{
	(void)state;
	every_file(judge);
}

/* The two large files of the suite, made here. */
static void depth_is_bounded(void **state)
{
	(void)state;
	enum { TIMES = 50000 };
	static const char *const parts[] = { "[", "[{\"\":" };
	struct arena *keep = arena_new();
	for (size_t i = 0; i < 2; i++) {
		size_t len = strlen(parts[i]);
		char *text = arena_array(keep, TIMES, len);
		for (size_t at = 0; at < TIMES; at++)
			memcpy(text + at * len, parts[i], len);
		assert_false(is_read((struct str){ text, TIMES * len }, keep));
	}
	arena_free(keep);
}

static void agree(struct str name, struct str text)
{
	struct arena *keep = arena_new();
	if (!json_ways_agree(text, keep))
		fail_msg(STR_FMT ": the two ways differ", STR_ARG(name));
	arena_free(keep);
}

static void both_ways_agree(void **state)
{
	(void)state;
	every_file(agree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_json_is_read),
		cmocka_unit_test(depth_is_bounded),
		cmocka_unit_test(both_ways_agree),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
