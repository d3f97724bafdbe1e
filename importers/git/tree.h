/* Which paths differ between two trees. */
#ifndef IMPORTERS_GIT_TREE_H
#define IMPORTERS_GIT_TREE_H

#include <stdint.h>

#include "importers/git/cache.h"

enum {
	TREE_DEPTH_MAX = 512,	 /* folders within folders */
	TREE_PATH_MAX = 1 << 16, /* bytes */
};

enum {
	MODE_FOLDER = 0040000,
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

#endif
