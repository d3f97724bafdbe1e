/* Likeness is measured as git does (diffcore-delta): a file is cut into
 * chunks, each up to the end of a line or 64 bytes; what two files share is
 * the sum over all chunks of the smaller of both counts of bytes, seen against
 * the larger file. Pairs are taken in the order of their likeness. */
#include "importers/git/rename.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/vec.h"
#include "importers/git/lines.h"

enum { CHUNK_MAX = 64, PERCENT = 100, EQUALS_MAX = 1000 };

struct chunk {
	uint64_t hash;
	size_t bytes; /* of all chunks with this hash */
};

struct file {
	int change; /* index */
	bool is_used;
	size_t size_bytes;
	struct chunk *chunks; /* by hash */
	size_t chunk_count;
};

struct pair {
	int source; /* index of its file */
	int target;
	int percent;
	bool same_name;
};

struct side {
	struct file *items;
	size_t count;
	size_t room;
};

static bool is_file(uint32_t mode)
{
	return mode && (mode & MODE_TYPE) != MODE_SUBMODULE;
}

static bool same_name(const struct change *a, const struct change *b)
{
	return str_equal(path_base(a->path), path_base(b->path));
}

static void split_sides(const struct change_list *changes, struct side *old,
    struct side *new, struct arena *scratch)
{
	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->items[i];
		struct file file = { .change = (int)i };
		if (!change->new_mode && is_file(change->old_mode))
			VEC_PUSH(old, scratch, file);
		else if (!change->old_mode && is_file(change->new_mode))
			VEC_PUSH(new, scratch, file);
	}
}

/* ------------------------------------------------------- equal contents -- */

struct exact {
	const struct change *change;
	size_t file;
};

static int compare_exact(const void *a, const void *b)
{
	const struct exact *left = a;
	const struct exact *right = b;
	int order = oid_compare(&left->change->old, &right->change->old);
	if (order)
		return order;
	return left->file < right->file ? -1 : left->file > right->file;
}

