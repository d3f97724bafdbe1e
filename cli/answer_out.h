/* Answers of the measure engine for the terminal and for scripts. */
#ifndef CLI_ANSWER_OUT_H
#define CLI_ANSWER_OUT_H

#include "analysis/engine.h"
#include "base/buf.h"
#include "base/json_out.h"
#include "cli/table_out.h"

/* Writes ANSWER, and its CHANGE since the period before (NULL: none). JSON is
 * the stable form that assay-query(1) describes; CSV has full numbers, a table
 * rounds them. */
void answer_write(struct buf *out, const struct answer *answer,
    const struct figure *change, enum table_format format,
    struct arena *scratch);
/* The same as a value of JSON. */
void answer_json(struct json_out *json, const char *key,
    const struct answer *answer, const struct figure *change,
    struct arena *scratch);

#endif
