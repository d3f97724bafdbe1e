/* Matching of results to findings. Findings and the results of the current
 * event stand in groups of one rule and path; each event touches the groups it
 * has results of, then whatever was not seen is fixed. Within a group the
 * closest pair of lines is taken first; in very large groups, in order of the
 * lines. */
#include "link/identity.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "base/vec.h"

enum {
	PAIRS_MAX = 250000, /* above, lines are matched in order */
	/* Further than any line: one has a line and the other none. */
	NO_LINE_DISTANCE = 1 << 30,
};

struct group {
	struct str rule;
	struct str path;
	VEC(size_t) findings;		/* indices */
	VEC(struct sighting) sightings; /* of the current event */
	int64_t plain; /* findings without fingerprint so far */
};

struct series {
	struct arena *keep;
	struct arena *event_keep; /* until the event ends */
	struct map groups;	  /* "rule\0path" */
	VEC(struct finding) findings;
	VEC(struct group *) touched; /* by the current event */
	int64_t event;
};

struct series *series_new(struct arena *keep, struct arena *event_keep)
{
	struct series *series = ARENA_NEW(keep, struct series);
	series->keep = keep;
	series->event_keep = event_keep;
	series->groups.arena = keep;
	series->event = 1;
	return series;
}

static struct group *find_group(
    struct series *series, const struct sighting *sighting)
{
	struct arena *scratch = arena_new();
	bool added;
	struct str key = arena_printf(scratch, STR_FMT "%c" STR_FMT,
	    STR_ARG(sighting->rule), 0, STR_ARG(sighting->path));
	union map_value *value = map_put(&series->groups, key, &added);
	if (added) {
		struct group *group = ARENA_NEW(series->keep, struct group);
		group->rule = arena_str(series->keep, sighting->rule);
		group->path = arena_str(series->keep, sighting->path);
		value->pointer = group;
	}
	arena_free(scratch);
	return value->pointer;
}

void series_add(struct series *series, struct sighting sighting)
{
	struct group *group = find_group(series, &sighting);
	sighting.rule = group->rule;
	sighting.path = group->path;
	sighting.fingerprint =
	    arena_str(series->event_keep, sighting.fingerprint);
	if (!group->sightings.count)
		VEC_PUSH(&series->touched, series->keep, group);
	VEC_PUSH(&group->sightings, series->keep, sighting);
}

/* ------------------------------------------------------------- matching -- */

static int64_t distance(int64_t a, int64_t b)
{
	if (!a != !b)
		return NO_LINE_DISTANCE;
	return a < b ? b - a : a - b;
}

/* The matching of one group in one event. */
struct match {
	struct series *series;
	struct group *group;
	int64_t time;
	bool *taken; /* by sighting */
};

static void see(struct match *match, size_t index, size_t which)
{
	struct finding *finding = &match->series->findings.items[index];
	const struct sighting *sighting = &match->group->sightings.items[which];
	match->taken[which] = true;
	finding->seen = match->series->event;
	/* A scan without time shows that it is there, not since when. */
	if (match->time == UNKNOWN && finding->last_time != UNKNOWN)
		return;
	finding->line = sighting->line;
	finding->last_time = match->time;
	finding->last_result_id = sighting->result_id;
	finding->state =
	    sighting->suppressed ? FINDING_SUPPRESSED : FINDING_OPEN;
	finding->fixed_time = UNKNOWN;
	if (sighting->fingerprint.len &&
	    !str_equal(finding->fingerprint, sighting->fingerprint))
		finding->fingerprint =
		    arena_str(match->series->keep, sighting->fingerprint);
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
	return finding->state != FINDING_FIXED &&
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
	size_t place; /* in group->findings */
	size_t which; /* in group->sightings */
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
    const struct match *match, size_t place, size_t which, may_match *may)
{
	const struct finding *finding =
	    &match->series->findings.items[match->group->findings.items[place]];
	return !match->taken[which] && finding->seen != match->series->event &&
	       may(finding, &match->group->sightings.items[which]);
}

