/* Which rule of a SARIF run a result means, and which weakness a taxon is. */
#ifndef IMPORTERS_SAST_SARIF_LOOKUP_H
#define IMPORTERS_SAST_SARIF_LOOKUP_H

#include "importers/sast/sarif_run.h"

/* The rule that RESULT means, and the id under which it is reported: its own
 * ruleId, else the rule's. NULL when no rule is listed. */
const struct sarif_rule *sarif_run_rule(
    const struct sarif_run *run, const cJSON *result, struct str *id);

/* Adds the weakness that a taxon of a CWE taxonomy is. */
void sarif_run_add_taxon(const struct sarif_run *run,
    const struct weakness_table *table, struct weakness_list *list,
    const struct sarif_relation *taxon);

#endif
