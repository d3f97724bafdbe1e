/* Time travel: every commit that a tool or model took part in, what is left of
 * it, what was found on it, and in which order to look. */
#ifndef LINK_TRACE_H
#define LINK_TRACE_H

#include "base/file.h"
#include "base/pseudonym.h"
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
	bool restricted;		 /* people and ids may be told */
	const struct pseudonym_key *key; /* for names in reports, or NULL */
};

struct trace_place { /* at the audited revision */
	struct str path;
	struct str repository; /* its key */
	int64_t repository_id;
	struct str tool; /* of these lines; none: not recorded */
	struct str model;
	int64_t start; /* from 1 */
	int64_t count;
	bool is_sure;	   /* else they may be of what is traced */
	bool is_corrected; /* by hand */
};

struct trace_finding { /* open, on lines of the commit */
	struct str tool;
	struct str rule;
	struct str severity;
	struct str path; /* of the first of these lines that is left, at the */
	int64_t line;	 /* audited revision; of lines that are gone, and
			    where that is not known, as the next two */
	struct str scan_path; /* at the last sighting */
	int64_t scan_line;
	bool is_gone; /* all these lines were rewritten since */
};

/* Numbers that are not known are UNKNOWN, texts none. */
struct trace_commit {
	struct str oid;
	struct str name;       /* as reports may tell it: keyed id, or the id */
	struct str repository; /* its key */
	struct str service;
	struct str person; /* key of a person: not for print */
	struct str tool;
	struct str model;
	struct str *tools; /* all that answer, the first is tool */
	size_t tool_count;
	struct str level;  /* line, counted, commit, repository, corrected */
	struct str review; /* approved, not_approved */
	int64_t when;	   /* committer date */
	int64_t alive;	   /* lines of it at the audited revision */
	int64_t possible;  /* living lines of which only that is known */
	int64_t corrected; /* of alive: by a correction */
	int64_t shared;	   /* of alive: another tool took part as well */
	int64_t rewritten; /* lines of it that are gone */
	int64_t repository_id;
	struct trace_place *places; /* sure ones first, by path and line */
	size_t place_count;	    /* of both */
	size_t copy_count; /* behind these: the same lines in other clones */
	int64_t copy_lines;
	struct str
	    copy_of;	   /* id of the commit whose work it repeats; or none */
	struct str copied; /* picked, restored */
	size_t sure_count;
	bool findings_known; /* a scan of the repository is, or some are */
	struct trace_finding *findings; /* worst first; those gone at the end */
	size_t finding_count;		/* on lines that are left */
	size_t finding_gone_count;	/* on lines rewritten since the scan */
	struct str *owners; /* of the files in places, as they may be told */
	size_t owner_count;
	size_t owners_hidden; /* people that may not */
	int64_t closed; /* findings that it ended, and undoing brings back */
	struct str closed_worst; /* severity; none when there are none */
	enum revert_state revert;
	struct str revert_reason; /* what stands in the way; none: nothing */
};

/* In the order to look at them. Also leaves the tables temp.traced,
 * temp.traced_place, temp.traced_finding and temp.traced_owner to the measures
 * of the family trace. */
struct trace {
	struct trace_commit *commits;
	size_t count;
	struct str_list cut_off; /* names of repositories that were asked for
				    whose history is not whole */
};

/* Sums over those that are known; UNKNOWN where none is, and of findings where
 * any is not: they would say that there are no more. */
struct trace_totals {
	int64_t commits;
	int64_t alive;
	int64_t possible;
	int64_t corrected;
	int64_t shared;
	int64_t copies;	 /* lines in other clones and forks */
	int64_t repeats; /* commits */
	int64_t closing; /* commits that ended findings */
	int64_t rewritten;
	int64_t findings; /* on lines that are left */
	int64_t findings_gone;
	int64_t alive_not_known; /* commits */
	int64_t rewritten_not_known;
	int64_t findings_not_known;
	int64_t reverts[REVERT_STATES];
};

struct trace_totals trace_sum(const struct trace *trace);

/* Finds what QUESTION asks for by link/trace.sql, out of KEEP. Fails only where
 * the model does. */
bool trace_find(struct trace *trace, struct model *model,
    const struct trace_question *question, struct arena *keep,
    struct error *err) MUST_USE;

/* Gives names to commits and owners, in TRACE and in these tables; the second
 * step of trace_find. */
bool trace_name(struct trace *trace, struct model *model,
    const struct trace_question *question, struct arena *keep,
    struct error *err) MUST_USE;

/* A repository with traced commits that can be read. */
struct trace_repository {
	int64_t id;
	struct str path; /* below the folder that paths are relative to */
	struct str name;
	struct str head; /* the audited revision */
};

struct trace_repositories {
	struct trace_repository *items;
	size_t count;
	size_t room;
};

/* By key; after trace_find. */
bool trace_repositories(struct trace_repositories *list,
    const struct model *model, struct str folder, struct arena *keep,
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
    struct arena *keep, struct error *err) MUST_USE;

#endif
