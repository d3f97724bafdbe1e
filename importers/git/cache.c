/* Sets of four places, chosen by the object id; a new entry takes the place
 * of the one not used for longest. When the whole grows over its limit, a hand
 * goes round and gives up what it points at. An entry lives as long as the
 * cache or a user holds it. */
#include "importers/git/cache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { SETS = 4096, WAYS = 4 };

struct cache {
	struct repo *repo;
	size_t limit_bytes;
	size_t used_bytes;
	uint64_t tick;
	size_t hand;
	struct cached *places[SETS * WAYS];
};

static void *allocate(size_t size)
{
	return must_have(calloc(1, size ? size : 1));
}

struct cache *cache_new(struct repo *repo, size_t limit_bytes)
{
	struct cache *cache = allocate(sizeof *cache);
	cache->repo = repo;
	cache->limit_bytes = limit_bytes;
	return cache;
}

void cache_release(struct cached *cached)
{
	if (!cached || --cached->users > 0)
		return;
	object_release(&cached->object);
	free(cached);
}

static void empty_place(struct cache *cache, struct cached **place)
{
	if (!*place)
		return;
	cache->used_bytes -= (*place)->size_bytes;
	cache_release(*place);
	*place = NULL;
}

void cache_free(struct cache *cache)
{
	if (!cache)
		return;
	for (size_t i = 0; i < SETS * WAYS; i++)
		empty_place(cache, &cache->places[i]);
	free(cache);
}

static struct cached **set_of(struct cache *cache, const struct oid *oid)
{
	unsigned set = (oid->bytes[0] | (unsigned)oid->bytes[1] << 8) % SETS;
	return &cache->places[set * WAYS];
}

static struct cached *find(struct cache *cache, const struct oid *oid)
{
	struct cached **set = set_of(cache, oid);
	for (int i = 0; i < WAYS; i++)
		if (set[i] && oid_equal(&set[i]->oid, oid)) {
			set[i]->tick = ++cache->tick;
			set[i]->users++;
			return set[i];
		}
	return NULL;
}

/* The cache keeps CACHED too, unless it is too large for that. */
static void keep(struct cache *cache, struct cached *cached)
{
	struct cached **place = set_of(cache, &cached->oid);
	struct cached **oldest = place;
	if (cached->size_bytes > cache->limit_bytes / 8)
		return;
	for (int i = 0; i < WAYS && *oldest; i++)
		if (!place[i] || place[i]->tick < (*oldest)->tick)
			oldest = &place[i];
	empty_place(cache, oldest);
	while (cache->used_bytes + cached->size_bytes > cache->limit_bytes) {
		empty_place(cache, &cache->places[cache->hand]);
		cache->hand = (cache->hand + 1) % (SETS * WAYS);
	}
	*oldest = cached;
	cached->users++;
	cached->tick = ++cache->tick;
	cache->used_bytes += cached->size_bytes;
}

static struct cached *get_bytes(struct cache *cache, const struct oid *oid,
    enum object_type type, enum object_state *state)
{
	struct object object;
	struct cached *cached = find(cache, oid);
	*state = OBJECT_FOUND;
	if (cached)
		return cached;
	*state = repo_read(cache->repo, oid, type, &object);
	if (*state != OBJECT_FOUND)
		return NULL;
	cached = allocate(sizeof *cached);
	cached->oid = *oid;
	cached->users = 1;
	cached->size_bytes = sizeof *cached + object.data.len;
	cached->data = object.data;
	cached->object = object;
	keep(cache, cached);
	return cached;
}

struct cached *cache_tree(
    struct cache *cache, const struct oid *oid, enum object_state *state)
{
	return get_bytes(cache, oid, OBJECT_TREE, state);
}

struct cached *cache_text(
    struct cache *cache, const struct oid *oid, enum object_state *state)
{
	return get_bytes(cache, oid, OBJECT_BLOB, state);
}
