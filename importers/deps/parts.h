/* Lock files are long lists of entries, most of which stay as they are from one
 * version to the next: each entry is read once and remembered by its text, and
 * what two versions have in common at both ends is not even looked at twice. */
#ifndef IMPORTERS_DEPS_PARTS_H
#define IMPORTERS_DEPS_PARTS_H

#include "base/map.h"
#include "importers/deps/cutter.h"
#include "importers/deps/reading.h"

/* Entries that were read of files of one kind. Starts as { .known.arena =
 * keep }, where KEEP outlives all lists which are read with it. */
struct part_memo {
	struct map known; /* text -> what it says in which section */
};

/* How a version was cut; starts as { 0 }: not at all. */
struct part_cuts {
	struct str text; /* the caller's */
	const struct part_cut *items;
	size_t count;
	size_t stayed;	 /* pieces up to the entry that is read with the rest */
	size_t listed;	 /* packages of the others */
	struct str rest; /* what is no entry */
	struct package_list rest_list;
	bool is_lock;
};

/* Reads a text; USER is the caller's. */
typedef bool part_read(void *user, struct reading *reading, struct error *err);

/* Reads WHOLE entry by entry with READ, and what is left without the entries.
 * False, with no package in its list: it is not laid out like that, or a part
 * is not of its format; then it is to be read as a whole. LIKE (NULL: none)
 * says how another version of the file was cut with the same MEMO, and has its
 * text; *CUTS, which lies in WHOLE's keep, is that of this one. */
bool parts_read(struct part_cuts *cuts, struct part_memo *memo,
    const struct part_layout *layout, struct reading *whole,
    const struct part_cuts *like, part_read *read, void *user) MUST_USE;

#endif
