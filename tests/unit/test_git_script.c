/* importers/git/script and script_store: the same scripts cold and warm, one at
 * a time and many, and nothing from a damaged cache. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/vec.h"
#include "importers/git/script.h"
#include "importers/git/script_store.h"
#include "tests/unit/git_world.h"

static struct error err;

/* 150 versions of a file that grows and changes in its middle. */
static const char history[] =
    "awk 'BEGIN { for (i = 1; i <= 150; i++) {"
    "  text = text \"line \" i % 11 \"\\n\";"
    "  if (i % 3 == 0) sub(/line 4\\n/, \"\", text);"
    "  print \"commit refs/heads/main\\ncommitter A <a@x> \" 1700000000 + i "
    "    \" +0000\\ndata 2\\nm\\nM 100644 inline a.txt\";"
    "  print \"data \" length(text) \"\\n\" text } }' | "
    "git fast-import --quiet";

struct fixture {
	struct git_world git;
	struct repo *repo;
	struct str cache;
	struct pair_list {
		struct script_pair *items;
		size_t count;
		size_t room;
	} pairs;
};

/* Each version against the one before, the first against none; then a pair
 * that was there, and one with a blob that is not. */
static void add_pairs(struct fixture *fixture)
{
	struct arena *arena = fixture->git.arena;
	struct str line;
	struct str rest = git_world_ask(&fixture->git,
	    "log --format= --raw --no-abbrev --root main | cut -d' ' -f3,4");
	while (str_line(&rest, &line)) {
		struct script_pair pair = { .path = 1 };
		assert_true(oid_parse(&pair.old, str_slice(line, 0, 40)));
		assert_true(oid_parse(&pair.new, str_skip(line, 41)));
		VEC_PUSH(&fixture->pairs, arena, pair);
	}
	assert_true(fixture->pairs.count > 130); /* runs on threads */
	struct script_pair pair = fixture->pairs.items[3];
	pair.path = 2;
	VEC_PUSH(&fixture->pairs, arena, pair);
	pair.old.bytes[0] ^= 1;
	VEC_PUSH(&fixture->pairs, arena, pair);
}

static void open_fixture(struct fixture *fixture)
{
	*fixture = (struct fixture){ 0 };
	git_world_open(&fixture->git, history);
	fixture->cache = path_join(
	    fixture->git.arena, str_from(fixture->git.folder), STR("cache"));
	add_pairs(fixture);
	assert_true(repo_open(&fixture->repo, fixture->git.path, &err));
}

static void close_fixture(struct fixture *fixture)
{
	repo_close(fixture->repo);
	git_world_close(&fixture->git);
}

/* Answers to all pairs; STEP of them are asked for at a time. */
static struct script_pair *answers(
    struct fixture *fixture, struct str cache, size_t step)
{
	struct arena *arena = fixture->git.arena;
	size_t count = fixture->pairs.count;
	struct script_pair *pairs = arena_array(arena, count, sizeof *pairs);
	struct scripts *scripts = scripts_new(fixture->repo, cache);
	memcpy(pairs, fixture->pairs.items, count * sizeof *pairs);
	for (size_t i = 0; i < count; i += step)
		scripts_make(scripts, pairs + i,
		    count - i < step ? count - i : step, arena, NULL, NULL);
	scripts_free(scripts);
	return pairs;
}

static void check_equal(const struct fixture *fixture,
    const struct script_pair *a, const struct script_pair *b)
{
	for (size_t i = 0; i < fixture->pairs.count; i++) {
		assert_int_equal(a[i].state, b[i].state);
		if (a[i].state != SCRIPT_MADE)
			continue;
		assert_int_equal(a[i].added, b[i].added);
		assert_int_equal(a[i].deleted, b[i].deleted);
		assert_int_equal(a[i].script.old_lines, b[i].script.old_lines);
		assert_int_equal(a[i].script.new_lines, b[i].script.new_lines);
		assert_int_equal(a[i].script.count, b[i].script.count);
		if (a[i].script.count)
			assert_memory_equal(a[i].script.hunks,
			    b[i].script.hunks,
			    a[i].script.count * sizeof *a[i].script.hunks);
	}
}

