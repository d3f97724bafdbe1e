/* What names stand for in a repository: revisions, refs, remotes, and which
 * commits a shallow clone was cut at, which libgit2 1.5 does not know: it is
 * read from the file "shallow" (gitrepository-layout(5)). */
#include "importers/git/repo_inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

enum { ID_DIGITS_MIN = 7 };

static bool is_short_id(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (!ascii_is_digit(c) && !(c >= 'a' && c <= 'f') &&
		    !(c >= 'A' && c <= 'F'))
			return false;
	}
	return text.len >= ID_DIGITS_MIN && text.len < OID_HEX_SIZE;
}

bool repo_commit(struct repo *repo, struct str name, struct oid *oid)
{
	git_oid id;
	git_object *object = NULL;
	git_reference *reference = NULL;
	struct arena *scratch = arena_new();
	struct str tag =
	    arena_printf(scratch, "refs/tags/" STR_FMT, STR_ARG(name));
	if (is_short_id(name) && git_oid_fromstrn(&id, name.ptr, name.len) == 0)
		git_object_lookup_prefix(
		    &object, repo->handle, &id, name.len, GIT_OBJECT_COMMIT);
	if (!object &&
	    git_reference_lookup(&reference, repo->handle, tag.ptr) == 0)
		git_reference_peel(&object, reference, GIT_OBJECT_COMMIT);
	bool found = object != NULL;
	if (found)
		memcpy(oid->bytes, git_object_id(object)->id, OID_SIZE);
	git_reference_free(reference);
	git_object_free(object);
	arena_free(scratch);
	return found;
}

/* Whether REVISION is a branch or the like whose commit is not there, as where
 * the repository that it borrows from is gone. */
static bool is_hollow(struct repo *repo, struct str revision)
{
	git_reference *found = NULL;
	git_reference *direct = NULL;
	struct arena *scratch = arena_new();
	bool is_there = true;
	if (git_reference_dwim(
		&found, repo->handle, arena_z(scratch, revision)) == 0 &&
	    git_reference_resolve(&direct, found) == 0)
		is_there = git_odb_exists(
			       repo->odb, git_reference_target(direct)) != 0;
	git_reference_free(direct);
	git_reference_free(found);
	arena_free(scratch);
	return !is_there;
}

static bool unknown_revision(
    struct repo *repo, struct str revision, struct error *err)
{
	if (is_hollow(repo, revision)) {
		error_set(err, ERROR_INPUT,
		    "the commit of " STR_FMT " is not in this clone",
		    STR_ARG(revision));
		return error_fix(err,
		    "fetch it; where objects/info/alternates names another "
		    "repository, that must be there");
	}
	error_set(err, ERROR_INPUT,
	    "expected a revision of the repository, found \"" STR_FMT "\"",
	    STR_ARG(revision));
	return error_fix(err,
	    "git rev-parse --verify " STR_FMT "^{commit} says what it is",
	    STR_ARG(revision));
}

static bool resolve(struct repo *repo, struct str revision, struct oid *oid,
    struct str *ref, struct arena *keep, struct error *err)
{
	git_object *object = NULL;
	git_object *commit = NULL;
	git_reference *reference = NULL;
	int code = git_revparse_ext(
	    &object, &reference, repo->handle, arena_z(keep, revision));
	if (code == 0)
		code = git_object_peel(&commit, object, GIT_OBJECT_COMMIT);
	if (code == 0) {
		memcpy(oid->bytes, git_object_id(commit)->id, OID_SIZE);
		*ref = reference ? arena_str(keep,
				       str_from(git_reference_name(reference)))
				 : STR_NONE;
	}
	git_reference_free(reference);
	git_object_free(commit);
	git_object_free(object);
	return code == 0 || unknown_revision(repo, revision, err);
}

/* HEAD, with the branch it stands for; an unborn one gives nothing. */
static bool resolve_head(struct repo *repo, struct oid_list *heads,
    struct str *ref, struct arena *keep, struct error *err)
{
	struct oid oid;
	git_reference *head = NULL;
	git_object *commit = NULL;
	int code = git_repository_head(&head, repo->handle);
	if (code == GIT_EUNBORNBRANCH)
		return true;
	if (code == 0 && git_reference_is_branch(head))
		*ref = arena_str(keep, str_from(git_reference_name(head)));
	if (code == 0)
		code = git_reference_peel(&commit, head, GIT_OBJECT_COMMIT);
	git_reference_free(head);
	if (code != 0)
		return unknown_revision(repo, STR("HEAD"), err);
	memcpy(oid.bytes, git_object_id(commit)->id, OID_SIZE);
	git_object_free(commit);
	VEC_PUSH(heads, keep, oid);
	return true;
}

