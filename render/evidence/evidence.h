/* What an evidence bag holds below data/, besides the reports and their tables:
 * one part a file render/evidence/NAME.c with a function evidence_NAME, and one
 * line in the registry. Each part adds files to the bag; none sees another's.
 */
#ifndef RENDER_EVIDENCE_EVIDENCE_H
#define RENDER_EVIDENCE_EVIDENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/engine.h"
#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"
#include "base/pseudonym.h"
#include "render/bag/bag.h"
#include "render/report.h"

/* What the parts are made from: all borrowed, none changed. */
struct evidence {
	struct engine *engine; /* its model, period and measures */
	const struct report *report;
	const struct report *summary; /* that summary.eml tells; NULL: none */
	const struct asset_folders *folders;
	struct str program;	  /* "assay 0.1.0" */
	struct str scope;	  /* in words: what was looked at */
	int64_t as_of;		  /* dates in files */
	struct pseudonym_key key; /* of commits in records; may be none */
	bool restricted;	  /* what tells of single people may be in it */
};

/* clang-format off */
#define EVIDENCE_PARTS(X) \
	X(columns) \
	X(sheets) \
	X(method) \
	X(bom) \
	X(controls) \
	X(findings) \
	X(oscal) \
	X(statement) \
	X(records) \
	X(cells) \
	X(trace)
/* clang-format on */

#define EVIDENCE_PROTOTYPE(name)                                               \
	bool evidence_##name(struct bag_files *out,                            \
	    const struct evidence *from, struct arena *keep,                   \
	    struct error *err) MUST_USE;
EVIDENCE_PARTS(EVIDENCE_PROTOTYPE)
#undef EVIDENCE_PROTOTYPE

/* Adds the files of every part to OUT, with paths data/...; contents live in
 * KEEP. An error names the part. */
bool evidence_make(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err) MUST_USE;

#endif
