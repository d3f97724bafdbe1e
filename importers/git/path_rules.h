/* What a file is, by its path: data/kinds.csv and data/languages.csv. */
#ifndef IMPORTERS_GIT_PATH_RULES_H
#define IMPORTERS_GIT_PATH_RULES_H

#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"

#define KINDS_TABLE "data/kinds.csv"
#define LANGUAGES_TABLE "data/languages.csv"

struct path_rules;

/* Reads both tables, out of KEEP. An error names the row. */
bool path_rules_read(struct path_rules **rules,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

struct path_class {
	struct str kind;     /* source, test, infrastructure, documentation,
				generated, other */
	struct str language; /* none when no rule knows it */
};

/* The first pattern that matches gives the kind; else the type of the
 * language does: programming and markup are source, prose is documentation,
 * data and unknown are other. Views live as long as RULES. */
struct path_class path_classify(
    const struct path_rules *rules, struct str path);

/* PATH as the model stores it: as it is when that is UTF-8 without control
 * characters and does not begin with a double quote; else in double quotes
 * with git's escapes (\", \\, \n, \t, \ooo), which can be read back. */
struct str path_text(struct arena *keep, struct str path);
/* The bytes of a path in that form. */
struct str path_bytes(struct arena *keep, struct str text);

#endif
