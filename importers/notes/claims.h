/* What a record beside a commit says: which lines of which files who wrote.
 * Readers of all formats give the same: authors, and ranges of lines in the
 * commit's own version of a file. */
#ifndef IMPORTERS_NOTES_CLAIMS_H
#define IMPORTERS_NOTES_CLAIMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"

enum {
	CLAIM_LINE_MAX = 1 << 30,   /* number of a line */
	CLAIM_AUTHORS_MAX = 100000, /* sessions of a note */
	CLAIMS_MAX = 2000000,	    /* ranges of a note */
};

/* How sure a record of lines is. */
enum {
	CLAIM_SURE = 95,    /* it names tool and lines */
	CLAIM_FOREIGN = 85, /* written by a tool that is not named */
};

/* A tool in a session, or a person. Texts are as written. */
struct claim_author {
	const char *origin; /* ai, mixed, human */
	struct str id;	    /* of the session in the record */
	struct str tool;    /* as the recorder calls it; empty: not recorded */
	struct str model;
	struct str person; /* who drove it; empty: not recorded */
	int confidence_pct;
	bool is_foreign; /* the record names the id, but not what it is */
	bool is_label;	 /* the tool is free text: nobody, where no recorder's
			    table has it (a person's name) */
	int64_t line;	 /* of the record, where it is first credited */
	int64_t lines;	 /* by claims_settle: its own, each once */
};

struct claim {
	struct str path; /* bytes */
	int64_t first;
	int64_t last; /* included */
	size_t author;
};

struct claims {
	struct arena *keep; /* of all that follows; texts are copied into it */
	struct map ids;	    /* id -> index of the author */
	struct claim_author *authors;
	size_t author_count;
	size_t author_room;
	struct claim *items;
	size_t count;
	size_t room;
	int64_t claimed_lines; /* AI's as the tool adds them up: doubles too */
	/* What ids stand for that mean the same in all notes: id -> struct
	 * claim_author, in an arena of its own; what stands there stays. NULL:
	 * nobody wants to know. */
	struct map *shared;
};

/* None yet; all that is added lives as long as KEEP. */
void claims_open(struct claims *claims, struct arena *keep, struct map *shared);

/* Tells what ID stands for, for the other notes. */
void claims_share(
    struct claims *claims, struct str id, const struct claim_author *author);

/* The author with the id of AUTHOR, added when there is none. */
bool claims_author(struct claims *claims, const struct claim_author *author,
    size_t *index, struct error *err) MUST_USE;
/* Lines FIRST to LAST of PATH (copied) are AUTHOR's. A range that ends before
 * it begins or lies below line 1 is nothing. */
bool claims_add(struct claims *claims, struct str path, int64_t first,
    int64_t last, size_t author, struct error *err) MUST_USE;
/* Ranges as "3,7-12,40": commas, no blanks, in any order; empty items are
 * passed over. Fails at LINE of the record. */
bool claims_add_ranges(struct claims *claims, struct str path,
    struct str ranges, size_t author, int64_t line, struct error *err) MUST_USE;

/* Gives each line to the last range that names it; sorts by path and line and
 * joins what lies side by side. Counts the lines of the authors. */
void claims_settle(struct claims *claims);

/* What was settled, in KEEP. */
struct claims claims_copy(const struct claims *claims, struct arena *keep);

#endif
