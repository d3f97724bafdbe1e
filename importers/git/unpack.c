/* The chain of deltas is followed until an object that is whole or kept, then
 * walked back. All that is made on the way is kept; what was not used for
 * longest goes first when there is too much. */
#include "importers/git/unpack.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/vec.h"
#include "importers/git/delta.h"

enum {
	BUCKETS = 4096,
	WHOLE_PART = 2,
	KEPT_PART = 2,	  /* one object may take that part of what is kept */
	CHAIN_MAX = 8192, /* git makes no longer ones than 4095 */
	RATIO_MAX = 1032, /* of deflate: 258 bytes from two bits */
};

/* Wholes cost more to unpack than what deltas make of them. */
enum origin { MADE, WHOLE, ORIGINS };

struct unpacked {
	struct pack_place place;
	enum object_type type;
	enum origin origin;
	uint32_t users;
	size_t size_bytes;
	struct unpacked *next; /* in the bucket */
	struct unpacked *newer;
	struct unpacked *older;
	char bytes[];
};

struct link {
	struct pack_place place;
	struct pack_entry entry;
};

struct unpacker {
	const struct packs *packs;
	struct libdeflate_decompressor *inflater;
	struct arena *keep; /* holds this and the chain */
	struct demand *demand;
	VEC(struct link) chain;
	char *delta;
	size_t delta_room;
	size_t kept_bytes_max;
	struct age_list {
		struct unpacked *newest;
		struct unpacked *oldest;
		size_t bytes;
	} ages[ORIGINS];
	struct unpacked *buckets[BUCKETS];
};

struct unpacker *unpacker_new(const struct packs *packs, size_t kept_bytes)
{
	struct arena *keep = arena_new();
	struct unpacker *unpacker = ARENA_NEW(keep, struct unpacker);
	unpacker->packs = packs;
	unpacker->inflater = must_have(libdeflate_alloc_decompressor());
	unpacker->keep = keep;
	unpacker->kept_bytes_max = kept_bytes;
	return unpacker;
}

/* --------------------------------------------------------------- keeping -- */

struct str unpacked_bytes(const struct unpacked *unpacked)
{
	return (struct str){ unpacked->bytes, unpacked->size_bytes };
}

void unpacked_release(struct unpacked *unpacked)
{
	if (unpacked && --unpacked->users == 0)
		free(unpacked);
}

static struct unpacked **bucket_of(
    struct unpacker *unpacker, const struct pack_place *place)
{
	uint64_t mixed =
	    (place->offset + place->pack) * UINT64_C(0x9E3779B97F4A7C15);
	return &unpacker->buckets[mixed >> 32 & (BUCKETS - 1)];
}

static void unlink_age(struct unpacker *unpacker, struct unpacked *unpacked)
{
	struct age_list *list = &unpacker->ages[unpacked->origin];
	*(unpacked->newer ? &unpacked->newer->older : &list->newest) =
	    unpacked->older;
	*(unpacked->older ? &unpacked->older->newer : &list->oldest) =
	    unpacked->newer;
}

static void link_newest(struct unpacker *unpacker, struct unpacked *unpacked)
{
	struct age_list *list = &unpacker->ages[unpacked->origin];
	unpacked->newer = NULL;
	unpacked->older = list->newest;
	/* What is linked has a user, so it is not freed.
	 * NOLINTNEXTLINE(clang-analyzer-unix.Malloc) */
	*(list->newest ? &list->newest->newer : &list->oldest) = unpacked;
	list->newest = unpacked;
}

/* The kept object at PLACE, or NULL. */
static struct unpacked **link_to(
    struct unpacker *unpacker, const struct pack_place *place)
{
	struct unpacked **at = bucket_of(unpacker, place);
	while (*at && ((*at)->place.offset != place->offset ||
			  (*at)->place.pack != place->pack))
		at = &(*at)->next;
	return at;
}

static size_t kept_size(const struct unpacked *unpacked)
{
	return unpacked->size_bytes + sizeof *unpacked;
}

static void drop(struct unpacker *unpacker, struct unpacked **at)
{
	struct unpacked *gone = *at;
	*at = gone->next;
	unlink_age(unpacker, gone);
	unpacker->ages[gone->origin].bytes -= kept_size(gone);
	unpacked_release(gone);
}

static size_t kept_bytes_of(const struct unpacker *unpacker)
{
	return unpacker->ages[MADE].bytes + unpacker->ages[WHOLE].bytes;
}

/* Wholes may fill half of the room, whatever else wants it. */
static void drop_oldest(struct unpacker *unpacker)
{
	const struct unpacked *oldest = unpacker->ages[MADE].oldest;
	if (!oldest ||
	    unpacker->ages[WHOLE].bytes > unpacker->kept_bytes_max / WHOLE_PART)
		oldest = unpacker->ages[WHOLE].oldest;
	drop(unpacker, link_to(unpacker, &oldest->place));
}

