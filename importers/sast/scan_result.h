/* One record of a scanner's report as a result of the model, by a profile. */
#ifndef IMPORTERS_SAST_SCAN_RESULT_H
#define IMPORTERS_SAST_SCAN_RESULT_H

#include "importers/sast/rule_weakness.h"
#include "importers/sast/sast.h"
#include "importers/sast/scan_profile.h"
#include "model/records.h"

enum { SCAN_VALUES_MAX = 64 }; /* CWEs, tags, errors of one record */

/* What is read with: a profile, the tables, and what the head tells. */
struct scan_context {
	const struct scan_profile *profile;
	const struct sast_rules *rules;
	const struct rule_weaknesses *rule_weaknesses;
	const struct map *lookups; /* one for each of the profile */
	struct fingerprint_seen *seen;
	struct str root; /* folder to take off paths; none without */
	const cJSON *head;
};

/* One record, in which section. */
struct scan_item {
	const struct scan_context *context;
	const struct scan_section *section; /* NULL: the report as a whole */
	struct scan_record record;
	struct arena *keep;
};

struct scan_result {
	struct fact_result fact; /* without scan and ordinal */
	struct weakness_list weaknesses;
	struct sast_suppressions suppressions;
	bool is_below_one;   /* the file says line 0 or less */
	bool is_placeholder; /* line 1 of a manifest */
	bool is_problem;     /* it tells of the scan; nothing else is filled */
	bool is_undated;     /* its first sighting is none, as of year 1 */
	bool by_confidence;  /* nothing else told how bad it is */
};

/* Why a record cannot be used. */
struct scan_refusal {
	const char *code;
	struct str text;
};

/* The text of FIELD, "" when there is none, after the profile's words. */
struct str scan_item_text(const struct scan_item *item, enum scan_field field);
/* The same before the words: as the report has it. */
struct str scan_item_raw(const struct scan_item *item, enum scan_field field);
/* Whether any of its values is true. */
bool scan_item_is(const struct scan_item *item, enum scan_field field);
/* How many values FIELD has. */
int64_t scan_item_count(const struct scan_item *item, enum scan_field field);
/* A time; UNKNOWN without one. */
int64_t scan_item_time(const struct scan_item *item, enum scan_field field);
/* Its file, cleaned, and its rule, as results have them; "" without. */
struct str scan_item_path(const struct scan_item *item);
struct str scan_item_rule(const struct scan_item *item);
/* The hash of what makes records one; 0 when each is its own. */
uint64_t scan_item_key(const struct scan_item *item);

/* Counts the item's fingerprints, before any result is read. */
void scan_item_count_fingerprints(const struct scan_item *item);

/* False with the reason when the record is no usable result. */
bool scan_result_read(struct scan_result *result, struct scan_refusal *refusal,
    const struct scan_item *item, const struct scanner *scanner);

#endif
