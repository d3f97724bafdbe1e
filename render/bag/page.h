/* The texts of a report as HTML (render/html/html.c), in the order of its page:
 * what a reader sees, what a chart is said to show, and what is drawn in it.
 * Reads any bytes; what no browser would take for a report's markup gives no
 * text. */
#ifndef RENDER_BAG_PAGE_H
#define RENDER_BAG_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum page_place {
	PAGE_TEXT,  /* of a heading, a paragraph, a cell */
	PAGE_ALT,   /* of a chart, in words */
	PAGE_AGAIN, /* the same of its narrow drawing */
	PAGE_DRAWN, /* within a chart */
	PAGE_APART  /* contents, foot: what the page says elsewhere */
};

struct page_text {
	enum page_place place;
	struct str text; /* references resolved */
};

struct page {
	struct str rest;
	struct str label; /* of the chart that begins; none: none does */
	enum page_place label_place;
	enum page_place place; /* of what comes next */
	struct str until;      /* "/svg": the tag at which it is PAGE_TEXT */
	struct arena *keep;
};

/* HTML must outlive PAGE; texts live in KEEP. */
void page_open(struct page *page, struct str html, struct arena *keep);
/* The next text that is not blank; false at the end. */
bool page_next(struct page *page, struct page_text *text);
/* All of them but those apart, a line each. */
struct str page_words(struct str html, struct arena *keep);
/* Name of the first element that no report has ("script"); none: there is
 * none. */
struct str page_stranger(struct str html);

#endif
