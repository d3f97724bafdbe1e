/* What became of one finding over a series of scans: those of one tool and
 * analysis on one repository, in order of time. Which result is which finding
 * is the matter of link/identity.h; here it is seen by an event, or missed. */
#ifndef LINK_FINDING_STATE_H
#define LINK_FINDING_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum finding_state { FINDING_OPEN, FINDING_SUPPRESSED, FINDING_FIXED };

struct event {	      /* scans that count as one */
	int64_t time; /* UNKNOWN: in no trend */
	bool done;    /* ran to its end, so that what it lacks is fixed */
};

/* What a result says of the state of its finding. */
struct claim {
	bool suppressed;
	int64_t first_time; /* the tool's own first sighting; UNKNOWN */
};

/* What two scans of one event say of one result, together. */
void claim_join(struct claim *claim, const struct claim *other);

struct life {
	enum finding_state state;
	int64_t first_time; /* UNKNOWN: in no scan that has a time */
	int64_t last_time;
	int64_t fixed_time; /* UNKNOWN unless fixed */
	size_t seen;	    /* event of the last sighting, from 1; 0: none */
};

/* A finding that an event (its NUMBER, from 1) sees first; life_see is to
 * follow. */
struct life life_begin(const struct event *event, const struct claim *claim);

/* The event sees it. False when the event has no time and an earlier one has:
 * it shows that the finding is there, and is no newer sighting of it. */
bool life_see(struct life *life, const struct event *event, size_t number,
    const struct claim *claim);

/* At the end of an event: one that has not seen it may have fixed it. */
void life_end_event(
    struct life *life, const struct event *event, size_t number);

#endif
