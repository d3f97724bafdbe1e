/* The kinds of lines in the changed parts of two texts. */
#ifndef IMPORTERS_GIT_CLASSES_H
#define IMPORTERS_GIT_CLASSES_H

#include "importers/git/window.h"

enum { OLD, NEW, SIDES };
enum { FILTER_BITS = 4096 };

/* Equal lines are of one class. */
struct line_class {
	uint64_t hash;
	struct str text;
	uint32_t counts[SIDES]; /* lines of this class */
	uint32_t old_line;	/* one of them, within the old part */
};

struct classes {
	uint64_t key; /* of the hashes */
	struct line_class *items;
	uint32_t count;
	uint32_t *slots; /* numbers of classes from 1; 0: free */
	size_t mask;
	uint32_t *of_lines[SIDES];	   /* index of the class of each line */
	uint64_t filter[FILTER_BITS / 64]; /* set for all lines of a class */
};

/* Puts all lines of the parts of WINDOWS into classes. */
void classes_find(struct classes *classes, struct window windows[SIDES],
    uint64_t key, struct arena *keep);
/* Counts the lines of TEXT, which both sides have, among their classes; to be
 * called last. */
void classes_count_common(struct classes *classes, struct str text);

#endif
