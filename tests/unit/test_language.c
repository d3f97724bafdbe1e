/* Languages: phrases match what they should and nothing else, numbers, dates
 * and plurals are written as language.csv says, names are left alone, and
 * German, which ships, is read and says page one's words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "render/language.h"
#include "render/number.h"
#include "render/phrase.h"
#include "render/translate.h"

static struct arena *arena;
static const struct language *german;

static int open_german(void **state)
{
	struct error err = { 0 };
	(void)state;
	arena = arena_new();
	if (!language_open(&german, STR("de"), NULL, arena, &err)) {
		print_error(
		    "%s:%d: %s\n", err.file, (int)err.line, err.message);
		return -1;
	}
	return 0;
}

static int close_german(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

#define MATCHES(pattern, text)                                                 \
	phrase_match(&(struct phrase_match){ 0 }, STR(pattern), STR(text))

static void phrases_match(void **state)
{
	struct phrase_match match;
	(void)state;
	assert_true(phrase_match(&match, STR("{hit} of {n} commits{rest}."),
	    STR("12 of 70 commits (17%).")));
	assert_true(str_equal_z(phrase_value(&match, STR("hit")), "12"));
	assert_true(str_equal_z(phrase_value(&match, STR("n")), "70"));
	assert_true(str_equal_z(phrase_value(&match, STR("rest")), " (17%)"));
	assert_true(MATCHES("{hit} of {n} commits{rest}.", "1 of 2 commits."));
	assert_true(MATCHES("{a#} to {b#}", "0.67 to 1.63"));
	assert_false(MATCHES("{a#} to {b#}", "Back to Basics"));
	assert_true(MATCHES("by {d@}", "by 30 Sep 2026"));
	assert_false(MATCHES("by {d@}", "by the board"));
	assert_false(MATCHES("{a} of {b}.", "1 of 2"));
	assert_false(MATCHES("x", "xy"));
	assert_true(MATCHES("{a} of {b} of {c}", "1 of 2 of 3"));
}

/* Ten holes in a text of nothing but what parts them: bounded work. */
static void hostile_texts_end(void **state)
{
	char text[4000];
	(void)state;
	memset(text, 'a', sizeof text);
	assert_false(phrase_match(&(struct phrase_match){ 0 },
	    STR("{a}a{b}a{c}a{d}a{e}a{f}a{g}a{h}a{i}a{j}b"),
	    (struct str){ text, sizeof text }));
	for (size_t i = 1; i < sizeof text; i += 2)
		text[i] = i % 4 == 1 ? ',' : ' ';
	struct str said = language_say(
	    german, STR(""), (struct str){ text, sizeof text }, NULL, arena);
	assert_int_equal(said.len, sizeof text);
}

static void assert_said(const char *context, const char *text, const char *said)
{
	struct str found = language_say(
	    german, str_from(context), str_from(text), NULL, arena);
	if (!str_equal_z(found, said))
		fail_msg("\"%s\" is \"%.*s\", not \"%s\"", text, (int)found.len,
		    found.ptr, said);
}

#define NB "\xc2\xa0"

