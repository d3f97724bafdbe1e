/* Blame by libgit2, for a few lines at a time: only the range that holds them
 * is traced. The file is looked up in the revision's tree first, so that what
 * is missing can be told apart. */
#include "importers/git/blame.h"

#include <stdlib.h>
#include <string.h>

#include <git2.h>

#include "base/arena.h"

enum { REVISION_DIGITS_MIN = 7, BLOB_SIZE_MAX = 64 * 1024 * 1024 };

struct blame {
	git_repository *repository;
};

bool blame_open(struct blame **out, struct str path, struct error *err)
{
	struct blame *blame = calloc(1, sizeof *blame);
	*out = NULL;
	if (!blame)
		return error_set(err, ERROR_SYSTEM, "out of memory");
	struct arena *scratch = arena_new();
	git_libgit2_init();
	git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 1);
	int code =
	    git_repository_open(&blame->repository, arena_z(scratch, path));
	arena_free(scratch);
	if (code) {
		const git_error *last = git_error_last();
		error_at(err, (struct place){ .file = path },
		    "cannot open the repository: %s",
		    last ? last->message : "unknown error");
		blame_close(blame);
		return false;
	}
	*out = blame;
	return true;
}

void blame_close(struct blame *blame)
{
	if (!blame)
		return;
	git_repository_free(blame->repository);
	free(blame);
	git_libgit2_shutdown();
}

/* ------------------------------------------------------------ revisions -- */

static bool is_hex(struct str text)
{
	uint64_t ignored;
	if (text.len < REVISION_DIGITS_MIN || text.len > GIT_OID_HEXSZ)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!str_hex_to_uint(str_slice(text, i, i + 1), &ignored))
			return false;
	return true;
}

static git_commit *commit_of_tag(git_repository *repository, struct str name)
{
	char full[256] = "refs/tags/";
	git_reference *reference = NULL;
	git_object *object = NULL;
	size_t used = strlen(full);
	if (name.len + used >= sizeof full)
		return NULL;
	memcpy(full + used, name.ptr, name.len);
	if (git_reference_lookup(&reference, repository, full) == 0)
		git_reference_peel(&object, reference, GIT_OBJECT_COMMIT);
	git_reference_free(reference);
	return (git_commit *)object;
}

static git_commit *find_commit(git_repository *repository, struct str revision)
{
	git_oid oid;
	git_commit *commit = NULL;
	if (!revision.len)
		return NULL;
	if (is_hex(revision) &&
	    git_oid_fromstrn(&oid, revision.ptr, revision.len) == 0 &&
	    git_commit_lookup_prefix(&commit, repository, &oid, revision.len) ==
		0)
		return commit;
	return commit_of_tag(repository, revision);
}

bool blame_revision_at(struct blame *blame, struct str head, int64_t time,
    char hex[BLAME_OID_SIZE])
{
	git_commit *commit = find_commit(blame->repository, head);
	while (commit && git_commit_time(commit) > time) {
		git_commit *parent = NULL;
		git_commit_parent(&parent, commit, 0);
		git_commit_free(commit);
		commit = parent;
	}
	if (!commit)
		return false;
	git_oid_tostr(hex, BLAME_OID_SIZE, git_commit_id(commit));
	git_commit_free(commit);
	return true;
}

/* ---------------------------------------------------------------- lines -- */

static enum blame_state find_blob(git_blob **blob, git_repository *repository,
    const git_commit *commit, const char *path)
{
	git_tree *tree = NULL;
	git_tree_entry *entry = NULL;
	enum blame_state state = BLAME_FAILED;
	if (git_commit_tree(&tree, commit))
		goto out;
	int code = git_tree_entry_bypath(&entry, tree, path);
	state = code == GIT_ENOTFOUND ? BLAME_NO_FILE : BLAME_FAILED;
	if (code)
		goto out;
	state = BLAME_NO_TEXT;
	if (git_tree_entry_type(entry) != GIT_OBJECT_BLOB)
		goto out;
	state = git_blob_lookup(blob, repository, git_tree_entry_id(entry))
		    ? BLAME_FAILED
		    : BLAME_FOUND;
out:
	git_tree_entry_free(entry);
	git_tree_free(tree);
	return state;
}

/* Lines of the file; 0 when it is no text. */
static int64_t count_lines(const git_blob *blob)
{
	const char *at = git_blob_rawcontent(blob);
	git_object_size_t size = git_blob_rawsize(blob);
	int64_t lines = 0;
	if (!size || size > BLOB_SIZE_MAX || git_blob_is_binary(blob))
		return 0;
	const char *end = at + size;
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		lines++;
		at = newline ? newline + 1 : end;
	}
	return lines <= BLAME_LINES_MAX ? lines : 0;
}

static void set_all(
    struct blame_line *lines, size_t count, enum blame_state state)
{
	for (size_t i = 0; i < count; i++)
		lines[i].state = state;
}

static void answer(
    struct blame_line *line, git_blame *traced, struct arena *keep)
{
	const git_blame_hunk *hunk =
	    git_blame_get_hunk_byline(traced, (size_t)line->line);
	line->state = hunk ? BLAME_FOUND : BLAME_FAILED;
	if (!hunk)
		return;
	git_oid_tostr(line->commit, BLAME_OID_SIZE, &hunk->final_commit_id);
	line->origin_path = arena_str(keep, str_from(hunk->orig_path));
	line->origin_line = (int64_t)hunk->orig_start_line_number + line->line -
			    (int64_t)hunk->final_start_line_number;
}

/* Traces the lines that the file has. */
static void trace(git_repository *repository, const git_commit *commit,
    const char *path, struct blame_line *lines, size_t count,
    struct arena *keep)
{
	git_blame *traced = NULL;
	git_blame_options options;
	git_blame_options_init(&options, GIT_BLAME_OPTIONS_VERSION);
	options.newest_commit = *git_commit_id(commit);
	options.min_line = (size_t)lines[0].line;
	options.max_line = (size_t)lines[count - 1].line;
	if (git_blame_file(&traced, repository, path, &options)) {
		set_all(lines, count, BLAME_FAILED);
		return;
	}
	for (size_t i = 0; i < count; i++)
		answer(&lines[i], traced, keep);
	git_blame_free(traced);
}

void blame_lines(struct blame *blame, struct str revision, struct str path,
    struct blame_line *lines, size_t count, struct arena *keep)
{
	struct arena *scratch = arena_new();
	const char *path_z = arena_z(scratch, path);
	git_commit *commit = find_commit(blame->repository, revision);
	git_blob *blob = NULL;
	enum blame_state state =
	    commit ? find_blob(&blob, blame->repository, commit, path_z)
		   : BLAME_NO_REVISION;
	int64_t have = state == BLAME_FOUND ? count_lines(blob) : 0;
	if (state == BLAME_FOUND && !have)
		state = BLAME_NO_TEXT;
	set_all(lines, count, state == BLAME_FOUND ? BLAME_NO_LINE : state);
	size_t within = 0;
	while (within < count && lines[within].line <= have)
		within++;
	if (state == BLAME_FOUND && within)
		trace(blame->repository, commit, path_z, lines, within, keep);
	git_blob_free(blob);
	git_commit_free(commit);
	arena_free(scratch);
}
