/* What the forms of an answer share. */
#ifndef CLI_ANSWER_PARTS_H
#define CLI_ANSWER_PARTS_H

#include "analysis/measure.h"
#include "cli/answer_out.h"

/* Whether FIGURE of MEASURE has an interval to show: a median that is not
 * reached still has a lower limit. */
bool answer_has_limits(
    const struct measure *measure, const struct figure *figure);

/* Whether cells of COLUMN are numbers; whether they are so with decimals. */
bool answer_is_number(const struct column *column);
bool answer_is_real(const struct column *column);

#endif
