/* What assay explain says of evidence that is no measure: the checks of
 * readiness items and controls, and what nothing measures. */
#ifndef CLI_EXPLAIN_CHECK_H
#define CLI_EXPLAIN_CHECK_H

#include "base/asset.h"
#include "base/buf.h"
#include "base/error.h"

/* Adds what is said of ID as text, or as an object of JSON; *FOUND: there is a
 * check of it, or a reason why it is not measured. */
bool explain_check(struct buf *out, bool *found, struct str id, bool is_json,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

#endif
