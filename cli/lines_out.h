/* How assay lines prints whose lines are whose. */
#ifndef CLI_LINES_OUT_H
#define CLI_LINES_OUT_H

#include "base/buf.h"
#include "base/json_out.h"
#include "link/revision.h"

/* As it may be told. */
struct lines_person {
	struct str name;
	struct str mail;
};

struct lines_people {
	struct lines_person author;
	struct lines_person committer;
};

/* In the order of the choices of --format. */
enum lines_format { LINES_TSV, LINES_JSON, LINES_PORCELAIN };

struct lines_out {
	enum lines_format format;
	struct repo *repo;
	const struct lineage *lineage;
	const struct revision *revision;
	const struct lines_people *people; /* porcelain: of each commit */
	struct str name; /* of the revision, full id; none when it is empty */
	struct buf out;	 /* written out and emptied by the caller */
	struct json_out json;
	bool *is_told; /* porcelain: commits whose header stands above */
	struct arena *scratch; /* reset after each file */
};

/* What stands before the first file. */
void lines_begin(struct lines_out *out);
/* TEXT: of the file, for the porcelain form. */
void lines_file(
    struct lines_out *out, const struct revision_file *file, struct str text);
void lines_end(struct lines_out *out);

/* Adds TEXT, whose control characters become blanks. */
void lines_cell(struct buf *out, struct str text);
/* Adds KEY with VALUE, or null when that is empty. */
void lines_known(struct json_out *json, const char *key, struct str value);

#endif
