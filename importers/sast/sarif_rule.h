/* The rules of a SARIF run, and which one a result means. */
#ifndef IMPORTERS_SAST_SARIF_RULE_H
#define IMPORTERS_SAST_SARIF_RULE_H

#include <cjson/cJSON.h>

#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "importers/sast/sast.h"

enum {
	SARIF_RULES_MAX = 100000, /* of one component; more are ignored */
	SARIF_TAGS_MAX = 64,	  /* of one rule, likewise */
	SARIF_MESSAGES_MAX = 64,  /* of one rule, likewise */
	SARIF_RELATIONS_MAX = 16, /* of one rule, likewise */
};

struct sarif_text {
	struct str id;
	struct str text;
};
struct sarif_texts {
	struct sarif_text *items;
	size_t count;
	size_t room;
};

/* A reference to a taxon (section 3.52), the taxonomy by what is given. */
struct sarif_relation {
	struct str id;	  /* of the taxon; none when only the index is given */
	int64_t index;	  /* in the taxonomy; -1 without */
	struct str name;  /* of the taxonomy */
	struct str guid;  /* likewise */
	int64_t taxonomy; /* its index in run.taxonomies; -1 without */
};

struct sarif_rule {
	struct str id;
	struct str guid;
	struct str level; /* defaultConfiguration.level; none when absent */
	bool is_off;	  /* defaultConfiguration.enabled is false */
	int64_t score_e6; /* UNKNOWN without one */
	struct str word;  /* the tool's own severity; none without one */
	struct str_list tags;
	struct weakness_list weaknesses;
	struct weakness_list told; /* in helpUri and free text: low trust */
	VEC(struct sarif_relation) relations;
	struct sarif_texts messages;
};

/* A toolComponent: the driver, an extension or a taxonomy. */
struct sarif_component {
	struct str name;
	struct str guid;
	struct sarif_rule *items;
	size_t count;
	size_t room;
	struct map by_id;     /* index + 1 of the first rule with an id */
	struct map by_guid;   /* also by the key of an old rule */
	struct map by_old_id; /* deprecatedIds */
	struct sarif_texts messages; /* globalMessageStrings */
	int64_t dropped;	     /* rules above the limit */
};

/* Members of a rule that are never needed. */
extern const char *const sarif_rule_omit[];

/* Adds the rule that TREE is; one that is no object takes an empty place, so
 * that the indices stay right. KEY: under which it stood among the rules of an
 * old log, which results name it by; none otherwise. */
void sarif_rule_add(struct sarif_component *component, const cJSON *tree,
    struct str key, const struct sast_rules *rules, struct arena *keep);

/* What REFERENCE (a reportingDescriptorReference) says, as views of it. */
struct sarif_relation sarif_relation_of(const cJSON *reference);

/* The rule with ID, else with the longest of its parents: "CA1000/1" is of
 * "CA1000" (SARIF 2.1.0 section 3.52.4); NULL when there is none. */
const struct sarif_rule *sarif_rule_by_id(
    const struct sarif_component *component, struct str id);

/* The rule that once had ID (deprecatedIds); NULL when there is none. */
const struct sarif_rule *sarif_rule_by_old_id(
    const struct sarif_component *component, struct str id);

/* Texts of messageStrings or globalMessageStrings, added to TEXTS. */
void sarif_texts_add(
    struct sarif_texts *texts, const cJSON *strings, struct arena *keep);
struct str sarif_texts_find(const struct sarif_texts *texts, struct str id);

/* From the tags and properties of a rule or result. */
struct str sarif_word(const struct severity_table *table, const cJSON *owner);
int64_t sarif_score(const cJSON *owner);
void sarif_properties_weaknesses(const struct weakness_table *table,
    struct weakness_list *list, const cJSON *owner);

#endif
