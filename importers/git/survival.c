/* A month ends with the newest commit on the first parents of HEAD that is not
 * younger (what git rev-list -1 --first-parent --before names). The lines of
 * two such commits are compared file by file: what both maps share is passed
 * over, of the rest each line number counts up where it is and down where it
 * was, and what is not zero came or went. A line that stands in two files,
 * since one became two, counts twice. Binary files have no lines here. What
 * stands at the edge of a shallow clone may be older: unknown. HEAD ends its
 * month early, right behind its commit. */
#include "importers/git/survival.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/vec.h"

struct survival {
	void (*tell)(void *user, const struct line_change *change);
	void *user;
	struct arena *keep;
	struct arena *scratch; /* reset after each month */
	const struct lineage *lineage;
	int64_t *ends; /* by commit: the month that it ends, or UNKNOWN */
	int64_t at_time;
	struct line_map last;
	int32_t *changes; /* by line number; 0 between months */
	size_t change_room;
	int64_t *unknown; /* by path: how many more of them; 0 between months */
	bool has_unknown;
	size_t birth; /* of births, that of the last line told */
	struct met_list {
		struct met_run {
			uint32_t first; /* numbers [first, end) */
			uint32_t end;
		} * items; /* met in this month; some numbers twice */
		size_t count;
		size_t room;
	} met;
};

/* ---------------------------------------------------------------- months -- */

static int64_t month_end(int64_t time, int64_t zone_seconds)
{
	struct date date = date_from_time(time + zone_seconds);
	struct date next = { date.year, date.month + 1, 1, 0, 0, 0 };
	return date_to_time(next) - zone_seconds;
}

static void plan_months(struct survival *survival, const struct reach *reach,
    uint32_t head, int64_t zone_seconds)
{
	int64_t newer = INT64_MAX; /* the oldest time above on the way down */
	size_t steps = 0;
	for (size_t i = 0; i < reach->count; i++)
		survival->ends[i] = UNKNOWN;
	for (uint32_t at = head; at != REACH_NONE && steps < reach->count;
	     steps++) {
		const struct reached *item = &reach->items[at];
		int64_t end = at == head ? item->time + 1
					 : month_end(item->time, zone_seconds);
		if (end <= newer)
			survival->ends[at] = end;
		if (item->time < newer)
			newer = item->time;
		at = item->parent_count
			 ? reach->parents.items[item->first_parent]
			 : REACH_NONE;
	}
}

struct survival *survival_new(const struct reach *reach, uint32_t head,
    int64_t zone_seconds,
    void (*tell)(void *user, const struct line_change *change), void *user)
{
	struct arena *keep = arena_new();
	struct survival *survival = ARENA_NEW(keep, struct survival);
	survival->tell = tell;
	survival->user = user;
	survival->keep = keep;
	survival->scratch = arena_new();
	survival->ends =
	    arena_array(keep, reach->count, sizeof *survival->ends);
	plan_months(survival, reach, head, zone_seconds);
	return survival;
}

void survival_free(struct survival *survival)
{
	if (!survival)
		return;
	line_map_clear(&survival->last);
	free(survival->changes);
	arena_free(survival->scratch);
	arena_free(survival->keep);
}

/* --------------------------------------------------------------- changes -- */

static void grow_changes(struct survival *survival, size_t numbers)
{
	size_t room = survival->change_room;
	if (numbers <= room)
		return;
	while (room < numbers)
		room = room ? room * 2 : 1024;
	int32_t *changes = realloc(survival->changes, room * sizeof *changes);
	if (!changes)
		memory_lost();
	memset(changes + survival->change_room, 0,
	    (room - survival->change_room) * sizeof *changes);
	survival->changes = changes;
	survival->change_room = room;
}

/* Lines of a file that nobody can name have nothing but their number. */
static void count_unknown(
    struct survival *survival, uint32_t path, int64_t change)
{
	if (!change)
		return;
	if (!survival->unknown)
		survival->unknown = arena_array(survival->keep,
		    survival->lineage->events.paths.count,
		    sizeof *survival->unknown);
	survival->unknown[path] += change;
	survival->has_unknown = true;
}

static void tell_unknown(struct survival *survival)
{
	size_t paths = survival->lineage->events.paths.count;
	for (size_t i = 0; i < paths && survival->has_unknown; i++) {
		int64_t change = survival->unknown[i];
		const struct line_change row = {
			.at_time = survival->at_time,
			.commit = REACH_NONE,
			.path = (uint32_t)i,
			.count = (uint32_t)(change < 0 ? -change : change),
			.change = change < 0 ? -1 : 1,
		};
		if (change)
			survival->tell(survival->user, &row);
		survival->unknown[i] = 0;
	}
	survival->has_unknown = false;
}

