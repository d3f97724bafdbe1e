/* The size of the difference between two files, from the hashes of their
 * lines.
 *
 * The answer must be git's, to the line, so the search takes the shortcuts
 * that git's does: E. Myers, "An O(ND) difference algorithm and its
 * variations", Algorithmica 1 (1986), linear space variation of section 4b,
 * and these rules on top of it:
 *  - common lines at both ends are left out;
 *  - a line without partner on the other side is changed, and does not take
 *    part; nor does a line with very many partners amid such lines;
 *  - a search that costs much takes a good diagonal, then any.
 * Only the number of changed lines is wanted, so that groups of changes need
 * no sliding afterwards. Equal hashes are taken for equal lines. */
#include "importers/git/lines.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	FREQUENT_MAX = 1024, /* partners that make a line frequent, at most */
	WINDOW = 100,	     /* lines looked at around a frequent line */
	WINDOW_RATIO = 4,
	SNAKE = 20,	 /* equal lines that make a diagonal good */
	COST_GOOD = 256, /* cost from which a good diagonal is taken */
	GOOD_RATIO = 4,
};

/* --------------------------------------------------------------- memory -- */

void lines_work_free(struct lines_work *work)
{
	free(work->memory);
	free(work->hunks);
	*work = (struct lines_work){ 0 };
}

/* OLD, or a new block when there is none. */
static void *must_have(void *memory)
{
	if (memory)
		return memory;
	fputs("assay: error: out of memory\n", stderr);
	exit(4);
}

static void *work_reserve(struct lines_work *work, size_t bytes)
{
	if (work->room < bytes) {
		free(work->memory);
		work->room = bytes + bytes / 2;
		work->memory = must_have(malloc(work->room));
	}
	return work->memory;
}

static void add_hunk(struct lines_work *work, struct hunk hunk)
{
	if (work->hunk_count == work->hunk_room) {
		work->hunk_room = work->hunk_room ? work->hunk_room * 2 : 64;
		work->hunks = must_have(realloc(
		    work->hunks, work->hunk_room * sizeof *work->hunks));
	}
	work->hunks[work->hunk_count++] = hunk;
}

/* ------------------------------------------------------ classes of lines -- */

/* One kind of line, and how often it stands on each side. */
struct class
{
	uint64_t hash;
	uint32_t number; /* 0: the slot is free */
	uint32_t count[2];
};

struct side {
	const uint64_t *hashes; /* the middle, between the common ends */
	long count;
	long file_lines;
	uint32_t *classes;    /* of each line of the middle */
	unsigned char *marks; /* how each takes part, then what changed */
	uint32_t *kept;	      /* classes of those that do */
	uint32_t *places;     /* and their lines */
	long kept_count;
};

struct diff {
	struct side sides[2];
	struct class *table;
	size_t mask;
	long *forward; /* furthest reach by diagonal */
	long *backward;
	long cost_max;
};

static struct class *find_class(const struct diff *diff, uint64_t hash)
{
	size_t i = (size_t)(hash >> 7) & diff->mask;
	while (diff->table[i].number && diff->table[i].hash != hash)
		i = (i + 1) & diff->mask;
	return &diff->table[i];
}

static void number_lines(struct diff *diff)
{
	uint32_t number = 0;
	for (int s = 0; s < 2; s++) {
		struct side *side = &diff->sides[s];
		for (long i = 0; i < side->count; i++) {
			struct class *class = find_class(diff, side->hashes[i]);
			if (!class->number) {
				class->hash = side->hashes[i];
				class->number = ++number;
			}
			class->count[s]++;
		}
	}
}

/* Partners are counted in the whole file, and so in the common ends too. */
static void count_common(struct diff *diff, const uint64_t *hashes, long count)
{
	for (long i = 0; i < count; i++) {
		struct class *class = find_class(diff, hashes[i]);
		if (class->number) {
			class->count[0]++;
			class->count[1]++;
		}
	}
}

/* A power of two near the square root. */
static long rough_root(long n)
{
	long root = 1;
	for (; n > 0; n >>= 2)
		root <<= 1;
	return root;
}

