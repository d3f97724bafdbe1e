/* A hash table of places. Counts are a guess when threads make the same object
 * twice: they fall no lower than zero, and all that follows is that an object
 * is dropped too early or kept too long. */
#include "importers/git/demand.h"

#include <stdatomic.h>
#include <string.h>

#include "base/arena.h"

struct slot {
	struct pack_place place;
	atomic_uint_least32_t left;
	atomic_bool is_made;
	bool is_taken;
};

struct demand {
	struct arena *keep; /* holds this */
	const struct packs *packs;
	struct arena *slots_keep;
	struct slot *slots;
	size_t slot_count;
	size_t count;
};

void demand_free(struct demand *demand)
{
	if (!demand)
		return;
	arena_free(demand->slots_keep);
	arena_free(demand->keep);
}

static struct slot *slot_of(
    const struct demand *demand, const struct pack_place *place)
{
	uint64_t mixed =
	    (place->offset + place->pack) * UINT64_C(0x9E3779B97F4A7C15);
	size_t mask = demand->slot_count - 1;
	size_t i = (size_t)(mixed >> 32) & mask;
	while (demand->slots[i].is_taken &&
	       (demand->slots[i].place.offset != place->offset ||
		   demand->slots[i].place.pack != place->pack))
		i = (i + 1) & mask;
	return &demand->slots[i];
}

static void grow(struct demand *demand)
{
	const struct demand old = *demand;
	if (demand->slot_count > demand->count * 2)
		return;
	demand->slot_count = old.slot_count ? old.slot_count * 2 : 1024;
	demand->slots_keep = arena_new();
	demand->slots = arena_array(
	    demand->slots_keep, demand->slot_count, sizeof *demand->slots);
	for (size_t i = 0; i < old.slot_count; i++)
		if (old.slots[i].is_taken)
			memcpy(slot_of(demand, &old.slots[i].place),
			    &old.slots[i], sizeof *old.slots);
	arena_free(old.slots_keep);
}

struct demand *demand_new(const struct packs *packs)
{
	struct arena *keep = arena_new();
	struct demand *demand = ARENA_NEW(keep, struct demand);
	demand->keep = keep;
	demand->packs = packs;
	grow(demand);
	return demand;
}

/* Adds one use; false when the object had some. */
static bool add_use(struct demand *demand, const struct pack_place *place)
{
	grow(demand);
	struct slot *slot = slot_of(demand, place);
	bool is_new = !slot->is_taken;
	slot->place = *place;
	slot->is_taken = true;
	atomic_fetch_add_explicit(&slot->left, 1, memory_order_relaxed);
	demand->count += is_new;
	return is_new;
}

void demand_add(struct demand *demand, const struct pack_place *place)
{
	struct pack_entry entry;
	struct pack_place at = *place;
	while (add_use(demand, &at) &&
	       packs_entry(demand->packs, &at, &entry) && entry.is_delta)
		at = entry.base;
}

bool demand_has(const struct demand *demand, const struct pack_place *place)
{
	return atomic_load_explicit(
		   &slot_of(demand, place)->left, memory_order_relaxed) > 0;
}

bool demand_make(struct demand *demand, const struct pack_place *place)
{
	return !atomic_exchange_explicit(
	    &slot_of(demand, place)->is_made, true, memory_order_relaxed);
}

void demand_take(struct demand *demand, const struct pack_place *place)
{
	struct slot *slot = slot_of(demand, place);
	uint_least32_t left =
	    atomic_load_explicit(&slot->left, memory_order_relaxed);
	while (
	    left && !atomic_compare_exchange_weak_explicit(&slot->left, &left,
			left - 1, memory_order_relaxed, memory_order_relaxed))
		;
}
