/* The parts are mostly equal, but for a few lines. Lines that follow each other
 * on both sides have partners; the rest is asked for, with those beside it,
 * and both texts are looked through once for what is asked. A line with many
 * partners only counts when it stands amid lines without any, so that no other
 * lines matter; when such a run goes on beyond what was asked, all are. */
#include "importers/git/partners.h"

#include <string.h>

#include "base/vec.h"

enum {
	FREQUENT_MAX = 1024, /* partners that make a line frequent, at most */
	WINDOW = 100,	     /* lines looked at around a frequent line */
	WINDOW_RATIO = 4,
	BESIDE = 6, /* lines asked for beside one without known partner */
	FILTER = 4096,
};

/* Of a line; unknown ones have partners, perhaps many. */
enum { UNKNOWN_ROLE, ASKED, ALONE, NORMAL, FREQUENT };

/* Lines of one hash. */
struct asked {
	uint64_t hash;		/* 0: the slot is free */
	uint32_t counts[SIDES]; /* in the parts */
	uint32_t common;	/* beside the parts */
	uint32_t cut;		/* in what is cut off */
};

struct search {
	const struct side *sides;
	struct arena *scratch;
	struct line_list odd[SIDES];   /* without known partner */
	struct line_list lines[SIDES]; /* that are asked for */
	unsigned char *roles[SIDES];   /* of the lines of the parts */
	struct asked *slots;
	size_t mask;
	bool filter[FILTER]; /* set for all asked for, by the end of the hash */
	bool has_cut;	     /* of them some are in what is cut off */
	bool needs_all;
};

static const uint64_t *part_of(const struct side *side)
{
	return side->index->hashes + side->first;
}

/* -------------------------------------------------------------- matching -- */