enum { ALONE, NORMAL, FREQUENT }; /* how a line takes part */
enum { SAME, CHANGED };		  /* what became of it */

static void mark_lines(struct diff *diff, int s)
{
	struct side *side = &diff->sides[s];
	long limit = rough_root(side->file_lines);
	if (limit > FREQUENT_MAX)
		limit = FREQUENT_MAX;
	for (long i = 0; i < side->count; i++) {
		const struct class *class = find_class(diff, side->hashes[i]);
		long partners = class->count[!s];
		side->classes[i] = class->number;
		if (partners == 0)
			side->marks[i] = ALONE;
		else
			side->marks[i] = partners >= limit ? FREQUENT : NORMAL;
	}
}

/* Lines alone and frequent in one direction, up to a normal one. */
static void look_around(const unsigned char *marks, long from, long to,
    long step, long *alone, long *frequent)
{
	for (long i = from; i != to && marks[i] != NORMAL; i += step) {
		*alone += marks[i] == ALONE;
		*frequent += marks[i] == FREQUENT;
	}
}

static bool is_amid_changes(const struct side *side, long at)
{
	long first = at > WINDOW ? at - WINDOW : 0;
	long last =
	    side->count - 1 - at > WINDOW ? at + WINDOW : side->count - 1;
	long before = 0;
	long after = 0;
	long frequent = 2;
	look_around(side->marks, at - 1, first - 1, -1, &before, &frequent);
	if (before == 0)
		return false;
	look_around(side->marks, at + 1, last + 1, 1, &after, &frequent);
	return after && frequent * WINDOW_RATIO < frequent + before + after;
}

static void keep_line(struct side *side, long i)
{
	side->kept[side->kept_count] = side->classes[i];
	side->places[side->kept_count++] = (uint32_t)i;
}

static void keep_lines(struct diff *diff, int s)
{
	struct side *side = &diff->sides[s];
	side->kept_count = 0;
	for (long i = 0; i < side->count; i++)
		if (side->marks[i] == NORMAL ||
		    (side->marks[i] == FREQUENT && !is_amid_changes(side, i)))
			keep_line(side, i);
	memset(side->marks, CHANGED, (size_t)side->count);
	for (long i = 0; i < side->kept_count; i++)
		side->marks[side->places[i]] = SAME;
}

/* -------------------------------------------------------------- search --- */

/* A box of the edit graph: lines [from, to) of each side. */
struct box {
	long from[2];
	long to[2];
	bool exact; /* no shortcuts in it */
};

struct split {
	long at[2];
	bool exact_before;
	bool exact_after;
};

/* One search: the diagonals reached so far from both corners. Diagonal k
 * holds the points with x - y = k. */
struct search {
	const struct diff *diff;
	const struct box *box;
	const uint32_t *a;
	const uint32_t *b;
	long low; /* outermost diagonals of the box */
	long high;
	long fore_low;
	long fore_high;
	long back_low;
	long back_high;
	bool odd;
	bool met_snake;
	struct split *split;
};

static bool meet(struct search *search, long x, long k)
{
	*search->split = (struct split){ { x, x - k }, true, true };
	return true;
}

static bool step_forward(struct search *search)
{
	long *reach = search->diff->forward;
	const long *other = search->diff->backward;
	const struct box *box = search->box;
	if (search->fore_low > search->low)
		reach[--search->fore_low - 1] = -1;
	else
		++search->fore_low;
	if (search->fore_high < search->high)
		reach[++search->fore_high + 1] = -1;
	else
		--search->fore_high;
	for (long k = search->fore_high; k >= search->fore_low; k -= 2) {
		long x = reach[k - 1] >= reach[k + 1] ? reach[k - 1] + 1
						      : reach[k + 1];
		long start = x;
		while (x < box->to[0] && x - k < box->to[1] &&
		       search->a[x] == search->b[x - k])
			x++;
		search->met_snake |= x - start > SNAKE;
		reach[k] = x;
		if (search->odd && search->back_low <= k &&
		    k <= search->back_high && other[k] <= x)
			return meet(search, x, k);
	}
	return false;
}

