/* Paths that scanners report, as paths of the repository. */
#ifndef LINK_PLACE_H
#define LINK_PLACE_H

#include "base/error.h"
#include "model/model.h"

/* Fills temp.result_path (repository_id, path, found) with the paths of results
 * that the repository has in another form: of an absolute one (of a build
 * machine) the longest tail that is one of its files, of a relative one with a
 * folder the only file that ends in it (package paths lack the source folder,
 * scans of a subfolder its name). Needs temp.scan_event. A path that fits none
 * or several files is left out. */
bool link_result_paths(struct model *model, struct error *err) MUST_USE;

#endif
