/* The states of a finding, event by event. What an event sees is open or
 * suppressed. What it misses is fixed when the event ran to its end, looked at
 * another revision with the same major version of the tool, or where the file
 * has lost the line, ran the rule and looked at the file, as far as it says; or
 * when its revision has no such file any more. Events without time open, and
 * fix nothing. Turns are kept so that the state at any past time can be told.
 */
#include "link/finding_state.h"

#include "base/date.h"
#include "base/vec.h"

struct life life_begin(void)
{
	return (struct life){ .first_time = UNKNOWN,
		.last_time = UNKNOWN,
		.fixed_time = UNKNOWN,
		.tool_time = UNKNOWN,
		.told_time = UNKNOWN,
		.unseen_time = UNKNOWN,
		.reopened_time = UNKNOWN };
}

/* ------------------------------------------------------------- sightings -- */

static int64_t earlier(int64_t a, int64_t b)
{
	if (a == UNKNOWN || b == UNKNOWN)
		return a == UNKNOWN ? b : a;
	return a < b ? a : b;
}

static void join_suppressions(struct claim *claim, const struct claim *other)
{
	bool is_endless = claim->suppressed && !claim->until_time;
	if (!other->suppressed)
		return;
	if (!is_endless && (!other->until_time || !claim->suppressed ||
			       other->until_time > claim->until_time))
		claim->until_time = other->until_time;
	claim->suppressed = true;
}

void claim_join(struct claim *claim, const struct claim *other)
{
	join_suppressions(claim, other);
	claim->first_time = earlier(claim->first_time, other->first_time);
	claim->absent = claim->absent && other->absent;
	if (other->fixed &&
	    (!claim->fixed || claim->fixed_time < other->fixed_time))
		claim->fixed_time = other->fixed_time;
	claim->fixed = claim->fixed || other->fixed;
}

bool claim_tells(const struct claim *claim)
{
	return claim->fixed && claim->first_time != UNKNOWN &&
	       claim->first_time < claim->fixed_time;
}

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b; /* UNKNOWN is below all */
}

static void turn(struct life *life, int64_t time, enum finding_state state,
    enum fixed_how how, struct arena *keep)
{
	const struct turn turn = { time, state, how };
	if (life->state == FINDING_FIXED && state != FINDING_FIXED) {
		life->reopened++;
		life->reopened_time = time;
	}
	life->state = state;
	life->fixed_time = state == FINDING_FIXED ? time : UNKNOWN;
	VEC_PUSH(&life->turns, keep, turn);
}

/* What was told to end by TIME has ended. */
static void reach(struct life *life, int64_t time, struct arena *keep)
{
	if (life->state == FINDING_SUPPRESSED && life->until_time &&
	    life->until_time <= time)
		turn(life, life->until_time, FINDING_OPEN, FIXED_GONE, keep);
	if (life->told_time == UNKNOWN || life->told_time > time)
		return;
	turn(life, life->told_time, FINDING_FIXED, FIXED_GONE, keep);
	life->told_time = UNKNOWN;
	life->unseen = UNSEEN_NOT;
	life->unseen_time = UNKNOWN;
}

bool life_see(struct life *life, const struct series *series, size_t number,
    const struct claim *claim, struct arena *keep)
{
	int64_t time = series->events[number - 1].time;
	bool holds = claim->suppressed &&
		     (!claim->until_time || claim->until_time > time);
	enum finding_state state = holds ? FINDING_SUPPRESSED : FINDING_OPEN;
	bool is_first = !life->seen;
	life->seen = number;
	life->tool_time = earlier(life->tool_time, claim->first_time);
	if (time == UNKNOWN && life->last_time != UNKNOWN)
		return false;
	if (is_first)
		life->first_time = time;
	else if (time != UNKNOWN)
		reach(life, time - 1, keep);
	life->last_time = time;
	life->until_time = holds ? claim->until_time : 0;
	life->unseen = UNSEEN_NOT;
	life->unseen_time = UNKNOWN;
	if (time == UNKNOWN)
		life->state = state;
	else if (state != life->state)
		turn(life, time, state, FIXED_GONE, keep);
	return true;
}

