/* Which records a preview has met, when all it does is count: each as two
 * numbers in place of its columns, so that two records are taken for one with
 * a chance of one in 2^64 for each pair. */
#ifndef MODEL_SEEN_H
#define MODEL_SEEN_H

#include <stdbool.h>

#include "model/import.h"

struct seen; /* opaque */

struct seen *seen_new(void);
void seen_free(struct seen *seen); /* NULL is fine */

/* Whether a record with the key of RECORD (a struct fact_KIND) was met before,
 * and with all else the same; from now on RECORD was. */
enum put_end seen_put(
    struct seen *seen, enum fact_kind kind, const void *record);

#endif
