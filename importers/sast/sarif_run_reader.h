/* How the parts of a SARIF run are read in the first pass: a function for each
 * member that somebody wants, over one reader. */
#ifndef IMPORTERS_SAST_SARIF_RUN_READER_H
#define IMPORTERS_SAST_SARIF_RUN_READER_H

#include <cjson/cJSON.h>

#include "importers/sast/sarif_old.h"
#include "importers/sast/sarif_run.h"

struct sarif_reader {
	struct json_in *json;
	struct sarif_run *run;
	struct sarif_component *component; /* being read */
	const struct sast_rules *rules;
	struct arena *keep;
	struct arena *scratch; /* of one tree */
	bool is_preview;
	struct sarif_invocation invocation; /* being read */
	bool is_told;			    /* whether it succeeded */
	bool is_broken_off;   /* its exit code or a signal says so */
	struct str time_text; /* of its end, as written */
	int64_t start_time;
	int64_t end_time;
};

/* Reads the value whose first token was just taken; false on an error of the
 * file. All functions below are of this kind. */
typedef bool sarif_read_value(struct sarif_reader *reader);

struct sarif_member {
	const char *name; /* as of 2.1.0; NULL: the last one */
	sarif_read_value *read;
};

/* Passes over it. */
bool sarif_skip(struct sarif_reader *reader);
/* An object by MEMBERS, an array by EACH; any other value is passed over. */
bool sarif_read_object(
    struct sarif_reader *reader, const struct sarif_member *members);
bool sarif_read_array(struct sarif_reader *reader, sarif_read_value *each);
/* Any value but members of OMIT (NULL: all), as a PART of 2.1.0; *TREE lives
 * until the next one is read, and is NULL where the value is too large. */
bool sarif_read_tree(struct sarif_reader *reader, cJSON **tree,
    const char *const *omit, enum sarif_tree part);

/* A copy of the string at hand, out of reader->keep, cut as names are
 * (sast_text_short); none where another value stands. */
struct str sarif_kept_text(struct sarif_reader *reader);

/* Into reader->run, sarif_run_tool.c. The driver: also what resources of old
 * logs are, its rules alone, and the tool that was its own driver. */
bool sarif_read_tool(struct sarif_reader *reader);
bool sarif_read_driver(struct sarif_reader *reader);
bool sarif_read_driver_rules(struct sarif_reader *reader);
bool sarif_read_extensions(struct sarif_reader *reader);
bool sarif_read_taxonomies(struct sarif_reader *reader);

/* Into reader->run, sarif_run_invocation.c. Complaints are notifications of the
 * configuration. */
bool sarif_read_invocations(struct sarif_reader *reader);
bool sarif_read_notifications(struct sarif_reader *reader);
bool sarif_read_complaints(struct sarif_reader *reader);
bool sarif_read_conversion(struct sarif_reader *reader);

#endif
