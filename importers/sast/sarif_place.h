/* Where a SARIF result is: the file relative to the repository, and the
 * lines. */
#ifndef IMPORTERS_SAST_SARIF_PLACE_H
#define IMPORTERS_SAST_SARIF_PLACE_H

#include "importers/sast/sarif_run.h"
#include "model/records.h"

enum { SARIF_CHAIN_MAX = 16 };

struct sarif_place {
	struct str path; /* "" when it has no file */
	int64_t line;	 /* 0: none */
	int64_t end_line;
	int64_t column;	   /* 0: none */
	bool has_column;   /* the file says it, it is not assumed */
	bool is_below_one; /* the file says line 0 or less */
	bool is_offset;	   /* bytes or characters, not lines: */
	struct fact_result_offset offset; /* without its result */
	bool is_placeholder; /* line 1 of a manifest, which means none */
	struct str wrong;    /* a line that is no number, as written; or none */
};

/* Paths of locations that were met lately: many results are in one file. */
struct sarif_paths;
struct sarif_paths *sarif_paths_new(struct arena *keep);
void sarif_paths_free(struct sarif_paths *paths); /* NULL is fine */

/* PATHS may be NULL. */
struct sarif_place sarif_place_of(const struct sarif_run *run,
    const struct manifest_table *manifests, struct sarif_paths *paths,
    const cJSON *result, struct arena *keep);

/* Which of run->controls a result belongs to: the one that is mapped to the
 * deepest folder above it, else the only one that is mapped to none; their
 * count when none is. */
size_t sarif_place_control(
    const struct sarif_run *run, const cJSON *result, struct arena *keep);

/* LOCATION's path: decoded, put behind its bases, and without the roots that
 * the run names (SARIF 2.1.0 sections 3.4 and 3.14.14). */
struct str sarif_place_path(const struct sarif_run *run,
    struct sarif_location location, struct arena *keep);

#endif
