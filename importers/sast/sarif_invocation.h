/* What invocations of a SARIF run tell beside their results. */
#ifndef IMPORTERS_SAST_SARIF_INVOCATION_H
#define IMPORTERS_SAST_SARIF_INVOCATION_H

#include "importers/sast/cover.h"
#include "importers/sast/sarif_run.h"

/* Takes the notification TREE: an error of the tool, a file that it read or
 * failed on (section 3.58). NULL is fine. */
void sarif_notification_add(
    struct sarif_run *run, const cJSON *tree, struct arena *keep);

/* Takes the configurationOverride TREE (section 3.51). NULL is fine. */
void sarif_override_add(
    struct sarif_invocation *invocation, const cJSON *tree, struct arena *keep);

/* The rules that RUN ran and the files that it looked at, as far as it lists
 * them; *LISTS tells of which there are lists. */
struct cover *sarif_cover(
    const struct sarif_run *run, bool lists[COVER_KINDS], struct arena *keep);

/* Stores for SCAN_ID what the rules of RUN were called before (deprecatedIds).
 * Fails only when the store does. */
bool sarif_former_rules_store(const struct sarif_run *run,
    struct import *import, int64_t scan_id, struct error *err) MUST_USE;

#endif
