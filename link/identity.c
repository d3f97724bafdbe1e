/* Identity event by event: first the twins of an event are joined
 * (identity_twin.c), then identity_match.c says which results are known, the
 * rest are new findings, and finding_state.c is told which the event has not
 * seen. Memory is that of one rule in one file. */
#include "link/identity.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/vec.h"
#include "link/identity_match.h"
#include "link/identity_twin.h"

struct tracker {
	struct arena *keep;
	const struct series *series;
	size_t current; /* event of the sightings; 0: none */
	VEC(struct finding) findings;
	VEC(struct sighting) sightings; /* of the current event */
	VEC(struct known_again) known;
	struct map ordinals; /* path, rule and text of keys -> how many */
	struct str rule;     /* the last that was copied */
	struct str path;
};

struct str identity_pass_id(enum identity_pass pass)
{
	static const char *const ids[IDENTITY_PASSES] = {
		[PASS_FIRST] = "first",
		[PASS_TWIN] = "twin",
		[PASS_BORN] = "born",
		[PASS_FINGERPRINT] = "fingerprint",
		[PASS_PACKAGE] = "package",
		[PASS_TEXT] = "text",
		[PASS_CONTEXT] = "context",
		[PASS_WORDS] = "words",
		[PASS_ALIKE] = "alike",
		[PASS_MOVED] = "moved",
		[PASS_EQUALS] = "equals",
		[PASS_PLACE] = "place",
		[PASS_NEAR] = "near",
		[PASS_BACK] = "back",
	};
	return str_from(ids[pass]);
}

bool marks_differ_in_package(const struct marks *a, const struct marks *b)
{
	return a->package.len && b->package.len &&
	       !str_equal(a->package, b->package);
}

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

void tracker_begin(struct tracker *tracker, const struct series *series)
{
	struct arena *keep = tracker->keep;
	arena_reset(keep);
	*tracker = (struct tracker){
		.keep = keep,
		.series = series,
		.ordinals = { .arena = keep },
	};
}

/* --------------------------------------------------------------- matches -- */

static void keep_marks(struct marks *marks, const struct marks *seen)
{
	if (seen->fingerprint.len)
		marks->fingerprint = seen->fingerprint;
	if (seen->born)
		marks->born = seen->born;
	if (seen->text)
		marks->text = seen->text;
	if (seen->context)
		marks->context = seen->context;
	if (seen->words)
		marks->words = seen->words;
	if (seen->sketch.words)
		marks->sketch = seen->sketch;
	if (seen->package.len) {
		marks->package = seen->package;
		marks->version = seen->version;
	}
}

/* Keeps what it was until TIME. */
static void pass(struct finding *finding, int64_t time, const struct life *life,
    bool same_lines, struct arena *keep)
{
	const struct past past = { .to_time = time,
		.seen_time = life->last_time,
		.rule = finding->rule,
		.path = finding->path,
		.line = finding->line,
		.result_id = finding->last_result_id,
		.cwe = finding->cwe,
		.about = finding->about,
		.tool_time = life->tool_time,
		.unseen = life->unseen,
		.unseen_time = life->unseen_time,
		.same_lines = same_lines };
	VEC_PUSH(&finding->pasts, keep, past);
}

/* Whether the sighting stands on the lines that the finding stood on. */
static bool is_at_same_lines(
    const struct finding *finding, const struct sighting *sighting)
{
	const struct marks *was = &finding->marks;
	const struct marks *now = &sighting->marks;
	bool same_place = finding->line == sighting->line &&
			  str_equal(finding->path, sighting->path);
	if (finding->lines != sighting->end_line - sighting->line)
		return false;
	if (!was->born || !now->born)
		return same_place && !was->born && !now->born;
	return was->born == now->born &&
	       (finding->lines <= 0 ||
		   (was->context && was->context == now->context));
}

/* Before a later event sees it. */
static void keep_past(struct finding *finding, const struct sighting *sighting,
    int64_t time, struct arena *keep)
{
	const struct life *life = &finding->life;
	int64_t tool_time = sighting->claim.first_time;
	bool same_lines;
	if (life->last_time == UNKNOWN || time == UNKNOWN)
		return;
	same_lines = is_at_same_lines(finding, sighting);
	if (!same_lines || finding->line != sighting->line ||
	    finding->about != sighting->about ||
	    (sighting->cwe && sighting->cwe != finding->cwe) ||
	    !str_equal(finding->rule, sighting->rule) ||
	    !str_equal(finding->path, sighting->path) ||
	    life->unseen != UNSEEN_NOT ||
	    (tool_time != UNKNOWN &&
		(life->tool_time == UNKNOWN || tool_time < life->tool_time)))
		pass(finding, time, life, same_lines, keep);
}

