/* Pieces and what lies on them; see sheet.h. */
#include "render/pdf/sheet.h"

#include <math.h>

#include "base/vec.h"

#define TITLE_GAP 3.0 /* what a title leaves more, before a title */

struct piece *flow_add(struct layout *layout)
{
	struct piece *piece = ARENA_NEW(layout->keep, struct piece);
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
	VEC_PUSH(&layout->flow, layout->keep, piece);
	piece->half = layout->width < SHEET_WIDTH;
	return piece;
}

static void take_anchors(struct layout *layout, struct piece *piece)
{
	for (size_t i = 0; i < layout->waiting.count; i++)
		VEC_PUSH(
		    &piece->anchors, layout->keep, layout->waiting.items[i]);
	layout->waiting.count = 0;
}

struct piece *flow_start(struct layout *layout, struct spacing spacing)
{
	struct piece *piece = flow_add(layout);
	piece->before = fmax(layout->after, spacing.before);
	piece->gap_slack = spacing.slack;
	if (layout->titled) {
		piece->before = fmin(piece->before, layout->after + TITLE_GAP);
		piece->gap_slack = 0;
	}
	layout->titled = false;
	piece->new_page = layout->new_page;
	layout->after = spacing.after;
	layout->new_page = false;
	take_anchors(layout, piece);
	return piece;
}

void flow_titled(struct layout *layout)
{
	layout->flow.items[layout->flow.count - 1]->keep_next = true;
	layout->titled = true;
}

void piece_add(struct layout *layout, struct piece *piece, struct item item)
{
	VEC_PUSH(&piece->content, layout->keep, item);
}

void piece_fill(struct layout *layout, struct piece *piece, struct box area,
    enum colour colour)
{
	piece_add(layout, piece,
	    (struct item){
		.kind = ITEM_FILL,
		.x = area.x,
		.y = area.y,
		.width = area.width,
		.height = area.height,
		.fill = colour,
		.pinned = true,
	    });
}

void piece_rule(struct layout *layout, struct piece *piece, double x, double y,
    double width)
{
	piece_fill(
	    layout, piece, (struct box){ x, y, width, RULE_PT }, COLOUR_RULE);
}
