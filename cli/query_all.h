/* assay query --all: every measure at once, a row each. */
#ifndef CLI_QUERY_ALL_H
#define CLI_QUERY_ALL_H

#include "base/buf.h"
#include "cli/asking.h"
#include "cli/table_out.h"

struct query_all {
	struct asking *asking; /* open; its model is not asked later */
	enum table_format format;
	int jobs;     /* processes; 0: the default */
	bool timings; /* says on stderr how long each took */
};

/* Asks for each of the measures, whole, with its change since the period
 * before, and writes a row of each: a measure that is not assessed says what is
 * missing. Nothing is written by a process that another failed beside. */
bool query_all_write(
    struct buf *out, const struct query_all *all, struct error *err) MUST_USE;

#endif
