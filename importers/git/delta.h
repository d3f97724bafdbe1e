/* A delta: how one object is made from another (gitformat-pack(5),
 * "Deltified representation"). */
#ifndef IMPORTERS_GIT_DELTA_H
#define IMPORTERS_GIT_DELTA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* The sizes at the start of *DELTA, which moves behind them; false when they
 * are damaged. */
bool delta_sizes(struct str *delta, size_t *base_bytes, size_t *result_bytes);

/* Fills RESULT, which has RESULT_BYTES, from BASE and a delta behind its
 * sizes; false when the delta is damaged. */
bool delta_apply(
    char *result, size_t result_bytes, struct str base, struct str delta);

#endif
