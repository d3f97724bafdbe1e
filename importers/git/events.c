/* The rules of git blame for whole files (blame(1); pass_blame in git):
 *
 * A file that is the same in a parent is that parent's, the first such one's.
 * Else every parent that has it as a regular file is a source; and from each
 * parent that has nothing at its path, the deleted file that it is a rename of
 * (rename.h), which takes all when it has the same content. Equal sources
 * count once. Without a source it is new.
 *
 * What the first parent has unchanged gets no event. Other parents are asked
 * only for the paths that the first one has otherwise. Commits are taken from
 * new to old, since packs hold old trees as differences to newer ones. */
#include "importers/git/events.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "importers/git/events_steps.h"
#include "importers/git/rename.h"
#include "importers/git/tree.h"

enum { TELL_STEP = 512, PAGES_STEP = 4096 };

/* One parent of the commit at hand. */
struct parent {
	const struct oid *tree;	    /* NULL: no parent, all is new */
	struct change_list changes; /* from it to the commit; lazy but for 0 */
	struct renames *renames;    /* lazy */
	bool is_compared;
	enum object_state state; /* of the comparison */
};

/* Where an addition of the first parent's changes comes from. */
struct answer {
	bool is_known;
	enum rename_end end;
	const struct change *source;
};

/* What is held from one commit to the next, and of the one at hand. */
struct events_walk {
	struct events *events;
	struct repo *repo;
	struct cache *trees;
	struct renamer *renamer;
	const struct reach *reach;
	struct arena *keep;
	struct arena *scratch; /* reset after each commit */
	uint32_t *steps; /* index + 1 of the step of each commit; 0: none */
	const struct oid *tree;
	struct parent *parents;
	size_t parent_count;
	struct answer *answers; /* by change against the first parent */
	bool is_narrow;		/* only paths that have a number are wanted */
};

/* A file that the one at hand may come from. */
struct origin {
	struct str path;
	struct oid blob;
	bool is_there;
};

/* ----------------------------------------------------------------- paths -- */

static uint32_t path_number(struct events_walk *walk, struct str path)
{
	bool added;
	struct events *events = walk->events;
	union map_value *value = map_put(&events->path_numbers, path, &added);
	if (added) {
		value->number = (int64_t)events->paths.count;
		VEC_PUSH(
		    &events->paths, walk->keep, arena_str(walk->keep, path));
	}
	return (uint32_t)value->number;
}

static bool is_wanted(
    const struct events_walk *walk, const struct change *change)
{
	return !walk->is_narrow ||
	       map_get(&walk->events->path_numbers, change->path);
}

/* --------------------------------------------------------------- parents -- */

static bool is_regular(uint32_t mode)
{
	return (mode & MODE_TYPE) == MODE_FILE;
}

static bool compare_parent(struct events_walk *walk, struct parent *parent)
{
	if (!parent->is_compared)
		parent->state = tree_changes(walk->trees, parent->tree,
		    walk->tree, &parent->changes, walk->scratch);
	parent->is_compared = true;
	return parent->state == OBJECT_FOUND;
}

static enum rename_end ask_renamer(struct events_walk *walk,
    struct parent *parent, const struct change *target,
    const struct change **source)
{
	if (!compare_parent(walk, parent))
		return RENAME_UNKNOWN;
	if (!parent->renames)
		parent->renames =
		    renames_new(walk->renamer, &parent->changes, walk->scratch);
	return renames_find(parent->renames, target, source);
}

/* The same of the first parent and one of its changes, asked once. */
static const struct answer *find_source(
    struct events_walk *walk, const struct change *target)
{
	struct parent *first = &walk->parents[0];
	struct answer *answer = &walk->answers[target - first->changes.items];
	if (!answer->is_known)
		answer->end = ask_renamer(walk, first, target, &answer->source);
	answer->is_known = true;
	return answer;
}

/* TARGET is a change against the first parent. */
static enum rename_end find_rename(struct events_walk *walk, size_t parent,
    const struct change *target, struct origin *origin)
{
	struct answer answer = { 0 };
	if (parent == 0)
		answer = *find_source(walk, target);
	else
		answer.end = ask_renamer(
		    walk, &walk->parents[parent], target, &answer.source);
	if (answer.end == RENAME_FOUND)
		*origin = (struct origin){ answer.source->path,
			answer.source->old, true };
	return answer.end;
}

/* ----------------------------------------------------------------- files -- */

static void add_event(struct events_walk *walk, struct event event)
{
	VEC_PUSH_OWN(&walk->events->list, event);
}

/* New, or unknown. */
static void add_whole(
    struct events_walk *walk, const struct change *change, enum event_kind kind)
{
	uint32_t path = path_number(walk, change->path);
	add_event(walk,
	    (struct event){ .path = path,
		.kind = kind,
		.first = events_pair(walk->events, NULL, &change->new, path) });
}

