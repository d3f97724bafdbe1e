/* Opening a repository with libgit2, and all that is read of it at once: which
 * objects stand for others (refs/replace, gitrepository-layout(5):
 * info/grafts).
 *
 * libgit2's own object cache is off (the tree and line caches above know
 * better what comes again), and so is the check of every object's hash. The
 * library is started with a repository and stays until the program ends. */
#include "importers/git/repo_inside.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#if __has_include(<git2/sys/errors.h>)
#include <git2/sys/errors.h> /* newer ones have git_error_clear there */
#endif

#include "base/memory.h"
#include "importers/git/trust.h"

static struct str library_message(void)
{
	const git_error *last = git_error_last();
	if (last && last->klass == GIT_ERROR_NOMEMORY)
		memory_lost();
	return str_from(last && last->message ? last->message : "");
}

static bool message_has(const char *part)
{
	return str_contains(library_message(), str_from(part));
}

/* libgit2 1.5 calls a foreign owner "not found" when no safe.directory is
 * configured, and has a code of its own otherwise. */
static bool is_foreign(int code)
{
	return code == GIT_EOWNER ||
	       (code != 0 &&
		   (message_has("safe.directory") || message_has("not owned")));
}

static bool explain_open(
    struct str path, struct str absolute, int code, struct error *err)
{
	struct place place = { .file = path };
	if (is_foreign(code)) {
		error_at(err, place,
		    "the repository belongs to another user, so git and "
		    "assay do not trust it");
		return error_fix(err,
		    "git config --global --add safe.directory " STR_FMT,
		    STR_ARG(absolute));
	}
	/* libgit2 1.5 and 1.9 */
	if (message_has("objectformat") || message_has("object format")) {
		error_at(err, place,
		    "expected a repository with SHA-1 objects, found SHA-256");
		return error_fix(
		    err, "SHA-256 repositories cannot be read yet");
	}
	if (code != GIT_ENOTFOUND) {
		struct str message = library_message();
		error_at(err, place, "git cannot open the repository: " STR_FMT,
		    STR_ARG(message));
		return error_fix(err, "git fsck says more");
	}
	error_at(err, place, "expected a git repository, found none");
	return error_fix(
	    err, "name the folder that holds .git, or a bare repository");
}

/* libgit2 calls what it may not read missing. */
static bool check_parts(
    struct str path, struct arena *scratch, struct error *err)
{
	static const char *const parts[] = { "", "HEAD", "packed-refs", "refs",
		"objects", "objects/pack" };
	struct str dot_git = path_join(scratch, path, STR(".git"));
	struct str folder = file_exists(dot_git) ? dot_git : path;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct str part =
		    path_join(scratch, folder, str_from(parts[i]));
		int mode = file_is_folder(part) ? R_OK | X_OK : R_OK;
		if (access(arena_z(scratch, part), mode) == 0 ||
		    errno != EACCES)
			continue;
		error_at(err, (struct place){ .file = part },
		    "it cannot be read: Permission denied");
		return error_fix(err, "check its permissions");
	}
	return true;
}

static bool check_readable(struct str path, struct error *err)
{
	struct arena *scratch = arena_new();
	bool readable = access(arena_z(scratch, path), R_OK | X_OK) == 0;
	bool done = readable && check_parts(path, scratch, err);
	arena_free(scratch);
	if (readable)
		return done;
	error_at(
	    err, (struct place){ .file = path }, "the folder cannot be read");
	return error_fix(err, "check that it is there and its permissions");
}

static void start_library(void)
{
	git_libgit2_init();
	git_error_clear(); /* that there are no certificates: certificates.c */
	git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
}

struct str repo_folder(const struct repo *repo)
{
	return str_from(git_repository_commondir(repo->handle));
}

static void open_packs(struct repo *repo)
{
	struct arena *scratch = arena_new();
	repo->packs =
	    packs_open(path_join(scratch, repo_folder(repo), STR("objects")));
	repo->kept_bytes = REPO_KEPT_BYTES;
	repo->unpacker = unpacker_new(repo->packs, REPO_KEPT_BYTES);
	arena_free(scratch);
}

/* refs/replace/<id of the object> names the other. */
static void read_replace_refs(struct repo *repo)
{
	git_reference_iterator *refs = NULL;
	const char *name;
	git_oid target;
	if (git_reference_iterator_glob_new(
		&refs, repo->handle, "refs/replace/*"))
		return;
	while (git_reference_next_name(&name, refs) == 0) {
		struct replacement item = { .commit = STR_NONE };
		if (!oid_parse(&item.from, path_base(str_from(name))) ||
		    git_reference_name_to_id(&target, repo->handle, name))
			continue;
		memcpy(item.to.bytes, target.id, OID_SIZE);
		replacements_add(&repo->replaced, &item, repo->keep);
	}
	git_reference_iterator_free(refs);
	replacements_sort(&repo->replaced);
}

static void read_grafts(struct repo *repo)
{
	struct str path =
	    path_join(repo->keep, repo_folder(repo), STR("info/grafts"));
	struct str content;
	struct str parents;
	struct replacement item = { 0 };
	struct object object;
	struct error ignored;
	struct replacements grafts = { 0 };
	if (!file_exists(path) ||
	    !file_read(&content, path, REPO_FILE_MAX, repo->keep, &ignored))
		return;
	while (graft_next(&content, &item.from, &parents)) {
		if (repo_read(repo, &item.from, OBJECT_COMMIT, &object) ==
		    OBJECT_FOUND) {
			item.commit =
			    graft_commit(object.data, parents, repo->keep);
			replacements_add(&grafts, &item, repo->keep);
		}
		object_release(&object);
	}
	for (size_t i = 0; i < grafts.count; i++)
		replacements_add(&repo->replaced, &grafts.items[i], repo->keep);
	replacements_sort(&repo->replaced);
}

static void read_replacements(struct repo *repo)
{
	repo->keep = arena_new();
	read_replace_refs(repo);
	read_grafts(repo);
}

/* Who trusts all folders has no owner looked at, for this one call. */
static int open_handle(git_repository **handle, const char *path)
{
	int code = git_repository_open(handle, path);
	if (is_foreign(code) && trust_is_total()) {
		git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
		code = git_repository_open(handle, path);
		git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 1);
	}
	return code == 0 && trust_is_relative(*handle) ? GIT_EOWNER : code;
}

bool repo_open(struct repo **out, struct str path, struct error *err)
{
	*out = NULL;
	if (!check_readable(path, err))
		return false;
	struct arena *scratch = arena_new();
	struct repo *repo = must_have(calloc(1, sizeof *repo));
	start_library();
	int code = open_handle(&repo->handle, arena_z(scratch, path));
	if (code == 0)
		code = git_repository_odb(&repo->odb, repo->handle);
	if (code)
		explain_open(path, path_absolute(scratch, path), code, err);
	arena_free(scratch);
	if (code) {
		repo_close(repo);
		return false;
	}
	open_packs(repo);
	repo_look_for_attributes(repo);
	read_replacements(repo);
	repo->attribute_folders.arena = arena_new();
	*out = repo;
	return true;
}

void repo_close(struct repo *repo)
{
	if (!repo)
		return;
	unpacker_free(repo->unpacker);
	if (repo->shared) {
		free(repo);
		return;
	}
	arena_free(repo->keep);
	arena_free(repo->attribute_folders.arena);
	packs_close(repo->packs);
	git_odb_free(repo->odb);
	git_repository_free(repo->handle);
	free(repo);
}
