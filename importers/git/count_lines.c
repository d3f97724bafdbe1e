/* The counts come from the edit scripts of the changed files (script.c), which
 * line attribution needs as well. */
#include "importers/git/count_lines.h"

enum { PROGRESS_STEP = 512 };

static bool is_submodule(uint32_t mode)
{
	return (mode & MODE_TYPE) == MODE_SUBMODULE;
}

/* A blob, or none. */
static struct oid blob_of(uint32_t mode, const struct oid *oid)
{
	return mode && !is_submodule(mode) ? *oid : (struct oid){ 0 };
}

static struct script_pair pair_of(const struct pending *change)
{
	return (struct script_pair){
		.old = blob_of(change->old_mode, &change->old),
		.new = blob_of(change->new_mode, &change->new),
		.path = change->entry->number,
	};
}

/* A submodule is one line to git: the id of its commit. */
static void take_counts(struct counters *counters, struct pending *change,
    const struct script_pair *pair)
{
	enum diff_attribute attribute = change->entry->attribute;
	change->added = UNKNOWN;
	change->deleted = UNKNOWN;
	switch (pair->state) {
	case SCRIPT_MADE:
		break;
	case SCRIPT_MISSING:
		counters->missing++;
		return;
	case SCRIPT_TOO_LARGE:
		counters->large++;
		return;
	case SCRIPT_BROKEN:
		counters->broken++;
		return;
	}
	if (attribute == DIFF_BINARY ||
	    (attribute == DIFF_AUTO && pair->is_binary))
		return;
	change->added = pair->added + is_submodule(change->new_mode);
	change->deleted = pair->deleted + is_submodule(change->old_mode);
}

static void tell(void *user, size_t done, size_t count)
{
	const struct count_watch *watch = user;
	int64_t at = watch->first + (watch->last - watch->first) *
					(int64_t)done / (int64_t)count;
	import_progress(watch->import, "commits",
	    at / PROGRESS_STEP * PROGRESS_STEP, watch->total);
}

void counters_open(
    struct counters *counters, struct repo *repo, struct str cache)
{
	counters->scripts = scripts_new(repo, cache);
}

void counters_close(struct counters *counters)
{
	scripts_free(counters->scripts);
}

void count_lines(struct counters *counters, struct pending *items, size_t count,
    const struct pair_list *others, struct count_watch *watch,
    struct arena *scratch)
{
	size_t all = count + others->count;
	struct script_pair *pairs = arena_array(scratch, all, sizeof *pairs);
	size_t *at = arena_array(scratch, count, sizeof *at);
	size_t next = 0;
	size_t other = 0;
	for (size_t i = 0; i < count; i++) {
		while (other < others->count && others->places[other] <= i)
			pairs[next++] = others->items[other++];
		at[i] = next;
		pairs[next++] = pair_of(&items[i]);
	}
	while (other < others->count)
		pairs[next++] = others->items[other++];
	scripts_make(counters->scripts, pairs, all, NULL, tell, watch);
	for (size_t i = 0; i < count; i++)
		take_counts(counters, &items[i], &pairs[at[i]]);
}
