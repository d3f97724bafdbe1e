/* The weaknesses of rules whose scanner does not say them in its reports:
 * data/rule-weaknesses.csv, from the scanners' own tables. */
#ifndef IMPORTERS_SAST_RULE_WEAKNESS_H
#define IMPORTERS_SAST_RULE_WEAKNESS_H

#include "base/map.h"
#include "base/rules.h"
#include "importers/sast/weakness.h"

struct rule_weaknesses {
	struct rules rules;
	size_t columns[3]; /* scanner, rule, cwe */
	struct map first;  /* "scanner rule" -> row + 1; rows of one adjoin */
};

/* Reads data/rule-weaknesses.csv, once for a shelf of FOLDERS, else out of
 * KEEP. An error names the row. */
bool rule_weaknesses_load(struct rule_weaknesses *table,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* Adds those of RULE of SCANNER (its name as in data/scanners.csv); of
 * SonarQube's java:S2077 that of S2077. */
void rule_weaknesses_add(const struct rule_weaknesses *table,
    const struct weakness_table *weaknesses, struct weakness_list *list,
    struct str scanner, struct str rule);

#endif
