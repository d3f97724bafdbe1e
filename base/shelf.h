/* What was made of the files of data/, kept for all inputs of a run: to read
 * ten thousand small files is not to read the tables ten thousand times. For
 * one thread at a time; what stands there is never changed. */
#ifndef BASE_SHELF_H
#define BASE_SHELF_H

#include "base/asset.h"

/* An empty one; what it keeps goes with it. */
struct shelf *shelf_new(void);
void shelf_free(struct shelf *shelf); /* NULL is fine */

/* The thing NAME on the shelf of FOLDERS, or NULL: not made yet, FOLDERS are
 * NULL, or they have no shelf. The shelf's to free. */
const void *shelf_find(const struct asset_folders *folders, struct str name);
/* The memory that a thing for the shelf must be made in: the shelf's own, or
 * KEEP without one. */
struct arena *shelf_keep(
    const struct asset_folders *folders, struct arena *keep);
/* Puts a copy of the SIZE bytes at THING there; nothing without a shelf. */
void shelf_put(const struct asset_folders *folders, struct str name,
    const void *thing, size_t size);

#endif
