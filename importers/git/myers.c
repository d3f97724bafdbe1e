/* E. Myers, "An O(ND) difference algorithm and its variations", Algorithmica 1
 * (1986), linear space variation of section 4b. The answer must be git's, to
 * the line, so the search takes the shortcuts that git's does: one that costs
 * much takes a good diagonal, then any. */
#include "importers/git/myers.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	SNAKE = 20,	 /* equal lines that make a diagonal good */
	COST_GOOD = 256, /* cost from which a good diagonal is taken */
	GOOD_RATIO = 4,
};

enum { FAR = INT32_MAX };

struct graph {
	const struct sequence *sides;
	int32_t *forward; /* furthest reach by diagonal */
	int32_t *backward;
	long cost_max;
};

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
	const struct graph *graph;
	const struct box *box;
	const uint64_t *a;
	const uint64_t *b;
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
	int32_t *reach = search->graph->forward;
	const int32_t *other = search->graph->backward;
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
		reach[k] = (int32_t)x;
		if (search->odd && search->back_low <= k &&
		    k <= search->back_high && other[k] <= x)
			return meet(search, x, k);
	}
	return false;
}

static bool step_backward(struct search *search)
{
	int32_t *reach = search->graph->backward;
	const int32_t *other = search->graph->forward;
	const struct box *box = search->box;
	if (search->back_low > search->low)
		reach[--search->back_low - 1] = FAR;
	else
		++search->back_low;
	if (search->back_high < search->high)
		reach[++search->back_high + 1] = FAR;
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
		reach[k] = (int32_t)x;
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
		long x = search->graph->forward[k];
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
		long x = search->graph->backward[k];
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
	long back = FAR;
	long back_x = FAR;
	for (long k = search->fore_high; k >= search->fore_low; k -= 2) {
		long x = smaller(search->graph->forward[k], box->to[0]);
		if (x - k > box->to[1])
			x = box->to[1] + k;
		if (fore < x + x - k) {
			fore = x + x - k;
			fore_x = x;
		}
	}
	for (long k = search->back_high; k >= search->back_low; k -= 2) {
		long x = larger(search->graph->backward[k], box->from[0]);
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
static struct split find_split(const struct graph *graph, const struct box *box)
{
	struct split split;
	long fore = box->from[0] - box->from[1];
	long back = box->to[0] - box->to[1];
	struct search search = {
		.graph = graph,
		.box = box,
		.a = graph->sides[0].items,
		.b = graph->sides[1].items,
		.low = box->from[0] - box->to[1],
		.high = box->to[0] - box->from[1],
		.fore_low = fore,
		.fore_high = fore,
		.back_low = back,
		.back_high = back,
		.odd = (fore - back) & 1,
		.split = &split,
	};
	graph->forward[fore] = (int32_t)box->from[0];
	graph->backward[back] = (int32_t)box->to[0];
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
		if (cost >= graph->cost_max) {
			give_up(&search);
			return split;
		}
	}
}

static void shrink(const struct graph *graph, struct box *box)
{
	const uint64_t *a = graph->sides[0].items;
	const uint64_t *b = graph->sides[1].items;
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
static void compare(const struct graph *graph, struct box box)
{
	for (;;) {
		shrink(graph, &box);
		if (box.from[0] == box.to[0] || box.from[1] == box.to[1])
			break;
		struct split split = find_split(graph, &box);
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
			compare(graph, first);
			box = second;
		} else {
			compare(graph, second);
			box = first;
		}
	}
	for (int s = 0; s < 2; s++)
		if (box.from[s] < box.to[s])
			memset(graph->sides[s].changed + box.from[s], 1,
			    (size_t)(box.to[s] - box.from[s]));
}

/* A power of two near the square root. */
static long rough_root(long n)
{
	long root = 1;
	for (; n > 0; n >>= 2)
		root <<= 1;
	return root;
}

void myers_compare(const struct sequence sides[2], struct arena *scratch)
{
	long lines[2] = { (long)sides[0].count, (long)sides[1].count };
	size_t diagonals = (size_t)(lines[0] + lines[1] + 3);
	struct graph graph = {
		.sides = sides,
		.cost_max = larger(COST_GOOD, rough_root((long)diagonals)),
	};
	struct box box = { .to = { lines[0], lines[1] } };
	/* each diagonal is set before it is looked at */
	graph.forward = arena_alloc_raw(scratch, diagonals * sizeof(int32_t));
	graph.forward += lines[1] + 1;
	graph.backward = arena_alloc_raw(scratch, diagonals * sizeof(int32_t));
	graph.backward += lines[1] + 1;
	compare(&graph, box);
}
