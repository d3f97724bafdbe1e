/* Paths that scanners report, as paths of the repository. */
#ifndef LINK_PLACE_H
#define LINK_PLACE_H

#include "base/error.h"
#include "model/model.h"

/* Fills temp.result_path (repository_id, path, found) with the paths of results
 * that the repository has in another form: the longest tail of the path that
 * is one of its files (paths of build machines start with their own folders),
 * else the only file that ends in the path (package paths lack the source
 * folder). Needs temp.scan_event. A path that fits none or several files is
 * left out. */
bool link_result_paths(struct model *model, struct error *err) MUST_USE;

#endif
