/* For events.c: what events are numbered by. */
#ifndef IMPORTERS_GIT_EVENTS_STEPS_H
#define IMPORTERS_GIT_EVENTS_STEPS_H

#include "importers/git/events.h"

/* Adds the steps of HEAD and of what it reaches, parents first. STEPS, by index
 * of the reach, gets the index of each plus 1; those that have one are known.
 */
void events_order(struct events *events, const struct reach *reach,
    uint32_t *steps, uint32_t head, struct arena *scratch);

/* The number of a pair, new with PATH when it was not met before. OLD may be
 * NULL: none. */
uint32_t events_pair(struct events *events, const struct oid *old,
    const struct oid *new, uint32_t path);

#endif
