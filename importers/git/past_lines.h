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
	bool text_only;	 /* its lines are not asked for */
};

enum past_state {
	PAST_FOUND,
	PAST_NO_REVISION, /* not in this repository */
	PAST_NO_COMMIT,	  /* no commit is that old, or HEAD is not known */
	PAST_NO_FILE,	  /* not in the revision */
	PAST_NO_TEXT,	  /* binary, a link, a folder or a submodule */
	PAST_UNREAD,	  /* an object is missing, broken or too large */
};

/* Lines of a file that is asked for, and a revision that is said to have them
 * no more: which commit ended them? */
struct past_region {
	size_t file;	     /* in past_question.files */
	uint32_t start;	     /* the first line, from 0 */
	uint32_t count;	     /* those behind the end of the file don't count */
	struct str revision; /* as in past_file */
	int64_t time;
};

enum past_end {
	END_FOUND,
	END_NO_REVISION, /* as PAST_NO_REVISION */
	END_NO_COMMIT,	 /* as PAST_NO_COMMIT */
	END_NO_LINES,	 /* they were not found to begin with */
	END_SEVERAL,	 /* by several commits, or changed again later */
	END_ALIVE,	 /* the later revision has all of them */
	END_APART,	 /* no way leads from one revision to the other */
	END_UNREAD,	 /* an object on the way is missing or broken */
};

struct past_question {
	struct str folder; /* of the repository */
	struct str head;   /* id of the audited revision; "" when not known */
	const struct past_file *files;
	size_t count;
	/* Each is told of once, when all files were: the only commit that ended
	 * any of its lines, and how many; else NULL, 0. */
	const struct past_region *regions;
	size_t region_count;
	void (*tell_end)(void *user, size_t region, enum past_end end,
	    const struct oid *commit, uint32_t lines);
	/* What the files were renamed to later, so that they can be followed
	 * (bytes); else a rename ends their lines. */
	const struct str *later_paths;
	size_t later_count;
	struct str cache; /* of scripts, as in scripts_load; none: there is no
			   * such file */
	int threads;	  /* as in repo_ask_threads */
	/* Told of the TEXT of each file that can be read and is no binary, by
	 * its index, before any lines; NULL: nobody is. */
	void (*read)(void *user, size_t file, struct str text);
	/* Told of each file once, by its index, in any order: its LINES when
	 * they are found, and the lineage to ask about them; neither of one of
	 * which only the text is asked for. */
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
