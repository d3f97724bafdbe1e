/* What a figure is made from, in as few cells as give it again: counts of a
 * whole, sums over records, strata by origin, spans of time. So that somebody
 * who has neither model nor query can make the figure anew. */
#ifndef ANALYSIS_BASIS_H
#define ANALYSIS_BASIS_H

#include "analysis/figure.h"

enum { BASIS_ORIGIN, BASIS_STRATUM, BASIS_KEYS };

/* The cells of PORTION added up: keys BASIS_ORIGIN (none: not needed) and
 * BASIS_STRATUM, a number from 1 (none: no rate), and the sums. */
struct cell *basis_cells(
    size_t *count, const struct portion *portion, struct arena *keep);

/* How the value of MEASURE comes from its cells: "share, Wilson"; "table" for
 * one that has none. */
const char *basis_formula(const struct measure *measure);
/* A measure of that formula alone, for basis_read; false when there is none.
 */
bool basis_measure(struct measure *measure, struct str formula);

/* What CELLS, as basis_cells gives them, come to. */
void basis_read(struct reading *reading, const struct measure *measure,
    const struct cell *cells, size_t count, enum contrast contrast,
    struct arena *keep);

#endif
