/* By which merge each commit came. */
#ifndef LINK_LANDING_H
#define LINK_LANDING_H

#include "base/error.h"
#include "model/model.h"

/* Fills commit_landing, where a merge has anything to say: a change request
 * that it names or is, or somebody's approval. */
bool link_landings(struct model *model, struct error *err) MUST_USE;

#endif
