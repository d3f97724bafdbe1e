/* What lived at the end of each month, from the pasts of lines. */
#ifndef LINK_COHORT_H
#define LINK_COHORT_H

#include "base/error.h"
#include "model/model.h"

/* Fills cohort: how many lines of each month of birth, tool, model, origin and
 * language lived at the end of each month on the audited ref. Needs line_past
 * with its origins, which it forgets. */
bool link_cohorts(struct model *model, struct error *err) MUST_USE;

#endif
