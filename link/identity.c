/* Matching of results to findings, event by event. Within an event the closest
 * pair of lines is taken first; where there are very many, in order of the
 * lines. Then finding_state.c is told which the event has not seen. Memory is
 * that of one rule in one file. */
#include "link/identity.h"

#include <stdlib.h>

#include "base/vec.h"

enum {
	PAIRS_MAX = 250000, /* above, lines are matched in order */
	/* Further than any line: one has a line and the other none. */
	NO_LINE_DISTANCE = 1 << 30,
};

struct tracker {
	struct arena *keep;
	const struct event *events;
	size_t event_count;
	size_t current; /* event of the sightings; 0: none */
	VEC(struct finding) findings;
	VEC(struct sighting) sightings; /* of the current event */
	bool *taken;			/* by sighting */
	int64_t plain;			/* findings without fingerprint */
};

struct tracker *tracker_new(struct arena *keep)
{
	struct tracker *tracker = calloc(1, sizeof *tracker);
	if (tracker)
		tracker->keep = keep;
	return tracker;
}

void tracker_free(struct tracker *tracker)
{
	free(tracker);
}

void tracker_begin(
    struct tracker *tracker, const struct event *events, size_t count)
{
	struct arena *keep = tracker->keep;
	arena_reset(keep);
	*tracker = (struct tracker){
		.keep = keep, .events = events, .event_count = count
	};
}

/* ------------------------------------------------------------- matching -- */

static int64_t distance(int64_t a, int64_t b)
{
	if (!a != !b)
		return NO_LINE_DISTANCE;
	return a < b ? b - a : a - b;
}

static void see(struct tracker *tracker, size_t place, size_t which)
{
	struct finding *finding = &tracker->findings.items[place];
	const struct sighting *sighting = &tracker->sightings.items[which];
	tracker->taken[which] = true;
	if (!life_see(&finding->life, &tracker->events[tracker->current - 1],
		tracker->current, &sighting->claim))
		return;
	finding->line = sighting->line;
	finding->last_result_id = sighting->result_id;
	finding->about = sighting->about;
	if (sighting->fingerprint.len)
		finding->fingerprint = sighting->fingerprint;
}

/* Whether the two may be one, before lines are compared. */
typedef bool may_match(
    const struct finding *finding, const struct sighting *sighting);

static bool has_same_fingerprint(
    const struct finding *finding, const struct sighting *sighting)
{
	return sighting->fingerprint.len &&
	       str_equal(finding->fingerprint, sighting->fingerprint);
}

static bool lacks_fingerprint(
    const struct finding *finding, const struct sighting *sighting)
{
	return !finding->fingerprint.len || !sighting->fingerprint.len;
}

static bool is_open_without(
    const struct finding *finding, const struct sighting *sighting)
{
	return finding->life.state != FINDING_FIXED &&
	       lacks_fingerprint(finding, sighting);
}

static bool is_back_at_line(
    const struct finding *finding, const struct sighting *sighting)
{
	return finding->line == sighting->line &&
	       lacks_fingerprint(finding, sighting);
}

struct pair {
	int64_t distance;
	size_t place; /* of the finding */
	size_t which; /* of the sighting */
};

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a;
	const struct pair *y = b;
	if (x->distance != y->distance)
		return x->distance < y->distance ? -1 : 1;
	if (x->which != y->which)
		return x->which < y->which ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

static bool is_free(
    const struct tracker *tracker, size_t place, size_t which, may_match *may)
{
	const struct finding *finding = &tracker->findings.items[place];
	return !tracker->taken[which] &&
	       finding->life.seen != tracker->current &&
	       may(finding, &tracker->sightings.items[which]);
}

static void match_in_order(struct tracker *tracker, may_match *may)
{
	size_t place = 0;
	for (size_t i = 0; i < tracker->sightings.count; i++)
		for (size_t j = place; j < tracker->findings.count; j++)
			if (is_free(tracker, j, i, may)) {
				see(tracker, j, i);
				place = j + 1;
				break;
			}
}

