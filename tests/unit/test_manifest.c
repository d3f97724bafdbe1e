/* importers/deps: what each kind of manifest and lock file names. The files of
 * tests/corpus/manifests are read one by one; what is found is compared with
 * tests/corpus/manifests.expected, which was checked by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "importers/deps/manifest.h"
#include "importers/deps/package_name.h"

#define FOLDER "tests/corpus/manifests"

struct fixture {
	struct arena *keep;
	struct manifests *manifests;
};

static struct error err;

static int open_fixture(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	assert_non_null(fixture);
	fixture->keep = arena_new();
	if (!manifests_load(&fixture->manifests, NULL, fixture->keep, &err))
		fail_msg("%s", err.message);
	*state = fixture;
	return 0;
}

static int close_fixture(void **state)
{
	struct fixture *fixture = *state;
	arena_free(fixture->keep);
	free(fixture);
	return 0;
}

static void print_list(
    struct buf *out, const struct package_list *list, bool is_lock)
{
	static const char *const relations[] = { "-", "direct", "transitive" };
	static const char *const fixed[] = { "-", "no", "yes" };
	for (size_t i = 0; i < list->count; i++) {
		const struct package *p = &list->items[i];
		buf_printf(out,
		    "  " STR_FMT " | " STR_FMT " | %s | " STR_FMT
		    " | %s | %lld%s\n",
		    STR_ARG(p->name), STR_ARG(p->version),
		    relations[p->relation],
		    STR_ARG(p->scope.len ? p->scope : STR("-")),
		    fixed[p->fixed], (long long)p->line,
		    is_lock ? " | lock" : "");
	}
}

static void read_file(struct fixture *fixture, struct buf *out, struct str path)
{
	struct str content;
	struct package_list list;
	bool is_lock;
	const struct manifest *manifest =
	    manifest_of_path(fixture->manifests, path);
	buf_printf(out, STR_FMT "\n", STR_ARG(str_skip(path, sizeof FOLDER)));
	if (!manifest)
		fail_msg(STR_FMT " is no manifest", STR_ARG(path));
	if (!file_read(&content, path, 0, fixture->keep, &err) ||
	    !manifest_read(&list, &is_lock, fixture->manifests, manifest,
		content, path, NULL, fixture->keep, &err))
		fail_msg(
		    "%s:%lld: %s", err.file, (long long)err.line, err.message);
	print_list(out, &list, is_lock);
}

static void each_format_gives_its_packages(void **state)
{
	struct fixture *fixture = *state;
	struct str_list paths;
	struct str expected;
	struct buf out = { 0 };
	assert_true(path_glob(&paths, STR(FOLDER "/*/*"), fixture->keep, &err));
	for (size_t i = 0; i < paths.count; i++)
		read_file(fixture, &out, paths.items[i]);
	buf_add_char(&out, '\0');
	if (getenv("BLESS") && *getenv("BLESS"))
		assert_true(file_write(STR(FOLDER ".expected"),
		    (struct str){ out.data, out.len - 1 }, 0644, &err));
	assert_true(file_read(
	    &expected, STR(FOLDER ".expected"), 0, fixture->keep, &err));
	assert_string_equal(out.data, arena_z(fixture->keep, expected));
	buf_free(&out);
}

/* CONTENT without the line at PART of it, of 8. */
static struct str shortened(
    struct fixture *fixture, struct str content, size_t part)
{
	size_t from = content.len / 8 * part;
	while (from && content.ptr[from - 1] != '\n')
		from--;
	struct str rest = str_skip(content, from);
	return arena_printf(fixture->keep, STR_FMT STR_FMT,
	    STR_ARG(str_slice(content, 0, from)),
	    STR_ARG(str_skip(rest, str_find_byte(rest, '\n') + 1)));
}

/* Each way to read a version gives the same; the last one is that of PARTS,
 * and what it says is LIKE for the next. */
static void compare_ways(struct fixture *fixture, struct str path,
    struct str content, struct manifest_parts *parts)
{
	struct buf out[3] = { 0 };
	struct manifest_parts alone = { .memo = parts->memo };
	struct manifest_parts *const ways[] = { NULL, &alone, parts };
	const struct manifest *manifest =
	    manifest_of_path(fixture->manifests, path);
	for (int i = 0; i < 3; i++) {
		struct package_list list;
		bool is_lock;
		bool done = manifest_read(&list, &is_lock, fixture->manifests,
		    manifest, content, path, ways[i], fixture->keep, &err);
		buf_printf(&out[i], STR_FMT " %d\n", STR_ARG(path), done);
		print_list(&out[i], &list, is_lock);
		buf_add_char(&out[i], '\0');
	}
	assert_string_equal(out[0].data, out[1].data);
	assert_string_equal(out[0].data, out[2].data);
	for (int i = 0; i < 3; i++)
		buf_free(&out[i]);
	struct part_cuts *like = ARENA_NEW(fixture->keep, struct part_cuts);
	*like = parts->cuts;
	parts->like = like;
}

