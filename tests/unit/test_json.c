/* importers/json: tokens, places, encodings, tolerances, errors, trees. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "importers/json/json_tree.h"
#include "tests/fuzz/json_ways.h"

#define BYTES(literal) ((struct str){ (literal), sizeof(literal) - 1 })

static struct error err;

/* All tokens as one line, "{ k:a s:b } [ n:1 ] t f 0 ."; "!" for an error. */
static struct str tokens_of(struct str text, struct arena *keep)
{
	static const char marks[] = "!.{}[]ksntf0";
	struct buf out = { 0 };
	struct json_in *json;
	enum json_token token;
	if (!json_in_open_bytes(&json, text, STR("t.json"), keep, &err))
		return STR("closed");
	do {
		token = json_in_next(json);
		buf_add_char(&out, marks[token]);
		if (token >= JSON_KEY && token <= JSON_NUMBER) {
			buf_add_char(&out, ':');
			buf_add(&out, json_in_text(json));
		}
		buf_add_char(&out, ' ');
	} while (token > JSON_END);
	if (token == JSON_ERROR)
		json_in_error(json, &err);
	json_in_close(json);
	struct str copy = arena_str(keep, str_trim(buf_str(&out)));
	buf_free(&out);
	return copy;
}

static void assert_tokens(struct str text, const char *expected)
{
	struct arena *keep = arena_new();
	assert_string_equal(arena_z(keep, tokens_of(text, keep)), expected);
	arena_free(keep);
}

static void assert_broken(
    struct str text, int64_t line, int64_t column, const char *message)
{
	struct arena *keep = arena_new();
	struct str tokens = tokens_of(text, keep);
	if (!str_ends(tokens, STR("!")) && !str_equal_z(tokens, "closed"))
		fail_msg("no error but " STR_FMT, STR_ARG(tokens));
	assert_string_equal(err.message, message);
	assert_int_equal(err.line, line);
	assert_int_equal(err.column, column);
	assert_true(err.fix[0] != '\0');
	arena_free(keep);
}

static void reads_every_kind_of_value(void **state)
{
	(void)state;
	assert_tokens(STR("{\"a\": [1, -2.5e3, \"x\"], \"b\": true, "
			  "\"c\": false, \"d\": null, \"e\": {}, \"f\": []}"),
	    "{ k:a [ n:1 n:-2.5e3 s:x ] k:b t k:c f k:d 0 k:e { } k:f [ ] } .");
	assert_tokens(STR("[NaN, Infinity, -Infinity]"),
	    "[ n:NaN n:Infinity n:-Infinity ] .");
	assert_tokens(STR(" {}\n[]\n"), "{ } [ ] .");
}

static void decodes_text(void **state)
{
	(void)state;
	assert_tokens(STR("[\"a\\n\\u00e9\\ud83d\\ude00\\/\"]"),
	    "[ s:a\n\xC3\xA9\xF0\x9F\x98\x80/ ] .");
	/* Half a pair, NUL and wrong bytes become U+FFFD. */
	assert_tokens(STR("[\"\\ud83d.\", \"\\ud83d\\n\", \"\\u0000\"]"),
	    "[ s:\xEF\xBF\xBD. s:\xEF\xBF\xBD\n s:\xEF\xBF\xBD ] .");
	assert_tokens(STR("[\"\xFFx\"]"), "[ s:\xEF\xBF\xBDx ] .");
	/* A tab in a text is wrong JSON, and common. */
	assert_tokens(STR("[\"a\tb\"]"), "[ s:a\tb ] .");
}

static void reads_every_encoding(void **state)
{
	(void)state;
	const char *expected = "[ s:\xC3\xA9\xF0\x9F\x98\x80 ] .";
	assert_tokens(
	    STR("\xEF\xBB\xBF[\"\xC3\xA9\xF0\x9F\x98\x80\"]"), expected);
	assert_tokens(
	    BYTES("\xFF\xFE[\0\"\0\xE9\0\x3D\xD8\x00\xDE\"\0]\0"), expected);
	assert_tokens(
	    BYTES("\xFE\xFF\0[\0\"\0\xE9\xD8\x3D\xDE\x00\0\"\0]"), expected);
	assert_tokens(BYTES("[\0\"\0a\0\"\0]\0"), "[ s:a ] .");
	assert_broken(BYTES("\xFF\xFE[\0]\0\n"), 1, 3,
	    "expected the end of the file, found half a UTF-16 character");
}

