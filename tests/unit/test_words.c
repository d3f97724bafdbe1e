/* The words engine: each class has its words, what is not known has none, and
 * no sentence claims a cause. Figures are those of the design's own example:
 * 85 problems in 46.2 thousand lines and so on, pooled ratio 1.30722. */
#include <setjmp.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/rules.h"
#include "base/utf8.h"
#include "render/words.h"

static struct arena *arena;
static struct words *words;

static const struct measure ratio = {
	.kind = MEASURE_RATE,
	.direction = DIRECTION_DOWN,
};
static const struct measure share = {
	.kind = MEASURE_SHARE,
	.direction = DIRECTION_UP,
};
static const struct measure delay = { .kind = MEASURE_TIME };
static const struct measure count = { .kind = MEASURE_COUNT };

static struct figure ratio_figure(enum word_class class)
{
	return (struct figure){
		.known = class != CLASS_TOO_LITTLE,
		.has_interval = true,
		.value = 1.30722,
		.low = 1.04595,
		.high = 1.63376,
		.crude = 1.54399,
		.crude_low = 1.25188,
		.crude_high = 1.90629,
		.hit = 193,
		.n = 159,
		.exposure = 148.9,
		.exposure_rest = 189.4,
		.class = class,
		.contrast = STR("human"),
	};
}

static struct str say(const char *name, const struct measure *measure,
    const struct figure *figure)
{
	struct word_fields fields = { 0 };
	words_figure(&fields, measure, figure, arena);
	words_set(&fields, "previous", STR("74%"));
	return words_say(words, str_from(name), figure->class, figure->unstable,
	    &fields, arena);
}

static void is(struct str got, const char *want)
{
	if (!got.ptr != !want || (want && !str_equal_z(got, want)))
		fail_msg("got \"" STR_FMT "\", want \"%s\"", STR_ARG(got),
		    want ? want : "(none)");
}

