/* Opening a repository and reading raw objects: with our own reader of packs
 * (unpack.c), and what it does not find or understand with libgit2.
 *
 * libgit2's own object cache is off (the tree and line caches above know
 * better what comes again), and so is the check of every object's hash. The
 * library is started with a repository and stays until the program ends.
 * libgit2 1.5 knows neither shallow boundaries nor replacements: both are
 * read here, from the file "shallow" (gitrepository-layout(5)), the second only
 * detected. It never fetches what a partial clone left out. */
#include "importers/git/repo.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <git2.h>

#include "base/map.h"
#include "base/vec.h"
#include "importers/git/replace.h"
#include "importers/git/trust.h"
#include "importers/git/unpack.h"

enum {
	SHALLOW_FILE_MAX = 64 << 20,
	REPLACED_DEPTH_MAX = 5,
	ID_DIGITS_MIN = 7,
	KEPT_BYTES = 8 << 20,
	EXPECTED_BYTES = 24 << 20 /* of what will be used */
};

struct repo {
	git_repository *handle;
	git_odb *odb;
	struct packs *packs;
	struct unpacker *unpacker;
	size_t kept_bytes;	   /* by it, when nothing is expected */
	const struct repo *shared; /* the one that owns all but the unpacker */
	struct replacements replaced;
	struct arena *keep;	      /* of what is replaced */
	bool has_attributes;	      /* somebody may speak of any path */
	struct map attribute_folders; /* name -> whether one stands there */
	int threads;		      /* as asked for */
};

