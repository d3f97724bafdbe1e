/* The steps of a replay and the pairs of blobs that events speak of: what is
 * numbered. Depth first along the first parents: few branches are open at a
 * time when the steps are replayed. Pairs are found by a table of open
 * addresses over their ids. */
#include "importers/git/events_steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/vec.h"

/* ----------------------------------------------------------------- order -- */

struct visit {
	uint32_t commit;
	uint32_t next_parent;
};

#define STEP_TO_COME UINT32_MAX /* in steps: its parents come first */

void events_order(struct events *events, const struct reach *reach,
    uint32_t *steps, uint32_t head, struct arena *scratch)
{
	VEC(struct visit) stack = { 0 };
	steps[head] = STEP_TO_COME;
	VEC_PUSH(&stack, scratch, ((struct visit){ head, 0 }));
	while (stack.count) {
		struct visit *top = &stack.items[stack.count - 1];
		const struct reached *item = &reach->items[top->commit];
		if (top->next_parent == item->parent_count) {
			events->steps[events->step_count++] = (struct step){
				.commit = top->commit,
				.is_edge = reach_is_edge(reach, top->commit),
			};
			steps[top->commit] = (uint32_t)events->step_count;
			stack.count--;
			continue;
		}
		uint32_t parent =
		    reach->parents
			.items[item->first_parent + top->next_parent++];
		if (parent == REACH_NONE || steps[parent])
			continue;
		steps[parent] = STEP_TO_COME;
		VEC_PUSH(&stack, scratch, ((struct visit){ parent, 0 }));
	}
}

/* ----------------------------------------------------------------- pairs -- */

static size_t pair_slot(
    const struct events *events, const struct oid *old, const struct oid *new)
{
	uint64_t a;
	uint64_t b;
	size_t mask = events->pair_slot_count - 1;
	memcpy(&a, old->bytes, sizeof a);
	memcpy(&b, new->bytes, sizeof b);
	size_t i = (size_t)(a * 31 ^ b) & mask;
	for (; events->pair_slots[i]; i = (i + 1) & mask) {
		const struct script_pair *pair =
		    &events->pairs.items[events->pair_slots[i] - 1];
		if (oid_equal(&pair->new, new) && oid_equal(&pair->old, old))
			break;
	}
	return i;
}

static void grow_pair_slots(struct events *events)
{
	if (events->pair_slot_count >= (events->pairs.count + 1) * 2)
		return;
	events->pair_slot_count =
	    events->pair_slot_count ? events->pair_slot_count * 2 : 4096;
	free(events->pair_slots);
	events->pair_slots =
	    calloc(events->pair_slot_count, sizeof *events->pair_slots);
	if (!events->pair_slots)
		memory_lost();
	for (size_t i = 0; i < events->pairs.count; i++) {
		const struct script_pair *pair = &events->pairs.items[i];
		size_t slot = pair_slot(events, &pair->old, &pair->new);
		events->pair_slots[slot] = (uint32_t)(i + 1);
	}
}

uint32_t events_pair(struct events *events, const struct oid *old,
    const struct oid *new, uint32_t path)
{
	static const struct oid none;
	struct script_pair pair = {
		.old = old ? *old : none, .new = *new, .path = path
	};
	grow_pair_slots(events);
	size_t slot = pair_slot(events, &pair.old, &pair.new);
	if (!events->pair_slots[slot]) {
		VEC_PUSH_OWN(&events->pairs, pair);
		events->pair_slots[slot] = (uint32_t)events->pairs.count;
	}
	return events->pair_slots[slot] - 1;
}
