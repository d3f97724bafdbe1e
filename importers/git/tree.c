/* Walks two trees side by side. Entries are "mode name\0" and 20 bytes of id;
 * they are sorted as if the names of folders ended in "/", so that a file and
 * a folder of one name are two entries. Folders with equal ids are passed
 * over unread. */
#include "importers/git/tree.h"

#include <string.h>

#include "base/vec.h"

struct entry {
	struct str name;
	struct oid oid;
	uint32_t mode; /* 0: no more entries */
};

struct walk {
	struct cache *trees;
	struct change_list *changes;
	struct arena *keep;
	char path[TREE_PATH_MAX];
};

/* The first entry of REST, which stays; a broken one ends the tree. */
static struct entry first_entry(struct str rest)
{
	struct entry entry = { 0 };
	size_t at = 0;
	uint32_t mode = 0;
	for (; at < rest.len && rest.ptr[at] >= '0' && rest.ptr[at] <= '7';
	     at++)
		mode = (mode << 3 | (uint32_t)(rest.ptr[at] - '0')) & 0777777;
	if (at == rest.len || rest.ptr[at] != ' ')
		return entry;
	struct str name = str_skip(rest, at + 1);
	name.len = str_find_byte(name, '\0');
	size_t end = at + 1 + name.len + 1;
	if (!name.len || end + OID_SIZE > rest.len)
		return entry;
	entry.name = name;
	memcpy(entry.oid.bytes, rest.ptr + end, OID_SIZE);
	entry.mode = mode;
	return entry;
}

static void take_entry(struct str *rest, const struct entry *entry)
{
	const char *end = entry->name.ptr + entry->name.len + 1 + OID_SIZE;
	*rest = str_skip(*rest, (size_t)(end - rest->ptr));
}

static bool is_folder(const struct entry *entry)
{
	return (entry->mode & MODE_TYPE) == MODE_FOLDER;
}

static unsigned char name_byte(const struct entry *entry, size_t at)
{
	if (at < entry->name.len)
		return (unsigned char)entry->name.ptr[at];
	return is_folder(entry) && at == entry->name.len ? '/' : '\0';
}

/* git's order of entries. */
static int compare_names(const struct entry *a, const struct entry *b)
{
	size_t len = a->name.len < b->name.len ? a->name.len : b->name.len;
	int order = memcmp(a->name.ptr, b->name.ptr, len);
	if (order)
		return order;
	for (; len <= a->name.len || len <= b->name.len; len++)
		if (name_byte(a, len) != name_byte(b, len))
			return name_byte(a, len) - name_byte(b, len);
	return 0;
}

static enum object_state walk_folders(struct walk *walk, size_t path_len,
    int depth, const struct oid *old, const struct oid *new);

static void add_change(struct walk *walk, size_t path_len,
    const struct entry *old, const struct entry *new)
{
	struct change change = { .path = arena_str(walk->keep,
				     (struct str){ walk->path, path_len }) };
	if (old) {
		change.old = old->oid;
		change.old_mode = old->mode;
	}
	if (new) {
		change.new = new->oid;
		change.new_mode = new->mode;
	}
	VEC_PUSH(walk->changes, walk->keep, change);
}

/* Either may be NULL; both have the same name and are both folders or not. */
static enum object_state walk_entry(struct walk *walk, size_t path_len,
    int depth, const struct entry *old, const struct entry *new)
{
	const struct entry *any = new ? new : old;
	if (old && new && old->mode == new->mode &&
	    oid_equal(&old->oid, &new->oid))
		return OBJECT_FOUND;
	if (path_len + any->name.len + 1 >= TREE_PATH_MAX)
		return OBJECT_BROKEN;
	memcpy(walk->path + path_len, any->name.ptr, any->name.len);
	path_len += any->name.len;
	if (is_folder(any)) {
		walk->path[path_len] = '/';
		return walk_folders(walk, path_len + 1, depth + 1,
		    old ? &old->oid : NULL, new ? &new->oid : NULL);
	}
	add_change(walk, path_len, old, new);
	return OBJECT_FOUND;
}

