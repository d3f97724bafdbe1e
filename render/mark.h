/* The marks of status and change: word, shape, colour and weight go together,
 * so that no reader depends on colour. A mark is drawn in a box of 9 x 9,
 * 0.82 of the text's size, 0.32 em before its word. */
#ifndef RENDER_MARK_H
#define RENDER_MARK_H

#include "base/arena.h"
#include "render/shape.h"
#include "render/theme.h"

/* A mark before a run: the status shapes and arrows. */
enum doc_mark {
	MARK_NONE,
	MARK_INSIDE,
	MARK_BORDERLINE,
	MARK_OUTSIDE,
	MARK_NOT_ASSESSED,
	MARK_TOO_LITTLE,
	MARK_UP, /* shafted arrow, in the run's colour */
	MARK_DOWN,
	MARK_UNCHANGED,
	MARK_NOT_COMPARABLE,
	DOC_MARKS
};

#define MARK_BOX 9.0
#define MARK_EM 0.82	 /* width of the box, of the text's size */
#define MARK_GAP_EM 0.32 /* between box and word */

const char *mark_name(enum doc_mark mark); /* tree dump, id in HTML */
/* A character for where nothing can be drawn; "" for none. */
const char *mark_sign(enum doc_mark mark);

/* Adds MARK with its box's upper left corner at X, Y and a side of SIZE.
 * COLOUR takes the place of the mark's own; COLOUR_NONE: the mark's own. */
void mark_draw(struct drawing *into, struct arena *keep, enum doc_mark mark,
    struct point corner, double size, enum colour colour);

#endif
