/* At which stage a problem was found: design, code, build, test, staging or
 * production. */
#ifndef LINK_STAGE_H
#define LINK_STAGE_H

#include "base/asset.h"
#include "base/error.h"
#include "model/model.h"

/* Fills stage_rule from data/stages.csv: what the words of files mean, and the
 * stage at which each scanner is run. */
bool link_stages(struct model *model, const struct asset_folders *folders,
    struct error *err) MUST_USE;

#endif
