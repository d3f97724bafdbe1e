/* A model that somebody else made, before its rows are taken. */
#ifndef MODEL_VET_H
#define MODEL_VET_H

#include "base/error.h"
#include "model/model.h"

enum { VET_TEXT_MAX = 16 << 20 }; /* bytes of one value that is taken */

/* Whether the model at PATH, attached to MODEL as "other", may be read: its
 * tables of facts are those of model/schema.sql to the letter and sound by
 * SQLite's own check, no trigger or virtual table is in it, its texts are UTF-8
 * without NUL, its times and lines those that an importer can give. An input
 * error says what is wrong.
 * Source: sqlite.org/security.html, section 1.2. */
bool vet_other(
    struct model *model, struct str path, struct error *err) MUST_USE;

/* The same error when what failed last is the fault of its rows: one refers to
 * what is not there. False. */
bool vet_failed(struct model *model, struct str path, struct error *err);

#endif