static void add_source(struct events_walk *walk, size_t parent,
    const struct origin *origin, uint32_t pair)
{
	struct event_source source = { (uint32_t)parent,
		path_number(walk, origin->path), pair };
	VEC_PUSH_OWN(&walk->events->sources, source);
}

static void add_taken(struct events_walk *walk, const struct change *change,
    size_t parent, const struct origin *origin)
{
	uint32_t first = (uint32_t)walk->events->sources.count;
	add_source(walk, parent, origin, 0);
	add_event(walk, (struct event){ path_number(walk, change->path),
			    EVENT_TAKEN, first, 1 });
}

static void add_made(struct events_walk *walk, const struct change *change,
    const struct origin *origins)
{
	uint32_t path = path_number(walk, change->path);
	struct event event = { path, EVENT_MADE,
		(uint32_t)walk->events->sources.count, 0 };
	for (size_t i = 0; i < walk->parent_count; i++) {
		if (!origins[i].is_there)
			continue;
		add_source(walk, i, &origins[i],
		    events_pair(
			walk->events, &origins[i].blob, &change->new, path));
		event.count++;
	}
	if (event.count)
		add_event(walk, event);
	else
		add_whole(walk, change, EVENT_NEW);
}

enum verdict { TAKEN, SEVERAL, UNSURE };

/* Notes ORIGIN, of the parent AT, unless an earlier parent has the same. */
static bool note_origin(const struct change *change, struct origin *origins,
    size_t at, const struct origin *origin)
{
	if (oid_equal(&origin->blob, &change->new))
		return true;
	for (size_t i = 0; i < at; i++)
		if (origins[i].is_there &&
		    oid_equal(&origins[i].blob, &origin->blob))
			return false;
	origins[at] = *origin;
	return false;
}

/* The same path in all parents; IS_FREE tells which have nothing there. */
static enum verdict ask_path(struct events_walk *walk,
    const struct change *change, struct origin *origins, bool *is_free)
{
	for (size_t i = 0; i < walk->parent_count; i++) {
		struct version version = { change->old, change->old_mode };
		if (i && tree_find(walk->trees, walk->parents[i].tree,
			     change->path, &version) != OBJECT_FOUND)
			return UNSURE;
		is_free[i] =
		    !version.mode || (version.mode & MODE_TYPE) == MODE_FOLDER;
		struct origin origin = { change->path, version.oid, true };
		if (is_regular(version.mode) &&
		    note_origin(change, origins, i, &origin)) {
			add_taken(walk, change, i, &origin);
			return TAKEN;
		}
	}
	return SEVERAL;
}

static enum verdict ask_renames(struct events_walk *walk,
    const struct change *change, struct origin *origins, const bool *is_free)
{
	for (size_t i = 0; i < walk->parent_count; i++) {
		struct origin origin = { 0 };
		if (!is_free[i])
			continue;
		enum rename_end end = find_rename(walk, i, change, &origin);
		if (end == RENAME_UNKNOWN)
			return UNSURE;
		if (end == RENAME_FOUND &&
		    note_origin(change, origins, i, &origin)) {
			add_taken(walk, change, i, &origin);
			return TAKEN;
		}
	}
	return SEVERAL;
}

static void judge(struct events_walk *walk, const struct change *change)
{
	struct origin *origins =
	    arena_array(walk->scratch, walk->parent_count, sizeof *origins);
	bool *is_free =
	    arena_array(walk->scratch, walk->parent_count, sizeof *is_free);
	if (!is_regular(change->new_mode)) {
		if (is_regular(change->old_mode))
			add_event(walk,
			    (struct event){ path_number(walk, change->path),
				EVENT_GONE, 0, 0 });
		return;
	}
	if (is_regular(change->old_mode) &&
	    oid_equal(&change->old, &change->new))
		return;
	enum verdict verdict = ask_path(walk, change, origins, is_free);
	if (verdict == SEVERAL)
		verdict = ask_renames(walk, change, origins, is_free);
	if (verdict == SEVERAL)
		add_made(walk, change, origins);
	else if (verdict == UNSURE)
		add_whole(walk, change, EVENT_UNKNOWN);
}

/* --------------------------------------------------------------- commits -- */

/* Compares the commit at INDEX with its first parent; without parents that are
 * all there, with nothing. */
static void take_up(struct events_walk *walk, uint32_t index)
{
	const struct reach *reach = walk->reach;
	const struct reached *item = &reach->items[index];
	const uint32_t *parents = reach_parents(reach, item);
	size_t count = reach_is_edge(reach, index) ? 0 : item->parent_count;
	arena_reset(walk->scratch);
	walk->tree = &item->tree;
	walk->parent_count = count;
	walk->parents =
	    arena_array(walk->scratch, count + 1, sizeof *walk->parents);
	for (size_t i = 0; i < count; i++)
		walk->parents[i].tree = &reach->items[parents[i]].tree;
	compare_parent(walk, &walk->parents[0]);
	walk->answers = arena_array(walk->scratch,
	    walk->parents[0].changes.count, sizeof *walk->answers);
}

