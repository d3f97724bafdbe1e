/* A statement of a person on what only a person can know. */
#ifndef IMPORTERS_ATTEST_ATTESTATION_H
#define IMPORTERS_ATTEST_ATTESTATION_H

#include <stdbool.h>

#include "base/arena.h"
#include "model/import.h"

/* "yes", "no", "partly" or a level "0" to "3" for the spellings of it; none
 * when TEXT is no answer. */
struct str attestation_answer(struct str text);

/* What the item of a statement is called: lower case, "attest." in front when
 * it names no family. */
struct str attestation_item(struct str text, struct arena *keep);

#endif
