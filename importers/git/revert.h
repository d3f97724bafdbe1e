/* Whether undoing a commit at a revision applies: a three-way merge in memory,
 * as `git revert` makes it. Nothing is written to the repository. */
#ifndef IMPORTERS_GIT_REVERT_H
#define IMPORTERS_GIT_REVERT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

enum revert_state {
	REVERT_NOT_TRIED, /* a merge, or an object is missing or broken */
	REVERT_CLEAN,
	REVERT_CONFLICT,
	REVERT_GONE, /* nothing of it is left to undo */
	REVERT_STATES
};

enum { REVERT_REASON_MAX = 160 };

struct revert {
	struct str commit;	 /* in: full id */
	enum revert_state state; /* out */
	/* Out: the files in conflict, or why it was not tried; else "". */
	char reason[REVERT_REASON_MAX];
};

struct revert_options {
	int threads; /* as for repo_ask_threads */
	/* Told how many of all are done, by the calling thread; may be NULL. */
	void (*tell)(void *user, size_t done, size_t count);
	void *user;
};

/* Tries each of ITEMS by itself at the commit HEAD (a full id) of the
 * repository at PATH. The answers don't depend on the number of threads. An
 * input error when the repository or HEAD cannot be read. */
bool revert_try(struct str path, struct str head, struct revert *items,
    size_t count, const struct revert_options *options,
    struct error *err) MUST_USE;

/* A patch that `git am` takes. */
struct revert_patch {
	const struct revert *item;
	struct str text; /* valid during the call */
};

struct revert_stacking {
	struct str author; /* of the patches: "Name <address>" */
	int64_t time;	   /* their date */
	/* Takes a patch; false stops with its error. */
	bool (*each)(
	    void *user, const struct revert_patch *patch, struct error *err);
	void (*tell)(void *user, size_t done, size_t count); /* or NULL */
	void *user;
};

/* Undoes ITEMS one upon the other, in their order, from HEAD on: each that
 * applies gives a patch, the others are passed over; state and reason say
 * why. */
bool revert_stack(struct str path, struct str head, struct revert *items,
    size_t count, const struct revert_stacking *wish,
    struct error *err) MUST_USE;

const char *revert_word(enum revert_state state); /* "not_tried", "clean" */

#endif
