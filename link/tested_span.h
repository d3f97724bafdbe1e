/* What reports of coverage say of lines, laid over each other. */
#ifndef LINK_TESTED_SPAN_H
#define LINK_TESTED_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum tested_state { TESTED_NOTHING, /* to run */ TESTED_NOT, TESTED_RUN };

/* Lines FIRST to before END of a file of a commit, by birth; commit 0: of a
 * file of the audited revision itself. */
struct tested_span {
	int64_t commit_id;
	int64_t file_id;
	int64_t first; /* from 1 */
	int64_t end;
	enum tested_state state;
	int64_t day;	 /* for which the report speaks; INT64_MAX: today */
	int64_t ordinal; /* of the report: of two that say the same the larger
			  * is named */
	int64_t coverage_file_id;
};

struct tested_spans {
	struct tested_span *items;
	size_t count;
	size_t room;
};

/* Whether A says more of a line than B: of a newer day, or of the same that it
 * was run. */
bool tested_span_beats(
    const struct tested_span *a, const struct tested_span *b);

/* Sorts them, and cuts them so that none overlap: of each line the best is
 * left. */
void tested_spans_settle(struct tested_spans *spans, struct arena *keep);

/* The first of a file of a commit that ends behind LINE; SPANS are settled. */
size_t tested_spans_find(const struct tested_spans *spans, int64_t commit_id,
    int64_t file_id, int64_t line);

#endif
