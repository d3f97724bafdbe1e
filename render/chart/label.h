/* Where a label goes: beside its dot, clear of all other labels and dots. */
#ifndef RENDER_CHART_LABEL_H
#define RENDER_CHART_LABEL_H

#include "render/chart/canvas.h"

struct label_dot {
	struct point at;
	double radius;
};

struct label_panel {
	struct box area; /* a label may pass its right edge by 4 */
	struct {
		struct box *items;
		size_t count;
		size_t room;
	} taken; /* labels and lines that may not be covered */
	struct {
		struct label_dot *items;
		size_t count;
		size_t room;
	} dots; /* of the chart: not covered, not taken for the label's own */
};

struct label {
	struct str text;
	enum look look;
	struct point dot; /* what it names */
	double gap;	  /* from the dot's middle */
	/* How far lines of the dot's own reach to the right, up, down and to
	 * the left; behind their ends is a place, too. 0: none. */
	double reach[4];
};

void label_take(struct label_panel *panel, struct arena *keep, struct box box);
/* Whether BOX covers none of what is taken, and of DOTS none of these. */
bool label_is_clear(const struct label_panel *panel, struct box box, bool dots);
void label_add_dot(
    struct label_panel *panel, struct arena *keep, struct point dot);
/* The same for a dot of RADIUS, all of which stays free. */
void label_add_disc(struct label_panel *panel, struct arena *keep,
    struct point dot, double radius);

/* Writes LABEL with a halo at the first free place of: right, above, below,
 * left, the four corners; else at the nearest free spot with a leader line.
 * False when there is none: nothing was written. */
bool label_place(struct label_panel *panel, const struct canvas *canvas,
    const struct label *label);
/* Places COUNT labels, those of the largest dots (the widest gap) first, so
 * that what tells most is named; each is cut to half of the panel's width.
 * Beyond LABELS_MAX none is tried. Gives how many found no place: a chart says
 * so in its source line. LABELS are not changed. */
enum { LABELS_MAX = 60 };
size_t label_place_all(struct label_panel *panel, const struct canvas *canvas,
    const struct label *labels, size_t count);
/* The same on the left alone; for brackets, which begin at their dot. */
bool label_place_left(struct label_panel *panel, const struct canvas *canvas,
    const struct label *label);

#endif
