/* importers/git/literal: what a pattern's matches must hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "importers/git/literal.h"

struct sample {
	const char *pattern;
	const char *literals; /* separated by blanks */
};

static const struct sample samples[] = {
	{ "^noreply@anthropic\\.com$", "noreply@anthropic.com" },
	{ "^Claude-(Sessions-Id|Session-Path): .+$",
	    "sessions-id session-path & claude-" },
	{ "(^|/)CLAUDE(\\.local)?\\.md$", "claude & .md" },
	{ "(^|/)(opencode\\.jsonc?|\\.opencode/.+)$",
	    "opencode.json .opencode/" },
	{ "(^|/)\\.(roo/.+|noai)$", "roo/ noai" },
	{ "^(abc|defg)h@ijk[lm]+nopqr$", "h@ijk & nopqr" },
	{ "^me@one\\.org$|^(you|they)@two\\.org$", "me@one.org @two.org" },
	{ "^(GPT[ -]?[0-9]*)$", "gpt" },
	{ "abc*def", "def" },
	{ "abcd+ef", "abcd" },
	{ "abc{2}defg", "defg" },
	{ "[]abc]def[^]abc]", "def" },
	{ "[[:alnum:]]def", "def" },
	{ "x[[.hyphen.]abc]y", "" },
	{ "one(two", "" },
	{ "one)two", "" },
	{ "(one|)", "" },
	{ "(one|t.o)", "" },
	{ "(one)?", "" },
	{ "abc\\bdef", "abc & def" },
	{ "ab", "" },
	{ "", "" },
};

static void finds_literals(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		struct arena *keep = arena_new();
		struct str text = STR("");
		struct literals found =
		    literals_of(str_from(samples[i].pattern), keep);
		const struct literals *one = &found;
		for (; one; one = one->also)
			for (size_t j = 0; j < one->count; j++)
				text = arena_printf(keep, STR_FMT "%s%s",
				    STR_ARG(text),
				    j		    ? " "
				    : one != &found ? " & "
						    : "",
				    one->items[j].text);
		if (!str_equal_z(text, samples[i].literals))
			fail_msg("%s: expected \"%s\", found \"" STR_FMT "\"",
			    samples[i].pattern, samples[i].literals,
			    STR_ARG(text));
		arena_free(keep);
	}
}

static bool holds(const char *pattern, const char *text)
{
	struct arena *keep = arena_new();
	struct literal_pairs pairs;
	struct literals literals = literals_of(str_from(pattern), keep);
	literal_pairs_of(&pairs, str_from(text));
	bool held = literals_in(&literals, &pairs, text);
	arena_free(keep);
	return held;
}

static void looks_for_them(void **state)
{
	(void)state;
	assert_true(holds("(one|two|three)", "there are two"));
	assert_false(holds("(one|two|three)", "there are t wo"));
	assert_false(holds("abcabd", "abc and cab and abd"));
	assert_true(holds("(one|two).*three", "two and three"));
	assert_false(holds("(one|two).*three", "three"));
	assert_false(holds("(one|two).*three", "one"));
	assert_true(holds("a.*", "anything"));
	assert_true(holds("a.*", ""));
	assert_false(holds("abc", ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_literals),
		cmocka_unit_test(looks_for_them),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
