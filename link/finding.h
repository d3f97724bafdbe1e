/* Findings: the results of all scans of a repository brought together into one
 * row for each identity, with its state over time. */
#ifndef LINK_FINDING_H
#define LINK_FINDING_H

#include "link/link.h"

/* Fills finding and finding_origin; needs commit_origin. Remarks on scans that
 * say nothing become diagnostics. docs/method.md, "Findings", has the rules of
 * identity and state. */
bool link_findings(struct model *model, const struct link_options *options,
    struct error *err) MUST_USE;

#endif