static void match_nearest(struct tracker *tracker, may_match *may)
{
	size_t findings = tracker->findings.count;
	size_t sightings = tracker->sightings.count;
	struct arena *scratch;
	VEC(struct pair) pairs = { 0 };
	if (!findings || !sightings)
		return;
	if (sightings > PAIRS_MAX / findings) {
		match_in_order(tracker, may);
		return;
	}
	scratch = arena_new();
	for (size_t i = 0; i < findings; i++)
		for (size_t j = 0; j < sightings; j++) {
			struct pair pair = {
				distance(tracker->findings.items[i].line,
				    tracker->sightings.items[j].line),
				i, j
			};
			if (is_free(tracker, i, j, may))
				VEC_PUSH(&pairs, scratch, pair);
		}
	if (pairs.count)
		qsort(pairs.items, pairs.count, sizeof *pairs.items,
		    compare_pairs);
	for (size_t i = 0; i < pairs.count; i++)
		if (is_free(tracker, pairs.items[i].place, pairs.items[i].which,
			may))
			see(tracker, pairs.items[i].place,
			    pairs.items[i].which);
	arena_free(scratch);
}

static int64_t next_ordinal(struct tracker *tracker, struct str fingerprint)
{
	int64_t ordinal = 1;
	if (!fingerprint.len)
		return ++tracker->plain;
	for (size_t i = 0; i < tracker->findings.count; i++)
		ordinal +=
		    str_equal(tracker->findings.items[i].key_text, fingerprint);
	return ordinal;
}

static void add_finding(struct tracker *tracker, size_t which)
{
	const struct sighting *sighting = &tracker->sightings.items[which];
	struct finding finding = {
		.fingerprint = sighting->fingerprint,
		.key_text = sighting->fingerprint,
		.ordinal = next_ordinal(tracker, sighting->fingerprint),
		.life = life_begin(
		    &tracker->events[tracker->current - 1], &sighting->claim),
		.first_result_id = sighting->result_id,
	};
	VEC_PUSH(&tracker->findings, tracker->keep, finding);
	see(tracker, tracker->findings.count - 1, which);
}

static void match_sightings(struct tracker *tracker)
{
	struct arena *scratch = arena_new();
	tracker->taken =
	    arena_array(scratch, tracker->sightings.count, sizeof(bool));
	match_nearest(tracker, has_same_fingerprint);
	match_nearest(tracker, is_open_without);
	match_nearest(tracker, is_back_at_line);
	for (size_t i = 0; i < tracker->sightings.count; i++)
		if (!tracker->taken[i])
			add_finding(tracker, i);
	tracker->sightings.count = 0;
	tracker->taken = NULL;
	arena_free(scratch);
}

static void end_event(struct tracker *tracker, size_t event)
{
	for (size_t i = 0; i < tracker->findings.count; i++)
		life_end_event(&tracker->findings.items[i].life,
		    &tracker->events[event - 1], event);
}

/* Ends the current event and those without results before EVENT. */
static void advance(struct tracker *tracker, size_t event)
{
	if (tracker->current)
		match_sightings(tracker);
	for (size_t i = tracker->current; i && i < event; i++)
		end_event(tracker, i);
	tracker->current = event;
}

void tracker_add(
    struct tracker *tracker, size_t event, struct sighting sighting)
{
	if (event != tracker->current)
		advance(tracker, event);
	sighting.fingerprint = arena_str(tracker->keep, sighting.fingerprint);
	VEC_PUSH(&tracker->sightings, tracker->keep, sighting);
}

void tracker_end(struct tracker *tracker)
{
	advance(tracker, tracker->event_count + 1);
}

size_t tracker_count(const struct tracker *tracker)
{
	return tracker->findings.count;
}

const struct finding *tracker_finding(const struct tracker *tracker, size_t i)
{
	return &tracker->findings.items[i];
}
