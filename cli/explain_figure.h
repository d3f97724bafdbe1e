/* The figure that a measure has in one model, with all that one needs to check
 * it: numerator, denominator, interval, records, inputs with their digests. */
#ifndef CLI_EXPLAIN_FIGURE_H
#define CLI_EXPLAIN_FIGURE_H

#include "base/buf.h"
#include "base/json_out.h"
#include "cli/asking.h"

enum { EXPLAIN_RECORDS = 20, EXPLAIN_RECORDS_MAX = 1000 };

struct explained {
	struct asking *asking; /* open */
	bool list;	       /* the first records, too */
	size_t limit;	       /* of these, at most EXPLAIN_RECORDS_MAX */
};

/* Adds the figure as text, or as values of an open object of JSON. */
bool explain_figure_text(struct buf *out, const struct explained *explained,
    struct error *err) MUST_USE;
bool explain_figure_json(struct json_out *json,
    const struct explained *explained, struct error *err) MUST_USE;

#endif