/* The ratio's lead sentence, class by class. */
static void each_class_has_its_words(void **state)
{
	(void)state;
#define RAW                                                                    \
	"In raw numbers AI-assisted code has 1.54 times the problems "         \
	"per 1,000 lines of human-written code. "
	static const struct {
		enum word_class class;
		const char *text;
	} cases[] = {
		{ CLASS_CLEAR_UP,
		    RAW "Compared like with like it is 1.31 times (1.05 to "
			"1.63): clearly higher." },
		{ CLASS_CLEAR_DOWN,
		    RAW "Compared like with like it is 1.31 times (1.05 to "
			"1.63): clearly lower." },
		{ CLASS_EQUAL,
		    RAW "Compared like with like it is 1.31 times (1.05 to "
			"1.63): practically the same." },
		{ CLASS_OPEN,
		    RAW "Compared like with like there is no clear "
			"difference: 5% more to 63% more problems fit the "
			"data." },
		{ CLASS_TOO_LITTLE,
		    "Open problems: 193 in AI-assisted code, 159 in "
		    "human-written code; too few to compare like for like." },
		{ CLASS_NOT_ASSESSED, NULL },
		{ CLASS_NOT_COMPARABLE, NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct figure figure = ratio_figure(cases[i].class);
		is(say("density_lead", &ratio, &figure), cases[i].text);
	}
}

static void says_what_hangs_on_the_unknown(void **state)
{
	struct figure figure = ratio_figure(CLASS_CLEAR_UP);
	(void)state;
	figure.unstable = true;
	is(say("matters.adj_density_ratio", &ratio, &figure),
	    "Like for like, AI-assisted code has 1.31 times the problems per "
	    "line "
	    "of human-written code: clearly higher. This depends on lines of "
	    "unknown origin.");
	figure.contrast = STR("no AI recorded");
	figure.unstable = false;
	is(say("matters.adj_density_ratio", &ratio, &figure),
	    "Like for like, AI-assisted code has 1.31 times the problems per "
	    "line "
	    "of code with no AI recorded: clearly higher.");
}

/* None against many are told as what they are, one as one. */
static void few_problems_are_counted(void **state)
{
	static const char *const names[] = { "density_lead", "brief_density",
		"matters.adj_density_ratio" };
	struct figure figure = { .class = CLASS_TOO_LITTLE,
		.n = 383,
		.contrast = STR("no AI recorded") };
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		is(say(names[i], &ratio, &figure),
		    "Open problems: 0 in AI-assisted code, 383 in code with "
		    "no AI recorded; too few to compare like for like.");
}

static void titles_are_neutral_within_chance(void **state)
{
	struct figure figure = ratio_figure(CLASS_OPEN);
	(void)state;
	is(say("density_title", &ratio, &figure), NULL);
	figure.class = CLASS_CLEAR_UP;
	is(say("density_title", &ratio, &figure),
	    "Like for like, AI-assisted code has 1.31 times the problems per "
	    "line "
	    "of human-written code");
}

static void few_are_counted_many_are_shared(void **state)
{
	struct figure figure = { .known = true,
		.hit = 1648,
		.n = 1912,
		.value = 0.861925,
		.has_interval = true,
		.low = 0.845734,
		.high = 0.876664,
		.class = CLASS_NONE };
	(void)state;
	is(say("approved", &share, &figure),
	    "1,648 of 1,912 AI commits used approved tools and models only "
	    "(86%).");
	is(words_interval(&share, &figure, arena), "85 to 88%");
	figure.hit = 29;
	figure.n = 38;
	figure.value = 29.0 / 38;
	is(say("approved", &share, &figure),
	    "29 of 38 AI commits used approved tools and models only.");
	is(words_value(&share, &figure, arena), "29 of 38");
}

/* No end reads as equality, when it is none. */
static void rounding_makes_no_equality(void **state)
{
	static const struct measure difference = { .kind = MEASURE_SHARE,
		.reading = READING_DIFFERENCE };
	struct figure figure = { .known = true,
		.has_interval = true,
		.n = 70,
		.value = -0.134,
		.low = -0.2574,
		.high = 0.0021 };
	(void)state;
	is(words_interval(&difference, &figure, arena), "\xe2\x88\x92"
							"25.7 to +0.2 points");
	figure.high = 0.0821;
	is(words_interval(&difference, &figure, arena), "\xe2\x88\x92"
							"26 to +8 points");
	figure.low = 1.0042;
	figure.high = 1.63;
	is(words_interval(&ratio, &figure, arena), "1.004 to 1.630");
	figure.low = 1;
	is(words_interval(&ratio, &figure, arena), "1.00 to 1.63");
}

static void unknown_is_said_and_never_zero(void **state)
{
	struct figure none = { .class = CLASS_NOT_ASSESSED };
	struct figure few = { .class = CLASS_TOO_LITTLE, .n = 2 };
	struct figure hidden = { .known = true, .suppressed = true };
	struct figure censored = { .n = 24, .hit = 5, .class = CLASS_NONE };
	(void)state;
	is(words_value(&share, &none, arena), NULL);
	is(words_missing(&share, &none), "not assessed");
	is(words_missing(&share, &few), "too little data to say");
	is(words_value(&share, &hidden, arena), NULL);
	is(words_missing(&share, &hidden), "not shown, for privacy");
	is(words_missing(&delay, &censored), "not reached");
	is(words_state(&share, &none), "not assessed");
	is(words_state(&share, &few), "too little data");
	is(words_state(&share, &hidden), "suppressed");
	is(words_state(&delay, &censored), "not reached");
	is(say("approved", &share, &none), NULL);
	is(say("open_problems", &count, &none), NULL);
}

/* Only what is too little has a reason, and each kind its own. */
static void too_little_has_its_reason(void **state)
{
	const struct {
		struct measure measure;
		const char *text;
	} cases[] = {
		{ { .kind = MEASURE_SHARE, .unit = STR("deployments") },
		    "fewer than five deployments" },
		{ { .kind = MEASURE_SHARE, .unit = STR("findings") },
		    "fewer than five problems" },
		{ { .kind = MEASURE_SHARE,
		      .unit = STR("lines"),
		      .by_record = true,
		      .id = STR("ai.origin_coverage") },
		    "fewer than five commits" },
		{ { .kind = MEASURE_SHARE,
		      .unit = STR("lines"),
		      .by_record = true,
		      .id = STR("own.lines") },
		    NULL },
		{ { .kind = MEASURE_SHARE, .reading = READING_DIFFERENCE },
		    NULL },
		{ { .kind = MEASURE_RATE },
		    "fewer than five different problems or 1,000 lines to "
		    "compare on a side" },
		{ { .kind = MEASURE_RATE, .reading = READING_AI },
		    "fewer than five different problems or 1,000 lines" },
		{ { .kind = MEASURE_TIME }, "fewer than five have ended" },
		{ { .kind = MEASURE_COUNT }, NULL },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct measure *measure = &cases[i].measure;
		struct figure figure = { .class = CLASS_TOO_LITTLE };
		is(words_few(words, measure, &figure, arena), cases[i].text);
		figure.suppressed = true;
		is(words_few(words, measure, &figure, arena), NULL);
		figure = (struct figure){ .class = CLASS_NONE, .known = true };
		is(words_few(words, measure, &figure, arena), NULL);
	}
}

static void times_and_open_ends(void **state)
{
	struct figure figure = { .known = true,
		.has_interval = true,
		.value = 62,
		.low = 30,
		.high = (double)INFINITY };
	(void)state;
	is(words_value(&delay, &figure, arena), "62 days");
	is(words_interval(&delay, &figure, arena), "30 days or more");
	figure.low = 1;
	figure.high = 8;
	is(words_interval(&delay, &figure, arena), "1 to 8 days");
}

static void changes_have_arrows_only_when_real(void **state)
{
	(void)state;
	assert_string_equal(
	    words_change(CLASS_CLEAR_UP, DIRECTION_UP), "Better");
	assert_string_equal(
	    words_change(CLASS_CLEAR_UP, DIRECTION_DOWN), "Worse");
	assert_string_equal(
	    words_change(CLASS_CLEAR_DOWN, DIRECTION_DOWN), "Better");
	assert_string_equal(
	    words_change(CLASS_CLEAR_UP, DIRECTION_NONE), "Higher");
	assert_string_equal(
	    words_change(CLASS_OPEN, DIRECTION_UP), "Unchanged");
	assert_string_equal(
	    words_change(CLASS_EQUAL, DIRECTION_UP), "Unchanged");
	for (int class = 0; class < WORD_CLASSES; class ++) {
		enum doc_mark mark = words_change_mark((enum word_class) class);
		bool arrow = mark == MARK_UP || mark == MARK_DOWN;
		assert_int_equal(arrow,
		    class == CLASS_CLEAR_UP || class == CLASS_CLEAR_DOWN);
		if (!arrow)
			assert_int_equal(
			    words_change_colour(
				(enum word_class) class, DIRECTION_UP),
			    COLOUR_INK);
	}
	assert_int_equal(
	    words_change_colour(CLASS_CLEAR_UP, DIRECTION_DOWN), COLOUR_ALERT);
}

/* What a wrong table of words says. */
static void wrong_words_are_refused(void **state)
{
	static const struct {
		const char *row;
		const char *message;
		const char *fix;
	} cases[] = {
		{ "a,,It is {valeu}.,x", "found \"{valeu}\"", "\"{value}\"" },
		{ "a,clear_upp,It is.,x", "found \"clear_upp\"",
		    "\"clear_up\"" },
		{ "a,,It rose because of AI.,x", "found \"because\"",
		    "goes with" },
		{ "a,,This is due to AI.,x", "found \"due to\"", "goes with" },
		{ "a,open,One.,x\na,open,Two.,x", "found a second", "" },
	};
	char folder[] = "/tmp/assay-words-XXXXXX";
	char path[64];
	(void)state;
	assert_non_null(mkdtemp(folder));
	(void)snprintf(path, sizeof path, "%s/words.csv", folder);
	struct asset_folders folders = { .data = str_from(folder) };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct words *wrong;
		struct error err = { 0 };
		FILE *file = fopen(path, "w");
		assert_non_null(file);
		(void)fprintf(
		    file, "say,class,text,source\n%s\n", cases[i].row);
		(void)fclose(file);
		assert_false(words_open(&wrong, &folders, arena, &err));
		if (!strstr(err.message, cases[i].message) ||
		    !strstr(err.fix, cases[i].fix) || err.line < 2)
			fail_msg("case %zu: %s / %s, line %d", i, err.message,
			    err.fix, (int)err.line);
	}
	(void)remove(path);
	(void)remove(folder);
}

