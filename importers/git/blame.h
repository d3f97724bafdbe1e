/* Who wrote a line: the commit that blame names for lines of one file at one
 * revision. Whole-file renames are followed as the library does; moved lines
 * are not. */
#ifndef IMPORTERS_GIT_BLAME_H
#define IMPORTERS_GIT_BLAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

enum { BLAME_OID_SIZE = 41, BLAME_LINES_MAX = 2000000 };

enum blame_state {
	BLAME_FOUND,
	BLAME_NO_REVISION, /* not in this repository */
	BLAME_NO_FILE,	   /* not in the revision */
	BLAME_NO_TEXT,	   /* binary, a submodule, or too large */
	BLAME_NO_LINE,	   /* the file is shorter */
	BLAME_FAILED,	   /* an object is missing or broken */
};

struct blame;

/* Opens the repository at PATH; an input error when it cannot be read. */
bool blame_open(
    struct blame **blame, struct str path, struct error *err) MUST_USE;
void blame_close(struct blame *blame); /* NULL is fine */

/* The newest commit on the first parents of HEAD (a full id) that is not
 * younger than TIME; false when there is none. */
bool blame_revision_at(struct blame *blame, struct str head, int64_t time,
    char hex[BLAME_OID_SIZE]);

/* One line of a file: what is asked, and the answer. */
struct blame_line {
	int64_t line;		     /* in: from 1 */
	enum blame_state state;	     /* out */
	char commit[BLAME_OID_SIZE]; /* out: full id when found */
	struct str origin_path;	     /* out: of the file in that commit */
	int64_t origin_line;	     /* out: there, from 1 */
};

/* Answers COUNT lines, in ascending order, of PATH at REVISION (a commit id of
 * at least seven digits, or a tag's name). Texts are copied into KEEP. */
void blame_lines(struct blame *blame, struct str revision, struct str path,
    struct blame_line *lines, size_t count, struct arena *keep);

#endif
