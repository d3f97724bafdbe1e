/* Edit scripts that were made before: within a run, and in a cache file from
 * one run to the next. A script depends on two blobs alone and never goes
 * stale. */
#ifndef IMPORTERS_GIT_SCRIPT_STORE_H
#define IMPORTERS_GIT_SCRIPT_STORE_H

#include "importers/git/script.h"

struct script_store;

struct script_store *script_store_new(void);
void script_store_free(struct script_store *store); /* NULL is fine */

/* Answers PAIR when it was made before; hunks in KEEP, none when it is NULL. */
bool script_store_find(
    struct script_store *store, struct script_pair *pair, struct arena *keep);
/* Takes a pair that was made; one that is there already changes nothing. */
void script_store_add(
    struct script_store *store, const struct script_pair *pair);

/* Takes up what the file PATH holds; one that is missing, damaged or of
 * another version holds nothing. */
void script_store_load(struct script_store *store, struct str path);
/* Writes PATH (mode 0600) anew if there is anything new. When most of what was
 * loaded has not been asked for, it is left out. */
bool script_store_save(
    struct script_store *store, struct str path, struct error *err) MUST_USE;

#endif
