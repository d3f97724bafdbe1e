/* Which of the values that scanners call fingerprints is one. Names and their
 * use are in data/fingerprints.csv; a value that unlike results of one run
 * share is none ("requires login" on every result was seen). */
#ifndef IMPORTERS_SAST_FINGERPRINT_H
#define IMPORTERS_SAST_FINGERPRINT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/asset.h"
#include "base/map.h"

enum {
	FINGERPRINT_CANDIDATES_MAX = 8, /* of one result; more are ignored */
	/* Distinct values remembered per file; later ones go unchecked, which
	 * finds a placeholder all the same: it comes early. */
	FINGERPRINTS_MAX = 1 << 19,
};

enum fingerprint_use {
	FINGERPRINT_WHOLE, /* means the finding */
	FINGERPRINT_LINE,  /* means a text: only with rule and file */
	FINGERPRINT_NOT,   /* is none */
};

struct fingerprint_table {
	struct map names; /* name without version -> use * 16 + rank */
};

struct fingerprint {
	struct str name; /* as written, "matchBasedId/v1" */
	struct str value;
	enum fingerprint_use use;
	int rank;	 /* lower is better */
	int64_t version; /* of "/v1"; 0 without */
};

/* Reads data/fingerprints.csv, out of KEEP. An error names the row. */
bool fingerprint_load(struct fingerprint_table *table,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* Sorts NAME and VALUE into FINGERPRINT; false when it is none. IS_PARTIAL:
 * from partialFingerprints, where unknown names mean a text. */
bool fingerprint_read(const struct fingerprint_table *table,
    struct fingerprint *fingerprint, struct str name, struct str value,
    bool is_partial);
/* Whether A is to be preferred to B. */
bool fingerprint_better(
    const struct fingerprint *a, const struct fingerprint *b);

/* Values of the runs of a file and the (rule, file) that has each. Without
 * memory there is none (NULL), and nothing counts as repeated. */
struct fingerprint_seen;
struct fingerprint_seen *fingerprint_seen_new(void);
void fingerprint_seen_free(struct fingerprint_seen *seen); /* NULL is fine */
/* From now on it is about run RUN. */
void fingerprint_seen_start(struct fingerprint_seen *seen, size_t run);
/* OWNER is a hash of rule and file. */
void fingerprint_seen_add(struct fingerprint_seen *seen,
    const struct fingerprint *fingerprint, uint64_t owner);
/* Whether different owners have it; texts may repeat in other files. */
bool fingerprint_is_repeated(
    const struct fingerprint_seen *seen, const struct fingerprint *fingerprint);

/* "name:value" for the model; a long value is kept as its SHA-256, and of a
 * result that IS_SECRET, may hold one, each that is more than hexadecimal
 * digits. */
struct str fingerprint_text(
    struct arena *keep, const struct fingerprint *fingerprint, bool is_secret);

#endif
