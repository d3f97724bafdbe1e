/* Stacks pieces on pages. A chain (pieces that keep with the next) goes to the
 * next page as a whole when it does not fit; one that is higher than a page is
 * broken between its pieces, and a piece that is higher than a page between
 * its lines. Page 1 is one page on either paper: what is left over goes first
 * into the padding of its rows, then into the gaps between its blocks; when a
 * little is missing, gaps and padding give way by as much. On the others gaps
 * give way a little where the next chain nearly fits. */
#include "render/pdf/paginate.h"

#include <math.h>

#include "base/vec.h"

#define TOP_PT 31.0
#define RUNNING_PT 26.5 /* head, rule, and the space below */
#define FOOT_PT 41.0	/* rule above the paper's edge */
#define FOOT_GAP 6.0
#define PAD_ABOVE 0.4	 /* of a row's growth, what goes above its text */
#define SQUEEZE_GAPS 1.0 /* how far gaps may give way, of their slack */
#define SQUEEZE_ROWS 1.0
#define GAP_YIELD 0.25 /* of a gap, on later pages */
#define ROUNDING 0.01
#define FOLLOW_SHARE 0.35 /* of a page that must be left for a chapter... */
#define EMPTY_SHARE 0.65  /* ...and where the one before had a page, too */
#define FIRST_CHAPTER 2	  /* its page: the two before stand alone */
#define FULL_SHARE 0.8	  /* of a page, from which on a figure fills it */
#define BALANCE_STEPS 24
#define BREAK_ROOM 72.0 /* least part of a broken piece, and least hole */

struct pager {
	struct layout *layout;
	const struct sheet_size *size;
	struct placements placed;
	size_t page;
	double y;
	bool is_empty;	   /* nothing on the page yet */
	bool ran_over;	   /* it goes on with what the page before began */
	bool has_yielded;  /* its gaps gave way once */
	double row_factor; /* page 1: how much of the slack is used */
	double gap_factor;
};

struct sheet_size sheet_size(enum paper paper)
{
	struct sheet_size size = { .width = 595.276, .height = 841.89 };
	if (paper == PAPER_LETTER) {
		size.width = 612;
		size.height = 792;
	}
	size.left = (size.width - SHEET_WIDTH) / 2;
	size.first_top = TOP_PT;
	size.top = TOP_PT + RUNNING_PT;
	size.foot_rule = size.height - FOOT_PT;
	size.bottom = size.foot_rule - FOOT_GAP;
	return size;
}

static double growth(const struct pager *pager, const struct piece *piece)
{
	return piece->pad_slack * (pager->page == 0 ? pager->row_factor : 1);
}

static double full_height(const struct pager *pager, const struct piece *piece)
{
	return piece->height + growth(pager, piece);
}

/* How much the gap above PIECE may give way. */
static double squeezable(const struct piece *piece)
{
	return fmin(piece->gap_slack, piece->before);
}

/* The gap above PIECE where the page stands now. */
static double gap(const struct pager *pager, const struct piece *piece)
{
	double factor = pager->page == 0 ? pager->gap_factor : 1;
	if (pager->is_empty)
		return 0;
	if (factor < 0)
		return piece->before + squeezable(piece) * factor;
	return piece->before + piece->gap_slack * factor;
}

static void put(struct pager *pager, const struct piece *piece, bool is_repeat)
{
	struct placement at = {
		.piece = piece,
		.page = pager->page,
		.growth = growth(pager, piece),
		.is_repeat = is_repeat,
	};
	at.y = pager->y + (is_repeat ? 0 : gap(pager, piece));
	at.pad = at.growth * PAD_ABOVE;
	VEC_PUSH(&pager->placed, pager->layout->keep, at);
	pager->y = at.y + full_height(pager, piece);
	pager->is_empty = false;
	pager->placed.pages = pager->page + 1;
}

static void turn_page(struct pager *pager)
{
	pager->page++;
	pager->y = pager->size->top;
	pager->is_empty = true;
	pager->ran_over = true;
	pager->has_yielded = false;
}

/* Starts a page with the head of the table that PIECE belongs to. */
static void turn_page_for(struct pager *pager, const struct piece *piece)
{
	turn_page(pager);
	if (piece->head &&
	    piece->head->height < (pager->size->bottom - pager->y) / 3)
		put(pager, piece->head, true);
}

static double room(const struct pager *pager)
{
	return pager->size->bottom - pager->y + ROUNDING;
}

