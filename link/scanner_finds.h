/* What each scanner looks for: a clean scan tells of nothing else. */
#ifndef LINK_SCANNER_FINDS_H
#define LINK_SCANNER_FINDS_H

#include "base/asset.h"
#include "base/error.h"
#include "model/model.h"

/* Fills scanner_finds from data/scanners.csv and data/scanner-finds.csv, and
 * with the categories but quality that FINDING has of a tool. */
bool link_scanner_finds(struct model *model,
    const struct asset_folders *folders, struct error *err) MUST_USE;

#endif
