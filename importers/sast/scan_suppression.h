/* Why a record of a scanner's report is set aside, or may be. */
#ifndef IMPORTERS_SAST_SCAN_SUPPRESSION_H
#define IMPORTERS_SAST_SCAN_SUPPRESSION_H

#include "importers/sast/scan_result.h"

/* Whether ITEM is set aside, with what is told of it in SUPPRESSIONS: none, or
 * one. What a secret was set aside for may quote it: of that only that there is
 * a reason is kept. */
bool scan_suppression_read(struct sast_suppressions *suppressions,
    const struct scan_item *item, bool is_secret);

#endif
