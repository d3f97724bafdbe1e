/* The fingerprints that a SARIF result carries. */
#ifndef IMPORTERS_SAST_SARIF_FINGERPRINT_H
#define IMPORTERS_SAST_SARIF_FINGERPRINT_H

#include <cjson/cJSON.h>

#include "importers/sast/fingerprint.h"

/* Counts them into SEEN for RESULT's rule and place. */
void sarif_fingerprints_count(struct fingerprint_seen *seen,
    const struct fingerprint_table *table, const cJSON *result);

/* Those that no unlike result shares, the best first, a "name:value" a line;
 * "" without one. IS_SECRET: as for fingerprint_text. */
struct str sarif_fingerprint_all(const struct fingerprint_seen *seen,
    const struct fingerprint_table *table, const cJSON *result, bool is_secret,
    struct arena *keep);

#endif