bool repo_heads(struct repo *repo, struct str revisions, struct oid_list *heads,
    struct str *ref, struct arena *keep, struct error *err)
{
	struct str rest = str_trim(revisions);
	struct str part;
	*ref = STR_NONE;
	if (!rest.len || str_equal_z(rest, "HEAD"))
		return resolve_head(repo, heads, ref, keep, err);
	while (str_split(&rest, ' ', &part)) {
		struct oid oid;
		struct str name;
		part = str_trim(part);
		if (!part.len)
			continue;
		if (!resolve(repo, part, &oid, &name, keep, err))
			return false;
		if (!heads->count)
			*ref = name;
		VEC_PUSH(heads, keep, oid);
	}
	return true;
}

static int compare_oids(const void *a, const void *b)
{
	return oid_compare(a, b);
}

bool repo_shallow(struct repo *repo, struct oid_list *commits,
    struct arena *keep, struct error *err)
{
	struct str path = path_join(keep, repo_folder(repo), STR("shallow"));
	struct str content;
	struct str line;
	struct oid oid;
	if (!file_exists(path))
		return true;
	if (!file_read(&content, path, REPO_FILE_MAX, keep, err))
		return false;
	while (str_line(&content, &line))
		if (oid_parse(&oid, line))
			VEC_PUSH(commits, keep, oid);
	if (commits->count)
		qsort(commits->items, commits->count, sizeof oid, compare_oids);
	return true;
}

static bool is_remote_url(struct str name)
{
	return str_starts(name, STR("remote.")) && str_ends(name, STR(".url"));
}

/* Of origin, else of the first remote by name. Read from the configuration,
 * since libgit2 1.5's lists of remotes leak with each entry passed over. */
struct str repo_remote(struct repo *repo, struct arena *keep)
{
	git_config *config = NULL;
	git_config_iterator *entries = NULL;
	git_config_entry *entry;
	struct str best = STR_NONE;
	struct str url = STR_NONE;
	if (git_repository_config_snapshot(&config, repo->handle) == 0 &&
	    git_config_iterator_new(&entries, config) == 0)
		while (git_config_next(&entry, entries) == 0) {
			struct str name = str_from(entry->name);
			bool is_origin = str_equal_z(name, "remote.origin.url");
			if (!is_remote_url(name) ||
			    (best.ptr && !is_origin &&
				(str_equal_z(best, "remote.origin.url") ||
				    str_compare(name, best) > 0)))
				continue;
			best = arena_str(keep, name);
			url = arena_str(keep, str_from(entry->value));
		}
	git_config_iterator_free(entries);
	git_config_free(config);
	return url;
}

static int compare_texts(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

bool repo_refs(struct repo *repo, struct str_list *names, struct arena *keep,
    struct error *err)
{
	git_reference_iterator *refs = NULL;
	const char *name;
	if (git_reference_iterator_new(&refs, repo->handle))
		return error_set(err, ERROR_INPUT, "git cannot list the refs");
	while (git_reference_next_name(&name, refs) == 0)
		VEC_PUSH(names, keep, arena_str(keep, str_from(name)));
	git_reference_iterator_free(refs);
	if (names->count)
		qsort(names->items, names->count, sizeof *names->items,
		    compare_texts);
	return true;
}

bool repo_ref(struct repo *repo, struct str name, struct oid *oid)
{
	struct arena *scratch = arena_new();
	git_oid id;
	int code =
	    git_reference_name_to_id(&id, repo->handle, arena_z(scratch, name));
	arena_free(scratch);
	if (code == 0)
		memcpy(oid->bytes, id.id, OID_SIZE);
	return code == 0;
}

bool repo_tracks(struct repo *repo, struct str path)
{
	git_index *index = NULL;
	struct arena *scratch = arena_new();
	bool tracks =
	    git_repository_index(&index, repo->handle) == 0 &&
	    git_index_get_bypath(index, arena_z(scratch, path), 0) != NULL;
	git_index_free(index);
	arena_free(scratch);
	return tracks;
}

bool repo_ignores(struct repo *repo, struct str path)
{
	int ignores = 0;
	struct arena *scratch = arena_new();
	bool known = git_ignore_path_is_ignored(
			 &ignores, repo->handle, arena_z(scratch, path)) == 0;
	arena_free(scratch);
	return known && ignores;
}
