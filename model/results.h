/* Results of scanners come by the hundred thousand: they are written several
 * at a time. Only model/import.c may use it. */
#ifndef MODEL_RESULTS_H
#define MODEL_RESULTS_H

#include "model/import.h"

struct results;

/* Of one import; lives in KEEP. */
struct results *results_new(struct import *import, struct arena *keep);
/* As import_add_result. */
bool results_add(struct results *results, const struct fact_result *result,
    const int *cwe, int cwe_count, int64_t *id, bool *added,
    struct error *err) MUST_USE;
/* Writes what waits, and reports what went wrong. */
bool results_end(struct results *results, struct error *err) MUST_USE;
void results_drop(struct results *results); /* writes no more */

#endif
