/* Views that cost much and that many measures read, kept as tables. */
#ifndef MODEL_FILLED_H
#define MODEL_FILLED_H

#include "model/model.h"

/* Of each costly view a table, filled_NAME, with what the view gives now, and
 * the view reads that table; all of them or none. When all else is joined: what
 * is written later does not reach them. */
bool filled_make(struct model *model, struct error *err) MUST_USE;

/* Whether that was done since the sources were joined. */
bool filled_are(
    bool *filled, const struct model *model, struct error *err) MUST_USE;

/* The views as they were written, and no tables. Where nothing is filled it
 * does nothing. */
bool filled_drop(struct model *model, struct error *err) MUST_USE;

#endif
