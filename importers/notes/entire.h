/* Checkpoints of Entire: what a session's metadata.json says of a commit. The
 * lines are an estimate, without numbers.
 * Source: entireio/cli docs/architecture/sessions-and-checkpoints.md and
 * docs/architecture/attribution.md. */
#ifndef IMPORTERS_NOTES_ENTIRE_H
#define IMPORTERS_NOTES_ENTIRE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

enum { CHECKPOINT_ID_MAX = 26 };

struct checkpoint_session {
	struct str agent; /* "Claude Code"; empty: not recorded */
	struct str model;
	int64_t agent_lines; /* UNKNOWN: not estimated */
	int64_t human_lines; /* added and changed */
};

/* Reads CONTENT; texts are copied into KEEP. */
bool entire_read_session(struct checkpoint_session *session, struct str content,
    struct arena *keep, struct error *err) MUST_USE;

/* The next id that MESSAGE names ("Entire-Checkpoint: ID" on a line of its
 * own, indented or not); false at the end. Start with *REST = MESSAGE. */
bool entire_next_id(struct str *rest, struct str *id);
bool entire_is_id(struct str text);

#endif
