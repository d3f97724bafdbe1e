/* Whose lines a finding stands on. */
#ifndef LINK_FINDING_ORIGIN_H
#define LINK_FINDING_ORIGIN_H

#include "link/link.h"

/* Fills finding_line and finding_origin: for each finding the commits that
 * blame names for its lines at the revision of its last sighting, what is known
 * of them, and what of all together. Without a recorded revision: the revision
 * of the audited head when the scan was made; of a scan without time, the head.
 * At the audited revision the lines that the importer followed are asked, else
 * the repository is read. What cannot be said has a reason.
 *
 * Of fixed findings temp.stood_end gets the commit that ended most of its lines
 * on the way from that revision to that of the first scan without it (found in
 * the same way), or why there is none; link/finding_fix.sql drops it.
 *
 * One about a package, without a line, belongs to the commit that brought it.
 *
 * A region counts with all its lines, also when it is a whole function or
 * file; longer ones than FINDING_LINES_MAX are unknown. */
bool link_finding_origins(struct model *model,
    const struct link_options *options, struct error *err) MUST_USE;

#endif
