/* Where a label goes: beside its dot, clear of all other labels and dots. */
#ifndef RENDER_CHART_LABEL_H
#define RENDER_CHART_LABEL_H

#include "render/chart/canvas.h"

struct label_panel {
	struct box area; /* a label may pass its right edge by 4 */
	struct {
		struct box *items;
		size_t count;
		size_t room;
	} taken; /* labels and lines that may not be covered */
	struct {
		struct point *items;
		size_t count;
		size_t room;
	} dots; /* of the chart: not covered, not taken for the label's own */
};

struct label {
	struct str text;
	enum look look;
	struct point dot; /* what it names */
	double gap;	  /* from the dot's middle */
};

void label_take(struct label_panel *panel, struct arena *keep, struct box box);
void label_add_dot(
    struct label_panel *panel, struct arena *keep, struct point dot);

/* Writes LABEL with a halo at the first free place of: right, above, below,
 * left, the four corners; else at the nearest free spot with a leader line.
 * False when there is none: nothing was written. */
bool label_place(struct label_panel *panel, const struct canvas *canvas,
    const struct label *label);
/* The same on the left alone; for brackets, which begin at their dot. */
bool label_place_left(struct label_panel *panel, const struct canvas *canvas,
    const struct label *label);

#endif
