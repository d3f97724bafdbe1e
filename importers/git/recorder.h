/* What recorders call the tools: data/ai-recorders.csv. */
#ifndef IMPORTERS_GIT_RECORDER_H
#define IMPORTERS_GIT_RECORDER_H

#include "base/map.h"
#include "importers/git/signatures.h"

#define RECORDERS_TABLE "data/ai-recorders.csv"

struct recorders {
	struct map names; /* "recorder\nname", lower case -> struct tool */
	const struct signatures *signatures;
	struct arena *keep;
};

/* SIGNATURES must outlive it. A tool that no table knows is an input error
 * with the line. */
bool recorders_read(struct recorders *recorders,
    const struct signatures *signatures, const struct asset_folders *folders,
    struct arena *keep, struct error *err) MUST_USE;

/* The tool that RECORDER calls NAME (empty: it names none): by the table, else
 * by the tools' own aliases unless EXACT; NULL when it is not recorded. */
struct tool *recorders_tool(const struct recorders *recorders,
    const char *recorder, struct str name, bool exact, struct arena *scratch);

#endif