/* Counts NUMBERS by BY; the unknown ones are given back. */
static int64_t count_by(struct survival *survival, const uint32_t *numbers,
    uint32_t count, int32_t by)
{
	int64_t unknown = 0;
	for (uint32_t i = 0; i < count;) {
		uint32_t first = numbers[i];
		if (first == LINE_UNKNOWN) {
			unknown += by;
			i++;
			continue;
		}
		uint32_t end = first;
		for (; i < count && numbers[i] == end; i++)
			survival->changes[end++] += by;
		VEC_PUSH(&survival->met, survival->scratch,
		    ((struct met_run){ first, end }));
	}
	return unknown;
}

struct part {
	const uint32_t *numbers;
	uint32_t count;
};

static struct part part_of(const struct line_array *array)
{
	if (!array || array->is_binary)
		return (struct part){ NULL, 0 };
	return (struct part){ array->numbers, array->count };
}

/* What both begin and end with neither came nor went. */
static void count_file(void *user, uint32_t path,
    const struct line_array *before, const struct line_array *after)
{
	struct survival *survival = user;
	struct part old = part_of(before);
	struct part new = part_of(after);
	uint32_t shorter = old.count < new.count ? old.count : new.count;
	uint32_t head = 0;
	while (head < shorter && old.numbers[head] == new.numbers[head])
		head++;
	while (shorter > head &&
	       old.numbers[old.count - 1] == new.numbers[new.count - 1]) {
		old.count--;
		new.count--;
		shorter--;
	}
	if (head < old.count)
		count_unknown(survival, path,
		    count_by(
			survival, old.numbers + head, old.count - head, -1));
	if (head < new.count)
		count_unknown(survival, path,
		    count_by(
			survival, new.numbers + head, new.count - head, 1));
}

static int compare_runs(const void *a, const void *b)
{
	const struct met_run *left = a;
	const struct met_run *right = b;
	return left->first < right->first ? -1 : left->first > right->first;
}

/* Most lines between two changes of a file are still there: their runs count
 * up and down. What is left is sorted. */
static void sort_met(struct survival *survival)
{
	struct met_list *met = &survival->met;
	const int32_t *changes = survival->changes;
	size_t kept = 0;
	for (size_t i = 0; i < met->count; i++) {
		struct met_run run = met->items[i];
		while (run.first < run.end && !changes[run.first])
			run.first++;
		while (run.first < run.end && !changes[run.end - 1])
			run.end--;
		if (run.first < run.end)
			met->items[kept++] = run;
	}
	met->count = kept;
	if (met->count)
		qsort(met->items, met->count, sizeof *met->items, compare_runs);
}

/* That of NUMBER, which is no less than the last one asked for. */
static const struct birth *next_birth(
    struct survival *survival, uint32_t number)
{
	const struct births *births = &survival->lineage->births;
	size_t step = 1;
	while (survival->birth + step < births->count &&
	       births->items[survival->birth + step].first <= number) {
		survival->birth += step;
		step *= 2;
	}
	for (; step; step /= 2)
		if (survival->birth + step < births->count &&
		    births->items[survival->birth + step].first <= number)
			survival->birth += step;
	return &births->items[survival->birth];
}

/* The row of the lines from FIRST on that were born together and changed
 * alike; their changes are 0 afterwards. */
static void tell_run(struct survival *survival, uint32_t first)
{
	const struct births *births = &survival->lineage->births;
	const struct birth *birth = next_birth(survival, first);
	bool is_last = birth == births->items + births->count - 1;
	uint32_t limit = is_last ? births->next : birth[1].first;
	int32_t change = survival->changes[first];
	uint32_t end = first;
	for (; end < limit && survival->changes[end] == change; end++)
		survival->changes[end] = 0;
	const struct line_change row = {
		.at_time = survival->at_time,
		.commit = birth->commit,
		.path = birth->path,
		.start = birth->start + (first - birth->first),
		.count = end - first,
		.change = change,
	};
	if (reach_is_edge(survival->lineage->reach, birth->commit))
		count_unknown(
		    survival, birth->path, (int64_t)change * row.count);
	else
		survival->tell(survival->user, &row);
}

/* All that came or went of RUN, in order. */
static void tell_met(struct survival *survival, struct met_run run)
{
	for (uint32_t number = run.first; number < run.end; number++)
		if (survival->changes[number])
			tell_run(survival, number);
}

void survival_look(void *user, const struct lineage *lineage, uint32_t commit,
    const struct line_map *lines, bool is_lost)
{
	struct survival *survival = user;
	struct met_list *met = &survival->met;
	if (survival->ends[commit] == UNKNOWN || is_lost)
		return;
	survival->lineage = lineage;
	survival->at_time = survival->ends[commit];
	grow_changes(survival, lineage->births.next);
	line_map_compare(&survival->last, lines, count_file, survival);
	sort_met(survival);
	survival->birth = 0;
	for (size_t i = 0; i < met->count; i++)
		tell_met(survival, met->items[i]);
	tell_unknown(survival);
	line_map_clear(&survival->last);
	survival->last = line_map_copy(lines);
	*met = (struct met_list){ 0 };
	arena_reset(survival->scratch);
}
