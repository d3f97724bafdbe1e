/* What a record may tell in an evidence bag, and the comments of its tables
 * that are queries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "render/evidence/bagged.h"
#include "render/evidence/sheet.h"
#include "tests/unit/literal.h"

#define OID "0123456789abcdef0123456789abcdef01234567"
#define DIGEST OID "0123456789abcdef01234567"

static void assert_shown(const struct evidence *from, struct str column,
    struct str text, struct str expected)
{
	struct arena *keep = arena_new();
	struct str shown = bagged_shown(from, column, text, keep);
	if (!str_equal(shown, expected))
		print_error(STR_FMT ": found \"" STR_FMT
				    "\", expected \"" STR_FMT "\"\n",
		    STR_ARG(text), STR_ARG(shown), STR_ARG(expected));
	assert_true(str_equal(shown, expected));
	arena_free(keep);
}

static void records_name_no_commit(void **state)
{
	struct evidence from = { 0 };
	(void)state;
	assert_shown(&from, STR("commit"), STR(OID), STR(""));
	assert_shown(&from, STR("cluster"), STR(OID "/js/xss"), STR("/js/xss"));
	assert_shown(
	    &from, STR("x"), STR("from " OID " to " OID), STR("from  to "));
	/* the digest of a file is none, nor is what is shorter */
	assert_shown(&from, STR("sha256"), STR(DIGEST), STR(DIGEST));
	assert_shown(&from, STR("version"), STR("0123456"), STR("0123456"));
	from.restricted = true;
	assert_shown(&from, STR("commit"), STR(OID), STR(OID));
}

static void a_key_makes_pseudonyms(void **state)
{
	struct evidence from = { .key = { .known = true } };
	struct arena *keep = arena_new();
	struct str name;
	(void)state;
	name = bagged_shown(&from, STR("commit"), STR(OID), keep);
	assert_true(str_starts(name, STR("commit-")));
	assert_int_equal(name.len, sizeof "commit-" - 1 + PSEUDONYM_DIGITS);
	assert_shown(&from, STR("cluster"), STR(OID "/js/xss"),
	    arena_printf(keep, STR_FMT "/js/xss", STR_ARG(name)));
	arena_free(keep);
}

static void times_are_days(void **state)
{
	struct evidence from = { 0 };
	(void)state;
	assert_shown(
	    &from, STR("at"), STR("2026-09-30T10:00:00Z"), STR("2026-09-30"));
	assert_shown(&from, STR("since"), STR("2026-09-30T10:00:00Z"),
	    STR("2026-09-30"));
	assert_shown(&from, STR("x"), STR("2026-09-30-not-a-day"),
	    STR("2026-09-30-not-a-day"));
	from.restricted = true;
	assert_shown(&from, STR("at"), STR("2026-09-30T10:00:00Z"),
	    STR("2026-09-30T10:00:00Z"));
}

static void paths_of_machines_are_cut(void **state)
{
	static const struct {
		struct str path;
		struct str expected;
	} cases[] = {
		{ LITERAL("src/pay/card.ts"), LITERAL("src/pay/card.ts") },
		{ LITERAL("/home/jane/src/card.ts"), LITERAL("card.ts") },
		{ LITERAL("~/src/card.ts"), LITERAL("card.ts") },
		{ LITERAL("../jane/card.ts"), LITERAL("card.ts") },
		{ LITERAL("file:///home/jane/card.ts"), LITERAL("card.ts") },
		{ LITERAL("C:\\Users\\jane\\card.ts"), LITERAL("card.ts") },
		{ LITERAL("C:/Users/jane/card.ts"), LITERAL("card.ts") },
		{ LITERAL(""), LITERAL("") },
	};
	struct evidence from = { 0 };
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_shown(
		    &from, STR("path"), cases[i].path, cases[i].expected);
}

static void names_of_files_are_plain(void **state)
{
	struct arena *keep = arena_new();
	(void)state;
	assert_true(str_equal(bagged_name(STR("ai.Commit_share/../x"), keep),
	    STR("ai.commit-share-..-x")));
	arena_free(keep);
}

/* Each has a title and explains its columns; names are in order. */
static void sheets_explain_themselves(void **state)
{
	struct arena *keep = arena_new();
	struct error err = { 0 };
	struct sheet sheet;
	struct str last = STR("");
	size_t at = 0;
	size_t count = 0;
	bool found;
	(void)state;
	while (sheet_next(&sheet, &found, &at, keep, &err) && found) {
		assert_true(sheet.title.len > 0);
		assert_true(sheet.column_count > 1);
		assert_true(str_starts(sheet.path, STR("data/")));
		assert_true(str_compare(last, sheet.path) < 0);
		assert_false(str_contains(sheet.sql, STR("-- column")));
		for (size_t i = 0; i < sheet.column_count; i++)
			assert_true(sheet.columns[i].meaning.len > 0);
		last = sheet.path;
		count++;
	}
	assert_int_equal(err.kind, ERROR_NONE);
	assert_true(count > 5);
	arena_free(keep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_name_no_commit),
		cmocka_unit_test(a_key_makes_pseudonyms),
		cmocka_unit_test(times_are_days),
		cmocka_unit_test(paths_of_machines_are_cut),
		cmocka_unit_test(names_of_files_are_plain),
		cmocka_unit_test(sheets_explain_themselves),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
