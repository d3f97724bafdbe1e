/* What each step of the replay lost and gained against its first parent is
 * noted, of all lines of the files that are followed: whose ends will be asked
 * for is known only later. A line that a file lost and another gained in one
 * step (a rename, a move of the whole) is neither.
 *
 * Lines between the same neighbours took its place: that they were changed
 * again makes the end unsure, as either step may be the one that is asked for.
 *
 * A line is there at a commit when the nearest note of it along the first
 * parents says that it came, or when they lead to its birth. */
#include "importers/git/line_ends.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bisect.h"
#include "base/memory.h"
#include "base/vec.h"

enum change_kind { CAME = 1, WENT, WAS_LOST };

/* NUMBER is there, or no more, from COMMIT on. */
struct note {
	uint32_t number;
	uint32_t commit;
	uint32_t kind;
	uint32_t heir;	/* the first line in the place of one that went */
	uint32_t heirs; /* their count */
};

/* In whose place lines of one file came, in one step. */
struct heir {
	uint32_t number;
	uint32_t first;
	uint32_t count;
};

enum presence { NEVER, THERE, GONE, UNSURE };

struct line_ends {
	const struct reach *reach;
	struct arena *keep;
	int32_t *changes; /* by line number; 0 between steps */
	size_t change_room;
	bool is_unsure; /* a file of this step has lines that nobody can name */
	struct number_list {
		uint32_t *items; /* met in this step; some twice */
		size_t count;
		size_t room;
	} met;
	struct heir_list {
		struct heir *items; /* of this step */
		size_t count;
		size_t room;
	} heirs;
	struct note_list {
		struct note *items;
		size_t count;
		size_t room;
	} notes;
	bool is_sorted;
	uint32_t steps;	 /* replayed so far */
	uint32_t *order; /* by commit: which step it was, from 1 */
	uint8_t *marks;	 /* by commit: the note of the line at hand, or 0 */
	bool *is_past;	 /* by commit: FROM or an ancestor of it */
	uint32_t from;	 /* REACH_NONE: none */
};

struct line_ends *line_ends_new(const struct reach *reach)
{
	struct arena *keep = arena_new();
	struct line_ends *ends = ARENA_NEW(keep, struct line_ends);
	ends->reach = reach;
	ends->keep = keep;
	ends->order = arena_array(keep, reach->count, sizeof *ends->order);
	ends->marks = arena_array(keep, reach->count, sizeof *ends->marks);
	ends->is_past = arena_array(keep, reach->count, sizeof *ends->is_past);
	ends->from = REACH_NONE;
	return ends;
}

void line_ends_free(struct line_ends *ends)
{
	if (!ends)
		return;
	free(ends->changes);
	free(ends->met.items);
	free(ends->heirs.items);
	free(ends->notes.items);
	arena_free(ends->keep);
}

/* ----------------------------------------------------------------- notes -- */

static void grow_changes(struct line_ends *ends, size_t numbers)
{
	size_t room = ends->change_room;
	if (numbers <= room)
		return;
	while (room < numbers)
		room = room ? room * 2 : 1024;
	int32_t *changes = realloc(ends->changes, room * sizeof *changes);
	if (!changes)
		memory_lost();
	memset(changes + ends->change_room, 0,
	    (room - ends->change_room) * sizeof *changes);
	ends->changes = changes;
	ends->change_room = room;
}

static void count_lines_by(
    struct line_ends *ends, const struct line_array *array, int32_t by)
{
	if (!array || array->is_binary)
		return;
	ends->is_unsure |= by > 0 && !array->is_known;
	for (uint32_t i = 0; i < array->count; i++) {
		uint32_t number = array->numbers[i];
		if (number == LINE_UNKNOWN) {
			ends->is_unsure |= by > 0;
			continue;
		}
		ends->changes[number] += by;
		if (ends->changes[number])
			VEC_PUSH_OWN(&ends->met, number);
	}
}

/* ----------------------------------------------------------------- heirs -- */

/* The place of NUMBER in AFTER, from AT on; its count: none. */
static uint32_t find_number(
    const struct line_array *after, uint32_t at, uint32_t number)
{
	while (at < after->count && after->numbers[at] != number)
		at++;
	return at;
}

static bool is_lost(const struct line_ends *ends, uint32_t number)
{
	return number != LINE_UNKNOWN && ends->changes[number] < 0;
}

/* Lines START to END of BEFORE went, and FROM to TO of AFTER are in their
 * place: as many are one for one. */
