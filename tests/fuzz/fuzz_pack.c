/* Packs: an index and a pack as they are ("P", four bytes with the size of the
 * index, highest first, the index, the pack), or objects to make them of ("O",
 * then of each its kind as a digit, a byte for a delta's base, two bytes with
 * its size, its bytes): commits and trees of hostile repositories. The object N
 * has the id of twenty bytes N, from 1 on. Whose the lines are is asked of all
 * that is a commit. Covers importers/git.
 * corpus: tests/corpus/packs */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libdeflate.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/vec.h"
#include "importers/git/lineage.h"
#include "importers/git/unpack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
	OBJECTS_MAX = 255,
	INDEX_HEAD = 8 + 4 * 256,
	KIND_BEFORE = 6,
	KIND_OF_ID = 7,
};

struct world {
	struct arena *arena;
	struct buf index;
	struct buf pack;
	struct oid_list ids;
};

static void add_number(struct buf *out, uint64_t number, int bytes)
{
	while (bytes--)
		buf_add_char(out, (char)(number >> 8 * bytes & 0xFF));
}

/* ---------------------------------------------------------------- making -- */

static void add_head(struct buf *pack, unsigned kind, size_t size)
{
	unsigned byte = kind << 4 | (size & 15);
	for (size >>= 4; size; size >>= 7) {
		buf_add_char(pack, (char)(byte | 0x80));
		byte = size & 0x7F;
	}
	buf_add_char(pack, (char)byte);
}

static void add_distance(struct buf *pack, uint64_t distance)
{
	unsigned char bytes[10];
	size_t at = sizeof bytes - 1;
	bytes[at] = distance & 0x7F;
	while (distance >>= 7)
		bytes[--at] = (unsigned char)(0x80 | (--distance & 0x7F));
	buf_add(
	    pack, (struct str){ (const char *)bytes + at, sizeof bytes - at });
}

static void add_stream(struct world *world, struct str bytes)
{
	struct libdeflate_compressor *deflater = libdeflate_alloc_compressor(0);
	size_t room = libdeflate_zlib_compress_bound(deflater, bytes.len);
	char *out = arena_array(world->arena, room, 1);
	size_t used =
	    libdeflate_zlib_compress(deflater, bytes.ptr, bytes.len, out, room);
	buf_add(&world->pack, (struct str){ out, used });
	libdeflate_free_compressor(deflater);
}

static struct oid id_of(size_t number)
{
	struct oid oid;
	memset(oid.bytes, (int)number, sizeof oid.bytes);
	return oid;
}

static void add_object(struct world *world, unsigned kind, unsigned base,
    struct str bytes, const uint64_t *offsets)
{
	struct oid id = id_of(base);
	size_t number = world->ids.count;
	add_head(&world->pack, kind, bytes.len);
	if (kind == KIND_BEFORE)
		add_distance(
		    &world->pack, base && base <= number
				      ? offsets[number] - offsets[number - base]
				      : base);
	if (kind == KIND_OF_ID)
		buf_add(&world->pack,
		    (struct str){ (const char *)id.bytes, OID_SIZE });
	add_stream(world, bytes);
}

static void make_index(struct world *world, const uint64_t *offsets)
{
	size_t count = world->ids.count;
	buf_add(&world->index, STR("\377tOc\0\0\0\2"));
	for (size_t i = 0; i < 256; i++)
		add_number(&world->index, i < count ? i : count, 4);
	for (size_t i = 0; i < count; i++)
		buf_add(&world->index,
		    (struct str){
			(const char *)world->ids.items[i].bytes, OID_SIZE });
	for (size_t i = 0; i < count; i++)
		add_number(&world->index, 0, 4);
	for (size_t i = 0; i < count; i++)
		add_number(&world->index, offsets[i], 4);
	for (int i = 0; i < 2 * OID_SIZE; i++)
		buf_add_char(&world->index, 0);
}

static void make_objects(struct world *world, struct str rest)
{
	uint64_t offsets[OBJECTS_MAX];
	buf_add(&world->pack, STR("PACK\0\0\0\2\0\0\0\0"));
	while (rest.len >= 4 && world->ids.count < OBJECTS_MAX) {
		const unsigned char *head = (const unsigned char *)rest.ptr;
		size_t size = (size_t)head[2] << 8 | head[3];
		struct str bytes = str_slice(rest, 4, 4 + size);
		offsets[world->ids.count] = world->pack.len;
		add_object(world, head[0] & 7, head[1], bytes, offsets);
		struct oid id = id_of(world->ids.count + 1);
		VEC_PUSH(&world->ids, world->arena, id);
		rest = str_skip(rest, 4 + bytes.len);
	}
	for (int i = 0; i < OID_SIZE; i++)
		buf_add_char(&world->pack, 0);
	make_index(world, offsets);
}

static void take_files(struct world *world, struct str rest)
{
	size_t size = 0;
	for (int i = 0; i < 4 && rest.len; i++) {
		size = size << 8 | (unsigned char)*rest.ptr;
		rest = str_skip(rest, 1);
	}
	struct str index = str_slice(rest, 0, size);
	buf_add(&world->index, index);
	buf_add(&world->pack, str_skip(rest, index.len));
	struct str ids = str_skip(index, INDEX_HEAD);
	while (ids.len >= OID_SIZE && world->ids.count < OBJECTS_MAX) {
		struct oid oid;
		memcpy(oid.bytes, ids.ptr, OID_SIZE);
		VEC_PUSH(&world->ids, world->arena, oid);
		ids = str_skip(ids, OID_SIZE);
	}
}