/* The object at PLACE was used once, for itself or to make another. */
static void use(struct unpacker *unpacker, const struct pack_place *place)
{
	struct unpacked **at;
	if (!unpacker->demand)
		return;
	demand_take(unpacker->demand, place);
	if (demand_has(unpacker->demand, place))
		return;
	at = link_to(unpacker, place);
	if (*at)
		drop(unpacker, at);
}

void unpacker_expect(
    struct unpacker *unpacker, struct demand *demand, size_t kept_bytes)
{
	unpacker->demand = demand;
	unpacker->kept_bytes_max = kept_bytes;
	while (kept_bytes_of(unpacker) > kept_bytes)
		drop_oldest(unpacker);
}

void unpacked_use(struct unpacker *unpacker, const struct unpacked *unpacked)
{
	use(unpacker, &unpacked->place);
}

static void keep(struct unpacker *unpacker, struct unpacked *unpacked)
{
	size_t bytes = kept_size(unpacked);
	struct unpacked **bucket = bucket_of(unpacker, &unpacked->place);
	if (bytes > unpacker->kept_bytes_max / KEPT_PART ||
	    (unpacker->demand &&
		!demand_has(unpacker->demand, &unpacked->place)))
		return;
	while (kept_bytes_of(unpacker) + bytes > unpacker->kept_bytes_max)
		drop_oldest(unpacker);
	unpacked->users++;
	unpacked->next = *bucket;
	*bucket = unpacked;
	link_newest(unpacker, unpacked);
	unpacker->ages[unpacked->origin].bytes += bytes;
}

/* With a new user, or NULL. */
static struct unpacked *find(
    struct unpacker *unpacker, const struct pack_place *place)
{
	struct unpacked *unpacked = *link_to(unpacker, place);
	if (!unpacked)
		return NULL;
	unlink_age(unpacker, unpacked);
	link_newest(unpacker, unpacked);
	unpacked->users++;
	return unpacked;
}

void unpacker_rest(struct unpacker *unpacker)
{
	while (kept_bytes_of(unpacker))
		drop_oldest(unpacker);
}

void unpacker_free(struct unpacker *unpacker)
{
	if (!unpacker)
		return;
	unpacker_rest(unpacker);
	free(unpacker->delta);
	libdeflate_free_decompressor(unpacker->inflater);
	arena_free(unpacker->keep);
}

/* ------------------------------------------------------------- unpacking -- */

static bool inflate_to(
    struct unpacker *unpacker, struct str packed, char *out, size_t size_bytes)
{
	size_t used;
	return libdeflate_zlib_decompress_ex(unpacker->inflater, packed.ptr,
		   packed.len, out, size_bytes, &used,
		   NULL) == LIBDEFLATE_SUCCESS;
}

/* Before memory is taken for it: no stream is worth more. */
static enum object_state check_size(const struct pack_entry *entry)
{
	if (entry->size_bytes / RATIO_MAX > entry->packed.len)
		return OBJECT_BROKEN;
	return entry->size_bytes > OBJECT_SIZE_MAX ? OBJECT_TOO_LARGE
						   : OBJECT_FOUND;
}

static struct unpacked *new_unpacked(const struct pack_place *place,
    enum object_type type, enum origin origin, size_t size_bytes)
{
	struct unpacked *unpacked =
	    must_have(malloc(sizeof *unpacked + size_bytes));
	*unpacked = (struct unpacked){ .place = *place,
		.type = type,
		.origin = origin,
		.users = 1,
		.size_bytes = size_bytes };
	return unpacked;
}

static enum object_state unpack_whole(
    struct unpacker *unpacker, const struct link *link, struct unpacked **out)
{
	const struct pack_entry *entry = &link->entry;
	enum object_state state = check_size(entry);
	if (state != OBJECT_FOUND)
		return state;
	struct unpacked *unpacked =
	    new_unpacked(&link->place, entry->type, WHOLE, entry->size_bytes);
	if (!inflate_to(
		unpacker, entry->packed, unpacked->bytes, entry->size_bytes)) {
		unpacked_release(unpacked);
		return OBJECT_BROKEN;
	}
	keep(unpacker, unpacked);
	*out = unpacked;
	return OBJECT_FOUND;
}

