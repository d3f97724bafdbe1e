/* Repositories that the model does not know yet, read side by side: a process
 * each, into as many models as there are jobs, which are then merged. */
#ifndef CLI_APART_H
#define CLI_APART_H

#include "cli/audit.h"

/* With --jobs of two or more and as many such repositories. DONE tells of each
 * input whether it was read; CRASHED, whether its process died: WHY is then
 * told by apart_why. What merely failed is left to be read, and told, as
 * always. */
bool import_apart(struct audit *audit, const struct inputs *inputs, bool *done,
    int *crashed, struct error *err) MUST_USE;
void apart_why(struct error *why, const struct input *input, int signal);

#endif