static void says_where_it_broke(void **state)
{
	(void)state;
	assert_broken(STR("{\"a\": 1,\n  ,}"), 2, 3,
	    "expected a quoted name after ',', found ','");
	assert_broken(STR("{\"a\": [1, 2"), 1, 12,
	    "expected ',' or ']', found the end of the file");
	assert_broken(
	    STR("{\"a\" 1}"), 1, 6, "expected ':' after the name, found '1'");
	assert_broken(STR("{\"a\": abc}"), 1, 7,
	    "expected a value, found text without quotes");
	assert_broken(STR("{\"a\": 1 \"b\": 2}"), 1, 9,
	    "expected ',' or '}', found '\"'");
	assert_broken(STR("[\"abc\n\"]"), 1, 6,
	    "expected a closing quote, found the end of the line");
	assert_broken(STR("[\"a\\x\"]"), 1, 5,
	    "expected one of \" \\ / b f n r t u after \\, found 'x'");
	assert_broken(STR("[\"\\u12g4\"]"), 1, 7,
	    "expected four hexadecimal digits after \\u, found 'g'");
	assert_broken(
	    STR("{a: 1}"), 1, 2, "expected a quoted name or '}', found 'a'");
	assert_broken(STR("[1,]"), 1, 4, "expected a value, found ']'");
	assert_broken(STR("[1}"), 1, 3, "expected ',' or ']', found '}'");
	assert_broken(
	    STR("[1.e]"), 1, 2, "expected a value, found text without quotes");
	assert_broken(
	    STR("['a']"), 1, 2, "expected a value, found a single quote");
}

static void names_what_is_no_json(void **state)
{
	(void)state;
	assert_broken(STR(""), 1, 1, "expected JSON, found an empty file");
	assert_broken(STR(" \n"), 1, 1, "expected JSON, found an empty file");
	assert_broken(STR("version https://git-lfs.github.com/spec/v1\noid x"),
	    1, 1,
	    "expected JSON, found a Git LFS pointer: the file itself was not "
	    "fetched");
}

static void passes_over_a_console(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	struct json_in *json;
	struct str text = STR("> npm run scan\n[INFO] 3 files\n\n"
			      "{\"a\": 1}\nDone in 3 s.\n");
	assert_true(json_in_open_bytes(&json, text, STR("t.json"), keep, &err));
	while (json_in_next(json) > JSON_END)
		;
	assert_int_equal(json_in_lines_before(json), 3);
	assert_int_equal(json_in_rubbish(json).line, 5);
	json_in_close(json);
	arena_free(keep);
}

static void keeps_places(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	struct json_in *json;
	struct str text = STR("{\n  \"a\": [\n    {\"b\": 1}\n  ]\n}");
	assert_true(json_in_open_bytes(&json, text, STR("t.json"), keep, &err));
	for (int i = 0; i < 4; i++)
		assert_true(json_in_next(json) > JSON_END);
	assert_int_equal(json_in_token(json), JSON_OBJECT);
	assert_int_equal(json_in_place(json).line, 3);
	assert_int_equal(json_in_place(json).column, 5);
	assert_int_equal(json_in_depth(json), 3);
	assert_true(json_in_skip(json));
	assert_int_equal(json_in_next(json), JSON_ARRAY_END);
	assert_int_equal(json_in_place(json).line, 4);
	json_in_close(json);
	arena_free(keep);
}

static void bounds_depth(void **state)
{
	(void)state;
	struct buf text = { 0 };
	for (int i = 0; i < JSON_DEPTH_MAX + 1; i++)
		buf_add_char(&text, '[');
	assert_broken(buf_str(&text), 1, JSON_DEPTH_MAX + 1,
	    "expected at most 512 objects inside each other, found '['");
	buf_free(&text);
}

