/* What a preview counts in place of storing it. */
#ifndef MODEL_PREVIEW_TALLY_H
#define MODEL_PREVIEW_TALLY_H

#include "model/import.h"

struct preview_tally; /* opaque */

/* An empty one that lives as long as KEEP, but for what preview_tally_free
 * frees. */
struct preview_tally *preview_tally_new(struct arena *keep);
void preview_tally_free(struct preview_tally *tally); /* NULL is fine */

/* Counts RESULT with its CWE_COUNT weaknesses. */
void preview_tally_result(struct preview_tally *tally,
    const struct fact_result *result, const int *cwe, int cwe_count);

/* Takes RECORD (a struct fact_KIND), *END saying what storing it would come to.
 * False: it is one of the first PREVIEW_FACTS of its kind, or of a kind whose
 * rows are read again, and is to be stored. */
bool preview_tally_meets(struct preview_tally *tally, enum fact_kind kind,
    const void *record, enum put_end *end);

/* The counts as rows of temp.tally (what, name, n): "result", "result_cwe",
 * "suppressed", "absent" and names of tables, without a name; "severity",
 * "rule" and "cwe" by name. Counts of tables are of rows that are not there. */
bool preview_tally_store(const struct preview_tally *tally, struct model *model,
    struct error *err) MUST_USE;

#endif
