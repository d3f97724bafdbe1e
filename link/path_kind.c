/* Many findings have one path, and to try all patterns on it costs more than
 * to look it up. Paths met lately are kept, so many and no more. */
#include "link/path_kind.h"

#include "base/map.h"

enum { PATHS_MAX = 16384 };

struct path_kinds {
	struct path_rules *rules;
	struct arena *recent;
	struct map classes; /* path -> its class */
};

bool path_kinds_open(struct path_kinds **kinds,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct path_kinds *made = ARENA_NEW(keep, struct path_kinds);
	*kinds = NULL;
	if (!path_rules_read(&made->rules, folders, keep, err))
		return false;
	made->recent = arena_new();
	made->classes = (struct map){ .arena = made->recent };
	*kinds = made;
	return true;
}

struct path_class path_kind_of(struct path_kinds *kinds, struct str path)
{
	bool added;
	if (!path.len)
		return (struct path_class){ STR_NONE, STR_NONE };
	if (kinds->classes.count == PATHS_MAX) {
		arena_reset(kinds->recent);
		kinds->classes = (struct map){ .arena = kinds->recent };
	}
	union map_value *known = map_put(&kinds->classes, path, &added);
	if (added) {
		struct path_class *class =
		    ARENA_NEW(kinds->recent, struct path_class);
		*class = path_classify(kinds->rules, path);
		known->pointer = class;
	}
	return *(const struct path_class *)known->pointer;
}

void path_kinds_free(struct path_kinds *kinds)
{
	if (kinds)
		arena_free(kinds->recent);
}