/* Tokens that cross the end of a block, in a file. */
static void reads_a_file_in_blocks(void **state)
{
	(void)state;
	char path[] = "/tmp/assay-json-XXXXXX";
	int descriptor = mkstemp(path);
	assert_true(descriptor >= 0);
	FILE *file = fdopen(descriptor, "w");
	fputs("[", file);
	for (int i = 0; i < 20000; i++)
		fprintf(file, "%s\n{\"key\\u00e9\": \"value %d\"}",
		    i ? "," : "", i);
	fputs("]", file);
	fclose(file);
	struct arena *keep = arena_new();
	struct json_in *json;
	struct stat status;
	int64_t objects = 0;
	assert_true(
	    json_in_open(&json, str_from(path), STR("big.json"), keep, &err));
	assert_int_equal(json_in_next(json), JSON_ARRAY);
	while (json_in_next(json) == JSON_OBJECT) {
		cJSON *tree;
		char expected[32];
		assert_int_equal(json_in_place(json).line, objects + 2);
		assert_true(json_tree_read(&tree, json, NULL));
		snprintf(expected, sizeof expected, "value %d", (int)objects);
		assert_true(
		    str_equal_z(json_string_in(tree, "key\xC3\xA9"), expected));
		cJSON_Delete(tree);
		objects++;
	}
	assert_int_equal(objects, 20000);
	assert_int_equal(json_in_next(json), JSON_END);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(json_in_done(json), status.st_size);
	json_in_close(json);
	arena_free(keep);
	unlink(path);
}

static void builds_a_tree(void **state)
{
	(void)state;
	static const char *const omit[] = { "help", NULL };
	struct arena *keep = arena_new();
	struct json_in *json;
	cJSON *tree;
	struct str text = STR("{\"id\": \"X\", \"help\": {\"a\": [1]}, "
			      "\"n\": 7, \"t\": \"8\", \"f\": 1.5, "
			      "\"bad\": NaN, \"list\": [{\"help\": 1}, 2]}");
	assert_true(json_in_open_bytes(&json, text, STR("t"), keep, &err));
	json_in_next(json);
	assert_true(json_tree_read(&tree, json, omit));
	char *printed = cJSON_PrintUnformatted(tree);
	assert_string_equal(printed,
	    "{\"id\":\"X\",\"n\":7,\"t\":\"8\",\"f\":1.5,\"bad\":null,"
	    "\"list\":[{},2]}");
	cJSON_free(printed);
	assert_int_equal(json_int_in(tree, "n", -1), 7);
	assert_int_equal(json_int_in(tree, "t", -1), 8);
	assert_int_equal(json_int_in(tree, "f", -1), -1);
	assert_int_equal(json_int_in(tree, "none", -1), -1);
	assert_null(json_string_in(tree, "n").ptr);
	cJSON_Delete(tree);
	assert_int_equal(json_in_next(json), JSON_END);
	json_in_close(json);
	arena_free(keep);
}

/* Each text also cut off at each byte. */
static void reads_both_ways_alike(void **state)
{
	const struct str texts[] = {
		BYTES("{}"),
		BYTES("[]"),
		BYTES("{\"a\":[1,-2,0,3.5e1,007,1e999,-0,12345678901]}"),
		BYTES("{\"a\":[true,false,null,NaN,-Infinity,Infinity]} "),
		BYTES("{ \"a\" : \"x\" ,\r\n\t\"a\":{\"b\":[[]]}\n}\n[3]"),
		BYTES("[\"\\u00e9\\n\\/\\\\\\\"\",\"\\ud83d\\ude00\"]"),
		BYTES("[\"\\ud83d\",\"\\u0000\",\"\\udc00x\"] "),
		BYTES("[\"\\x\"]"),
		BYTES("[\"\\u12g4\"]"),
		BYTES("[\"tab\tin\",\"nul\0in\"]"),
		BYTES("[\"line\nin\"]"),
		BYTES("[\"a text of more than sixteen bytes \xC3\xA9\"]"),
		BYTES("[\"wrong \xC3 UTF-8 and \xFF\"]"),
		BYTES("{\"k\xC3\xA9y\":1,\"k\\u0041\":2,\"\":3}"),
		BYTES("[1,]"),
		BYTES("[1 2]"),
		BYTES("{\"a\" 1}"),
		BYTES("{\"a\":1,}"),
		BYTES("{a:1}"),
		BYTES("[tru, .5, +1, 1.]"),
		BYTES("[1}"),
		BYTES("{\"a\":1]"),
		BYTES("[\n\n  {\"deep\":[[[[{\"x\":[\n1,\n2]}]]]]},\n\n]"),
	};
	struct arena *keep = arena_new();
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (size_t len = 0; len <= texts[i].len; len++)
			if (!json_ways_agree(str_slice(texts[i], 0, len), keep))
				fail_msg("they differ on " STR_FMT,
				    STR_ARG(str_slice(texts[i], 0, len)));
	arena_free(keep);
}

