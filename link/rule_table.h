/* Rule tables of data/ as tables of the model, for queries to look things up.
 */
#ifndef LINK_RULE_TABLE_H
#define LINK_RULE_TABLE_H

#include "base/asset.h"
#include "base/error.h"
#include "model/model.h"

enum { RULE_COLUMNS_MAX = 14 };

struct rule_table {
	const char *path;		       /* data/machine-accounts.csv */
	const char *columns[RULE_COLUMNS_MAX]; /* NULL behind the last */
	const char *insert;		       /* takes them as ?1, ?2, ... */
};

/* Fills attest_item, identity_pass, machine_rule, published_benchmark,
 * scanner_reach, sign and usage_report. */
bool link_rule_tables(struct model *model, const struct asset_folders *folders,
    struct error *err) MUST_USE;

#endif