struct chain {
	size_t first;
	size_t end;
};

static struct chain chain_at(const struct flow *flow, size_t first)
{
	struct chain chain = { first, first };
	while (chain.end < flow->count && flow->items[chain.end]->keep_next &&
	       chain.end + 1 < flow->count &&
	       flow->items[chain.end + 1]->half == flow->items[first]->half)
		chain.end++;
	if (chain.end < flow->count)
		chain.end++;
	return chain;
}

static double chain_height(const struct pager *pager, struct chain chain)
{
	struct piece *const *items = pager->layout->flow.items;
	double height = 0;
	for (size_t i = chain.first; i < chain.end; i++) {
		struct pager inside = *pager;
		inside.is_empty = pager->is_empty && i == chain.first;
		height += gap(&inside, items[i]) + full_height(pager, items[i]);
	}
	return height;
}

/* Moves what lies below HEIGHT from PIECE to a new piece, which is given. */
static struct piece *split(
    struct layout *layout, struct piece *piece, double height)
{
	struct piece *rest = ARENA_NEW(layout->keep, struct piece);
	struct items all = piece->content;
	double cut = piece->height;
	piece->content = (struct items){ 0 };
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].kind != ITEM_FILL &&
		    all.items[i].y + all.items[i].height > height &&
		    all.items[i].y > 0.01)
			cut = fmin(cut, all.items[i].y);
	for (size_t i = 0; i < all.count; i++) {
		struct item item = all.items[i];
		if (item.y >= cut - 0.01) {
			item.y -= cut;
			piece_add(layout, rest, item);
		} else {
			item.height = fmin(item.height, height);
			piece_add(layout, piece, item);
		}
	}
	rest->height = piece->height - cut;
	rest->head = piece->head;
	rest->keep_next = piece->keep_next;
	piece->keep_next = false;
	piece->height = fmin(cut, height);
	return rest;
}

/* Whether PIECE is broken where it stands: no page could hold it, and enough
 * of this one is left. */
static bool breaks_here(const struct pager *pager, const struct piece *piece)
{
	return piece->height > pager->size->bottom - pager->size->top &&
	       room(pager) - gap(pager, piece) > BREAK_ROOM;
}

/* A piece on its own; higher than a page, in parts. */
static void put_alone(struct pager *pager, struct piece *piece)
{
	if (!pager->is_empty && !breaks_here(pager, piece) &&
	    gap(pager, piece) + full_height(pager, piece) > room(pager))
		turn_page_for(pager, piece);
	while (gap(pager, piece) + piece->height > room(pager)) {
		struct piece *rest = split(
		    pager->layout, piece, room(pager) - gap(pager, piece));
		put(pager, piece, false);
		if (rest->content.count == 0)
			return;
		turn_page_for(pager, rest);
		piece = rest;
	}
	put(pager, piece, false);
}

/* What no page can hold starts where it is. */
static bool is_hopeless(const struct pager *pager, struct chain chain)
{
	struct piece *const *items = pager->layout->flow.items;
	double height = 0;
	for (size_t i = chain.first; i < chain.end; i++)
		height += full_height(pager, items[i]);
	return height > pager->size->bottom - pager->size->top;
}

/* A chapter that starts a page follows what ran over instead, where more than a
 * third of a page would be left empty, and a chapter of a few lines. */
static bool may_follow(const struct pager *pager)
{
	double height = pager->size->bottom - pager->size->top;
	double share = pager->ran_over ? FOLLOW_SHARE : EMPTY_SHARE;
	return (pager->ran_over || pager->page >= FIRST_CHAPTER) &&
	       room(pager) > height * share;
}

/* How much the gap above a piece of any page may give way. */
static double yielding(const struct pager *pager, const struct piece *piece)
{
	return gap(pager, piece) * GAP_YIELD;
}

/* Makes room for a chain that nearly fits: the gaps of the page so far give way
 * by as much, each by its part, once a page. */
static void make_room(struct pager *pager, struct chain chain)
{
	double missing = chain_height(pager, chain) - room(pager);
	size_t first = pager->placed.count;
	double all = 0;
	double moved = 0;
	struct pager plain = { .page = pager->page };
	if (missing <= 0 || pager->page == 0 || pager->is_empty ||
	    pager->has_yielded)
		return;
	while (first > 0 && pager->placed.items[first - 1].page == pager->page)
		all += yielding(&plain, pager->placed.items[--first].piece);
	all -= yielding(&plain, pager->placed.items[first].piece);
	if (missing > all)
		return;
	for (size_t i = first + 1; i < pager->placed.count; i++) {
		struct placement *at = &pager->placed.items[i];
		moved += yielding(&plain, at->piece) * missing / all;
		at->y -= moved;
	}
	pager->y -= moved;
	pager->has_yielded = true;
}

