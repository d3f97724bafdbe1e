/* What lies below a folder that assay can read: for assay init, which asks
 * nothing that it can find out. */
#ifndef CLI_LOOK_AROUND_H
#define CLI_LOOK_AROUND_H

#include "base/asset.h"
#include "base/file.h"

/* What a file tells of. */
struct source_kind {
	const char *title;   /* "results of scanners" */
	const char *readers; /* importers, and targets of tables, by blanks */
	const char *lack;    /* without it, and how to come by it; or NULL */
};

extern const struct source_kind source_kinds[]; /* ended by no title */
enum { SOURCE_KINDS = 7 };

struct around {
	struct str_list repositories; /* sorted */
	size_t owned;		      /* of them: with CODEOWNERS at HEAD */
	struct str owner;      /* that all remotes name: "acme"; or none */
	struct str host;       /* of it: "github.com" */
	struct str_list files; /* other ones, sorted; no directory */
	struct str directory;  /* the first table of people; none */
	size_t of_kind[SOURCE_KINDS]; /* the directory, too */
};

/* Looks at FOLDER and three levels below it, at what an importer is sure of. Of
 * a repository what is not in its index counts, since the rest is read with its
 * history; folders that git ignores, hidden ones and what assay has written
 * itself do not. */
bool look_around(struct around *around, struct str folder,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

#endif
