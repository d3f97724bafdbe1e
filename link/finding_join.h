/* What several tools found in one place, as one finding. */
#ifndef LINK_FINDING_JOIN_H
#define LINK_FINDING_JOIN_H

#include "base/asset.h"
#include "base/error.h"
#include "model/model.h"

/* Joins findings of different tools in one file whose lines overlap or are
 * neighbours, which were there at the same time, and whose weaknesses are
 * related (data/cwe.csv): equal, parent and child, or of one category of CWE
 * view 699; secrets on one line are related. At most one finding of each tool.
 * The joined one stays in finding, with how many tools have it; the record of
 * each goes to finding_tool. To be called after all findings and their origins
 * are there. docs/method.md, "Findings", has the rules. */
bool link_finding_joins(struct model *model,
    const struct asset_folders *folders, struct error *err) MUST_USE;

#endif
