/* What an input format is: one file ending in one const struct importer, and
 * one line in the registry below. */
#ifndef IMPORTERS_IMPORTER_H
#define IMPORTERS_IMPORTER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/hash.h"
#include "model/import.h"

struct importer {
	const char *name;    /* as assay check shows it, and source.importer */
	const char *summary; /* one line, for the manual */
	int version; /* raised when the same bytes would give other facts */
	bool incremental; /* new content adds to the old one (git) */
	/* Rule tables its facts depend on ("data/cwe.csv"), ended by NULL;
	 * other rules mean that everything is read again. May be NULL. */
	const char *const *tables;
	/* Adds what else they depend on (mapping profiles). May be NULL. */
	bool (*add_rules)(struct hash *hash, const struct input *input,
	    struct arena *scratch, struct error *err);
	/* How sure the first bytes make it, 0 (no) to 100; *WHY says by what.
	 * Cheap, never fails; reads nothing but INPUT and assets. */
	int (*recognises)(
	    const struct input *input, const char **why, struct arena *scratch);
	/* Digest of the content, when it is not that of the file's bytes
	 * (git); NULL for files. */
	bool (*digest)(const struct input *input, char hex[65],
	    struct arena *scratch, struct error *err);
	/* Adds what the input holds. Bad records are rejected into the
	 * account and the rest goes on; false only when nothing can be read
	 * (or the store fails), with the place in ERR. */
	bool (*run)(
	    struct import *import, struct arena *scratch, struct error *err);
};

/* One line each: X(name) for importer_name. */
#define IMPORTERS(X)                                                           \
	X(attest)                                                              \
	X(coverage)                                                            \
	X(fpr)                                                                 \
	X(git)                                                                 \
	X(junit)                                                               \
	X(register)                                                            \
	X(sarif)                                                               \
	X(scan)                                                                \
	X(table)

#define IMPORTER_EXTERN(name) extern const struct importer importer_##name;
IMPORTERS(IMPORTER_EXTERN)
#undef IMPORTER_EXTERN

/* All importers in the registry's order, ended by NULL. */
extern const struct importer *const importers[];

/* The importer for INPUT: the one it names, else the surest; equals are an
 * error that lists them, none is an error that says what was looked at. */
bool importer_find(const struct importer **importer, const char **why,
    const struct input *input, struct arena *scratch,
    struct error *err) MUST_USE;

/* How sure the surest importer is of INPUT, 0 to 100; under 50 is a guess from
 * the name alone. */
int importer_sureness(const struct input *input, struct arena *scratch);

/* Reads one input into the model, whole or not at all. *UNCHANGED: it was
 * there already, the account is the stored one. */
bool importer_run(struct model *model, const struct input *input,
    struct account *account, bool *unchanged, struct error *err) MUST_USE;

#endif
