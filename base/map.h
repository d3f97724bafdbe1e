/* A hash map from text to a pointer or a number. Keys are copied into the
 * arena. There is no order: sort before anything is written from it. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

union map_value {
	void *pointer;
	int64_t number;
};

struct map_entry {
	struct str key; /* ptr NULL: the slot is free */
	uint64_t hash;
	union map_value value;
};

/* Starts as { .arena = arena } with all else zero. */
struct map {
	struct arena *arena;
	struct map_entry *entries;
	size_t room;
	size_t count;
};

/* The value under KEY, or NULL. Valid until the next map_put. */
union map_value *map_get(const struct map *map, struct str key);

/* The value under KEY, new and zero when it was not there (*ADDED tells;
 * ADDED may be NULL). Valid until the next map_put. */
union map_value *map_put(struct map *map, struct str key, bool *added);

#endif
