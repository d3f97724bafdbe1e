/* The packages of a repository over time: when each came, by which commit, and
 * whether it is still there. */
#ifndef LINK_COMPONENT_H
#define LINK_COMPONENT_H

#include "base/error.h"
#include "model/model.h"

/* Fills component; needs commit_origin and owner. docs/method.md,
 * "Dependencies", has the rules. */
bool link_components(struct model *model, struct error *err) MUST_USE;

#endif
