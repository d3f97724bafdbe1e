/* A SARIF log without its results: what the first of two passes over the file
 * finds, runs and the parts of runs that stand outside of them. */
#ifndef IMPORTERS_SAST_SARIF_LOG_H
#define IMPORTERS_SAST_SARIF_LOG_H

#include "importers/sast/sarif_run.h"

enum { SARIF_PARTS_MAX = 1000 };

/* External properties (section 4): part of a run that stands at another place
 * of the log, or in a file beside it. */
struct sarif_part {
	struct str path;  /* of the file; none: in the log itself */
	struct str shown; /* likewise, for messages */
	size_t run;	  /* whose they are; SIZE_MAX: nobody can say */
	struct sarif_run found;
};

struct sarif_log {
	struct import *import;
	const struct input *input;
	struct arena *keep;
	struct sast_rules rules;
	struct fingerprint_seen *seen;
	struct str digest;
	VEC(struct sarif_run) runs;
	int64_t runs_dropped; /* above the most */
	VEC(struct sarif_part) parts;
	int64_t results; /* of all runs and parts */
	struct str version;
	struct place version_place;
	struct str schema;
	bool has_runs;	     /* the member is there, whatever it holds */
	struct error broken; /* kind none: the file is whole */
};

/* Fills the rest of LOG, whose first six members are set. False with the
 * reason when nothing in the file is worth keeping; what else is odd goes to
 * the diagnostics. */
bool sarif_log_read(struct sarif_log *log, struct error *err) MUST_USE;

/* To be called before the results of a run or a part are read, in both
 * passes: fingerprints are told apart by where they stand. */
void sarif_log_at_run(const struct sarif_log *log, size_t run);
void sarif_log_at_part(const struct sarif_log *log, size_t part);

#endif