/* One that no scan saw began when the tool says so. */
static bool may_begin(
    struct life *life, size_t number, const struct claim *claim)
{
	if (!claim_tells(claim))
		return false;
	life->seen = number;
	life->first_time = life->last_time = claim->first_time;
	return true;
}

void life_tell(struct life *life, const struct series *series, size_t number,
    const struct claim *claim)
{
	int64_t said = series->events[number - 1].time;
	int64_t time = claim->fixed_time;
	life->tool_time = earlier(life->tool_time, claim->first_time);
	if (said == UNKNOWN || life->state == FINDING_FIXED ||
	    (!life->seen && !may_begin(life, number, claim)) ||
	    life->last_time == UNKNOWN)
		return;
	if (time <= life->last_time)
		time = said; /* a scan saw it later than that */
	if (time > life->last_time)
		life->told_time = time;
}

/* When a suppression ends after the last scan, that is no scan's finding: the
 * state stays as the scan saw it, the turn is kept for whom asks of then. */
void life_end(struct life *life, struct arena *keep)
{
	const struct turn end = { life->until_time, FINDING_OPEN, FIXED_GONE };
	if (life->told_time != UNKNOWN)
		reach(life, life->told_time, keep);
	if (life->state == FINDING_SUPPRESSED && life->until_time &&
	    life->turns.count)
		VEC_PUSH(&life->turns, keep, end);
}

/* ----------------------------------------------------------------- misses --
 */

static bool are_two(struct str a, struct str b)
{
	return a.len && b.len && !str_equal(a, b);
}

static enum unseen compare(
    const struct event *at, const struct event *seen, const struct cover *cover)
{
	if (!at->done)
		return UNSEEN_FAILED;
	if (cover->exists == SAID_NO)
		return UNSEEN_NOT;
	if (at->revision.len && str_equal(at->revision, seen->revision))
		return UNSEEN_REVISION;
	if (are_two(at->version, seen->version) && !cover->gone)
		return UNSEEN_VERSION;
	if (cover->ran == SAID_NO)
		return UNSEEN_RULE;
	if (cover->unread)
		return UNSEEN_UNREAD;
	return cover->looked == SAID_NO ? UNSEEN_FILE : UNSEEN_NOT;
}

static enum fixed_how how_fixed(const struct cover *cover)
{
	static const enum fixed_how hows[] = { [SAID_NOTHING] = FIXED_GONE,
		[SAID_YES] = FIXED_CHANGED,
		[SAID_NO] = FIXED_DELETED };
	return hows[cover->exists];
}

void life_end_event(struct life *life, const struct series *series,
    size_t number, struct str rule, struct str path, int64_t line,
    struct arena *keep)
{
	const struct event *at = &series->events[number - 1];
	const struct missed missed = { rule, path, line, life->seen };
	struct cover cover = { .unread = false };
	if (at->time != UNKNOWN)
		reach(life, at->time, keep);
	if (at->time == UNKNOWN || life->seen == number ||
	    life->state == FINDING_FIXED || life->last_time == UNKNOWN ||
	    life->told_time != UNKNOWN)
		return;
	if (at->done && series->cover)
		cover = series->cover(series->user, number, &missed);
	enum unseen unseen =
	    compare(at, &series->events[life->seen - 1], &cover);
	if (unseen == UNSEEN_NOT) {
		life->unseen = UNSEEN_NOT;
		life->unseen_time = UNKNOWN;
		turn(life, at->time, FINDING_FIXED, how_fixed(&cover), keep);
		return;
	}
	if (life->unseen == UNSEEN_NOT)
		life->unseen_time = at->time;
	if (life->unseen == UNSEEN_NOT || unseen != UNSEEN_FAILED)
		life->unseen = unseen;
}

