/* Pseudonyms of people for measures that may tell of them. */
#ifndef LINK_PERSON_NAME_H
#define LINK_PERSON_NAME_H

#include "base/pseudonym.h"
#include "model/model.h"

/* Leaves temp.person_name, which measures find before the empty table of that
 * name; without a key nobody has a name. */
bool person_names(struct model *model, const struct pseudonym_key *key,
    struct error *err) MUST_USE;

#endif
