/* Rows for one table, several with each statement: to start one costs as much
 * as three rows do. Values are given column by column, row by row:
 *
 *	struct bulk *bulk = NULL;
 *	if (!bulk_open(&bulk, model, "finding_match (result_id, pass)", 2, err))
 *		return false;
 *	for (...) {
 *		bulk_int(bulk, result_id);
 *		bulk_text(bulk, pass);
 *	}
 *	return bulk_close(bulk, err);
 *
 * A thread beside the caller stores them (model/writer.h), in the order in
 *which batches of all bulks of a model fill. Rows may be written only when it
 *is closed; what goes wrong is told then. */
#ifndef MODEL_BULK_H
#define MODEL_BULK_H

#include "base/error.h"
#include "base/str.h"
#include "model/model.h"

struct bulk;

/* INTO: table and its columns, COLUMNS of them. */
bool bulk_open(struct bulk **bulk, struct model *model, const char *into,
    int columns, struct error *err) MUST_USE;
void bulk_int(struct bulk *bulk, int64_t value);     /* UNKNOWN is NULL */
void bulk_text(struct bulk *bulk, struct str value); /* copied; none is NULL */
void bulk_flush(struct bulk *bulk);	   /* what was given is there */
int bulk_waiting(const struct bulk *bulk); /* rows */
/* Writes the rest, and reports what went wrong. NULL is fine. */
bool bulk_close(struct bulk *bulk, struct error *err) MUST_USE;
void bulk_drop(struct bulk *bulk); /* writes no more; NULL is fine */

#endif
