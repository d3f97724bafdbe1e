/* Files through their renames: one stream of results for all names of a file.
 */
#ifndef LINK_FILE_STREAM_H
#define LINK_FILE_STREAM_H

#include "base/error.h"
#include "model/model.h"

/* Fills temp.file_stream (repository_id, path, stream, party), for
 * repositories of temp.busy_series, with the paths that git knows under other
 * names: stream is one of the names of a file, by renames in commits, merges
 * included; party the same, and also of files that hold what another held,
 * where a result with the same lines around it, the only one in each scan, was
 * first in the one and then in the other. Paths that are alone are left out.
 * Needs temp.result_line. */
bool link_file_streams(struct model *model, struct error *err) MUST_USE;

#endif