/* Every file is new, or not known. */
static void take_all(struct events_walk *walk, struct step *step)
{
	struct parent none = { 0 };
	enum event_kind kind = step->restarts ? EVENT_UNKNOWN : EVENT_NEW;
	const struct parent *all = &walk->parents[0];
	if (step->restarts)
		all = &none;
	step->is_lost = step->restarts && !compare_parent(walk, &none);
	step->is_lost |= all->state != OBJECT_FOUND;
	for (size_t i = 0; i < all->changes.count && !step->is_lost; i++)
		if (is_regular(all->changes.items[i].new_mode) &&
		    is_wanted(walk, &all->changes.items[i]))
			add_whole(walk, &all->changes.items[i], kind);
}

static void visit_step(struct events_walk *walk, struct step *step)
{
	struct events *events = walk->events;
	const struct parent *first = &walk->parents[0];
	step->is_visited = true;
	step->first_event = events->list.count;
	step->is_lost = walk->reach->items[step->commit].is_broken;
	if (step->is_lost)
		return;
	step->restarts = walk->parent_count && first->state != OBJECT_FOUND;
	if (!walk->parent_count || step->restarts)
		take_all(walk, step);
	else
		for (size_t i = 0; i < first->changes.count; i++)
			if (is_wanted(walk, &first->changes.items[i]))
				judge(walk, &first->changes.items[i]);
	step->event_count = (uint32_t)(events->list.count - step->first_event);
}

static bool is_addition(const struct change *change)
{
	return !change->old_mode &&
	       (change->new_mode & MODE_TYPE) != MODE_SUBMODULE;
}

static void list_changes(
    struct events_walk *walk, struct commit_changes *changes)
{
	const struct change_list *list = &walk->parents[0].changes;
	const struct change **sources = arena_array(
	    walk->scratch, list->count, sizeof(const struct change *));
	for (size_t i = 0; i < list->count; i++)
		if (is_addition(&list->items[i]))
			sources[i] = find_source(walk, &list->items[i])->source;
	*changes = (struct commit_changes){ list->items, sources, list->count };
}

enum object_state events_visit(
    struct events *events, uint32_t index, struct commit_changes *changes)
{
	struct events_walk *walk = events->walk;
	uint32_t step = walk->steps[index];
	walk->events = events;
	take_up(walk, index);
	if (step)
		visit_step(walk, &events->steps[step - 1]);
	if (reach_is_edge(walk->reach, index))
		return OBJECT_MISSING;
	if (changes)
		list_changes(walk, changes);
	return walk->parents[0].state;
}

void events_add_head(struct events *events, uint32_t head)
{
	struct events_walk *walk = events->walk;
	walk->events = events;
	if (!walk->steps[head])
		events_order(
		    events, walk->reach, walk->steps, head, walk->scratch);
}

void events_narrow(struct events *events, const struct str *paths, size_t count)
{
	struct events_walk *walk = events->walk;
	walk->events = events;
	walk->is_narrow = true;
	for (size_t i = 0; i < count; i++)
		path_number(walk, paths[i]);
}

void events_start(struct events *events, struct repo *repo, struct cache *trees,
    const struct reach *reach, uint32_t head, struct arena *keep)
{
	struct events_walk *walk = ARENA_NEW(keep, struct events_walk);
	*events =
	    (struct events){ .path_numbers = { .arena = keep }, .walk = walk };
	*walk = (struct events_walk){
		.repo = repo,
		.trees = trees,
		.renamer = renamer_new(repo),
		.reach = reach,
		.keep = keep,
		.scratch = arena_new(),
		.steps = arena_array(keep, reach->count, sizeof *walk->steps),
	};
	events->steps = arena_array(keep, reach->count, sizeof *events->steps);
	if (head != REACH_NONE)
		events_add_head(events, head);
}

static void end_walk(struct events *events)
{
	struct events_walk *walk = events->walk;
	if (!walk)
		return;
	renamer_free(walk->renamer);
	arena_free(walk->scratch);
	events->walk = NULL;
	free(events->pair_slots);
	events->pair_slots = NULL;
}

void events_finish(struct events *events,
    void (*tell)(void *user, size_t done, size_t total), void *user)
{
	struct events_walk *walk = events->walk;
	walk->events = events;
	for (size_t i = events->step_count; i-- > 0;) {
		size_t done = events->step_count - i;
		if (events->steps[i].is_visited)
			continue;
		take_up(walk, events->steps[i].commit);
		visit_step(walk, &events->steps[i]);
		if (tell && done % TELL_STEP == 0)
			tell(user, done, events->step_count);
		if (done % PAGES_STEP == 0)
			repo_drop_pages(walk->repo);
	}
	end_walk(events);
}

void events_free(struct events *events)
{
	end_walk(events);
	free(events->list.items);
	free(events->sources.items);
	free(events->pairs.items);
	events->list = (struct event_vec){ 0 };
	events->sources = (struct source_vec){ 0 };
	events->pairs = (struct pair_vec){ 0 };
}
