/* What was read and will be needed again: a walk from new to old meets each
 * version of a file and of a folder twice, as the old side and as the new. */
#ifndef IMPORTERS_GIT_CACHE_H
#define IMPORTERS_GIT_CACHE_H

#include "importers/git/repo.h"

/* A blob or a raw tree, shared between cache and users. */
struct cached {
	struct oid oid;
	int users;
	size_t size_bytes;
	uint64_t tick; /* of the last use */
	struct str data;
	struct object object; /* holds it */
};

struct cache;

/* Holds at most LIMIT_BYTES beside what is in use. */
struct cache *cache_new(struct repo *repo, size_t limit_bytes);
void cache_free(struct cache *cache); /* NULL is fine */

/* The tree OID; release it after use. What could not be read gives NULL, and
 * *STATE says why (OBJECT_FOUND otherwise). */
struct cached *cache_tree(
    struct cache *cache, const struct oid *oid, enum object_state *state);
/* The same of the blob OID. */
struct cached *cache_text(
    struct cache *cache, const struct oid *oid, enum object_state *state);
void cache_release(struct cached *cached); /* NULL is fine */

#endif
