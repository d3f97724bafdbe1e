/* The lines of a file as hashes, and how many of them differ between two. */
#ifndef IMPORTERS_GIT_LINES_H
#define IMPORTERS_GIT_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "importers/git/script.h"

/* More lines than this in one file make it count as binary. */
#define LINES_MAX ((size_t)64 << 20)

struct lines {
	uint64_t *hashes; /* one a line; its newline is part of the line */
	size_t count;
	bool is_binary; /* a NUL among the first 8000 bytes, as in git */
};

bool lines_is_binary(struct str content);
/* Lines of CONTENT; a last one without newline counts. */
size_t lines_count(struct str content);
/* Fills HASHES, which has room for lines_count(). */
void lines_hash(struct str content, uint64_t *hashes);

/* Memory of lines_diff, kept between calls; starts as { 0 }. */
struct lines_work {
	void *memory;
	size_t room;
	struct hunk *hunks;
	uint32_t hunk_count;
	uint32_t hunk_room;
};
void lines_work_free(struct lines_work *work);

struct lines_change {
	int64_t added;
	int64_t deleted;
};

/* What the diff of git changes (Myers with the shortcuts of xdiff, default
 * options). The hunks stand in WORK until its next use. */
struct script lines_diff(
    const struct lines *old, const struct lines *new, struct lines_work *work);
/* Sums over all hunks: the numbers of --numstat. */
struct lines_change lines_changed(const struct script *script);

#endif
