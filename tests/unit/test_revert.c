/* importers/git/revert against what git revert and git am do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "importers/git/revert.h"
#include "tests/unit/git_world.h"

static struct error err;
static const struct revert_options options = { .threads = 3 };

/* One commit of each kind, tagged by what undoing it at HEAD is. */
static const char script[] =
    "seq 1 40 >a; seq 1 40 >b; echo x >gone; c root; git tag root; "
    "sed -i 's/^3$/three/' a; c far; git tag clean; "
    "sed -i 's/^20$/twenty/' a; c near; git tag conflict; "
    "sed -i 's/^twenty$/TWENTY/' a; c again; "
    "echo y >>gone; c 'short life'; git tag gone; "
    "echo x >gone; c back; "
    "git mv b c; sed -i 's/^9$/nine/' c; c 'renamed file'; git tag moved; "
    "git checkout -q -b other root; echo z >z; c 'on a side'; git tag side; "
    "git checkout -q main; git merge -q -m merge other; git tag merge; "
    "sed -i 's/^40$/forty/' c; c 'Gr\xc3\xbc\xc3\x9f\x65'; git tag last";

static const struct {
	const char *tag;
	enum revert_state state;
} expected[] = {
	{ "clean", REVERT_CLEAN },
	{ "conflict", REVERT_CONFLICT },
	{ "gone", REVERT_GONE },
	{ "moved", REVERT_CLEAN },
	{ "side", REVERT_CLEAN },
	{ "merge", REVERT_NOT_TRIED },
	{ "last", REVERT_CLEAN },
	{ "root", REVERT_CONFLICT },
};
enum { EXPECTED = sizeof expected / sizeof expected[0] };

static struct str find(struct git_world *world, const char *name)
{
	return git_world_ask(world,
	    arena_printf(world->arena, "rev-parse %s^{commit}", name).ptr);
}

/* git revert --no-commit TAG; git diff --cached --quiet */
static void each_commit_is_as_git_says(void **state)
{
	(void)state;
	struct git_world world;
	struct revert items[EXPECTED];
	git_world_open(&world, script);
	for (size_t i = 0; i < EXPECTED; i++)
		items[i] =
		    (struct revert){ .commit = find(&world, expected[i].tag) };
	assert_true(revert_try(
	    world.path, find(&world, "HEAD"), items, EXPECTED, &options, &err));
	for (size_t i = 0; i < EXPECTED; i++)
		assert_string_equal(revert_word(items[i].state),
		    revert_word(expected[i].state));
	git_world_close(&world);
}

static void nothing_is_written(void **state)
{
	(void)state;
	struct git_world world;
	git_world_open(&world, script);
	struct str before = git_world_ask(&world, "count-objects -v");
	struct revert item = { .commit = find(&world, "moved") };
	assert_true(revert_try(
	    world.path, find(&world, "HEAD"), &item, 1, &options, &err));
	assert_int_equal(item.state, REVERT_CLEAN);
	struct str after = git_world_ask(&world, "count-objects -v");
	assert_true(str_equal(before, after));
	assert_int_equal(git_world_ask(&world, "status --porcelain").len, 0);
	git_world_close(&world);
}

static void unknown_commits_are_not_tried(void **state)
{
	(void)state;
	struct git_world world;
	git_world_open(&world, "echo 1 >a; c one");
	struct revert items[] = {
		{ .commit = STR("0123456789012345678901234567890123456789") },
		{ .commit = STR("nothing") },
	};
	items[0].state = items[1].state = REVERT_CLEAN;
	assert_true(revert_try(
	    world.path, find(&world, "HEAD"), items, 2, &options, &err));
	assert_int_equal(items[0].state, REVERT_NOT_TRIED);
	assert_int_equal(items[1].state, REVERT_NOT_TRIED);
	assert_false(
	    revert_try(world.path, STR("123"), items, 2, &options, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	git_world_close(&world);
}

/* ---------------------------------------------------------------- stack -- */

struct pile {
	struct git_world *world;
	int count;
};

static bool write_patch(
    void *user, const struct revert_patch *patch, struct error *error)
{
	struct pile *pile = user;
	struct str path = arena_printf(pile->world->arena, "%s/%d.patch",
	    pile->world->folder, ++pile->count);
	FILE *file = fopen(path.ptr, "w");
	(void)error;
	assert_non_null(file);
	assert_int_equal(
	    fwrite(patch->text.ptr, 1, patch->text.len, file), patch->text.len);
	fclose(file);
	return true;
}

/* git am *.patch, and the tree is that of git revert, one upon the other. */
static void a_stack_is_what_git_am_takes(void **state)
{
	(void)state;
	struct git_world world;
	struct pile pile = { .world = &world };
	git_world_open(&world, script);
	struct revert items[] = {
		{ .commit = find(&world, "last") },
		{ .commit = find(&world, "moved") },
		{ .commit = find(&world, "conflict") },
		{ .commit = find(&world, "clean") },
	};
	const struct revert_stacking wish = { STR("A <a@b.example>"),
		1790000000, write_patch, NULL, &pile };
	assert_true(revert_stack(
	    world.path, find(&world, "HEAD"), items, 4, &wish, &err));
	assert_int_equal(pile.count, 3);
	assert_int_equal(items[2].state, REVERT_CONFLICT);
	git_world_run(&world,
	    "git checkout -q -b one; git am -q ../1.patch ../2.patch "
	    "../3.patch; git checkout -q -b two main; "
	    "git revert --no-edit last >../log; "
	    "git revert --no-edit moved >../log; "
	    "git revert --no-edit clean >../log; git diff --quiet one two; "
	    "test \"$(git log -1 --format=%s one~2)\" = "
	    "'Revert \"Gr\xc3\xbc\xc3\x9f\x65\"'");
	git_world_close(&world);
}

static void binary_files_come_back(void **state)
{
	(void)state;
	struct git_world world;
	struct pile pile = { .world = &world };
	git_world_open(&world, "printf 'a\\000b' >bin; c one; "
			       "printf 'c\\000d' >bin; c two; git tag two");
	struct revert item = { .commit = find(&world, "two") };
	const struct revert_stacking wish = { STR("A <a@b.example>"),
		1790000000, write_patch, NULL, &pile };
	assert_true(revert_stack(
	    world.path, find(&world, "HEAD"), &item, 1, &wish, &err));
	assert_int_equal(pile.count, 1);
	git_world_run(
	    &world, "git am -q ../1.patch; git diff --quiet HEAD two~1");
	git_world_close(&world);
}

static void carriage_returns_come_back(void **state)
{
	(void)state;
	struct git_world world;
	struct pile pile = { .world = &world };
	git_world_open(&world, "printf 'a\\r\\nb\\r\\n' >f; c one; "
			       "printf 'a\\r\\nB\\nc' >f; c two; git tag two");
	struct revert item = { .commit = find(&world, "two") };
	const struct revert_stacking wish = { STR("A <a@b.example>"),
		1790000000, write_patch, NULL, &pile };
	assert_true(revert_stack(
	    world.path, find(&world, "HEAD"), &item, 1, &wish, &err));
	assert_int_equal(pile.count, 1);
	git_world_run(&world,
	    "git am -q ../1.patch 2>../log; git diff --quiet HEAD two~1");
	git_world_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_commit_is_as_git_says),
		cmocka_unit_test(nothing_is_written),
		cmocka_unit_test(unknown_commits_are_not_tried),
		cmocka_unit_test(a_stack_is_what_git_am_takes),
		cmocka_unit_test(binary_files_come_back),
		cmocka_unit_test(carriage_returns_come_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
