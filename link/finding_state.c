/* The states of a finding, event by event: what an event sees is open or
 * suppressed; what one that ran to its end lacks is fixed. Events without time
 * open, and fix nothing. */
#include "link/finding_state.h"

#include "base/date.h"

void claim_join(struct claim *claim, const struct claim *other)
{
	claim->suppressed = claim->suppressed || other->suppressed;
	if (claim->first_time == UNKNOWN ||
	    (other->first_time != UNKNOWN &&
		other->first_time < claim->first_time))
		claim->first_time = other->first_time;
}

struct life life_begin(const struct event *event, const struct claim *claim)
{
	struct life life = { .first_time = event->time, .last_time = UNKNOWN };
	if (event->time != UNKNOWN && claim->first_time != UNKNOWN &&
	    claim->first_time < event->time)
		life.first_time = claim->first_time;
	return life;
}

bool life_see(struct life *life, const struct event *event, size_t number,
    const struct claim *claim)
{
	life->seen = number;
	if (event->time == UNKNOWN && life->last_time != UNKNOWN)
		return false;
	life->last_time = event->time;
	life->fixed_time = UNKNOWN;
	life->state = claim->suppressed ? FINDING_SUPPRESSED : FINDING_OPEN;
	return true;
}

void life_end_event(struct life *life, const struct event *event, size_t number)
{
	if (!event->done || event->time == UNKNOWN || life->seen == number ||
	    life->state == FINDING_FIXED || life->last_time == UNKNOWN)
		return;
	life->state = FINDING_FIXED;
	life->fixed_time = event->time;
}
