/* Whose line a finding stands on. */
#ifndef LINK_FINDING_ORIGIN_H
#define LINK_FINDING_ORIGIN_H

#include "link/link.h"

/* Fills finding_origin: for each finding the commit that blame names for its
 * line at the revision of its last sighting, and that commit's origin. Without
 * a recorded revision: the revision of the audited head when the scan was
 * made; of a scan without time, the head. At the audited revision the lines
 * that the importer followed are asked, else the repository is read. What
 * cannot be said has a reason. */
bool link_finding_origins(struct model *model,
    const struct link_options *options, struct error *err) MUST_USE;

#endif
