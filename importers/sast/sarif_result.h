/* One SARIF result as a record of the model. */
#ifndef IMPORTERS_SAST_SARIF_RESULT_H
#define IMPORTERS_SAST_SARIF_RESULT_H

#include "importers/sast/sarif_place.h"
#include "model/records.h"

struct sarif_result {
	struct fact_result fact; /* without scan and ordinal */
	struct weakness_list weaknesses;
	struct sarif_place place;
	const struct sarif_rule *rule; /* of the run; NULL: it lists none */
	struct sast_suppressions suppressions;
	bool is_undated; /* its first sighting is none, as of year 1 */
	/* To be set before: */
	bool is_brief;		   /* without message and fingerprint */
	struct sarif_paths *paths; /* may be NULL */
	struct str flows; /* codeFlows as they stand in the file, or none */
};

/* Why a result cannot be used. */
struct sarif_refusal {
	const char *code; /* stable, for the account */
	struct str text;  /* expected, found, how to fix */
};

/* False with the reason when TREE (NULL: larger than a tree may be) is no
 * usable result. Texts live in KEEP. */
bool sarif_result_read(struct sarif_result *result,
    struct sarif_refusal *refusal, const struct sarif_run *run,
    const struct sast_rules *rules, const cJSON *tree, struct arena *keep);

#endif
