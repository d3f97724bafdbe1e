/* Pairs are taken path by path, in the order they come: the versions of one
 * path are each other's delta bases in the pack, and what is old to one pair
 * is new to the next. Threads take runs of that order, whole paths if they can,
 * and of the objects that were unpacked keep what is still to be used
 * (demand.c). Each pair has its own place for the answer, so that the number
 * and pace of threads leave no trace. */
#include "importers/git/script.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "importers/git/blobs.h"
#include "importers/git/demand.h"
#include "importers/git/diff.h"
#include "importers/git/lines.h"
#include "importers/git/script_store.h"

enum {
	RUN = 128,	/* pairs that a thread takes at a time, */
	RUN_MAX = 1024, /* and at most, to come to the end of a path */
	MANY = 8192,	/* pairs after which there is much to give back */
	KEPT_BYTES = 16 << 20, /* a thread */
	CACHE_NAME_DIGITS = 16,
};

struct scripts {
	struct arena *keep; /* holds this */
	struct str cache;   /* file; none: nothing outlives the run */
	struct script_store *store;
	int threads;
	struct maker {
		uint64_t key; /* of hashes in memory */
		struct repo *repo;
		struct blobs *blobs;
		struct arena *keep; /* hunks, until they are handed over */
		struct arena *scratch;
	} makers[REPO_THREADS_MAX]; /* as many as threads */
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
	pthread_mutex_t lock; /* of what follows */
	size_t next;
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
	return oid_equal(oid, &none);
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
	side->text.index = blob->index;
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

/* The pairs [*FROM, result) that nobody took yet. */
static size_t next_run(struct work *work, size_t *from)
{
	pthread_mutex_lock(&work->lock);
	size_t left = work->count - work->next;
	size_t to = work->next + (left < RUN ? left : RUN);
	*from = work->next;
	while (to < work->count && to > *from && to - *from < RUN_MAX &&
	       work->turns[to].path == work->turns[to - 1].path)
		to++;
	work->next = to;
	pthread_mutex_unlock(&work->lock);
	return to;
}

static void *take_runs(void *user)
{
	const struct share *share = user;
	struct work *work = share->work;
	for (;;) {
		size_t from;
		size_t to = next_run(work, &from);
		if (from == to)
			return NULL;
		for (size_t i = from; i < to; i++)
			make(share->maker, &work->pairs[work->turns[i].at]);
		if (share->tells && work->tell)
			work->tell(work->user, from, work->count);
		if (from / MANY != to / MANY)
			repo_drop_pages(share->maker->repo);
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

/* What the work will read. */
static struct demand *demand_of(
    const struct scripts *scripts, const struct work *work)
{
	const struct repo *repo = scripts->makers[0].repo;
	struct demand *demand = repo_demand(repo);
	for (size_t i = 0; i < work->count; i++) {
		const struct script_pair *pair =
		    &work->pairs[work->turns[i].at];
		if (!is_none(&pair->old))
			repo_demand_add(repo, demand, &pair->old);
		if (!is_none(&pair->new))
			repo_demand_add(repo, demand, &pair->new);
	}
	if (work->count > MANY)
		repo_drop_pages(repo); /* the head of each entry was read */
	return demand;
}

static void run_threads(struct scripts *scripts, struct work *work)
{
	struct demand *demand = demand_of(scripts, work);
	struct share shares[REPO_THREADS_MAX];
	pthread_t threads[REPO_THREADS_MAX];
	bool is_started[REPO_THREADS_MAX] = { false };
	int used = work->count > RUN ? scripts->threads : 1;
	for (int i = 0; i < used; i++) {
		shares[i] = (struct share){ work, &scripts->makers[i], i == 0 };
		repo_expect(scripts->makers[i].repo, demand);
	}
	for (int i = 1; i < used; i++)
		is_started[i] = pthread_create(&threads[i], NULL, take_runs,
				    &shares[i]) == 0;
	take_runs(&shares[0]);
	for (int i = 1; i < used; i++)
		if (is_started[i])
			pthread_join(threads[i], NULL);
	for (int i = 0; i < used; i++)
		repo_expect(scripts->makers[i].repo, NULL);
	demand_free(demand);
}

/* ----------------------------------------------------------------- batch -- */

/* Pairs asked for together, of which some are equal. */
struct batch {
	struct script_pair *pairs;
	uint64_t key;
	uint32_t *slots; /* index + 1 of the first of equal pairs */
	size_t mask;
};

/* The first of the batch that is equal to the pair AT. */
static size_t first_equal(struct batch *batch, size_t at)
{
	const struct script_pair *pair = &batch->pairs[at];
	struct str old = { (const char *)pair->old.bytes, OID_SIZE };
	struct str new = { (const char *)pair->new.bytes, OID_SIZE };
	size_t i = (size_t)(hash_keyed(old, batch->key) ^
			    hash_keyed(new, ~batch->key));
	for (i &= batch->mask; batch->slots[i]; i = (i + 1) & batch->mask) {
		const struct script_pair *other =
		    &batch->pairs[batch->slots[i] - 1];
		if (oid_equal(&other->old, &pair->old) &&
		    oid_equal(&other->new, &pair->new))
			return batch->slots[i] - 1;
	}
	batch->slots[i] = (uint32_t)(at + 1);
	return at;
}

static struct batch new_batch(
    struct script_pair *pairs, size_t count, struct arena *keep)
{
	struct batch batch = { .pairs = pairs, .key = hash_key() };
	size_t slots = 16;
	while (slots < count * 2)
		slots *= 2;
	batch.slots = arena_array(keep, slots, sizeof *batch.slots);
	batch.mask = slots - 1;
	return batch;
}

/* The answer of FIRST, as the caller wants it. */
static void hand_over(struct script_pair *pair, const struct script_pair *first,
    struct arena *keep)
{
	uint32_t path = pair->path;
	*pair = *first;
	pair->path = path;
	pair->script.hunks = keep ? keep_hunks(&first->script, keep) : NULL;
}

void scripts_make(struct scripts *scripts, struct script_pair *pairs,
    size_t count, struct arena *keep,
    void (*tell)(void *user, size_t done, size_t count), void *user)
{
	struct arena *scratch = arena_new();
	struct batch batch = new_batch(pairs, count, scratch);
	size_t *firsts = arena_array(scratch, count, sizeof *firsts);
	struct work work = { .pairs = pairs,
		.turns = arena_array(scratch, count, sizeof *work.turns),
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.tell = tell,
		.user = user };
	for (size_t i = 0; i < count; i++) {
		firsts[i] = first_equal(&batch, i);
		if (firsts[i] == i &&
		    !script_store_find(scripts->store, &pairs[i], scratch))
			work.turns[work.count++] =
			    (struct turn){ pairs[i].path, (uint32_t)i };
	}
	if (work.count)
		qsort(
		    work.turns, work.count, sizeof *work.turns, compare_turns);
	run_threads(scripts, &work);
	for (size_t i = 0; i < work.count; i++)
		if (pairs[work.turns[i].at].state == SCRIPT_MADE)
			script_store_add(
			    scripts->store, &pairs[work.turns[i].at]);
	for (size_t i = count; i-- > 0;)
		hand_over(&pairs[i], &pairs[firsts[i]], keep);
	for (int i = 0; i < scripts->threads; i++)
		arena_reset(scripts->makers[i].keep);
	arena_free(scratch);
	for (int i = 0; i < scripts->threads && work.count > MANY; i++)
		repo_rest(scripts->makers[i].repo);
}

struct str scripts_cache(
    struct str folder, struct str shown, struct arena *keep)
{
	char hex[HASH_HEX_SIZE];
	if (!folder.ptr)
		return STR_NONE;
	hash_bytes(shown, hex);
	hex[CACHE_NAME_DIGITS] = '\0';
	return path_join(keep, folder, arena_printf(keep, "git-%s", hex));
}

void scripts_load(struct scripts *scripts, struct str cache)
{
	script_store_load(scripts->store, cache);
}

struct scripts *scripts_new(struct repo *repo, struct str cache)
{
	struct arena *keep = arena_new();
	struct scripts *scripts = ARENA_NEW(keep, struct scripts);
	scripts->keep = keep;
	scripts->cache = arena_str(keep, cache);
	scripts->store = script_store_new();
	scripts->threads = repo_threads(repo);
	if (cache.ptr)
		script_store_load(scripts->store, cache);
	for (int i = 0; i < scripts->threads; i++) {
		scripts->makers[i].key = hash_key();
		scripts->makers[i].repo = repo_share(repo, KEPT_BYTES);
		scripts->makers[i].blobs = blobs_new(scripts->makers[i].repo);
		scripts->makers[i].keep = arena_new();
		scripts->makers[i].scratch = arena_new();
	}
	return scripts;
}

void scripts_free(struct scripts *scripts)
{
	struct error ignored;
	if (!scripts)
		return;
	if (scripts->cache.ptr &&
	    !script_store_save(scripts->store, scripts->cache, &ignored))
		scripts->cache = STR_NONE;
	script_store_free(scripts->store);
	for (int i = 0; i < scripts->threads; i++) {
		blobs_free(scripts->makers[i].blobs);
		repo_close(scripts->makers[i].repo);
		arena_free(scripts->makers[i].keep);
		arena_free(scripts->makers[i].scratch);
	}
	arena_free(scripts->keep);
}