static void take_place(struct finding *finding, const struct sighting *sighting)
{
	finding->rule = sighting->rule;
	finding->path = sighting->path;
	finding->stream = sighting->stream;
	finding->line = sighting->line;
	finding->last_result_id = sighting->result_id;
	finding->about = sighting->about;
	finding->lines = sighting->end_line - sighting->line;
}

void finding_see(struct finding *finding, const struct sighting *sighting,
    const struct series *series, size_t number, struct arena *keep)
{
	if (!sighting->claim.absent)
		keep_past(
		    finding, sighting, series->events[number - 1].time, keep);
	if (sighting->cwe)
		finding->cwe = sighting->cwe;
	if (sighting->claim.absent) {
		bool is_first = !finding->life.seen;
		life_tell(&finding->life, series, number, &sighting->claim);
		if (is_first)
			take_place(finding, sighting);
		return;
	}
	if (!life_see(&finding->life, series, number, &sighting->claim, keep))
		return;
	keep_marks(&finding->marks, &sighting->marks);
	take_place(finding, sighting);
	if (sighting->claim.fixed)
		life_tell(&finding->life, series, number, &sighting->claim);
}

/* What is equal for those that only a number tells apart. */
static struct str key_text(const struct sighting *sighting, struct arena *keep)
{
	struct str print = sighting->marks.fingerprint;
	struct str package = sighting->marks.package;
	if (print.len)
		return str_slice(print, 0, str_find_byte(print, '\n'));
	if (package.len && !sighting->line)
		return arena_printf(keep, "package " STR_FMT, STR_ARG(package));
	return arena_printf(keep, "line %lld", (long long)sighting->line);
}

struct finding finding_begin(
    const struct sighting *sighting, struct arena *keep)
{
	return (struct finding){
		.marks = sighting->marks,
		.key_rule = sighting->rule,
		.key_path = sighting->path,
		.key_text = key_text(sighting, keep),
		.life = life_begin(),
		.first_result_id = sighting->result_id,
	};
}

struct matching {
	struct tracker *tracker;
	size_t *places; /* of the finding of each sighting; or */
};
#define NOWHERE SIZE_MAX

/* For match_question.tell. */
static void see(void *user, size_t place, size_t which, enum identity_pass pass)
{
	struct matching *matching = user;
	struct tracker *tracker = matching->tracker;
	const struct sighting *sighting = &tracker->sightings.items[which];
	matching->places[which] = place;
	if (pass != PASS_FIRST)
		VEC_PUSH(&tracker->known, tracker->keep,
		    ((struct known_again){ place, sighting->result_id, pass }));
	finding_see(&tracker->findings.items[place], sighting, tracker->series,
	    tracker->current, tracker->keep);
}

static int64_t *count_of(struct tracker *tracker, const struct finding *finding)
{
	struct str key = arena_printf(tracker->keep,
	    STR_FMT "\n" STR_FMT "\n" STR_FMT, STR_ARG(finding->key_path),
	    STR_ARG(finding->key_rule), STR_ARG(finding->key_text));
	return &map_put(&tracker->ordinals, key, NULL)->number;
}

static int64_t next_ordinal(
    struct tracker *tracker, const struct finding *finding)
{
	size_t count = tracker->findings.count;
	if (!count)
		return 1; /* mostly the only one */
	if (count == 1)
		*count_of(tracker, &tracker->findings.items[0]) = 1;
	return ++*count_of(tracker, finding);
}

static void add_finding(struct matching *matching, size_t which)
{
	struct tracker *tracker = matching->tracker;
	struct finding finding =
	    finding_begin(&tracker->sightings.items[which], tracker->keep);
	finding.ordinal = next_ordinal(tracker, &finding);
	VEC_PUSH(&tracker->findings, tracker->keep, finding);
	see(matching, tracker->findings.count - 1, which, PASS_FIRST);
}

