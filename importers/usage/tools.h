/* The AI tools that exports of their usage name. */
#ifndef IMPORTERS_USAGE_TOOLS_H
#define IMPORTERS_USAGE_TOOLS_H

#include "importers/table/target.h"

struct tools; /* opaque */

/* For the member OPEN of a target: its state is a struct tools. */
bool tools_open(
    void **state, struct import *import, struct arena *keep, struct error *err);

/* The row of the tool called NAME: an id, a label or an alias of
 * data/tools.csv; any other name is a tool of its own. */
bool tools_row(int64_t *id, const struct table_row *row, struct str name,
    struct error *err) MUST_USE;

#endif
