/* What can be told of a repository without reading its history. */
#ifndef IMPORTERS_GIT_GLANCE_H
#define IMPORTERS_GIT_GLANCE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

struct glance {
	struct str remote; /* as remote_normal has it; none: there is none */
	bool has_commits;
	bool has_owners; /* CODEOWNERS, at HEAD */
};

/* Looks at the repository in FOLDER. Texts live in KEEP. */
bool glance(struct glance *seen, struct str folder, struct arena *keep,
    struct error *err) MUST_USE;

#endif
