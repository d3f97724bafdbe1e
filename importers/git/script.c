/* Pairs are taken path by path, in the order they come: the versions of one
 * path are each other's delta bases in the pack, and what is old to one pair
 * is new to the next. Threads take runs of that order from a common counter;
 * each pair has its own place for the answer, so that their number and pace
 * leave no trace. The repository is shared (libgit2's object database may be
 * read by several threads), the cache of lines is not. */
#include "importers/git/script.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "importers/git/cache.h"
#include "importers/git/lines.h"

enum {
	THREADS = 2,
	RUN = 128,		    /* pairs that a thread takes at a time */
	BLOB_CACHE_BYTES = 4 << 20, /* a thread */
};

struct scripts {
	struct maker {
		struct cache *blobs;
		struct lines_work work;
		struct arena *keep; /* hunks */
	} makers[THREADS];
};

/* A place in the order by path, then as they came. */
struct turn {
	uint32_t path;
	uint32_t at; /* index of the pair */
};

struct work {
	struct script_pair *pairs;
	struct turn *turns;
	size_t count;
	atomic_size_t next;
	void (*tell)(void *user, size_t done);
	void *user;
};

struct share {
	struct work *work;
	struct maker *maker;
	bool tells; /* the thread of the caller */
};

/* -------------------------------------------------------------- one pair -- */

static bool is_none(const struct oid *oid)
{
	static const struct oid none;
	return oid_compare(oid, &none) == 0;
}

/* One side; *CACHED is to be released. */
static enum script_state read_side(struct maker *maker, const struct oid *oid,
    struct lines *lines, struct cached **cached)
{
	enum object_state state;
	*cached = NULL;
	*lines = (struct lines){ 0 };
	if (is_none(oid))
		return SCRIPT_MADE;
	*cached = cache_lines(maker->blobs, oid, &state);
	if (!*cached)
		return state == OBJECT_MISSING ? SCRIPT_MISSING : SCRIPT_BROKEN;
	*lines = (*cached)->lines;
	return SCRIPT_MADE;
}

static void compare(struct maker *maker, struct script_pair *pair,
    const struct lines *old, const struct lines *new)
{
	struct script script = lines_diff(old, new, &maker->work);
	struct lines_change change = lines_changed(&script);
	struct hunk *hunks =
	    arena_array(maker->keep, script.count, sizeof *hunks);
	if (script.count)
		memcpy(hunks, script.hunks, script.count * sizeof *hunks);
	script.hunks = hunks;
	pair->script = script;
	pair->is_binary = old->is_binary || new->is_binary;
	pair->added = change.added;
	pair->deleted = change.deleted;
}

static void make(struct maker *maker, struct script_pair *pair)
{
	struct lines old;
	struct lines new;
	struct cached *old_cached = NULL;
	struct cached *new_cached = NULL;
	pair->state = read_side(maker, &pair->new, &new, &new_cached);
	if (pair->state == SCRIPT_MADE)
		pair->state = read_side(maker, &pair->old, &old, &old_cached);
	if (pair->state == SCRIPT_MADE)
		compare(maker, pair, &old, &new);
	cache_release(old_cached);
	cache_release(new_cached);
}

/* ------------------------------------------------------------------- all -- */

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
			make(share->maker, &work->pairs[work->turns[i].at]);
		if (share->tells && work->tell)
			work->tell(work->user, from);
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

static void run_threads(struct scripts *scripts, struct work *work)
{
	struct share shares[THREADS];
	pthread_t threads[THREADS];
	bool is_started[THREADS] = { false };
	int used = repo_allows_threads() && work->count > RUN ? THREADS : 1;
	for (int i = 0; i < used; i++)
		shares[i] = (struct share){ work, &scripts->makers[i], i == 0 };
	for (int i = 1; i < used; i++)
		is_started[i] = pthread_create(&threads[i], NULL, take_runs,
				    &shares[i]) == 0;
	take_runs(&shares[0]);
	for (int i = 1; i < used; i++)
		if (is_started[i])
			pthread_join(threads[i], NULL);
}

void scripts_make(struct scripts *scripts, struct script_pair *pairs,
    size_t count, void (*tell)(void *user, size_t done), void *user)
{
	struct arena *scratch = arena_new();
	struct turn *turns = arena_array(scratch, count, sizeof *turns);
	struct work work = { .pairs = pairs,
		.turns = turns,
		.count = count,
		.tell = tell,
		.user = user };
	for (size_t i = 0; i < count; i++)
		turns[i] = (struct turn){ pairs[i].path, (uint32_t)i };
	if (count)
		qsort(turns, count, sizeof *turns, compare_turns);
	run_threads(scripts, &work);
	arena_free(scratch);
}

struct scripts *scripts_new(struct repo *repo)
{
	struct scripts *scripts = calloc(1, sizeof *scripts);
	if (!scripts)
		abort();
	for (int i = 0; i < THREADS; i++) {
		scripts->makers[i].blobs = cache_new(repo, BLOB_CACHE_BYTES);
		scripts->makers[i].keep = arena_new();
	}
	return scripts;
}

void scripts_free(struct scripts *scripts)
{
	if (!scripts)
		return;
	for (int i = 0; i < THREADS; i++) {
		cache_free(scripts->makers[i].blobs);
		lines_work_free(&scripts->makers[i].work);
		arena_free(scripts->makers[i].keep);
	}
	free(scripts);
}
