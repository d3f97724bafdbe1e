/* The merge is libgit2's: the commit is the common ancestor, HEAD is ours,
 * its parent is theirs. Trees and blobs that it makes live in an object store
 * in memory (mempack), one a thread, which is emptied after each trial. A
 * commit whose files have not changed since needs no merge. */
#include "importers/git/revert.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include <git2.h>
#include <git2/sys/mempack.h>

#include "base/date.h"
#include "importers/git/commit.h"
#include "importers/git/repo.h"

enum {
	MEMORY_FIRST = 999, /* priority: before the repository's own stores */
	SUBJECT_MAX = 200,
	PATCH_SIZE_MAX = 256 << 20,
};

/* One thread's view of the repository. */
struct trial {
	git_repository *repository;
	git_odb_backend *memory; /* owned by the repository's store */
	git_tree *head;
};

static bool open_failed(struct str path, struct error *err)
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

static void trial_close(struct trial *trial)
{
	git_tree_free(trial->head);
	git_repository_free(trial->repository);
	git_libgit2_shutdown();
}

/* repo_open tells best what is wrong with a repository. */
static bool trial_open(
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
	bool done = git_repository_open(
			&trial->repository, arena_z(scratch, path)) == 0 &&
		    add_memory(trial) &&
		    git_oid_fromstrn(&oid, head.ptr, head.len) == 0 &&
		    find_head(trial, &oid);
	arena_free(scratch);
	if (!done) {
		open_failed(path, err);
		trial_close(trial);
	}
	repo_close(repo);
	return done;
}

/* ------------------------------------------------------------ one commit -- */

/* A commit and what undoing it goes back to. */
struct undo {
	git_commit *commit;
	git_tree *tree;
	git_tree *parent; /* NULL: the commit is a root */
};

static void undo_close(struct undo *undo)
{
	git_tree_free(undo->parent);
	git_tree_free(undo->tree);
	git_commit_free(undo->commit);
}

static bool undo_open(
    struct undo *undo, git_repository *repository, struct str commit)
{
	git_oid oid;
	git_commit *parent = NULL;
	*undo = (struct undo){ 0 };
	if (commit.len != GIT_OID_HEXSZ ||
	    git_oid_fromstrn(&oid, commit.ptr, commit.len) ||
	    git_commit_lookup(&undo->commit, repository, &oid))
		return false;
	unsigned parents = git_commit_parentcount(undo->commit);
	bool done =
	    parents < 2 && git_commit_tree(&undo->tree, undo->commit) == 0;
	if (done && parents)
		done = git_commit_parent(&parent, undo->commit, 0) == 0 &&
		       git_commit_tree(&undo->parent, parent) == 0;
	git_commit_free(parent);
	if (!done)
		undo_close(undo);
	return done;
}

/* The tree of OURS without the commit, by a merge. */
static enum revert_state merge_away(git_oid *result, git_repository *repository,
    const struct undo *undo, const git_tree *ours)
{
	git_index *index = NULL;
	git_merge_options options;
	enum revert_state state = REVERT_NOT_TRIED;
	if (git_merge_options_init(&options, GIT_MERGE_OPTIONS_VERSION) ||
	    git_merge_trees(
		&index, repository, undo->tree, ours, undo->parent, &options))
		return REVERT_NOT_TRIED;
	if (git_index_has_conflicts(index))
		state = REVERT_CONFLICT;
	else if (git_index_write_tree_to(result, index, repository) == 0)
		state = git_oid_equal(result, git_tree_id(ours)) ? REVERT_GONE
								 : REVERT_CLEAN;
	git_index_free(index);
	return state;
}

static bool has_entry(
    const git_tree *tree, const char *path, const git_diff_file *file)
{
	git_tree_entry *entry = NULL;
	bool there = git_tree_entry_bypath(&entry, tree, path) == 0;
	bool wanted = file->mode != 0;
	bool same =
	    there == wanted &&
	    (!there || (git_oid_equal(git_tree_entry_id(entry), &file->id) &&
			   git_tree_entry_filemode(entry) ==
			       (git_filemode_t)file->mode));
	git_tree_entry_free(entry);
	return same;
}

/* Whether HEAD has each file of the commit as the commit left it, and none of
 * them was deleted by it (something may stand in the way). */
