/* Says on standard error what goes on, for anything over a second: on a
 * terminal one line that changes (what, how far, rate, time left), elsewhere a
 * plain line at the end. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "model/import.h"

struct progress;

/* Of one run, for standard error; lives as long as KEEP. */
struct progress *progress_new(struct arena *keep);
/* A stage begins: "reading repositories/ledger". */
void progress_stage(struct progress *progress, struct str what);
/* For importers; USER is the progress. */
void progress_tell(
    void *progress, const char *unit, int64_t done, int64_t total);
void progress_end(struct progress *progress); /* of the stage; clears */

#endif
