/* Which profile of data/scans reads a file. */
#ifndef IMPORTERS_SAST_SCAN_RECOGNISE_H
#define IMPORTERS_SAST_SCAN_RECOGNISE_H

#include "importers/sast/scan_profile.h"
#include "model/import.h"

/* The profile that INPUT names, when the file is such a report, else the one
 * that fits the first bytes or all of the file; NULL without one. Then *WHICH
 * is the tool whose report it is, known and not read, or none. Fails where a
 * table or profile cannot be read. */
bool scan_profile_find(const struct scan_profile **profile, struct str *which,
    const struct input *input, struct arena *keep, struct error *err) MUST_USE;

/* For struct importer. */
int scan_recognises(
    const struct input *input, const char **why, struct arena *scratch);

#endif