static bool is_untouched(const struct trial *trial, const struct undo *undo)
{
	git_diff *diff = NULL;
	bool same = true;
	if (git_diff_tree_to_tree(
		&diff, trial->repository, undo->parent, undo->tree, NULL))
		return false;
	size_t count = git_diff_num_deltas(diff);
	for (size_t i = 0; same && i < count; i++) {
		const git_diff_delta *delta = git_diff_get_delta(diff, i);
		same = delta->status == GIT_DELTA_MODIFIED &&
		       has_entry(
			   trial->head, delta->new_file.path, &delta->new_file);
	}
	git_diff_free(diff);
	return same && count > 0;
}

static enum revert_state try_one(const struct trial *trial, struct str commit)
{
	struct undo undo;
	git_oid result;
	enum revert_state state = REVERT_CLEAN;
	if (!undo_open(&undo, trial->repository, commit))
		return REVERT_NOT_TRIED;
	if (!is_untouched(trial, &undo))
		state =
		    merge_away(&result, trial->repository, &undo, trial->head);
	undo_close(&undo);
	git_mempack_reset(trial->memory);
	return state;
}

/* ------------------------------------------------------------------- all -- */

struct work {
	struct str path;
	struct str head;
	struct revert *items;
	size_t count;
	atomic_size_t next;
	const struct revert_options *options;
};

struct share {
	struct work *work;
	struct error error;
	bool done;
	bool tells; /* the thread of the caller */
};

static void *take(void *user)
{
	struct share *share = user;
	struct work *work = share->work;
	struct trial trial;
	share->done = trial_open(&trial, work->path, work->head, &share->error);
	if (!share->done)
		return NULL;
	for (;;) {
		size_t at = atomic_fetch_add(&work->next, 1);
		if (at >= work->count)
			break;
		work->items[at].state = try_one(&trial, work->items[at].commit);
		if (share->tells && work->options->tell)
			work->options->tell(
			    work->options->user, at + 1, work->count);
	}
	trial_close(&trial);
	return NULL;
}

static bool count_threads(size_t *threads, struct str path,
    const struct revert_options *options, struct error *err)
{
	struct repo *repo;
	if (!repo_open(&repo, path, err))
		return false;
	repo_ask_threads(repo, options->threads);
	*threads = (size_t)repo_threads(repo);
	repo_close(repo);
	return true;
}

bool revert_try(struct str path, struct str head, struct revert *items,
    size_t count, const struct revert_options *options, struct error *err)
{
	struct work work = { .path = path,
		.head = head,
		.items = items,
		.count = count,
		.options = options };
	struct share shares[REPO_THREADS_MAX] = { 0 };
	pthread_t threads[REPO_THREADS_MAX];
	bool is_started[REPO_THREADS_MAX] = { false };
	if (!count)
		return true;
	size_t used;
	if (!count_threads(&used, path, options, err))
		return false;
	if (used > count)
		used = count;
	for (size_t i = 0; i < used; i++)
		shares[i] = (struct share){ .work = &work, .tells = i == 0 };
	git_libgit2_init(); /* a thread's state goes while the library is up */
	for (size_t i = 1; i < used; i++)
		is_started[i] =
		    pthread_create(&threads[i], NULL, take, &shares[i]) == 0;
	take(&shares[0]);
	for (size_t i = 1; i < used; i++)
		if (is_started[i])
			pthread_join(threads[i], NULL);
	git_libgit2_shutdown();
	if (!shares[0].done)
		*err = shares[0].error;
	return shares[0].done;
}

/* --------------------------------------------------------------- patches -- */

/* The subject as a header can hold it: one line, no control characters. */
static struct str subject_of(git_commit *commit, struct arena *scratch)
{
	const char *summary = git_commit_summary(commit);
	struct str text =
	    commit_utf8(scratch, str_from(summary ? summary : ""));
	if (text.len > SUBJECT_MAX) {
		text.len = SUBJECT_MAX;
		while (text.len && (text.ptr[text.len] & 0xC0) == 0x80)
			text.len--;
	}
	char *copy = arena_z(scratch, text);
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)copy[i] < ' ' || copy[i] == 0x7F)
			copy[i] = ' ';
	return (struct str){ copy, text.len };
}

/* As git format-patch writes it (RFC 5322). The date is that of the commit, so
 * that the same undoing gives the same bytes. */
