/* What is known of each line that a finding stands on. */
#ifndef LINK_FINDING_LINE_H
#define LINK_FINDING_LINE_H

#include "base/error.h"
#include "model/model.h"

/* How many lines of a region are looked at. */
enum { FINDING_LINES_MAX = 1000 };

/* Fills finding_line from temp.stood, a row for lines that were born together
 * (finding, first line, lines; the commit's id, path and line there, all NULL
 * where nobody knows), cut where records and corrections begin and end. Needs
 * the views of line_origin.sql. */
bool link_finding_lines(struct model *model, struct error *err) MUST_USE;

#endif