/* What stands over two columns does not stand there alone. */
static double needed_below(const struct pager *pager, struct chain chain)
{
	const struct flow *flow = &pager->layout->flow;
	double height = 0;
	if (chain.end == flow->count || !flow->items[chain.end]->half)
		return 0;
	struct chain next = chain_at(flow, chain.end);
	for (size_t i = next.first; i < next.end; i++)
		height += flow->items[i]->before + flow->items[i]->height;
	return fmax(height, BREAK_ROOM);
}

static void put_chain(struct pager *pager, struct chain chain)
{
	struct piece **items = pager->layout->flow.items;
	struct piece *first = items[chain.first];
	if (first->new_page && !pager->is_empty && !may_follow(pager)) {
		turn_page(pager);
		pager->ran_over = false;
	}
	make_room(pager, chain);
	if (chain_height(pager, chain) + needed_below(pager, chain) >
		room(pager) &&
	    !pager->is_empty && !is_hopeless(pager, chain))
		turn_page_for(pager, first);
	bool fits = chain_height(pager, chain) <= room(pager);
	for (size_t i = chain.first; i < chain.end; i++) {
		if (fits)
			put(pager, items[i], false);
		else
			put_alone(pager, items[i]);
	}
}

/* The end of the pieces from FIRST on that a column of HEIGHT can hold, which
 * go no further than END. */
static size_t fill_column(
    const struct pager *pager, size_t first, size_t end, double height)
{
	const struct flow *flow = &pager->layout->flow;
	double y = -flow->items[first]->before;
	while (first < end) {
		struct chain chain = chain_at(flow, first);
		for (size_t i = chain.first; i < chain.end; i++)
			y += flow->items[i]->before + flow->items[i]->height;
		if (y > height)
			break;
		first = chain.end;
	}
	return first;
}

static size_t fill_columns(
    const struct pager *pager, size_t first, size_t end, double height)
{
	size_t middle = fill_column(pager, first, end, height);
	return middle < end ? fill_column(pager, middle, end, height) : end;
}

/* The least height at which two columns hold all from FIRST to END. */
static double balanced(
    const struct pager *pager, size_t first, size_t end, double height)
{
	double low = 0;
	double high = height;
	for (int step = 0; step < BALANCE_STEPS; step++) {
		double middle = (low + high) / 2;
		if (fill_columns(pager, first, end, middle) == end)
			high = middle;
		else
			low = middle;
	}
	return high;
}

static void put_column(struct pager *pager, size_t first, size_t end, double x)
{
	for (size_t i = first; i < end; i++) {
		const struct piece *piece = pager->layout->flow.items[i];
		struct placement at = { .piece = piece,
			.page = pager->page,
			.x = x,
			.y = pager->y + (i == first ? 0 : piece->before) };
		VEC_PUSH(&pager->placed, pager->layout->keep, at);
		pager->y = at.y + piece->height;
	}
	pager->placed.pages = pager->page + 1;
}

/* What no column can hold is put all the same. */
static size_t put_one(struct pager *pager, size_t first)
{
	struct chain chain = chain_at(&pager->layout->flow, first);
	put_column(pager, chain.first, chain.end, 0);
	return chain.end;
}

/* Two columns of what stands from FIRST to END, page by page, each filled
 * before the next begins; those of the last page end alike. */
static void put_columns(struct pager *pager, size_t first, size_t end)
{
	while (first < end) {
		const struct piece *piece = pager->layout->flow.items[first];
		double top = pager->y + (pager->is_empty ? 0 : piece->before);
		double height = pager->size->bottom - top + ROUNDING;
		size_t last = fill_columns(pager, first, end, height);
		if (last < end && !pager->is_empty &&
		    (last == first || height < BREAK_ROOM)) {
			turn_page(pager);
			continue;
		}
		if (last == first) {
			first = put_one(pager, first);
			turn_page(pager);
			continue;
		}
		if (last == end)
			height = balanced(pager, first, end, height);
		size_t middle = fill_column(pager, first, end, height);
		pager->y = top;
		put_column(pager, first, middle, 0);
		double left = pager->y;
		pager->y = top;
		put_column(pager, middle, last, HALF_X);
		pager->y = fmax(left, pager->y);
		pager->is_empty = false;
		pager->has_yielded = true; /* columns move no more */
		first = last;
		if (first < end)
			turn_page(pager);
	}
}

