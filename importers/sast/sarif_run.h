/* What a SARIF run says of itself: all but its results, which may stand before
 * the rest. Filled by the first of two passes over the file. */
#ifndef IMPORTERS_SAST_SARIF_RUN_H
#define IMPORTERS_SAST_SARIF_RUN_H

#include "base/error.h"
#include "importers/json/json_in.h"
#include "importers/sast/fingerprint.h"
#include "importers/sast/path.h"
#include "importers/sast/sarif_rule.h"
#include "importers/sast/scanner.h"

enum {
	SARIF_RUNS_MAX = 1000,
	SARIF_ARTIFACTS_MAX = 200000, /* of one run; more are ignored */
	SARIF_BASES_MAX = 64,
	SARIF_CONTROLS_MAX = 64,    /* repositories of a run */
	SARIF_COMPONENTS_MAX = 256, /* extensions, taxonomies */
	SARIF_INVOCATIONS_MAX = 256,
	SARIF_OVERRIDES_MAX = 1000, /* of one invocation */
};

/* An artifactLocation. */
struct sarif_location {
	struct str uri;	 /* none when it gives only an index */
	struct str base; /* uriBaseId; none without */
	int64_t index;	 /* into artifacts; -1 without */
	bool is_target;	 /* of an artifact: the tool was to look at it */
};

struct sarif_base {
	struct str id;
	struct str uri;	   /* none: told nowhere */
	struct str parent; /* uriBaseId; none without */
};

struct sarif_control { /* versionControlProvenance: a repository */
	struct str remote;
	struct str revision;
	struct str branch;
	struct str mapped_base; /* mappedTo.uriBaseId: the repository's root */
	struct str mapped_uri;	/* mappedTo.uri, cleaned */
};

struct sarif_override { /* of a rule's configuration, by one invocation */
	struct str id;
	int64_t index;	  /* -1 without */
	struct str level; /* none: not said */
	int enabled;	  /* 1, 0; -1: not said */
};

struct sarif_invocation {
	struct str folder; /* workingDirectory, cleaned */
	struct {
		struct sarif_override *items;
		size_t count;
		size_t room;
	} overrides;
};

/* A reference to properties that stand outside the run. */
struct sarif_external {
	struct str what; /* "results" */
	struct str uri;
	struct str guid;
	int64_t count; /* itemCount; -1 without */
};

struct sarif_run {
	bool is_old;	      /* of before 2.1.0 */
	int64_t line;	      /* where the run begins */
	struct str tool_name; /* as the driver calls itself */
	struct str tool_version;
	struct scanner scanner;
	struct sarif_component driver;
	VEC(struct sarif_component) extensions;
	VEC(struct sarif_component) taxonomies;
	VEC(struct sarif_location) artifacts;
	int64_t artifacts_dropped; /* above the limit */
	VEC(struct sarif_base) bases;
	VEC(struct sarif_invocation) invocations;
	VEC(struct sarif_location) looked; /* files, as notifications say */
	VEC(struct sarif_location) unread; /* that the tool failed on */
	bool has_results;		   /* an array, also an empty one */
	int64_t results;
	bool has_failed;       /* an invocation says so */
	int64_t errors;	       /* notifications of level error */
	bool is_misconfigured; /* one of them is of the configuration */
	int64_t time;	       /* end of the last invocation; UNKNOWN */
	struct str wrong_time; /* as written, when that is none */
	struct str automation; /* automationDetails.id */
	struct str image;      /* that was looked at, as Trivy says */
	struct str guid;       /* of the run, or of external properties */
	struct str run_guid;   /* of external properties: their run */
	struct str columns;    /* what they count: columnKind, as written */
	struct str converter;  /* that made the log from another format */
	struct sarif_control control; /* the first that names a repository */
	VEC(struct sarif_control) controls; /* all that do */
	VEC(struct sarif_external) externals;
	bool is_incomplete;	       /* results are missing */
	struct str_list missing;       /* of those: "12 results of FILE" */
	struct fingerprint_seen *seen; /* borrowed */
};

/* Reads the run whose opening brace is the reader's last token, and counts its
 * fingerprints into run->seen; run->is_old says by which names. The members of
 * external properties (section 4.3) are read the same way. A preview compares
 * the fingerprints of the first results alone. False on an error of the file.
 */
bool sarif_run_read(struct sarif_run *run, struct json_in *json,
    const struct sast_rules *rules, bool is_preview,
    struct arena *keep) MUST_USE;

/* Adds to RUN what external properties PART hold of it. */
void sarif_run_merge(
    struct sarif_run *run, const struct sarif_run *part, struct arena *keep);
/* To be called once all of RUN is there: its tool, and what rules say through
 * its taxonomies. */
void sarif_run_end(
    struct sarif_run *run, const struct sast_rules *rules, struct arena *keep);

/* Members of a result that are never needed. */
extern const char *const sarif_result_omit[];

#endif
