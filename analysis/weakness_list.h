/* What a list of weaknesses holds for: the CWEs that it names and, by the
 * parents of data/cwe.csv, their descendants. */
#ifndef ANALYSIS_WEAKNESS_LIST_H
#define ANALYSIS_WEAKNESS_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"

struct weakness_tree {
	struct weakness *items; /* sorted by number */
	size_t count;
};

/* Reads data/cwe.csv, and from data/readiness.csv which CWEs an item names. */
bool weakness_tree_read(struct weakness_tree *tree,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* LIST ("79; 89") with its descendants as ",79,89,80,"; none when LIST names
 * no number. Left out, with all below them, are those that an item names by
 * themselves, and those of another gap than GAP ("1"; where it is none of the
 * seven: of any). A pillar ("284") holds for itself alone: below it lies half
 * the catalogue. */
struct str weakness_list(const struct weakness_tree *tree, struct str list,
    struct str gap, struct arena *keep);

#endif
