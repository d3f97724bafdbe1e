/* How assay lines prints whose lines are whose. */
#ifndef CLI_LINES_OUT_H
#define CLI_LINES_OUT_H

#include "base/buf.h"
#include "base/json_out.h"
#include "importers/git/lineage.h"

/* What is known of a commit; texts that are not known are none. */
struct said {
	struct str origin;
	struct str tool;
	struct str model;
	struct str level;
};

/* A file of the revision. */
struct lines_file {
	struct str path; /* bytes */
	struct str text;
	const struct line_array *lines;
};

enum lines_format { LINES_TSV, LINES_JSON, LINES_PORCELAIN };

struct lines_out {
	enum lines_format format;
	struct repo *repo;
	const struct lineage *lineage;
	const struct said *said; /* of each commit of the reach */
	struct str revision;	 /* full id; none in an empty repository */
	struct buf out;		 /* written out and emptied by the caller */
	struct json_out json;
	bool *is_told; /* porcelain: commits whose header stands above */
	struct arena *scratch; /* reset after each file */
};

bool lines_format_parse(
    enum lines_format *format, struct str name, struct error *err) MUST_USE;
void lines_begin(struct lines_out *out);
void lines_file(struct lines_out *out, const struct lines_file *file);
void lines_end(struct lines_out *out);

#endif