static uint32_t smaller(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Whether the lines behind A and B are equal, or one is the last. */
static bool goes_on(const struct side sides[SIDES], uint32_t a, uint32_t b)
{
	return a + 1 == sides[OLD].count || b + 1 == sides[NEW].count ||
	       part_of(&sides[OLD])[a + 1] == part_of(&sides[NEW])[b + 1];
}

/* Walks both parts; what does not follow is odd. */
static void match(struct search *search)
{
	const struct side *sides = search->sides;
	const uint64_t *old = part_of(&sides[OLD]);
	const uint64_t *new = part_of(&sides[NEW]);
	uint32_t new_count = sides[NEW].count;
	unsigned char *seen = arena_alloc(search->scratch, new_count);
	uint32_t old_count = sides[OLD].count;
	uint32_t next = 0;
	uint32_t missed = 0;
	for (uint32_t i = 0; i < old_count;) {
		uint32_t left = smaller(old_count - i, new_count - next);
		uint32_t run = line_index_head(old + i, new + next, left);
		memset(seen + next, 1, run);
		missed = run ? 0 : missed;
		next += run;
		i += run;
		if (i == old_count)
			break;
		uint32_t at =
		    line_index_seek(new, next, new_count, old[i], missed);
		if (at < new_count && goes_on(sides, i, at)) {
			next = at;
			continue;
		}
		VEC_PUSH(&search->odd[OLD], search->scratch, i++);
		missed++;
	}
	for (uint32_t i = 0; i < new_count; i++) {
		const unsigned char *gap = memchr(seen + i, 0, new_count - i);
		if (!gap)
			return;
		i = (uint32_t)(gap - seen);
		VEC_PUSH(&search->odd[NEW], search->scratch, i);
	}
}

/* ---------------------------------------------------------------- asking -- */

static struct asked *slot_of(const struct search *search, uint64_t hash)
{
	size_t i = (size_t)(hash >> 32) & search->mask;
	while (search->slots[i].hash && search->slots[i].hash != hash)
		i = (i + 1) & search->mask;
	return &search->slots[i];
}

/* Lists the odd lines of side S, and those at most BESIDE next to them. */
static void list_lines(struct search *search, int s, uint32_t beside)
{
	uint32_t count = search->sides[s].count;
	const struct line_list *odd = &search->odd[s];
	uint32_t next = 0; /* the first line not yet looked at */
	for (size_t i = 0; i < odd->count; i++) {
		uint32_t at = odd->items[i];
		uint32_t end = count - at > beside ? at + beside + 1 : count;
		if (at > beside && at - beside > next)
			next = at - beside;
		for (; next < end; next++) {
			search->roles[s][next] = ASKED;
			VEC_PUSH(&search->lines[s], search->scratch, next);
		}
	}
}

static void ask(struct search *search)
{
	size_t slots = 16;
	while (
	    slots < 2 * (search->lines[OLD].count + search->lines[NEW].count))
		slots *= 2;
	search->slots =
	    arena_array(search->scratch, slots, sizeof *search->slots);
	search->mask = slots - 1;
	for (int s = 0; s < SIDES; s++)
		for (size_t i = 0; i < search->lines[s].count; i++) {
			uint64_t hash = part_of(
			    &search->sides[s])[search->lines[s].items[i]];
			slot_of(search, hash)->hash = hash;
			search->filter[hash % FILTER] = true;
		}
}

enum place { IN_OLD, IN_NEW, BESIDE_PARTS, CUT_OFF };

static void count(struct search *search, const struct line_index *index,
    uint32_t from, uint32_t to, enum place place)
{
	for (uint32_t i = from; i < to; i++) {
		uint64_t hash = index->hashes[i];
		if (!search->filter[hash % FILTER])
			continue;
		struct asked *slot = slot_of(search, hash);
		if (!slot->hash)
			continue;
		switch (place) {
		case IN_OLD:
			slot->counts[OLD]++;
			break;
		case IN_NEW:
			slot->counts[NEW]++;
			break;
		case BESIDE_PARTS:
			slot->common++;
			break;
		case CUT_OFF:
			slot->cut++;
			search->has_cut = true;
			break;
		}
	}
}

static void count_all(struct search *search)
{
	const struct side *old = &search->sides[OLD];
	const struct side *new = &search->sides[NEW];
	const struct line_index *index = new->index;
	uint32_t end = new->first + new->count;
	count(search, old->index, old->first, old->first + old->count, IN_OLD);
	count(search, index, new->first, end, IN_NEW);
	count(search, index, 0, new->first, BESIDE_PARTS);
	count(search, index, end, new->lines, BESIDE_PARTS);
	count(search, index, new->lines, index->count, CUT_OFF);
}

/* --------------------------------------------------------------- judging -- */

/* Partners that make a line of LINES frequent: a power of two near the square
 * root. */
static uint32_t limit_of(uint32_t lines)
{
	uint32_t root = 1;
	for (; lines > 0; lines >>= 2)
		root <<= 1;
	return smaller(root, FREQUENT_MAX);
}

/* False: they are as they were. */
static bool find_roles(struct search *search, int s, bool whole)
{
	bool has_news = false;
	const struct side *side = &search->sides[s];
	uint32_t limit = limit_of(side->lines);
	if (whole && !search->has_cut && limit == limit_of(side->index->count))
		return false;
	if (whole)
		limit = limit_of(side->index->count);
	for (size_t i = 0; i < search->lines[s].count; i++) {
		uint32_t line = search->lines[s].items[i];
		const struct asked *slot = slot_of(search, part_of(side)[line]);
		uint32_t partners =
		    slot->counts[!s] + slot->common + (whole ? slot->cut : 0);
		unsigned char role = partners == 0	? ALONE
				     : partners < limit ? NORMAL
							: FREQUENT;
		has_news |= search->roles[s][line] != role;
		search->roles[s][line] = role;
	}
	return has_news;
}

/* Lines next to each other that are alone or frequent. */
struct run {
	uint32_t start;
	uint32_t end;
	const uint32_t *alone; /* how many before each, and in all; or NULL */
};

/* What stands in one direction of a line of a run, as far as it is looked. */
struct sight {
	uint32_t alone;
	uint32_t frequent;
	bool is_open; /* it goes on beyond the lines that are known */
};

static struct sight look(const struct run *run, uint32_t from, uint32_t to)
{
	uint32_t alone =
	    run->alone[to - run->start] - run->alone[from - run->start];
	return (struct sight){ alone, to - from - alone, false };
}

static bool is_amid_changes(
    struct search *search, int s, const struct run *run, uint32_t at)
{
	const unsigned char *roles = search->roles[s];
	uint32_t count = search->sides[s].count;
	uint32_t from = at > WINDOW ? at - WINDOW : 0;
	uint32_t to = count - at > WINDOW ? at + WINDOW + 1 : count;
	bool from_start = from < run->start;
	bool to_end = to > run->end;
	struct sight before = look(run, from_start ? run->start : from, at);
	struct sight after = look(run, at + 1, to_end ? run->end : to);
	before.is_open = from_start && roles[run->start - 1] == UNKNOWN_ROLE;
	after.is_open = to_end && roles[run->end] == UNKNOWN_ROLE;
	if ((!before.alone && !before.is_open) ||
	    (!after.alone && !after.is_open))
		return false;
	search->needs_all |= before.is_open || after.is_open;
	/* git counts the line itself, once for each direction */
	uint32_t frequent = 2 + before.frequent + after.frequent;
	return frequent * WINDOW_RATIO < frequent + before.alone + after.alone;
}

static const uint32_t *count_alone(
    const struct search *search, int s, const struct run *run)
{
	const unsigned char *roles = search->roles[s] + run->start;
	uint32_t count = run->end - run->start;
	uint32_t *alone =
	    arena_array(search->scratch, (size_t)count + 1, sizeof *alone);
	for (uint32_t i = 0; i < count; i++)
		alone[i + 1] = alone[i] + (roles[i] == ALONE);
	return alone;
}

static void leave_out_run(
    struct search *search, int s, struct run *run, struct line_list *list)
{
	const unsigned char *roles = search->roles[s];
	if (memchr(roles + run->start, FREQUENT, run->end - run->start))
		run->alone = count_alone(search, s, run);
	for (uint32_t line = run->start; line < run->end; line++)
		if (roles[line] == ALONE ||
		    (run->alone && is_amid_changes(search, s, run, line)))
			VEC_PUSH(list, search->scratch, line);
}

static struct line_list leave_out(struct search *search, int s)
{
	struct line_list list = { 0 };
	const struct line_list *lines = &search->lines[s];
	const unsigned char *roles = search->roles[s];
	uint32_t count = search->sides[s].count;
	for (size_t i = 0; i < lines->count;) {
		uint32_t start = lines->items[i];
		struct run run = { start, start, NULL };
		while (run.end < count &&
		       (roles[run.end] == ALONE || roles[run.end] == FREQUENT))
			run.end++;
		leave_out_run(search, s, &run, &list);
		i += run.end > start ? run.end - start : 1;
	}
	return list;
}

static void judge(
    struct search *search, struct left_out *left_out, uint32_t beside)
{
	for (int s = 0; s < SIDES; s++) {
		search->lines[s].count = 0;
		list_lines(search, s, beside);
	}
	ask(search);
	count_all(search);
	search->needs_all = false;
	for (int s = 0; s < SIDES; s++) {
		find_roles(search, s, false);
		left_out->cut[s] = leave_out(search, s);
		left_out->whole[s] = left_out->cut[s];
		if (find_roles(search, s, true))
			left_out->whole[s] = leave_out(search, s);
	}
}

void partners_find(struct left_out *left_out, const struct side sides[SIDES],
    struct arena *scratch)
{
	struct search search = { .sides = sides, .scratch = scratch };
	for (int s = 0; s < SIDES; s++)
		search.roles[s] = arena_alloc(scratch, sides[s].count);
	match(&search);
	judge(&search, left_out, BESIDE);
	if (search.needs_all)
		judge(&search, left_out, UINT32_MAX);
}
