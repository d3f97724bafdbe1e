/* A map from the name of a thing to it, with an arena for all of them. */
#include "base/shelf.h"

#include <string.h>

#include "base/map.h"

struct shelf {
	struct arena *keep;
	struct map things;
};

struct shelf *shelf_new(void)
{
	struct arena *keep = arena_new();
	struct shelf *shelf = ARENA_NEW(keep, struct shelf);
	shelf->keep = keep;
	shelf->things.arena = keep;
	return shelf;
}

void shelf_free(struct shelf *shelf)
{
	if (shelf)
		arena_free(shelf->keep);
}

const void *shelf_find(const struct asset_folders *folders, struct str name)
{
	if (!folders || !folders->shelf)
		return NULL;
	const union map_value *value = map_get(&folders->shelf->things, name);
	return value ? value->pointer : NULL;
}

struct arena *shelf_keep(
    const struct asset_folders *folders, struct arena *keep)
{
	return folders && folders->shelf ? folders->shelf->keep : keep;
}

void shelf_put(const struct asset_folders *folders, struct str name,
    const void *thing, size_t size)
{
	if (!folders || !folders->shelf)
		return;
	void *copy = arena_alloc(folders->shelf->keep, size);
	memcpy(copy, thing, size);
	map_put(&folders->shelf->things, name, NULL)->pointer = copy;
}
