/* Time travel: every commit that a tool or model took part in, what is left of
 * it, what was found on it, and in which order to look. */
#ifndef LINK_TRACE_H
#define LINK_TRACE_H

#include "importers/git/revert.h"
#include "link/link.h"

/* What is asked. A text that is none, 0 and UNKNOWN: any. */
struct trace_question {
	struct str tool;  /* id, as in data/tools.csv */
	struct str model; /* with "*" and "?", compared in lower case */
	int64_t since;	  /* by committer date */
	int64_t until;	  /* exclusive */
	int64_t person_id;
	int64_t repository_id;
};

struct trace_place { /* at the audited revision */
	struct str path;
	int64_t start; /* from 1 */
	int64_t count;
};

struct trace_finding { /* open, on a line of the commit */
	struct str tool;
	struct str rule;
	struct str severity;
	struct str path; /* at the last sighting */
	int64_t line;
};

/* Numbers that are not known are UNKNOWN, texts none. */
struct trace_commit {
	struct str oid;
	struct str repository; /* its key */
	struct str service;
	struct str person; /* key of a person: not for print */
	struct str tool;
	struct str model;
	struct str level;  /* line, counted, commit, repository */
	struct str review; /* approved, not_approved */
	int64_t when;	   /* committer date */
	int64_t alive;	   /* lines of it at the audited revision */
	int64_t rewritten; /* lines of it that are gone */
	int64_t repository_id;
	struct trace_place *places; /* by path and line */
	size_t place_count;
	bool findings_known;		/* a scan of the repository is */
	struct trace_finding *findings; /* worst first */
	size_t finding_count;
	struct str *owners; /* of the files in places, sorted */
	size_t owner_count;
	enum revert_state revert;
};

/* In the order to look at them. Also leaves the tables temp.traced,
 * temp.traced_place and temp.traced_finding to the measures of the family
 * trace. */
struct trace {
	struct trace_commit *commits;
	size_t count;
};

bool trace_find(struct trace *trace, struct model *model,
    const struct trace_question *question, struct arena *keep,
    struct error *err) MUST_USE;

struct trace_trial_options {
	const struct revert_options *revert;
	/* Told of a repository that cannot be read, and how many of its
	 * commits are not tried for it. */
	void (*missing)(void *user, struct str path, size_t commits,
	    const struct error *why);
	void *user;
};

/* Fills REVERT of each commit: what the model remembers of this commit at
 * this head, else tried. FOLDER is what repository.path is relative to. */
bool trace_try_reverts(struct trace *trace, struct model *model,
    struct str folder, const struct trace_trial_options *options,
    struct error *err) MUST_USE;

#endif