static bool step_backward(struct search *search)
{
	long *reach = search->diff->backward;
	const long *other = search->diff->forward;
	const struct box *box = search->box;
	if (search->back_low > search->low)
		reach[--search->back_low - 1] = LONG_MAX;
	else
		++search->back_low;
	if (search->back_high < search->high)
		reach[++search->back_high + 1] = LONG_MAX;
	else
		--search->back_high;
	for (long k = search->back_high; k >= search->back_low; k -= 2) {
		long x = reach[k - 1] < reach[k + 1] ? reach[k - 1]
						     : reach[k + 1] - 1;
		long start = x;
		while (x > box->from[0] && x - k > box->from[1] &&
		       search->a[x - 1] == search->b[x - k - 1])
			x--;
		search->met_snake |= start - x > SNAKE;
		reach[k] = x;
		if (!search->odd && search->fore_low <= k &&
		    k <= search->fore_high && x <= other[k])
			return meet(search, x, k);
	}
	return false;
}

static bool ends_snake(const struct search *search, long x, long y)
{
	for (long i = 1; i <= SNAKE; i++)
		if (search->a[x - i] != search->b[y - i])
			return false;
	return true;
}

static bool starts_snake(const struct search *search, long x, long y)
{
	for (long i = 0; i < SNAKE; i++)
		if (search->a[x + i] != search->b[y + i])
			return false;
	return true;
}

static bool good_forward(struct search *search, long cost)
{
	const struct box *box = search->box;
	long best = 0;
	long middle = box->from[0] - box->from[1];
	for (long k = search->fore_high; k >= search->fore_low; k -= 2) {
		long x = search->diff->forward[k];
		long y = x - k;
		long progress =
		    (x - box->from[0]) + (y - box->from[1]) - labs(k - middle);
		if (progress > GOOD_RATIO * cost && progress > best &&
		    box->from[0] + SNAKE <= x && x < box->to[0] &&
		    box->from[1] + SNAKE <= y && y < box->to[1] &&
		    ends_snake(search, x, y)) {
			best = progress;
			*search->split =
			    (struct split){ { x, y }, true, false };
		}
	}
	return best > 0;
}

static bool good_backward(struct search *search, long cost)
{
	const struct box *box = search->box;
	long best = 0;
	long middle = box->to[0] - box->to[1];
	for (long k = search->back_high; k >= search->back_low; k -= 2) {
		long x = search->diff->backward[k];
		long y = x - k;
		long progress =
		    (box->to[0] - x) + (box->to[1] - y) - labs(k - middle);
		if (progress > GOOD_RATIO * cost && progress > best &&
		    box->from[0] < x && x <= box->to[0] - SNAKE &&
		    box->from[1] < y && y <= box->to[1] - SNAKE &&
		    starts_snake(search, x, y)) {
			best = progress;
			*search->split =
			    (struct split){ { x, y }, false, true };
		}
	}
	return best > 0;
}

static long smaller(long a, long b)
{
	return a < b ? a : b;
}

static long larger(long a, long b)
{
	return a > b ? a : b;
}

/* The cost is too high: the furthest point of either direction. */
static void give_up(struct search *search)
{
	const struct box *box = search->box;
	long fore = -1;
	long fore_x = -1;
	long back = LONG_MAX;
	long back_x = LONG_MAX;
	for (long k = search->fore_high; k >= search->fore_low; k -= 2) {
		long x = smaller(search->diff->forward[k], box->to[0]);
		if (x - k > box->to[1])
			x = box->to[1] + k;
		if (fore < x + x - k) {
			fore = x + x - k;
			fore_x = x;
		}
	}
	for (long k = search->back_high; k >= search->back_low; k -= 2) {
		long x = larger(search->diff->backward[k], box->from[0]);
		if (x - k < box->from[1])
			x = box->from[1] + k;
		if (x + x - k < back) {
			back = x + x - k;
			back_x = x;
		}
	}
	if (box->to[0] + box->to[1] - back <
	    fore - (box->from[0] + box->from[1]))
		*search->split =
		    (struct split){ { fore_x, fore - fore_x }, true, false };
	else
		*search->split =
		    (struct split){ { back_x, back - back_x }, false, true };
}

