/* One run of the git importer: what is read once and used for every commit. */
#ifndef IMPORTERS_GIT_JOB_H
#define IMPORTERS_GIT_JOB_H

#include "importers/git/attribution.h"
#include "importers/git/cache.h"
#include "importers/git/commit.h"
#include "importers/git/count_lines.h"
#include "importers/git/events.h"
#include "importers/git/mailmap.h"
#include "importers/git/path_rules.h"
#include "importers/git/reach.h"
#include "importers/git/tree.h"
#include "importers/git/watch.h"
#include "model/import.h"
#include "model/query.h"

enum { PENDING_MAX = 1 << 15 }; /* changes that are compared together */

/* What must be said at the end. */
struct job_counts {
	int64_t missing_trees;
	int64_t cut_commits; /* shallow boundary */
	int64_t bad_dates;
};

struct job {
	struct import *import;
	struct repo *repo;
	struct arena *keep;    /* as long as the run */
	struct arena *scratch; /* reset after each commit */
	struct signatures *signatures;
	struct path_rules *rules;
	struct cache *trees;
	struct events events; /* of the audited revision */
	size_t compared;      /* of events.pairs, made so far */
	struct place_list {   /* of the others: pending changes before them */
		uint32_t *items;
		size_t count;
		size_t room;
	} places;
	struct cache *texts; /* of watched files */
	struct watch watch;
	struct counters counters;
	struct pending_list {
		struct pending *items;
		size_t count;
		size_t room;
	} pending;
	struct arena *pending_keep;
	struct mailmap mailmap;
	struct map idents;	/* "Name <address>" -> row id of the alias */
	struct map paths;	/* bytes -> struct path_entry */
	struct map models;	/* as written -> row id */
	struct query *known;	/* commit by oid: id, source */
	struct query *recorded; /* commit and note by oid and signal */
	struct reach reach;
	struct arena *commit_texts; /* until store_commits ends */
	const struct oid *head;	    /* the audited revision; NULL: no commit */
	int64_t repository_id;
	bool is_second_clone; /* another source holds the same repository */
	struct job_counts counts;
};

/* The row of the repository, new or brought up to date. */
bool store_repository(struct job *job, const struct oid_list *heads,
    struct str ref, bool shallow, struct error *err) MUST_USE;

/* All commits that are reached, with what hangs on them. */
bool store_commits(struct job *job, struct error *err) MUST_USE;
/* The files of commits of which a record says which lines a person wrote (all
 * of them make the commit that person's, link/origin.sql) and of those that may
 * repeat the work of another (link/same_work.sql). */
bool store_stated(struct job *job, struct error *err) MUST_USE;
/* Takes the membership from commits that the heads do not reach any more. */
bool leave_repository(struct job *job, struct error *err) MUST_USE;
bool forget_mailmap(struct job *job, struct error *err) MUST_USE;

/* Diagnostics: of the repository's state, of what is missing, of evidence of
 * AI, of notes that record AI lines (which are not read here). */
void say_state(struct job *job, const struct oid_list *heads);
void say_gaps(struct job *job);
/* After the lines: files that no other diagnostic speaks of. */
bool say_lost_files(struct job *job, struct error *err) MUST_USE;
bool say_evidence(struct job *job, struct error *err) MUST_USE;
bool say_notes(struct job *job, struct error *err) MUST_USE;

/* Runs SQL, whose ?1 is the repository, such as a DELETE of what an older run
 * stored of the audited revision. */
bool job_run(struct job *job, const char *sql, struct error *err) MUST_USE;

/* The alias of an identity, and what .mailmap makes of it. */
bool job_alias(struct job *job, const struct ident *ident, int64_t *id,
    struct error *err) MUST_USE;

/* The entry of a path (bytes), with its row of file. */
bool job_path(struct job *job, struct str path, struct path_entry **entry,
    struct error *err) MUST_USE;

/* Collects the files that a commit (an index of the reach) changes against its
 * first parent. */
bool changes_collect(struct job *job, int64_t commit_id, uint32_t index,
    struct error *err) MUST_USE;
/* Notes what a merge (an index of the reach) did to lines. */
void changes_visit(struct job *job, uint32_t index);
/* Counts the lines of what was collected, stores it and forgets it. The
 * commits are those from FIRST to LAST of the walk, for the progress. */
bool changes_store(
    struct job *job, int64_t first, int64_t last, struct error *err) MUST_USE;

/* Whose the lines of the audited revision are, and which came and went from
 * month to month; after store_commits. */
bool store_lines(struct job *job, struct error *err) MUST_USE;

/* Gives TOOL its row in the model. */
bool job_tool(struct job *job, struct tool *tool, struct error *err) MUST_USE;

/* The row of a model as written; 0 when that names none. */
bool job_model(
    struct job *job, struct str raw, int64_t *id, struct error *err) MUST_USE;

/* What notes say of the commits. */
bool store_notes(struct job *job, struct error *err) MUST_USE;
/* What Entire's checkpoints say of them. */
bool store_checkpoints(struct job *job, struct error *err) MUST_USE;
/* What Agent Trace files of the audited revision say of them. */
bool store_traces(struct job *job, struct error *err) MUST_USE;

/* The evidence of AI and bots in COMMIT. */
bool store_attribution(struct job *job, int64_t commit_id,
    const struct commit *commit, struct error *err) MUST_USE;
/* What its message says of who looked at it, and of change requests. */
bool store_approvals(struct job *job, int64_t commit_id,
    const struct commit *commit, struct error *err) MUST_USE;

#endif
