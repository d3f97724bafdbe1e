/* What a report must say of a repository: what this clone lacks, and what
 * there is of AI evidence beside commits. The evidence is counted in the
 * model, so that a repository that grew says the same as one that is read for
 * the first time. */
#include "importers/git/job.h"
#include "importers/git/notes_tree.h"
#include "importers/git/records.h"

void say_gaps(struct job *job)
{
	const struct job_counts *counts = &job->counts;
	struct import *import = job->import;
	int64_t missing_blobs = job->counters.missing;
	int64_t broken = job->counters.broken;
	int64_t large = job->counters.large;
	char hex[OID_HEX_SIZE];
	if (counts->cut_commits)
		import_diagnose(import, "warning", "shallow-clone", 0,
		    "the clone is shallow: history is cut off before %lld "
		    "commit%s; what was changed there is not known, nor who "
		    "wrote the lines that reach back to there (git blame "
		    "marks them ^); git fetch --unshallow brings it",
		    (long long)counts->cut_commits,
		    counts->cut_commits == 1 ? "" : "s");
	if (job->reach.missing) {
		oid_hex(&job->reach.first_missing, hex);
		import_diagnose(import, "warning", "missing-commits", 0,
		    "%zu commit%s named as parents %s not in this clone, the "
		    "first is %s",
		    job->reach.missing, job->reach.missing == 1 ? "" : "s",
		    job->reach.missing == 1 ? "is" : "are", hex);
	}
	if (missing_blobs)
		import_diagnose(import, "warning", "partial-clone", 0,
		    "the contents of %lld changed file%s are not in this "
		    "clone (partial), so their lines are not known",
		    (long long)missing_blobs, missing_blobs == 1 ? "" : "s");
	if (counts->missing_trees)
		import_diagnose(import, "warning", "missing-trees", 0,
		    "the files of %lld commit%s are not known, because folders "
		    "of theirs are not in this clone, damaged, or more than "
		    "%d deep",
		    (long long)counts->missing_trees,
		    counts->missing_trees == 1 ? "" : "s", TREE_DEPTH_MAX);
	if (broken)
		import_diagnose(import, "warning", "damaged-files", 0,
		    "the contents of %lld changed file%s are damaged, so their "
		    "lines are not known; git fsck names the objects, git "
		    "fetch --refetch may bring them",
		    (long long)broken, broken == 1 ? "" : "s");
	if (large)
		import_diagnose(import, "warning", "large-files", 0,
		    "%lld changed file%s too large to be compared by lines, "
		    "and count%s as binary",
		    (long long)large, large == 1 ? " is" : "s are",
		    large == 1 ? "s" : "");
	if (job->watch.unread)
		import_diagnose(import, "warning", "unread-versions", 0,
		    "%lld version%s of configuration files and manifests "
		    "%s not in this clone, damaged or too large to be read; "
		    "what they held is not known",
		    (long long)job->watch.unread,
		    job->watch.unread == 1 ? "" : "s",
		    job->watch.unread == 1 ? "is" : "are");
	if (counts->bad_dates)
		import_diagnose(import, "warning", "bad-dates", 0,
		    "%lld commit%s a date that cannot be read",
		    (long long)counts->bad_dates,
		    counts->bad_dates == 1 ? " has" : "s have");
}

/* How many rows of this repository SQL counts. */
static bool count(
    struct job *job, const char *sql, int64_t *number, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, import_model(job->import), sql, err))
		return false;
	query_bind_int(query, 1, job->repository_id);
	query_bind_int(query, 2, CONFIDENCE_EARLY);
	*number = query_next(query) ? query_int(query, 0) : 0;
	return query_close(query, err);
}

