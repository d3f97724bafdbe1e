/* Whose each living line is: line_part, from revision_line as the importer or
 * link/revision.c filled it (a row for lines that one commit wrote, one after
 * another, with the place they had in that commit). Lines of commits of which
 * records or corrections name single ones are cut where these begin and end
 * (link/line_claim.h); each row gets origin, basis, tool, model and the record
 * that says so. The others are what their commit is.
 *
 * The key of a line is where it was born: commit, file, line of the commit's
 * own version; a row has all three or none. */
#ifndef LINK_LINE_ORIGIN_H
#define LINK_LINE_ORIGIN_H

#include "base/error.h"
#include "model/model.h"

/* After commit_origin; fills line_part, which is empty, and temp.line_past with
 * what came and went in the same way, and tells commit_origin which commits
 * they are of. The views and the table
 * temp.decider of line_origin.sql stay for link_finding_origins, which drops
 * them. */
bool link_line_origins(struct model *model, struct error *err) MUST_USE;

#endif
