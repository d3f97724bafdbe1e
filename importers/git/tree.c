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
	    oid_compare(&old->oid, &new->oid) == 0)
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

static enum object_state walk_entries(struct walk *walk, size_t path_len,
    int depth, struct str old_rest, struct str new_rest)
{
	for (;;) {
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
	if (old && new &&oid_compare(old, new) == 0)
		return OBJECT_FOUND;
	return walk_folders(&walk, 0, 0, old, new);
}
