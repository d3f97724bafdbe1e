/* What the steps of audit_import share. */
#ifndef CLI_AUDIT_STEPS_H
#define CLI_AUDIT_STEPS_H

#include "cli/audit.h"

/* Takes ERR, why INPUT could not be read: it is told, counted as rejected, and
 * makes the exit status 3. CHANGED is set where the model says so now and did
 * not before; fails, with another ERR, only where the model cannot take it. */
bool audit_refuse(struct audit *audit, const struct input *input, bool *changed,
    struct error *err) MUST_USE;

/* INPUT could be read: takes back what an earlier run said of it. */
bool audit_unsay_kept(struct audit *audit, const struct input *input,
    bool *changed, struct error *err) MUST_USE;

/* Whether derived tables stand for what the model holds, by this program. */
bool audit_is_linked(
    const struct audit *audit, bool *linked, struct error *err) MUST_USE;

/* Facts have changed: derived tables are behind until audit_link. */
bool audit_unlink(struct audit *audit, struct error *err) MUST_USE;

#endif
