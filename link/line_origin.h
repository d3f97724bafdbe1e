/* Whose each living line is: line_run as the replay filled it (a row for lines
 * that one commit wrote, one after another, with the place they had in that
 * commit) is cut where records and corrections begin and end, and each row gets
 * origin, basis, tool, model and the record that says so.
 *
 * The key of a line is where it was born: commit, file, line of the commit's
 * own version. Who fills line_run gives commit_id, birth_file_id and birth_line
 * of the first line of a row (all three or none) and nothing else. */
#ifndef LINK_LINE_ORIGIN_H
#define LINK_LINE_ORIGIN_H

#include "base/error.h"
#include "model/model.h"

/* After commit_origin, line_run and temp.line_past (its columns and then the
 * at_time and change of line_change) are filled; gives the rows of both their
 * origins. The tables temp.claim and temp.decider of line_origin.sql stay for
 * link_finding_origins, which drops them. */
bool link_line_origins(struct model *model, struct error *err) MUST_USE;

#endif
