/* Literal secrets in files of configuration as findings of the tool "assay":
 * one for each repository, file, rule and name. */
#ifndef LINK_SECRET_H
#define LINK_SECRET_H

#include <stdbool.h>

#include "base/error.h"
#include "model/model.h"

/* Adds to finding and finding_origin, from secret_change and secret_head;
 * needs commit_origin. Open while the audited revision has it, else fixed on
 * the day it left; the history still holds it then. */
bool link_secrets(struct model *model, struct error *err) MUST_USE;

#endif
