/* Models made elsewhere, put into one. What is the same counts once: facts by
 * their natural keys, sources by path. Of a fact that several sources have,
 * that of the source whose path sorts first stands, so that neither the order
 * of merging nor its grouping changes what a model holds, nor merging it twice.
 * Configurations stay where they are: they belong to the run that reports. */
#ifndef MODEL_MERGE_H
#define MODEL_MERGE_H

#include "base/error.h"
#include "model/model.h"

/* Adds the facts of the model at PATH to MODEL, all or none; derived tables are
 * behind then. A source that both have with another content, or that another
 * version read, is an input error. */
bool model_merge(
    struct model *model, struct str path, struct error *err) MUST_USE;

#endif
