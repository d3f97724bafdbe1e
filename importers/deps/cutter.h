/* Cuts a lock file into its entries, by their indentation, as the program that
 * writes it does. */
#ifndef IMPORTERS_DEPS_CUTTER_H
#define IMPORTERS_DEPS_CUTTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum layout_kind { LAYOUT_BLOCKS, LAYOUT_TOML, LAYOUT_JSON, LAYOUT_YAML };

/* How a lock file is laid out by the program that writes it. */
struct part_layout {
	const char *syntax;
	const char *shape;
	enum layout_kind kind;
	size_t section; /* indentation of its line */
	size_t entry;
	const char *open; /* how the section's line ends */
	const char *before;
	const char *behind;
};

/* That of a SYNTAX of data/manifests.csv and a SHAPE; NULL: not known. */
const struct part_layout *part_layout_find(struct str syntax, struct str shape);

/* Where it stands says all of what comes next: two texts that are equal from
 * there on are cut alike. Starts with layout, text and number 1. */
struct cutter {
	const struct part_layout *layout;
	struct str text;
	size_t at; /* start of the next line */
	int64_t number;
	struct str section; /* its name as written; none: outside */
};

/* An entry, or a line between entries. */
struct piece {
	struct str text;
	int64_t line; /* of its first */
	int64_t lines;
	bool is_entry;
};

/* False: the text is at its end. One line behind the piece was looked at. */
bool cutter_next(struct cutter *cutter, struct piece *piece);

/* The entry TEXT as a file of its own, inside of the section where CUTTER
 * stands; it may lie in SCRATCH. */
struct str cutter_entry_text(
    const struct cutter *cutter, struct str text, struct arena *scratch);

#endif
