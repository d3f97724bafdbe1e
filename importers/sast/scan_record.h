/* The records of a scanner's report, below its units. */
#ifndef IMPORTERS_SAST_SCAN_RECORD_H
#define IMPORTERS_SAST_SCAN_RECORD_H

#include "importers/sast/scan_in.h"
#include "importers/sast/scan_result.h"

/* False to stop. */
typedef bool scan_take_item(void *user, struct scan_item *item);

/* Gives TAKE the records of UNIT in all of its sections; false when it
 * stopped. */
bool scan_each_record(const struct scan_context *context,
    const struct scan_unit *unit, scan_take_item *take, void *user);

/* Fills the lookups of CONTEXT, kept in KEEP, from its head. */
void scan_fill_lookups(struct scan_context *context, struct arena *keep);

#endif