/* Where the box is cut in two; both its sides hold lines. */
static struct split find_split(const struct diff *diff, const struct box *box)
{
	struct split split;
	long fore = box->from[0] - box->from[1];
	long back = box->to[0] - box->to[1];
	struct search search = {
		.diff = diff,
		.box = box,
		.a = diff->sides[0].kept,
		.b = diff->sides[1].kept,
		.low = box->from[0] - box->to[1],
		.high = box->to[0] - box->from[1],
		.fore_low = fore,
		.fore_high = fore,
		.back_low = back,
		.back_high = back,
		.odd = (fore - back) & 1,
		.split = &split,
	};
	diff->forward[fore] = box->from[0];
	diff->backward[back] = box->to[0];
	for (long cost = 1;; cost++) {
		search.met_snake = false;
		if (step_forward(&search) || step_backward(&search))
			return split;
		if (box->exact)
			continue;
		if (search.met_snake && cost > COST_GOOD &&
		    (good_forward(&search, cost) ||
			good_backward(&search, cost)))
			return split;
		if (cost >= diff->cost_max) {
			give_up(&search);
			return split;
		}
	}
}

static void shrink(const struct diff *diff, struct box *box)
{
	const uint32_t *a = diff->sides[0].kept;
	const uint32_t *b = diff->sides[1].kept;
	while (box->from[0] < box->to[0] && box->from[1] < box->to[1] &&
	       a[box->from[0]] == b[box->from[1]]) {
		box->from[0]++;
		box->from[1]++;
	}
	while (box->from[0] < box->to[0] && box->from[1] < box->to[1] &&
	       a[box->to[0] - 1] == b[box->to[1] - 1]) {
		box->to[0]--;
		box->to[1]--;
	}
}

/* Cuts boxes until one side is empty; the smaller half waits no longer than
 * the larger, so that the recursion stays within the logarithm. */
static void compare(struct diff *diff, struct box box)
{
	for (;;) {
		shrink(diff, &box);
		if (box.from[0] == box.to[0] || box.from[1] == box.to[1])
			break;
		struct split split = find_split(diff, &box);
		struct box first = { { box.from[0], box.from[1] },
			{ split.at[0], split.at[1] }, split.exact_before };
		struct box second = { { split.at[0], split.at[1] },
			{ box.to[0], box.to[1] }, split.exact_after };
		long size =
		    first.to[0] - first.from[0] + first.to[1] - first.from[1];
		long whole = box.to[0] - box.from[0] + box.to[1] - box.from[1];
		if (size == 0 || size == whole) {
			if (box.exact)
				break;
			box.exact = true;
			continue;
		}
		if (size * 2 < whole) {
			compare(diff, first);
			box = second;
		} else {
			compare(diff, second);
			box = first;
		}
	}
	for (int s = 0; s < 2; s++)
		for (long i = box.from[s]; i < box.to[s]; i++) {
			struct side *side = &diff->sides[s];
			side->marks[side->places[i]] = CHANGED;
		}
}

/* ------------------------------------------------------------- in whole -- */

static size_t power_above(size_t n)
{
	size_t power = 16;
	while (power < n)
		power *= 2;
	return power;
}

