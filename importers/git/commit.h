/* A commit object, taken apart. Views point into the object's bytes. */
#ifndef IMPORTERS_GIT_COMMIT_H
#define IMPORTERS_GIT_COMMIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "importers/git/repo.h"

enum { COMMIT_PARENTS_MAX = 4096 };

/* As git splits "Name <address> 1700000000 +0100"; all parts may be empty. */
struct ident {
	struct str line; /* name and address as one, for a cache */
	struct str name;
	struct str email;
	int64_t time;	 /* UNKNOWN when it cannot be read */
	struct str zone; /* as written, "+0100"; none when it is not there */
};

struct commit {
	struct oid tree;
	struct str parents; /* "parent <40 hex>\n" each */
	size_t parent_count;
	struct ident author;
	struct ident committer;
	struct str encoding;  /* as the header says; none is UTF-8 */
	struct str signature; /* pgp, ssh, x509, other; none: it has none */
	struct str message;
};

/* False when DATA has no tree line or too many parents; anything else odd
 * leaves the part empty. */
bool commit_parse(struct commit *commit, struct str data);
/* The parent at INDEX < parent_count. */
struct oid commit_parent(const struct commit *commit, size_t index);

/* Valid UTF-8 of TEXT: as it is, else read as Latin-1, which keeps different
 * bytes different. */
struct str commit_utf8(struct arena *keep, struct str text);

#endif
