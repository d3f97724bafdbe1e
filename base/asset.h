/* Files built into the program: data/, templates/, *.sql, fonts. A folder may
 * override them: --data DIR for data/ and analysis/measures/, --templates DIR
 * for templates/. */
#ifndef BASE_ASSET_H
#define BASE_ASSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

struct asset {
	const char *name; /* path from the root of the source tree */
	const unsigned char *begin;
	const unsigned char *end;
};

/* Made at build time, sorted by name. */
extern const struct asset assets[];
extern const size_t assets_count;

struct shelf;

/* Folders that take precedence; empty when not given. */
struct asset_folders {
	struct str data;      /* stands for data/ */
	struct str templates; /* stands for templates/ */
	struct shelf *shelf;  /* base/shelf.h; NULL: nothing is kept */
};

/* The bytes of NAME ("data/cwe.csv"): from the override folder when it has
 * the file, else built in. FOLDERS may be NULL. */
bool asset_read(struct str *content, const struct asset_folders *folders,
    struct str name, struct arena *keep, struct error *err) MUST_USE;

/* The built-in names below PREFIX, in order: call with *AT = 0 first; false
 * when there are no more. */
bool asset_next(size_t *at, struct str prefix, struct str *name);

#endif
