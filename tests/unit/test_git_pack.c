/* importers/git/pack, unpack and delta: objects out of packs are those that
 * libgit2 reads loose, and damage never does more than make one unreadable. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "importers/git/delta.h"
#include "importers/git/unpack.h"
#include "tests/unit/git_world.h"

static struct error err;

/* 60 versions of a file, each a little longer: packed as chains of deltas. A
 * copy in "loose" has the same objects, each in a file. */
static const char history[] =
    "awk 'BEGIN { for (i = 1; i <= 60; i++) {"
    "  text = text \"line \" i * 7919 % 104729 \" of some length\\n\";"
    "  print \"commit refs/heads/main\\ncommitter A <a@x> \" 1700000000 + i "
    "    \" +0000\\ndata 2\\nm\\nM 100644 inline dir/a.txt\";"
    "  print \"data \" length(text) \"\\n\" text } }' | "
    "git fast-import --quiet; "
    "git repack -adfq --depth=50 --window=20; "
    "git init -q ../loose; "
    "git -C ../loose unpack-objects -q <$(ls .git/objects/pack/*.pack)";

static struct oid_list all_objects(struct git_world *git)
{
	struct oid_list list = { 0 };
	struct str line;
	struct str rest =
	    git_world_ask(git, "rev-list --objects --no-object-names main");
	while (str_line(&rest, &line)) {
		struct oid oid;
		assert_true(oid_parse(&oid, line));
		VEC_PUSH(&list, git->arena, oid);
	}
	assert_true(list.count >= 180);
	return list;
}

static enum object_state read_any(
    struct repo *repo, const struct oid *oid, struct object *object)
{
	enum object_state state = OBJECT_BROKEN;
	for (int type = OBJECT_COMMIT; type <= OBJECT_BLOB; type++) {
		state = repo_read(repo, oid, (enum object_type)type, object);
		if (state == OBJECT_FOUND)
			return state;
	}
	return state;
}

static void reads_what_the_library_reads(void **state)
{
	(void)state;
	struct git_world git;
	struct repo *packed;
	struct repo *loose;
	git_world_open(&git, history);
	struct oid_list objects = all_objects(&git);
	assert_true(repo_open(&packed, git.path, &err));
	assert_true(repo_open(&loose,
	    path_join(git.arena, str_from(git.folder), STR("loose")), &err));
	size_t unpacked = 0;
	for (size_t i = 0; i < objects.count; i++) {
		struct object a;
		struct object b;
		const struct oid *oid = &objects.items[i];
		assert_int_equal(read_any(packed, oid, &a), OBJECT_FOUND);
		assert_int_equal(read_any(loose, oid, &b), OBJECT_FOUND);
		assert_true(str_equal(a.data, b.data));
		unpacked += a.unpacked != NULL;
		assert_null(b.unpacked);
		object_release(&a);
		object_release(&b);
	}
	assert_int_equal(unpacked, objects.count);
	repo_close(packed);
	repo_close(loose);
	git_world_close(&git);
}

static void reads_what_a_repository_borrows(void **state)
{
	(void)state;
	struct git_world git;
	struct repo *borrower;
	struct object object;
	git_world_open(&git, history);
	git_world_run(&git, "git clone -q --bare --shared . ../borrower");
	struct oid_list objects = all_objects(&git);
	assert_true(repo_open(&borrower,
	    path_join(git.arena, str_from(git.folder), STR("borrower")), &err));
	assert_int_equal(
	    read_any(borrower, &objects.items[0], &object), OBJECT_FOUND);
	assert_non_null(object.unpacked);
	object_release(&object);
	repo_close(borrower);
	git_world_close(&git);
}

