/* Views that cost much and that many measures read, filled once a run. */
#ifndef MODEL_FILLED_H
#define MODEL_FILLED_H

#include "model/model.h"

/* Makes the connection one that asks much: with a file for what is filled, and
 * room. Temporary tables made before are gone. Once; later it does nothing. */
bool model_ready(const struct model *model, struct error *err) MUST_USE;

/* Makes ready what SQL, or a list of names, reads: of the costly views among
 * what it names, however deep, a filled table stands before the view, until the
 * model changes. No answer is another for it. */
bool model_fill(
    const struct model *model, struct str sql, struct error *err) MUST_USE;

struct filled;
struct filled *filled_new(void);
void filled_free(struct filled *filled); /* NULL is fine */

#endif
