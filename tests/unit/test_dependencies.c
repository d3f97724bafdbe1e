/* Packages and owners through history: repositories made by git, imported and
 * linked. The command of git that shows the same stands above the assertion
 * where there is one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "importers/importer.h"
#include "link/link.h"
#include "model/query.h"
#include "tests/unit/git_fixture.h"

static struct error err;

static void import(struct fixture *fixture)
{
	const struct link_options options = { .human_before = UNKNOWN };
	import_fine(fixture);
	if (!link_all(fixture->model, &options, &err))
		fail_msg("%s (%s)", err.message, err.trail);
}

static void open_imported(struct fixture *fixture, const char *script)
{
	open_fixture(fixture, script);
	import(fixture);
}

static void assert_rows(
    struct fixture *fixture, const char *sql, const char *expected)
{
	assert_string_equal(rows(fixture, sql), expected);
}

/* Each change with the subject's place in the walk from the root: git log
 * --reverse --topo-order gives the order. */
static const char changes_sql[] =
    "SELECT f.path, d.package, d.change, coalesce(d.old_version, '-'), "
    "coalesce(d.version, '-'), coalesce(d.direct, '-'), c.parents "
    "FROM dependency_change d JOIN file f ON f.id = d.file_id "
    "JOIN \"commit\" c ON c.id = d.commit_id "
    "ORDER BY c.id DESC, f.path, d.package";

static void each_commit_has_its_changes(void **state)
{
	(void)state;
	struct fixture fixture;
	open_imported(&fixture,
	    "printf 'Flask==1.0\\nrequests\\n' >requirements.txt; c one\n"
	    "printf 'requests\\n\\n# same\\nflask==1.0\\n' "
	    ">requirements.txt; c two\n"
	    "printf 'flask==2.0\\nurllib3\\n' >requirements.txt; c three\n"
	    "git rm -q requirements.txt; c four");
	assert_rows(&fixture, changes_sql,
	    "requirements.txt|flask|added|-|==1.0|1|0\n"
	    "requirements.txt|requests|added|-|-|1|0\n"
	    "requirements.txt|flask|changed|==1.0|==2.0|1|1\n"
	    "requirements.txt|requests|removed|-|-|1|1\n"
	    "requirements.txt|urllib3|added|-|-|1|1\n"
	    "requirements.txt|flask|removed|==2.0|-|1|1\n"
	    "requirements.txt|urllib3|removed|-|-|1|1\n");
	assert_rows(&fixture, "SELECT count(*) FROM dependency", "0\n");
	close_fixture(&fixture);
}

static void a_merge_brings_what_no_parent_has(void **state)
{
	(void)state;
	struct fixture fixture;
	open_imported(&fixture,
	    "printf 'a\\nb\\nc\\n' >requirements.txt; c one\n"
	    "git checkout -q -b side\n"
	    "printf 'a\\nb\\nc\\nside\\n' >requirements.txt; c two\n"
	    "git checkout -q main\n"
	    "printf 'main\\na\\nb\\nc\\n' >requirements.txt; c three\n"
	    "git merge -q --no-commit side >/dev/null || :\n"
	    "printf 'main\\na\\nb\\nside\\nevil\\n' >requirements.txt\n"
	    "git add -A; git commit -q -m merge");
	assert_rows(&fixture,
	    "SELECT package, change FROM dependency_change d "
	    "JOIN \"commit\" c ON c.id = d.commit_id WHERE c.parents = 2 "
	    "ORDER BY package",
	    "c|removed\nevil|added\n");
	/* all have one second, so that only their parents give an order */
	assert_rows(&fixture,
	    "SELECT x.package, x.alive, c.parents FROM component x "
	    "JOIN \"commit\" c ON c.id = x.from_commit_id ORDER BY package",
	    "a|1|0\nb|1|0\nc|0|0\nevil|1|2\nmain|1|1\nside|1|1\n");
	close_fixture(&fixture);
}

