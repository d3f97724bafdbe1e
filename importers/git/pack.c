/* An index of version 2 has a fan-out of 256 counts, then the sorted ids, then
 * checksums, then offsets of 31 bits, of which the marked ones point into a
 * last table of 64 bits. All of it is checked against the size of the files
 * before it is used. */
/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl*): for madvise */
#define _DEFAULT_SOURCE
#include "importers/git/pack.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/vec.h"

enum {
	INDEX_HEAD = 8,
	FANOUT = 256,
	TRAILER = 20,	/* checksum of a pack */
	PACK_HEAD = 12, /* "PACK", version, count */
	CHECKSUM = 4,
	OFFSET = 4,
	LONG_OFFSET = 8,
	MORE = 0x80,
	NEAR = 4,	  /* places in the first step from a guess */
	FOLDERS_MAX = 16, /* of objects, with borrowed ones */
	ALTERNATES_BYTES_MAX = 1 << 20,
};

enum {
	KIND_COMMIT = 1,
	KIND_TREE,
	KIND_BLOB,
	KIND_TAG,
	KIND_BEFORE = 6,
	KIND_OF_ID
};

struct mapping {
	const unsigned char *bytes;
	size_t size;
};

struct pack {
	struct mapping index;
	struct mapping data;
	uint32_t count;
};

struct packs {
	struct arena *keep;
	struct pack *items;
	size_t count;
	size_t room;
};

/* --------------------------------------------------------------- opening -- */

static bool map_file(struct mapping *mapping, const char *path)
{
	struct stat status;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	*mapping = (struct mapping){ 0 };
	if (file < 0)
		return false;
	if (fstat(file, &status) == 0 && status.st_size > 0) {
		void *bytes = mmap(NULL, (size_t)status.st_size, PROT_READ,
		    MAP_PRIVATE, file, 0);
		if (bytes != MAP_FAILED)
			*mapping =
			    (struct mapping){ bytes, (size_t)status.st_size };
	}
	close(file);
	return mapping->bytes;
}

static void *address(const struct mapping *mapping)
{
	union {
		const unsigned char *in;
		void *out;
	} bytes = { mapping->bytes };
	return bytes.out;
}

static void unmap(struct mapping *mapping)
{
	if (mapping->bytes)
		munmap(address(mapping), mapping->size);
}

static uint32_t number_at(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	       (uint32_t)at[2] << 8 | at[3];
}

static const unsigned char *fanout(const struct pack *pack)
{
	return pack->index.bytes + INDEX_HEAD;
}

static const unsigned char *ids(const struct pack *pack)
{
	return fanout(pack) + FANOUT * 4;
}

static bool check(struct pack *pack)
{
	static const unsigned char index_head[] = { 0xFF, 't', 'O', 'c', 0, 0,
		0, 2 };
	uint64_t needed = INDEX_HEAD + FANOUT * 4;
	uint32_t before = 0;
	if (pack->index.size < needed ||
	    pack->data.size < PACK_HEAD + TRAILER ||
	    memcmp(pack->index.bytes, index_head, sizeof index_head) != 0 ||
	    memcmp(pack->data.bytes, "PACK\0\0\0\2", 8) != 0)
		return false;
	for (int i = 0; i < FANOUT; i++) {
		uint32_t here = number_at(fanout(pack) + 4 * i);
		if (here < before)
			return false;
		before = here;
	}
	pack->count = before;
	needed += (uint64_t)pack->count * (OID_SIZE + CHECKSUM + OFFSET);
	return needed <= pack->index.size;
}

static void add_pack(struct packs *packs, struct str folder, struct str name)
{
	struct pack pack = { 0 };
	struct arena *scratch = arena_new();
	struct str index = path_join(scratch, folder, name);
	struct str stem = str_slice(index, 0, index.len - strlen("idx"));
	struct str data = arena_printf(scratch, STR_FMT "pack", STR_ARG(stem));
	if (map_file(&pack.index, arena_z(scratch, index)) &&
	    map_file(&pack.data, arena_z(scratch, data)) && check(&pack)) {
		VEC_PUSH(packs, packs->keep, pack);
	} else {
		unmap(&pack.index);
		unmap(&pack.data);
	}
	arena_free(scratch);
}

