/* The merge is libgit2's: the commit is the common ancestor, the revision is
 * ours, its parent is theirs. Only paths that the commit changed can differ in
 * the end, so the three trees are cut down to these; where ours no longer has
 * one of them it may have been renamed, and what ours has and the commit had
 * not joins them, but for files that are another one of the commit as it was.
 * So neither the size of the repository nor objects that a partial clone lacks
 * elsewhere matter. Trees and blobs that are made live in an object store in
 * memory (mempack). */
#include "importers/git/undo.h"

#include <stdio.h>
#include <string.h>

#include <git2/sys/mempack.h>

#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "importers/git/repo.h"

enum {
	MEMORY_FIRST = 999, /* priority: before the repository's own stores */
	CANDIDATES_MAX = 1000, /* as many may be what a file was renamed to */
};

bool trial_failed(struct str path, struct error *err)
{
	const git_error *last = git_error_last();
	return error_at(err, (struct place){ .file = path },
	    "cannot try to revert: %s", last ? last->message : "unknown error");
}

static bool add_memory(struct trial *trial)
{
	git_odb *store = NULL;
	if (git_repository_odb(&store, trial->repository) ||
	    git_mempack_new(&trial->memory)) {
		git_odb_free(store);
		return false;
	}
	int code = git_odb_add_backend(store, trial->memory, MEMORY_FIRST);
	git_odb_free(store);
	return code == 0;
}

static bool find_head(struct trial *trial, const git_oid *oid)
{
	git_commit *commit = NULL;
	int code = git_commit_lookup(&commit, trial->repository, oid);
	if (code == 0)
		code = git_commit_tree(&trial->head, commit);
	git_commit_free(commit);
	return code == 0;
}

void trial_close(struct trial *trial)
{
	git_tree_free(trial->head);
	git_repository_free(trial->repository);
	git_libgit2_shutdown();
}

/* repo_open tells best what is wrong with a repository. Trees may name objects
 * that are not in the clone. */
bool trial_open(
    struct trial *trial, struct str path, struct str head, struct error *err)
{
	struct repo *repo;
	git_oid oid;
	*trial = (struct trial){ 0 };
	if (!repo_open(&repo, path, err))
		return false;
	struct arena *scratch = arena_new();
	git_libgit2_init();
	git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 1);
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_OBJECT_CREATION, 0);
	bool done = git_repository_open(
			&trial->repository, arena_z(scratch, path)) == 0 &&
		    add_memory(trial) &&
		    git_oid_fromstrn(&oid, head.ptr, head.len) == 0 &&
		    find_head(trial, &oid);
	arena_free(scratch);
	if (!done) {
		trial_failed(path, err);
		trial_close(trial);
	}
	repo_close(repo);
	return done;
}

/* -------------------------------------------------------------- reasons -- */

static void settle(
    struct revert *item, enum revert_state state, struct str reason)
{
	item->state = state;
	snprintf(item->reason, sizeof item->reason, STR_FMT, STR_ARG(reason));
	/* cut within a character: none of it */
	size_t length = strlen(item->reason);
	while (length && !utf8_is_valid((struct str){ item->reason, length }))
		item->reason[--length] = '\0';
}

/* What libgit2 could not do, most often for an object that is missing. */
static void settle_failed(struct revert *item, struct arena *scratch)
{
	const git_error *last = git_error_last();
	settle(item, REVERT_NOT_TRIED,
	    utf8_printable(scratch,
		str_from(last ? last->message : "it could not be merged")));
}

/* ---------------------------------------------------------------- paths -- */

/* What the merge is about. */
struct merging {
	git_repository *repository;
	struct undo *undo;
	git_tree *ours;
	struct arena *scratch;
	VEC(const char *) paths; /* that the commit changed */
	VEC(struct undo_path) before;
};

static struct undo_path find_path(const git_tree *tree, const char *path)
{
	struct undo_path found = { .path = path };
	git_tree_entry *entry = NULL;
	if (tree && git_tree_entry_bypath(&entry, tree, path) == 0) {
		found.oid = *git_tree_entry_id(entry);
		found.mode = git_tree_entry_filemode(entry);
	}
	git_tree_entry_free(entry);
	return found;
}

static bool list_changes(struct merging *merging)
{
	git_diff *diff = NULL;
	if (git_diff_tree_to_tree(&diff, merging->repository,
		merging->undo->parent, merging->undo->tree, NULL))
		return false;
	size_t count = git_diff_num_deltas(diff);
	for (size_t i = 0; i < count; i++) {
		const git_diff_delta *delta = git_diff_get_delta(diff, i);
		struct str path =
		    str_from(delta->new_file.path ? delta->new_file.path
						  : delta->old_file.path);
		const char *copy = arena_z(merging->scratch, path);
		VEC_PUSH(&merging->paths, merging->scratch, copy);
	}
	git_diff_free(diff);
	return true;
}

/* A file of ours where the commit has a folder, or the other way round; NULL
 * when there is none. */
