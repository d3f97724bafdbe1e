/* git's rules for a single wanted file (diffcore-rename with one destination,
 * no copies, no limit):
 *
 * 1. Equal content: the first in the order of the tree, but one with the same
 *    base name goes first. What is no regular file needs the very same mode.
 * 2. Regular files: when exactly one deleted path has the same base name and
 *    the two are alike by 75 %, it is that one.
 * 3. Else the one most alike, by half or more; of equals one with the same
 *    base name. Candidates pass through a table of four places, which decides
 *    between the rest of the ties. */
#include "importers/git/rename.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/bisect.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/vec.h"
#include "importers/git/similar.h"

enum { EQUALS_MAX = 101, PLACES = 4 };

struct renamer {
	struct repo *repo;
	struct similar *similar;
};

enum source_state { SOURCE_UNREAD, SOURCE_SIZED, SOURCE_CUT, SOURCE_LOST };

struct source {
	const struct change *change;
	uint64_t name; /* hash of the base name */
	enum source_state state;
	struct chunks chunks;
};

/* An order of the sources: by content or by base name, then as they came. */
struct entry {
	const struct source *source;
	uint32_t at;
};

struct renames {
	struct renamer *renamer;
	struct arena *keep;
	struct source *sources; /* in the order of the changes */
	size_t count;
	struct entry *by_content;
	struct entry *by_name;
};

struct candidate {
	struct source *source; /* NULL: an empty place */
	int score;
	bool same_name;
};

struct renamer *renamer_new(struct repo *repo)
{
	struct renamer *renamer = calloc(1, sizeof *renamer);
	if (!renamer)
		memory_lost();
	renamer->repo = repo;
	renamer->similar = similar_new();
	return renamer;
}

void renamer_free(struct renamer *renamer)
{
	if (!renamer)
		return;
	similar_free(renamer->similar);
	free(renamer);
}

static bool is_regular(uint32_t mode)
{
	return (mode & MODE_TYPE) == MODE_FILE;
}

static bool same_name(const struct change *a, const struct change *b)
{
	return str_equal(path_base(a->path), path_base(b->path));
}

static int by_place(const struct entry *a, const struct entry *b)
{
	return a->at < b->at ? -1 : a->at > b->at;
}

static int compare_content(const void *a, const void *b)
{
	const struct entry *left = a;
	const struct entry *right = b;
	int order = oid_compare(
	    &left->source->change->old, &right->source->change->old);
	return order ? order : by_place(left, right);
}

static int compare_name(const void *a, const void *b)
{
	const struct entry *left = a;
	const struct entry *right = b;
	if (left->source->name != right->source->name)
		return left->source->name < right->source->name ? -1 : 1;
	return by_place(left, right);
}

static struct entry *sort_sources(const struct renames *renames,
    int (*compare)(const void *, const void *), struct arena *keep)
{
	struct entry *entries =
	    arena_array(keep, renames->count, sizeof *entries);
	for (size_t i = 0; i < renames->count; i++)
		entries[i] =
		    (struct entry){ &renames->sources[i], (uint32_t)i };
	if (renames->count)
		qsort(entries, renames->count, sizeof *entries, compare);
	return entries;
}

struct renames *renames_new(struct renamer *renamer,
    const struct change_list *changes, struct arena *keep)
{
	struct renames *renames = ARENA_NEW(keep, struct renames);
	size_t count = 0;
	for (size_t i = 0; i < changes->count; i++)
		count += !changes->items[i].new_mode;
	renames->renamer = renamer;
	renames->keep = keep;
	renames->sources = arena_array(keep, count, sizeof *renames->sources);
	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->items[i];
		if (change->new_mode)
			continue;
		struct source *source = &renames->sources[renames->count++];
		source->change = change;
		source->name = hash_quick(path_base(change->path));
	}
	renames->by_content = sort_sources(renames, compare_content, keep);
	renames->by_name = sort_sources(renames, compare_name, keep);
	return renames;
}

/* -------------------------------------------------------- equal contents -- */

static size_t first_with_content(
    const struct renames *renames, const struct oid *oid)
{
	size_t low;
	BISECT(low, renames->count,
	    oid_compare(&renames->by_content[low].source->change->old, oid) <
		0);
	return low;
}

static const struct change *find_equal(
    const struct renames *renames, const struct change *target)
{
	const struct change *best = NULL;
	size_t first = first_with_content(renames, &target->new);
	for (size_t i = first; i < renames->count && i - first < EQUALS_MAX;
	     i++) {
		const struct change *change =
		    renames->by_content[i].source->change;
		if (oid_compare(&change->old, &target->new))
			break;
		if (change->old_mode != target->new_mode &&
		    !(is_regular(change->old_mode) &&
			is_regular(target->new_mode)))
			continue;
		if (same_name(change, target))
			return change;
		if (!best)
			best = change;
	}
	return best;
}

/* -------------------------------------------------------- alike contents -- */

static bool size_source(struct renames *renames, struct source *source)
{
	size_t size;
	if (source->state != SOURCE_UNREAD)
		return source->state != SOURCE_LOST;
	source->state = SOURCE_LOST;
	if (repo_size(renames->renamer->repo, &source->change->old, &size) !=
	    OBJECT_FOUND)
		return false;
	source->chunks.size_bytes = size;
	source->state = SOURCE_SIZED;
	return true;
}

