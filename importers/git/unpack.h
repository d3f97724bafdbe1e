/* Objects out of packs, by one thread: what was unpacked is kept for a while,
 * since other objects are made from it. */
#ifndef IMPORTERS_GIT_UNPACK_H
#define IMPORTERS_GIT_UNPACK_H

#include "importers/git/demand.h"

struct unpacker;

/* It keeps at most KEPT_BYTES. */
struct unpacker *unpacker_new(const struct packs *packs, size_t kept_bytes);
void unpacker_rest(struct unpacker *unpacker); /* forgets what it keeps */
void unpacker_free(struct unpacker *unpacker); /* NULL is fine */

/* From now on only what DEMAND has is kept (NULL: all is), and at most
 * KEPT_BYTES. */
void unpacker_expect(
    struct unpacker *unpacker, struct demand *demand, size_t kept_bytes);

/* The bytes of an object, shared by its users. */
struct unpacked;
struct str unpacked_bytes(const struct unpacked *unpacked);
void unpacked_release(struct unpacked *unpacked); /* NULL is fine */
/* It served once more without being unpacked. */
void unpacked_use(struct unpacker *unpacker, const struct unpacked *unpacked);

/* The object at PLACE, to be released. Broken: it, or one that it is made
 * from, is damaged, or is not of TYPE. */
enum object_state unpack(struct unpacker *unpacker,
    const struct pack_place *place, enum object_type type,
    struct unpacked **unpacked);
/* Its size, without unpacking it. */
enum object_state unpack_size(struct unpacker *unpacker,
    const struct pack_place *place, enum object_type type, size_t *size_bytes);

#endif
