/* Open addressing with linear probing; the table doubles at three quarters. */
#include "base/map.h"

#include "base/hash.h"

static struct map_entry *find_slot(
    const struct map *map, struct str key, uint64_t hash)
{
	size_t mask = map->room - 1;
	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		struct map_entry *entry = &map->entries[i];
		if (!entry->key.ptr)
			return entry;
		if (entry->hash == hash && str_equal(entry->key, key))
			return entry;
	}
}

union map_value *map_get(const struct map *map, struct str key)
{
	if (map->count == 0)
		return NULL;
	struct map_entry *entry = find_slot(map, key, hash_quick(key));
	return entry->key.ptr ? &entry->value : NULL;
}

static void grow(struct map *map)
{
	struct map larger = *map;
	larger.room = map->room ? map->room * 2 : 16;
	larger.entries =
	    arena_array(map->arena, larger.room, sizeof *larger.entries);
	for (size_t i = 0; i < map->room; i++) {
		struct map_entry *entry = &map->entries[i];
		if (entry->key.ptr)
			*find_slot(&larger, entry->key, entry->hash) = *entry;
	}
	*map = larger;
}

union map_value *map_put(struct map *map, struct str key, bool *added)
{
	if ((map->count + 1) * 4 > map->room * 3)
		grow(map);
	uint64_t hash = hash_quick(key);
	struct map_entry *entry = find_slot(map, key, hash);
	bool is_new = !entry->key.ptr;
	if (is_new) {
		struct str copy = arena_str(map->arena, key);
		entry->key = copy.ptr ? copy : STR("");
		entry->hash = hash;
		map->count++;
	}
	if (added)
		*added = is_new;
	return &entry->value;
}
