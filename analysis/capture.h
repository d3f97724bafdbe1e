/* How many there are, when two incomplete lists name some of them each. */
#ifndef ANALYSIS_CAPTURE_H
#define ANALYSIS_CAPTURE_H

#include <stdint.h>

#include "analysis/interval.h"

/* Fewer on both lists say too little: the bias is negligible from 7 on.
 * Source: Robson & Regier 1964; Krebs, Ecological Methodology, chapter 2. */
enum { CAPTURE_BOTH_MIN = 7 };

/* All, of whom FIRST stand on one list, SECOND on the other and BOTH, at least
 * one, on both: (FIRST + 1)(SECOND + 1)/(BOTH + 1) - 1, with the sizes that the
 * hypergeometric distribution of BOTH does not rule out at 2.5% on each side.
 * It holds when the lists are independent, nobody came or left between them,
 * everybody has the same chance to stand on a list, and who stands on both is
 * known again; where who is on one is more likely on the other, there are more.
 * Sources: Chapman 1951; Seber 1982, section 3.1. */
struct estimate capture_size(int64_t first, int64_t second, int64_t both);

#endif
