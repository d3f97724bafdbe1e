/* Paths that scanners report, as paths of the repository. */
#ifndef LINK_PLACE_H
#define LINK_PLACE_H

#include "base/error.h"
#include "base/str.h"
#include "model/model.h"

struct places;

/* The paths that the repository ever had, loaded when first asked for. */
struct places *places_new(const struct model *model);
void places_free(struct places *places); /* NULL is fine */

/* PATH as the repository has it: itself; else its longest tail that is one
 * (paths of build machines start with their own folders); else the only path
 * that ends in it (package paths lack the source folder). None of these, or no
 * repository (0): PATH as it is. The result lives until the next repository
 * is asked for. */
bool places_find(struct places *places, int64_t repository_id, struct str path,
    struct str *found, struct error *err) MUST_USE;

#endif