/* Cuts one block of memory into the arrays. */
static void lay_out(struct diff *diff, struct lines_work *work)
{
	size_t lines[2] = { (size_t)diff->sides[0].count,
		(size_t)diff->sides[1].count };
	size_t all = lines[0] + lines[1];
	size_t slots = power_above(all * 2);
	size_t diagonals = all + 3;
	char *at = work_reserve(work, slots * sizeof *diff->table +
					  2 * diagonals * sizeof(long) +
					  all * (3 * sizeof(uint32_t) + 1));
	diff->table = (struct class *)(void *)at;
	diff->mask = slots - 1;
	memset(diff->table, 0, slots * sizeof *diff->table);
	at += slots * sizeof *diff->table;
	diff->forward = (long *)(void *)at + lines[1] + 1;
	at += diagonals * sizeof(long);
	diff->backward = (long *)(void *)at + lines[1] + 1;
	at += diagonals * sizeof(long);
	for (int s = 0; s < 2; s++) {
		diff->sides[s].classes = (uint32_t *)(void *)at;
		at += lines[s] * sizeof(uint32_t);
		diff->sides[s].kept = (uint32_t *)(void *)at;
		at += lines[s] * sizeof(uint32_t);
		diff->sides[s].places = (uint32_t *)(void *)at;
		at += lines[s] * sizeof(uint32_t);
	}
	for (int s = 0; s < 2; s++) {
		diff->sides[s].marks = (unsigned char *)at;
		at += lines[s];
	}
}

static void search_changes(struct diff *diff)
{
	for (int s = 0; s < 2; s++)
		mark_lines(diff, s);
	for (int s = 0; s < 2; s++)
		keep_lines(diff, s);
	struct box box = { .to = { diff->sides[0].kept_count,
			       diff->sides[1].kept_count } };
	diff->cost_max =
	    larger(COST_GOOD, rough_root(box.to[0] + box.to[1] + 3));
	compare(diff, box);
}

/* Runs of changed lines of the middle, which starts at line HEAD. */
static void collect_hunks(
    const struct diff *diff, uint32_t head, struct lines_work *work)
{
	const struct side *old = &diff->sides[0];
	const struct side *new = &diff->sides[1];
	uint32_t x = 0;
	uint32_t y = 0;
	while (x < old->count || y < new->count) {
		struct hunk hunk = { head + x, 0, head + y, 0 };
		for (; x < old->count && old->marks[x] == CHANGED; x++)
			hunk.old_count++;
		for (; y < new->count &&new->marks[y] == CHANGED; y++)
			hunk.new_count++;
		if (hunk.old_count || hunk.new_count)
			add_hunk(work, hunk);
		x++;
		y++;
	}
}

struct script lines_diff(
    const struct lines *old, const struct lines *new, struct lines_work *work)
{
	size_t shorter = old->count < new->count ? old->count : new->count;
	size_t head = 0;
	size_t tail = 0;
	while (head < shorter && old->hashes[head] == new->hashes[head])
		head++;
	while (tail < shorter - head && old->hashes[old->count - 1 - tail] ==
					    new->hashes[new->count - 1 - tail])
		tail++;
	struct diff diff = { .sides = {
				 { .hashes = old->hashes + head,
				     .count = (long)(old->count - head - tail),
				     .file_lines = (long)old->count },
				 { .hashes = new->hashes + head,
				     .count = (long)(new->count - head - tail),
				     .file_lines = (long)new->count },
			     } };
	work->hunk_count = 0;
	if (diff.sides[0].count == 0 || diff.sides[1].count == 0) {
		if (diff.sides[0].count || diff.sides[1].count)
			add_hunk(work,
			    (struct hunk){ (uint32_t)head,
				(uint32_t)diff.sides[0].count, (uint32_t)head,
				(uint32_t)diff.sides[1].count });
	} else {
		lay_out(&diff, work);
		number_lines(&diff);
		count_common(&diff, old->hashes, (long)head);
		count_common(
		    &diff, old->hashes + old->count - tail, (long)tail);
		search_changes(&diff);
		collect_hunks(&diff, (uint32_t)head, work);
	}
	return (struct script){ work->hunks, work->hunk_count,
		(uint32_t)old->count, (uint32_t) new->count };
}

struct lines_change lines_changed(const struct script *script)
{
	struct lines_change change = { 0 };
	for (uint32_t i = 0; i < script->count; i++) {
		change.added += script->hunks[i].new_count;
		change.deleted += script->hunks[i].old_count;
	}
	return change;
}
