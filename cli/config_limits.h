/* Whether the limits of the configuration are limits of something. */
#ifndef CLI_CONFIG_LIMITS_H
#define CLI_CONFIG_LIMITS_H

#include "base/asset.h"
#include "cli/config.h"

/* Each limit of FILE is on a measure, built in or of the folder MEASURES, and
 * that on a share from 0 to 1; else an error with its place. */
bool config_check_limits(const struct config_file *file,
    const struct asset_folders *folders, struct str measures,
    struct arena *keep, struct error *err) MUST_USE;

#endif
