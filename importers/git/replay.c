/* From the oldest commit on, each new version of a file gets an array of line
 * numbers, put together from those of its sources: what a script leaves alone
 * keeps its number, the rest is born and numbered. A commit starts with the
 * map of its first parent and lets go of it after its last child.
 *
 * When something that decides is missing, all lines that it could decide have
 * no number. Such lines are never taken for born. */
#include "importers/git/replay.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

#define NUMBER_UNSET UINT32_MAX

/* What is kept of a commit while it has children to come. */
struct state {
	struct line_map lines;
	uint32_t children; /* that are still to come */
	bool is_lost;
};

struct run {
	struct replay *replay;
	struct state *states; /* by commit, as in reach.items */
	const uint32_t *parents;
	struct arena *scratch; /* reset after each step */
	uint32_t commit;
	bool is_full; /* out of numbers */
};

const struct birth *births_find(const struct births *births, uint32_t number)
{
	size_t low = 0;
	size_t high = births->count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (births->items[middle].first <= number)
			low = middle;
		else
			high = middle;
	}
	return &births->items[low];
}

/* Numbers COUNT lines at START of PATH that are born here. */
static void bear(struct run *run, uint32_t path, uint32_t *numbers,
    uint32_t start, uint32_t count)
{
	struct births *births = &run->replay->births;
	if (!count)
		return;
	if (count >= NUMBER_UNSET - births->next) {
		run->is_full = true;
		return;
	}
	struct birth birth = { births->next, run->commit, path, start };
	VEC_PUSH_OWN(births, birth);
	for (uint32_t i = 0; i < count; i++)
		numbers[start + i] = births->next++;
}

/* The new side of a pair, its lines unknown. */
static struct line_array *unknown_array(
    const struct run *run, uint32_t pair_number)
{
	const struct script_pair *pair =
	    &run->replay->events->pairs.items[pair_number];
	struct line_array *array = line_array_new(pair->script.new_lines);
	array->is_known = pair->state == SCRIPT_MADE || pair->script.new_lines;
	array->is_binary = pair->is_new_binary;
	return array;
}

static struct line_array *new_array(struct run *run, const struct event *event)
{
	struct line_array *array = unknown_array(run, event->first);
	if (array->is_known)
		bear(run, event->path, array->numbers, 0, array->count);
	return array;
}

/* The lines of a source; NULL when they are not known. */
static struct line_array *source_lines(
    const struct run *run, const struct event_source *source)
{
	const struct state *parent = &run->states[run->parents[source->parent]];
	struct line_array *lines = line_map_get(&parent->lines, source->path);
	return lines && lines->is_known ? lines : NULL;
}

/* Lines START to END of the new side stand OFFSET lines lower than in the
 * old; those not taken yet are taken from there. */
static void take_lines(uint32_t *numbers, const uint32_t *old, uint32_t start,
    uint32_t end, uint32_t old_start)
{
	for (uint32_t i = start; i < end; i++)
		if (numbers[i] == NUMBER_UNSET)
			numbers[i] = old[old_start + (i - start)];
}

/* Whether the script fits the lines it is said to start from. */
static bool fits(const struct script *script, const struct line_array *old,
    const struct line_array *new)
{
	uint32_t old_at = 0;
	uint32_t new_at = 0;
	if (script->old_lines != old->count || script->new_lines != new->count)
		return false;
	for (uint32_t i = 0; i < script->count; i++) {
		const struct hunk *hunk = &script->hunks[i];
		if (hunk->old_start < old_at || hunk->new_start < new_at ||
		    hunk->old_start - old_at != hunk->new_start - new_at ||
		    hunk->old_count > old->count - hunk->old_start ||
		    hunk->new_count > new->count - hunk->new_start)
			return false;
		old_at = hunk->old_start + hunk->old_count;
		new_at = hunk->new_start + hunk->new_count;
	}
	return old->count - old_at == new->count - new_at;
}

static bool take_source(const struct run *run, struct line_array *array,
    const struct event_source *source)
{
	const struct script_pair *pair =
	    &run->replay->events->pairs.items[source->pair];
	const struct line_array *old = source_lines(run, source);
	const struct script *script = &pair->script;
	uint32_t old_at = 0;
	uint32_t new_at = 0;
	if (!old || pair->state != SCRIPT_MADE || !fits(script, old, array))
		return false;
	for (uint32_t i = 0; i < script->count; i++) {
		const struct hunk *hunk = &script->hunks[i];
		take_lines(array->numbers, old->numbers, new_at,
		    hunk->new_start, old_at);
		old_at = hunk->old_start + hunk->old_count;
		new_at = hunk->new_start + hunk->new_count;
	}
	take_lines(array->numbers, old->numbers, new_at, array->count, old_at);
	return true;
}

static void forget_rest(struct line_array *array)
{
	for (uint32_t i = 0; i < array->count; i++)
		if (array->numbers[i] == NUMBER_UNSET)
			array->numbers[i] = LINE_UNKNOWN;
}

static void bear_rest(struct run *run, uint32_t path, struct line_array *array)
{
	uint32_t end;
	for (uint32_t i = 0; i < array->count; i = end) {
		end = i + 1;
		if (array->numbers[i] != NUMBER_UNSET)
			continue;
		while (
		    end < array->count && array->numbers[end] == NUMBER_UNSET)
			end++;
		bear(run, path, array->numbers, i, end - i);
	}
}

static struct line_array *made_array(struct run *run, const struct event *event)
{
	const struct event_source *sources =
	    run->replay->events->sources.items + event->first;
	struct line_array *array = unknown_array(run, sources[0].pair);
	for (uint32_t i = 0; i < array->count; i++)
		array->numbers[i] = NUMBER_UNSET;
	for (uint32_t i = 0; i < event->count; i++)
		if (!take_source(run, array, &sources[i])) {
			forget_rest(array);
			return array;
		}
	bear_rest(run, event->path, array);
	return array;
}

