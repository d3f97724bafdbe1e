/* The importer of git repositories.
 *
 * All commits that the chosen heads reach are found first (reach.c), then
 * taken from new to old in batches (store_changes.c). A commit that the model
 * has already gets no more than its membership in this repository; one that is
 * not reached any more loses that. Each commit is one record of the account.
 *
 * Nothing is written to the repository, checked out or fetched. What this
 * clone lacks (shallow, partial) is unknown, never zero, and said once. */
#include "importers/importer.h"

#include <string.h>

#include "base/hash.h"
#include "base/vec.h"
#include "importers/git/job.h"
#include "importers/git/message.h"

enum { TREE_CACHE_BYTES = 8 << 20 };
enum { GIT_VERSION = 1, MAILMAP_SIZE_MAX = 64 << 20 };

/* ----------------------------------------------------------- recognising -- */

static bool has(struct str folder, const char *name, struct arena *scratch)
{
	return file_exists(path_join(scratch, folder, str_from(name)));
}

static int recognises(
    const struct input *input, const char **why, struct arena *scratch)
{
	if (!input->is_folder)
		return 0;
	if (has(input->path, ".git", scratch)) {
		*why = "it holds .git";
		return 100;
	}
	if (has(input->path, "HEAD", scratch) &&
	    has(input->path, "objects", scratch) &&
	    has(input->path, "refs", scratch)) {
		*why = "it is a bare git repository";
		return 100;
	}
	return 0;
}

/* ---------------------------------------------------------------- digest -- */

/* The file NAME of the tree of COMMIT; none when it is not there. */
static struct str read_from_tree(struct repo *repo, const struct oid *commit,
    const char *name, struct arena *keep)
{
	struct object object;
	struct commit parsed;
	struct str content = STR_NONE;
	struct str rest;
	if (repo_read(repo, commit, OBJECT_COMMIT, &object) != OBJECT_FOUND)
		return content;
	bool found = commit_parse(&parsed, object.data);
	object_release(&object);
	if (!found ||
	    repo_read(repo, &parsed.tree, OBJECT_TREE, &object) != OBJECT_FOUND)
		return content;
	rest = object.data;
	found = false;
	struct oid blob;
	while (!found && rest.len) {
		size_t blank = str_find_byte(rest, ' ');
		struct str entry = str_skip(rest, blank + 1);
		entry.len = str_find_byte(entry, '\0');
		size_t end = blank + 1 + entry.len + 1;
		if (end + OID_SIZE > rest.len)
			break;
		found = str_equal_z(entry, name) && rest.ptr[0] == '1' &&
			!str_starts(rest, STR("16"));
		memcpy(blob.bytes, rest.ptr + end, OID_SIZE);
		rest = str_skip(rest, end + OID_SIZE);
	}
	object_release(&object);
	if (!found ||
	    repo_read(repo, &blob, OBJECT_BLOB, &object) != OBJECT_FOUND)
		return content;
	if (object.data.len <= MAILMAP_SIZE_MAX)
		content = arena_str(keep, object.data);
	object_release(&object);
	return content;
}

/* The one of the audited revision, else of the work tree. */
static struct str find_mailmap(struct repo *repo, const struct input *input,
    const struct oid_list *heads, struct arena *keep)
{
	struct error ignored;
	struct str content = STR_NONE;
	struct str path = path_join(keep, input->path, STR(".mailmap"));
	if (heads->count)
		content =
		    read_from_tree(repo, &heads->items[0], ".mailmap", keep);
	if (!content.ptr && !repo_is_bare(repo) && file_exists(path) &&
	    !file_read(&content, path, MAILMAP_SIZE_MAX, keep, &ignored))
		content = STR_NONE;
	return content;
}

static void hash_oids(struct hash *hash, const struct oid_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		hash_add_field(
		    hash, (struct str){
			      (const char *)list->items[i].bytes, OID_SIZE });
	hash_add_field(hash, STR("."));
}

/* Attribute files of the work tree's root decide what counts as binary. */
static void hash_attributes(
    struct hash *hash, const struct input *input, struct arena *scratch)
{
	static const char *const names[] = { ".gitattributes",
		".git/info/attributes", "info/attributes" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct error ignored;
		struct str content = STR("");
		struct str path =
		    path_join(scratch, input->path, str_from(names[i]));
		if (file_exists(path) &&
		    !file_read(
			&content, path, MAILMAP_SIZE_MAX, scratch, &ignored))
			content = STR("?");
		hash_add_field(hash, content);
	}
}