static void german_says(void **state)
{
	static const char *const rows[][3] = {
		{ "", "Inside", "Eingehalten" },
		{ "", "12,344", "12.344" },
		{ "", "94%", "94" NB "%" },
		{ "", "1.04\xc3\x97", "1,04\xc3\x97" },
		{ "", "0.67 to 1.63", "0,67 bis 1,63" },
		{ "", "30 Sep 2026", "30. September 2026" },
		{ "Since", "30 Sep 2026", "30.09.2026" },
		{ "", "1 Jul to 30 Sep 2026, UTC",
		    "1. Juli bis 30. September 2026, UTC" },
		{ "", "2026 Q3", "3. Quartal 2026" },
		{ "", "known origin, overdue problems",
		    "bekannte Herkunft, \xc3\xbc"
		    "berf\xc3\xa4llige Probleme" },
		{ "", "Page 2 of 37", "Seite 2 von 37" },
		/* a blank at an end stays */
		{ "", " Inside", " Eingehalten" },
		/* a number in a cell may be a version */
		{ "Version", "1.0", "1.0" },
		/* what is a word in one column is a name in another */
		{ "Origin", "Human", "Mensch" },
		{ "Team", "Human", "Human" },
		{ "Team", "Inside", "Inside" },
		{ "Team", "in no team", "in keinem Team" },
		{ "", "Nobody said this to us before.",
		    "Nobody said this to us before." },
		{ "", "", "" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_said(rows[i][0], rows[i][1], rows[i][2]);
}

static void what_is_missing_is_known(void **state)
{
	bool known = true;
	(void)state;
	language_say(german, STR(""), STR("Nobody said this to us before."),
	    &known, arena);
	assert_false(known);
	language_say(german, STR(""), STR("Inside"), &known, arena);
	assert_true(known);
	/* without a language nothing is missing */
	assert_ptr_equal(
	    language_say(NULL, STR(""), STR("x"), &known, arena).ptr, "x");
	assert_true(known);
}

static void plurals_follow_their_rules(void **state)
{
	struct number_forms polish = { .plural = { STR("n=1"),
					   STR("n%10=2-4 & n%100!=12-14") },
		.plural_count = 2 };
	static const char *const rows[][2] = { { "1", "plik" },
		{ "2", "pliki" }, { "4", "pliki" }, { "5", "plik\xc3\xb3w" },
		{ "12", "plik\xc3\xb3w" }, { "22", "pliki" },
		{ "1,002", "pliki" }, { "0", "plik\xc3\xb3w" },
		{ "many", "plik\xc3\xb3w" } };
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str word = number_plural(&polish, str_from(rows[i][0]),
		    STR("plik|pliki|plik\xc3\xb3w"));
		assert_true(str_equal_z(word, rows[i][1]));
	}
}

static void write_text(const char *folder, const char *name, const char *text)
{
	struct error err = { 0 };
	struct str path = arena_printf(arena, "%s/lang/xx/%s", folder, name);
	assert_true(file_write(path, str_from(text), 0644, &err));
}

static const char forms[] =
    "key,value\nname,X\ndecimal,.\nthousands,\"\"\npercent,%\n"
    "date,{d}\ndate_short,{d}\nday,{d}\nday_short,{d}\nmonth,{y}\n"
    "month_short,{y}\nquarter,{q}\nquarter_short,{q}\nplural,n=1\n"
    "months,a b c d e f g h i j k l\nmonths_short,a b c d e f g h i j k l\n";

static void assert_refused(const char *folder, const char *language,
    const char *words, const char *texts, const char *message, int line)
{
	struct error err = { 0 };
	const struct language *opened;
	struct asset_folders folders = { .data = str_from(folder) };
	write_text(folder, "language.csv", language);
	write_text(folder, "words.csv", words);
	write_text(folder, "texts.csv", texts);
	assert_false(language_open(&opened, STR("xx"), &folders, arena, &err));
	if (!strstr(err.message, message))
		fail_msg("expected \"%s\" in: %s", message, err.message);
	assert_int_equal(err.line, line);
}

static void mistakes_have_a_place(void **state)
{
	char folder[] = "/tmp/assay-lang-XXXXXX";
	struct error err = { 0 };
	const struct language *opened;
	const char *words = "say,class,text\n";
	const char *texts = "context,english,text\n";
	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_true(
	    file_make_folders(arena_printf(arena, "%s/lang/xx", folder), &err));
	assert_refused(folder, "key,value\nnaem,X\n", words, texts,
	    "expected a key of a language", 2);
	assert_refused(folder, "key,value\nmonths,a b\n", words, texts,
	    "expected twelve months", 2);
	assert_refused(
	    folder, "key,value\nname,X\n", words, texts, "expected the key", 0);
	assert_refused(folder, forms, "say,class,text\nno_such,,x\n", texts,
	    "expected a sentence of data/words.csv", 2);
	assert_refused(folder, forms, words,
	    "context,english,text\n,a {n} b,c {m} d\n",
	    "expected a hole of the English text", 2);
	assert_refused(folder, forms, words,
	    "context,english,text\n,a,b\n,a,c\n", "expected each text once", 3);
	assert_false(language_open(&opened, STR("../xx"), NULL, arena, &err));
	assert_false(language_open(&opened, STR("zz"), NULL, arena, &err));
	assert_non_null(strstr(err.fix, "de"));
	static const char *const files[] = { "language.csv", "words.csv",
		"texts.csv" };
	for (size_t i = 0; i < 3; i++)
		unlink(arena_z(arena,
		    arena_printf(arena, "%s/lang/xx/%s", folder, files[i])));
	rmdir(arena_z(arena, arena_printf(arena, "%s/lang/xx", folder)));
	rmdir(arena_z(arena, arena_printf(arena, "%s/lang", folder)));
	rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(phrases_match),
		cmocka_unit_test(hostile_texts_end),
		cmocka_unit_test(german_says),
		cmocka_unit_test(what_is_missing_is_known),
		cmocka_unit_test(plurals_follow_their_rules),
		cmocka_unit_test(mistakes_have_a_place),
	};
	return cmocka_run_group_tests_name(
	    "language", tests, open_german, close_german);
}
