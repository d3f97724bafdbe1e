/* How often objects of packs are still to be used in a batch that is known
 * beforehand: for themselves, and to make others. What nobody will use need
 * not be kept, so that more room is left for what somebody will. */
#ifndef IMPORTERS_GIT_DEMAND_H
#define IMPORTERS_GIT_DEMAND_H

#include "importers/git/pack.h"

struct demand;

struct demand *demand_new(const struct packs *packs);
void demand_free(struct demand *demand); /* NULL is fine */

/* The object at PLACE will be used once more, and those that it is made from
 * once if they were not yet. */
void demand_add(struct demand *demand, const struct pack_place *place);

/* Whether the object at PLACE is still to be used. By any thread, after all
 * were added. */
bool demand_has(const struct demand *demand, const struct pack_place *place);
/* Whether it is made for the first time: what it is made from is used by that,
 * and not once more when it was forgotten and is made again. */
bool demand_make(struct demand *demand, const struct pack_place *place);
/* It was used once. */
void demand_take(struct demand *demand, const struct pack_place *place);

#endif
