/* The importer of git repositories.
 *
 * All commits that the chosen heads reach are found first (reach.c), then
 * taken from new to old (store_commits.c). A commit that the model
 * has already gets no more than its membership in this repository; one that is
 * not reached any more loses that. Each commit is one record of the account.
 *
 * Nothing is written to the repository, checked out or fetched. What this
 * clone lacks (shallow, partial) is unknown, never zero, and said once. */
#include "importers/importer.h"

#include <string.h>

#include "base/hash.h"
#include "importers/deps/manifest.h"
#include "importers/deps/shapes.h"
#include "importers/git/job.h"
#include "importers/git/recorder.h"

enum { TREE_CACHE_BYTES = 8 << 20 };
enum { GIT_VERSION = 4, MAILMAP_SIZE_MAX = 64 << 20 };

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

/* What stands beside commits: notes, checkpoints of recorders. */
static bool is_record_ref(struct str name)
{
	return str_starts(name, STR("refs/notes/")) ||
	       str_starts(name, STR("refs/entire/")) ||
	       str_starts(name, STR("refs/ai/authorship/")) ||
	       str_ends(name, STR("/entire/checkpoints/v1"));
}

static bool hash_records(struct hash *hash, struct repo *repo,
    struct arena *scratch, struct error *err)
{
	struct str_list names = { 0 };
	if (!repo_refs(repo, &names, scratch, err))
		return false;
	for (size_t i = 0; i < names.count; i++) {
		struct oid oid;
		if (!is_record_ref(names.items[i]) ||
		    !repo_ref(repo, names.items[i], &oid))
			continue;
		hash_add_field(hash, names.items[i]);
		hash_add_field(
		    hash, (struct str){ (const char *)oid.bytes, OID_SIZE });
	}
	return true;
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
		hash_add_field(hash, repo_replaced(repo, scratch));
		hash_add_field(
		    hash, find_mailmap(repo, input, &heads, scratch));
		hash_attributes(hash, input, scratch);
		hash_add_field(
		    hash, (struct str){ (const char *)&input->zone_seconds,
			      sizeof input->zone_seconds });
		if (input->corrected.len)
			hash_add_field(hash, input->corrected);
		done = hash_records(hash, repo, scratch, err);
		hash_end(hash, hex);
	}
	repo_close(repo);
	return done;
}

/* ------------------------------------------------------------------- run -- */

/* One file a repository; none when there is to be no cache. */
static struct str cache_file(const struct input *input, struct arena *keep)
{
	struct error ignored;
	if (!input->cache.ptr || input->commits_only ||
	    !file_make_folders(input->cache, &ignored))
		return STR_NONE;
	return scripts_cache(input->cache, input->shown, keep);
}

/* Lines are followed once a repository. */
static void start_events(struct job *job)
{
	bool wanted = job->head && !job->is_second_clone &&
		      !import_input(job->import)->commits_only;
	events_start(&job->events, job->repo, job->trees, &job->reach,
	    wanted ? reach_find(&job->reach, job->head) : REACH_NONE,
	    job->keep);
}

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
	    !reach_from(&job->reach, job->repo, &heads, &shallow, job->keep,
		job->commit_texts, err) ||
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
	repo_ask_threads(job->repo, input->jobs);
	mailmap_read(&job->mailmap,
	    find_mailmap(job->repo, input, &heads, job->keep), job->keep);
	job->trees = cache_new(job->repo, TREE_CACHE_BYTES);
	counters_open(&job->counters, job->repo, cache_file(input, job->keep));
	if (heads.count)
		job->head = &heads.items[0];
	start_events(job);
	say_state(job, &heads);
	return watch_open(job, err);
}

/* Each commit was taken. */
static void forget_texts(struct job *job)
{
	for (size_t i = 0; i < job->reach.count; i++)
		job->reach.items[i].text = STR_NONE;
	arena_free(job->commit_texts);
	job->commit_texts = NULL;
}

static bool import_repository(struct job *job, struct error *err)
{
	if (!prepare(job, err) || !store_commits(job, err))
		return false;
	forget_texts(job);
	if (job->known && !job->is_second_clone && !leave_repository(job, err))
		return false;
	bool only = import_input(job->import)->commits_only;
	if (!only && !watch_head(job, err))
		return false;
	if (!store_notes(job, err) || !store_checkpoints(job, err) ||
	    !store_traces(job, err) ||
	    !(only ? store_stated(job, err) : store_lines(job, err)))
		return false;
	say_gaps(job);
	return say_lost_files(job, err) && say_evidence(job, err) &&
	       say_notes(job, err);
}

static bool run(struct import *import, struct arena *scratch, struct error *err)
{
	struct error ignored;
	struct job job = {
		.import = import,
		.keep = scratch,
		.scratch = arena_new(),
		.pending_keep = arena_new(),
		.commit_texts = arena_new(),
	};
	job.idents.arena = scratch;
	job.paths.arena = scratch;
	job.models.arena = scratch;
	job.mailmap.addresses.arena = scratch;
	bool done = import_repository(&job, err);
	if (job.known && !query_close(job.known, done ? err : &ignored))
		done = false;
	if (job.recorded && !query_close(job.recorded, done ? err : &ignored))
		done = false;
	events_free(&job.events);
	cache_free(job.trees);
	watch_close(&job);
	counters_close(&job.counters);
	signatures_free(job.signatures);
	repo_close(job.repo);
	arena_free(job.scratch);
	arena_free(job.pending_keep);
	arena_free(job.commit_texts);
	return done;
}

static const char *const tables[] = { SIGNATURES_TABLE, TOOLS_TABLE,
	SIGNATURES_MORE_TABLE, TOOLS_MORE_TABLE, RECORDERS_TABLE, KINDS_TABLE,
	LANGUAGES_TABLE, MANIFESTS_TABLE, SHAPES_TABLE,
	"data/mcp-containers.csv", "data/mcp-sources.csv",
	"data/secret-rules.csv", "data/secret-files.csv", NULL };

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
