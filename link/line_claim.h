/* What is said of single lines, by where they were born: commit, file, line of
 * the commit's own version; and of all other lines of a commit. */
#ifndef LINK_LINE_CLAIM_H
#define LINK_LINE_CLAIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/model.h"

/* As the columns of line_part; UNKNOWN or none: NULL. */
struct line_claim {
	struct str origin;
	struct str basis;
	int64_t tool_id;
	int64_t model_id;
	int64_t confidence_pct;
	int64_t attribution_id;
	int64_t override_id;
};

/* Lines from FIRST up to but without END of one file of one commit. */
struct line_stretch {
	uint32_t first;
	uint32_t end;
	uint32_t claim; /* in line_claims.items */
};

struct line_file {
	int64_t commit_id;
	int64_t file_id;
	size_t first; /* of its stretches, which ascend and do not overlap */
	size_t count;
};

struct line_claims {
	struct line_claim *items; /* the first: nobody knows */
	size_t count;
	size_t room;
	uint32_t *commits; /* of each row of commit: what is said of it all */
	bool *by_line;	   /* whether its lines are told apart */
	int64_t last_commit;
	struct line_file *files; /* sorted by commit, then file */
	size_t file_count;
	struct line_stretch *stretches;
};

/* Reads commit_origin and the views of line_origin.sql into KEEP. */
bool line_claims_read(struct line_claims *claims, struct model *model,
    struct arena *keep, struct error *err) MUST_USE;

/* What is said of lines of the commit (UNKNOWN: of none) that nobody names. */
uint32_t line_claims_commit(const struct line_claims *claims, int64_t commit);
/* Whether anybody names single lines of it. */
bool line_claims_by_line(const struct line_claims *claims, int64_t commit);
/* The lines of FILE of COMMIT that somebody names; NULL: none. */
const struct line_file *line_claims_file(
    const struct line_claims *claims, int64_t commit, int64_t file);

/* Lines that were born one after another; a commit of UNKNOWN: nobody knows. */
struct line_birth {
	int64_t commit_id;
	int64_t file_id;
	int64_t line;
	int64_t count;
};

/* Cuts BIRTH where what is said of its lines changes: PUT is told, in order, of
 * lines SKIP to SKIP + COUNT of it and their claim. FILE is line_claims_file of
 * the birth. */
void line_claims_cut(const struct line_claims *claims,
    const struct line_birth *birth, const struct line_file *file,
    void (*put)(void *user, int64_t skip, int64_t count, uint32_t claim),
    void *user);

#endif