static void answers_the_same_at_once_and_one_by_one(void **state)
{
	(void)state;
	struct fixture fixture;
	open_fixture(&fixture);
	size_t count = fixture.pairs.count;
	struct script_pair *all = answers(&fixture, STR_NONE, count);
	check_equal(&fixture, all, answers(&fixture, STR_NONE, 1));
	assert_int_equal(all[0].state, SCRIPT_MADE);
	assert_int_equal(all[count - 1].state, SCRIPT_MISSING);
	/* git log --numstat --format= -1 */
	assert_int_equal(all[0].added, 1);
	assert_int_equal(all[count - 3].script.old_lines, 0);
	assert_int_equal(all[count - 3].script.count, 1);
	close_fixture(&fixture);
}

static void answers_the_same_from_the_cache(void **state)
{
	(void)state;
	struct fixture fixture;
	struct str first;
	struct str again;
	open_fixture(&fixture);
	size_t count = fixture.pairs.count;
	struct script_pair *cold = answers(&fixture, fixture.cache, count);
	assert_true(
	    file_read(&first, fixture.cache, 0, fixture.git.arena, &err));
	/* without the objects */
	git_world_run(&fixture.git, "mv .git/objects .git/away; "
				    "mkdir .git/objects");
	repo_close(fixture.repo);
	assert_true(repo_open(&fixture.repo, fixture.git.path, &err));
	check_equal(&fixture, cold, answers(&fixture, fixture.cache, count));
	assert_true(
	    file_read(&again, fixture.cache, 0, fixture.git.arena, &err));
	assert_true(str_equal(first, again));
	close_fixture(&fixture);
}

/* Not through file_write, which waits for the disk. */
static void write_file(struct str path, struct str content)
{
	struct arena *scratch = arena_new();
	FILE *file = fopen(arena_z(scratch, path), "wb");
	assert_non_null(file);
	fwrite(content.ptr, 1, content.len, file);
	assert_int_equal(fclose(file), 0);
	arena_free(scratch);
}

static void ignores_a_damaged_cache(void **state)
{
	(void)state;
	struct fixture fixture;
	struct str content;
	open_fixture(&fixture);
	struct arena *arena = fixture.git.arena;
	size_t count = fixture.pairs.count;
	struct script_pair *cold = answers(&fixture, fixture.cache, count);
	assert_true(file_read(&content, fixture.cache, 0, arena, &err));
	for (size_t at = 0; at < content.len; at += 509) {
		char *copy = arena_z(arena, content);
		copy[at] = (char)(copy[at] ^ 1);
		write_file(fixture.cache, (struct str){ copy, content.len });
		struct script_store *store = script_store_new();
		struct script_pair pair = cold[0];
		script_store_load(store, fixture.cache);
		assert_false(script_store_find(store, &pair, arena));
		script_store_free(store);
	}
	assert_true(
	    file_write(fixture.cache, str_slice(content, 0, 300), 0600, &err));
	check_equal(&fixture, cold, answers(&fixture, fixture.cache, count));
	close_fixture(&fixture);
}

/* Files of another history leave, once most are of one. */
static void forgets_what_is_not_asked_for(void **state)
{
	(void)state;
	struct fixture fixture;
	open_fixture(&fixture);
	struct arena *arena = fixture.git.arena;
	int64_t before;
	int64_t after;
	(void)answers(&fixture, fixture.cache, fixture.pairs.count);
	assert_true(file_size(fixture.cache, &before, &err));
	struct script_store *store = script_store_new();
	script_store_load(store, fixture.cache);
	struct script_pair pair = fixture.pairs.items[0];
	assert_true(script_store_find(store, &pair, arena));
	pair.new.bytes[0] ^= 1;
	script_store_add(store, &pair);
	assert_true(script_store_save(store, fixture.cache, &err));
	script_store_free(store);
	assert_true(file_size(fixture.cache, &after, &err));
	assert_true(after < before / 2);
	store = script_store_new();
	script_store_load(store, fixture.cache);
	assert_true(script_store_find(store, &pair, arena));
	pair = fixture.pairs.items[1];
	assert_false(script_store_find(store, &pair, arena));
	script_store_free(store);
	close_fixture(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_the_same_at_once_and_one_by_one),
		cmocka_unit_test(answers_the_same_from_the_cache),
		cmocka_unit_test(ignores_a_damaged_cache),
		cmocka_unit_test(forgets_what_is_not_asked_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