static void add_heirs(struct line_ends *ends, const uint32_t *before,
    uint32_t count, const uint32_t *after, uint32_t after_count)
{
	for (uint32_t i = 0; i < count; i++) {
		struct heir heir = { before[i], after_count ? after[0] : 0,
			after_count };
		if (count == after_count) {
			heir.first = after[i];
			heir.count = 1;
		}
		VEC_PUSH_OWN(&ends->heirs, heir);
	}
}

static void find_heirs(struct line_ends *ends, const struct line_array *before,
    const struct line_array *after)
{
	uint32_t at = 0;
	uint32_t i = 0;
	while (i < before->count) {
		uint32_t start = i;
		uint32_t next;
		while (i < before->count && is_lost(ends, before->numbers[i]))
			i++;
		next = i < before->count
			   ? find_number(after, at, before->numbers[i])
			   : after->count;
		if (i < before->count && next == after->count) {
			i++; /* moved: it bounds nothing */
			continue;
		}
		add_heirs(ends, before->numbers + start, i - start,
		    after->numbers + at, next - at);
		at = next + 1;
		i++;
	}
}

static int compare_heirs(const void *a, const void *b)
{
	const struct heir *x = a;
	const struct heir *y = b;
	return x->number < y->number ? -1 : x->number > y->number;
}

static void set_heirs(const struct line_ends *ends, struct note *note)
{
	const struct heir key = { .number = note->number };
	const struct heir *heir = NULL;
	if (ends->heirs.count)
		heir = bsearch(&key, ends->heirs.items, ends->heirs.count,
		    sizeof key, compare_heirs);
	if (!heir)
		return;
	note->heir = heir->first;
	note->heirs = heir->count;
}

static void end_step(
    struct line_ends *ends, const struct lineage *lineage, uint32_t commit)
{
	if (ends->heirs.count)
		qsort(ends->heirs.items, ends->heirs.count,
		    sizeof *ends->heirs.items, compare_heirs);
	for (size_t i = 0; i < ends->met.count; i++) {
		uint32_t number = ends->met.items[i];
		int32_t change = ends->changes[number];
		struct note note = { .number = number,
			.commit = commit,
			.kind = change > 0	  ? CAME
				: ends->is_unsure ? WAS_LOST
						  : WENT };
		if (note.kind == WENT)
			set_heirs(ends, &note);
		bool is_born =
		    change > 0 &&
		    births_find(&lineage->births, number)->commit == commit;
		ends->changes[number] = 0;
		if (change && !is_born)
			VEC_PUSH_OWN(&ends->notes, note);
	}
	ends->met.count = 0;
	ends->heirs.count = 0;
	ends->is_unsure = false;
}

void line_ends_change(void *user, const struct lineage *lineage,
    uint32_t commit, const struct line_array *before,
    const struct line_array *after)
{
	struct line_ends *ends = user;
	if (!before && !after) {
		ends->order[commit] = ++ends->steps;
		end_step(ends, lineage, commit);
		return;
	}
	grow_changes(ends, lineage->births.next);
	count_lines_by(ends, after, 1);
	count_lines_by(ends, before, -1);
	if (before && after && !before->is_binary && !after->is_binary)
		find_heirs(ends, before, after);
}

/* --------------------------------------------------------------- asking -- */

static int compare_notes(const void *a, const void *b)
{
	const struct note *x = a;
	const struct note *y = b;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return x->commit < y->commit ? -1 : x->commit > y->commit;
}

/* The first note of NUMBER; the end of all: none. */
static size_t first_note(const struct line_ends *ends, uint32_t number)
{
	size_t low;
	BISECT(low, ends->notes.count, ends->notes.items[low].number < number);
	return low;
}

static void set_marks(struct line_ends *ends, uint32_t number, bool is_set)
{
	for (size_t i = first_note(ends, number);
	     i < ends->notes.count && ends->notes.items[i].number == number;
	     i++)
		ends->marks[ends->notes.items[i].commit] =
		    is_set ? (uint8_t)ends->notes.items[i].kind : 0;
}

static void mark_past(struct line_ends *ends, uint32_t from)
{
	const struct reach *reach = ends->reach;
	struct number_list *stack = &ends->met;
	if (ends->from == from)
		return;
	ends->from = from;
	memset(ends->is_past, 0, reach->count * sizeof *ends->is_past);
	ends->is_past[from] = true;
	VEC_PUSH_OWN(stack, from);
	while (stack->count) {
		const struct reached *item =
		    &reach->items[stack->items[--stack->count]];
		const uint32_t *parents = reach_parents(reach, item);
		for (uint32_t i = 0; i < item->parent_count; i++) {
			if (parents[i] == REACH_NONE ||
			    ends->is_past[parents[i]])
				continue;
			ends->is_past[parents[i]] = true;
			VEC_PUSH_OWN(stack, parents[i]);
		}
	}
}