static void add_folder(struct packs *packs, struct str folder)
{
	struct error ignored;
	struct str_list names = { 0 };
	struct arena *scratch = arena_new();
	if (file_is_folder(folder) &&
	    file_list(&names, folder, scratch, &ignored))
		for (size_t i = 0; i < names.count; i++)
			if (str_ends(names.items[i], STR(".idx")))
				add_pack(packs, folder, names.items[i]);
	arena_free(scratch);
}

/* Adds to FOLDERS what OBJECTS borrows from. */
static void add_alternates(
    struct str_list *folders, struct str objects, struct arena *keep)
{
	struct error ignored;
	struct str content;
	struct str line;
	struct str path = path_join(keep, objects, STR("info/alternates"));
	if (!file_exists(path) ||
	    !file_read(&content, path, ALTERNATES_BYTES_MAX, keep, &ignored))
		return;
	while (str_line(&content, &line) && folders->count < FOLDERS_MAX)
		if (line.len && line.ptr[0] != '#' && line.ptr[0] != '"')
			VEC_PUSH(folders, keep,
			    line.ptr[0] == '/'
				? line
				: path_join(keep, objects, line));
}

struct packs *packs_open(struct str objects)
{
	struct arena *keep = arena_new();
	struct arena *scratch = arena_new();
	struct packs *packs = ARENA_NEW(keep, struct packs);
	struct str_list folders = { 0 };
	packs->keep = keep;
	VEC_PUSH(&folders, scratch, objects);
	for (size_t i = 0; i < folders.count; i++) {
		struct str folder = folders.items[i];
		add_folder(packs, path_join(scratch, folder, STR("pack")));
		add_alternates(&folders, folder, scratch);
	}
	arena_free(scratch);
	return packs;
}

void packs_close(struct packs *packs)
{
	if (!packs)
		return;
	for (size_t i = 0; i < packs->count; i++) {
		unmap(&packs->items[i].index);
		unmap(&packs->items[i].data);
	}
	arena_free(packs->keep);
}

void packs_rest(const struct packs *packs)
{
	for (size_t i = 0; i < packs->count; i++) {
		const struct pack *pack = &packs->items[i];
		madvise(address(&pack->data), pack->data.size, MADV_DONTNEED);
	}
}

/* --------------------------------------------------------------- finding -- */

static bool offset_of(const struct pack *pack, uint32_t at, uint64_t *offset)
{
	const unsigned char *offsets =
	    ids(pack) + (size_t)pack->count * (OID_SIZE + CHECKSUM);
	const unsigned char *longs = offsets + (size_t)pack->count * OFFSET;
	const unsigned char *end = pack->index.bytes + pack->index.size;
	uint32_t number = number_at(offsets + (size_t)at * OFFSET);
	*offset = number;
	if (!(number >> 31))
		return true;
	number &= INT32_MAX;
	if ((size_t)(end - longs) / LONG_OFFSET <= number)
		return false;
	longs += (size_t)number * LONG_OFFSET;
	*offset = (uint64_t)number_at(longs) << 32 | number_at(longs + 4);
	return true;
}

/* Where an id with these first bytes would stand among evenly spread ones. */
static uint32_t guess(const struct oid *oid, uint32_t low, uint32_t high)
{
	uint64_t part = number_at(oid->bytes + 1);
	return low + (uint32_t)((uint64_t)(high - low) * part >> 32);
}

/* How the id compares with the one at AT. */
static int compare_at(
    const struct pack *pack, const struct oid *oid, uint32_t at)
{
	const unsigned char *other = ids(pack) + (size_t)at * OID_SIZE;
	uint32_t here = number_at(oid->bytes);
	uint32_t there = number_at(other);
	if (here != there)
		return here < there ? -1 : 1;
	return memcmp(oid->bytes, other, OID_SIZE);
}

/* Draws LOW and HIGH together around AT, by longer and longer steps: the ids
 * are hashes, so that the guess is seldom far off, and what is near is often
 * in the same line of the cache. */
