/* What a report of test coverage says, gathered by file before it is stored:
 * several parts of a report may speak of one file, and of one line of it. */
#ifndef IMPORTERS_METRICS_COVERAGE_H
#define IMPORTERS_METRICS_COVERAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"
#include "model/import.h"

enum {
	COVERAGE_LINE_MAX = 10000000,  /* number of a line */
	COVERAGE_LINES_MAX = 64 << 20, /* of all files together */
	COVERAGE_FILES_MAX = 1000000,
	COVERAGE_ROOTS_MAX = 100,
};

struct coverage_line {
	int64_t line; /* 1 to COVERAGE_LINE_MAX */
	bool covered;
};

/* Branches that begin on a line; of several entries the sum counts. */
struct coverage_branch {
	int64_t line;
	int64_t branches;
	int64_t covered;
};

/* One part of a report that names a file: a class, a source file. */
struct coverage_part {
	struct str path; /* as written */
	int64_t place;	 /* line of the report */
	VEC(struct coverage_line) lines;
	VEC(struct coverage_branch) branches;
	struct str
	    wrong; /* what could not be read as a number; none: all was */
	int64_t wrong_place;
	/* counted by a report that names no lines */
	int64_t counted_lines;
	int64_t counted_covered;
};

struct coverage; /* opaque */

/* What IMPORT reports, empty; lives as long as KEEP. */
struct coverage *coverage_new(struct import *import, struct arena *keep);

/* Takes PART in, and counts it as one record of the import: imported, empty
 * when it has no line, rejected when the limits are passed, the path is
 * missing or something was no number. */
void coverage_add(struct coverage *coverage, struct coverage_part *part);

/* A folder at which paths of the report may start; more than
 * COVERAGE_ROOTS_MAX are left out. */
void coverage_add_root(struct coverage *coverage, struct str path);

/* What the whole report says of itself; UNKNOWN each when it does not. */
struct coverage_claim {
	int64_t lines;
	int64_t covered;
	int64_t time;
};

/* Stores what was gathered, or counts it as duplicate when the report is there
 * already; notes where totals and lines do not agree. */
bool coverage_store(struct coverage *coverage, const char *format,
    const struct coverage_claim *claim, struct arena *scratch,
    struct error *err) MUST_USE;

/* The readers of one format each: they add each part and tell the claim. */
struct xml_in;
bool coverage_read_xml(struct coverage *coverage, const char **format,
    struct coverage_claim *claim, struct xml_in *in, struct import *import,
    struct error *err) MUST_USE;
bool coverage_read_lcov(struct coverage *coverage, struct coverage_claim *claim,
    struct import *import, struct error *err) MUST_USE;

/* Whether the first bytes are those of such a report; the name of its format,
 * or NULL. */
const char *coverage_xml_format(struct str head);
bool coverage_is_lcov(struct str head);

#endif
