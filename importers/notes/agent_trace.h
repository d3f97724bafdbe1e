/* Records of Agent Trace: which lines of which files an agent wrote, as of a
 * revision. One JSON object a line of a file.
 * Source: cursor/agent-trace README.md (version 0.1.0) and
 * reference/trace-store.ts. */
#ifndef IMPORTERS_NOTES_AGENT_TRACE_H
#define IMPORTERS_NOTES_AGENT_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

enum { TRACE_RANGES_MAX = 100000 }; /* of a record */

/* Pseudo paths are events, no files; foreign ones lie outside of the
 * repository, on somebody's machine. */
enum trace_path { TRACE_FILE, TRACE_EVENT, TRACE_FOREIGN };

struct trace_range {
	struct str path; /* bytes, from the root, with slashes */
	enum trace_path kind;
	int64_t first;
	int64_t last;
	const char *origin; /* ai, human, mixed; NULL: not said */
	struct str model;
};

struct trace_record {
	struct str revision; /* as written; empty: not recorded */
	struct str tool;
	struct trace_range *items; /* ranges of all files */
	size_t count;
	size_t room;
};

/* Reads the record LINE; everything in it is copied into KEEP. */
bool agent_trace_read(struct trace_record *record, struct str line,
    struct arena *keep, struct error *err) MUST_USE;

#endif
