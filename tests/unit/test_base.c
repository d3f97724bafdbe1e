/* base/: text, dates, paths, files, output. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/csv_out.h"
#include "base/date.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json_out.h"
#include "base/map.h"
#include "base/number.h"
#include "base/utf8.h"
#include "base/uuid.h"

static void assert_text(struct str got, const char *expected)
{
	struct arena *scratch = arena_new();
	assert_string_equal(arena_z(scratch, got), expected);
	arena_free(scratch);
}

static void numbers_read_whole_texts_only(void **state)
{
	(void)state;
	int64_t value = 7;
	assert_true(str_to_int(STR("9223372036854775807"), &value));
	assert_int_equal(value, INT64_MAX);
	assert_false(str_to_int(STR("9223372036854775808"), &value));
	assert_false(str_to_int(STR("12a"), &value));
	assert_false(str_to_int(STR(""), &value));
	assert_false(str_to_int(STR("-"), &value));
	double number;
	assert_true(str_to_double(STR("-1.5e3"), &number));
	assert_true(number == -1500);
	assert_false(str_to_double(STR("nan"), &number));
	assert_false(str_to_double(STR("1,5"), &number));
	assert_false(str_to_double(STR("1e999"), &number));
}

static void numbers_print_short_and_plain(void **state)
{
	(void)state;
	static const struct {
		double value;
		const char *text;
	} cases[] = { { 40, "40" }, { 1e6, "1000000" }, { -500, "-500" },
		{ -0.0, "0" }, { 0.1, "0.1" }, { 2.5, "2.5" },
		{ 1.0 / 3, "0.3333333333333333" }, { 1e300, "1e+300" } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[NUMBER_SIZE];
		number_shortest(text, cases[i].value);
		assert_string_equal(text, cases[i].text);
	}
}

static void millionths_round_half_away_from_zero(void **state)
{
	(void)state;
	const struct {
		const char *text;
		int64_t value;
	} cases[] = {
		{ "0.5", 500000 },
		{ "-0.0000005", -1 },
		{ "0.0000004", 0 },
		{ "12", 12000000 },
		{ ".25", 250000 },
		{ "0.8999999999999999", 900000 },
		{ "0.1234564999", 123456 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t value;
		assert_true(str_to_millionths(str_from(cases[i].text), &value));
		assert_int_equal(value, cases[i].value);
	}
	int64_t value;
	assert_false(str_to_millionths(STR("1.2.3"), &value));
	assert_false(str_to_millionths(STR("--1"), &value));
	assert_false(str_to_millionths(STR("1e3"), &value));
}

static void texts_split_and_trim(void **state)
{
	(void)state;
	struct str rest = STR("a,,b");
	struct str part;
	assert_true(str_split(&rest, ',', &part));
	assert_text(part, "a");
	assert_true(str_split(&rest, ',', &part));
	assert_int_equal(part.len, 0);
	assert_true(str_split(&rest, ',', &part));
	assert_text(part, "b");
	assert_false(str_split(&rest, ',', &part));
	rest = STR("one\r\ntwo\n");
	assert_true(str_line(&rest, &part));
	assert_text(part, "one");
	assert_true(str_line(&rest, &part));
	assert_text(part, "two");
	assert_false(str_line(&rest, &part));
	assert_text(str_trim(STR(" \t x y \n")), "x y");
}

static void dates_read_iso_with_zones(void **state)
{
	(void)state;
	const struct {
		const char *text;
		int64_t time; /* date -u -d TEXT +%s */
	} cases[] = {
		{ "1970-01-01", 0 },
		{ "2026-09-30", 1790726400 },
		{ "2026-09-30T12:34:56Z", 1790771696 },
		{ "2026-09-30 12:34:56.789+0200", 1790764496 },
		{ "2026-09-30T12:34-05:30", 1790791440 },
		{ "2024-02-29", 1709164800 },
		{ "0001-01-01", -62135596800 },
		/* a leap second: as the next one */
		{ "2016-12-31T23:59:60Z", 1483228800 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t time;
		assert_true(date_parse_iso(str_from(cases[i].text), &time));
		assert_int_equal(time, cases[i].time);
	}
	const char *const wrong[] = { "2026-02-29", "2026-13-01", "26-01-01",
		"2026-1-1", "2026-01-01T25:00", "2026-01-01x", "",
		"2026-01-01T10:00+99:00", "2016-12-31T23:59:61Z" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		int64_t time;
		assert_false(date_parse_iso(str_from(wrong[i]), &time));
	}
}

