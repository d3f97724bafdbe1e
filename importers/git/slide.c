/* A group of changed lines may go up by one when the line above it equals its
 * last, and down when the line below equals its first. On its way it takes up
 * groups that it touches, and then starts again.
 *
 * The place of a group is the number of unchanged lines before it. Groups of
 * the two sides belong together when they have the same place. */
#include "importers/git/slide.h"

#include <stdbool.h>

enum {
	INDENT_MAX = 200,
	BLANKS_MAX = 20, /* blank lines looked through */
	SLIDE_MAX = 100, /* positions that are compared */
	TAB = 8,
	BLANK = -1, /* the indent of a line without content */
};

/* Points against a place, found by trying on real histories (the constants
 * that git documents for its heuristic). */
enum {
	AT_START = 1,
	AT_END = 21,
	PER_BLANK = -30,
	PER_BLANK_AFTER = 6,
	DEEPER = -4,
	DEEPER_WITH_BLANK = 10,
	LESS_DEEP = 24, /* and then deeper again */
	LESS_DEEP_WITH_BLANK = 17,
	CLOSING = 23,
	CLOSING_WITH_BLANK = 17,
	DEPTH_WEIGHT = 60,
};

struct slider {
	const struct line_index *index;
	uint32_t lines; /* of the text, that take part */
	struct groups *groups;
	size_t next; /* the first group not yet slid */
	size_t done; /* groups that are, at the front of the array */
	uint32_t done_lines;
	struct group group; /* the one that slides */
	const struct groups *other;
	size_t beside; /* the first group of the other side not before it */
	uint32_t before_beside; /* changed lines of the other side before */
};

/* ---------------------------------------------------------------- scores -- */

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static int indent_of(struct str line)
{
	int indent = 0;
	for (size_t i = 0; i < line.len; i++) {
		if (!is_space(line.ptr[i]))
			return indent;
		if (line.ptr[i] == ' ')
			indent++;
		else if (line.ptr[i] == '\t')
			indent += TAB - indent % TAB;
		if (indent >= INDENT_MAX)
			return INDENT_MAX;
	}
	return BLANK;
}

struct score {
	int depth;
	int penalty;
};

/* Blank lines from LINE on in the direction STEP, and the indent of the line
 * behind them; BLANK when there is none. */
static int look_past_blanks(
    const struct slider *slider, int64_t line, int step, int *blanks)
{
	*blanks = 0;
	for (; line >= 0 && line < slider->lines; line += step) {
		int indent =
		    indent_of(line_index_line(slider->index, (uint32_t)line));
		if (indent != BLANK)
			return indent;
		if (++*blanks == BLANKS_MAX)
			return 0;
	}
	return BLANK;
}

static int depth_penalty(int indent, int before, int after, bool has_blanks)
{
	if (indent == BLANK || before == BLANK || indent == before)
		return 0;
	if (indent > before)
		return has_blanks ? DEEPER_WITH_BLANK : DEEPER;
	if (after != BLANK && after > indent)
		return has_blanks ? LESS_DEEP_WITH_BLANK : LESS_DEEP;
	return has_blanks ? CLOSING_WITH_BLANK : CLOSING;
}

/* Adds what speaks against a cut between LINE and the line above it. */
static void add_score(
    struct score *score, const struct slider *slider, uint32_t line)
{
	int blanks_before;
	int blanks_after;
	bool at_end = line >= slider->lines;
	int indent =
	    at_end ? BLANK : indent_of(line_index_line(slider->index, line));
	int before =
	    look_past_blanks(slider, (int64_t)line - 1, -1, &blanks_before);
	int after =
	    look_past_blanks(slider, (int64_t)line + 1, 1, &blanks_after);
	if (before == BLANK && blanks_before == 0)
		score->penalty += AT_START;
	if (at_end)
		score->penalty += AT_END;
	int from_here = indent == BLANK ? 1 + blanks_after : 0;
	int blanks = blanks_before + from_here;
	score->penalty += PER_BLANK * blanks + PER_BLANK_AFTER * from_here;
	if (indent == BLANK)
		indent = after;
	score->depth += indent;
	score->penalty += depth_penalty(indent, before, after, blanks != 0);
}

/* Positive: A is the worse one. */
static int compare_scores(const struct score *a, const struct score *b)
{
	int deeper = (a->depth > b->depth) - (a->depth < b->depth);
	return DEPTH_WEIGHT * deeper + (a->penalty - b->penalty);
}

