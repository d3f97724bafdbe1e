/* Pairs are taken path by path, in the order they come: the versions of one
 * path are each other's delta bases in the pack, and what is old to one pair
 * is new to the next. Threads take runs of that order from a common counter;
 * each pair has its own place for the answer, so that their number and pace
 * leave no trace. */
#include "importers/git/script.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "importers/git/blobs.h"
#include "importers/git/diff.h"

enum {
	THREADS = 2,
	RUN = 128, /* pairs that a thread takes at a time */
};

struct scripts {
	struct maker {
		uint64_t key; /* of hashes in memory */
		struct repo *repo;
		struct blobs *blobs;
		struct arena *keep; /* hunks */
		struct arena *scratch;
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
	void (*tell)(void *user, size_t done, size_t count);
	void *user;
};

struct share {
	struct work *work;
	struct maker *maker;
	bool tells; /* the thread of the caller */
};

/* -------------------------------------------------------------- one pair -- */

struct side {
	struct diff_text text;
	bool is_binary;
};

static bool is_none(const struct oid *oid)
{
	static const struct oid none;
	return oid_compare(oid, &none) == 0;
}

static enum script_state read_side(
    struct maker *maker, const struct oid *oid, struct side *side)
{
	enum object_state state;
	*side = (struct side){ .text.content = STR("") };
	if (is_none(oid))
		return SCRIPT_MADE;
	const struct blob *blob = blobs_read(maker->blobs, oid, &state);
	switch (state) {
	case OBJECT_FOUND:
		break;
	case OBJECT_MISSING:
		return SCRIPT_MISSING;
	case OBJECT_TOO_LARGE:
		return SCRIPT_TOO_LARGE;
	case OBJECT_BROKEN:
		return SCRIPT_BROKEN;
	}
	if (blob->object.data.len)
		side->text.content = blob->object.data;
	side->text.lines = blob->lines;
	side->is_binary = blob->is_binary;
	return SCRIPT_MADE;
}

static const struct hunk *keep_hunks(
    const struct script *script, struct arena *keep)
{
	struct hunk *hunks = arena_array(keep, script->count, sizeof *hunks);
	if (script->count)
		memcpy(hunks, script->hunks, script->count * sizeof *hunks);
	return hunks;
}

static void make(struct maker *maker, struct script_pair *pair)
{
	struct side old;
	struct side new;
	pair->state = read_side(maker, &pair->new, &new);
	if (pair->state == SCRIPT_MADE)
		pair->state = read_side(maker, &pair->old, &old);
	if (pair->state != SCRIPT_MADE)
		return;
	struct diff diff =
	    diff_texts(&old.text, &new.text, maker->key, maker->scratch);
	pair->is_binary = old.is_binary || new.is_binary;
	pair->is_new_binary = new.is_binary;
	pair->added = diff.added;
	pair->deleted = diff.deleted;
	pair->script = diff.script;
	pair->script.hunks = keep_hunks(&diff.script, maker->keep);
	arena_reset(maker->scratch);
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
			work->tell(work->user, from, work->count);
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
    size_t count, void (*tell)(void *user, size_t done, size_t count),
    void *user)
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
		scripts->makers[i].key = hash_key();
		scripts->makers[i].repo = repo_share(repo);
		scripts->makers[i].blobs = blobs_new(scripts->makers[i].repo);
		scripts->makers[i].keep = arena_new();
		scripts->makers[i].scratch = arena_new();
	}
	return scripts;
}

void scripts_free(struct scripts *scripts)
{
	if (!scripts)
		return;
	for (int i = 0; i < THREADS; i++) {
		blobs_free(scripts->makers[i].blobs);
		repo_close(scripts->makers[i].repo);
		arena_free(scripts->makers[i].keep);
		arena_free(scripts->makers[i].scratch);
	}
	free(scripts);
}