static void moving_a_line_brings_nothing(void **state)
{
	(void)state;
	struct fixture fixture;
	open_imported(&fixture,
	    "printf 'flask\\n' >requirements.txt; c one\n"
	    "git mv requirements.txt requirements-web.txt; c two\n"
	    "git rm -q requirements-web.txt\n"
	    "printf '[project]\\ndependencies = [\"Flask\"]\\n' "
	    ">pyproject.toml; c three");
	assert_rows(&fixture,
	    "SELECT x.package, x.alive, c.parents, f.path, x.line "
	    "FROM component x JOIN \"commit\" c ON c.id = x.from_commit_id "
	    "JOIN file f ON f.id = x.file_id",
	    "flask|1|0|pyproject.toml|2\n");
	close_fixture(&fixture);
}

static void what_left_and_came_again_has_two_lives(void **state)
{
	(void)state;
	struct fixture fixture;
	open_imported(&fixture, "printf 'a\\nb\\n' >requirements.txt; c one\n"
				"printf 'b\\n' >requirements.txt; c two\n"
				"GIT_COMMITTER_DATE='1700009999 +0000'\n"
				"printf 'a\\nb\\n' >requirements.txt; c three");
	assert_rows(&fixture,
	    "SELECT package, alive, from_time, to_time IS NULL "
	    "FROM component ORDER BY package, from_time",
	    "a|0|1700000100|0\na|1|1700009999|1\nb|1|1700000100|1\n");
	close_fixture(&fixture);
}

/* What another package needed is brought by who asks for it; a new version of
 * it is not. */
static void asking_for_what_was_needed_brings_it(void **state)
{
	(void)state;
	struct fixture fixture;
	open_imported(&fixture,
	    "printf 'require a.org/x v1.0.0 // indirect\n' >go.mod; c one\n"
	    "GIT_COMMITTER_DATE='1700000200 +0000'\n"
	    "printf 'require a.org/x v1.0.0\n' >go.mod; c two\n"
	    "GIT_COMMITTER_DATE='1700000300 +0000'\n"
	    "printf 'require a.org/x v1.1.0\n' >go.mod; c three");
	assert_rows(&fixture,
	    "SELECT change, old_direct, direct, old_version, version "
	    "FROM dependency_change ORDER BY locator, commit_id DESC",
	    "added||0||v1.0.0\nchanged|0|1|v1.0.0|v1.0.0\n"
	    "changed|1|1|v1.0.0|v1.1.0\n");
	assert_rows(&fixture,
	    "SELECT package, direct, alive, from_time FROM component",
	    "a.org/x|1|1|1700000200\n");
	close_fixture(&fixture);
}

static void a_lock_file_fixes_what_is_asked_for(void **state)
{
	(void)state;
	struct fixture fixture;
	open_imported(&fixture,
	    "printf '{\"dependencies\":{\"a\":\"^1.0.0\",\"made-up\":\"^2\"}}' "
	    ">package.json\n"
	    "printf '{\"packages\":{\"node_modules/a\":{\"version\":\"1.2.0\"},"
	    "\"node_modules/b\":{\"version\":\"3.0.0\"}}}' "
	    ">package-lock.json; c one");
	assert_rows(&fixture,
	    "SELECT package, direct, fixed, locked, version FROM component "
	    "ORDER BY package",
	    "a|1|0|1|^1.0.0\nb|0||1|3.0.0\nmade-up|1|0|0|^2\n");
	close_fixture(&fixture);
}

