/* How to go on after an error that does not say it itself. */
#ifndef CLI_LAST_FIX_H
#define CLI_LAST_FIX_H

#include "cli/command.h"

/* Gives ERR a fix, by its kind and by the file it is in, where it has none. */
void last_fix(struct error *err, const struct context *context);

#endif
