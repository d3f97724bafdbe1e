/* Where the code flows of a SARIF result begin (sections 3.36 to 3.38). */
#ifndef IMPORTERS_SAST_SARIF_FLOW_H
#define IMPORTERS_SAST_SARIF_FLOW_H

#include "importers/sast/ai_words.h"

/* Whether one of FLOWS, the member codeFlows as it stands in the file, begins
 * at something that names a language model: its answer flows to the result. No
 * more than FLOWS_BYTES_MAX are looked at; what is not told there is not known.
 */
enum { FLOWS_BYTES_MAX = 256 * 1024 };
bool sarif_flows_name_model(
    struct str flows, const struct ai_words *words, struct arena *scratch);

#endif