/* Passes over the first entries of both that are equal, name and all. */
static void skip_equal(struct str *old_rest, struct str *new_rest)
{
	enum { MODE_MIN = 6 }; /* with its blank */
	while (old_rest->len > MODE_MIN && new_rest->len > MODE_MIN &&
	       (new_rest->ptr[MODE_MIN - 1] == ' ' ||
		   new_rest->ptr[MODE_MIN] == ' ')) {
		struct str from_name = str_skip(*new_rest, MODE_MIN);
		size_t size =
		    MODE_MIN + str_find_byte(from_name, '\0') + 1 + OID_SIZE;
		if (size > new_rest->len || size > old_rest->len ||
		    memcmp(old_rest->ptr, new_rest->ptr, size) != 0)
			return;
		*old_rest = str_skip(*old_rest, size);
		*new_rest = str_skip(*new_rest, size);
	}
}

static enum object_state walk_entries(struct walk *walk, size_t path_len,
    int depth, struct str old_rest, struct str new_rest)
{
	for (;;) {
		skip_equal(&old_rest, &new_rest);
		struct entry old = first_entry(old_rest);
		struct entry new = first_entry(new_rest);
		if (!old.mode && !new.mode)
			return OBJECT_FOUND;
		int order = !old.mode	? 1
			    : !new.mode ? -1
					: compare_names(&old, &new);
		if (order <= 0)
			take_entry(&old_rest, &old);
		if (order >= 0)
			take_entry(&new_rest, &new);
		enum object_state state = walk_entry(walk, path_len, depth,
		    order <= 0 ? &old : NULL, order >= 0 ? &new : NULL);
		if (state != OBJECT_FOUND)
			return state;
	}
}

/* NOLINTNEXTLINE(misc-no-recursion): bounded by TREE_DEPTH_MAX. */
static enum object_state walk_folders(struct walk *walk, size_t path_len,
    int depth, const struct oid *old, const struct oid *new)
{
	enum object_state state = OBJECT_FOUND;
	struct cached *old_tree = NULL;
	struct cached *new_tree = NULL;
	if (depth > TREE_DEPTH_MAX)
		return OBJECT_BROKEN;
	if (new)
		new_tree = cache_tree(walk->trees, new, &state);
	if (old && state == OBJECT_FOUND)
		old_tree = cache_tree(walk->trees, old, &state);
	if (state == OBJECT_FOUND)
		state = walk_entries(walk, path_len, depth,
		    old_tree ? old_tree->data : STR(""),
		    new_tree ? new_tree->data : STR(""));
	cache_release(old_tree);
	cache_release(new_tree);
	return state;
}

enum object_state tree_changes(struct cache *trees, const struct oid *old,
    const struct oid *new, struct change_list *changes, struct arena *keep)
{
	struct walk walk;
	walk.trees = trees;
	walk.changes = changes;
	walk.keep = keep;
	if (old && new &&oid_equal(old, new))
		return OBJECT_FOUND;
	return walk_folders(&walk, 0, 0, old, new);
}

/* The entry NAME, a folder or not; a mode of 0 when there is none. Both can
 * be there in no sound tree. */
static struct version find_entry(struct str rest, struct str name)
{
	for (;;) {
		struct entry entry = first_entry(rest);
		if (!entry.mode || str_equal(entry.name, name))
			return (struct version){ entry.oid, entry.mode };
		take_entry(&rest, &entry);
	}
}

enum object_state tree_find(struct cache *trees, const struct oid *root,
    struct str path, struct version *found)
{
	enum object_state state;
	struct str name;
	*found = (struct version){ *root, MODE_FOLDER };
	while (str_split(&path, '/', &name)) {
		if ((found->mode & MODE_TYPE) != MODE_FOLDER) {
			*found = (struct version){ 0 };
			return OBJECT_FOUND;
		}
		struct cached *tree = cache_tree(trees, &found->oid, &state);
		if (!tree)
			return state;
		*found = find_entry(tree->data, name);
		cache_release(tree);
		if (!found->mode)
			return OBJECT_FOUND;
	}
	return OBJECT_FOUND;
}

/* ------------------------------------------------------- several parents -- */

/* The trees of one folder: those of the parents, then the new one. */
struct folders {
	size_t count;		 /* with the new one */
	const struct oid **oids; /* NULL: not there */
	struct cached **trees;
	struct str *rests;
	struct entry *entries; /* the first of each rest */
};

struct merge_walk {
	struct cache *trees;
	struct versions_list *list;
	struct arena *keep;
	char path[TREE_PATH_MAX];
};

static struct folders new_folders(struct arena *keep, size_t count)
{
	return (struct folders){
		.count = count,
		.oids = arena_array(keep, count, sizeof(struct oid *)),
		.trees = arena_array(keep, count, sizeof(struct cached *)),
		.rests = arena_array(keep, count, sizeof(struct str)),
		.entries = arena_array(keep, count, sizeof(struct entry)),
	};
}

