/* Accounts that are machines, by their logins and addresses. */
#ifndef LINK_MACHINE_H
#define LINK_MACHINE_H

#include "base/asset.h"
#include "base/error.h"
#include "model/model.h"

/* Fills machine_rule from data/machine-accounts.csv. */
bool link_machines(struct model *model, const struct asset_folders *folders,
    struct error *err) MUST_USE;

#endif