/* Page one has room for so much, and a board is not shouted at. */
static void sentences_keep_the_voice(void **state)
{
	struct rules rules;
	struct error err = { 0 };
	size_t say_column;
	size_t text_column;
	(void)state;
	assert_true(
	    rules_read(&rules, NULL, STR("data/words.csv"), arena, &err));
	assert_true(rules_column(&rules, "say", &say_column, &err));
	assert_true(rules_column(&rules, "text", &text_column, &err));
	for (size_t i = 0; i < rules.row_count; i++) {
		struct str name = rules_cell(&rules, i, say_column);
		struct str text = rules_cell(&rules, i, text_column);
		bool short_one = str_starts(name, STR("changed.")) ||
				 str_starts(name, STR("ask.")) ||
				 str_starts(name, STR("weak."));
		if (str_contains(text, STR("!")) ||
		    str_contains(text, STR("please")) ||
		    (short_one && utf8_count(text) > 116))
			fail_msg("line %d: " STR_FMT, (int)rules.lines[i],
			    STR_ARG(text));
	}
}

static int setup(void **state)
{
	struct error err = { 0 };
	(void)state;
	arena = arena_new();
	if (words_open(&words, NULL, arena, &err))
		return 0;
	error_print(&err, stderr);
	return -1;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_class_has_its_words),
		cmocka_unit_test(says_what_hangs_on_the_unknown),
		cmocka_unit_test(few_problems_are_counted),
		cmocka_unit_test(titles_are_neutral_within_chance),
		cmocka_unit_test(few_are_counted_many_are_shared),
		cmocka_unit_test(rounding_makes_no_equality),
		cmocka_unit_test(unknown_is_said_and_never_zero),
		cmocka_unit_test(too_little_has_its_reason),
		cmocka_unit_test(times_and_open_ends),
		cmocka_unit_test(changes_have_arrows_only_when_real),
		cmocka_unit_test(wrong_words_are_refused),
		cmocka_unit_test(sentences_keep_the_voice),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