/* Moves the first entries of one name, the lowest, into ENTRIES; those who
 * lack it get a mode of 0. NULL at the end. */
static const struct entry *next_entries(struct folders *folders)
{
	const struct entry *lowest = NULL;
	for (size_t i = 0; i < folders->count; i++) {
		struct entry *entry = &folders->entries[i];
		*entry = first_entry(folders->rests[i]);
		if (entry->mode &&
		    (!lowest || compare_names(entry, lowest) < 0))
			lowest = entry;
	}
	if (!lowest)
		return NULL;
	for (size_t i = 0; i < folders->count; i++) {
		struct entry *entry = &folders->entries[i];
		if (entry->mode && compare_names(entry, lowest) == 0)
			take_entry(&folders->rests[i], entry);
		else
			entry->mode = 0;
	}
	return lowest;
}

static bool equals_a_parent(const struct folders *folders)
{
	const struct entry *new = &folders->entries[folders->count - 1];
	for (size_t i = 0; i + 1 < folders->count; i++) {
		const struct entry *old = &folders->entries[i];
		if (old->mode == new->mode &&
		    (!new->mode || oid_equal(&old->oid, &new->oid)))
			return true;
	}
	return false;
}

static void add_versions(
    struct merge_walk *walk, size_t path_len, const struct folders *folders)
{
	size_t count = folders->count - 1;
	struct version *olds = arena_array(walk->keep, count, sizeof *olds);
	const struct entry *new = &folders->entries[count];
	struct versions versions = {
		.path =
		    arena_str(walk->keep, (struct str){ walk->path, path_len }),
		.olds = olds,
		.old_count = count,
		.new = { new->oid, new->mode },
	};
	for (size_t i = 0; i < count; i++)
		olds[i] = (struct version){ folders->entries[i].oid,
			folders->entries[i].mode };
	VEC_PUSH(walk->list, walk->keep, versions);
}

static enum object_state walk_merge(struct merge_walk *walk, size_t path_len,
    int depth, struct folders *folders);

static enum object_state walk_merged_entry(struct merge_walk *walk,
    size_t path_len, int depth, const struct folders *folders,
    const struct entry *any)
{
	if (equals_a_parent(folders))
		return OBJECT_FOUND;
	if (path_len + any->name.len + 1 >= TREE_PATH_MAX)
		return OBJECT_BROKEN;
	memcpy(walk->path + path_len, any->name.ptr, any->name.len);
	path_len += any->name.len;
	if (!is_folder(any)) {
		add_versions(walk, path_len, folders);
		return OBJECT_FOUND;
	}
	struct folders below = new_folders(walk->keep, folders->count);
	for (size_t i = 0; i < folders->count; i++)
		if (folders->entries[i].mode)
			below.oids[i] = &folders->entries[i].oid;
	walk->path[path_len] = '/';
	return walk_merge(walk, path_len + 1, depth + 1, &below);
}

/* NOLINTNEXTLINE(misc-no-recursion): bounded by TREE_DEPTH_MAX. */
static enum object_state walk_merge(struct merge_walk *walk, size_t path_len,
    int depth, struct folders *folders)
{
	enum object_state state = OBJECT_FOUND;
	const struct entry *any;
	if (depth > TREE_DEPTH_MAX)
		return OBJECT_BROKEN;
	for (size_t i = 0; i < folders->count && state == OBJECT_FOUND; i++) {
		if (!folders->oids[i])
			continue;
		folders->trees[i] =
		    cache_tree(walk->trees, folders->oids[i], &state);
		if (folders->trees[i])
			folders->rests[i] = folders->trees[i]->data;
	}
	while (state == OBJECT_FOUND && (any = next_entries(folders)))
		state = walk_merged_entry(walk, path_len, depth, folders, any);
	for (size_t i = 0; i < folders->count; i++)
		cache_release(folders->trees[i]);
	return state;
}

enum object_state tree_merged(struct cache *trees, const struct oid *olds,
    size_t count, const struct oid *new, struct versions_list *list,
    struct arena *keep)
{
	struct merge_walk walk;
	struct folders folders = new_folders(keep, count + 1);
	walk.trees = trees;
	walk.list = list;
	walk.keep = keep;
	for (size_t i = 0; i < count; i++) {
		if (oid_equal(&olds[i], new))
			return OBJECT_FOUND;
		folders.oids[i] = &olds[i];
	}
	folders.oids[count] = new;
	return walk_merge(&walk, 0, 0, &folders);
}
