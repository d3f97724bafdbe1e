/* Puts the configuration into the model, as facts like any other source. */
#ifndef CLI_CONFIG_APPLY_H
#define CLI_CONFIG_APPLY_H

#include "cli/config.h"
#include "model/model.h"

/* Settings become rows of table setting, named like the keys
 * (organisation.name, threshold.<measure>.at_least, ...); policies,
 * declarations, aliases and overrides rows of their tables, with the tools and
 * models that these name (tables of FOLDERS). Does nothing when
 * FILE has no path or the model has the same content. */
bool config_apply(const struct config_file *file, struct model *model,
    const struct asset_folders *folders, struct error *err) MUST_USE;

#endif
