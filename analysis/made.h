/* What measures name in "made": tables that are no facts and no joins but
 * judgements, made when the first measure asks for them. */
#ifndef ANALYSIS_MADE_H
#define ANALYSIS_MADE_H

#include "analysis/engine_parts.h"

/* Whether there is such a table. */
bool made_exists(struct str name);

/* Fills the table that the measure of ASKED reads for its period, unless it is
 * there; none named: nothing. */
bool made_ready(const struct engine *engine, const struct asked *asked,
    struct error *err) MUST_USE;

#endif
