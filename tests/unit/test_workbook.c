/* importers/table: workbook, sheet, cell_format, xlsx_part; and that a table is
 * read alike as CSV and as a workbook. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "importers/importer.h"
#include "importers/table/preview.h"
#include "tests/unit/ask.h"
#include "tests/unit/xlsx_sample.h"

struct fixture {
	struct arena *keep;
	struct model *model;
	char *folder;
	struct str path;
	struct input input;
	struct account account;
	struct error err;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	assert_non_null(fixture);
	fixture->keep = arena_new();
	fixture->folder = arena_z(fixture->keep, STR("/tmp/assay-book-XXXXXX"));
	assert_non_null(mkdtemp(fixture->folder));
	fixture->path = path_join(
	    fixture->keep, str_from(fixture->folder), STR("book.xlsx"));
	fixture->input = (struct input){ .path = fixture->path,
		.shown = STR("book.xlsx"),
		.time = UNKNOWN };
	assert_true(model_open(&fixture->model, STR(""), &fixture->err));
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	model_close(fixture->model);
	unlink(arena_z(fixture->keep, fixture->path));
	rmdir(fixture->folder);
	arena_free(fixture->keep);
	free(fixture);
	return 0;
}

static bool run(struct fixture *fixture, struct str bytes)
{
	bool unchanged;
	assert_true(file_write(fixture->path, bytes, 0600, &fixture->err));
	assert_true(file_read_head(&fixture->input.head, fixture->path, 4096,
	    fixture->keep, &fixture->err));
	fixture->input.size_bytes = (int64_t)bytes.len;
	fixture->err = (struct error){ 0 };
	return importer_run(fixture->model, &fixture->input, &fixture->account,
	    &unchanged, &fixture->err);
}

static void import(struct fixture *fixture, struct str bytes)
{
	if (!run(fixture, bytes))
		fail_msg("%s (%s)", fixture->err.message, fixture->err.fix);
	const struct account *a = &fixture->account;
	assert_int_equal(
	    a->read, a->imported + a->duplicate + a->rejected + a->empty);
}

static void refuse(
    struct fixture *fixture, struct str bytes, const char *message)
{
	assert_false(run(fixture, bytes));
	if (!strstr(fixture->err.message, message))
		fail_msg("expected \"%s\", found \"%s\"", message,
		    fixture->err.message);
}

static void assert_query(
    struct fixture *fixture, const char *sql, const char *expected)
{
	assert_string_equal(
	    ask_text(fixture->model, fixture->keep, sql), expected);
}

/* Number formats, and what is really written in such files. */
static void test_formats(void **state)
{
	static const struct {
		const char *code;
		enum cell_format format;
	} cases[] = {
		{ "General", CELL_FORMAT_NUMBER },
		{ "#,##0.00", CELL_FORMAT_NUMBER },
		{ "\"days\" 0", CELL_FORMAT_NUMBER },
		{ "0\\d", CELL_FORMAT_NUMBER },
		{ "[Red]0.0;[Blue]-0.0", CELL_FORMAT_NUMBER },
		{ "0.0%", CELL_FORMAT_PERCENT },
		{ "yyyy-mm-dd", CELL_FORMAT_DATE },
		{ "[$-409]d\\-mmm\\-yy;@", CELL_FORMAT_DATE },
		{ "mmm", CELL_FORMAT_DATE },
		{ "dd/mm/yyyy hh:mm", CELL_FORMAT_DATE },
		{ "hh:mm:ss", CELL_FORMAT_TIME },
		{ "[h]:mm", CELL_FORMAT_TIME },
		{ "0;yyyy", CELL_FORMAT_NUMBER },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (cell_format_of(str_from(cases[i].code)) != cases[i].format)
			fail_msg("%s", cases[i].code);
	assert_int_equal(cell_format_of_id(0), CELL_FORMAT_NUMBER);
	assert_int_equal(cell_format_of_id(9), CELL_FORMAT_PERCENT);
	assert_int_equal(cell_format_of_id(14), CELL_FORMAT_DATE);
	assert_int_equal(cell_format_of_id(46), CELL_FORMAT_TIME);
}

/* 45292 is 2024-01-01 in the system of 1900, 43830 in that of 1904. */
static void test_numbers(void **state)
{
	static const struct {
		double value;
		enum cell_format format;
		bool base_1904;
		const char *text;
	} cases[] = {
		{ 45292, CELL_FORMAT_DATE, false, "2024-01-01" },
		{ 43830, CELL_FORMAT_DATE, true, "2024-01-01" },
		{ 45292.5, CELL_FORMAT_DATE, false, "2024-01-01T12:00:00" },
		{ 45292.999999999, CELL_FORMAT_DATE, false, "2024-01-02" },
		{ 1, CELL_FORMAT_DATE, false, "1900-01-01" },
		{ 61, CELL_FORMAT_DATE, false, "1900-03-01" },
		{ 0, CELL_FORMAT_DATE, true, "1904-01-01" },
		{ 1.0625, CELL_FORMAT_TIME, false, "25:30:00" },
		{ 0.85, CELL_FORMAT_PERCENT, false, "85%" },
		{ 0.57, CELL_FORMAT_PERCENT, false, "57%" },
		{ 0.84999999999999998, CELL_FORMAT_NUMBER, false, "0.85" },
		{ 0.00001, CELL_FORMAT_NUMBER, false, "0.000010000000" },
		{ 123456789012345, CELL_FORMAT_NUMBER, false,
		    "123456789012345" },
		{ -5, CELL_FORMAT_DATE, false, "-5" },
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
		    arena_z(fixture->keep,
			cell_number_text(cases[i].value, cases[i].format,
			    cases[i].base_1904, fixture->keep)),
		    cases[i].text);
}

/* ------------------------------------------------------------ a whole book */

#define TEXT(text) "<si><t>" text "</t></si>"
static const char shared[] =
    "<sst>" TEXT("Training of the quarter") TEXT("E-mail") TEXT("Course")
	TEXT("Completed on") TEXT("Score") TEXT("Time spent (min)")
	    TEXT("ann@x.org") "<si><r><rPr><b/></rPr><t>SQL </t></r><r><t>"
			      "injection</t></r><rPh><t>zzz</t></rPh></si>"
			      "<si/>" TEXT("bo@x.org")
				  TEXT("a_x000A_b") "</sst>";

static const char styles[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" "
    "formatCode=\"dd/mm/yyyy;@\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"9\"/>"
    "</cellXfs></styleSheet>";

static const char sheet1[] =
    "<worksheet><cols><col min=\"1\"/></cols><sheetData>"
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
    "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"B3\" t=\"s\"><v>2</v>"
    "</c><c r=\"C3\" t=\"s\"><v>3</v></c><c r=\"D3\" t=\"s\"><v>4</v></c>"
    "<c r=\"E3\" t=\"s\"><v>5</v></c></row>"
    "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>6</v></c><c r=\"B4\" t=\"s\"><v>7</v>"
    "</c><c r=\"C4\" s=\"1\"><f>TODAY()</f><v>45292</v></c>"
    "<c r=\"D4\" s=\"2\"><v>0.855</v></c><c r=\"E4\"><v>1.125</v></c></row>"
    "<row r=\"5\" hidden=\"1\"><c r=\"A5\" t=\"s\"><v>9</v></c>"
    "<c r=\"B5\" t=\"inlineStr\"><is><r><t>XSS</t></r></is></c>"
    "<c r=\"C5\" t=\"d\"><v>2024-02-03</v></c>"
    "<c r=\"E5\" t=\"e\"><v>#N/A</v></c></row>"
    "<row r=\"6\"><c r=\"A6\" t=\"s\"><v>9</v></c>"
    "<c r=\"B6\" t=\"str\"><v>CSRF</v></c>"
    "<c r=\"C6\" t=\"e\"><v>#REF!</v></c></row>"
    "<row r=\"8\"><c r=\"A8\" s=\"1\"/></row>"
    "</sheetData><mergeCells><mergeCell ref=\"A1:E1\"/></mergeCells>"
    "</worksheet>";

static const char book[] =
    "<x:workbook xmlns:x=\"y\" xmlns:r=\"z\"><x:workbookPr/><x:sheets>"
    "<x:sheet name=\"Cover\" sheetId=\"2\" r:id=\"rId2\"/>"
    "<x:sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/>"
    "</x:sheets></x:workbook>";

static const struct xlsx_part whole[] = {
	{ "xl/workbook.xml", book, 0 },
	{ "xl/_rels/workbook.xml.rels", XLSX_RELATIONS, 0 },
	{ "xl/worksheets/sheet1.xml", sheet1, 0 },
	{ "xl/worksheets/sheet2.xml",
	    "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row>"
	    "</sheetData></worksheet>",
	    0 },
	{ "xl/styles.xml", styles, 0 },
	{ "xl/sharedStrings.xml", shared, 0 },
	{ NULL, NULL, 0 },
};

static void test_whole(void **state)
{
	struct fixture *fixture = *state;
	import(fixture, xlsx_zip(whole, fixture->keep));
	assert_int_equal(fixture->account.imported, 2);
	assert_int_equal(fixture->account.rejected, 1);
	assert_int_equal(fixture->account.empty, 1);
	assert_query(fixture,
	    "SELECT group_concat(a.email || '/' || course || '/' || "
	    "date(completed_time, 'unixepoch') || '/' || "
	    "coalesce(score_e6, '-') || '/' || coalesce(seconds, '-') || '@' "
	    "|| locator, ' ') FROM training t JOIN alias a ON a.id = "
	    "t.alias_id",
	    "ann@x.org/SQL injection/2024-01-01/85500000/68@4 "
	    "bo@x.org/XSS/2024-02-03/-/-@5");
	assert_query(fixture,
	    "SELECT line || ':' || \"column\" || ' ' || code FROM reject",
	    "6:3 formula-error");
	assert_query(fixture,
	    "SELECT group_concat(code, ' ') FROM (SELECT code FROM diagnostic "
	    "ORDER BY code)",
	    "hidden-rows sheet");
}

static void test_several_sheets(void **state)
{
	struct fixture *fixture = *state;
	struct xlsx_part parts[XLSX_PARTS_MAX];
	memcpy(parts, whole, sizeof whole);
	parts[3].text = sheet1;
	refuse(fixture, xlsx_zip(parts, fixture->keep),
	    "expected one sheet with a known table, found \"Cover\" "
	    "(training) and \"Data\" (training)");
	parts[0].text = "<workbook><workbookPr date1904=\"1\"/><sheets><sheet "
			"name=\"Old\" state=\"hidden\" id=\"rId2\"/><sheet "
			"name=\"Data\" id=\"rId1\"/></sheets></workbook>";
	import(fixture, xlsx_zip(parts, fixture->keep));
	assert_query(fixture,
	    "SELECT date(min(completed_time), 'unixepoch') FROM training",
	    "2024-02-03");
	assert_query(fixture,
	    "SELECT date(max(completed_time), 'unixepoch') FROM training",
	    "2028-01-02");
}

static void test_refused(void **state)
{
	struct fixture *fixture = *state;
	static const struct xlsx_part ods[] = {
		{ "mimetype", "application/vnd.oasis.opendocument.spreadsheet",
		    0 },
		{ "content.xml", "<x/>", 0 },
		{ NULL, NULL, 0 },
	};
	static const struct xlsx_part binary[] = {
		{ "xl/workbook.bin", "x", 0 },
		{ NULL, NULL, 0 },
	};
	refuse(fixture, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"),
	    "an encrypted one or one of the old kind (.xls)");
	refuse(fixture, xlsx_zip(ods, fixture->keep), "OpenDocument");
	refuse(fixture, xlsx_zip(binary, fixture->keep), "(.xlsb)");
	struct xlsx_part parts[XLSX_PARTS_MAX];
	memcpy(parts, whole, sizeof whole);
	parts[2].text = "<worksheet><sheetData><row><c></row>";
	refuse(fixture, xlsx_zip(parts, fixture->keep), "damaged XML in it");
	parts[2].text = "<!DOCTYPE w [<!ENTITY a \"b\">]><worksheet/>";
	refuse(fixture, xlsx_zip(parts, fixture->keep), "a DOCTYPE in it");
	struct str zip = xlsx_zip(whole, fixture->keep);
	refuse(fixture, str_slice(zip, 0, zip.len / 2), "");
	refuse(fixture,
	    xlsx_of_rows("<row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>b</v>"
			 "</c></row>",
		fixture->keep),
	    "expected the header of a known table, found \"a\", \"b\"");
}

/* Blanks pack a thousandfold. */
static void test_bomb(void **state)
{
	struct fixture *fixture = *state;
	size_t len = (size_t)17 << 20;
	char *blanks = arena_alloc(fixture->keep, len);
	memset(blanks, ' ', len);
	struct xlsx_part parts[XLSX_PARTS_MAX];
	memcpy(parts, whole, sizeof whole);
	parts[5].text = blanks;
	parts[5].len = len;
	refuse(fixture, xlsx_zip(parts, fixture->keep),
	    "unpacks to far more than a table");
}

/* Wide, out of order, without references, before the first column. */
static void test_odd_cells(void **state)
{
	struct fixture *fixture = *state;
	import(fixture,
	    xlsx_of_rows(
		"<row><c t=\"str\"><v>Name</v></c><c t=\"str\"><v>Course</v>"
		"</c><c t=\"str\"><v>Status</v></c></row>"
		"<row r=\"0\"><c t=\"str\"><v>Ann</v></c><c t=\"str\"><v>"
		"a_x0041_b</v></c><c t=\"b\"><v>1</v></c></row>"
		"<row/><row><c r=\"C9\" t=\"str\"><v>done</v></c>"
		"<c r=\"A9\" t=\"str\"><v>Bo</v></c>"
		"<c r=\"B9\" t=\"s\"><v>99</v></c></row>"
		"<row><c r=\"A1\" t=\"str\"><v>Cy</v></c>"
		"<c r=\"XFD1\" t=\"str\"><v>far</v></c></row>",
		fixture->keep));
	assert_query(
	    fixture, "SELECT course || status FROM training", "aAbunknown");
	assert_query(fixture,
	    "SELECT group_concat(line || code, ' ') FROM reject",
	    "4missing 5wide-row");
	assert_int_equal(fixture->account.empty, 1);
}

/* ------------------------------------------------------- as CSV and as book */

static void add_escaped(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '<')
			buf_add_z(out, "&lt;");
		else if (text.ptr[i] == '&')
			buf_add_z(out, "&amp;");
		else
			buf_add_char(out, text.ptr[i]);
}

static struct str book_of_csv(struct str path, struct arena *keep)
{
	struct error err;
	struct layout layout;
	struct buf rows = { 0 };
	assert_true(layout_detect(&layout, path, STR_NONE, 0, keep, &err));
	for (size_t i = 0; i < layout.record_count; i++) {
		const struct csv_record *record = &layout.records[i];
		buf_add_z(&rows, "<row>");
		for (size_t j = 0; j < record->count; j++) {
			buf_add_z(&rows, "<c t=\"str\"><v>");
			add_escaped(&rows, record->cells[j].text);
			buf_add_z(&rows, "</v></c>");
		}
		buf_add_z(&rows, "</row>");
	}
	buf_add_bytes(&rows, "", 1);
	struct str book_bytes = xlsx_of_rows(rows.data, keep);
	buf_free(&rows);
	return book_bytes;
}

/* A part of the profiles, for speed. */
static void test_profiles(void **state)
{
	struct fixture *fixture = *state;
	struct str folder = STR("tests/corpus/tables");
	struct str_list names;
	int count = 0;
	assert_true(file_list(&names, folder, fixture->keep, &fixture->err));
	for (size_t i = 0; i < names.count; i++) {
		if (i % 4 || !str_ends(names.items[i], STR(".csv")))
			continue;
		struct str path =
		    path_join(fixture->keep, folder, names.items[i]);
		struct model *model;
		struct account account;
		bool unchanged;
		struct input input = {
			.path = path, .shown = STR("book.xlsx"), .time = UNKNOWN
		};
		assert_true(file_read_head(
		    &input.head, path, 4096, fixture->keep, &fixture->err));
		assert_true(model_open(&model, STR(""), &fixture->err));
		assert_true(importer_run(
		    model, &input, &account, &unchanged, &fixture->err));
		model_close(model);
		model_close(fixture->model);
		assert_true(
		    model_open(&fixture->model, STR(""), &fixture->err));
		import(fixture, book_of_csv(path, fixture->keep));
		assert_memory_equal(
		    &account, &fixture->account, sizeof account);
		count++;
	}
	assert_true(count >= 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_formats),
		cmocka_unit_test_setup_teardown(
		    test_numbers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_whole, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_several_sheets, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_bomb, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_odd_cells, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_profiles, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
