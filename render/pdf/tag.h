/* The structure tree of a PDF: what each piece of painting means. Layout
 * makes tags and slots in reading order; painting puts marks into the slots;
 * the finisher writes them. */
#ifndef RENDER_PDF_TAG_H
#define RENDER_PDF_TAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* One marked-content sequence: number MCID of its page. */
struct tag_mark {
	size_t page; /* from 0 */
	int mcid;
};

/* A place in a tag where painting belongs; a text that goes over a page has
 * two marks in one slot. */
struct tag_slot {
	struct tag *tag;
	struct tag_mark *items;
	size_t count;
	size_t room;
};

/* Children in order: tags, and slots between them. */
struct tag_kid {
	struct tag_kid *next;
	struct tag *tag; /* or: */
	struct tag_slot *slot;
};

struct tag_box { /* in pt from the page's upper left corner */
	size_t page;
	double x;
	double y;
	double width;
	double height;
};

struct tag {
	const char *type; /* a standard type of ISO 32000-1, 14.8.4 */
	struct tag *parent;
	struct tag_kid *first;
	struct tag_kid *last;
	struct str alt;	   /* figures */
	const char *scope; /* TH: "Column" or "Row" */
	int span;	   /* TH, TD: columns; 0 is 1 */
	bool has_id;	   /* Note: has an ID of its own */
	bool is_figure;	   /* has a box */
	struct tag_box box;
	struct str target; /* Link: "#id" or a URI */
	struct str text;   /* Link: its words, for /Contents */
	int number;	   /* of its object; 0 until the finisher comes */
};

struct tag *tag_add(struct arena *keep, struct tag *parent, const char *type);
struct tag_slot *tag_add_slot(struct arena *keep, struct tag *tag);
/* A tag of TYPE with one slot. */
struct tag_slot *tag_add_leaf(
    struct arena *keep, struct tag *parent, const char *type);

#endif