bool say_lost_files(struct job *job, struct error *err)
{
	int64_t lost = 0;
	if (!job->counters.missing && !job->counters.broken &&
	    !job->counters.large &&
	    !count(job,
		"SELECT count(*) FROM repository_file "
		"WHERE repository_id = ?1 AND lines IS NULL",
		&lost, err))
		return false;
	if (lost)
		import_diagnose(job->import, "warning", "lost-files", 0,
		    "the contents of %lld file%s of the audited revision are "
		    "not in this clone, or damaged: %s lines are not known, "
		    "nor how many; git fetch --refetch may bring them",
		    (long long)lost, lost == 1 ? "" : "s",
		    lost == 1 ? "its" : "their");
	return true;
}

bool say_evidence(struct job *job, struct error *err)
{
	int64_t early;
	int64_t marked;
	int64_t configured;
	if (!count(job,
		"SELECT count(*) FROM commit_repository r JOIN attribution a "
		"ON a.commit_id = r.commit_id WHERE r.repository_id = ?1 "
		"AND a.confidence_pct = ?2",
		&early, err) ||
	    !count(job,
		"SELECT count(*) FROM commit_repository r JOIN attribution a "
		"ON a.commit_id = r.commit_id WHERE r.repository_id = ?1 "
		"AND a.origin IN ('ai', 'mixed') AND a.confidence_pct > ?2",
		&marked, err) ||
	    !count(job,
		"SELECT count(*) FROM commit_repository r JOIN tool_config t "
		"ON t.commit_id = r.commit_id WHERE r.repository_id = ?1 "
		"AND t.change <> 'present'",
		&configured, err))
		return false;
	if (early)
		import_diagnose(job->import, "note", "early-signature", 0,
		    "%lld mark%s of AI tools %s older than the first release "
		    "of the tool; such are hints only",
		    (long long)early, early == 1 ? "" : "s",
		    early == 1 ? "is" : "are");
	if (configured && !marked)
		import_diagnose(job->import, "warning",
		    "ai-configured-unmarked", 0,
		    "files that set an AI tool up were changed %lld time%s, "
		    "but no commit names one: its marks may be switched off",
		    (long long)configured, configured == 1 ? "" : "s");
	return true;
}

/* What a recorder left that is not read here. Refs of one tool are said once;
 * notes are counted. */
static void say_records(
    struct job *job, struct str ref, const struct tool *tool)
{
	struct note_list list = { 0 };
	if (str_starts(ref, STR("refs/notes/")))
		(void)!notes_list(&list, job->repo, job->trees, ref, job->keep);
	if (list.count)
		import_diagnose(job->import, "note", "ai-notes", 0,
		    "the repository holds %zu note%s of " STR_FMT " (" STR_FMT
		    "), which %s not read",
		    list.count, list.count == 1 ? "" : "s",
		    STR_ARG(tool->label), STR_ARG(ref),
		    list.count == 1 ? "is" : "are");
	else
		import_diagnose(job->import, "note", "ai-notes", 0,
		    "the repository holds records of " STR_FMT " (" STR_FMT
		    "), which are not read",
		    STR_ARG(tool->label), STR_ARG(ref));
}

bool say_notes(struct job *job, struct error *err)
{
	struct str_list refs = { 0 };
	struct match match;
	struct str seen = STR_NONE;
	if (!repo_refs(job->repo, &refs, job->keep, err))
		return false;
	for (size_t i = 0; i < refs.count; i++) {
		if (!str_starts(refs.items[i], STR("refs/")) ||
		    records_are_read(refs.items[i]) ||
		    !signatures_match(job->signatures, SIGNAL_NOTES_REF,
			refs.items[i], &match) ||
		    !match.tool || str_equal(seen, match.tool->id))
			continue;
		seen = match.tool->id;
		say_records(job, refs.items[i], match.tool);
	}
	return true;
}

void say_state(struct job *job, const struct oid_list *heads)
{
	if (!heads->count)
		import_diagnose(job->import, "note", "empty-repository", 0,
		    "the repository has no commits yet");
	size_t replaced = repo_replacements(job->repo);
	if (replaced)
		import_diagnose(job->import, "warning", "replaced-history", 0,
		    "the repository has replace refs or grafts for %zu "
		    "object%s; applied, as git does, so that this is not the "
		    "history that others see",
		    replaced, replaced == 1 ? "" : "s");
}