static void a_broken_version_is_not_known(void **state)
{
	(void)state;
	struct fixture fixture;
	open_imported(&fixture,
	    "printf '{\"dependencies\":{\"a\":\"1.0.0\",\"c\":\"1.0.0\"}}' "
	    ">package.json; c 1\n"
	    "printf '{\"dependencies\":{\"a\" \"1.0.0\"}}' >package.json; c 2\n"
	    "GIT_COMMITTER_DATE='1700000300 +0000'\n"
	    "printf '{\"dependencies\":{\"a\":\"1.0.0\",\"b\":\"1.0.0\"}}' "
	    ">package.json; c 3");
	assert_rows(&fixture,
	    "SELECT package, alive, from_commit_id IS NULL, to_time "
	    "FROM component ORDER BY package",
	    "a|1|0|\nb|1|1|\nc|0|0|1700000300\n");
	assert_rows(&fixture,
	    "SELECT code FROM diagnostic WHERE code LIKE 'bad-manifest%'",
	    "bad-manifest-versions\n");
	close_fixture(&fixture);
}

static void tests_and_copies_are_no_dependencies(void **state)
{
	(void)state;
	struct fixture fixture;
	open_imported(&fixture,
	    "mkdir -p testdata vendor/x node_modules/y\n"
	    "for d in testdata vendor/x node_modules/y; do "
	    "printf '{\"dependencies\":{\"a\":\"1.0.0\"}}' >$d/package.json; "
	    "done; c one");
	assert_rows(&fixture, "SELECT count(*) FROM dependency_change", "0\n");
	close_fixture(&fixture);
}

static void files_have_owners(void **state)
{
	(void)state;
	struct fixture fixture;
	open_imported(&fixture, "mkdir -p .github docs src\n"
				"printf '* @all\\n/src/ @core @ops\\n*.md\\n' "
				">.github/CODEOWNERS\n"
				"printf '* @nobody\\n' >CODEOWNERS\n"
				"touch a.md src/b.c src/c.md docs/d; c one");
	assert_rows(&fixture,
	    "SELECT f.path, o.owner, r.line FROM owner o "
	    "JOIN file f ON f.id = o.file_id "
	    "JOIN ownership_rule r ON r.id = o.rule_id "
	    "ORDER BY f.path, o.owner",
	    ".github/CODEOWNERS|@all|1\nCODEOWNERS|@all|1\ndocs/d|@all|1\n"
	    "src/b.c|@core|2\nsrc/b.c|@ops|2\n");
	/* what an older audited revision said is forgotten */
	git_world_run(
	    &fixture.git, "git rm -q .github/CODEOWNERS src/b.c; c two");
	import(&fixture);
	assert_rows(
	    &fixture, "SELECT DISTINCT o.owner FROM owner o", "@nobody\n");
	/* git ls-tree -r --name-only HEAD */
	assert_rows(&fixture,
	    "SELECT f.path FROM tree_file t JOIN file f ON f.id = t.file_id "
	    "ORDER BY f.path",
	    "CODEOWNERS\na.md\ndocs/d\nsrc/c.md\n");
	close_fixture(&fixture);
}

static void sections_are_gitlabs(void **state)
{
	(void)state;
	struct fixture fixture;
	open_imported(&fixture,
	    "printf '* @all\\n[Docs][2] @docs\\n*.md\\n' >CODEOWNERS\n"
	    "touch a.md; c one");
	assert_rows(&fixture,
	    "SELECT f.path, o.owner, r.section, r.approvals FROM owner o "
	    "JOIN file f ON f.id = o.file_id "
	    "JOIN ownership_rule r ON r.id = o.rule_id "
	    "ORDER BY f.path, o.owner",
	    "CODEOWNERS|@all||\na.md|@all||\na.md|@docs|Docs|2\n");
	close_fixture(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_commit_has_its_changes),
		cmocka_unit_test(a_merge_brings_what_no_parent_has),
		cmocka_unit_test(moving_a_line_brings_nothing),
		cmocka_unit_test(what_left_and_came_again_has_two_lives),
		cmocka_unit_test(asking_for_what_was_needed_brings_it),
		cmocka_unit_test(a_lock_file_fixes_what_is_asked_for),
		cmocka_unit_test(a_broken_version_is_not_known),
		cmocka_unit_test(tests_and_copies_are_no_dependencies),
		cmocka_unit_test(files_have_owners),
		cmocka_unit_test(sections_are_gitlabs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