static size_t first_exact(
    const struct exact *table, size_t count, const struct oid *oid)
{
	size_t low = 0;
	size_t high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (oid_compare(&table[middle].change->old, oid) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Among equal sources the unused one with the same base name, else the first
 * unused one. */
static void match_exact(const struct change_list *changes, struct side *old,
    struct side *new, int *sources, struct arena *scratch)
{
	struct exact *table = arena_array(scratch, old->count, sizeof *table);
	for (size_t i = 0; i < old->count; i++)
		table[i] =
		    (struct exact){ &changes->items[old->items[i].change], i };
	qsort(table, old->count, sizeof *table, compare_exact);
	for (size_t i = 0; i < new->count; i++) {
		const struct change *change =
		    &changes->items[new->items[i].change];
		struct file *best = NULL;
		size_t first = first_exact(table, old->count, &change->new);
		for (size_t at = first;
		     at < old->count && at < first + EQUALS_MAX &&
		     oid_compare(&table[at].change->old, &change->new) == 0;
		     at++) {
			struct file *file = &old->items[table[at].file];
			if (file->is_used)
				continue;
			if (!best)
				best = file;
			if (same_name(table[at].change, change)) {
				best = file;
				break;
			}
		}
		if (!best)
			continue;
		best->is_used = true;
		new->items[i].is_used = true;
		sources[new->items[i].change] = best->change;
	}
}

/* -------------------------------------------------------------- likeness -- */

static int compare_chunks(const void *a, const void *b)
{
	const struct chunk *left = a;
	const struct chunk *right = b;
	return left->hash < right->hash ? -1 : left->hash > right->hash;
}

static size_t chunk_length(struct str rest)
{
	size_t len = str_find_byte(str_slice(rest, 0, CHUNK_MAX), '\n') + 1;
	return len > CHUNK_MAX ? CHUNK_MAX : len > rest.len ? rest.len : len;
}

static void cut(struct file *file, struct str content, struct arena *scratch)
{
	VEC(struct chunk) all = { 0 };
	file->size_bytes = content.len;
	while (content.len) {
		size_t len = chunk_length(content);
		struct chunk chunk = {
			.hash = hash_quick(str_slice(content, 0, len)),
			.bytes = len,
		};
		VEC_PUSH(&all, scratch, chunk);
		content = str_skip(content, len);
	}
	if (!all.count)
		return;
	qsort(all.items, all.count, sizeof *all.items, compare_chunks);
	size_t kept = 0;
	for (size_t i = 1; i < all.count; i++)
		if (all.items[i].hash == all.items[kept].hash)
			all.items[kept].bytes += all.items[i].bytes;
		else
			all.items[++kept] = all.items[i];
	file->chunks = all.items;
	file->chunk_count = kept + 1;
}

/* False when the file is not compared: empty, too large, not there. */
static bool load(struct file *file, const struct oid *oid, struct repo *repo,
    struct arena *scratch)
{
	struct object object;
	if (repo_read(repo, oid, OBJECT_BLOB, &object) != OBJECT_FOUND)
		return false;
	bool fits = object.data.len && object.data.len <= RENAME_SIZE_MAX;
	if (fits)
		cut(file, object.data, scratch);
	object_release(&object);
	return fits;
}

static int likeness(const struct file *a, const struct file *b)
{
	size_t larger =
	    a->size_bytes > b->size_bytes ? a->size_bytes : b->size_bytes;
	size_t smaller = a->size_bytes + b->size_bytes - larger;
	size_t shared = 0;
	size_t j = 0;
	if (!larger || smaller * PERCENT < larger * RENAME_SIMILARITY_PCT)
		return 0;
	for (size_t i = 0; i < a->chunk_count; i++) {
		const struct chunk *chunk = &a->chunks[i];
		while (j < b->chunk_count && b->chunks[j].hash < chunk->hash)
			j++;
		if (j < b->chunk_count && b->chunks[j].hash == chunk->hash)
			shared += chunk->bytes < b->chunks[j].bytes
				      ? chunk->bytes
				      : b->chunks[j].bytes;
	}
	return (int)(shared * PERCENT / larger);
}

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *left = a;
	const struct pair *right = b;
	if (left->percent != right->percent)
		return right->percent - left->percent;
	if (left->same_name != right->same_name)
		return right->same_name - left->same_name;
	if (left->target != right->target)
		return left->target - right->target;
	return left->source - right->source;
}

/* The files that are left and can be compared, as indexes. */
static size_t load_side(const struct change_list *changes, struct side *side,
    bool is_old, int *left, struct repo *repo, struct arena *scratch)
{
	size_t count = 0;
	for (size_t i = 0; i < side->count; i++) {
		struct file *file = &side->items[i];
		const struct change *change = &changes->items[file->change];
		uint32_t mode = is_old ? change->old_mode : change->new_mode;
		if (file->is_used || (mode & MODE_TYPE) == MODE_LINK)
			continue;
		if (load(file, is_old ? &change->old : &change->new, repo,
			scratch))
			left[count++] = (int)i;
	}
	return count;
}

static size_t count_left(const struct side *side)
{
	size_t count = 0;
	for (size_t i = 0; i < side->count; i++)
		count += !side->items[i].is_used;
	return count;
}

static void match_alike(const struct change_list *changes, struct side *old,
    struct side *new, int *sources, struct repo *repo, struct arena *scratch)
{
	int old_left[RENAME_FILES_MAX];
	int new_left[RENAME_FILES_MAX];
	VEC(struct pair) pairs = { 0 };
	size_t old_count =
	    load_side(changes, old, true, old_left, repo, scratch);
	size_t new_count =
	    load_side(changes, new, false, new_left, repo, scratch);
	for (size_t i = 0; i < new_count; i++)
		for (size_t j = 0; j < old_count; j++) {
			const struct file *target = &new->items[new_left[i]];
			const struct file *source = &old->items[old_left[j]];
			struct pair pair = {
				.source = old_left[j],
				.target = new_left[i],
				.percent = likeness(source, target),
				.same_name =
				    same_name(&changes->items[source->change],
					&changes->items[target->change]),
			};
			if (pair.percent >= RENAME_SIMILARITY_PCT)
				VEC_PUSH(&pairs, scratch, pair);
		}
	if (pairs.count)
		qsort(pairs.items, pairs.count, sizeof *pairs.items,
		    compare_pairs);
	for (size_t i = 0; i < pairs.count; i++) {
		struct file *source = &old->items[pairs.items[i].source];
		struct file *target = &new->items[pairs.items[i].target];
		if (source->is_used || target->is_used)
			continue;
		source->is_used = true;
		target->is_used = true;
		sources[target->change] = source->change;
	}
}

int *rename_find(
    const struct change_list *changes, struct repo *repo, struct arena *scratch)
{
	struct side old = { 0 };
	struct side new = { 0 };
	int *sources = arena_array(scratch, changes->count, sizeof *sources);
	for (size_t i = 0; i < changes->count; i++)
		sources[i] = -1;
	split_sides(changes, &old, &new, scratch);
	if (!old.count || !new.count)
		return sources;
	match_exact(changes, &old, &new, sources, scratch);
	size_t old_left = count_left(&old);
	size_t new_left = count_left(&new);
	if (old_left && new_left && old_left <= RENAME_FILES_MAX &&
	    new_left <= RENAME_FILES_MAX)
		match_alike(changes, &old, &new, sources, repo, scratch);
	return sources;
}
