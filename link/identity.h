/* Identity and state of findings within one series of scans: those of one
 * tool and analysis on one repository, in order of time.
 *
 * A result is the same finding as an earlier one when rule and path are equal
 * and so is the tool's fingerprint; without one, the nearest line decides
 * among the findings of that rule and path that are still open. What is left
 * over is new. Equal results of one scan stay as many findings. */
#ifndef LINK_IDENTITY_H
#define LINK_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum finding_state { FINDING_OPEN, FINDING_SUPPRESSED, FINDING_FIXED };

struct sighting { /* one result */
	struct str rule;
	struct str path;
	struct str fingerprint; /* "" without one */
	int64_t line;		/* 0: none */
	int64_t result_id;
	int64_t first_time; /* the tool's own first sighting; UNKNOWN */
	bool suppressed;
};

struct finding {
	struct str rule;
	struct str path;
	struct str fingerprint; /* of the last sighting that had one */
	struct str key_text;	/* of the first sighting: it stays */
	int64_t ordinal;	/* among equals, from 1 */
	int64_t line;		/* at the last sighting, as all below "last" */
	enum finding_state state;
	int64_t first_time; /* UNKNOWN: in no scan that has a time */
	int64_t last_time;
	int64_t fixed_time; /* UNKNOWN unless fixed */
	int64_t first_result_id;
	int64_t last_result_id;
	int64_t seen; /* event of the last sighting */
};

struct series;

/* EVENT_KEEP is reset at the end of each event. */
struct series *series_new(struct arena *keep, struct arena *event_keep);

/* Takes one result of the current event; views are copied. */
void series_add(struct series *series, struct sighting sighting);
/* Ends the event: TIME is UNKNOWN for a scan that is in no trend. DONE: the
 * scan ran to its end, so that what it lacks is fixed. */
void series_end_event(struct series *series, int64_t time, bool done);

/* All findings, in the order in which they were first seen. */
size_t series_count(const struct series *series);
const struct finding *series_finding(const struct series *series, size_t i);

#endif
