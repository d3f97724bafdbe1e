/* Where an added file comes from, as git blame sees it. */
#ifndef IMPORTERS_GIT_RENAME_H
#define IMPORTERS_GIT_RENAME_H

#include "importers/git/tree.h"

/* What serves all commits of a run. */
struct renamer;
struct renamer *renamer_new(struct repo *repo);
void renamer_free(struct renamer *renamer); /* NULL is fine */

/* The files that one commit deleted against one of its parents. */
struct renames;
/* CHANGES and the result live in KEEP. */
struct renames *renames_new(struct renamer *renamer,
    const struct change_list *changes, struct arena *keep);

/* Unknown: a file that might be the source is not in this clone, or damaged. */
enum rename_end { RENAME_NONE, RENAME_FOUND, RENAME_UNKNOWN };

/* The deletion that TARGET, an addition among the changes, is a rename of.
 * Each addition is judged alone, so one deleted file may become several. */
enum rename_end renames_find(struct renames *renames,
    const struct change *target, const struct change **source);

#endif
