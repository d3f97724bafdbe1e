/* The reader of reports by profiles, for formats that wrap one. */
#ifndef IMPORTERS_SAST_SCAN_H
#define IMPORTERS_SAST_SCAN_H

#include "importers/importer.h"

/* What a report that is known and not read is recognised as: this, and behind
 * it the tool with its form in brackets. */
#define SCAN_UNREAD_WHY "known and not read: a report of "

/* Tables that the facts of a report depend on, ended by NULL; and what the
 * profiles add to them. */
extern const char *const scan_tables[];
bool scan_add_rules(struct hash *hash, const struct input *input,
    struct arena *scratch, struct error *err) MUST_USE;

/* Whether NAME is a profile of scans, which an input may name. */
bool scan_is_profile(const struct asset_folders *folders, struct str name);

/* Adds the report INPUT, which may lie elsewhere than the input of IMPORT.
 * BESIDE is an XML file whose tree joins the report's head; none without. */
bool scan_add_report(struct import *import, const struct input *input,
    struct str beside, struct arena *scratch, struct error *err) MUST_USE;

#endif
