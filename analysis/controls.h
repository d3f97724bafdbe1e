/* Controls of published lists, and of the organisation's own (controls-own.csv
 * of --data), against the evidence that the model holds: data/controls.csv says
 * which evidence speaks to which control. A control is never called fulfilled
 * by law or standard; the program gives evidence for it. docs/method.md,
 * "Controls". */
#ifndef ANALYSIS_CONTROLS_H
#define ANALYSIS_CONTROLS_H

#include "analysis/engine.h"
#include "base/map.h"

/* Judges all controls in PERIOD for ENGINE and puts them into the temporary
 * tables control_result and control_evidence that measures read. NEWEST: the
 * audited revision may speak for the period. */
bool controls_make(const struct engine *engine, struct period period,
    bool newest, struct error *err) MUST_USE;

/* Puts the ids of all measures and checks that the lists of controls name as
 * evidence into EVIDENCE. */
bool controls_name_evidence(struct map *evidence,
    const struct asset_folders *folders, struct error *err) MUST_USE;

#endif
