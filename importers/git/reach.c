/* Reads each reachable commit once, for its parents and time. The items are
 * the queue of the walk themselves, and a hash table of their places tells
 * which are known; after the walk both are put in order. */
#include "importers/git/reach.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/vec.h"
#include "importers/git/commit.h"

static size_t slot_of(const struct reach *reach, const struct oid *oid)
{
	uint64_t hash;
	memcpy(&hash, oid->bytes, sizeof hash);
	size_t mask = reach->slot_count - 1;
	size_t i = (size_t)hash & mask;
	while (reach->slots[i] &&
	       oid_compare(&reach->items[reach->slots[i] - 1].oid, oid))
		i = (i + 1) & mask;
	return i;
}

static void fill_slots(struct reach *reach, struct arena *keep)
{
	reach->slots =
	    arena_array(keep, reach->slot_count, sizeof *reach->slots);
	for (size_t i = 0; i < reach->count; i++)
		reach->slots[slot_of(reach, &reach->items[i].oid)] =
		    (uint32_t)(i + 1);
}

/* Its place in the order of finding. */
static uint32_t add(
    struct reach *reach, const struct oid *oid, struct arena *keep)
{
	if (reach->slot_count < (reach->count + 1) * 2) {
		reach->slot_count =
		    reach->slot_count ? reach->slot_count * 2 : 1024;
		fill_slots(reach, keep);
	}
	size_t slot = slot_of(reach, oid);
	if (reach->slots[slot])
		return reach->slots[slot] - 1;
	struct reached item = { .oid = *oid, .found = (uint32_t)reach->count };
	VEC_PUSH(reach, keep, item);
	reach->slots[slot] = (uint32_t)reach->count;
	return item.found;
}

uint32_t reach_find(const struct reach *reach, const struct oid *oid)
{
	uint32_t slot =
	    reach->slot_count ? reach->slots[slot_of(reach, oid)] : 0;
	return slot ? slot - 1 : REACH_NONE;
}

bool reach_has(const struct reach *reach, const struct oid *oid)
{
	return reach_find(reach, oid) != REACH_NONE;
}

const uint32_t *reach_parents(
    const struct reach *reach, const struct reached *item)
{
	return item->parent_count ? reach->parents.items + item->first_parent
				  : NULL;
}

bool reach_is_edge(const struct reach *reach, uint32_t index)
{
	const struct reached *item = &reach->items[index];
	for (uint32_t i = 0; i < item->parent_count; i++)
		if (reach->parents.items[item->first_parent + i] == REACH_NONE)
			return true;
	return item->is_cut;
}

static int compare_oids(const void *a, const void *b)
{
	return oid_compare(a, b);
}

static bool list_has(const struct oid_list *list, const struct oid *oid)
{
	return list->count && bsearch(oid, list->items, list->count,
				  sizeof *oid, compare_oids);
}

static void note_root(
    struct reach *reach, const struct reached *item, int64_t *oldest)
{
	if (reach->has_root &&
	    (item->time > *oldest ||
		(item->time == *oldest &&
		    oid_compare(&item->oid, &reach->root) > 0)))
		return;
	reach->has_root = true;
	reach->root = item->oid;
	*oldest = item->time;
}

static void add_parents(struct reach *reach, size_t index,
    const struct commit *commit, struct arena *keep)
{
	if (reach->items[index].is_cut)
		return;
	reach->items[index].first_parent = (uint32_t)reach->parents.count;
	reach->items[index].parent_count = (uint32_t)commit->parent_count;
	for (size_t i = 0; i < commit->parent_count; i++) {
		struct oid oid = commit_parent(commit, i);
		uint32_t parent = add(reach, &oid, keep);
		VEC_PUSH(&reach->parents, keep, parent);
	}
}

/* What a visit needs beside the reach. */
struct visitor {
	struct repo *repo;
	const struct oid_list *shallow;
	struct arena *keep;
	struct arena *texts; /* NULL: none are kept */
	int64_t oldest;	     /* time of the root so far */
};

