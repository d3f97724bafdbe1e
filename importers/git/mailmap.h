/* .mailmap: which name and address stand for which, by the rules of
 * gitmailmap(5). */
#ifndef IMPORTERS_GIT_MAILMAP_H
#define IMPORTERS_GIT_MAILMAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"

enum { MAILMAP_LINES_MAX = 1000000 };

/* Starts as { .addresses.arena = keep }. */
struct mailmap {
	struct map addresses; /* lower case -> struct mailmap_entry */
};

struct mailmap_target {
	struct str name; /* none: as it is */
	struct str email;
	int64_t line;
};

/* Adds the lines of CONTENT; later ones win. Lines that git would not read are
 * passed over, as git does. */
void mailmap_read(
    struct mailmap *mailmap, struct str content, struct arena *keep);

/* False when nothing is said of the identity. *TARGET is then what it becomes,
 * with the parts that stay filled in. */
bool mailmap_find(const struct mailmap *mailmap, struct str name,
    struct str email, struct mailmap_target *target, struct arena *scratch);

#endif