static void narrow(const struct pack *pack, const struct oid *oid, uint32_t at,
    uint32_t *low, uint32_t *high)
{
	uint32_t step = NEAR;
	if (*low == *high)
		return;
	if (compare_at(pack, oid, at) < 0) {
		*high = at;
		while (*high - *low > step &&
		       compare_at(pack, oid, *high - step) < 0) {
			*high -= step;
			step *= 2;
		}
		if (*high - *low > step)
			*low = *high - step;
		return;
	}
	*low = at;
	while (*high - *low > step && compare_at(pack, oid, *low + step) >= 0) {
		*low += step;
		step *= 2;
	}
	if (*high - *low > step)
		*high = *low + step;
}

static bool find_in(
    const struct pack *pack, const struct oid *oid, uint64_t *offset)
{
	unsigned first = oid->bytes[0];
	uint32_t low = first ? number_at(fanout(pack) + 4 * (first - 1)) : 0;
	uint32_t high = number_at(fanout(pack) + 4 * first);
	narrow(pack, oid, guess(oid, low, high), &low, &high);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = compare_at(pack, oid, middle);
		if (order == 0)
			return offset_of(pack, middle, offset);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

bool packs_find(
    const struct packs *packs, const struct oid *oid, struct pack_place *place)
{
	for (size_t i = 0; i < packs->count; i++)
		if (find_in(&packs->items[i], oid, &place->offset)) {
			place->pack = (uint32_t)i;
			return true;
		}
	return false;
}

/* --------------------------------------------------------------- entries -- */

/* How far back the base stands: each further byte adds one more than its
 * bits say. */
static bool take_distance(struct str *rest, uint64_t *distance)
{
	*distance = 0;
	for (int i = 0; i < 9 && rest->len; i++) {
		unsigned char byte = (unsigned char)*rest->ptr;
		*rest = str_skip(*rest, 1);
		*distance = (*distance + (i > 0)) << 7 | (byte & (MORE - 1));
		if (!(byte & MORE))
			return true;
	}
	return false;
}

static bool find_base(const struct pack *pack, const struct pack_place *place,
    bool by_id, struct pack_entry *entry)
{
	uint64_t distance;
	struct oid oid;
	entry->is_delta = true;
	entry->base.pack = place->pack;
	if (by_id) {
		if (entry->packed.len < OID_SIZE)
			return false;
		memcpy(oid.bytes, entry->packed.ptr, OID_SIZE);
		entry->packed = str_skip(entry->packed, OID_SIZE);
		return find_in(pack, &oid, &entry->base.offset);
	}
	if (!take_distance(&entry->packed, &distance) || !distance ||
	    distance > place->offset)
		return false;
	entry->base.offset = place->offset - distance;
	return true;
}

/* Kind and size: four bits of the first byte, then seven of each. */
static bool take_head(struct str *rest, int *kind, size_t *size)
{
	unsigned shift = 4;
	unsigned char byte = (unsigned char)*rest->ptr;
	*rest = str_skip(*rest, 1);
	*kind = byte >> 4 & 7;
	*size = byte & 15;
	while (byte & MORE) {
		if (!rest->len || shift > 56)
			return false;
		byte = (unsigned char)*rest->ptr;
		*rest = str_skip(*rest, 1);
		*size |= (size_t)(byte & (MORE - 1)) << shift;
		shift += 7;
	}
	return true;
}

bool packs_entry(const struct packs *packs, const struct pack_place *place,
    struct pack_entry *entry)
{
	const struct pack *pack = &packs->items[place->pack];
	size_t end = pack->data.size - TRAILER;
	int kind;
	*entry = (struct pack_entry){ 0 };
	if (place->offset < PACK_HEAD || place->offset >= end)
		return false;
	entry->packed =
	    (struct str){ (const char *)pack->data.bytes + place->offset,
		    end - (size_t)place->offset };
	if (!take_head(&entry->packed, &kind, &entry->size_bytes))
		return false;
	switch (kind) {
	case KIND_COMMIT:
		entry->type = OBJECT_COMMIT;
		return true;
	case KIND_TREE:
		entry->type = OBJECT_TREE;
		return true;
	case KIND_BLOB:
		entry->type = OBJECT_BLOB;
		return true;
	case KIND_TAG:
		entry->is_other = true;
		return true;
	case KIND_BEFORE:
	case KIND_OF_ID:
		return find_base(pack, place, kind == KIND_OF_ID, entry);
	default:
		return false;
	}
}
