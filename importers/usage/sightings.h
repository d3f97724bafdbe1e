/* What shows that an AI tool is there: the table data/tool-sightings.csv of
 * hosts, programs, editor extensions and applications. */
#ifndef IMPORTERS_USAGE_SIGHTINGS_H
#define IMPORTERS_USAGE_SIGHTINGS_H

#include <stdbool.h>

#include "base/asset.h"
#include "base/map.h"

enum sighting_kind {
	SIGHTING_EXTENSION,
	SIGHTING_PROGRAM,
	SIGHTING_APPLICATION,
	SIGHTING_HOST,
	SIGHTING_KINDS
};

const char *sighting_kind_name(enum sighting_kind kind); /* "host" */

/* A row of the table. */
struct sign {
	struct str tool;
	struct str pattern;
	struct str certainty; /* "sure", "possible" */
};

struct sightings {
	struct map by_pattern[SIGHTING_KINDS];
};

/* Reads data/tool-sightings.csv, out of KEEP. An error names the row. */
bool sightings_read(struct sightings *sightings,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* The row that TEXT shows, or NULL. Of a host or an address of the web the
 * host and its parent domains are looked up; of a program its file name
 * without folder and ending; case never matters. */
const struct sign *sightings_find(const struct sightings *sightings,
    enum sighting_kind kind, struct str text, struct arena *scratch);

#endif