static bool digest(const struct input *input, char hex[HASH_HEX_SIZE],
    struct arena *scratch, struct error *err)
{
	struct repo *repo;
	struct str ref;
	struct oid_list heads = { 0 };
	struct oid_list shallow = { 0 };
	struct hash *hash = hash_new(scratch);
	if (!repo_open(&repo, input->path, err))
		return false;
	bool done =
	    repo_heads(repo, input->heads, &heads, &ref, scratch, err) &&
	    repo_shallow(repo, &shallow, scratch, err);
	if (done) {
		hash_oids(hash, &heads);
		hash_oids(hash, &shallow);
		hash_add_field(hash, ref);
		hash_add_field(hash, repo_remote(repo, scratch));
		hash_add_field(
		    hash, find_mailmap(repo, input, &heads, scratch));
		hash_attributes(hash, input, scratch);
		hash_end(hash, hex);
	}
	repo_close(repo);
	return done;
}

/* ------------------------------------------------------------ repository -- */

/* "host/owner/name" of a URL or of host:path; none for paths of a machine.
 * User, password, port and ".git" are left out. */
static struct str normal_remote(struct str url, struct arena *keep)
{
	struct str rest = url;
	for (size_t i = 0; i + 3 <= url.len; i++)
		if (str_starts(str_skip(url, i), STR("://"))) {
			rest = str_skip(url, i + 3);
			break;
		}
	bool has_scheme = rest.ptr != url.ptr;
	size_t slash = str_find_byte(rest, '/');
	size_t colon = str_find_byte(rest, ':');
	if (str_starts(url, STR("file:")) ||
	    (!has_scheme && (colon == rest.len || slash < colon)))
		return STR_NONE;
	size_t end = has_scheme ? slash : colon;
	struct str host = str_slice(rest, 0, end);
	struct str path = str_skip(rest, end < rest.len ? end + 1 : end);
	size_t at = str_rfind_byte(host, '@');
	if (at < host.len)
		host = str_skip(host, at + 1);
	host = str_slice(host, 0, str_find_byte(host, ':'));
	while (str_ends(path, STR("/")))
		path.len--;
	while (str_starts(path, STR("/")))
		path = str_skip(path, 1);
	if (str_ends(path, STR(".git")))
		path.len -= 4;
	if (!host.len || !path.len)
		return STR_NONE;
	return arena_printf(keep, STR_FMT "/" STR_FMT,
	    STR_ARG(arena_lower(keep, host)), STR_ARG(path));
}

static struct str folder_name(struct str path)
{
	while (path.len > 1 && str_ends(path, STR("/")))
		path.len--;
	struct str name = path_base(path);
	if (str_equal_z(name, ".git"))
		name = path_base(path_folder(path));
	if (str_ends(name, STR(".git")) && name.len > 4)
		name.len -= 4;
	return name;
}

static struct str repository_key(
    const struct job *job, struct str remote, struct str name)
{
	char hex[OID_HEX_SIZE];
	const struct input *input = import_input(job->import);
	if (input->repository.len)
		return input->repository;
	if (remote.ptr)
		return remote;
	if (!job->reach.has_root)
		return name;
	oid_hex(&job->reach.root, hex);
	return arena_printf(job->keep, "%.12s/" STR_FMT, hex, STR_ARG(name));
}

static bool update_repository(const struct job *job,
    const struct fact_repository *fact, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, import_model(job->import),
		"UPDATE repository SET name = ?2, path = ?3, remote = ?4, "
		"head_oid = ?5, ref = ?6, shallow = ?7, service = ?8, "
		"data_class = ?9 WHERE id = ?1",
		err))
		return false;
	query_bind_int(query, 1, job->repository_id);
	query_bind_text(query, 2, fact->name);
	query_bind_text(query, 3, fact->path);
	query_bind_text(query, 4, fact->remote);
	query_bind_text(query, 5, fact->head_oid);
	query_bind_text(query, 6, fact->ref);
	query_bind_int(query, 7, fact->shallow);
	query_bind_text(query, 8, fact->service);
	query_bind_text(query, 9, fact->data_class);
	while (query_next(query))
		;
	return query_close(query, err);
}

/* Whether another source brought the repository in. */
static bool is_of_other_source(
    const struct job *job, bool *other, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, import_model(job->import),
		"SELECT source_id FROM repository WHERE id = ?1", err))
		return false;
	query_bind_int(query, 1, job->repository_id);
	*other = query_next(query) &&
		 query_int(query, 0) != import_source(job->import);
	return query_close(query, err);
}

