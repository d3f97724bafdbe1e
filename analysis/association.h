/* What goes with the adoption of AI: the outcomes of teams before and after
 * against teams that did not adopt, or within teams over the months. All is
 * observed: no word of cause follows. Pure: panels come from records through
 * panel.c, drawn ones through tests/bench/simulate_teams.c. */
#ifndef ANALYSIS_ASSOCIATION_H
#define ANALYSIS_ASSOCIATION_H

#include "analysis/figure.h"
#include "analysis/panel.h"

/* What one outcome came to. */
struct association {
	bool known;
	/* Of the adopters, beside that of their controls; or for adoption ten
	 * points higher. A logarithm where ratios are meant. */
	struct estimate change;
	double p;
	double p_adjusted; /* over all outcomes that are known; else 1 */
	enum word_class class;
	size_t units;  /* adopters, or teams */
	size_t others; /* controls, or team-months */
	size_t pairs;
	double before;
	double before_control;
};

/* Reads PANEL: of two slots when MATCHED (older and newer), else of months.
 * The outcomes are tested together, those of speed only where one of stability
 * is known; gives how many are. */
size_t association_read(struct association all[OUTCOMES],
    const struct panel *panel, bool is_matched, struct arena *keep);

#endif