/* --------------------------------------------------------------- sliding -- */

static uint32_t length(const struct group *group)
{
	return group->end - group->start;
}

/* Whether the other side changes at the place of the group. */
static bool has_partner(struct slider *slider)
{
	uint32_t place = slider->group.start - slider->done_lines;
	const struct groups *other = slider->other;
	while (slider->beside) {
		const struct group *last = &other->items[slider->beside - 1];
		uint32_t before = slider->before_beside - length(last);
		if (last->start - before < place)
			break;
		slider->before_beside = before;
		slider->beside--;
	}
	while (slider->beside < other->count) {
		const struct group *first = &other->items[slider->beside];
		uint32_t at = first->start - slider->before_beside;
		if (at >= place)
			return at == place;
		slider->before_beside += length(first);
		slider->beside++;
	}
	return false;
}

static bool equal_lines(const struct slider *slider, uint32_t a, uint32_t b)
{
	return slider->index->hashes[a] == slider->index->hashes[b];
}

static bool step_up(struct slider *slider)
{
	struct group *group = &slider->group;
	if (!group->start ||
	    !equal_lines(slider, group->start - 1, group->end - 1))
		return false;
	group->start--;
	group->end--;
	if (slider->done) {
		const struct group *above =
		    &slider->groups->items[slider->done - 1];
		if (above->end == group->start) {
			group->start = above->start;
			slider->done_lines -= length(above);
			slider->done--;
		}
	}
	return true;
}

static bool step_down(struct slider *slider)
{
	struct group *group = &slider->group;
	if (group->end == slider->lines ||
	    !equal_lines(slider, group->start, group->end))
		return false;
	group->start++;
	group->end++;
	if (slider->next < slider->groups->count &&
	    slider->groups->items[slider->next].start == group->end)
		group->end = slider->groups->items[slider->next++].end;
	return true;
}

#define NO_PARTNER UINT32_MAX

/* The first and last end that the group can have, after all merges; and the
 * last beside a change of the other side. */
struct reach_of_group {
	uint32_t first_end;
	uint32_t last_end;
	uint32_t partner_end; /* or NO_PARTNER */
};

static struct reach_of_group find_reach(struct slider *slider)
{
	struct group *group = &slider->group;
	struct reach_of_group reach;
	uint32_t size;
	do {
		size = length(group);
		while (step_up(slider))
			;
		reach.first_end = group->end;
		reach.partner_end =
		    has_partner(slider) ? group->end : NO_PARTNER;
		while (step_down(slider))
			if (has_partner(slider))
				reach.partner_end = group->end;
		reach.last_end = group->end;
	} while (size != length(group));
	return reach;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

/* The lowest of the best ends. */
static uint32_t best_end(
    struct slider *slider, const struct reach_of_group *reach)
{
	uint32_t size = length(&slider->group);
	uint32_t last = reach->last_end;
	uint32_t first = reach->first_end;
	uint32_t best = last;
	struct score best_score = { 0 };
	first = larger(first, last - size - 1);
	if (last > SLIDE_MAX)
		first = larger(first, last - SLIDE_MAX);
	for (uint32_t end = first; end <= last; end++) {
		struct score score = { 0 };
		add_score(&score, slider, end);
		add_score(&score, slider, end - size);
		if (end == first || compare_scores(&score, &best_score) <= 0) {
			best = end;
			best_score = score;
		}
	}
	return best;
}

static void settle(struct slider *slider)
{
	struct reach_of_group reach = find_reach(slider);
	uint32_t size = length(&slider->group);
	uint32_t end;
	if (reach.first_end == reach.last_end)
		return;
	if (reach.partner_end != NO_PARTNER)
		end = reach.partner_end;
	else
		end = best_end(slider, &reach);
	slider->group = (struct group){ end - size, end };
}

void slide_groups(struct groups *groups, const struct groups *other,
    const struct line_index *index, uint32_t lines)
{
	struct slider slider = {
		.index = index, .lines = lines, .groups = groups, .other = other
	};
	while (slider.next < groups->count) {
		slider.group = groups->items[slider.next++];
		settle(&slider);
		groups->items[slider.done++] = slider.group;
		slider.done_lines += length(&slider.group);
	}
	groups->count = slider.done;
}
