/* What files are, of paths that come again and again. */
#ifndef LINK_PATH_KIND_H
#define LINK_PATH_KIND_H

#include "importers/git/path_rules.h"

struct path_kinds;

/* On false there is nothing to free; KEEP outlives it. */
bool path_kinds_open(struct path_kinds **kinds,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;
/* Both none for no path. */
struct path_class path_kind_of(struct path_kinds *kinds, struct str path);
void path_kinds_free(struct path_kinds *kinds); /* NULL is fine */

#endif