static struct str patch_text(const struct undo *undo, const struct revert *item,
    const git_buf *diff, struct arena *scratch)
{
	int64_t time = git_commit_time(undo->commit);
	return arena_printf(scratch,
	    "From " STR_FMT " Mon Sep 17 00:00:00 2001\n"
	    "From: assay <assay@localhost>\n"
	    "Date: " STR_FMT "\n"
	    "Subject: [PATCH] Revert \"" STR_FMT "\"\n"
	    "MIME-Version: 1.0\n"
	    "Content-Type: text/plain; charset=UTF-8\n"
	    "Content-Transfer-Encoding: 8bit\n\n"
	    "This reverts commit " STR_FMT ".\n---\n\n%.*s--\nassay\n",
	    STR_ARG(item->commit), STR_ARG(date_iso_time(scratch, time)),
	    STR_ARG(subject_of(undo->commit, scratch)), STR_ARG(item->commit),
	    (int)diff->size, diff->ptr);
}

struct stack {
	struct trial trial;
	git_tree *ours; /* with all that was undone so far */
	bool (*each)(
	    void *user, const struct revert_patch *patch, struct error *err);
	void *user;
	struct arena *scratch;
};

static bool diff_text(
    git_buf *text, git_repository *repository, git_tree *from, git_tree *to)
{
	git_diff *diff = NULL;
	git_diff_options options;
	if (git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION))
		return false;
	options.flags = GIT_DIFF_SHOW_BINARY;
	options.id_abbrev = GIT_OID_HEXSZ;
	bool done =
	    git_diff_tree_to_tree(&diff, repository, from, to, &options) == 0 &&
	    git_diff_to_buf(text, diff, GIT_DIFF_FORMAT_PATCH) == 0 &&
	    text->size <= PATCH_SIZE_MAX;
	git_diff_free(diff);
	return done;
}

/* Hands out what undoing ITEM adds; too large a patch is none. */
static bool give_patch(struct stack *stack, const struct undo *undo,
    struct revert *item, git_tree *result, struct error *err)
{
	git_buf diff = { 0 };
	bool done = true;
	if (diff_text(&diff, stack->trial.repository, stack->ours, result)) {
		const struct revert_patch patch = { item,
			patch_text(undo, item, &diff, stack->scratch) };
		done = stack->each(stack->user, &patch, err);
	} else {
		item->state = REVERT_NOT_TRIED;
	}
	git_buf_dispose(&diff);
	arena_reset(stack->scratch);
	return done;
}

static bool stack_one(
    struct stack *stack, struct revert *item, struct error *err)
{
	git_repository *repository = stack->trial.repository;
	struct undo undo;
	git_oid oid;
	git_tree *result = NULL;
	bool done = true;
	item->state = REVERT_NOT_TRIED;
	if (!undo_open(&undo, repository, item->commit))
		return true;
	item->state = merge_away(&oid, repository, &undo, stack->ours);
	if (item->state == REVERT_CLEAN) {
		if (git_tree_lookup(&result, repository, &oid) == 0)
			done = give_patch(stack, &undo, item, result, err);
		else
			item->state = REVERT_NOT_TRIED;
	}
	if (item->state == REVERT_CLEAN) {
		git_tree_free(stack->ours);
		stack->ours = result;
		result = NULL;
	}
	git_tree_free(result);
	undo_close(&undo);
	return done;
}

bool revert_stack(struct str path, struct str head, struct revert *items,
    size_t count,
    bool (*each)(
	void *user, const struct revert_patch *patch, struct error *err),
    void *user, struct error *err)
{
	struct stack stack = { .each = each, .user = user };
	if (!trial_open(&stack.trial, path, head, err))
		return false;
	bool done = git_tree_dup(&stack.ours, stack.trial.head) == 0 ||
		    open_failed(path, err);
	stack.scratch = arena_new();
	for (size_t i = 0; done && i < count; i++)
		done = stack_one(&stack, &items[i], err);
	arena_free(stack.scratch);
	git_tree_free(stack.ours);
	trial_close(&stack.trial);
	return done;
}

const char *revert_word(enum revert_state state)
{
	static const char *const words[] = {
		[REVERT_NOT_TRIED] = "not_tried",
		[REVERT_CLEAN] = "clean",
		[REVERT_CONFLICT] = "conflict",
		[REVERT_GONE] = "gone",
	};
	return words[state];
}
