/* A scanner's report while it is read. */
#ifndef IMPORTERS_SAST_SCAN_REPORT_H
#define IMPORTERS_SAST_SCAN_REPORT_H

#include "base/map.h"
#include "base/vec.h"
#include "importers/sast/cover.h"
#include "importers/sast/scan_in.h"
#include "importers/sast/scan_record.h"
#include "importers/sast/scanner.h"

/* One scan of the model that is being filled. */
struct open_scan {
	struct str tool; /* as the report calls it */
	struct str version;
	struct str analysis;
	struct str ref;
	struct str revision;
	struct scanner scanner;
	int64_t id;
	int64_t time;
	int64_t results;
};

struct scan_report {
	struct import *import;
	const struct input *input;
	struct str beside; /* XML whose tree joins the head; none without */
	struct scan_context context;
	struct arena *keep;
	struct arena *scratch; /* of one record */
	struct str digest;
	VEC(struct open_scan) scans;
	struct str analysis; /* of records that name none; none: none does */
	struct map keys;
	struct map former; /* rules, with what they are called elsewhere */
	struct cover *cover;
	bool has_cover; /* the profile has lists of it */
	int64_t units;	/* of the file */
	int64_t done;
	int64_t records;
	int64_t problems;
	int64_t below_one;
	int64_t placeholders;
	int64_t by_confidence;
	int64_t bad_times; /* first sightings that are none */
	int64_t errors;
	int64_t hidden;
	int64_t line; /* of the unit */
	int64_t column;
	struct error broken;
	bool is_failed;
	int64_t total; /* of the listing, of which this is a part; 0: whole */
	bool is_full;  /* of one that says no total: as many as a page holds */
	struct error *err;
	bool has_stopped; /* the store failed */
};

/* The scan that ITEM belongs to, stored when it is the first of it; it stays
 * where it is until the next one is found. NULL: the store failed, which
 * report->err says. scan_open.c. */
struct open_scan *scan_open(
    struct scan_report *report, const struct scan_item *item);

/* Diagnostics, scan_notes.c: of SCAN's tool; once all is read, of the whole. */
void scan_note_tool(
    const struct scan_report *report, const struct open_scan *scan);
void scan_note_end(const struct scan_report *report);

#endif