static struct str library_message(void)
{
	const git_error *last = git_error_last();
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

static bool check_readable(struct str path, struct error *err)
{
	struct arena *scratch = arena_new();
	bool readable = access(arena_z(scratch, path), R_OK | X_OK) == 0;
	arena_free(scratch);
	if (readable)
		return true;
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

static struct str common_folder(const struct repo *repo)
{
	return str_from(git_repository_commondir(repo->handle));
}

static bool has_common_file(const struct repo *repo, const char *name)
{
	struct arena *scratch = arena_new();
	bool found = file_exists(
	    path_join(scratch, common_folder(repo), str_from(name)));
	arena_free(scratch);
	return found;
}

/* Whether NAME stands in one of the folders that LEVEL of the configuration is
 * looked for in. */
static bool is_on_search_path(
    git_config_level_t level, const char *name, struct arena *scratch)
{
	git_buf folders = { 0 };
	struct str part;
	bool found = false;
	if (git_libgit2_opts(GIT_OPT_GET_SEARCH_PATH, level, &folders))
		return true;
	struct str rest = { folders.ptr, folders.size };
	while (!found && str_split(&rest, ':', &part))
		found = part.len &&
			file_exists(path_join(scratch, part, str_from(name)));
	git_buf_dispose(&folders);
	return found;
}

static bool names_attributes_file(const struct repo *repo)
{
	git_config *config = NULL;
	git_config_entry *entry = NULL;
	bool found =
	    git_repository_config_snapshot(&config, repo->handle) == 0 &&
	    git_config_get_entry(&entry, config, "core.attributesfile") == 0;
	git_config_entry_free(entry);
	git_config_free(config);
	return found;
}

/* Attribute files that speak of all paths. */
static void look_for_attributes(struct repo *repo)
{
	struct arena *scratch = arena_new();
	repo->has_attributes =
	    has_common_file(repo, "info/attributes") ||
	    (!git_repository_is_bare(repo->handle) &&
		(names_attributes_file(repo) ||
		    is_on_search_path(
			GIT_CONFIG_LEVEL_XDG, "attributes", scratch) ||
		    is_on_search_path(
			GIT_CONFIG_LEVEL_SYSTEM, "gitattributes", scratch)));
	arena_free(scratch);
}

static void open_packs(struct repo *repo)
{
	struct arena *scratch = arena_new();
	repo->packs =
	    packs_open(path_join(scratch, common_folder(repo), STR("objects")));
	repo->kept_bytes = KEPT_BYTES;
	repo->unpacker = unpacker_new(repo->packs, KEPT_BYTES);
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
	    path_join(repo->keep, common_folder(repo), STR("info/grafts"));
	struct str content;
	struct str parents;
	struct replacement item = { 0 };
	struct object object;
	struct error ignored;
	struct replacements grafts = { 0 };
	if (!file_exists(path) ||
	    !file_read(&content, path, SHALLOW_FILE_MAX, repo->keep, &ignored))
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
	struct repo *repo = calloc(1, sizeof *repo);
	if (!repo) {
		arena_free(scratch);
		return error_set(err, ERROR_SYSTEM, "out of memory");
	}
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
	look_for_attributes(repo);
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

void repo_drop_pages(const struct repo *repo)
{
	packs_rest(repo->packs);
}

void repo_rest(struct repo *repo)
{
	repo_drop_pages(repo);
	unpacker_rest(repo->unpacker);
#ifdef __GLIBC__
	malloc_trim(0); /* else it stays with the threads that took it */
#endif
}

struct repo *repo_share(struct repo *repo, size_t kept_bytes)
{
	struct repo *other = calloc(1, sizeof *other);
	if (!other) {
		fputs("assay: error: out of memory\n", stderr);
		exit(4);
	}
	*other = *repo;
	other->shared = repo;
	other->kept_bytes = kept_bytes;
	other->unpacker = unpacker_new(repo->packs, kept_bytes);
	return other;
}

static enum object_state library_read(struct repo *repo, const struct oid *oid,
    enum object_type type, struct object *object)
{
	static const git_object_t wanted[] = {
		[OBJECT_COMMIT] = GIT_OBJECT_COMMIT,
		[OBJECT_TREE] = GIT_OBJECT_TREE,
		[OBJECT_BLOB] = GIT_OBJECT_BLOB,
	};
	git_odb_object *handle = NULL;
	git_oid id;
	size_t size;
	git_object_t found;
	memcpy(id.id, oid->bytes, OID_SIZE);
	int code = git_odb_read_header(&size, &found, repo->odb, &id);
	if (code == 0 && found != wanted[type])
		return OBJECT_BROKEN;
	if (code == 0 && size > OBJECT_SIZE_MAX)
		return OBJECT_TOO_LARGE;
	if (code == 0)
		code = git_odb_read(&handle, repo->odb, &id);
	if (code)
		return code == GIT_ENOTFOUND ? OBJECT_MISSING : OBJECT_BROKEN;
	object->handle = handle;
	object->data = (struct str){ git_odb_object_data(handle),
		git_odb_object_size(handle) };
	return OBJECT_FOUND;
}

/* What is damaged in a pack may stand elsewhere; the library looks. */
static enum object_state read_as_it_is(struct repo *repo, const struct oid *oid,
    enum object_type type, struct object *object)
{
	struct pack_place place;
	*object = (struct object){ 0 };
	if (!packs_find(repo->packs, oid, &place))
		return library_read(repo, oid, type, object);
	enum object_state state =
	    unpack(repo->unpacker, &place, type, &object->unpacked);
	if (state == OBJECT_BROKEN)
		return library_read(repo, oid, type, object);
	if (state == OBJECT_FOUND)
		object->data = unpacked_bytes(object->unpacked);
	return state;
}

/* What is replaced may be replaced again, a few times. */
enum object_state repo_read(struct repo *repo, const struct oid *oid,
    enum object_type type, struct object *object)
{
	for (int i = 0; i < REPLACED_DEPTH_MAX; i++) {
		const struct replacement *replacement =
		    replacements_find(&repo->replaced, oid);
		if (!replacement)
			break;
		if (replacement->commit.ptr) {
			*object =
			    (struct object){ .data = replacement->commit };
			return type == OBJECT_COMMIT ? OBJECT_FOUND
						     : OBJECT_BROKEN;
		}
		oid = &replacement->to;
	}
	return read_as_it_is(repo, oid, type, object);
}

enum object_state repo_size(
    struct repo *repo, const struct oid *oid, size_t *size_bytes)
{
	git_oid id;
	git_object_t found;
	struct pack_place place;
	if (packs_find(repo->packs, oid, &place) &&
	    unpack_size(repo->unpacker, &place, OBJECT_BLOB, size_bytes) ==
		OBJECT_FOUND)
		return OBJECT_FOUND;
	memcpy(id.id, oid->bytes, OID_SIZE);
	int code = git_odb_read_header(size_bytes, &found, repo->odb, &id);
	if (code)
		return code == GIT_ENOTFOUND ? OBJECT_MISSING : OBJECT_BROKEN;
	return found == GIT_OBJECT_BLOB && *size_bytes <= OBJECT_SIZE_MAX
		   ? OBJECT_FOUND
		   : OBJECT_BROKEN;
}

struct demand *repo_demand(const struct repo *repo)
{
	return demand_new(repo->packs);
}

void repo_demand_add(
    const struct repo *repo, struct demand *demand, const struct oid *oid)
{
	struct pack_place place;
	if (packs_find(repo->packs, oid, &place))
		demand_add(demand, &place);
}

void repo_expect(struct repo *repo, struct demand *demand)
{
	size_t kept_bytes = repo->kept_bytes;
	if (demand && !repo->shared)
		kept_bytes = EXPECTED_BYTES;
	unpacker_expect(repo->unpacker, demand, kept_bytes);
}

void repo_use(struct repo *repo, const struct object *object)
{
	if (object->unpacked)
		unpacked_use(repo->unpacker, object->unpacked);
}

void object_release(struct object *object)
{
	git_odb_object_free(object->handle);
	unpacked_release(object->unpacked);
	object->handle = NULL;
	object->unpacked = NULL;
}

static bool is_short_id(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f') &&
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
	int code = git_repository_head(&head, repo->handle);
	if (code == GIT_EUNBORNBRANCH)
		return true;
	if (code == 0 && git_reference_is_branch(head))
		*ref = arena_str(keep, str_from(git_reference_name(head)));
	git_reference_free(head);
	struct str unused;
	if (!resolve(repo, STR("HEAD"), &oid, &unused, keep, err))
		return false;
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
	struct str path = path_join(keep, common_folder(repo), STR("shallow"));
	struct str content;
	struct str line;
	struct oid oid;
	if (!file_exists(path))
		return true;
	if (!file_read(&content, path, SHALLOW_FILE_MAX, keep, err))
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

bool repo_is_bare(const struct repo *repo)
{
	return git_repository_is_bare(repo->handle);
}

void repo_ask_threads(struct repo *repo, int threads)
{
	repo->threads = threads;
}

int repo_threads(const struct repo *repo)
{
	if (!(git_libgit2_features() & GIT_FEATURE_THREADS))
		return 1;
	if (repo->threads <= 0)
		return REPO_THREADS;
	return repo->threads < REPO_THREADS_MAX ? repo->threads
						: REPO_THREADS_MAX;
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

size_t repo_replacements(const struct repo *repo)
{
	return repo->replaced.count;
}

struct str repo_replaced(const struct repo *repo, struct arena *keep)
{
	struct str text = STR("");
	for (size_t i = 0; i < repo->replaced.count; i++) {
		const struct replacement *item = &repo->replaced.items[i];
		char from[OID_HEX_SIZE];
		char to[OID_HEX_SIZE];
		oid_hex(&item->from, from);
		oid_hex(&item->to, to);
		text = arena_printf(keep, STR_FMT "%s %s\n" STR_FMT,
		    STR_ARG(text), from, to, STR_ARG(item->commit));
	}
	return text;
}

/* In the work tree or, where that lacks it, in the index. */
static bool folder_has_attributes(const struct repo *repo, struct str folder)
{
	struct arena *scratch = arena_new();
	git_index *index = NULL;
	const char *top = git_repository_workdir(repo->handle);
	struct str name = path_join(scratch, folder, STR(".gitattributes"));
	bool found =
	    top && file_exists(path_join(scratch, str_from(top), name));
	if (!found && git_repository_index(&index, repo->handle) == 0)
		found = git_index_get_bypath(index, arena_z(scratch, name),
			    GIT_INDEX_STAGE_NORMAL) != NULL;
	git_index_free(index);
	arena_free(scratch);
	return found;
}

/* Asks the library only where an attribute file may say something: it looks
 * for one beside each path anew. */
static bool may_have_attributes(struct repo *repo, struct str path)
{
	if (repo->has_attributes || git_repository_is_bare(repo->handle))
		return repo->has_attributes;
	for (size_t end = 0; end < path.len; end++) {
		bool added;
		if (end && path.ptr[end] != '/')
			continue;
		struct str folder = str_slice(path, 0, end);
		union map_value *value =
		    map_put(&repo->attribute_folders, folder, &added);
		if (added)
			value->number = folder_has_attributes(repo, folder);
		if (value->number)
			return true;
	}
	return false;
}

enum diff_attribute repo_diff_attribute(struct repo *repo, const char *path_z)
{
	const char *value = NULL;
	if (!may_have_attributes(repo, str_from(path_z)) ||
	    git_attr_get(&value, repo->handle, GIT_ATTR_CHECK_FILE_THEN_INDEX,
		path_z, "diff"))
		return DIFF_AUTO;
	switch (git_attr_value(value)) {
	case GIT_ATTR_VALUE_TRUE:
		return DIFF_TEXT;
	case GIT_ATTR_VALUE_FALSE:
		return DIFF_BINARY;
	case GIT_ATTR_VALUE_UNSPECIFIED:
	case GIT_ATTR_VALUE_STRING:
		break;
	}
	return DIFF_AUTO;
}