/* Values that lie across the blocks of a file, and one longer than a block. */
static void reads_across_blocks(void **state)
{
	enum { RECORDS = 3000, LONG = 300000 };
	char path[] = "/tmp/assay-test-XXXXXX";
	struct arena *keep = arena_new();
	struct json_in *json;
	struct buf text = { 0 };
	cJSON *tree;
	(void)state;
	buf_add_z(&text, "[\n");
	for (int i = 0; i < RECORDS; i++) {
		buf_printf(&text, "{\"n\":%d,\"t\":\"", i);
		for (int b = 0; b < (i == RECORDS / 2 ? LONG : i % 300); b++)
			buf_add_char(&text, (char)('a' + b % 26));
		buf_printf(&text, "\"}%s\n", i + 1 < RECORDS ? "," : "");
	}
	buf_add_z(&text, "]\n");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text.data, text.len), (ssize_t)text.len);
	close(fd);
	assert_true(json_in_open(&json, str_from(path), STR("t"), keep, &err));
	assert_int_equal(json_in_next(json), JSON_ARRAY);
	for (int i = 0; i < RECORDS; i++) {
		struct arena *scratch = arena_new();
		assert_int_equal(json_in_next(json), JSON_OBJECT);
		assert_int_equal(json_in_place(json).line, i + 2);
		assert_int_equal(json_in_place(json).column, 1);
		if (i % 3) {
			assert_true(json_in_skip(json));
		} else {
			assert_true(
			    json_tree_read_in(&tree, json, NULL, scratch));
			assert_int_equal(json_int_in(tree, "n", -1), i);
			assert_int_equal(json_string_in(tree, "t").len,
			    i == RECORDS / 2 ? LONG : i % 300);
		}
		arena_free(scratch);
	}
	assert_int_equal(json_in_next(json), JSON_ARRAY_END);
	assert_int_equal(json_in_next(json), JSON_END);
	assert_int_equal(json_in_done(json), (int64_t)text.len);
	json_in_close(json);
	unlink(path);
	buf_free(&text);
	arena_free(keep);
}

/* A tree above the limit is passed over, and what follows is read. */
static void bounds_trees(void **state)
{
	(void)state;
	struct buf text = { 0 };
	struct arena *keep = arena_new();
	struct json_in *json;
	cJSON *tree;
	buf_add_z(&text, "[{\"a\": [0");
	for (int i = 0; i < JSON_TREE_BYTES_MAX / (int)sizeof(cJSON) + 1; i++)
		buf_add_z(&text, ",0");
	buf_add_z(&text, "]}, {\"b\": 1}]");
	assert_true(
	    json_in_open_bytes(&json, buf_str(&text), STR("t"), keep, &err));
	json_in_next(json);
	json_in_next(json);
	assert_true(json_tree_read(&tree, json, NULL));
	assert_null(tree);
	assert_int_equal(json_in_next(json), JSON_OBJECT);
	assert_true(json_tree_read(&tree, json, NULL));
	assert_int_equal(json_int_in(tree, "b", -1), 1);
	cJSON_Delete(tree);
	json_in_close(json);
	arena_free(keep);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_every_kind_of_value),
		cmocka_unit_test(decodes_text),
		cmocka_unit_test(reads_every_encoding),
		cmocka_unit_test(says_where_it_broke),
		cmocka_unit_test(names_what_is_no_json),
		cmocka_unit_test(passes_over_a_console),
		cmocka_unit_test(keeps_places),
		cmocka_unit_test(bounds_depth),
		cmocka_unit_test(reads_a_file_in_blocks),
		cmocka_unit_test(builds_a_tree),
		cmocka_unit_test(reads_both_ways_alike),
		cmocka_unit_test(reads_across_blocks),
		cmocka_unit_test(bounds_trees),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
