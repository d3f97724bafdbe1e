/* Text laid out and painted, for render/ alone (it shows pango and cairo).
 *
 * A block is a paragraph of runs broken to a width. Its lines have exact
 * heights: that of the tallest role on the line, the baseline where CSS would
 * put it (half of the leading above). Marks stand before their run and never
 * part from its first word. Text from data is cleaned: control and
 * bidirectional characters become U+FFFD, a newline breaks the line.
 *
 *	struct text_run runs[] = { { .text = STR("Outside"),
 *	    .role = TEXT_CELL, .weight = 600, .colour = COLOUR_ALERT,
 *	    .mark = MARK_OUTSIDE } };
 *	struct text_options options = { .width_pt = 74 };
 *	const struct text_block *block =
 *	    text_lay_out(face, runs, 1, &options, keep);
 *	for (size_t i = 0; i < block->line_count; i++)
 *		text_paint_line(cairo, face, block, i, x, y +
 *block->lines[i].top);
 */
#ifndef RENDER_TYPEFACE_H
#define RENDER_TYPEFACE_H

#include <cairo.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "render/mark.h"
#include "render/text.h"
#include "render/theme.h"

/* Zero means: the role's own. */
struct text_run {
	struct str text;
	enum text_role role;
	int weight;
	double size_pt;
	enum colour colour;
	enum doc_mark mark;
	bool underline;
};

struct text_options {
	double width_pt;  /* 0: as wide as it needs, one line a newline */
	bool align_right; /* lines end at the width */
	enum palette palette;
};

struct text_line {
	double top; /* from the block's top */
	double height;
	double baseline; /* from the line's top */
	double left;	 /* 0 unless aligned right */
	double width;	 /* without blanks at the end */
};

/* Lives as long as its typeface, or until typeface_forget. */
struct text_block {
	double width;  /* of the widest line */
	double height; /* sum of the lines */
	struct text_line *lines;
	size_t line_count;
	PangoLayout *layout;
	const struct text_run *runs; /* copied; text cleaned */
	size_t *run_starts; /* byte offset of each run; one more at the end */
	size_t run_count;
};

const struct text_block *text_lay_out(struct typeface *face,
    const struct text_run *runs, size_t count,
    const struct text_options *options, struct arena *keep);

/* Paints line LINE with the line's upper left corner at X, Y. */
void text_paint_line(cairo_t *cairo, const struct typeface *face,
    const struct text_block *block, size_t line, double x, double y);

/* Some runs of a line: those from FIRST_RUN up to END_RUN. */
struct text_part {
	size_t line;
	size_t first_run;
	size_t end_run;
};

/* As text_paint_line, but only PART of it, where it stands in the line: links
 * are marked apart from the text around them. */
void text_paint_part(cairo_t *cairo, const struct typeface *face,
    const struct text_block *block, const struct text_part *part, double x,
    double y);

/* Where run RUN lies on line LINE: its left edge and width in pt from the
 * block's left. False when no part of it stands there. For links. */
bool text_run_extent(const struct text_block *block, size_t run, size_t line,
    double *left, double *width);

/* Gives back the memory of all blocks laid out so far; none may be used
 * afterwards. For documents that measure first and paint later. */
void typeface_forget(struct typeface *face);

/* Paints one line of text with its baseline at X, Y: chart texts. */
void text_paint(cairo_t *cairo, const struct typeface *face,
    const struct shape *shape, enum palette palette, double x, double y);

/* In the colours of FACE's theme. */
void cairo_set_colour(cairo_t *cairo, const struct typeface *face,
    enum colour colour, enum palette palette);
uint32_t typeface_rgb(
    const struct typeface *face, enum colour colour, enum palette palette);

/* Inside text.c, text_block.c and coverage.c. */
struct _FcConfig *typeface_fonts(const struct typeface *face);
PangoContext *typeface_context(const struct typeface *face);
/* TEXT as utf8_printable has it, U+FFFD as a black diamond: Inter does not have
 * that, and pango would draw a box with its digits. */
struct str typeface_printable(struct arena *keep, struct str text);
PangoFontDescription *typeface_describe(
    enum text_role role, int weight, double size_pt);
/* The features of all text: tabular figures, kerning, contextual forms. A
 * hyphen keeps its own width, which newer releases of Inter would widen, and
 * takes part in no arrow: those of "<!--" are of private use in Inter 4.1. */
void typeface_set_features(PangoAttrList *list, struct str text);
void typeface_own(struct typeface *face, PangoLayout *layout);
void typeface_count_unknown(const struct typeface *face, PangoLayout *layout);
struct arena *typeface_scratch(const struct typeface *face);

#endif
