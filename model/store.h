/* What the files of model/ share: the database behind a model. Only model/
 * and analysis' query engine may include it. */
#ifndef MODEL_STORE_H
#define MODEL_STORE_H

#include <sqlite3.h>

#include "base/error.h"
#include "model/model.h"
#include "model/records.h"
#include "model/writer.h"

struct model {
	sqlite3 *db;
	int file;  /* the database's, for locks; -1: in memory */
	int depth; /* of nested transactions */
	int64_t generation;
	struct writer *writer; /* NULL: nothing was given to it yet */
	sqlite3_stmt *insert[FACT_KINDS];
	sqlite3_stmt *insert_many[FACT_KINDS];
	sqlite3_stmt *find[FACT_KINDS];
	sqlite3_stmt *overlap[FACT_KINDS];
	sqlite3_stmt *same[FACT_KINDS];
	sqlite3_stmt *replace[FACT_KINDS];
};

/* Before any use of the connection: until the writer is done with it. */
static inline void store_wait(const struct model *model)
{
	if (model->writer && writer_is_busy(model->writer))
		writer_wait(model->writer);
}

/* The last message of SQLite as a system error; false. */
bool store_failed(
    const struct model *model, struct error *err, const char *what);

/* The lock of model_hold, when nobody has it; and without it again. A file
 * system without locks gives it to everybody. */
bool hold_try(struct model *model) MUST_USE;
void hold_end(struct model *model);

#endif
