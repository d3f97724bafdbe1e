/* The rows of commit, commit_parent, commit_repository, alias and mailmap.
 * Commits are taken from new to old, in batches (store_changes.c). */
#include "importers/git/job.h"

#include "base/vec.h"
#include "importers/git/message.h"

static bool store_mailmap(struct job *job, int64_t alias_id, struct str name,
    struct str email, struct error *err)
{
	struct mailmap_target target;
	if (!mailmap_find(&job->mailmap, name, email, &target, job->scratch))
		return true;
	return IMPORT_ADD(job->import, mailmap, NULL, NULL, err,
	    .alias_id = alias_id, .repository_id = job->repository_id,
	    .name = commit_utf8(job->scratch, target.name),
	    .email = commit_utf8(job->scratch, target.email));
}

bool job_alias(
    struct job *job, const struct ident *ident, int64_t *id, struct error *err)
{
	bool added;
	union map_value *value = map_put(&job->idents, ident->line, &added);
	if (added &&
	    (!import_alias(job->import, commit_utf8(job->scratch, ident->name),
		 commit_utf8(job->scratch, ident->email), STR(""),
		 &value->number, err) ||
		!store_mailmap(
		    job, value->number, ident->name, ident->email, err)))
		return false;
	*id = value->number;
	return true;
}

/* A time that cannot be read is taken from the other; both: from 1970. */
static void mend_times(struct job *job, struct commit *commit)
{
	if (commit->author.time != UNKNOWN && commit->committer.time != UNKNOWN)
		return;
	job->counts.bad_dates++;
	if (commit->author.time == UNKNOWN)
		commit->author.time = commit->committer.time;
	if (commit->committer.time == UNKNOWN)
		commit->committer.time = commit->author.time;
	if (commit->author.time == UNKNOWN)
		commit->author.time = commit->committer.time = 0;
}

static bool store_parents(struct job *job, int64_t commit_id,
    const struct commit *commit, struct error *err)
{
	for (size_t i = 0; i < commit->parent_count; i++) {
		struct oid parent = commit_parent(commit, i);
		char hex[OID_HEX_SIZE];
		oid_hex(&parent, hex);
		if (!IMPORT_ADD(job->import, commit_parent, NULL, NULL, err,
			.commit_id = commit_id, .ordinal = (int64_t)i,
			.parent_oid = str_from(hex)))
			return false;
	}
	return true;
}

static bool join_repository(
    struct job *job, int64_t commit_id, struct error *err)
{
	return IMPORT_ADD(job->import, commit_repository, NULL, NULL, err,
	    .commit_id = commit_id, .repository_id = job->repository_id);
}

/* Merges store no lines; what a commit at the edge of a shallow clone changed
 * is not known. */
static bool has_changes(
    const struct reached *reached, const struct commit *commit)
{
	return commit->parent_count < 2 &&
	       !(reached->is_cut && commit->parent_count);
}

/* What it brought: its files, or for a merge the watched ones it changed. */
static bool store_content(struct job *job, int64_t id,
    const struct reached *reached, const struct commit *commit,
    struct error *err)
{
	if (import_input(job->import)->commits_only)
		return true;
	uint32_t index = (uint32_t)(reached - job->reach.items);
	if (has_changes(reached, commit))
		return changes_collect(job, id, index, err);
	if (reached->is_cut)
		return watch_edge(job, id, commit, err);
	changes_visit(job, index);
	return watch_merge(job, id, index, err);
}

/* A commit that the model does not have. */
static bool store_commit(struct job *job, const struct reached *reached,
    struct commit *commit, struct fact_commit *fact, struct error *err)
{
	int64_t id;
	fact->author_time = commit->author.time;
	fact->commit_time = commit->committer.time;
	fact->parents = (int64_t)commit->parent_count;
	fact->signature = commit->signature;
	fact->reverts =
	    arena_lower(job->scratch, message_reverts(commit->message));
	fact->cherry_of =
	    arena_lower(job->scratch, message_cherry_of(commit->message));
	if (!import_add(job->import, FACT_KIND_commit, fact, &id, NULL, err) ||
	    !store_parents(job, id, commit, err) ||
	    !join_repository(job, id, err) ||
	    !store_attribution(job, id, commit, err) ||
	    !store_approvals(job, id, commit, err))
		return false;
	import_accept(job->import);
	return store_content(job, id, reached, commit, err);
}

/* A commit that the model has. */
struct known {
	int64_t id; /* 0: it does not */
	int64_t source_id;
	bool has_files;
};

static struct known find_known(struct job *job, struct str hex)
{
	struct known known = { 0 };
	if (!job->known)
		return known;
	query_bind_text(job->known, 1, hex);
	if (query_next(job->known))
		known = (struct known){ query_int(job->known, 0),
			query_int(job->known, 1),
			query_int(job->known, 2) != 0 };
	query_rewind(job->known);
	return known;
}

/* Its files are missing when it was the edge of a shallow clone once. */
static bool join_known(struct job *job, const struct known *known,
    const struct reached *reached, const struct commit *commit,
    struct error *err)
{
	if (known->source_id == import_source(job->import))
		import_accept(job->import);
	else
		import_duplicate(job->import);
	return join_repository(job, known->id, err) &&
	       (known->has_files || !has_changes(reached, commit) ||
		   changes_collect(job, known->id,
		       (uint32_t)(reached - job->reach.items), err));
}

