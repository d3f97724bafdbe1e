/* importers/owners: reading CODEOWNERS and whose a path is. The patterns of
 * GitHub's form are those of hmarr/codeowners (tests/corpus/owners). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "importers/owners/owner_rules.h"
#include "tests/unit/json_text.h"

static struct error err;

static void patterns_as_another_program_takes_them(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	struct str content;
	int checked = 0;
	assert_true(file_read(
	    &content, STR("tests/corpus/owners/patterns.json"), 0, keep, &err));
	cJSON *tree = json_of_text(content, keep);
	const cJSON *test;
	cJSON_ArrayForEach(test, tree)
	{
		const cJSON *path;
		struct str pattern = json_string_in(test, "pattern");
		cJSON_ArrayForEach(path, json_object_in(test, "paths"))
		{
			bool expected = cJSON_IsTrue(path);
			checked++;
			if (owner_pattern_matches(OWNERS_GITHUB, pattern,
				str_from(path->string)) != expected)
				fail_msg("%s should %smatch %s",
				    arena_z(keep, pattern),
				    expected ? "" : "not ", path->string);
		}
	}
	cJSON_Delete(tree);
	assert_true(checked > 100);
	arena_free(keep);
}

static void patterns_of_gitlab(void **state)
{
	(void)state;
	/* File.fnmatch?(pattern, "/" + path, FNM_DOTMATCH | FNM_PATHNAME)
	 * of Ruby 3.1, with GitLab's preparation of the pattern */
	static const struct {
		const char *pattern;
		const char *path;
		bool matches;
	} cases[] = {
		{ "*", "a", true },
		{ "*", "a/b/.c", true },
		{ "*.rb", "a/b.rb", true },
		{ "*.rb", "a/b.rbx", false },
		{ "docs/", "docs/a", true },
		{ "docs/", "x/docs/a/b", true },
		{ "docs/", "docs", false },
		{ "/docs/", "x/docs/a", false },
		{ "/docs/*", "docs/a", true },
		{ "/docs/*", "docs/a/b", false },
		{ "/docs", "docs/a", false },
		{ "docs/a", "x/docs/a", true },
		{ "/docs/**/a", "docs/a", true },
		{ "/docs/**/a", "docs/x/y/a", true },
		{ "/docs/**", "docs/a", true },
		{ "/docs/**", "docs/a/b", false },
		{ "/a[0-9].c", "a5.c", true },
		{ "/a[!0-9].c", "a5.c", false },
		{ "/a[!0-9].c", "ax.c", true },
		{ "/a\\ b", "a b", true },
		{ "\\#a", "#a", true },
		{ "/a?c", "a/c", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (owner_pattern_matches(OWNERS_GITLAB,
			str_from(cases[i].pattern),
			str_from(cases[i].path)) != cases[i].matches)
			fail_msg("%s and %s", cases[i].pattern, cases[i].path);
}

/* "@a @b" of PATH by CONTENT. */
static void assert_owners(const char *content, enum owner_dialect dialect,
    const char *path, const char *expected)
{
	struct arena *keep = arena_new();
	struct owner_rules rules;
	struct str_list owners;
	size_t *named;
	struct str text = STR("");
	owner_rules_read(&rules, str_from(content), dialect, keep);
	owner_match(owner_matcher_new(&rules, keep), str_from(path), &owners,
	    &named, keep);
	for (size_t i = 0; i < owners.count; i++)
		text = arena_printf(keep, STR_FMT "%s" STR_FMT, STR_ARG(text),
		    i ? " " : "", STR_ARG(owners.items[i]));
	assert_string_equal(arena_z(keep, text), expected);
	arena_free(keep);
}

static void the_last_rule_decides(void **state)
{
	(void)state;
	static const char file[] = "# all of it\n"
				   "* @org/all  # the rest\n"
				   "/api/ @api api@example.org\n"
				   "\n"
				   "/api/free/\n"
				   "*.md @Docs\n";
	assert_owners(file, OWNERS_GITHUB, "a.c", "@org/all");
	assert_owners(file, OWNERS_GITHUB, "api/a.c", "@api api@example.org");
	assert_owners(file, OWNERS_GITHUB, "api/free/a.c", "");
	assert_owners(file, OWNERS_GITHUB, "api/free/a.md", "@Docs");
	assert_owners(file, OWNERS_GITHUB, "a.MD", "@org/all");
}

static void wrong_lines_are_passed_over(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	struct owner_rules rules;
	owner_rules_read(&rules,
	    STR("* @all\n!/a @x\n/b not-an-owner\n/c @ok @\n/d\\ e @d\n"),
	    OWNERS_GITHUB, keep);
	assert_int_equal(rules.count, 2);
	assert_int_equal(rules.bad_lines, 3);
	assert_int_equal(rules.first_bad, 2);
	assert_owners("* @all\n/d\\ e @d\n", OWNERS_GITHUB, "d e", "@d");
	arena_free(keep);
}

static void sections_all_apply(void **state)
{
	(void)state;
	static const char file[] = "* @all\n"
				   "[Docs][2] @docs @writers\n"
				   "*.md\n"
				   "/api/*.md @api\n"
				   "^[Optional]\n"
				   "*.md @opt # and @tail\n"
				   "[DOCS]\n"
				   "/last.md @last\n"
				   "[Rest] @rest\n"
				   "*\n"
				   "!*.lock\n"
				   "*.lock @never\n";
	assert_owners(file, OWNERS_GITLAB, "x.md",
	    "@all @docs @writers @opt @tail @rest");
	assert_owners(
	    file, OWNERS_GITLAB, "api/x.md", "@all @api @opt @tail @rest");
	assert_owners(
	    file, OWNERS_GITLAB, "last.md", "@all @last @opt @tail @rest");
	assert_owners(file, OWNERS_GITLAB, "a.lock", "@all");
}

static void sections_tell_the_dialect(void **state)
{
	(void)state;
	assert_true(owner_rules_have_sections(STR("* @a\n^[x][1] @b\n")));
	assert_false(owner_rules_have_sections(STR("* @a\n# [x]\n[x.c @b\n")));
}

static void hostile_patterns_end(void **state)
{
	(void)state;
	struct arena *keep = arena_new();
	char *pattern = arena_alloc(keep, 4001);
	char *path = arena_alloc(keep, 4001);
	for (size_t i = 0; i < 1000; i++) {
		memcpy(pattern + 4 * i, i % 2 ? "**/a" : "*a*/", 4);
		memcpy(path + 4 * i, "aaa/", 4);
	}
	memcpy(pattern + 900, "/b", 3);
	assert_false(owner_pattern_matches(
	    OWNERS_GITLAB, str_from(pattern), str_from(path)));
	memset(pattern, '*', 4000);
	for (size_t i = 1; i < 4000; i += 2)
		pattern[i] = 'a';
	memset(path, 'a', 3000);
	path[3000] = 'b';
	path[3001] = '\0';
	assert_false(owner_pattern_matches(OWNERS_GITLAB,
	    str_slice(str_from(pattern), 0, 3000), str_from(path)));
	arena_free(keep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_as_another_program_takes_them),
		cmocka_unit_test(patterns_of_gitlab),
		cmocka_unit_test(the_last_rule_decides),
		cmocka_unit_test(wrong_lines_are_passed_over),
		cmocka_unit_test(sections_all_apply),
		cmocka_unit_test(sections_tell_the_dialect),
		cmocka_unit_test(hostile_patterns_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
