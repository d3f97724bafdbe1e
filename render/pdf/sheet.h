/* What is painted: items at places. Blocks become pieces, which nothing may
 * break; pieces are stacked on pages. All lengths are pt, y goes down. */
#ifndef RENDER_PDF_SHEET_H
#define RENDER_PDF_SHEET_H

#include "base/map.h"
#include "render/backend.h"
#include "render/pdf/tag.h"
#include "render/typeface.h"

#define SHEET_WIDTH 504.0 /* of the text, on either paper */
#define HALF_WIDTH 246.0  /* of a column, two of which stand abreast */
#define HALF_X 258.0	  /* where the second starts */
#define RULE_PT 0.5

enum item_kind {
	ITEM_TEXT, /* one line of a block, or some of its runs */
	ITEM_DRAWING,
	ITEM_FILL, /* rules, washes */
	ITEM_LOGO  /* an image, an artifact */
};

enum artifact { ARTIFACT_LAYOUT, ARTIFACT_HEADER, ARTIFACT_FOOTER, ARTIFACTS };

struct item {
	enum item_kind kind;
	struct tag_slot *slot; /* what it means; NULL: an artifact */
	enum artifact artifact;
	double x;
	double y; /* from the piece's top; on a page from the page's */
	double width;
	double height;
	const struct text_block *text;
	size_t line;
	size_t first_run; /* those from here up to... */
	size_t end_run;	  /* ...here; 0: the whole line */
	double link_left; /* where those runs start, from X */
	const struct drawing *drawing;
	double scale; /* of a drawing higher than a page; 0 is 1 */
	const struct logo *logo;
	enum colour fill;
	bool pinned; /* stays at the top when a row's padding grows */
};

/* A place that links and bookmarks lead to. */
struct anchor_point {
	struct str id;	  /* empty: only a bookmark */
	struct str title; /* bookmark's; empty: none */
	int level;
	double y;
};

struct items {
	struct item *items;
	size_t count;
	size_t room;
};

struct anchors {
	struct anchor_point *items;
	size_t count;
	size_t room;
};

struct piece {
	struct items content;
	struct anchors anchors;
	double height;
	double before;	  /* gap above; none at the top of a page */
	double gap_slack; /* how much that gap may grow on page 1 */
	double pad_slack; /* how much a row may grow on page 1 */
	bool keep_next;
	bool new_page;
	bool half;		  /* stands in a column of HALF_WIDTH */
	bool is_figure;		  /* is made smaller rather than broken */
	bool is_noted;		  /* figure: small print stands below */
	const struct piece *head; /* repeated above it when a page starts */
};

struct flow {
	struct piece **items;
	size_t count;
	size_t room;
};

/* A piece at its place. */
struct placement {
	const struct piece *piece;
	size_t page; /* from 0 */
	double x;    /* from the left margin */
	double y;
	double pad;	/* the part of a row's growth above its text */
	double growth;	/* all of it */
	bool is_repeat; /* a head on a later page: an artifact */
};

struct placements {
	struct placement *items;
	size_t count;
	size_t room;
	size_t pages;
};

struct sheet_size {
	double width; /* of the paper */
	double height;
	double left;	  /* margin */
	double first_top; /* where text starts on page 1... */
	double top;	  /* ...and on the others, below the running head */
	double bottom;	  /* where it must end */
	double foot_rule;
};

/* What the layout of blocks needs everywhere. */
struct layout {
	const struct render *render;
	struct typeface *face;
	struct arena *keep;
	struct flow flow;
	double width;		/* of tables: SHEET_WIDTH, or HALF_WIDTH */
	double after;		/* space that the block before leaves */
	bool titled;		/* that block is a title of the next */
	bool new_page;		/* the next block starts a page */
	struct anchors waiting; /* for the next piece */
	struct map cache;	/* of text blocks, see paragraph.c */
};

/* What a block leaves above and below; of two neighbours the larger counts.
 * SLACK is how much the space above may grow: on page 1 as far as the page
 * has room, on others fully. */
struct spacing {
	double before;
	double slack;
	double after;
};

/* The first piece of a block; its spacing counts. */
struct piece *flow_start(struct layout *layout, struct spacing spacing);
/* The block before was a title: what follows comes close to it. */
void flow_titled(struct layout *layout);
/* One more piece of the same block, without space between. */
struct piece *flow_add(struct layout *layout);
void piece_add(struct layout *layout, struct piece *piece, struct item item);
/* Fills AREA; stays in place when a row's padding grows. */
void piece_fill(struct layout *layout, struct piece *piece, struct box area,
    enum colour colour);
/* A rule of 0.5 below Y. */
void piece_rule(struct layout *layout, struct piece *piece, double x, double y,
    double width);

#endif
