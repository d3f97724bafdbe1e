/* What the commands that read sources share: find the configuration, open the
 * model, import what is named, link. */
#ifndef CLI_AUDIT_H
#define CLI_AUDIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/pseudonym.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/inputs.h"
#include "cli/progress.h"
#include "model/model.h"
#include "model/period.h"

/* What is taken where no option names another. */
#define AUDIT_CONFIG "assay.yaml"
#define AUDIT_OUTPUT "assay-report"
#define AUDIT_DATABASE "assay.db"

struct audit {
	struct context *context;
	struct config_file *file;
	struct model *model;
	struct progress *progress;
	struct str output;   /* folder of the reports */
	struct str database; /* path of the model */
	struct str cache;    /* folder beside it; none: not wanted */
	int jobs;	     /* threads; 0: the default */
	struct str folder;   /* that paths of repositories are relative to */
	int64_t as_of;	     /* known after audit_settle */
	struct period asked; /* with --period */
};

/* Options that they share; put into their tables. */
/* clang-format off */
#define OPTION_CONFIG                                                   \
	{ "config", 'c', "FILE", "read this instead of ./assay.yaml", false }
#define OPTION_DB                                                        \
	{ "db", 0, "FILE", "the model; default: assay.db beside the "     \
			   "configuration, else below the output",        \
	    false }
#define OPTION_OUTPUT                                                    \
	{ "output", 'o', "DIR", "the folder of reports, and of the model "  \
				"without a configuration; default: "       \
				"assay-report",                            \
	    false }
#define OPTION_AS_OF                                                     \
	{ "as-of", 0, "DATE", "the day to speak of; default: "            \
			      "SOURCE_DATE_EPOCH, else the newest record", \
	    false }
#define OPTION_PERIOD                                                    \
	{ "period", 0, "PERIOD", "2026-Q3, 2026-09, 2026-07-01..2026-09-30; " \
				 "default: the last quarter that ended",  \
	    false }
#define OPTION_NO_CACHE                                                   \
	{ "no-cache", 0, NULL, "neither read nor write the cache beside " \
			       "the model",                               \
	    false }
#define OPTION_MEASURES                                                   \
	{ "measures", 0, "DIR", "take more measures (*.sql) from DIR", false }
#define OPTION_FORMAT                                              \
	{ "format", 0, "table|csv|json", "how to print; default: table", \
	    false }

/* clang-format on */

/* Reads the configuration (with paths on the command line and no --config:
 * none) and opens the model. */
bool audit_open(
    struct audit *audit, struct context *context, struct error *err) MUST_USE;
/* The same with a model in memory, for commands whose arguments are no sources:
 * ./assay.yaml is read whatever they are. */
bool audit_open_memory(
    struct audit *audit, struct context *context, struct error *err) MUST_USE;
/* The same with a model at PATH, without a configuration. */
bool audit_open_at(struct audit *audit, struct context *context,
    struct str path, struct error *err) MUST_USE;
void audit_close(struct audit *audit);

/* From here on nothing is written but the model and what lies below FOLDER,
 * or, where that is not there yet, below the folder it will lie in; none:
 * nothing else. See base/sandbox.h. To be called before anything that is not
 * trusted is read. True. */
bool audit_confine(const struct audit *audit, struct str folder);

/* A file or repository that cannot be read at all is told on standard error,
 * counted as rejected, and makes the exit status 3; the others are imported.
 * What a source lacks (a shallow clone) is told there too.
 *
 * Imports what the arguments, else the configuration name; with neither, the
 * repository in the current folder. Links when anything changed. */
bool audit_import(struct audit *audit, struct error *err) MUST_USE;

/* Makes the derived tables anew. */
bool audit_link(struct audit *audit, struct error *err) MUST_USE;

/* What the configuration says, and INPUTS; linked by the caller. */
bool audit_read(
    struct audit *audit, struct inputs *inputs, struct error *err) MUST_USE;

/* The model as it is; filled first by audit_import when it is empty or paths
 * are given. */
bool audit_fill(struct audit *audit, struct error *err) MUST_USE;

/* Keeps what many questions read (model/filled.h), before the first of them;
 * audit_settle does it. */
bool audit_ready(struct audit *audit, struct error *err) MUST_USE;

/* Gives people their pseudonyms, for measures that tell of them. */
bool audit_name_people(struct audit *audit, struct error *err) MUST_USE;
/* The key of pseudonyms that the configuration names; not known when it names
 * none. */
bool audit_pseudonym_key(struct pseudonym_key *key, const struct audit *audit,
    struct error *err) MUST_USE;

/* As-of and period from options, environment and model. */
bool audit_settle(
    struct audit *audit, struct period *period, struct error *err) MUST_USE;

#endif
