/* Files that cannot be read: what they name (servers, secrets, packages) is not
 * known, so that what is counted is a part. */
#ifndef ANALYSIS_UNREAD_H
#define ANALYSIS_UNREAD_H

#include "analysis/engine.h"

/* Sets *PARTIAL to what is not known in PERIOD of MEASURE: "not known since
 * 2026-07-10: .mcp.json of shop cannot be read", and *NEEDED to what would tell
 * it; none where all files can be read, or the measure rests on none. */
bool unread_files(struct str *partial, struct str *needed,
    const struct model *model, const struct measure *measure,
    struct period period, struct arena *keep, struct error *err) MUST_USE;

/* What files of the kind NAME (mcp, secret, dependency) hold, for print; none
 * if there is no such kind. */
struct str unread_words(struct str name);

/* A figure from a part: none of a part is not none. */
void unread_mark(struct figure *figure, const struct measure *measure);

#endif
