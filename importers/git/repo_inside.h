/* What the files of a repository share: the library's handles. Only repo*.c may
 * include it. */
#ifndef IMPORTERS_GIT_REPO_INSIDE_H
#define IMPORTERS_GIT_REPO_INSIDE_H

#include <git2.h>

#include "base/map.h"
#include "importers/git/replace.h"
#include "importers/git/repo.h"
#include "importers/git/unpack.h"

enum { REPO_KEPT_BYTES = 8 << 20, REPO_FILE_MAX = 64 << 20 };

struct repo {
	git_repository *handle;
	git_odb *odb;
	struct packs *packs;
	struct unpacker *unpacker;
	size_t kept_bytes;	   /* by it, when nothing is expected */
	const struct repo *shared; /* the one that owns all but the unpacker */
	struct replacements replaced;
	struct arena *keep;	      /* of what is replaced */
	bool has_attributes;	      /* somebody may speak of any path */
	struct map attribute_folders; /* name -> whether one stands there */
	int threads;		      /* as asked for */
};

/* The folder of what all work trees have in common; the library's. */
struct str repo_folder(const struct repo *repo);
/* Whether some file may speak of the attributes of any path. */
void repo_look_for_attributes(struct repo *repo);

#endif
