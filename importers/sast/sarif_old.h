/* SARIF before 2.1.0 as 2.1.0: version 1.0, and the many drafts of 2.0 and
 * 2.1.0. The one place that knows the differences: the other readers ask for
 * names of 2.1.0 alone. */
#ifndef IMPORTERS_SAST_SARIF_OLD_H
#define IMPORTERS_SAST_SARIF_OLD_H

#include <cjson/cJSON.h>
#include <stdbool.h>

#include "base/arena.h"

/* Parts of a run that are read as trees. */
enum sarif_tree {
	SARIF_TREE_RESULT,
	SARIF_TREE_RULE,
	SARIF_TREE_INVOCATION,
	SARIF_TREE_ARTIFACT,
	SARIF_TREE_CONTROL, /* of versionControlProvenance */
	SARIF_TREE_OTHER,
};

/* Whether a log of VERSION and $SCHEMA (either may be none) is of before
 * 2.1.0: the drafts of 2.1.0 are known by their schema alone. */
bool sarif_is_old(struct str version, struct str schema);

/* What 2.1.0 calls the member NAME; NAME itself where nothing changed. */
struct str sarif_old_name(struct str name);

/* Makes TREE, which is of ARENA (json_tree_read_in), a PART as of 2.1.0. NULL
 * is fine. */
void sarif_old_upgrade(cJSON *tree, enum sarif_tree part, struct arena *arena);

#endif
