/* Manifests and lock files of packages: which files they are
 * (data/manifests.csv), and what they name. */
#ifndef IMPORTERS_DEPS_MANIFEST_H
#define IMPORTERS_DEPS_MANIFEST_H

#include "base/asset.h"
#include "base/error.h"
#include "importers/deps/package.h"
#include "importers/deps/parts.h"

#define MANIFESTS_TABLE "data/manifests.csv"

struct manifests; /* the table, and that of shapes */

/* What a path says of a file. */
struct manifest {
	struct str pattern;
	struct str syntax;
	struct str shape;
	struct str ecosystem; /* type of a package URL: npm, pypi, golang */
	bool is_lock;
};

/* What spares the work for what other versions of a file have, too. */
struct manifest_parts {
	struct part_memo *memo;
	const struct part_cuts *like; /* of another version; may be NULL */
	struct part_cuts cuts;	      /* out: of the one that was read */
};

/* Reads MANIFESTS_TABLE and the table of shapes, out of KEEP. An error names
 * the row. */
bool manifests_load(struct manifests **manifests,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* The first row that fits PATH; NULL when it is none, or one that is known
 * but not read. Lives as long as MANIFESTS. */
const struct manifest *manifest_of_path(
    const struct manifests *manifests, struct str path);

/* What CONTENT, called SHOWN in messages, names: a settled list in KEEP.
 * *IS_LOCK tells whether it is a lock file, which may follow from the content.
 * False, with the place, what was expected and what was found, when it is
 * not of its format; the list is then empty. PARTS may be NULL. */
bool manifest_read(struct package_list *list, bool *is_lock,
    const struct manifests *manifests, const struct manifest *manifest,
    struct str content, struct str shown, struct manifest_parts *parts,
    struct arena *keep, struct error *err) MUST_USE;

#endif
