/* Tables that link fills and views over them (model/derived.sql, views.sql). */
#ifndef MODEL_DERIVED_H
#define MODEL_DERIVED_H

#include "model/model.h"

/* Leaves all derived tables empty, and makes them and the views where they are
 * not there or not those of this program. */
bool derived_empty(struct model *model, struct error *err) MUST_USE;

/* Whether they are there, and those of this program. */
bool derived_current(
    bool *current, const struct model *model, struct error *err) MUST_USE;

#endif