static size_t end_of_halves(const struct flow *flow, size_t first)
{
	while (first < flow->count && flow->items[first]->half)
		first++;
	return first;
}

/* Height of what page 1 is to hold, with gaps and rows at their least, and
 * how much both could grow. */
struct first_page {
	double height;
	double rows;
	double gaps;
	double squeezable; /* of the gaps */
};

static struct first_page measure_first(const struct flow *flow)
{
	struct first_page page = { 0 };
	for (size_t i = 0; i < flow->count; i++) {
		const struct piece *piece = flow->items[i];
		if (i > 0 && piece->new_page)
			break;
		page.height += piece->height + (i > 0 ? piece->before : 0);
		page.rows += piece->pad_slack;
		if (i == 0)
			continue;
		page.gaps += piece->gap_slack;
		page.squeezable += squeezable(piece);
	}
	return page;
}

static double part_of(double *left, double whole, double least, double most)
{
	double part = whole > 0 ? *left / whole : 0;
	part = fmax(fmin(part, most), least);
	*left -= part * whole;
	return part;
}

static void stretch_first(struct pager *pager)
{
	struct first_page page = measure_first(&pager->layout->flow);
	double left =
	    pager->size->bottom - pager->size->first_top - page.height;
	if (left >= 0) {
		pager->row_factor = part_of(&left, page.rows, 0, 1);
		pager->gap_factor = part_of(&left, page.gaps, 0, 1);
		return;
	}
	pager->gap_factor = part_of(&left, page.squeezable, -SQUEEZE_GAPS, 0);
	pager->row_factor = part_of(&left, page.rows, -SQUEEZE_ROWS, 0);
	if (left < -0.01) /* more than one page in any case */
		pager->gap_factor = pager->row_factor = 0;
}

/* A figure that no page can hold is made smaller as a whole: its title and its
 * source keep their size. */
static void shrink_figure(struct piece *piece, double height)
{
	double surplus = piece->height - height;
	struct item *drawing = NULL;
	for (size_t i = 0; i < piece->content.count; i++) {
		struct item *item = &piece->content.items[i];
		if (drawing)
			item->y -= surplus;
		else if (item->kind == ITEM_DRAWING && item->height > surplus)
			drawing = item;
	}
	if (!drawing)
		return;
	drawing->scale = (drawing->height - surplus) / drawing->height;
	drawing->height *= drawing->scale;
	drawing->width *= drawing->scale;
	piece->height = height;
}

/* Where a figure leaves little of a page, the note below it stands there, too,
 * and not alone on the next: the figure gives way by as much as it needs. */
static double left_by_note(
    const struct flow *flow, size_t figure, double height)
{
	const struct piece *piece = flow->items[figure];
	if (!piece->is_noted || figure + 1 == flow->count ||
	    piece->height < height * FULL_SHARE)
		return height;
	const struct piece *note = flow->items[figure + 1];
	double room = height - note->before - note->height;
	flow->items[figure]->keep_next = room >= height * FULL_SHARE;
	return flow->items[figure]->keep_next ? room : height;
}

static void shrink_figures(
    const struct flow *flow, const struct sheet_size *size)
{
	double page = size->bottom - size->top;
	for (size_t i = 0; i < flow->count; i++) {
		if (!flow->items[i]->is_figure)
			continue;
		double height = left_by_note(flow, i, page);
		if (flow->items[i]->height > height)
			shrink_figure(flow->items[i], height);
	}
}

struct placements paginate(struct layout *layout, const struct sheet_size *size)
{
	struct pager pager = {
		.layout = layout,
		.size = size,
		.y = size->first_top,
		.is_empty = true,
	};
	shrink_figures(&layout->flow, size);
	stretch_first(&pager);
	for (size_t i = 0; i < layout->flow.count;) {
		size_t halves = end_of_halves(&layout->flow, i);
		struct chain chain = chain_at(&layout->flow, i);
		if (halves > i)
			put_columns(&pager, i, halves);
		else
			put_chain(&pager, chain);
		i = halves > i ? halves : chain.end;
	}
	return pager.placed;
}
