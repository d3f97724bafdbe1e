/* Whose repositories are read: our own, and those that the user's configuration
 * calls safe by their absolute path, as git does. */
#ifndef IMPORTERS_GIT_TRUST_H
#define IMPORTERS_GIT_TRUST_H

#include <stdbool.h>

struct git_repository;

/* Whether libgit2 opened HANDLE, of another owner, only for an entry of
 * safe.directory that is relative to the current folder: git passes over such
 * (git-config(1), safe.directory), since who may choose the folder would choose
 * what is safe. */
bool trust_is_relative(struct git_repository *handle);

/* Whether safe.directory is "*", which libgit2 1.5 does not know: then git
 * reads repositories of any owner. */
bool trust_is_total(void);

#endif
