/* Whether files were there at revisions of the past. */
#ifndef IMPORTERS_GIT_PAST_TREE_H
#define IMPORTERS_GIT_PAST_TREE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

enum past_presence {
	PRESENCE_UNKNOWN, /* the revision is not here, or cannot be read */
	PRESENCE_THERE,
	PRESENCE_ABSENT,
};

struct past_tree;

/* Opens the repository in FOLDER; false when it cannot be read. KEEP outlives
 * it, and grows with the revisions asked for. */
bool past_tree_open(struct past_tree **past, struct str folder,
    struct arena *keep, struct error *err) MUST_USE;
/* REVISION as in repo_commit; PATH is bytes, of a file or a folder. */
enum past_presence past_tree_has(
    struct past_tree *past, struct str revision, struct str path);
/* The text of the file PATH at REVISION, in KEEP; false when there is none, or
 * it is binary. */
bool past_tree_text(struct past_tree *past, struct str revision,
    struct str path, struct str *text, struct arena *keep);
void past_tree_close(struct past_tree *past); /* NULL is fine */

#endif
