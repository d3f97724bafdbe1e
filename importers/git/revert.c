/* Many commits in threads, each with a repository of its own. */
#include "importers/git/revert.h"

#include <pthread.h>
#include <stdatomic.h>

#include <git2/sys/mempack.h>

#include "importers/git/repo.h"
#include "importers/git/undo.h"

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

static void try_one(
    const struct trial *trial, struct revert *item, struct arena *scratch)
{
	struct undo undo;
	undo_try(&undo, trial->repository, trial->head, item, scratch);
	undo_close(&undo);
	git_mempack_reset(trial->memory);
	arena_reset(scratch);
}

static void *take(void *user)
{
	struct share *share = user;
	struct work *work = share->work;
	struct trial trial;
	struct arena *scratch;
	share->done = trial_open(&trial, work->path, work->head, &share->error);
	if (!share->done)
		return NULL;
	scratch = arena_new();
	for (;;) {
		size_t at = atomic_fetch_add(&work->next, 1);
		if (at >= work->count)
			break;
		try_one(&trial, &work->items[at], scratch);
		if (share->tells && work->options->tell)
			work->options->tell(
			    work->options->user, at + 1, work->count);
	}
	arena_free(scratch);
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
	struct share shares[REPO_THREADS_MAX] = { { .work = &work,
	    .tells = true } };
	pthread_t threads[REPO_THREADS_MAX];
	bool is_started[REPO_THREADS_MAX] = { false };
	if (!count)
		return true;
	size_t used;
	if (!count_threads(&used, path, options, err))
		return false;
	if (used > count)
		used = count;
	for (size_t i = 1; i < used; i++)
		shares[i] = (struct share){ .work = &work };
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
