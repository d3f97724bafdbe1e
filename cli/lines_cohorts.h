/* The living lines of a revision by the month they were born in and whose they
 * are: what lived of each cohort at any commit. */
#ifndef CLI_LINES_COHORTS_H
#define CLI_LINES_COHORTS_H

#include "cli/lines_out.h"

/* Adds to OUT->out, as OUT->format says (TSV or JSON), a row for each month
 * (of the commit, committer's date, in UTC), origin, tool and model, with how
 * many lines there are; in that order. What is not known is empty, null in
 * JSON. Texts are borrowed from OUT->revision. */
void lines_cohorts(struct lines_out *out);

#endif
