/* Rates by origin, and AI against the others: the two contrasts, strata, and
 * what if the unknown were all AI, or none of it. */
#ifndef ANALYSIS_RATE_H
#define ANALYSIS_RATE_H

#include "analysis/density.h"
#include "analysis/figure.h"
#include "analysis/interval.h"

/* The cells of a portion as strata by origin, not merged; with a behaviour is
 * DENSITY_AI, without it DENSITY_HUMAN. */
struct rate_table {
	struct density_stratum *strata;
	size_t count;
};
/* The strata of PORTION, out of KEEP, as they were counted. */
struct rate_table rate_strata(
    const struct portion *portion, struct arena *keep);
/* The same with thin strata merged, as a comparison takes them. */
struct rate_table rate_merged(
    const struct portion *portion, struct arena *keep);
/* What the cells of MEASURE call ORIGIN. */
const char *rate_origin_name(
    const struct measure *measure, enum density_origin origin);

/* What figure_read does for a measure of kind rate. */
void rate_read(
    struct reading *reading, const struct portion *portion, struct arena *keep);
/* Whether one of the COUNT keys BY exists for lines of AI alone: tool, model.
 */
bool rate_is_by_tool(const struct str *by, size_t count);
/* Whether PORTION has lines or events of AI: of no tool are people's, too. */
bool rate_has_ai(const struct portion *portion);
/* PART, a group of ALL by such a key, gets the cells beside it that have no
 * tool, which it is compared with; the group of what has none is left alone. */
void rate_add_reference(struct portion *part, const struct portion *all,
    const struct str *by, size_t by_count, struct arena *keep);
/* What the events of each of COUNT groups are to those that its lines would
 * have at the rates of all lines of AI, stratum by stratum, drawn towards 1 by
 * how little it tells; RAW is the same before that. NAN where nothing is
 * expected. Source: indirect standardisation, Breslow & Day 1987, section 2.3;
 * shrink_rates. */
void rate_shrink(struct estimate *shrunk, double *raw,
    const struct portion *parts, size_t count, struct arena *scratch);
/* A share of AI minus that of known human origin alone: what is unknown is on
 * neither side. HIT and N are those of AI. */
void rate_read_difference(
    struct reading *reading, const struct portion *portion);

#endif
