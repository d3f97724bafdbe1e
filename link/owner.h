/* Whose the files of the audited revision are. */
#ifndef LINK_OWNER_H
#define LINK_OWNER_H

#include "base/error.h"
#include "model/model.h"

/* Fills owner from ownership_rule and tree_file. */
bool link_owners(struct model *model, struct error *err) MUST_USE;

#endif