static void entries_read_before_say_the_same(void **state)
{
	struct fixture *fixture = *state;
	struct str_list paths;
	struct str content;
	size_t remembered = 0;
	assert_true(path_glob(&paths, STR(FOLDER "/*/*"), fixture->keep, &err));
	for (size_t i = 0; i < paths.count; i++) {
		struct str path = paths.items[i];
		struct part_memo memo = { .known.arena = fixture->keep };
		struct manifest_parts parts = { .memo = &memo };
		assert_true(file_read(&content, path, 0, fixture->keep, &err));
		for (size_t part = 0; part < 8; part++) {
			struct str shorter = shortened(fixture, content, part);
			compare_ways(fixture, path, shorter, &parts);
			compare_ways(fixture, path, content, &parts);
			compare_ways(fixture, path,
			    shortened(fixture, shorter, 7 - part), &parts);
			compare_ways(fixture, path, shorter, &parts);
		}
		compare_ways(fixture, path, content, &parts);
		size_t known = memo.known.count;
		compare_ways(fixture, path, content, &parts);
		assert_int_equal(memo.known.count, known);
		remembered += known > 0;
	}
	assert_true(remembered >= 5);
}

static void copies_of_packages_are_no_manifests(void **state)
{
	struct fixture *fixture = *state;
	const struct manifests *m = fixture->manifests;
	assert_non_null(manifest_of_path(m, STR("package.json")));
	assert_non_null(manifest_of_path(m, STR("web/package.json")));
	assert_null(manifest_of_path(m, STR("node_modules/a/package.json")));
	assert_null(manifest_of_path(m, STR("web/node_modules/package.json")));
	assert_null(manifest_of_path(m, STR("vendor/a/go.mod")));
	assert_null(manifest_of_path(m, STR("setup.py")));
	assert_null(manifest_of_path(m, STR("package.json.md")));
	assert_non_null(manifest_of_path(m, STR("requirements/dev.in")));
}

static struct package_list read_text(
    struct fixture *fixture, const char *path, const char *text)
{
	struct package_list list;
	bool is_lock;
	assert_true(manifest_read(&list, &is_lock, fixture->manifests,
	    manifest_of_path(fixture->manifests, str_from(path)),
	    str_from(text), str_from(path), NULL, fixture->keep, &err));
	return list;
}

static void a_change_is_the_difference_of_two_lists(void **state)
{
	struct fixture *fixture = *state;
	struct package_change_list changes = { 0 };
	struct package_list old = read_text(fixture, "go.mod",
	    "require (\na.org/x v1.0.0\na.org/y v1.0.0\na.org/z v1.0.0\n)\n");
	struct package_list new = read_text(fixture, "go.mod",
	    "require (\na.org/w v1.0.0\na.org/x v1.0.0\n"
	    "a.org/y v1.1.0\n)\n");
	packages_compare(&changes, &old, &new, fixture->keep);
	assert_int_equal(changes.count, 3);
	assert_null(changes.items[0].old); /* w */
	assert_true(str_equal_z(changes.items[1].old->version, "v1.0.0"));
	assert_true(str_equal_z(changes.items[1].new->version, "v1.1.0"));
	assert_null(changes.items[2].new); /* z */
}

static void order_and_blanks_are_no_change(void **state)
{
	struct fixture *fixture = *state;
	struct package_change_list changes = { 0 };
	struct package_list old = read_text(fixture, "package.json",
	    "{\"dependencies\":{\"a\":\"1.0.0\",\"b\":\"2.0.0\"}}");
	struct package_list new = read_text(fixture, "package.json",
	    "{\n \"dependencies\": {\n\"b\":\"2.0.0\",\n\"a\":\"1.0.0\"}}");
	packages_compare(&changes, &old, &new, fixture->keep);
	assert_int_equal(changes.count, 0);
}

