/* The text of a SARIF message object. */
#ifndef IMPORTERS_SAST_SARIF_MESSAGE_H
#define IMPORTERS_SAST_SARIF_MESSAGE_H

#include "importers/sast/sarif_run.h"

/* MESSAGE as plain text of at most SAST_TEXT_MAX bytes: its own text, else
 * the one that its id names in RULE (may be NULL) or in the tool; with the
 * arguments put in, links as their label alone, and blanks joined. None when
 * there is no text. SARIF 2.1.0 section 3.11. */
struct str sarif_message_text(const struct sarif_run *run,
    const struct sarif_rule *rule, const cJSON *message, struct arena *keep);

#endif