static const char *find_obstacle(
    const struct merging *merging, const char *path)
{
	struct undo_path ours = find_path(merging->ours, path);
	if (ours.mode == GIT_FILEMODE_TREE)
		return path;
	struct str whole = str_from(path);
	for (size_t i = 0; i < whole.len; i++) {
		if (whole.ptr[i] != '/')
			continue;
		const char *folder =
		    arena_z(merging->scratch, str_slice(whole, 0, i));
		ours = find_path(merging->ours, folder);
		if (ours.mode && ours.mode != GIT_FILEMODE_TREE)
			return folder;
	}
	return NULL;
}

/* ---------------------------------------------------------------- trees -- */

static bool add_entry(git_index *index, const struct undo_path *path)
{
	git_index_entry entry = { .mode = (uint32_t)path->mode,
		.id = path->oid,
		.path = path->path };
	return !path->mode || git_index_add(index, &entry) == 0;
}

/* The paths of the merge in TREE (NULL: in none) as a tree of their own. */
static bool cut_tree(git_tree **cut, const struct merging *merging,
    const git_tree *tree, const struct undo_path *more, size_t more_count)
{
	git_index *index = NULL;
	git_oid oid;
	bool done = git_index_new(&index) == 0;
	for (size_t i = 0; done && i < merging->paths.count; i++) {
		struct undo_path path =
		    find_path(tree, merging->paths.items[i]);
		done = add_entry(index, &path);
	}
	for (size_t i = 0; done && i < more_count; i++)
		done = add_entry(index, &more[i]);
	done = done &&
	       git_index_write_tree_to(&oid, index, merging->repository) == 0 &&
	       git_tree_lookup(cut, merging->repository, &oid) == 0;
	git_index_free(index);
	return done;
}

static bool is_changed_path(const struct merging *merging, const char *path)
{
	for (size_t i = 0; i < merging->paths.count; i++)
		if (!strcmp(merging->paths.items[i], path))
			return true;
	return false;
}

static struct str oid_text(const git_oid *oid)
{
	return (struct str){ (const char *)oid->id, sizeof oid->id };
}

/* Files that went since the commit, by their content: what came with the same
 * is one of them, moved. */
static void note_gone(struct map *gone, const struct merging *merging,
    const git_diff *diff, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const git_diff_delta *delta = git_diff_get_delta(diff, i);
		if (delta->status == GIT_DELTA_DELETED &&
		    !is_changed_path(merging, delta->old_file.path))
			map_put(gone,
			    arena_str(merging->scratch,
				oid_text(&delta->old_file.id)),
			    NULL)
			    ->number = 1;
	}
}

static void take_candidate(struct merging *merging, git_odb *store,
    const struct map *gone, const git_diff_delta *delta)
{
	if (delta->status != GIT_DELTA_ADDED ||
	    map_get(gone, oid_text(&delta->new_file.id)) ||
	    is_changed_path(merging, delta->new_file.path) ||
	    merging->before.count == CANDIDATES_MAX ||
	    !git_odb_exists(store, &delta->new_file.id))
		return;
	struct undo_path path = {
		.path =
		    arena_z(merging->scratch, str_from(delta->new_file.path)),
		.oid = delta->new_file.id,
		.mode = (git_filemode_t)delta->new_file.mode,
	};
	VEC_PUSH(&merging->before, merging->scratch, path);
}

/* What paths of the commit that ours lacks may be called there. */
static bool list_candidates(struct merging *merging)
{
	git_diff *diff = NULL;
	git_odb *store = NULL;
	struct map gone = { .arena = merging->scratch };
	bool done = git_repository_odb(&store, merging->repository) == 0 &&
		    git_diff_tree_to_tree(&diff, merging->repository,
			merging->undo->tree, merging->ours, NULL) == 0;
	size_t count = done ? git_diff_num_deltas(diff) : 0;
	note_gone(&gone, merging, diff, count);
	for (size_t i = 0; i < count; i++)
		take_candidate(
		    merging, store, &gone, git_diff_get_delta(diff, i));
	git_diff_free(diff);
	git_odb_free(store);
	return done;
}

static bool is_moved(const struct merging *merging)
{
	for (size_t i = 0; i < merging->paths.count; i++)
		if (find_path(merging->undo->tree, merging->paths.items[i])
			.mode &&
		    !find_path(merging->ours, merging->paths.items[i]).mode)
			return true;
	return false;
}

/* ---------------------------------------------------------------- merge -- */

