/* From cells to a figure: what each kind of measure makes of its sums. */
#ifndef ANALYSIS_FIGURE_H
#define ANALYSIS_FIGURE_H

#include "analysis/cells.h"
#include "analysis/engine.h"
#include "analysis/survival.h"

/* Board-report minimums: below them counts, no ratio, no colour. */
enum { EVENTS_MIN = 5, LINES_MIN = 1000, RECORDS_MIN = 5 };
#define SIGNIFICANT_P 0.05
#define BAND_LOW 0.80
#define BAND_HIGH 1.25

/* What AI is compared with. */
enum contrast { CONTRAST_HUMAN, CONTRAST_REST };

/* Cells that make one figure, and where their keys stand. */
struct portion {
	const struct measure *measure;
	const struct cell *const *cells;
	size_t count;
	size_t origin_at; /* index of the key "origin" */
	size_t strata_at; /* of the first stratum key */
	size_t strata_count;
	enum contrast contrast;
	bool merged; /* rate: thin strata are merged already */
};

/* A figure with what answers print beside it. */
struct reading {
	struct figure figure;
	struct figure all_ai;
	struct figure none_ai;
	struct figure split; /* rate: the unknown as the known are */
	double band_low;     /* over what is known of these four */
	double band_high;
	double q;
	int q_df;
	double q_p;
	double spread; /* phi, at least 1 */
	double e_value;
	double e_value_limit;
	struct survival survival;
};

/* Reads the cells of PORTION as its measure's kind and reading ask: value,
 * interval, and what goes with them. What READING holds lives in KEEP. */
void figure_read(
    struct reading *reading, const struct portion *portion, struct arena *keep);

/* Human leads when both sides pass the minimums, else the rest. */
enum contrast figure_contrast(
    const struct portion *portion, struct arena *scratch);

/* The records of a time measure as spans of GROUP. */
struct span *figure_spans(size_t *count, const struct portion *portion,
    int group, struct arena *keep);

/* The change from WAS to NOW by their values and intervals, before it is
 * adjusted; false where these do not give it. Of a stock of counts the value
 * alone holds, as its interval rests on what came and left. */
bool change_between(struct figure *change, const struct measure *measure,
    const struct figure *now, const struct figure *was);

/* The class of a known figure whose P_ADJUSTED is set: a ratio against 1 with
 * the band of practical equality, or a difference against 0. */
enum word_class class_of_ratio(const struct figure *figure);
enum word_class class_of_difference(const struct figure *figure);

/* Adds what CELL holds, of as many CLUSTERS, to SUMS. */
struct cluster_sums;
void cluster_add(
    struct cluster_sums *sums, const struct cell *cell, int64_t clusters);

#endif