static struct str file_of(struct git_world *git, const char *suffix)
{
	struct str folder =
	    path_join(git->arena, git->path, STR(".git/objects/pack"));
	struct str_list names = { 0 };
	assert_true(file_list(&names, folder, git->arena, &err));
	for (size_t i = 0; i < names.count; i++)
		if (str_ends(names.items[i], str_from(suffix)))
			return path_join(git->arena, folder, names.items[i]);
	fail_msg("no %s", suffix);
	return STR_NONE;
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

/* CONTENT, but for one byte. */
static void write_damaged(struct str path, struct str content, size_t at)
{
	struct arena *scratch = arena_new();
	char *copy = arena_z(scratch, content);
	copy[at] = (char)(copy[at] ^ 0x55);
	write_file(path, (struct str){ copy, content.len });
	arena_free(scratch);
}

static void read_all(struct git_world *git, const struct oid_list *objects)
{
	struct packs *packs =
	    packs_open(path_join(git->arena, git->path, STR(".git/objects")));
	struct unpacker *unpacker = unpacker_new(packs, 1 << 12);
	for (size_t i = 0; i < objects->count; i += 7) {
		struct pack_place place;
		struct unpacked *unpacked;
		size_t size;
		if (!packs_find(packs, &objects->items[i], &place))
			continue;
		(void)unpack_size(unpacker, &place, OBJECT_BLOB, &size);
		if (unpack(unpacker, &place, OBJECT_BLOB, &unpacked) ==
		    OBJECT_FOUND)
			unpacked_release(unpacked);
	}
	packs_rest(packs);
	unpacker_free(unpacker);
	packs_close(packs);
}

static void survives_damage(void **state)
{
	(void)state;
	struct git_world git;
	static const char *const suffixes[] = { ".idx", ".pack" };
	git_world_open(&git, history);
	struct oid_list objects = all_objects(&git);
	for (int i = 0; i < 2; i++) {
		struct str path = file_of(&git, suffixes[i]);
		struct str content;
		assert_true(file_read(&content, path, 0, git.arena, &err));
		git_world_run(&git, "chmod u+w .git/objects/pack/*");
		for (size_t at = 0; at < content.len; at += 211) {
			write_damaged(path, content, at);
			read_all(&git, &objects);
		}
		for (size_t len = 0; len < content.len; len += 997) {
			write_file(path, str_slice(content, 0, len));
			read_all(&git, &objects);
		}
		write_file(path, content);
	}
	git_world_close(&git);
}

static bool apply(struct str base, struct str delta, struct str want)
{
	char result[64];
	size_t base_bytes;
	size_t size;
	return delta_sizes(&delta, &base_bytes, &size) &&
	       base_bytes == base.len && size <= sizeof result &&
	       delta_apply(result, size, base, delta) &&
	       str_equal((struct str){ result, size }, want);
}

static void applies_deltas(void **state)
{
	(void)state;
	struct str base = STR("0123456789");
	/* copy 3 bytes from 2, insert "ab", copy all */
	assert_true(apply(base,
	    STR("\x0A\x0F\x91\x02\x03\x02"
		"ab"
		"\x90\x0A"),
	    STR("234ab0123456789")));
	/* beyond the base, of another base, too long, too short, unknown */
	assert_false(apply(base, STR("\x0A\x03\x91\x09\x03"), STR("9")));
	assert_false(apply(base, STR("\x0B\x01\x90\x01"), STR("0")));
	assert_false(apply(base, STR("\x0A\x01\x90\x02"), STR("0")));
	assert_false(apply(base, STR("\x0A\x03\x90\x02"), STR("01")));
	assert_false(apply(base,
	    STR("\x0A\x01\x00"
		"a"),
	    STR("a")));
	assert_false(apply(base,
	    STR("\x0A\x02\x02"
		"a"),
	    STR("a")));
	assert_false(apply(base, STR("\x0A\x01\x91"), STR("")));
	assert_false(apply(base, STR("\xFF\xFF"), STR("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_the_library_reads),
		cmocka_unit_test(reads_what_a_repository_borrows),
		cmocka_unit_test(survives_damage),
		cmocka_unit_test(applies_deltas),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