/* "src/a.c" or "src/a.c and 3 more files" */
static struct str name_conflicts(git_index *index, struct arena *scratch)
{
	git_index_conflict_iterator *iterator = NULL;
	const git_index_entry *a;
	const git_index_entry *b;
	const git_index_entry *c;
	struct str first = STR("a file");
	size_t count = 0;
	if (git_index_conflict_iterator_new(&iterator, index) == 0)
		while (!git_index_conflict_next(&a, &b, &c, iterator))
			if (count++ == 0)
				first = utf8_printable(
				    scratch, arena_str(scratch,
						 str_from(a   ? a->path
							  : b ? b->path
							      : c->path)));
	git_index_conflict_iterator_free(iterator);
	if (count < 2)
		return first;
	return arena_printf(scratch, STR_FMT " and %zu more file%s",
	    STR_ARG(first), count - 1, count == 2 ? "" : "s");
}

static void judge(
    struct merging *merging, const git_tree *ours, struct revert *item)
{
	git_oid result;
	git_index *merged = merging->undo->merged;
	if (git_index_has_conflicts(merged))
		settle(item, REVERT_CONFLICT,
		    name_conflicts(merged, merging->scratch));
	else if (git_index_write_tree_to(&result, merged, merging->repository))
		settle_failed(item, merging->scratch);
	else if (git_oid_equal(&result, git_tree_id(ours)))
		settle(item, REVERT_GONE, STR(""));
	else
		settle(item, REVERT_CLEAN, STR(""));
}

/* Merges the trees that are cut down. BEFORE holds candidates until now. */
static void merge(struct merging *merging, struct revert *item)
{
	git_tree *ancestor = NULL;
	git_tree *ours = NULL;
	git_tree *theirs = NULL;
	git_merge_options options;
	struct undo *undo = merging->undo;
	if (cut_tree(&ancestor, merging, undo->tree, NULL, 0) &&
	    cut_tree(&ours, merging, merging->ours, merging->before.items,
		merging->before.count) &&
	    cut_tree(&theirs, merging, undo->parent, NULL, 0) &&
	    !git_merge_options_init(&options, GIT_MERGE_OPTIONS_VERSION) &&
	    !git_merge_trees(&undo->merged, merging->repository, ancestor, ours,
		theirs, &options))
		judge(merging, ours, item);
	else
		settle_failed(item, merging->scratch);
	git_tree_free(ancestor);
	git_tree_free(ours);
	git_tree_free(theirs);
}

static void keep_before(struct merging *merging)
{
	for (size_t i = 0; i < merging->paths.count; i++) {
		struct undo_path path =
		    find_path(merging->ours, merging->paths.items[i]);
		VEC_PUSH(&merging->before, merging->scratch, path);
	}
	merging->undo->before = merging->before.items;
	merging->undo->before_count = merging->before.count;
}

/* ------------------------------------------------------------ one commit -- */

void undo_close(struct undo *undo)
{
	git_index_free(undo->merged);
	git_tree_free(undo->parent);
	git_tree_free(undo->tree);
	git_commit_free(undo->commit);
}

static bool open_trees(struct undo *undo)
{
	git_commit *parent = NULL;
	bool done = git_commit_tree(&undo->tree, undo->commit) == 0;
	if (done && git_commit_parentcount(undo->commit))
		done = git_commit_parent(&parent, undo->commit, 0) == 0 &&
		       git_commit_tree(&undo->parent, parent) == 0;
	git_commit_free(parent);
	return done;
}

/* Finds the commit, or says why it cannot be tried. */
static bool open_undo(struct undo *undo, git_repository *repository,
    struct revert *item, struct arena *scratch)
{
	git_oid oid;
	if (item->commit.len != GIT_OID_HEXSZ ||
	    git_oid_fromstrn(&oid, item->commit.ptr, item->commit.len) ||
	    git_commit_lookup(&undo->commit, repository, &oid)) {
		settle(item, REVERT_NOT_TRIED,
		    STR("the commit is not in this clone"));
		return false;
	}
	if (git_commit_parentcount(undo->commit) > 1) {
		settle(item, REVERT_NOT_TRIED, STR("it is a merge"));
		return false;
	}
	if (open_trees(undo))
		return true;
	settle_failed(item, scratch);
	return false;
}

static bool has_obstacle(const struct merging *merging, struct revert *item)
{
	const char *obstacle = NULL;
	for (size_t i = 0; !obstacle && i < merging->paths.count; i++)
		obstacle = find_obstacle(merging, merging->paths.items[i]);
	if (obstacle)
		settle(item, REVERT_CONFLICT,
		    utf8_printable(merging->scratch, str_from(obstacle)));
	return obstacle != NULL;
}

void undo_try(struct undo *undo, git_repository *repository, git_tree *ours,
    struct revert *item, struct arena *scratch)
{
	struct merging merging = { .repository = repository,
		.undo = undo,
		.ours = ours,
		.scratch = scratch };
	*undo = (struct undo){ 0 };
	if (!open_undo(undo, repository, item, scratch))
		return;
	if (!list_changes(&merging) ||
	    (is_moved(&merging) && !list_candidates(&merging))) {
		settle_failed(item, scratch);
		return;
	}
	if (has_obstacle(&merging, item))
		return;
	merge(&merging, item);
	if (item->state == REVERT_CLEAN)
		keep_before(&merging);
}