static bool store_repository(struct job *job, const struct oid_list *heads,
    struct str ref, bool shallow, struct error *err)
{
	const struct input *input = import_input(job->import);
	char hex[OID_HEX_SIZE] = "";
	struct str remote =
	    normal_remote(repo_remote(job->repo, job->keep), job->keep);
	struct str name = folder_name(input->path);
	bool added;
	if (heads->count)
		oid_hex(&heads->items[0], hex);
	struct fact_repository fact = {
		.key = repository_key(job, remote, name),
		.path = input->shown,
		.remote = remote,
		.head_oid = heads->count ? str_from(hex) : STR_NONE,
		.ref = ref,
		.shallow = shallow,
		.service = input->service,
		.data_class = input->data_class,
	};
	fact.name = path_base(input->repository.len ? fact.key
			      : remote.ptr	    ? remote
						    : name);
	if (!import_add(job->import, FACT_KIND_repository, &fact,
		&job->repository_id, &added, err))
		return false;
	if (added)
		return true;
	if (!is_of_other_source(job, &job->is_second_clone, err))
		return false;
	if (!job->is_second_clone)
		return update_repository(job, &fact, err);
	import_diagnose(job->import, "warning", "repository-twice", 0,
	    "the repository " STR_FMT " is given twice; the commits of both "
	    "count once, the audited revision is that of the first",
	    STR_ARG(fact.key));
	return true;
}

/* --------------------------------------------------------------- commits -- */

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

/* A commit that the model does not have. */
static bool store_commit(struct job *job, const struct reached *reached,
    struct commit *commit, struct fact_commit *fact, struct error *err)
{
	int64_t id;
	fact->author_time = commit->author.time;
	fact->commit_time = commit->committer.time;
	fact->parents = (int64_t)commit->parent_count;
	fact->reverts =
	    arena_lower(job->scratch, message_reverts(commit->message));
	fact->cherry_of =
	    arena_lower(job->scratch, message_cherry_of(commit->message));
	if (!import_add(job->import, FACT_KIND_commit, fact, &id, NULL, err) ||
	    !store_parents(job, id, commit, err) ||
	    !join_repository(job, id, err) ||
	    !store_attribution(job, id, commit, err))
		return false;
	import_accept(job->import);
	return !has_changes(reached, commit) ||
	       changes_collect(job, id, commit, err);
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
		   changes_collect(job, known->id, commit, err));
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
	if (repo_read(job->repo, &reached->oid, OBJECT_COMMIT, &object) !=
		OBJECT_FOUND ||
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

/* Commits of this repository that the heads do not reach any more. */
static bool leave_repository(struct job *job, struct error *err)
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
		while (query_next(query))
			;
		query_rewind(query);
	}
	return query_close(query, err);
}

static bool forget_mailmap(struct job *job, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, import_model(job->import),
		"DELETE FROM mailmap WHERE repository_id = ?1", err))
		return false;
	query_bind_int(query, 1, job->repository_id);
	while (query_next(query))
		;
	return query_close(query, err);
}

/* Batch by batch, from new to old. */
static bool import_commits(struct job *job, struct error *err)
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

/* ----------------------------------------------------------- diagnostics -- */

static void say_gaps(struct job *job)
{
	const struct job_counts *counts = &job->counts;
	struct import *import = job->import;
	int64_t missing_blobs = 0;
	int64_t unlike = 0;
	for (int i = 0; i < COUNT_THREADS; i++) {
		missing_blobs += job->counters.items[i].missing;
		unlike += job->counters.items[i].unlike;
	}
	char hex[OID_HEX_SIZE];
	if (counts->cut_commits)
		import_diagnose(import, "warning", "shallow-clone", 0,
		    "the clone is shallow: history before %lld commits is "
		    "missing, and what those changed is not known; git fetch "
		    "--unshallow brings it",
		    (long long)counts->cut_commits);
	if (job->reach.missing) {
		oid_hex(&job->reach.first_missing, hex);
		import_diagnose(import, "warning", "missing-commits", 0,
		    "%zu commits named as parents are not in this clone, the "
		    "first is %s",
		    job->reach.missing, hex);
	}
	if (missing_blobs)
		import_diagnose(import, "warning", "partial-clone", 0,
		    "the contents of %lld changed files are not in this clone "
		    "(partial), so their lines are not known",
		    (long long)missing_blobs);
	if (counts->missing_trees)
		import_diagnose(import, "warning", "missing-trees", 0,
		    "the files of %lld commits are not known, because folders "
		    "of theirs are not in this clone or damaged",
		    (long long)counts->missing_trees);
	if (unlike)
		import_diagnose(import, "warning", "large-files", 0,
		    "%lld changed files are damaged, or too large to be "
		    "compared by lines, and count as binary",
		    (long long)unlike);
	if (counts->bad_dates)
		import_diagnose(import, "warning", "bad-dates", 0,
		    "%lld commits have a date that cannot be read",
		    (long long)counts->bad_dates);
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

/* Counted in the model, so that a repository that grew says the same as one
 * that is read for the first time. */
static bool say_evidence(struct job *job, struct error *err)
{
	int64_t early, marked, configured;
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
		"ON t.commit_id = r.commit_id WHERE r.repository_id = ?1",
		&configured, err))
		return false;
	if (early)
		import_diagnose(job->import, "note", "early-signature", 0,
		    "%lld marks of AI tools are older than the first release "
		    "of their tool; they are hints only",
		    (long long)early);
	if (configured && !marked)
		import_diagnose(job->import, "warning",
		    "ai-configured-unmarked", 0,
		    "files that set an AI tool up were changed %lld times, "
		    "but no commit names one: its marks may be switched off",
		    (long long)configured);
	return true;
}