/* ------------------------------------------------------------- two series --
 */

/* The turn that holds at TIME; fixed before the first sighting, which no
 * other than the other series saw. */
static struct turn turn_at(const struct life *life, int64_t time)
{
	struct turn at = { time, FINDING_FIXED, FIXED_GONE };
	if (life->first_time == UNKNOWN || life->first_time > time)
		return at;
	at.state = FINDING_OPEN;
	for (size_t i = 0; i < life->turns.count; i++)
		if (life->turns.items[i].time <= time)
			at = life->turns.items[i];
	return at;
}

/* The first time after TIME at which something turns; INT64_MAX: none. */
static int64_t next_time(const struct life *life, int64_t time)
{
	if (life->first_time == UNKNOWN)
		return INT64_MAX;
	if (life->first_time > time)
		return life->first_time;
	for (size_t i = 0; i < life->turns.count; i++)
		if (life->turns.items[i].time > time)
			return life->turns.items[i].time;
	return INT64_MAX;
}

static enum finding_state stronger(enum finding_state a, enum finding_state b)
{
	return a < b ? a : b;
}

static void merge_turns(struct life *both, const struct life *a,
    const struct life *b, struct arena *keep)
{
	int64_t time = both->first_time;
	while (time != INT64_MAX) {
		struct turn one = turn_at(a, time);
		struct turn two = turn_at(b, time);
		enum finding_state state = stronger(one.state, two.state);
		int64_t one_next = next_time(a, time);
		int64_t two_next = next_time(b, time);
		if (state != both->state)
			turn(both, time, state,
			    one.how > two.how ? one.how : two.how, keep);
		time = one_next < two_next ? one_next : two_next;
	}
}

/* What is not seen is told by the series in which it counts. */
static void merge_unseen(
    struct life *both, const struct life *a, const struct life *b)
{
	bool has_a = a->state == both->state;
	bool has_b = b->state == both->state;
	const struct life *teller = has_a ? a : b;
	if (has_a && has_b && a->unseen != UNSEEN_NOT)
		teller = b;
	both->unseen = teller->unseen;
	both->unseen_time = teller->unseen_time;
}

void life_merge(struct life *life, const struct life *other, struct arena *keep)
{
	struct life both = life_begin();
	both.seen = life->seen;
	both.first_time = earlier(life->first_time, other->first_time);
	both.last_time = later(life->last_time, other->last_time);
	both.tool_time = earlier(life->tool_time, other->tool_time);
	if (both.first_time != UNKNOWN)
		merge_turns(&both, life, other, keep);
	/* One without time may have it open still. */
	both.state = stronger(life->state, other->state);
	if (both.state != FINDING_FIXED)
		both.fixed_time = UNKNOWN;
	while (both.turns.count &&
	       both.turns.items[both.turns.count - 1].state > both.state)
		both.turns.count--;
	merge_unseen(&both, life, other);
	*life = both;
}

/* ---------------------------------------------------------------- telling --
 */

bool life_closed(const struct life *life, size_t index, struct closed *closed)
{
	for (size_t i = 0; i < life->turns.count; i++) {
		const struct turn *at = &life->turns.items[i];
		if (at->state == FINDING_OPEN || index--)
			continue;
		*closed = (struct closed){ at->time,
			i + 1 < life->turns.count ? at[1].time : UNKNOWN,
			at->state, at->how };
		return true;
	}
	return false;
}

struct str fixed_how_name(enum fixed_how how)
{
	static const struct str names[FIXED_HOWS] = { { "gone", 4 },
		{ "changed", 7 }, { "deleted", 7 } };
	return names[how];
}

struct str unseen_name(enum unseen unseen)
{
	static const struct str names[UNSEEN_REASONS] = { { NULL, 0 },
		{ "failed", 6 }, { "revision", 8 }, { "version", 7 },
		{ "rule", 4 }, { "unread", 6 }, { "file", 4 } };
	return names[unseen];
}
