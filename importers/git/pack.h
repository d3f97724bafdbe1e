/* The pack files of a repository (gitformat-pack(5)), mapped for reading. What
 * is damaged, of another version or not in them is left to the library. */
#ifndef IMPORTERS_GIT_PACK_H
#define IMPORTERS_GIT_PACK_H

#include "importers/git/repo.h"

struct packs;

/* The packs of a folder OBJECTS, and of those that it borrows from
 * (info/alternates; gitrepository-layout(5)). */
struct packs *packs_open(struct str objects);
void packs_close(struct packs *packs); /* NULL is fine */

/* Gives back the pages that were read; they come back when they are needed. */
void packs_rest(const struct packs *packs);

/* A place in one of the packs. */
struct pack_place {
	uint32_t pack;
	uint64_t offset;
};

/* False when no pack has OID. */
bool packs_find(
    const struct packs *packs, const struct oid *oid, struct pack_place *place);

/* What stands at a place: an object, or a delta to the object at BASE. */
struct pack_entry {
	enum object_type type;
	bool is_delta;
	bool is_other; /* a tag: of no use here */
	struct pack_place base;
	size_t size_bytes; /* inflated */
	struct str packed; /* starts the zlib stream, and ends with the pack */
};

/* False: damaged, or the base is not in the pack. */
bool packs_entry(const struct packs *packs, const struct pack_place *place,
    struct pack_entry *entry);

#endif