static void fixed_requirements(void **state)
{
	(void)state;
	static const struct {
		const char *ecosystem;
		const char *text;
		enum fixed fixed;
	} cases[] = {
		{ "npm", "1.2.3", FIXED_YES },
		{ "npm", "=1.2.3", FIXED_YES },
		{ "npm", "1.2.3-beta.1", FIXED_YES },
		{ "npm", "1.2", FIXED_NO },
		{ "npm", "1.x.0", FIXED_NO },
		{ "npm", "1.2.3 || 2.0.0", FIXED_NO },
		{ "npm", "latest", FIXED_NO },
		{ "npm", "", FIXED_UNKNOWN },
		{ "npm", "https://example.org/a-1.0.0.tgz", FIXED_YES },
		{ "pypi", "==1.2.3", FIXED_YES },
		{ "pypi", "==1.2.*", FIXED_NO },
		{ "pypi", "==1.2.3,!=1.2.4", FIXED_NO },
		{ "pypi", ">=1.2.3", FIXED_NO },
		{ "cargo", "1.2.3", FIXED_NO },
		{ "cargo", "=1.2.3", FIXED_YES },
		{ "cargo", "=1.2", FIXED_NO },
		{ "golang", "v1.2.3", FIXED_YES },
		{ "maven", "1.2.3", FIXED_YES },
		{ "maven", "[1.2.3]", FIXED_YES },
		{ "maven", "[1.2,2)", FIXED_NO },
		{ "maven", "1.2-SNAPSHOT", FIXED_NO },
		{ "maven", "1.+", FIXED_NO },
		{ "maven", "LATEST", FIXED_NO },
		{ "maven", "${unset}", FIXED_UNKNOWN },
		{ "nuget", "13.0.3", FIXED_YES },
		{ "nuget", "1.2.*", FIXED_NO },
		{ "gem", "1.2.3", FIXED_YES },
		{ "gem", "= 1.2", FIXED_YES },
		{ "gem", "~> 1.2", FIXED_NO },
		{ "composer", "1.2.3", FIXED_YES },
		{ "composer", "dev-main", FIXED_NO },
		{ "conan", "[>=1.2]", FIXED_NO },
		{ "conan", "1.2", FIXED_YES },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (requirement_fixed(str_from(cases[i].ecosystem),
			str_from(cases[i].text)) != cases[i].fixed)
			fail_msg("%s %s", cases[i].ecosystem, cases[i].text);
}

static void secrets_of_addresses_are_not_kept(void **state)
{
	struct fixture *fixture = *state;
#define TOKEN "ghp_aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5"
#define COMMIT "0123456789abcdef0123456789abcdef01234567"
	static const char *const cases[][2] = {
		{ " git+https://me:token@example.org/a.git@v1\n\x01 x ",
		    "git+https://example.org/a.git@v1 x" },
		{ "https://n.example/x.tgz?token=" TOKEN,
		    "https://n.example/x.tgz?*" },
		{ "@ https://h.example/x.whl?sig=a&rev=v1#egg=x&t=b",
		    "@ https://h.example/x.whl?*&rev=v1#egg=x&*" },
		{ "https://h.example?user=a@b", "https://h.example?*" },
		{ "https://h.example/" TOKEN "/x.tgz",
		    "https://h.example/*/x.tgz" },
		{ "git+ssh://git@h.example/x.git#" COMMIT,
		    "git+ssh://h.example/x.git#" COMMIT },
		{ "git+https://h.example/x#semver:^1.0",
		    "git+https://h.example/x#semver:^1.0" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
		    arena_z(fixture->keep,
			requirement_text(fixture->keep, str_from(cases[i][0]))),
		    cases[i][1]);
}

static void broken_files_say_where(void **state)
{
	struct fixture *fixture = *state;
	struct package_list list;
	bool is_lock;
	struct str path = STR("web/package.json");
	assert_false(manifest_read(&list, &is_lock, fixture->manifests,
	    manifest_of_path(fixture->manifests, path),
	    STR("{\n \"dependencies\": {\n  \"a\" \"1\" }}"), path, NULL,
	    fixture->keep, &err));
	assert_int_equal(list.count, 0);
	assert_int_equal(err.line, 3);
	assert_string_equal(err.file, "web/package.json");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    entries_read_before_say_the_same, open_fixture,
		    close_fixture),
		cmocka_unit_test_setup_teardown(each_format_gives_its_packages,
		    open_fixture, close_fixture),
		cmocka_unit_test_setup_teardown(
		    copies_of_packages_are_no_manifests, open_fixture,
		    close_fixture),
		cmocka_unit_test_setup_teardown(
		    a_change_is_the_difference_of_two_lists, open_fixture,
		    close_fixture),
		cmocka_unit_test_setup_teardown(order_and_blanks_are_no_change,
		    open_fixture, close_fixture),
		cmocka_unit_test(fixed_requirements),
		cmocka_unit_test_setup_teardown(
		    secrets_of_addresses_are_not_kept, open_fixture,
		    close_fixture),
		cmocka_unit_test_setup_teardown(
		    broken_files_say_where, open_fixture, close_fixture),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
