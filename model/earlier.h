/* The content that stood at a source's path before. Nightly jobs overwrite
 * one file, and each content of it is a scan of its own night: such a content
 * is kept under PATH@DIGEST when another one is read. All other facts of a
 * file are replaced by those of the new one. */
#ifndef MODEL_EARLIER_H
#define MODEL_EARLIER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"
#include "model/model.h"

/* The source ID goes, with its facts. */
bool source_forget(struct model *model, int64_t id, struct error *err) MUST_USE;

/* Keeps the source ID under another name when it holds scans and its content
 * is not SHA256; *EARLIER is its id then, else it is forgotten and *EARLIER
 * stays. */
bool earlier_set_aside(int64_t *earlier, struct model *model, int64_t id,
    struct str sha256, struct error *err) MUST_USE;

/* The content SHA256 of PATH is read once more: what was kept of it goes. */
bool earlier_forget(struct model *model, struct str path, struct str sha256,
    struct error *err) MUST_USE;

/* When the new content is in SOURCE_ID. Scans of EARLIER that it has again, of
 * the same revision and time, go, and those that have neither, which cannot be
 * told apart; it is said (diagnostics scans-kept, scans-replaced). */
bool earlier_settle(struct model *model, int64_t earlier, int64_t source_id,
    struct error *err) MUST_USE;

#endif
