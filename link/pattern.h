/* Rows of the matrix of own tests of models: which pattern a CWE belongs to. */
#ifndef LINK_PATTERN_H
#define LINK_PATTERN_H

#include "base/asset.h"
#include "base/error.h"
#include "model/model.h"

/* Fills benchmark_pattern, benchmark_word and weakness_pattern out of
 * data/benchmark-patterns.csv and the parents of data/cwe.csv. A pattern that
 * names no CWE of the catalogue is an input error. */
bool link_patterns(struct model *model, const struct asset_folders *folders,
    struct error *err) MUST_USE;

#endif
