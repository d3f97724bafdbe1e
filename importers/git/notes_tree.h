/* The notes of a ref: which blob stands beside which commit. */
#ifndef IMPORTERS_GIT_NOTES_TREE_H
#define IMPORTERS_GIT_NOTES_TREE_H

#include "importers/git/cache.h"

struct note_blob {
	struct oid commit;
	struct oid blob;
};

struct note_list {
	struct note_blob *items; /* by commit, ascending */
	size_t count;
	size_t room;
};

/* The notes of the ref NAME, whatever its fan-out (git-notes(1)); what has no
 * full object id as its path is none. OBJECT_FOUND, or why the tree could not
 * be read; LIST then holds what was found up to there. */
enum object_state notes_list(struct note_list *list, struct repo *repo,
    struct cache *trees, struct str name, struct arena *keep);

/* By the ids of commits. */
void notes_sort(struct note_list *list);

/* The note beside COMMIT; NULL when there is none. */
const struct note_blob *notes_find(
    const struct note_list *list, const struct oid *commit);

#endif
