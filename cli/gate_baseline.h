/* What got worse since an earlier run: the JSON that it wrote is compared with
 * what is judged now. */
#ifndef CLI_GATE_BASELINE_H
#define CLI_GATE_BASELINE_H

#include "cli/gate_out.h"

/* Reads FILE, sets which rows of GATE are told, its verdict and whether it
 * passed: only what got worse counts. A row got worse when its status did
 * (pass, waived, not assessed, fail), or when it fails for more than before; a
 * repository or item that the baseline lacks, when it does not pass. What is
 * not such JSON is an input error. */
bool gate_compare(struct gate *gate, const struct readiness *readiness,
    struct str file, struct arena *keep, struct error *err) MUST_USE;

#endif