static uint32_t parent_of(
    const struct line_ends *ends, uint32_t commit, uint32_t which)
{
	const struct reached *item = &ends->reach->items[commit];
	return which < item->parent_count
		   ? reach_parents(ends->reach, item)[which]
		   : REACH_NONE;
}

/* Whether the marked line, born in BIRTH, is there at COMMIT. */
static enum presence presence_at(
    const struct line_ends *ends, uint32_t birth, uint32_t commit)
{
	while (
	    commit != REACH_NONE && ends->order[commit] >= ends->order[birth]) {
		switch (ends->marks[commit]) {
		case CAME:
			return THERE;
		case WENT:
			return GONE;
		case WAS_LOST:
			return UNSURE;
		default:
			break;
		}
		if (commit == birth)
			return THERE;
		commit = parent_of(ends, commit, 0);
	}
	return NEVER;
}

/* Another parent of COMMIT on the way, as the search needs it. */
static uint32_t other_parent(const struct line_ends *ends, uint32_t birth,
    uint32_t commit, enum presence wanted)
{
	uint32_t count = ends->reach->items[commit].parent_count;
	for (uint32_t i = 1; i < count; i++) {
		uint32_t parent = parent_of(ends, commit, i);
		if (parent != REACH_NONE &&
		    (wanted != GONE || !ends->is_past[parent]) &&
		    presence_at(ends, birth, parent) == wanted)
			return parent;
	}
	return REACH_NONE;
}

/* From COMMIT, which has the line no more (GONE), or on whose first parents it
 * never was (NEVER). */
static enum line_end search(const struct line_ends *ends, uint32_t birth,
    uint32_t *commit, enum presence presence)
{
	uint32_t at = *commit;
	while (at != REACH_NONE && !ends->is_past[at]) {
		uint32_t other;
		if (ends->marks[at] == WAS_LOST)
			return LINE_LOST;
		if (ends->marks[at] == WENT || presence == NEVER) {
			other = other_parent(ends, birth, at, GONE);
			if (other != REACH_NONE) {
				presence = GONE;
				at = other;
				continue;
			}
			if (ends->marks[at] == WENT ||
			    other_parent(ends, birth, at, THERE) !=
				REACH_NONE) {
				*commit = at;
				return LINE_ENDED;
			}
		}
		at = parent_of(ends, at, 0);
	}
	return LINE_APART;
}

/* Whether all lines that took the place of NUMBER at COMMIT are at UNTIL. */
static bool has_heirs(struct line_ends *ends, const struct lineage *lineage,
    uint32_t number, uint32_t commit, uint32_t until)
{
	const struct note *note = NULL;
	for (size_t i = first_note(ends, number);
	     i < ends->notes.count && ends->notes.items[i].number == number;
	     i++)
		if (ends->notes.items[i].commit == commit)
			note = &ends->notes.items[i];
	for (uint32_t i = 0; note && i < note->heirs; i++) {
		uint32_t heir = note->heir + i;
		enum presence presence = THERE;
		if (births_find(&lineage->births, heir)->commit != commit)
			continue; /* from elsewhere */
		set_marks(ends, heir, true);
		presence = presence_at(ends, commit, until);
		set_marks(ends, heir, false);
		if (presence == GONE)
			return false;
	}
	return true;
}

enum line_end line_ends_find(struct line_ends *ends,
    const struct lineage *lineage, uint32_t number, uint32_t from,
    uint32_t until, uint32_t *commit)
{
	uint32_t birth = births_find(&lineage->births, number)->commit;
	enum line_end end = LINE_ALIVE;
	if (!ends->is_sorted && ends->notes.count)
		qsort(ends->notes.items, ends->notes.count,
		    sizeof *ends->notes.items, compare_notes);
	ends->is_sorted = true;
	mark_past(ends, from);
	set_marks(ends, number, true);
	enum presence presence = presence_at(ends, birth, until);
	*commit = until;
	if (presence == UNSURE)
		end = LINE_LOST;
	else if (presence != THERE)
		end = search(ends, birth, commit, presence);
	set_marks(ends, number, false);
	if (end == LINE_ENDED &&
	    !has_heirs(ends, lineage, number, *commit, until))
		end = LINE_REDONE;
	return end;
}
