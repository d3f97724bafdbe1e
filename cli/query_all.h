/* assay query --all: every measure at once, a row each. */
#ifndef CLI_QUERY_ALL_H
#define CLI_QUERY_ALL_H

#include "analysis/engine.h"
#include "base/buf.h"
#include "cli/table_out.h"

struct query_all {
	struct engine *engine;
	enum table_format format;
	bool timings; /* says on stderr how long each took */
};

/* Asks ALL's engine for each of its measures, whole, with its change since the
 * period before, and writes a row of each: a measure that is not assessed says
 * what is missing. */
bool query_all_write(struct buf *out, const struct query_all *all,
    struct arena *keep, struct error *err) MUST_USE;

#endif
