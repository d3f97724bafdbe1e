/* Where a value stands in a record of a scanner's report, and its text. A
 * path is names with dots between; arrays are passed through, so that
 * "identifiers.value" means the value of each identifier:
 *
 *	extra.severity          a member of a member
 *	@line                   an attribute of an XML element
 *	file_line_range[-1]     the last one; [0] is the first
 *	identifiers[type=cwe].value   of those whose type is "cwe"
 *	via[title]              of those that have a title
 *	CVSS.{SeveritySource}.V3Score  the member that SeveritySource names
 *	advisories.*            every member; "Golang*errors" by pattern
 *	^.Target                of what holds the record; ^^ one further out
 *	$.version               of the report outside its records
 *	.                       the value itself
 *	:name                   what it is called in the object that holds it
 *	~Trace.Node.@line       the last of them, where one value is wanted
 *
 * Trees are cJSON ones whatever the file was written in: of an XML element the
 * attributes are members "@name", its text is "#". */
#ifndef IMPORTERS_SAST_SCAN_PATH_H
#define IMPORTERS_SAST_SCAN_PATH_H

#include <cjson/cJSON.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

enum {
	SCAN_STEPS_MAX = 12, /* of a path */
	SCAN_CHAIN_MAX = 24, /* from the outermost holder to the record */
};

struct scan_step {
	struct str name;  /* may have '*' */
	struct str key;	  /* of the filter; none without one */
	struct str value; /* none: the key must be there */
	int index;	  /* used when HAS_INDEX; below 0 from the end */
	bool has_index : 1;
	bool is_array : 1;    /* written with "[]" */
	bool is_pattern : 1;  /* NAME has '*' */
	bool is_indirect : 1; /* NAME is a member that has the name */
};

struct scan_path {
	bool of_head;  /* "$" */
	bool is_last;  /* "~" */
	bool is_name;  /* ":name" */
	int up;	       /* number of '^' */
	bool in_array; /* "[]" alone: a list at the very top */
	int count;
	struct scan_step steps[SCAN_STEPS_MAX];
};

/* A record within what holds it. */
struct scan_record {
	const cJSON *chain[SCAN_CHAIN_MAX]; /* outermost first, it last */
	int depth;
	const cJSON *head; /* of the report; may be NULL */
};

/* Reads TEXT; false when it is no path. Names point into TEXT. */
bool scan_path_read(struct scan_path *path, struct str text);

/* Calls EACH for the values at PATH in the order of the file until it returns
 * true; gives whether it did. */
typedef bool scan_each(void *user, const cJSON *value);
bool scan_path_each(const struct scan_path *path,
    const struct scan_record *record, scan_each *each, void *user);

/* The same for PATH below the value NODE; "^" and "$" do not count. */
bool scan_path_below(const struct scan_path *path, const cJSON *node,
    scan_each *each, void *user);

/* A scalar as text, an XML element's own text; none for all else. */
struct str scan_text(const cJSON *value, struct arena *keep);

#endif