/* Notes that record AI lines are only announced here. */
static bool say_notes(struct job *job, struct error *err)
{
	struct str_list refs = { 0 };
	struct match match;
	struct str seen = STR_NONE;
	if (!repo_refs(job->repo, &refs, job->keep, err))
		return false;
	for (size_t i = 0; i < refs.count; i++) {
		if (!str_starts(refs.items[i], STR("refs/")) ||
		    !signatures_match(job->signatures, SIGNAL_NOTES_REF,
			refs.items[i], &match) ||
		    !match.tool || str_equal(seen, match.tool->id))
			continue;
		seen = match.tool->id;
		import_diagnose(job->import, "note", "ai-notes", 0,
		    "the repository holds records of " STR_FMT " (" STR_FMT
		    "), which say more than commits do",
		    STR_ARG(match.tool->label), STR_ARG(refs.items[i]));
	}
	return true;
}

static void say_state(struct job *job, const struct oid_list *heads)
{
	if (!heads->count)
		import_diagnose(job->import, "note", "empty-repository", 0,
		    "the repository has no commits yet");
	if (repo_has_replacements(job->repo))
		import_diagnose(job->import, "warning", "replaced-history", 0,
		    "the repository has replace refs or grafts; they are not "
		    "applied, so git log may show another history");
}

/* ------------------------------------------------------------------- run -- */

static bool prepare(struct job *job, struct error *err)
{
	const struct input *input = import_input(job->import);
	struct str ref;
	struct oid_list heads = { 0 };
	struct oid_list shallow = { 0 };
	int64_t commits = 0;
	if (!signatures_read(
		&job->signatures, input->folders, job->keep, err) ||
	    !path_rules_read(&job->rules, input->folders, job->keep, err) ||
	    !repo_open(&job->repo, input->path, err) ||
	    !repo_heads(
		job->repo, input->heads, &heads, &ref, job->keep, err) ||
	    !repo_shallow(job->repo, &shallow, job->keep, err) ||
	    !reach_from(
		&job->reach, job->repo, &heads, &shallow, job->keep, err) ||
	    !store_repository(job, &heads, ref, shallow.count > 0, err) ||
	    !forget_mailmap(job, err) ||
	    !query_number(&commits, import_model(job->import),
		"SELECT count(*) FROM \"commit\"", err))
		return false;
	if (commits > 0 &&
	    !query_open(&job->known, import_model(job->import),
		"SELECT id, source_id, EXISTS (SELECT 1 FROM commit_file "
		"WHERE commit_id = c.id) FROM \"commit\" c WHERE oid = ?1",
		err))
		return false;
	mailmap_read(&job->mailmap,
	    find_mailmap(job->repo, input, &heads, job->keep), job->keep);
	job->trees = cache_new(job->repo, TREE_CACHE_BYTES);
	counters_open(&job->counters, job->repo);
	say_state(job, &heads);
	return true;
}

static bool import_repository(struct job *job, struct error *err)
{
	if (!prepare(job, err) || !import_commits(job, err))
		return false;
	if (job->known && !job->is_second_clone && !leave_repository(job, err))
		return false;
	say_gaps(job);
	return say_evidence(job, err) && say_notes(job, err);
}

static bool run(struct import *import, struct arena *scratch, struct error *err)
{
	struct error ignored;
	struct job job = {
		.import = import,
		.keep = scratch,
		.scratch = arena_new(),
		.pending_keep = arena_new(),
	};
	job.idents.arena = scratch;
	job.paths.arena = scratch;
	job.models.arena = scratch;
	job.mailmap.addresses.arena = scratch;
	bool done = import_repository(&job, err);
	if (job.known && !query_close(job.known, done ? err : &ignored))
		done = false;
	cache_free(job.trees);
	counters_close(&job.counters);
	signatures_free(job.signatures);
	repo_close(job.repo);
	arena_free(job.scratch);
	arena_free(job.pending_keep);
	return done;
}

static const char *const tables[] = { SIGNATURES_TABLE, TOOLS_TABLE,
	KINDS_TABLE, LANGUAGES_TABLE, NULL };

const struct importer importer_git = {
	.name = "git",
	.summary = "commits, files and marks of AI tools of a git repository",
	.version = GIT_VERSION,
	.incremental = true,
	.tables = tables,
	.recognises = recognises,
	.digest = digest,
	.run = run,
};
