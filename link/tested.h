/* Which living lines the tests ran through, as reports of coverage say. */
#ifndef LINK_TESTED_H
#define LINK_TESTED_H

#include "link/link.h"

/* Fills coverage_place and tested_line. The lines of a report are those of its
 * revision, else of the audited head when it was made, else of the head itself;
 * a living line is known again by the commit, file and line of its birth. Of a
 * line the reports of the newest day that looked at it count; it was run when
 * any of them says so. Needs coverage_home. Memory: the lines that reports of
 * one repository name, and one replay of their files where they are older. */
bool link_tested_lines(struct model *model, const struct link_options *options,
    struct error *err) MUST_USE;

#endif
