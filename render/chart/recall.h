/* What the two parts of a recall map share: recall.c lays out rows and numbers,
 * recall_time.c the weeks and what happened in them. */
#ifndef RENDER_CHART_RECALL_H
#define RENDER_CHART_RECALL_H

#include "render/chart/canvas.h"

struct recall {
	struct canvas canvas;
	const struct recall_data *data;
	bool narrow;
	double left;
	double right;
	size_t slots; /* bars a row */
	int64_t each; /* weeks a bar */
	double slot;  /* pt a bar */
	double tall;  /* pt of the tallest bar */
	int64_t most; /* commits of the tallest bar of all rows */
};

/* How many weeks the data span, at least one. */
int64_t recall_weeks(const struct recall_data *data);
/* Commits of ROWS[FROM..TO) in each slot; [1]: those without lines left. */
struct recall_sum {
	int64_t living;
	int64_t gone;
};
struct recall_sum *recall_sums(
    const struct recall *recall, size_t from, size_t to);

/* Bars of SUMS that stand on BASE. */
void recall_draw_bars(
    const struct recall *recall, const struct recall_sum *sums, double base);
/* Months or years below Y, where there is room. */
void recall_draw_time(const struct recall *recall, double y);

#endif
