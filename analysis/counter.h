/* Adds the rows of a measure up into cells, in a table of hashes: a GROUP BY of
 * SQLite would sort all of them first. */
#ifndef ANALYSIS_COUNTER_H
#define ANALYSIS_COUNTER_H

#include "analysis/cells.h"

struct query;

/* The columns of a row, the last where there are any: text or number of a
 * record whose rows are one, then the keys. */
enum counter_column {
	COUNTER_BUCKET, /* NULL: the row does not count */
	COUNTER_N,
	COUNTER_HIT,
	COUNTER_UNKNOWN,
	COUNTER_EXPOSURE,
	COUNTER_ENTER,
	COUNTER_LEAVE,
	COUNTER_EVENT,
	COUNTER_COLUMNS
};

/* What the rows of QUERY give: of one bucket, time and keys one cell. */
struct counter_request {
	struct query *query;
	size_t key_count;
	bool by_record; /* rows of one record are one in the sums of squares */
	const struct str *names; /* SQL: what stands for a key ?1 that is a
				  * row id; none: the key itself */
};

/* *CELLS in no order, in KEEP; false: there are more than MOST. The query is
 * not closed: what went wrong in it is told there. */
bool count_cells(struct cells *cells, const struct counter_request *request,
    size_t most, struct arena *keep);

/* Puts the names of row ids into CELLS, of which count_cells gave digits. */
bool name_cells(struct cells *cells, const struct counter_request *request,
    const struct model *model, struct arena *keep, struct error *err) MUST_USE;

#endif
