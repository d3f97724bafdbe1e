/* The runs of a SARIF log as scans of the model. */
#ifndef IMPORTERS_SAST_SARIF_SCAN_H
#define IMPORTERS_SAST_SARIF_SCAN_H

#include "importers/sast/cover.h"
#include "importers/sast/sarif_log.h"

/* What is counted of a run while its results are read. */
struct sarif_progress {
	const struct sarif_run *views; /* by repository, of several; then one */
	int64_t *scan_ids; /* of nobody's; likewise; 0: no such yet */
	size_t view_count;
	int64_t strays;	   /* results of none of them */
	int64_t time;	   /* of the scan */
	int64_t bad_times; /* first sightings that are none */
	int64_t ordinal;
	int64_t below_one;
	int64_t placeholders;
	int64_t offsets; /* regions without lines */
	struct cover *cover;
	bool lists[COVER_KINDS]; /* the run has such a list */
};

/* Sets the views of run INDEX and stores a scan of each repository that it
 * names, for which PROGRESS is zero; what it names lives as long as KEEP. Of
 * several, the last view is of what lies in none of them and so nobody's: its
 * scan is stored by sarif_scan_add once there is such a result. Fails only when
 * the store does. */
bool sarif_scans_add(const struct sarif_log *log, size_t index,
    struct sarif_progress *progress, struct arena *keep,
    struct error *err) MUST_USE;

/* Stores the scan of view NUMBER; the first says what is odd of the run. */
bool sarif_scan_add(const struct sarif_log *log, size_t index,
    struct sarif_progress *progress, size_t number, struct error *err) MUST_USE;

#endif