static void match_in_order(struct match *match, may_match *may)
{
	size_t place = 0;
	for (size_t i = 0; i < match->group->sightings.count; i++)
		for (size_t j = place; j < match->group->findings.count; j++)
			if (is_free(match, j, i, may)) {
				see(match, match->group->findings.items[j], i);
				place = j + 1;
				break;
			}
}

static void match_nearest(struct match *match, may_match *may)
{
	const struct group *group = match->group;
	size_t findings = group->findings.count;
	size_t sightings = group->sightings.count;
	struct arena *scratch = arena_new();
	VEC(struct pair) pairs = { 0 };
	if (findings && sightings > PAIRS_MAX / findings) {
		match_in_order(match, may);
		findings = 0;
	}
	for (size_t i = 0; i < findings; i++)
		for (size_t j = 0; j < sightings; j++) {
			const struct finding *finding =
			    &match->series->findings
				 .items[group->findings.items[i]];
			struct pair pair = {
				distance(finding->line,
				    group->sightings.items[j].line),
				i, j
			};
			if (is_free(match, i, j, may))
				VEC_PUSH(&pairs, scratch, pair);
		}
	if (pairs.count)
		qsort(pairs.items, pairs.count, sizeof *pairs.items,
		    compare_pairs);
	for (size_t i = 0; i < pairs.count; i++)
		if (is_free(
			match, pairs.items[i].place, pairs.items[i].which, may))
			see(match, group->findings.items[pairs.items[i].place],
			    pairs.items[i].which);
	arena_free(scratch);
}

static int64_t next_ordinal(const struct match *match, struct str fingerprint)
{
	int64_t ordinal = 1;
	if (!fingerprint.len)
		return ++match->group->plain;
	for (size_t i = 0; i < match->group->findings.count; i++)
		ordinal += str_equal(match->series->findings
					 .items[match->group->findings.items[i]]
					 .key_text,
		    fingerprint);
	return ordinal;
}

static void add_finding(struct match *match, size_t which)
{
	struct series *series = match->series;
	const struct sighting *sighting = &match->group->sightings.items[which];
	struct str fingerprint = arena_str(series->keep, sighting->fingerprint);
	struct finding finding = {
		.rule = sighting->rule,
		.path = sighting->path,
		.fingerprint = fingerprint,
		.key_text = fingerprint,
		.ordinal = next_ordinal(match, sighting->fingerprint),
		.first_time = match->time,
		.last_time = UNKNOWN,
		.first_result_id = sighting->result_id,
	};
	if (match->time != UNKNOWN && sighting->first_time != UNKNOWN &&
	    sighting->first_time < match->time)
		finding.first_time = sighting->first_time;
	VEC_PUSH(&series->findings, series->keep, finding);
	VEC_PUSH(
	    &match->group->findings, series->keep, series->findings.count - 1);
	see(match, series->findings.count - 1, which);
}

static void match_group(
    struct series *series, struct group *group, int64_t time)
{
	struct arena *scratch = arena_new();
	struct match match = { series, group, time,
		arena_array(scratch, group->sightings.count, sizeof(bool)) };
	match_nearest(&match, has_same_fingerprint);
	match_nearest(&match, is_open_without);
	match_nearest(&match, is_back_at_line);
	for (size_t i = 0; i < group->sightings.count; i++)
		if (!match.taken[i])
			add_finding(&match, i);
	group->sightings.count = 0;
	arena_free(scratch);
}

void series_end_event(struct series *series, int64_t time, bool done)
{
	for (size_t i = 0; i < series->touched.count; i++)
		match_group(series, series->touched.items[i], time);
	series->touched.count = 0;
	for (size_t i = 0;
	     done && time != UNKNOWN && i < series->findings.count; i++) {
		struct finding *finding = &series->findings.items[i];
		if (finding->seen == series->event ||
		    finding->state == FINDING_FIXED ||
		    finding->last_time == UNKNOWN)
			continue;
		finding->state = FINDING_FIXED;
		finding->fixed_time = time;
	}
	series->event++;
	arena_reset(series->event_keep);
}

size_t series_count(const struct series *series)
{
	return series->findings.count;
}

const struct finding *series_finding(const struct series *series, size_t i)
{
	return &series->findings.items[i];
}
