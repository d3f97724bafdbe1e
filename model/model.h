/* The store: one SQLite file that holds everything between import and report.
 * A model is opened once, filled through imports (model/import.h), derived by
 * link, read through queries (model/query.h). */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"

struct model;

/* Once, before the first model: the store keeps no count of its memory, which
 * would take a lock with each piece of it. */
void model_set_up(void);

/* Opens or makes PATH with mode 0600; an empty path is a model in memory. A
 * file that is no model, or a newer one, is an input error. */
bool model_open(
    struct model **model, struct str path, struct error *err) MUST_USE;
void model_close(struct model *model); /* NULL is fine */
/* Whether PATH is a model that model_open refuses since its schema, *VERSION,
 * is an older one. */
bool model_is_older(struct str path, int64_t *version);

/* Keeps in memory what a question needs, for a connection that asks much. */
bool model_ready(const struct model *model, struct error *err) MUST_USE;

/* Keeps other runs from filling the model until it is closed. Where another has
 * it, TELL is called once, and this one waits. A model in memory has nobody to
 * wait for, and one on a disk that knows no locks is not kept. */
void model_hold(struct model *model, void (*tell)(struct str path));

/* Runs the built-in script NAME ("link/people.sql") in one transaction.
 * Named parameters :NAME take numbers from PARAMETERS, ended by a NULL name. */
struct model_parameter {
	const char *name; /* ":human_before" */
	int64_t value;
};
bool model_script(struct model *model, struct str name,
    const struct model_parameter *parameters, struct error *err) MUST_USE;

/* All or nothing around several steps; they nest. Rollback cannot fail. */
bool model_begin(struct model *model, struct error *err) MUST_USE;
bool model_commit(struct model *model, struct error *err) MUST_USE;
void model_rollback(struct model *model);
/* A transaction that looks rows up all over a large model: until its end the
 * connection keeps so many pages that they need not be read again and again.
 * Questions read most of it in order, and are faster with few. model_wide_end
 * commits where DONE, else it rolls back and gives false. */
bool model_wide_begin(struct model *model, struct error *err) MUST_USE;
bool model_wide_end(struct model *model, bool done, struct error *err) MUST_USE;

/* Whether what refers to a deleted row goes with it. Off but around such a
 * DELETE: what is added refers to ids that the model gave, and to look each of
 * them up again costs a tenth of writing. */
void model_cascade(struct model *model, bool on);

/* A number that changes whenever facts or derived tables do; for caches. */
int64_t model_generation(const struct model *model);

/* Flattened configuration (table setting); none when it is not set. */
struct str model_setting(
    const struct model *model, struct str name, struct arena *keep);

#endif
