/* "Did you mean": the known word nearest to one that is not known. */
#ifndef BASE_NEAR_H
#define BASE_NEAR_H

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

/* The one of NAMES that takes the fewest edits (insert, delete, replace, swap
 * of neighbours; ASCII case is free) from WORD; none when even that takes more
 * than a third of its length. Of equals the first. */
struct str near_name(struct str word, const struct str *names, size_t count);

/* Adds it to ERR as the fix ("did you mean X?"); when none is near, the fix
 * that ERR has stays, or else becomes the first of NAMES. Always false. */
bool near_fix(struct error *err, struct str word, const struct str *names,
    size_t count, struct arena *scratch);

#endif