static void dates_come_back_from_times(void **state)
{
	(void)state;
	for (int64_t day = -800000; day < 800000; day += 997) {
		struct date date = date_from_time(day * DAY_SECONDS + 86399);
		assert_int_equal(date_to_time(date), day * DAY_SECONDS + 86399);
	}
}

static void patterns_match_like_a_shell(void **state)
{
	(void)state;
	const struct {
		const char *path;
		const char *pattern;
		bool matches;
	} cases[] = {
		{ "a/b.c", "a/*.c", true },
		{ "a/x/b.c", "a/*.c", false },
		{ "a/x/b.c", "a/**/*.c", true },
		{ "a/b.c", "a/**/*.c", true },
		{ "a/x/y/b.c", "a/**/*.c", true },
		{ "a/x/y/b.c", "a/**", true },
		{ "b.c", "**/*.c", true },
		{ "xb.c", "**/b.c", false },
		{ "src/test/a_test.go", "**/test/**", true },
		{ "a", "?", true },
		{ "/", "?", false },
		{ "aaa", "a*a*a*b", false },
		{ "", "*", true },
		{ "abc", "abc", true },
		{ "abcd", "abc", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(path_matches(str_from(cases[i].path),
				     str_from(cases[i].pattern)),
		    cases[i].matches);
}

static void relative_paths_lead_from_folder_to_file(void **state)
{
	(void)state;
	struct arena *scratch = arena_new();
	assert_text(path_relative(scratch, STR("/a/b/c"), STR("/a")), "b/c");
	assert_text(
	    path_relative(scratch, STR("/a/b"), STR("/a/c/d")), "../../b");
	assert_text(path_relative(scratch, STR("/a"), STR("/a/b")), "..");
	assert_text(path_relative(scratch, STR("/a"), STR("/a")), ".");
	assert_text(path_relative(scratch, STR("/ab/c"), STR("/a")), "../ab/c");
	assert_text(path_folder(STR("a/b/")), "a");
	assert_text(path_base(STR("a/b/")), "b");
	arena_free(scratch);
}

static void files_are_replaced_whole(void **state)
{
	(void)state;
	struct arena *scratch = arena_new();
	struct error err;
	char folder[] = "/tmp/assay-test-XXXXXX";
	assert_non_null(mkdtemp(folder));
	struct str path = path_join(scratch, str_from(folder), STR("x/y.txt"));
	struct str content;
	assert_false(file_write(path, STR("one"), 0600, &err));
	assert_int_equal(err.kind, ERROR_SYSTEM);
	assert_true(file_make_folders(path_folder(path), &err));
	assert_true(file_write(path, STR("one"), 0600, &err));
	assert_true(file_write(path, STR("two\0three"), 0600, &err));
	assert_true(file_read(&content, path, 0, scratch, &err));
	assert_int_equal(content.len, 9);
	struct stat st;
	assert_int_equal(stat(arena_z(scratch, path), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_false(file_read(&content, path, 8, scratch, &err));
	struct str_list names;
	assert_true(file_list(&names, path_folder(path), scratch, &err));
	assert_int_equal(names.count, 1); /* nothing half-written beside */
	unlink(arena_z(scratch, path));
	rmdir(arena_z(scratch, path_folder(path)));
	rmdir(folder);
	arena_free(scratch);
}

/* By the processor or not, in one piece or two, as libsodium says. */
static void hashes_like_libsodium(void **state)
{
	enum { LONGEST = 300 };
	char bytes[LONGEST];
	(void)state;
	for (size_t i = 0; i < LONGEST; i++)
		bytes[i] = (char)(i * 7 + i / 64);
	for (size_t len = 0; len <= LONGEST; len++) {
		unsigned char digest[crypto_hash_sha256_BYTES];
		char expected[HASH_HEX_SIZE];
		char hex[HASH_HEX_SIZE];
		struct arena *keep = arena_new();
		struct hash *hash = hash_new(keep);
		struct str text = { bytes, len };
		crypto_hash_sha256(digest, (const unsigned char *)bytes, len);
		sodium_bin2hex(
		    expected, sizeof expected, digest, sizeof digest);
		hash_add(hash, str_slice(text, 0, len * 2 / 5));
		hash_add(hash, str_skip(text, len * 2 / 5));
		hash_end(hash, hex);
		assert_string_equal(hex, expected);
		hash_bytes(text, hex);
		assert_string_equal(hex, expected);
		arena_free(keep);
	}
}

/* python3: uuid.uuid5(uuid.NAMESPACE_DNS, "www.example.com"), and of names in
 * uuid.uuid5(uuid.NAMESPACE_URL, "https://assay.example/") */
static void uuids_are_of_version_5(void **state)
{
	static const unsigned char dns[16] = { 0x6b, 0xa7, 0xb8, 0x10, 0x9d,
		0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30,
		0xc8 };
	char text[UUID_TEXT_SIZE];
	char many[200];
	(void)state;
	uuid_in(dns, STR("www.example.com"), text);
	assert_string_equal(text, "2ed6657d-e927-568b-95e1-2665a8aea6a2");
	uuid_of(STR(""), text);
	assert_string_equal(text, "cb710d2d-7d98-5544-8957-6d423813d1b5");
	uuid_of(STR("assay"), text);
	assert_string_equal(text, "feb10020-4c67-5358-9b84-4752d9d1126d");
	memset(many, 'x', sizeof many);
	uuid_of((struct str){ many, sizeof many }, text);
	assert_string_equal(text, "45baf65b-9145-54f8-a085-9c444ba10f38");
}

static void digests_are_sha256(void **state)
{
	(void)state;
	char hex[HASH_HEX_SIZE];
	/* printf abc | sha256sum */
	hash_bytes(STR("abc"), hex);
	assert_string_equal(hex,
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015"
	    "ad");
}

static void output_is_escaped(void **state)
{
	(void)state;
	struct buf out = { 0 };
	json_quote(&out, STR("a\"\\\n\x01\xff\xe2\x80\xa8"));
	assert_text(
	    buf_str(&out), "\"a\\\"\\\\\\n\\u0001\xef\xbf\xbd\\u2028\"");
	buf_clear(&out);
	/* ESC, a C1 control and an override of the direction */
	json_quote(&out, STR("\x1b[1m\xc2\x9b\xe2\x80\xae"));
	assert_text(buf_str(&out), "\"\\u001b[1m\\u009b\\u202e\"");
	buf_clear(&out);
	struct csv_out csv = { .out = &out };
	csv_text(&csv, STR("\x1b[1m\xe2\x80\xae\xc3\xa9"));
	csv_end_row(&csv);
	assert_text(buf_str(&out), "\xef\xbf\xbd[1m\xef\xbf\xbd\xc3\xa9\r\n");
	buf_clear(&out);
	csv_text(&csv, STR("=1+1"));
	csv_text(&csv, STR("-5"));
	csv_text(&csv, STR("a,\"b\""));
	csv_end_row(&csv);
	assert_text(buf_str(&out), "\"'=1+1\",-5,\"a,\"\"b\"\"\"\r\n");
	buf_free(&out);
}

static void json_nests_and_separates(void **state)
{
	(void)state;
	struct buf out = { 0 };
	struct json_out json = { .out = &out };
	json_open_object(&json, NULL);
	json_int(&json, "a", 1);
	json_open_array(&json, "b");
	json_double(&json, NULL, 0.1);
	json_null(&json, NULL);
	json_close_array(&json);
	json_open_array(&json, "c");
	json_close_array(&json);
	json_close_object(&json);
	assert_text(buf_str(&out),
	    "{\n  \"a\": 1,\n  \"b\": [\n    0.1,\n    null\n  ],\n"
	    "  \"c\": []\n}\n");
	buf_free(&out);
}

static void what_no_text_may_hold_is_known(void **state)
{
	static const uint32_t unfit[] = { 0x1b, '\r', 0x202e, 0xfdd0, 0xfdef,
		0xfffe, 0x1ffff, 0xe000, 0xf8ff, 0xf0000, 0x10fffd };
	static const uint32_t fit[] = { '\n', '\t', 0xd7fb, 0xf900, 0xfdcf,
		0xfdf0, 0xfffd, 0x10000, 0xe01ef };
	(void)state;
	for (size_t i = 0; i < sizeof unfit / sizeof *unfit; i++)
		assert_true(utf8_is_unfit(unfit[i]));
	for (size_t i = 0; i < sizeof fit / sizeof *fit; i++)
		assert_false(utf8_is_unfit(fit[i]));
}

static void hostile_text_is_made_printable(void **state)
{
	(void)state;
	struct arena *scratch = arena_new();
	assert_text(utf8_printable(scratch, STR("a\x1b[31m\n\xc0")),
	    "a\xef\xbf\xbd[31m \xef\xbf\xbd");
	assert_text(
	    utf8_printable(scratch, STR("x\xe2\x80\xaey")), "x\xef\xbf\xbdy");
	assert_text(
	    utf8_printable(scratch, STR("x\xef\xb7\x90y")), "x\xef\xbf\xbdy");
	assert_false(utf8_is_valid(STR("\xed\xa0\x80"))); /* a surrogate */
	assert_false(utf8_is_valid(STR("\xf4\x90\x80\x80")));
	assert_true(utf8_is_valid(STR("\xf0\x9f\xa4\x96")));
	arena_free(scratch);
}

static void maps_keep_every_key(void **state)
{
	(void)state;
	struct map map = { .arena = arena_new() };
	for (int64_t i = 0; i < 5000; i++) {
		bool added;
		map_put(&map, arena_printf(map.arena, "key %d", (int)i), &added)
		    ->number = i;
		assert_true(added);
	}
	for (int64_t i = 0; i < 5000; i += 7)
		assert_int_equal(
		    map_get(&map, arena_printf(map.arena, "key %d", (int)i))
			->number,
		    i);
	assert_null(map_get(&map, STR("key 5000")));
	arena_free(map.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes_like_libsodium),
		cmocka_unit_test(numbers_read_whole_texts_only),
		cmocka_unit_test(numbers_print_short_and_plain),
		cmocka_unit_test(millionths_round_half_away_from_zero),
		cmocka_unit_test(texts_split_and_trim),
		cmocka_unit_test(dates_read_iso_with_zones),
		cmocka_unit_test(dates_come_back_from_times),
		cmocka_unit_test(patterns_match_like_a_shell),
		cmocka_unit_test(relative_paths_lead_from_folder_to_file),
		cmocka_unit_test(files_are_replaced_whole),
		cmocka_unit_test(digests_are_sha256),
		cmocka_unit_test(uuids_are_of_version_5),
		cmocka_unit_test(output_is_escaped),
		cmocka_unit_test(json_nests_and_separates),
		cmocka_unit_test(what_no_text_may_hold_is_known),
		cmocka_unit_test(hostile_text_is_made_printable),
		cmocka_unit_test(maps_keep_every_key),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
