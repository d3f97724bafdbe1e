/* The lines that results stand on, whatever became of their findings since: by
 * these one scan's results are known again in the next. */
#ifndef LINK_RESULT_LINE_H
#define LINK_RESULT_LINE_H

#include "link/link.h"

/* Fills, for results of series with several scans of a repository,
 * temp.result_line (result_id, repository_id, path, line, end_line, revision,
 * at, born, birth_path, text, context, words): which line of which commit the
 * first line of the result is, and hashes of the text there (link/line_hash.h),
 * each NULL where nobody can say. The revision is the scan's; without one, that
 * of the audited head at the time of the scan. Needs temp.scan_event and
 * temp.result_path; makes temp.busy_series (series, repository_id). Memory:
 * the places of the results of one repository, and one replay of it.
 *
 * link/finding_origin.h asks for whole ranges, but only where each finding was
 * seen last. */
bool link_result_lines(struct model *model, const struct link_options *options,
    struct error *err) MUST_USE;

#endif