static struct line_array *taken_array(
    const struct run *run, const struct event *event)
{
	const struct event_source *source =
	    run->replay->events->sources.items + event->first;
	const struct state *parent = &run->states[run->parents[source->parent]];
	struct line_array *lines = line_map_get(&parent->lines, source->path);
	if (lines)
		return line_array_share(lines);
	lines = line_array_new(0);
	lines->is_known = false;
	return lines;
}

static struct line_array *event_array(
    struct run *run, const struct event *event)
{
	switch (event->kind) {
	case EVENT_GONE:
		break;
	case EVENT_NEW:
		return new_array(run, event);
	case EVENT_TAKEN:
		return taken_array(run, event);
	case EVENT_MADE:
		return made_array(run, event);
	case EVENT_UNKNOWN:
		return unknown_array(run, event->first);
	}
	return NULL;
}

/* ----------------------------------------------------------------- steps -- */

/* The map of the first parent, taken from it when this is its last child. */
static struct line_map start_lines(
    struct run *run, const struct step *step, bool has_parents)
{
	struct line_map empty = { .depth = line_map_depth(
				      run->replay->events->paths.count) };
	if (step->restarts || !has_parents)
		return empty;
	struct state *parent = &run->states[run->parents[0]];
	if (parent->children > 1)
		return line_map_copy(&parent->lines);
	struct line_map lines = parent->lines;
	parent->lines = empty;
	return lines;
}

static void let_go(struct run *run, uint32_t parent_count)
{
	for (uint32_t i = 0; i < parent_count; i++) {
		uint32_t parent = run->parents[i];
		if (parent != REACH_NONE && --run->states[parent].children == 0)
			line_map_clear(&run->states[parent].lines);
	}
}

/* Without LINES: of the end of the step. */
static void tell_change(const struct run *run, const struct line_map *lines,
    uint32_t path, const struct line_array *after)
{
	const struct replay *replay = run->replay;
	const struct line_array *before =
	    lines ? line_map_get(lines, path) : NULL;
	if (replay->change && (before || after || !lines))
		replay->change(replay->user, run->commit, before, after);
}

/* Sources are looked up in the parents as they were, so all arrays are made
 * before the first is put. */
static void run_step(struct run *run, const struct step *step)
{
	const struct event *events =
	    step->event_count
		? run->replay->events->list.items + step->first_event
		: NULL;
	const struct reached *item = &run->replay->reach->items[step->commit];
	struct state *state = &run->states[step->commit];
	bool has_parents = item->parent_count && !step->is_edge;
	struct line_array **arrays = arena_array(
	    run->scratch, step->event_count, sizeof(struct line_array *));
	run->commit = step->commit;
	run->parents = reach_parents(run->replay->reach, item);
	for (uint32_t i = 0; i < step->event_count; i++)
		arrays[i] = event_array(run, &events[i]);
	state->is_lost =
	    step->is_lost || (has_parents && !step->restarts &&
				 run->states[run->parents[0]].is_lost);
	state->lines = start_lines(run, step, has_parents);
	for (uint32_t i = 0; i < step->event_count; i++) {
		tell_change(run, &state->lines, events[i].path, arrays[i]);
		line_map_put(&state->lines, events[i].path, arrays[i]);
	}
	tell_change(run, NULL, 0, NULL);
	let_go(run, item->parent_count);
	arena_reset(run->scratch);
}

static void count_children(struct run *run)
{
	const struct reach *reach = run->replay->reach;
	const struct events *events = run->replay->events;
	for (size_t i = 0; i < events->step_count; i++) {
		const struct reached *item =
		    &reach->items[events->steps[i].commit];
		const uint32_t *parents = reach_parents(reach, item);
		for (uint32_t j = 0; j < item->parent_count; j++)
			if (parents[j] != REACH_NONE)
				run->states[parents[j]].children++;
	}
	/* the result is asked for, too */
	run->states[run->replay->head].children++;
}

static void run_steps(struct run *run)
{
	struct replay *replay = run->replay;
	const struct events *events = replay->events;
	for (size_t i = 0; i < events->step_count && !run->is_full; i++) {
		uint32_t commit = events->steps[i].commit;
		run_step(run, &events->steps[i]);
		if (replay->is_told && replay->is_told[commit])
			replay->tell(replay->user, commit,
			    &run->states[commit].lines,
			    run->states[commit].is_lost);
		if (!run->states[commit].children)
			line_map_clear(&run->states[commit].lines);
	}
}

bool replay_run(struct replay *replay, struct line_map *lines, bool *is_lost,
    struct error *err)
{
	struct arena *scratch = arena_new();
	size_t count = replay->reach->count;
	const struct birth unknown = { .commit = REACH_NONE };
	struct run run = {
		.replay = replay,
		.states = arena_array(scratch, count, sizeof *run.states),
		.scratch = arena_new(),
	};
	replay->births = (struct births){ .next = LINE_UNKNOWN + 1 };
	VEC_PUSH_OWN(&replay->births, unknown);
	count_children(&run);
	run_steps(&run);
	*lines = run.states[replay->head].lines;
	*is_lost = run.states[replay->head].is_lost;
	for (size_t i = 0; i < count; i++)
		if (i != replay->head)
			line_map_clear(&run.states[i].lines);
	arena_free(run.scratch);
	arena_free(scratch);
	if (!run.is_full)
		return true;
	line_map_clear(lines);
	return error_set(err, ERROR_INPUT,
	    "expected at most 4294967294 lines in all of history, found more");
}
