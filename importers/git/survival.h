/* Which lines came and went on the audited ref, from one month's end to the
 * next. */
#ifndef IMPORTERS_GIT_SURVIVAL_H
#define IMPORTERS_GIT_SURVIVAL_H

#include "importers/git/lineage.h"

/* Lines that one commit wrote next to each other, and by how much the number
 * of their copies changed: 1 came, -1 went. */
struct line_change {
	int64_t at_time; /* end of the month, exclusive */
	uint32_t commit; /* in reach.items; REACH_NONE: unknown */
	uint32_t path;	 /* at birth; of unknown lines where they stand */
	uint32_t start;	 /* at birth, from 0; of unknown lines 0 */
	uint32_t count;
	int32_t change;
};

struct survival;

/* TELL gets the changes, month after month. ZONE_SECONDS east of UTC is where
 * months end. Live until freed. */
struct survival *survival_new(const struct reach *reach, uint32_t head,
    int64_t zone_seconds,
    void (*tell)(void *user, const struct line_change *change), void *user);
void survival_free(struct survival *survival); /* NULL is fine */

/* For lineage_options.on_commit; USER is the survival. */
void survival_look(void *user, const struct lineage *lineage, uint32_t commit,
    const struct line_map *lines, bool is_lost);

#endif
