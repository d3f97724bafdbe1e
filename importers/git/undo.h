/* Undoing one commit in memory: what revert.c tries in threads and
 * revert_stack.c stacks. Sees libgit2, so it is for these two alone. */
#ifndef IMPORTERS_GIT_UNDO_H
#define IMPORTERS_GIT_UNDO_H

#include <git2.h>

#include "importers/git/revert.h"

/* One thread's view of a repository. */
struct trial {
	git_repository *repository;
	git_odb_backend *memory; /* owned by the repository's store */
	git_tree *head;
};

/* An input error when the repository or HEAD cannot be read. */
bool trial_open(struct trial *trial, struct str path, struct str head,
    struct error *err) MUST_USE;
void trial_close(struct trial *trial);
bool trial_failed(struct str path, struct error *err);

/* A path that undoing touches, as it is now and as it would be. */
struct undo_path {
	const char *path;
	git_oid oid;
	git_filemode_t mode; /* 0: it is not there */
};

struct undo {
	git_commit *commit;
	git_tree *tree;
	git_tree *parent; /* NULL: the commit is a root */
	git_index *merged;
	struct undo_path *before; /* in OURS; those that MERGED lacks go */
	size_t before_count;
};

/* Merges ITEM's commit out of OURS and fills its state and reason. MERGED and
 * BEFORE are made when it is clean; they live in SCRATCH. */
void undo_try(struct undo *undo, git_repository *repository, git_tree *ours,
    struct revert *item, struct arena *scratch);
void undo_close(struct undo *undo);

#endif
