/* The records of a scanner's report, one after another in constant memory:
 * what a profile calls a unit is read as one tree, whatever the file is
 * written in, and given to a function. What stands outside the units is the
 * head, gathered when asked for. */
#ifndef IMPORTERS_SAST_SCAN_IN_H
#define IMPORTERS_SAST_SCAN_IN_H

#include <cjson/cJSON.h>

#include "base/error.h"
#include "importers/sast/scan_profile.h"
#include "model/import.h"

enum {
	SCAN_HEAD_BYTES_MAX = 16 * 1024 * 1024, /* of the file, for the head */
	SCAN_UNIT_BYTES_MAX = 16 * 1024 * 1024, /* about, of one tree */
	SCAN_SKETCH_BYTES = 64 * 1024 * 1024,	/* looked at for what it is */
};

struct scan_unit {
	cJSON *tree; /* NULL: larger than a tree may be */
	bool in_section[SCAN_SECTIONS_MAX];
	struct place place;
	const cJSON *outer[SCAN_CHAIN_MAX]; /* XML: elements around it */
	int outer_count;
};

/* False to stop the reading. */
typedef bool scan_take(void *user, const struct scan_unit *unit);

struct scan_reading {
	const struct scan_profile *profile;
	const struct input *input;
	scan_take *take; /* NULL: units are counted and passed over */
	void *user;
	bool wants_head;
	/* What comes out. */
	cJSON *head; /* to be released with cJSON_Delete */
	int64_t units;
	int64_t lines_before; /* of a console, passed over */
	struct place rubbish; /* what is behind; line 0: nothing */
	struct error broken;  /* kind none: the file is whole */
};

/* Reads the file; false when it cannot be opened, is broken (reading->broken)
 * or TAKE stopped it. */
typedef bool scan_read(
    struct scan_reading *reading, struct arena *keep, struct error *err);
scan_read scan_read_json;
scan_read scan_read_xml;
scan_read scan_read_csv;

/* Whether the section's path ends here, and whether it may go on below. */
struct scan_trail {
	int at[SCAN_SECTIONS_MAX]; /* steps taken; -1: another way */
};
struct scan_trail scan_trail_begin(const struct scan_profile *profile);
/* The trail below the member NAME; false when no section leads there. */
bool scan_trail_step(struct scan_trail *below, const struct scan_trail *trail,
    const struct scan_profile *profile, struct str name);
/* Fills the sections whose units are here; false when there are none. */
bool scan_trail_ends(bool in_section[SCAN_SECTIONS_MAX],
    const struct scan_trail *trail, const struct scan_profile *profile,
    bool in_array);

/* Whether a section of results goes on below. */
bool scan_trail_goes_on(
    const struct scan_trail *trail, const struct scan_profile *profile);

/* The paths that a file has, in a few levels: "results[].check_id",
 * "issues.@burpVersion", the columns of a table. For knowing what it is. */
struct scan_sketch {
	struct str_list paths;
	struct str xml_namespace;
	bool is_json;
	bool is_xml;
	bool has_text_before; /* the JSON, as consoles and sources have it */
};
bool scan_sketch_has(const struct scan_sketch *sketch, struct str pattern);
void scan_sketch_add(
    struct scan_sketch *sketch, struct str path, struct arena *keep);
/* From BYTES, or from the file when they are none. */
void scan_sketch_json(struct scan_sketch *sketch, const struct input *input,
    struct str bytes, struct arena *keep);
void scan_sketch_xml(
    struct scan_sketch *sketch, const struct input *input, struct arena *keep);
void scan_sketch_csv(
    struct scan_sketch *sketch, const struct input *input, struct arena *keep);

#endif