/* Reads the commit at INDEX and adds its parents; false when it is not
 * there. A commit that cannot be parsed stays: it is rejected later. */
static bool visit(struct reach *reach, size_t index, struct visitor *visitor)
{
	struct object object;
	struct commit commit;
	struct oid oid = reach->items[index].oid;
	enum object_state state =
	    repo_read(visitor->repo, &oid, OBJECT_COMMIT, &object);
	if (state == OBJECT_MISSING)
		return false;
	reach->items[index].is_broken = true;
	if (state != OBJECT_FOUND)
		return true;
	if (commit_parse(&commit, object.data)) {
		bool is_cut =
		    commit.parent_count && list_has(visitor->shallow, &oid);
		int64_t time = commit.committer.time;
		if (time == UNKNOWN)
			time = commit.author.time;
		reach->items[index].time = time == UNKNOWN ? 0 : time;
		reach->items[index].tree = commit.tree;
		reach->items[index].is_cut = is_cut;
		reach->items[index].is_broken = false;
		if (visitor->texts &&
		    arena_used(visitor->texts) < REACH_TEXTS_BYTES)
			reach->items[index].text =
			    arena_str(visitor->texts, object.data);
		add_parents(reach, index, &commit, visitor->keep);
		if (commit.parent_count == 0)
			note_root(
			    reach, &reach->items[index], &visitor->oldest);
	}
	object_release(&object);
	return true;
}

static int newest_first(const void *a, const void *b)
{
	const struct reached *left = a;
	const struct reached *right = b;
	if (left->time != right->time)
		return left->time < right->time ? 1 : -1;
	return oid_compare(&left->oid, &right->oid);
}

/* Parents were noted in the order of finding; FOUND commits were. */
static void place_parents(
    struct reach *reach, size_t found, struct arena *scratch)
{
	uint32_t *places = arena_array(scratch, found, sizeof *places);
	for (size_t i = 0; i < found; i++)
		places[i] = REACH_NONE;
	for (size_t i = 0; i < reach->count; i++)
		places[reach->items[i].found] = (uint32_t)i;
	for (size_t i = 0; i < reach->parents.count; i++)
		reach->parents.items[i] = places[reach->parents.items[i]];
}

bool reach_from(struct reach *reach, struct repo *repo,
    const struct oid_list *heads, const struct oid_list *shallow,
    struct arena *keep, struct arena *texts, struct error *err)
{
	struct arena *scratch = arena_new();
	struct oid_list missing = { 0 };
	struct visitor visitor = { repo, shallow, keep, texts, 0 };
	*reach = (struct reach){ 0 };
	for (size_t i = 0; i < heads->count; i++)
		add(reach, &heads->items[i], keep);
	for (size_t i = 0; i < reach->count; i++) {
		if (reach->count > REACH_COMMITS_MAX) {
			arena_free(scratch);
			return error_set(err, ERROR_INPUT,
			    "more commits than can be read (%d)",
			    REACH_COMMITS_MAX);
		}
		if (!visit(reach, i, &visitor))
			VEC_PUSH(&missing, scratch, reach->items[i].oid);
	}
	size_t found = reach->count;
	reach->missing = missing.count;
	if (missing.count) {
		qsort(missing.items, missing.count, sizeof *missing.items,
		    compare_oids);
		reach->first_missing = missing.items[0];
		size_t kept = 0;
		for (size_t i = 0; i < reach->count; i++)
			if (!list_has(&missing, &reach->items[i].oid))
				reach->items[kept++] = reach->items[i];
		reach->count = kept;
	}
	if (reach->count)
		qsort(reach->items, reach->count, sizeof *reach->items,
		    newest_first);
	if (reach->slot_count)
		fill_slots(reach, keep);
	place_parents(reach, found, scratch);
	arena_free(scratch);
	return true;
}
