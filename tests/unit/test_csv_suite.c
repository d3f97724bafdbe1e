/* importers/table/csv.c over csv-spectrum: every cell is what the JSON beside
 * the file says, but for line ends in cells, which become "\n". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "importers/json/json_tree.h"
#include "importers/table/csv.h"

#define SUITE "tests/corpus/csv"

/* {"a": "1", "b": ""} as "a=1|b=|" and a new line for each. */
static struct str said_by_json(struct str path, struct arena *keep)
{
	struct buf out = { 0 };
	struct json_in *json;
	struct error err;
	enum json_token token;
	assert_true(json_in_open(&json, path, path, keep, &err));
	while ((token = json_in_next(json)) > JSON_END) {
		struct str text = json_in_text(json);
		if (token == JSON_OBJECT_END)
			buf_add_z(&out, "\n");
		if (token != JSON_KEY && token != JSON_STRING)
			continue;
		for (size_t i = 0; i < text.len; i++)
			if (text.ptr[i] != '\r')
				buf_add_char(&out, text.ptr[i]);
		buf_add_char(&out, token == JSON_KEY ? '=' : '|');
	}
	assert_int_equal(token, JSON_END);
	json_in_close(json);
	struct str copy = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return copy;
}

static struct str said_by_csv(struct str path, struct arena *keep)
{
	struct buf out = { 0 };
	struct error err;
	struct text_stream *stream = NULL;
	struct csv_record record;
	struct str names[16];
	size_t count = 0;
	bool end;
	assert_true(
	    text_open(&stream, path, STR_NONE, (struct encoding){ 0 }, &err));
	struct csv_reader *reader =
	    csv_reader_open(stream, ',', false, true, keep);
	while (csv_reader_next(reader, &record, &end, &err) && !end) {
		assert_false(record.fault);
		for (size_t i = 0; !count && i < record.count; i++)
			names[i] = arena_str(keep, record.cells[i].text);
		for (size_t i = 0; count && i < record.count; i++)
			buf_printf(&out, STR_FMT "=" STR_FMT "|",
			    STR_ARG(names[i]), STR_ARG(record.cells[i].text));
		buf_add_z(&out, count ? "\n" : "");
		count = record.count;
	}
	assert_true(end);
	csv_reader_close(reader);
	text_close(stream);
	struct str copy = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return copy;
}

static void every_cell_is_read(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	struct str_list names;
	struct error err;
	size_t looked = 0;
	assert_true(file_list(&names, STR(SUITE), keep, &err));
	for (size_t i = 0; i < names.count; i++) {
		struct str name = names.items[i];
		if (!str_ends(name, STR(".csv")))
			continue;
		struct str stem = str_slice(name, 0, name.len - 3);
		struct str cells =
		    said_by_csv(path_join(keep, STR(SUITE), name), keep);
		struct str expected = said_by_json(
		    arena_printf(keep, SUITE "/" STR_FMT "json", STR_ARG(stem)),
		    keep);
		assert_string_equal(
		    arena_z(keep, cells), arena_z(keep, expected));
		looked++;
	}
	assert_int_equal(looked, 11);
	arena_free(keep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_cell_is_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
