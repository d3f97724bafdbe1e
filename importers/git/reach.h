/* Which commits the heads reach. */
#ifndef IMPORTERS_GIT_REACH_H
#define IMPORTERS_GIT_REACH_H

#include <stdint.h>

#include "importers/git/repo.h"

enum { REACH_COMMITS_MAX = 1 << 27, REACH_TEXTS_BYTES = 6 << 20 };

#define REACH_NONE UINT32_MAX /* a parent that is not in this clone */

struct reached {
	struct oid oid;
	struct oid tree;
	struct str text;       /* the commit itself, if it was kept */
	int64_t time;	       /* committer's; 0 when it cannot be read */
	uint32_t first_parent; /* in reach.parents */
	uint32_t parent_count; /* 0 as well when it is cut */
	uint32_t found;	       /* in which order; for reach.c alone */
	bool is_cut;	       /* its parents were cut off (shallow) */
	bool is_broken;	       /* it could not be parsed; no tree */
};

struct reach {
	struct reached *items; /* newest first, then by id */
	size_t count;
	size_t room;
	struct parent_list {
		uint32_t *items; /* indexes of items, or REACH_NONE */
		size_t count;
		size_t room;
	} parents;
	uint32_t *slots; /* index + 1 of items by id, for reach_find */
	size_t slot_count;
	size_t missing; /* commits named as parents that are not there */
	struct oid first_missing;
	struct oid root; /* the oldest commit without parents */
	bool has_root;
};

/* Follows all parents from HEADS; parents of the commits in SHALLOW (sorted)
 * are not followed. Commits are kept in TEXTS, up to REACH_TEXTS_BYTES of
 * them; NULL: none is. */
bool reach_from(struct reach *reach, struct repo *repo,
    const struct oid_list *heads, const struct oid_list *shallow,
    struct arena *keep, struct arena *texts, struct error *err) MUST_USE;
bool reach_has(const struct reach *reach, const struct oid *oid);
/* Whether not all parents of the commit at INDEX are there: it is cut, or the
 * clone is damaged. What it seems to have written may be older. */
bool reach_is_edge(const struct reach *reach, uint32_t index);
/* The parents of ITEM, as many as it has: indexes of items, or REACH_NONE. */
const uint32_t *reach_parents(
    const struct reach *reach, const struct reached *item);
/* The index of the commit OID, or REACH_NONE. */
uint32_t reach_find(const struct reach *reach, const struct oid *oid);

#endif
