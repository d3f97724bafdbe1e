/* Writes what assay gate found: a line an item for people, JSON for scripts,
 * SARIF 2.1.0 for code hosts and JUnit's XML for build servers. */
#ifndef CLI_GATE_OUT_H
#define CLI_GATE_OUT_H

#include "analysis/readiness.h"
#include "base/buf.h"

/* In the order of the choices of --format. */
enum gate_format { GATE_TEXT, GATE_JSON, GATE_SARIF, GATE_JUNIT };

/* What is printed: the judgement, and with a baseline only what got worse. */
struct gate {
	const struct readiness *readiness;
	const struct model *model;
	struct str baseline; /* its file; none: there is none */
	bool *worse;	     /* item x repository; NULL: all are told */
	bool passed;
	enum readiness_verdict verdict;
};

/* Whether the row of item I in repository K is told. */
bool gate_tells(const struct gate *gate, size_t i, size_t k);

/* Appends it to OUT. */
bool gate_write(struct buf *out, const struct gate *gate,
    enum gate_format format, struct arena *scratch, struct error *err) MUST_USE;

/* Places of a row are told up to this many, and how many there are. */
enum { GATE_PLACES_MAX = 100 };

/* What formats beside JSON and text write. */
bool gate_write_sarif(struct buf *out, const struct gate *gate,
    struct arena *scratch, struct error *err) MUST_USE;
void gate_write_junit(
    struct buf *out, const struct gate *gate, struct arena *scratch);

#endif
