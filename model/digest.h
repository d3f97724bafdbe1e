/* What a model was made from, in one number. */
#ifndef MODEL_DIGEST_H
#define MODEL_DIGEST_H

#include "base/arena.h"
#include "model/model.h"

/* SHA-256 (64 hexadecimal digits in KEEP) over path, importer and content of
 * every input but the configuration, and over its settings. Reports print it,
 * so that two that were made from the same can be told. */
bool model_digest(struct str *hex, const struct model *model,
    struct arena *keep, struct error *err) MUST_USE;

#endif