static bool read_commit(
    const struct job *job, const struct reached *reached, struct object *object)
{
	*object = (struct object){ .data = reached->text };
	return reached->text.ptr || repo_read(job->repo, &reached->oid,
					OBJECT_COMMIT, object) == OBJECT_FOUND;
}

static bool import_commit(
    struct job *job, const struct reached *reached, struct error *err)
{
	struct object object;
	struct commit commit;
	struct fact_commit fact = { 0 };
	char hex[OID_HEX_SIZE];
	oid_hex(&reached->oid, hex);
	import_read(job->import, 0, 0);
	if (!read_commit(job, reached, &object) ||
	    !commit_parse(&commit, object.data)) {
		object_release(&object);
		import_reject(job->import, 0, 0, "bad-commit",
		    "expected a commit object, found %s damaged or of another "
		    "form; git fsck says more",
		    hex);
		return true;
	}
	fact.oid = str_from(hex);
	mend_times(job, &commit);
	job->counts.cut_commits += reached->is_cut && commit.parent_count;
	struct known known = find_known(job, fact.oid);
	bool done =
	    job_alias(job, &commit.author, &fact.author_alias_id, err) &&
	    job_alias(job, &commit.committer, &fact.committer_alias_id, err);
	if (done && known.id)
		done = join_known(job, &known, reached, &commit, err);
	else if (done)
		done = store_commit(job, reached, &commit, &fact, err);
	object_release(&object);
	return done;
}

bool leave_repository(struct job *job, struct error *err)
{
	struct query *query = NULL;
	VEC(int64_t) gone = { 0 };
	struct oid oid;
	if (!query_open(&query, import_model(job->import),
		"SELECT c.id, c.oid FROM commit_repository r "
		"JOIN \"commit\" c ON c.id = r.commit_id "
		"WHERE r.repository_id = ?1",
		err))
		return false;
	query_bind_int(query, 1, job->repository_id);
	while (query_next(query))
		if (!oid_parse(&oid, query_text(query, 1)) ||
		    !reach_has(&job->reach, &oid))
			VEC_PUSH(&gone, job->keep, query_int(query, 0));
	if (!query_close(query, err) ||
	    !query_open(&query, import_model(job->import),
		"DELETE FROM commit_repository "
		"WHERE commit_id = ?1 AND repository_id = ?2",
		err))
		return false;
	for (size_t i = 0; i < gone.count; i++) {
		query_bind_int(query, 1, gone.items[i]);
		query_bind_int(query, 2, job->repository_id);
		query_do(query);
	}
	return query_close(query, err);
}

bool job_run(struct job *job, const char *sql, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, import_model(job->import), sql, err))
		return false;
	query_bind_int(query, 1, job->repository_id);
	query_do(query);
	return query_close(query, err);
}

bool forget_mailmap(struct job *job, struct error *err)
{
	return job_run(
	    job, "DELETE FROM mailmap WHERE repository_id = ?1", err);
}

bool store_commits(struct job *job, struct error *err)
{
	int64_t total = (int64_t)job->reach.count;
	int64_t first = 0;
	for (int64_t i = 0; i < total; i++) {
		if (!import_commit(job, &job->reach.items[i], err))
			return false;
		arena_reset(job->scratch);
		if (job->pending.count < PENDING_MAX && i + 1 < total)
			continue;
		if (!changes_store(job, first, i + 1, err))
			return false;
		first = i + 1;
	}
	import_progress(job->import, "commits", total, total);
	return true;
}

/* Collects what the commit OID, which the heads reach, changed. */
static bool collect_again(
    struct job *job, int64_t id, const struct oid *oid, struct error *err)
{
	uint32_t at = reach_find(&job->reach, oid);
	struct object object;
	struct commit commit;
	if (at == REACH_NONE ||
	    repo_read(job->repo, oid, OBJECT_COMMIT, &object) != OBJECT_FOUND)
		return true;
	bool done = !commit_parse(&commit, object.data) ||
		    !has_changes(&job->reach.items[at], &commit) ||
		    changes_collect(job, id, at, err);
	object_release(&object);
	arena_reset(job->scratch);
	return done;
}

bool store_stated(struct job *job, struct error *err)
{
	struct error ignored;
	struct query *query = NULL;
	struct oid oid;
	bool done = true;
	if (!query_open(&query, import_model(job->import),
		"SELECT DISTINCT c.id, c.oid FROM attribution a "
		"JOIN \"commit\" c ON c.id = a.commit_id "
		"WHERE a.origin = 'human' AND a.level = 'line' "
		"UNION SELECT id, oid FROM \"commit\" "
		"WHERE cherry_of IS NOT NULL OR reverts IS NOT NULL "
		"UNION SELECT k.id, k.oid FROM \"commit\" c "
		"JOIN \"commit\" k ON k.oid IN (c.cherry_of, c.reverts) "
		"WHERE c.cherry_of IS NOT NULL OR c.reverts IS NOT NULL "
		"ORDER BY 1",
		err))
		return false;
	while (done && query_next(query))
		done = !oid_parse(&oid, query_text(query, 1)) ||
		       collect_again(job, query_int(query, 0), &oid, err);
	done = query_close(query, done ? err : &ignored) && done;
	return done && changes_store(job, 0, (int64_t)job->reach.count, err);
}
