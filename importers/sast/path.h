/* The paths that scanners write (percent-encoded, with backslashes, a drive,
 * a scheme, "./" and "..") as one form: '/' between parts, no "." and "..", a
 * leading '/' only when absolute. Nothing is opened on disk. */
#ifndef IMPORTERS_SAST_PATH_H
#define IMPORTERS_SAST_PATH_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/rules.h"

enum { SAST_PATH_MAX = 2048 };

/* Undoes percent-encoding once; a text that is not valid encoding, or whose
 * decoding is no valid UTF-8, stays as it is. */
struct str path_decode(struct arena *keep, struct str uri);

/* URI in the form above. An address of the web keeps scheme, host and path;
 * user, query and fragment are dropped. ".." above the start is dropped. */
struct str path_clean(struct arena *keep, struct str uri);
bool path_is_absolute(struct str path); /* of a cleaned one: '/' */
bool path_is_web(struct str path);	/* of a cleaned one: "https://" */

/* PATH without the folder ROOT (both cleaned); false when it is not below. */
bool path_below(struct str path, struct str root, struct str *relative);

/* Manifests and lock files, on whose first line tools put findings that have
 * no line: data/manifests.csv. */
struct manifest_table {
	struct rules rules;
	size_t pattern;
};
bool manifest_load(struct manifest_table *table,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;
bool manifest_is(const struct manifest_table *table, struct str path);

#endif
