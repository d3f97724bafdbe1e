/* Findings of series of one scan, which are most of a first import: nothing is
 * to be known again, so they need no order. */
#ifndef LINK_FINDING_SINGLE_H
#define LINK_FINDING_SINGLE_H

#include "link/finding_store.h"

/* Fills temp.single_scan from temp.scan_event; makes temp.crowded, empty. */
bool link_single_scans(struct model *model, struct error *err) MUST_USE;

/* Puts the findings of these scans into STORE. Results that may share all that
 * tells them from others, so that their order counts, are listed in
 * temp.crowded instead. Memory: 24 bytes a result of a scan; large ones are not
 * among them. */
bool link_single_findings(struct model *model, struct finding_store *store,
    struct error *err) MUST_USE;

#endif
