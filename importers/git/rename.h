/* Which added files of a commit were deleted ones before. */
#ifndef IMPORTERS_GIT_RENAME_H
#define IMPORTERS_GIT_RENAME_H

#include "importers/git/tree.h"

enum {
	RENAME_SIMILARITY_PCT = 50, /* as git's default */
	RENAME_FILES_MAX = 200,	    /* on either side, without equal content */
	RENAME_SIZE_MAX = 4 << 20,  /* bytes of a file that is compared */
};

/* For each change its source, as an index of CHANGES, or -1. A source is a
 * file deleted in the same commit: with equal content (one with the same base
 * name first), else of the same kind and at least half alike. Each deleted
 * file is used once. The array lives in SCRATCH. */
int *rename_find(const struct change_list *changes, struct repo *repo,
    struct arena *scratch);

#endif
