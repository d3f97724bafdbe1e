/* Parts that the SARIF of several commands shares. */
#ifndef CLI_SARIF_OUT_H
#define CLI_SARIF_OUT_H

#include "base/arena.h"
#include "base/json_out.h"

#define SARIF_SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

/* A path as a relative reference (RFC 3986): bytes but unreserved ones and
 * slashes are percent-encoded. */
struct str sarif_uri(struct str path, struct arena *scratch);

/* Where the code of a run is from: REMOTE as host and path (none: nothing is
 * written), HEAD the revision or none. */
void sarif_provenance(
    struct json_out *json, struct str remote, struct str head);

#endif
