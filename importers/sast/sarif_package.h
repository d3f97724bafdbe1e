/* The package that a finding is about, where SARIF has it in a message alone:
 * data/sarif-packages.csv. */
#ifndef IMPORTERS_SAST_SARIF_PACKAGE_H
#define IMPORTERS_SAST_SARIF_PACKAGE_H

#include "base/asset.h"
#include "base/rules.h"

struct package_forms {
	struct rules rules;
	size_t columns[6]; /* scanner, after, before, split, version_after,
			    * version_before */
};

/* Reads data/sarif-packages.csv, out of KEEP. An error names the row. */
bool package_forms_load(struct package_forms *forms,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* By the form of SCANNER's messages. *NAME and *VERSION are parts of MESSAGE,
 * and none when it has another form. */
void package_in_message(struct str *name, struct str *version,
    const struct package_forms *forms, struct str scanner, struct str message);

#endif