static enum object_state read_delta(struct unpacker *unpacker,
    const struct pack_entry *entry, struct str *delta)
{
	enum object_state state = check_size(entry);
	if (state != OBJECT_FOUND)
		return state;
	if (unpacker->delta_room < entry->size_bytes) {
		free(unpacker->delta);
		unpacker->delta_room = entry->size_bytes * 2;
		unpacker->delta = must_have(malloc(unpacker->delta_room));
	}
	*delta = (struct str){ unpacker->delta, entry->size_bytes };
	return inflate_to(
		   unpacker, entry->packed, unpacker->delta, entry->size_bytes)
		   ? OBJECT_FOUND
		   : OBJECT_BROKEN;
}

/* What the delta of LINK makes of *UNPACKED takes its place. */
static enum object_state step_up(struct unpacker *unpacker,
    const struct link *link, struct unpacked **unpacked)
{
	struct str delta;
	struct str base = unpacked_bytes(*unpacked);
	size_t base_bytes;
	size_t size_bytes;
	enum object_state state = read_delta(unpacker, &link->entry, &delta);
	if (state != OBJECT_FOUND)
		return state;
	if (!delta_sizes(&delta, &base_bytes, &size_bytes) ||
	    base_bytes != base.len)
		return OBJECT_BROKEN;
	if (size_bytes > OBJECT_SIZE_MAX)
		return OBJECT_TOO_LARGE;
	struct unpacked *made =
	    new_unpacked(&link->place, (*unpacked)->type, MADE, size_bytes);
	if (!delta_apply(made->bytes, size_bytes, base, delta)) {
		unpacked_release(made);
		return OBJECT_BROKEN;
	}
	if (unpacker->demand && demand_make(unpacker->demand, &link->place))
		use(unpacker, &(*unpacked)->place);
	unpacked_release(*unpacked);
	keep(unpacker, made);
	*unpacked = made;
	return OBJECT_FOUND;
}

/* Fills the chain down to one that is whole, or to one that is kept, which
 * stands in *KEPT. */
static bool follow(
    struct unpacker *unpacker, struct pack_place place, struct unpacked **kept)
{
	unpacker->chain.count = 0;
	while (!(*kept = find(unpacker, &place))) {
		struct link link = { .place = place };
		if (unpacker->chain.count == CHAIN_MAX ||
		    !packs_entry(unpacker->packs, &place, &link.entry) ||
		    link.entry.is_other)
			return false;
		VEC_PUSH(&unpacker->chain, unpacker->keep, link);
		if (!link.entry.is_delta)
			break;
		place = link.entry.base;
	}
	return true;
}

enum object_state unpack(struct unpacker *unpacker,
    const struct pack_place *place, enum object_type type,
    struct unpacked **out)
{
	enum object_state state = OBJECT_FOUND;
	struct unpacked *unpacked;
	*out = NULL;
	if (!follow(unpacker, *place, &unpacked))
		return OBJECT_BROKEN;
	size_t left = unpacker->chain.count;
	if (!unpacked)
		state = unpack_whole(
		    unpacker, &unpacker->chain.items[--left], &unpacked);
	while (state == OBJECT_FOUND && left)
		state = step_up(
		    unpacker, &unpacker->chain.items[--left], &unpacked);
	if (state == OBJECT_FOUND && unpacked->type != type)
		state = OBJECT_BROKEN;
	if (state == OBJECT_FOUND) {
		*out = unpacked;
		use(unpacker, place);
	} else {
		unpacked_release(unpacked);
	}
	return state;
}

/* The size of what a delta makes stands at its start. */
static bool delta_result(struct unpacker *unpacker,
    const struct pack_entry *entry, size_t *size_bytes)
{
	struct str delta;
	size_t base_bytes;
	return read_delta(unpacker, entry, &delta) == OBJECT_FOUND &&
	       delta_sizes(&delta, &base_bytes, size_bytes);
}

enum object_state unpack_size(struct unpacker *unpacker,
    const struct pack_place *place, enum object_type type, size_t *size_bytes)
{
	struct unpacked *kept;
	enum object_type found;
	if (!follow(unpacker, *place, &kept))
		return OBJECT_BROKEN;
	const struct link *links = unpacker->chain.items;
	size_t count = unpacker->chain.count;
	if (!kept && !count)
		return OBJECT_BROKEN;
	found = kept ? kept->type : links[count - 1].entry.type;
	if (kept)
		*size_bytes = kept->size_bytes;
	unpacked_release(kept);
	if (found != type)
		return OBJECT_BROKEN;
	if (count && !links[0].entry.is_delta)
		*size_bytes = links[0].entry.size_bytes;
	if (count && links[0].entry.is_delta &&
	    !delta_result(unpacker, &links[0].entry, size_bytes))
		return OBJECT_BROKEN;
	return *size_bytes <= OBJECT_SIZE_MAX ? OBJECT_FOUND : OBJECT_TOO_LARGE;
}
