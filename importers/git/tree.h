/* Which paths differ between two trees. */
#ifndef IMPORTERS_GIT_TREE_H
#define IMPORTERS_GIT_TREE_H

#include <stdint.h>

#include "importers/git/cache.h"

enum {
	TREE_DEPTH_MAX = 2048,	 /* folders within folders, as in git */
	TREE_PATH_MAX = 1 << 16, /* bytes */
};

enum {
	MODE_FOLDER = 0040000,
	MODE_FILE = 0100000,
	MODE_LINK = 0120000,
	MODE_SUBMODULE = 0160000,
	MODE_TYPE = 0170000
};

/* One path: what it was and what it is. A mode of 0: it is not there. */
struct change {
	struct str path; /* bytes */
	struct oid old;
	struct oid new;
	uint32_t old_mode;
	uint32_t new_mode;
};

struct change_list {
	struct change *items;
	size_t count;
	size_t room;
};

/* Adds to CHANGES, in the order of git, what differs between the trees OLD
 * and NEW (either may be NULL: nothing there). Renames are a deletion and an
 * addition. OBJECT_FOUND, or why a tree could not be read; CHANGES then holds
 * what was found up to there. */
enum object_state tree_changes(struct cache *trees, const struct oid *old,
    const struct oid *new, struct change_list *changes, struct arena *keep);

/* One side of a file; a mode of 0: it is not there. */
struct version {
	struct oid oid;
	uint32_t mode;
};

/* The entry of the tree ROOT at PATH; a mode of 0 when it is not there. */
enum object_state tree_find(struct cache *trees, const struct oid *root,
    struct str path, struct version *found);

struct versions {
	struct str path; /* bytes */
	const struct version *olds;
	size_t old_count;
	struct version new;
};

struct versions_list {
	struct versions *items;
	size_t count;
	size_t room;
};

/* Adds to LIST, in the order of git, the files of NEW that differ from those
 * of all COUNT trees OLDS, and those that all of them have and NEW has not:
 * what git diff-tree -c lists of a merge. With no OLDS all files of NEW. Else
 * as tree_changes. */
enum object_state tree_merged(struct cache *trees, const struct oid *olds,
    size_t count, const struct oid *new, struct versions_list *list,
    struct arena *keep);

#endif
