/* What kinds of weakness there are and where each is counted: category, OWASP
 * Top 10, CWE Top 25, and the seven gaps of AI risk. */
#ifndef LINK_WEAKNESS_H
#define LINK_WEAKNESS_H

#include "base/asset.h"
#include "base/error.h"
#include "model/model.h"

/* Fills weakness and gap_rule from data/cwe.csv, data/owasp.csv, data/gaps.csv
 * and data/gap-rules.csv. */
bool link_weaknesses(struct model *model, const struct asset_folders *folders,
    struct error *err) MUST_USE;

#endif
