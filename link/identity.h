/* Identity of the findings of one rule in one file, over a series of
 * scans: those of one tool and analysis on one repository, in order of time.
 *
 * A result is the same finding as an earlier one when the tool's fingerprint
 * is equal; without one, the nearest line decides among the findings that are
 * still open. What is left over is new. Equal results of one scan stay as many
 * findings. What becomes of each is told by link/finding_state.h. */
#ifndef LINK_IDENTITY_H
#define LINK_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "link/finding_state.h"

struct sighting {		/* one result */
	struct str fingerprint; /* "" without one */
	int64_t line;		/* 0: none */
	int64_t result_id;
	struct claim claim;
	int64_t about; /* the caller's own */
};

struct finding {
	struct str fingerprint; /* of the last sighting that had one */
	struct str key_text;	/* of the first sighting: it stays */
	int64_t ordinal;	/* among equals, from 1 */
	int64_t line;		/* at the last sighting, as all below "last" */
	struct life life;
	int64_t first_result_id;
	int64_t last_result_id;
	int64_t about; /* of the last sighting */
};

struct tracker;

/* A tracker for one rule in one file after another; KEEP is reset with each. */
struct tracker *tracker_new(struct arena *keep);
void tracker_free(struct tracker *tracker); /* NULL is fine */

/* Begins with the next rule and file of a series with COUNT events. */
void tracker_begin(
    struct tracker *tracker, const struct event *events, size_t count);
/* Takes a result of EVENT (from 1); events come in order, lines ascending. */
void tracker_add(
    struct tracker *tracker, size_t event, struct sighting sighting);
/* After the last result; the findings, in the order first seen, are valid
 * until the next begin. */
void tracker_end(struct tracker *tracker);
size_t tracker_count(const struct tracker *tracker);
const struct finding *tracker_finding(const struct tracker *tracker, size_t i);

#endif
