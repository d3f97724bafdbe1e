/* Which file of a repository a report of coverage may mean by a path. */
#ifndef LINK_COVERAGE_PATH_H
#define LINK_COVERAGE_PATH_H

#include "base/file.h"
#include "base/map.h"
#include "link/place.h"

/* A path that the repository has, or had. Of those of one rank one is as good
 * as the other, those of a smaller rank are better. */
struct coverage_candidate {
	struct str path;
	int rank;
};

struct coverage_candidates {
	struct coverage_candidate *items;
	size_t count;
	size_t room;
};

/* The paths of one report. */
struct coverage_paths {
	const struct places *places;
	struct str remote;     /* of the repository: host/owner/name, or "" */
	struct str_list roots; /* folders at which relative paths may start */
	struct map checkouts;  /* folders that hold the repository, as absolute
				* paths show; filled by coverage_path_learn */
	struct arena *keep;
};

/* Takes note of where the repository lay, when PATH is absolute. To be told of
 * all paths before any is looked for. */
void coverage_path_learn(struct coverage_paths *paths, struct str path);

/* What PATH may mean:
 * - absolute: its tails, the longest first; the name alone only in a folder
 *   that other paths show to be the repository's;
 * - relative: behind each root of the report, as that would be; else from the
 *   repository's own root; without the repository's address, as import paths
 *   have it; else what ends in it, when it names a folder. */
void coverage_path_find(struct coverage_candidates *found,
    const struct coverage_paths *paths, struct str path);

#endif
