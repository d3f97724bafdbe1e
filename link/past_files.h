/* Files of one repository at past revisions, and what is asked of each: taken
 * row by row in the order of files, then asked at once. What is asked lies with
 * the caller, as a list in the same order. */
#ifndef LINK_PAST_FILES_H
#define LINK_PAST_FILES_H

#include "base/vec.h"
#include "importers/git/past_lines.h"
#include "link/link.h"

/* Starts as { 0 }; lives in the arena of one repository. */
struct past_files {
	struct str folder; /* of the repository, as the model has it */
	struct str head;   /* as in past_question */
	VEC(struct past_file) list;
	VEC(size_t) firsts; /* what is asked of each first, as its index */
};

/* The last file when that is FILE, else FILE, copied into KEEP, of which what
 * is asked comes from index FIRST on. Valid until the next call. */
struct past_file *past_files_take(struct past_files *files,
    struct past_file file, size_t first, struct arena *keep)
    __attribute__((returns_nonnull));

/* The index behind what is asked of FILE, when ALL is the count of the list. */
size_t past_files_end(const struct past_files *files, size_t file, size_t all);

/* Asks QUESTION, without its folder, head, files and threads, about FILES.
 * False when the repository cannot be read; nobody is told then. */
bool past_files_ask(const struct past_files *files,
    struct past_question question, const struct link_options *options,
    struct arena *keep) MUST_USE;

#endif
