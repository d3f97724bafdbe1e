/* Whose the lines of some files were at revisions of the past. */
#ifndef IMPORTERS_GIT_PAST_LINES_H
#define IMPORTERS_GIT_PAST_LINES_H

#include "importers/git/lineage.h"

/* A file that is asked for. */
struct past_file {
	/* A commit's id, of which at least seven digits are given, or a tag;
	 * none: the newest commit on the first parents of HEAD that is not
	 * younger than TIME. */
	struct str revision;
	int64_t time;	 /* UNKNOWN: HEAD itself */
	struct str path; /* bytes */
};

enum past_state {
	PAST_FOUND,
	PAST_NO_REVISION, /* not in this repository */
	PAST_NO_COMMIT,	  /* no commit is that old, or HEAD is not known */
	PAST_NO_FILE,	  /* not in the revision */
	PAST_NO_TEXT,	  /* binary, a link, a folder or a submodule */
	PAST_UNREAD,	  /* an object is missing, broken or too large */
};

struct past_question {
	struct str folder; /* of the repository */
	struct str head;   /* id of the audited revision; "" when not known */
	const struct past_file *files;
	size_t count;
	struct str cache; /* of scripts, as in scripts_load; none: there is no
			   * such file */
	int threads;	  /* as in repo_ask_threads */
	/* Told of each file once, by its index, in any order: its LINES when
	 * they are found, and the lineage to ask about them. */
	void (*tell)(void *user, size_t file, enum past_state state,
	    const struct lineage *lineage, const struct line_array *lines);
	void *user;
};

/* Answers all files with one replay of the history of the revisions, of these
 * files alone. False when the repository cannot be read; nobody is told then.
 * Memory: what a replay takes. */
bool past_lines(
    const struct past_question *question, struct error *err) MUST_USE;

#endif
