/* What is said of lines, brought to those that are alive. */
#ifndef LINK_TESTED_LINE_H
#define LINK_TESTED_LINE_H

#include "base/error.h"
#include "link/tested_span.h"
#include "model/model.h"

/* Adds to tested_line the living lines of the repository of which SPANS, which
 * are settled, speak: by their place in the audited revision or their birth. */
bool tested_lines_store(struct model *model, int64_t repository_id,
    const struct tested_spans *spans, struct error *err) MUST_USE;

#endif
