/* Changes are taken path by path, newest first: the versions of one path are
 * each other's delta bases in the pack, and what is old to one change is new
 * to the next. Threads take runs of that order from a common counter; each
 * change has its own place for the result, so that their number and pace
 * leave no trace. The repository is shared (libgit2's object database may be
 * read by several threads), the cache of lines is not. */
#include "importers/git/count_lines.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/hash.h"

enum {
	RUN = 128, /* changes that a thread takes at a time */
	PROGRESS_STEP = 512,
	BLOB_CACHE_BYTES = 4 << 20, /* a thread */
};

/* A place in the order by path, then from new to old. */
struct turn {
	uint32_t path;
	uint32_t at; /* index of the change */
};

struct work {
	struct pending *items;
	const struct turn *turns;
	size_t count;
	atomic_size_t next;
	const struct count_watch *watch;
};

struct share {
	struct work *work;
	struct counter *counter;
	bool tells; /* the thread that owns the import */
};

/* ------------------------------------------------------------ one change -- */

/* A submodule is one line to git: the id of its commit. */
static struct lines submodule_lines(const struct oid *oid, uint64_t *hash)
{
	*hash = hash_quick((struct str){ (const char *)oid->bytes, OID_SIZE });
	return (struct lines){ .hashes = hash, .count = 1 };
}

/* One side of a change; *CACHED is to be released. False: not known. */
static bool read_side(struct counter *counter, uint32_t mode,
    const struct oid *oid, struct lines *lines, uint64_t *hash,
    struct cached **cached)
{
	enum object_state state;
	*cached = NULL;
	*lines = (struct lines){ 0 };
	if (!mode)
		return true;
	if ((mode & MODE_TYPE) == MODE_SUBMODULE) {
		*lines = submodule_lines(oid, hash);
		return true;
	}
	*cached = cache_lines(counter->blobs, oid, &state);
	if (*cached) {
		*lines = (*cached)->lines;
		return true;
	}
	if (state == OBJECT_MISSING)
		counter->missing++;
	else
		counter->unlike++;
	return false;
}

static void count_change(struct counter *counter, struct pending *change)
{
	enum diff_attribute attribute = change->entry->attribute;
	struct lines old;
	struct lines new;
	struct cached *old_cached = NULL;
	struct cached *new_cached = NULL;
	uint64_t old_hash;
	uint64_t new_hash;
	change->added = UNKNOWN;
	change->deleted = UNKNOWN;
	if (attribute == DIFF_BINARY)
		return;
	if (read_side(counter, change->new_mode, &change->new, &new, &new_hash,
		&new_cached) &&
	    read_side(counter, change->old_mode, &change->old, &old, &old_hash,
		&old_cached) &&
	    (attribute == DIFF_TEXT || !(old.is_binary || new.is_binary))) {
		struct script script = lines_diff(&old, &new, &counter->work);
		struct lines_change diff = lines_changed(&script);
		change->added = diff.added;
		change->deleted = diff.deleted;
	}
	cache_release(old_cached);
	cache_release(new_cached);
}

/* ------------------------------------------------------------------- all -- */

static void tell(const struct work *work, size_t done)
{
	const struct count_watch *watch = work->watch;
	int64_t at = watch->first + (watch->last - watch->first) *
					(int64_t)done / (int64_t)work->count;
	import_progress(watch->import, "commits",
	    at / PROGRESS_STEP * PROGRESS_STEP, watch->total);
}

static void *take_runs(void *user)
{
	const struct share *share = user;
	struct work *work = share->work;
	for (;;) {
		size_t from = atomic_fetch_add(&work->next, RUN);
		if (from >= work->count)
			return NULL;
		size_t to = work->count - from < RUN ? work->count : from + RUN;
		for (size_t i = from; i < to; i++)
			count_change(
			    share->counter, &work->items[work->turns[i].at]);
		if (share->tells)
			tell(work, from);
	}
}

static int compare_turns(const void *a, const void *b)
{
	const struct turn *left = a;
	const struct turn *right = b;
	if (left->path != right->path)
		return left->path < right->path ? -1 : 1;
	return left->at < right->at ? -1 : left->at > right->at;
}

void counters_open(struct counters *counters, struct repo *repo)
{
	for (int i = 0; i < COUNT_THREADS; i++) {
		counters->items[i].repo = repo;
		counters->items[i].blobs = cache_new(repo, BLOB_CACHE_BYTES);
	}
}

void counters_close(struct counters *counters)
{
	for (int i = 0; i < COUNT_THREADS; i++) {
		cache_free(counters->items[i].blobs);
		lines_work_free(&counters->items[i].work);
	}
}

void count_lines(struct counters *counters, struct pending *items, size_t count,
    const struct count_watch *watch, struct arena *scratch)
{
	struct turn *turns = arena_array(scratch, count, sizeof *turns);
	struct work work = {
		.items = items, .turns = turns, .count = count, .watch = watch
	};
	struct share shares[COUNT_THREADS];
	pthread_t threads[COUNT_THREADS];
	bool is_started[COUNT_THREADS] = { false };
	if (!count)
		return;
	for (size_t i = 0; i < count; i++)
		turns[i] = (struct turn){ items[i].entry->number, (uint32_t)i };
	qsort(turns, count, sizeof *turns, compare_turns);
	for (int i = 0; i < COUNT_THREADS; i++)
		shares[i] =
		    (struct share){ &work, &counters->items[i], i == 0 };
	int threads_used =
	    repo_allows_threads() && count > RUN ? COUNT_THREADS : 1;
	for (int i = 1; i < threads_used; i++)
		is_started[i] = pthread_create(&threads[i], NULL, take_runs,
				    &shares[i]) == 0;
	take_runs(&shares[0]);
	for (int i = 1; i < COUNT_THREADS; i++)
		if (is_started[i])
			pthread_join(threads[i], NULL);
}
