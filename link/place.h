/* Paths that scanners and reports of coverage name, as paths of the repository.
 */
#ifndef LINK_PLACE_H
#define LINK_PLACE_H

#include "base/arena.h"
#include "base/error.h"
#include "model/model.h"

/* All paths that one repository ever had. */
struct places;

/* MODEL is borrowed; to be freed, though it lives in KEEP. */
struct places *places_new(struct model *model, struct arena *keep);
void places_free(struct places *places);
/* Forgets the repository before. */
bool places_load(
    struct places *places, int64_t repository_id, struct error *err) MUST_USE;
bool places_have(const struct places *places, struct str path);
/* Those that end in "/PATH", in FOUND of room MOST; how many there are. They
 * live until the next load. */
size_t places_longer(const struct places *places, struct str path,
    struct str *found, size_t most);

/* As build machines write it: "/...", "C:/..." */
bool place_is_absolute(struct str path);

/* Fills temp.result_path (repository_id, path, found) with the paths of results
 * that the repository has in another form: of an absolute one (of a build
 * machine) the longest tail that is one of its files, of a relative one with a
 * folder the only file that ends in it (package paths lack the source folder,
 * scans of a subfolder its name). Needs temp.scan_event. A path that fits none
 * or several files is left out. */
bool link_result_paths(struct model *model, struct error *err) MUST_USE;

#endif
