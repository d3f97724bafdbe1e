/* Joins what came from different sources: fills the derived tables, after each
 * import or merge. Works from the model alone; reads repositories only to say
 * whose line a finding stands on. */
#ifndef LINK_LINK_H
#define LINK_LINK_H

#include <stdint.h>

#include "base/asset.h"
#include "base/error.h"
#include "model/model.h"

struct link_options {
	int64_t human_before; /* UNKNOWN: no date makes a commit human */
	const struct asset_folders *folders;
	struct str folder; /* that repository.path is relative to */
	struct str cache;  /* folder, as of importers; none: there is none */
	int jobs;	   /* threads that read a repository; 0: the default */
};

/* Rebuilds every derived table, in one transaction. */
bool link_all(struct model *model, const struct link_options *options,
    struct error *err) MUST_USE;
/* No more of them than whose each living line is. */
bool link_lines(struct model *model, const struct link_options *options,
    struct error *err) MUST_USE;

#endif
