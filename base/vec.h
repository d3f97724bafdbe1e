/* Growable arrays in an arena. A vector is any struct with ITEMS, COUNT and
 * ROOM, for instance: VEC(struct str) names = { 0 };
 * VEC_PUSH(&names, arena, text). Old blocks stay in the arena until it is
 * reset; growth doubles, so that at most half is lost. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>

#include "base/arena.h"

#define VEC(type)                                                              \
	struct {                                                               \
		type *items;                                                   \
		size_t count;                                                  \
		size_t room;                                                   \
	}

#define VEC_PUSH(vec, arena, value)                                            \
	do {                                                                   \
		if ((vec)->count == (vec)->room)                               \
			(vec)->items = vec_grow((arena), (vec)->items,         \
			    &(vec)->room, sizeof *(vec)->items);               \
		(vec)->items[(vec)->count++] = (value);                        \
	} while (0)

/* The same for a vector of its own memory, for the few large ones whose old
 * blocks an arena would keep: free(vec.items) ends it. */
#define VEC_PUSH_OWN(vec, value)                                               \
	do {                                                                   \
		if ((vec)->count == (vec)->room)                               \
			(vec)->items = vec_grow_own(                           \
			    (vec)->items, &(vec)->room, sizeof *(vec)->items); \
		(vec)->items[(vec)->count++] = (value);                        \
	} while (0)

/* The larger copy of ITEMS; doubles *ROOM. For VEC_PUSH alone. */
void *vec_grow(struct arena *arena, const void *items, size_t *room,
    size_t item_size) __attribute__((returns_nonnull));
/* ITEMS itself, larger by half; for VEC_PUSH_OWN alone. */
void *vec_grow_own(void *items, size_t *room, size_t item_size)
    __attribute__((returns_nonnull));

#endif
