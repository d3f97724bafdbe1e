/* Whose the lines of any one revision are, decided as for a report: what a
 * replay found goes into revision_line of a model in memory, and the same steps
 * as in link_all say of each line what is known of it. */
#ifndef LINK_REVISION_H
#define LINK_REVISION_H

#include "importers/git/lineage.h"
#include "link/link.h"

/* Texts that are not known are none. */
struct line_said {
	struct str origin; /* as line_run.origin */
	struct str tool;
	struct str model;
	struct str basis; /* as line_run.basis */
};

/* Lines of a file next to each other that were born next to each other, and of
 * which the same is said. */
struct line_part {
	struct line_run run;
	size_t said; /* in revision.said */
};

struct revision_file {
	struct str path;		/* bytes */
	const struct line_array *lines; /* of the lineage */
	struct line_part *parts;	/* in order, without gap */
	size_t part_count;
};

struct revision {
	struct revision_file *files;
	size_t count;
	struct line_said *said; /* each different one once */
	size_t said_count;
};

/* Tells of the lines of REVISION's files (path and lines are given) what the
 * evidence in MODEL says, which holds the commits of LINEAGE in one repository
 * and no lines yet. What is made lives in KEEP. */
bool link_revision(struct revision *revision, struct model *model,
    const struct link_options *options, const struct lineage *lineage,
    struct arena *keep, struct error *err) MUST_USE;

#endif