static bool cut_blob(
    const struct renames *renames, const struct oid *oid, struct chunks *chunks)
{
	struct object object;
	if (repo_read(renames->renamer->repo, oid, OBJECT_BLOB, &object) !=
	    OBJECT_FOUND)
		return false;
	similar_cut(
	    renames->renamer->similar, chunks, object.data, renames->keep);
	object_release(&object);
	return true;
}

/* Makes SOURCE ready to be scored against a file of TARGET_BYTES; *ALIKE
 * false when kind or size rule it out. */
static bool load_source(struct renames *renames, struct source *source,
    size_t target_bytes, bool *alike)
{
	*alike = false;
	if (!is_regular(source->change->old_mode))
		return true;
	if (!size_source(renames, source))
		return false;
	*alike = similar_sizes(source->chunks.size_bytes, target_bytes);
	if (!*alike || source->state == SOURCE_CUT)
		return true;
	source->state = cut_blob(renames, &source->change->old, &source->chunks)
			    ? SOURCE_CUT
			    : SOURCE_LOST;
	return source->state == SOURCE_CUT;
}

/* The only source with the base name of TARGET, or NULL. */
static struct source *only_with_name(
    const struct renames *renames, const struct change *target)
{
	uint64_t name = hash_quick(path_base(target->path));
	size_t low;
	struct source *only = NULL;
	BISECT(low, renames->count, renames->by_name[low].source->name < name);
	for (;
	     low < renames->count && renames->by_name[low].source->name == name;
	     low++) {
		uint32_t at = renames->by_name[low].at;
		if (!same_name(renames->sources[at].change, target))
			continue;
		if (only)
			return NULL;
		only = &renames->sources[at];
	}
	return only;
}

/* Whether A is to be preferred to B, which may be an empty place. */
static bool is_better(const struct candidate *a, const struct candidate *b)
{
	if (!a->source || !b->source)
		return a->source && !b->source;
	if (a->score != b->score)
		return a->score > b->score;
	return a->same_name && !b->same_name;
}

/* Takes the place of the first among the worst, if it is better. */
static void enter(
    struct candidate places[PLACES], const struct candidate *candidate)
{
	struct candidate *worst = &places[0];
	for (int i = 1; i < PLACES; i++)
		if (is_better(worst, &places[i]))
			worst = &places[i];
	if (is_better(candidate, worst))
		*worst = *candidate;
}

static enum rename_end try_name(struct renames *renames,
    const struct change *target, const struct chunks *chunks,
    const struct change **found)
{
	struct similar *similar = renames->renamer->similar;
	struct source *source = only_with_name(renames, target);
	bool alike;
	if (!source)
		return RENAME_NONE;
	if (!load_source(renames, source, chunks->size_bytes, &alike))
		return RENAME_UNKNOWN;
	if (!alike)
		return RENAME_NONE;
	similar_hold(similar, chunks);
	if (similar_score(similar, &source->chunks) < SIMILAR_SCORE_NAME)
		return RENAME_NONE;
	*found = source->change;
	return RENAME_FOUND;
}

static enum rename_end try_all(struct renames *renames,
    const struct change *target, const struct chunks *chunks,
    const struct change **found)
{
	struct similar *similar = renames->renamer->similar;
	struct candidate places[PLACES] = { 0 };
	bool alike;
	/* Cutting takes the table of scores: all sources first. */
	for (size_t i = 0; i < renames->count; i++)
		if (!load_source(renames, &renames->sources[i],
			chunks->size_bytes, &alike))
			return RENAME_UNKNOWN;
	similar_hold(similar, chunks);
	for (size_t i = 0; i < renames->count; i++) {
		struct source *source = &renames->sources[i];
		struct candidate candidate = { .source = source,
			.same_name = same_name(source->change, target) };
		if (source->state == SOURCE_CUT)
			candidate.score =
			    similar_score(similar, &source->chunks);
		enter(places, &candidate);
	}
	const struct candidate *best = &places[0];
	for (int i = 1; i < PLACES; i++)
		if (is_better(&places[i], best))
			best = &places[i];
	if (best->score < SIMILAR_SCORE_MIN)
		return RENAME_NONE;
	*found = best->source->change;
	return RENAME_FOUND;
}

enum rename_end renames_find(struct renames *renames,
    const struct change *target, const struct change **source)
{
	*source = NULL;
	if (!renames->count)
		return RENAME_NONE;
	*source = find_equal(renames, target);
	if (*source)
		return RENAME_FOUND;
	if (!is_regular(target->new_mode))
		return RENAME_NONE;
	struct chunks chunks;
	if (!cut_blob(renames, &target->new, &chunks))
		return RENAME_UNKNOWN;
	enum rename_end end = try_name(renames, target, &chunks, source);
	if (end == RENAME_NONE)
		end = try_all(renames, target, &chunks, source);
	similar_put_down(renames->renamer->similar); /* it holds CHUNKS */
	return end;
}
