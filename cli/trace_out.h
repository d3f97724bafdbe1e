/* Writes what assay trace found: for people, for scripts, and as SARIF 2.1.0
 * (OASIS, sections 3.14 to 3.30) for code hosts and editors. */
#ifndef CLI_TRACE_OUT_H
#define CLI_TRACE_OUT_H

#include "base/buf.h"
#include "base/error.h"
#include "base/pseudonym.h"
#include "link/trace.h"
#include "model/model.h"

/* In the order of the choices of --format. */
enum trace_format { TRACE_TABLE, TRACE_CSV, TRACE_JSON, TRACE_SARIF };

/* How people are told: by their key when ALL may be told, else by a
 * pseudonym, else not at all. */
struct trace_people {
	bool all;
	struct pseudonym_key key;
};

/* Appends TRACE to OUT. */
bool trace_write(struct buf *out, const struct trace *trace,
    const struct model *model, enum trace_format format,
    const struct trace_people *people, struct arena *scratch,
    struct error *err) MUST_USE;

/* What that calls: how the author of COMMIT is told, the JSON, the SARIF. */
struct str trace_person(const struct trace_commit *commit,
    const struct trace_people *people, struct arena *scratch);
void trace_write_json(struct buf *out, const struct trace *trace,
    const struct trace_people *people, struct arena *scratch);
bool trace_write_sarif(struct buf *out, const struct trace *trace,
    const struct model *model, struct arena *scratch,
    struct error *err) MUST_USE;

/* Says on standard error what the figures leave open. */
void trace_note(const struct trace *trace);

/* A sentence: which commit to look at first, and why; none when there is none.
 * It names no commit and no person. */
struct str trace_first(const struct trace *trace, struct arena *keep);

#endif
