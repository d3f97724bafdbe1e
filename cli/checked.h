/* What assay check learns of a file. */
#ifndef CLI_CHECKED_H
#define CLI_CHECKED_H

#include "base/buf.h"
#include "model/import.h"

struct checked {
	struct input input;
	struct str format; /* the importer's name; "none" */
	struct str why;	   /* it was taken for one; empty without */
	struct account account;
	struct model *model; /* with the facts of a preview */
	bool is_refused;     /* could not be read at all */
};

/* Writes it as the one object that assay-check(1) describes. Fails only where
 * the model cannot be read. */
bool checked_json(
    struct buf *out, const struct checked *checked, struct error *err) MUST_USE;

#endif
