/* assay alone: where one stands in this folder, and what to type next. */
#ifndef CLI_NEXT_STEP_H
#define CLI_NEXT_STEP_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

/* Prints it. A configuration that cannot be read is an error, as its mending is
 * the next step. */
bool next_step_print(struct arena *keep, struct error *err) MUST_USE;

#endif
