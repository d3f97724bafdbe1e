/* Edit scripts: what a commit changed in a file, as git blame sees it. */
#ifndef IMPORTERS_GIT_SCRIPT_H
#define IMPORTERS_GIT_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "importers/git/repo.h"

/* Lines of the old side that gave way to lines of the new; counted from 0. */
struct hunk {
	uint32_t old_start;
	uint32_t old_count;
	uint32_t new_start;
	uint32_t new_count;
};

/* The hunks of a file, ascending; between two of them stands at least one
 * line that is on both sides, and so does every line outside of them. */
struct script {
	const struct hunk *hunks;
	uint32_t count;
	uint32_t old_lines; /* of the whole file */
	uint32_t new_lines;
};

enum script_state {
	SCRIPT_MADE,
	SCRIPT_MISSING,	  /* a blob is not in this clone */
	SCRIPT_TOO_LARGE, /* over OBJECT_SIZE_MAX or LINES_MAX */
	SCRIPT_BROKEN,	  /* a blob cannot be read, or is none */
};

/* One file in two versions. */
struct script_pair {
	/* What is asked: ids of blobs, all zero for none (no lines). Pairs of
	 * one path are taken together, since their blobs lie together. */
	struct oid old;
	struct oid new;
	uint32_t path;

	/* The answer. The script is that of git blame: the common tail is cut
	 * off, the indent heuristic is on, binary files are lines too. The
	 * counts are those of numstat, which cuts nothing off. */
	enum script_state state; /* anything but made: nothing below is set */
	bool is_binary;		 /* one of the sides, as git guesses */
	bool is_new_binary;	 /* the new one */
	int64_t added;
	int64_t deleted;
	struct script script;
};

/* Maker and keeper of scripts; a pair is compared once in its life. */
struct scripts;

/* REPO must outlive it. CACHE is a file that holds scripts from one run to the
 * next; none: they are forgotten. */
struct scripts *scripts_new(struct repo *repo, struct str cache);
/* The file in FOLDER for the repository that is shown as SHOWN; none when
 * FOLDER is. */
struct str scripts_cache(
    struct str folder, struct str shown, struct arena *keep);
/* Takes what another run left in CACHE, which stays as it is. */
void scripts_load(struct scripts *scripts, struct str cache);
/* Writes the cache; when that fails, there is none. NULL is fine. */
void scripts_free(struct scripts *scripts);

/* Answers all PAIRS, which best come from new commits to old; pairs of equal
 * blobs and doubles are fine. Hunks stand in KEEP; NULL: none are given. TELL
 * (may be NULL) is called now and then by the calling thread with the number
 * of pairs done so far, of COUNT. */
void scripts_make(struct scripts *scripts, struct script_pair *pairs,
    size_t count, struct arena *keep,
    void (*tell)(void *user, size_t done, size_t count), void *user);

#endif