/* --------------------------------------------------------------- reading -- */

static void unpack_all(const struct world *world, struct str objects)
{
	struct packs *packs = packs_open(objects);
	struct unpacker *unpacker = unpacker_new(packs, 1 << 12);
	for (size_t i = 0; i < world->ids.count; i++) {
		struct pack_place place;
		struct unpacked *unpacked;
		size_t size = 0;
		if (!packs_find(packs, &world->ids.items[i], &place))
			continue;
		enum object_state state =
		    unpack_size(unpacker, &place, OBJECT_BLOB, &size);
		if (unpack(unpacker, &place, OBJECT_BLOB, &unpacked) ==
		    OBJECT_FOUND) {
			if (state != OBJECT_FOUND ||
			    unpacked_bytes(unpacked).len != size)
				abort();
			unpacked_release(unpacked);
		}
	}
	unpacker_free(unpacker);
	packs_close(packs);
}

static void check_file(void *user, uint32_t path,
    const struct line_array *before, const struct line_array *after)
{
	const struct lineage *lineage = user;
	(void)before;
	if (path >= lineage->events.paths.count)
		abort();
	for (uint32_t at = 0; after && at < after->count;) {
		struct line_run run = lineage_run(lineage, after, at);
		if (!run.count || run.count > after->count - at ||
		    (run.commit != REACH_NONE &&
			run.commit >= lineage->reach->count))
			abort();
		at += run.count;
	}
}

static void follow_lines(const struct world *world, struct repo *repo)
{
	struct oid_list heads = { 0 };
	struct oid_list none = { 0 };
	struct reach reach;
	struct lineage lineage;
	struct error err;
	for (size_t i = 0; i < world->ids.count; i++) {
		struct object object;
		if (repo_read(repo, &world->ids.items[i], OBJECT_COMMIT,
			&object) == OBJECT_FOUND)
			VEC_PUSH(&heads, world->arena, world->ids.items[i]);
		object_release(&object);
	}
	if (!heads.count ||
	    !reach_from(&reach, repo, &heads, &none, world->arena, NULL, &err))
		return;
	for (size_t i = 0; i < reach.count; i++) {
		struct line_map empty = { 0 };
		if (!lineage_open(&lineage, repo, &reach, (uint32_t)i, NULL,
			world->arena, &err))
			abort();
		empty.depth = lineage.lines.depth;
		line_map_compare(&empty, &lineage.lines, check_file, &lineage);
		lineage_close(&lineage);
		if (i == 2)
			break;
	}
}

/* ------------------------------------------------------------- all of it -- */

static void write_file(
    struct world *world, struct str folder, const char *name, struct str bytes)
{
	struct str path = path_join(world->arena, folder, str_from(name));
	FILE *file = fopen(arena_z(world->arena, path), "wb");
	if (!file || fwrite(bytes.ptr, 1, bytes.len, file) != bytes.len ||
	    fclose(file))
		abort();
}

static void make_folder(
    struct world *world, struct str folder, const char *name)
{
	struct str path = path_join(world->arena, folder, str_from(name));
	if (mkdir(arena_z(world->arena, path), 0700))
		abort();
}

static void write_repository(struct world *world, struct str folder)
{
	make_folder(world, folder, "refs");
	make_folder(world, folder, "objects");
	make_folder(world, folder, "objects/pack");
	write_file(world, folder, "HEAD", STR("ref: refs/heads/main\n"));
	write_file(
	    world, folder, "objects/pack/pack-1.idx", buf_str(&world->index));
	write_file(
	    world, folder, "objects/pack/pack-1.pack", buf_str(&world->pack));
}

static void remove_repository(struct world *world, struct str folder)
{
	static const char *const names[] = { "objects/pack/pack-1.idx",
		"objects/pack/pack-1.pack", "objects/pack", "objects", "refs",
		"HEAD", "" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct str path =
		    path_join(world->arena, folder, str_from(names[i]));
		(void)remove(arena_z(world->arena, path));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char name[] = "/tmp/assay-fuzz-XXXXXX";
	struct str text = { (const char *)data, size };
	struct world world = { .arena = arena_new() };
	struct repo *repo;
	struct error err;
	if (!size || !mkdtemp(name)) {
		arena_free(world.arena);
		return 0;
	}
	struct str folder = str_from(name);
	if (*text.ptr == 'P')
		take_files(&world, str_skip(text, 1));
	else
		make_objects(&world, str_skip(text, 1));
	write_repository(&world, folder);
	unpack_all(&world, path_join(world.arena, folder, STR("objects")));
	if (repo_open(&repo, folder, &err))
		follow_lines(&world, repo);
	repo_close(repo);
	remove_repository(&world, folder);
	buf_free(&world.index);
	buf_free(&world.pack);
	arena_free(world.arena);
	return 0;
}
