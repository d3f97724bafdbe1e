/* Objects that others stand for: replace refs and the grafts file. */
#ifndef IMPORTERS_GIT_REPLACE_H
#define IMPORTERS_GIT_REPLACE_H

#include "importers/git/repo.h"

struct replacement {
	struct oid from;
	struct oid to;	   /* what a replace ref names */
	struct str commit; /* the text of a grafted commit; none: see TO */
};

struct replacements {
	struct replacement *items; /* by FROM */
	size_t count;
	size_t room;
};

/* Adds one; to be sorted afterwards. */
void replacements_add(struct replacements *list,
    const struct replacement *replacement, struct arena *keep);
/* Of two for one object the later one stands. */
void replacements_sort(struct replacements *list);
/* NULL: none for OID. */
const struct replacement *replacements_find(
    const struct replacements *list, const struct oid *oid);

/* Takes the next line of a grafts file: "<commit> <parent>...". False at the
 * end; what is no such line is passed over. PARENTS is a view. */
bool graft_next(struct str *rest, struct oid *commit, struct str *parents);
/* COMMIT with PARENTS (ids with blanks between) in place of its own. */
struct str graft_commit(
    struct str commit, struct str parents, struct arena *keep);

#endif
