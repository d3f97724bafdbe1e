/* importers/table/json_rows: records of JSON as rows, and how their columns are
 * called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "importers/table/json_rows.h"
#include "importers/table/table.h"

static bool write_row(const struct csv_record *record, int64_t bytes_read,
    void *user, struct error *err)
{
	struct buf *out = user;
	(void)bytes_read;
	(void)err;
	buf_printf(out, "%lld", (long long)record->line);
	for (size_t i = 0; i < record->count; i++)
		buf_printf(out, "|" STR_FMT "%s",
		    STR_ARG(record->cells[i].text),
		    record->cells[i].kind == CELL_NUMBER ? "#" : "");
	buf_add_z(out, record->fault ? "!\n" : "\n");
	return true;
}

/* The columns in the first line, then the rows; else the message. */
static void assert_rows(const char *json, const char *way, const char *expected)
{
	struct arena *keep = arena_new();
	struct json_file file = { .memory = str_from(json),
		.shown = STR("x.json") };
	struct str_list columns;
	struct buf out = { 0 };
	struct error err = { 0 };
	int64_t count;
	bool done = json_rows_columns(
	    &columns, &count, &file, str_from(way), false, keep, &err);
	for (size_t i = 0; done && i < columns.count; i++)
		buf_printf(&out, "|" STR_FMT, STR_ARG(columns.items[i]));
	buf_add_char(&out, '\n');
	done = done && json_rows_each(&file, str_from(way), &columns, write_row,
			   &out, &err);
	if (!done)
		buf_printf(&out, "%d:%d %s", (int)err.line, (int)err.column,
		    err.message);
	buf_add_bytes(&out, "", 1);
	assert_string_equal(out.data, expected);
	buf_free(&out);
	arena_free(keep);
}

static void test_columns(void **state)
{
	(void)state;
	assert_rows("[{\"a\": 1, \"b\": {\"c\": true, \"d\": null}},\n"
		    "{\"b\": {\"c\": \"x\"}, \"e\": 0.5}]",
	    "[]", "|a|b.c|b.d|e\n1|1#|true||\n2||x||0.5#\n");
	assert_rows("[{\"t\": [\"a\", \"b\"], \"n\": [1, 2, 2.5], \"o\": "
		    "[{\"i\": 1}, {\"i\": 2}, {}], \"z\": []}]",
	    "[]", "|t|n|o.i\n1|a;b|1;2;2.5#|1;2#\n");
	assert_rows("[{\"x\": [{\"key\": \"user.email\", \"value\": "
		    "{\"stringValue\": \"a@b\"}}, {\"key\": \"n\", \"value\": "
		    "3}]}]",
	    "[]", "|x.user.email|x.n\n1|a@b|3#\n");
	assert_rows("[{\"big\": 123456789012345, \"small\": 1e-7, \"long\": "
		    "0.8999999999999999}]",
	    "[]",
	    "|big|small|long\n1|123456789012345#|1e-07#|"
	    "0.8999999999999999#\n");
}

static void test_ways(void **state)
{
	(void)state;
	assert_rows("{\"a\": 1}\n{\"a\": 2}\n", ".", "|a\n1|1#\n2|2#\n");
	assert_rows("{\"n\": 1, \"d\": {\"l\": [{\"a\": 1}, {\"a\": 2}]}}",
	    "d.l[]", "|a\n1|1#\n1|2#\n");
	assert_rows("{\"day\": 7, \"l\": [{\"a\": 1}], \"end\": \"x\", \"o\": "
		    "{\"p\": 1}}",
	    ". / l[]", "|a|^.day|^.end|^.o.p\n1|1#|7#|x|1#\n");
	assert_rows("[{\"u\": \"x\", \"p\": [{\"q\": 1, \"r\": {\"s\": "
		    "[{\"t\": 5}, {\"t\": 6}]}}]}]",
	    "[] / p[] / r.s[]", "|t|^.q|^^.u\n1|5#|1#|x\n1|6#|1#|x\n");
	assert_rows(
	    "[1, {\"a\": 1}, [], null]", "[]", "|a\n1|?!\n1|1#\n1|?!\n1|?!\n");
	assert_rows("{\"a\": 1}", "b[]", "\n");
	assert_rows("[{\"a\": 1},\n{\"a\": ", "[]",
	    "\n2:7 expected a value, found the end of the file");
}

static void test_sound_ways(void **state)
{
	(void)state;
	assert_true(json_way_is_sound(STR(".")));
	assert_true(json_way_is_sound(STR("[]")));
	assert_true(json_way_is_sound(STR("a.b[] / c")));
	assert_false(json_way_is_sound(STR("")));
	assert_false(json_way_is_sound(STR("a..b")));
	assert_false(json_way_is_sound(STR("a.[]")));
	assert_false(json_way_is_sound(STR("a / ")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_ways),
		cmocka_unit_test(test_sound_ways),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
