/* Lock files are long lists of entries, most of which stay as they are from one
 * version to the next: each entry is read once and remembered by its text. */
#ifndef IMPORTERS_DEPS_PARTS_H
#define IMPORTERS_DEPS_PARTS_H

#include "base/map.h"
#include "importers/deps/reading.h"

/* Entries that were read of one file. Starts as { .known.arena = keep }, where
 * KEEP is that of all lists which are read with it. */
struct part_memo {
	struct map known; /* text -> what it says in which section */
};

/* How a lock file is laid out by the program that writes it. */
struct part_layout;

/* That of a SYNTAX of data/manifests.csv and a SHAPE; NULL: not known. */
const struct part_layout *part_layout_find(struct str syntax, struct str shape);

/* Reads a text; USER is the caller's. */
typedef bool part_read(void *user, struct reading *reading, struct error *err);

/* Reads WHOLE entry by entry with READ, and what is left without the entries.
 * False, with no package in its list: it is not laid out like that, or a part
 * is not of its format; then it is to be read as a whole. */
bool parts_read(struct part_memo *memo, const struct part_layout *layout,
    struct reading *whole, part_read *read, void *user) MUST_USE;

#endif