/* NOLINTBEGIN(readability-non-const-parameter): taken is filled */
static void match_known(
    struct matching *matching, bool *taken, struct arena *scratch)
/* NOLINTEND(readability-non-const-parameter) */
{
	struct tracker *tracker = matching->tracker;
	struct match_question question = {
		.findings = tracker->findings.items,
		.finding_count = tracker->findings.count,
		.sightings = tracker->sightings.items,
		.sighting_count = tracker->sightings.count,
		.found =
		    arena_array(scratch, tracker->findings.count, sizeof(bool)),
		.taken = taken,
		.tell = see,
		.user = matching,
	};
	identity_match(&question);
}

/* What is gone, and was never seen, is a finding when its dates are told. */
static bool may_add(const struct tracker *tracker, size_t which)
{
	const struct claim *claim = &tracker->sightings.items[which].claim;
	return !claim->absent ||
	       (claim_tells(claim) &&
		   tracker->series->events[tracker->current - 1].time !=
		       UNKNOWN);
}

static void match_sightings(struct tracker *tracker)
{
	struct arena *scratch = arena_new();
	size_t count = tracker->sightings.count;
	size_t *leads =
	    identity_twins(tracker->sightings.items, count, scratch);
	bool *taken = arena_array(scratch, count, sizeof *taken);
	struct matching matching = { tracker,
		arena_array(scratch, count, sizeof(size_t)) };
	for (size_t i = 0; i < count; i++) {
		taken[i] = leads[i] != i;
		matching.places[i] = NOWHERE;
	}
	if (tracker->findings.count)
		match_known(&matching, taken, scratch);
	for (size_t i = 0; i < count; i++)
		if (!taken[i] && may_add(tracker, i))
			add_finding(&matching, i);
	for (size_t i = 0; i < count; i++)
		if (leads[i] != i && matching.places[leads[i]] != NOWHERE)
			VEC_PUSH(&tracker->known, tracker->keep,
			    ((struct known_again){ matching.places[leads[i]],
				tracker->sightings.items[i].result_id,
				PASS_TWIN }));
	tracker->sightings.count = 0;
	arena_free(scratch);
}

static void end_event(struct tracker *tracker, size_t event)
{
	for (size_t i = 0; i < tracker->findings.count; i++) {
		struct finding *finding = &tracker->findings.items[i];
		const struct life was = finding->life;
		life_end_event(&finding->life, tracker->series, event,
		    finding->rule, finding->path, finding->line, tracker->keep);
		if (was.unseen != UNSEEN_NOT &&
		    finding->life.state == FINDING_FIXED &&
		    was.state != FINDING_FIXED)
			pass(finding, finding->life.fixed_time, &was, true,
			    tracker->keep);
	}
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

/* Neighbours mostly share them. */
static struct str copy_text(
    struct tracker *tracker, struct str *last, struct str text)
{
	if (!last->ptr || !str_equal(*last, text))
		*last = arena_str(tracker->keep, text);
	return *last;
}

void tracker_add(
    struct tracker *tracker, size_t event, struct sighting sighting)
{
	if (event != tracker->current)
		advance(tracker, event);
	sighting.marks.fingerprint =
	    arena_str(tracker->keep, sighting.marks.fingerprint);
	sighting.marks.package =
	    arena_str(tracker->keep, sighting.marks.package);
	sighting.marks.version =
	    arena_str(tracker->keep, sighting.marks.version);
	sighting.rule = copy_text(tracker, &tracker->rule, sighting.rule);
	sighting.path = copy_text(tracker, &tracker->path, sighting.path);
	if (!sighting.stream)
		sighting.stream = hash_quick(sighting.path);
	VEC_PUSH(&tracker->sightings, tracker->keep, sighting);
}

void tracker_end(struct tracker *tracker)
{
	advance(tracker, tracker->series->count + 1);
	for (size_t i = 0; i < tracker->findings.count; i++)
		life_end(&tracker->findings.items[i].life, tracker->keep);
}

size_t tracker_count(const struct tracker *tracker)
{
	return tracker->findings.count;
}

const struct finding *tracker_finding(const struct tracker *tracker, size_t i)
{
	return &tracker->findings.items[i];
}

size_t tracker_known_count(const struct tracker *tracker)
{
	return tracker->known.count;
}

const struct known_again *tracker_known(const struct tracker *tracker, size_t i)
{
	return &tracker->known.items[i];
}
