/* Lines of results whose region is told by an offset alone. */
#ifndef LINK_RESULT_REGION_H
#define LINK_RESULT_REGION_H

#include "link/link.h"

/* Fills result_region from result_offset, where the text of the file at the
 * scanned revision can be read and has the region (link/offset_line.h). The
 * revision is that of link/result_line.h. Needs temp.scan_event and
 * temp.result_path. Memory: the regions of one repository and the lines of one
 * file. */
bool link_result_regions(struct model *model,
    const struct link_options *options, struct error *err) MUST_USE;

#endif
